//! What is written down during a day, to judge it by afterwards.

use crate::eyes::Pull;
use crate::world::Seat;
use domain::ids::CommandId;
use std::collections::{BTreeMap, BTreeSet};
use sync::outbox::{Offered, Settle};
use sync::{Outcome, Scope, View};
use uuid::Uuid;

#[derive(Default)]
pub struct Book {
    /// The server was set back at least once.
    pub restored: bool,
    pub set_back: bool,
    /// Acknowledged without a seal: from builds before there was one.
    pub unsealed: BTreeSet<CommandId>,
    /// A restored server could not take these at first, because of what they stand on.
    pub later: BTreeSet<CommandId>,
    /// Devices that began their log anew.
    pub anew: BTreeSet<usize>,
    pub guests: u32,
    /// Pulls that were told only what changed.
    pub edits: u32,
    /// The highest version that was answered, by database and scope.
    versions: BTreeMap<(Uuid, Scope), u64>,
    /// What went wrong on the way.
    pub faults: Vec<String>,
    pub outcomes: Vec<String>,
}

impl Book {
    pub fn settled(&mut self, settle: &Settle) {
        for one in &settle.answers {
            if one.answer.sealed.is_none() && !matches!(one.answer.outcome, Outcome::Rejected(_)) {
                self.unsealed.insert(one.answer.id);
            }
        }
    }

    pub fn offered(&mut self, said: &[(CommandId, Offered)]) {
        let later = said.iter().filter(|(_, offered)| *offered == Offered::Later);
        self.later.extend(later.map(|(id, _)| *id));
    }

    /// What left the server: only what this viewer may see, and never from further back.
    pub fn pulled(&mut self, device: usize, seat: Seat, pull: &Pull) {
        let highest = self.versions.entry((pull.incarnation, pull.scope)).or_default();
        if pull.ver < *highest {
            self.faults.push(format!("device {device}: a version went back to {} of {highest}", pull.ver));
        }
        *highest = pull.ver.max(*highest);
        let fits = match (seat, pull.view.as_deref()) {
            (_, None) => true,
            (Seat::Tablet(n), Some(View::Tablet(view))) => {
                let own = |name: &str| name == format!("Huis {n}");
                own(&view.employer_name)
                    && view.talks.iter().all(|talk| own(&talk.party_name))
                    && (view.confirmed || view.talks.is_empty())
            }
            (Seat::Projector, Some(View::Projector(_))) => true,
            (Seat::Organiser, Some(View::Console(_) | View::FollowUp(_))) => true,
            (Seat::Desk, Some(View::Console(_) | View::Fair(_))) => true,
            _ => false,
        };
        if !fits {
            self.faults.push(format!("device {device} was shown what is not its own"));
        }
    }
}

/// A view without what is told as it is at the moment of the pull and is no change of the scope: when a screen was last
/// heard.
pub fn steady(view: &View) -> View {
    let mut view = view.clone();
    if let View::Console(console) = &mut view {
        console.devices.iter_mut().for_each(|device| device.last_seen_ms = None);
    }
    view
}
