//! After the quiet: the invariants of ARCHITECTURE.md, looked at in the real database and on every device. Each finding
//! is a sentence; a good day has none.

use crate::book::steady;
use crate::day::Day;
use crate::world::world;
use domain::fair::{SignUpState, phases};
use domain::ids::CommandId;
use domain::rotation::Now;
use server::project::Wanted;
use std::collections::{BTreeMap, BTreeSet};
use store::journal::{self, Read};
use store::{attendance, fairs, sheets, sign_ups, timers};
use sync::{Scope, View};

const JOURNAL_MAX: u32 = 5_000;
/// Two clocks may differ by this much where a phase ends.
const EDGE_MS: i64 = 1_000;

/// The journal, oldest first.
struct Journal {
    entries: Vec<Read>,
    at: BTreeMap<CommandId, usize>,
}

impl Journal {
    fn applied(&self, kind: &str) -> usize {
        self.entries.iter().filter(|one| one.kind == kind && one.outcome == "\"applied\"").count()
    }
}

impl Day {
    /// Everything that is wrong with this day.
    pub async fn check(&mut self) -> Vec<String> {
        let mut faults = std::mem::take(&mut self.book.faults);
        let journal = self.journal(&mut faults).await;
        self.nothing_is_lost(&journal, &mut faults);
        self.nothing_is_out_of_order(&journal, &mut faults);
        self.nothing_is_twice(&journal, &mut faults).await;
        self.places_are_given_once(&mut faults).await;
        // A process with nothing in its memory draws every view anew.
        self.server.restart();
        self.copies_are_right(&mut faults).await;
        self.phases_agree(&mut faults).await;
        self.book.outcomes =
            journal.entries.iter().map(|one| format!("{} {}", one.kind, one.outcome)).collect();
        faults
    }

    async fn journal(&self, faults: &mut Vec<String>) -> Journal {
        let mut tx = self.server.app.store.read().await.expect("a snapshot");
        let location = world().location;
        if journal::verify(&mut tx, location).await.is_err() {
            faults.push("the journal's chain is broken".into());
        }
        let mut entries = journal::latest(&mut tx, location, &[], JOURNAL_MAX).await.expect("the journal");
        entries.reverse();
        let at = entries.iter().enumerate().map(|(at, one)| (one.command, at)).collect();
        Journal { entries, at }
    }

    /// 3. What a screen called saved has an outcome, or lies in an outbox or a tray.
    fn nothing_is_lost(&self, journal: &Journal, faults: &mut Vec<String>) {
        let mut held: BTreeSet<CommandId> = BTreeSet::new();
        for device in &self.devices {
            let disk = &device.kept.disk;
            held.extend(disk.rows().iter().map(|row| row.id));
            held.extend(disk.refused().iter().map(|one| one.id));
        }
        let incarnation = self.safe.heard_incarnation(self.server.incarnation());
        for (n, device) in self.devices.iter().enumerate() {
            let disk = &device.kept.disk;
            if !device.revoked && !disk.rows().is_empty() {
                faults.push(format!("device {n} still holds {} unsent", disk.rows().len()));
            }
            for id in &device.kept.saved {
                let archived =
                    || disk.acknowledged().iter().any(|one| one.id == *id && one.known_to != incarnation);
                let excused = device.forgotten.contains(id)
                    // Nobody signs in on it any more: what it sent lies sealed in its archive.
                    || (device.revoked && archived())
                    || (self.safe.archive && self.book.restored && self.book.unsealed.contains(id))
                    // It is in the archive, and what it stands on is not there.
                    || (self.book.later.contains(id) && archived());
                if !journal.at.contains_key(id) && !held.contains(id) && !excused {
                    faults.push(format!("device {n}: {id} was saved and is lost"));
                }
            }
        }
    }

    /// Invariant 4: a device's commands apply in its order. Not where its story was told twice, or where a restored server had to
    /// wait for what a command stands on, or heard late what a build without a log had sent before.
    fn nothing_is_out_of_order(&self, journal: &Journal, faults: &mut Vec<String>) {
        for (n, device) in self.devices.iter().enumerate() {
            let anew = self.book.anew.contains(&n) || device.began_old;
            if device.forked || (self.book.restored && anew) {
                continue;
            }
            let places = device.kept.saved.iter().filter(|id| !self.book.later.contains(id));
            let places: Vec<_> = places.filter_map(|id| journal.at.get(id)).collect();
            if !places.is_sorted() {
                faults.push(format!("device {n}: its commands were applied out of order"));
            }
        }
    }

    /// 4, 9. What was applied has its effect once, and a score outlives the plan under which it was given.
    async fn nothing_is_twice(&self, journal: &Journal, faults: &mut Vec<String>) {
        let session = world().session;
        let mut tx = self.server.app.store.read().await.expect("a snapshot");
        let (mut scores, mut notes) = (0, 0);
        let mut written = BTreeSet::new();
        for sheet in sheets::of_session(&mut tx, session).await.expect("sheets") {
            scores += sheets::score_history(&mut tx, sheet.id).await.expect("scores").len();
            notes += sheet.notes.len();
            // Everybody writes something else each time.
            for note in sheet.notes.into_iter().filter(|note| !written.insert(note.text.clone())) {
                faults.push(format!("{:?} was written twice", note.text));
            }
        }
        let timer = timers::get(&mut tx, session).await.expect("a timer");
        let steps = ["start_day@1", "pause@1", "resume@1", "extend@1", "next_phase@1"];
        let marks = attendance::of_session(&mut tx, session).await.expect("marks");
        let told = journal.applied("mark_attendance@1");
        for (what, is, applied) in [
            ("scores", scores, journal.applied("score_criterion@1")),
            ("notes", notes, journal.applied("write_note@1")),
            ("steps of the clock", timer.rev as usize, steps.iter().map(|kind| journal.applied(kind)).sum()),
            ("people marked at most", marks.len().max(told), told),
        ] {
            if is != applied {
                faults.push(format!("{is} {what} of {applied} commands"));
            }
        }
    }

    /// 10. The last place is given once.
    async fn places_are_given_once(&self, faults: &mut Vec<String>) {
        let mut tx = self.server.app.store.read().await.expect("a snapshot");
        let fair = fairs::get(&mut tx, world().fair).await.expect("the store").expect("the fair");
        let all = sign_ups::of_fair(&mut tx, fair.id).await.expect("sign-ups");
        let count = |state| all.iter().filter(|row| row.state == state).count();
        let placed = count(SignUpState::Placed);
        if placed > fair.capacity as usize {
            faults.push(format!("{placed} places of {}", fair.capacity));
        }
        // On the day a place that comes free is the desk's to give.
        if all.iter().any(|row| row.state.until_ms().is_some()) {
            faults.push("somebody is asked on the day itself".into());
        }
        let mut queue: Vec<_> = all.iter().map(|row| row.queue).collect();
        queue.sort_unstable();
        queue.dedup();
        if queue.len() != all.len() {
            faults.push("two people have one number in the line".into());
        }
    }

    /// 5, 6. Each copy is what the server shows this viewer, and whoever is shown nothing has nothing.
    async fn copies_are_right(&mut self, faults: &mut Vec<String>) {
        for (n, device) in self.devices.iter().enumerate() {
            let Some(tab) = device.tabs.first() else { continue };
            for (scope, shown) in &tab.copies {
                let word = scope.to_string();
                let word = word.split(':').next().unwrap_or_default();
                let pulled = self.server.pulled(&device.token, Wanted::whole(*scope)).await;
                match pulled.map(|answer| self.eyes.read(&answer, None).expect("whole").pull) {
                    Ok(pull) if shown.view.as_deref().map(steady) != pull.view.as_deref().map(steady) => {
                        faults
                            .push(format!("device {n}: its copy of the {word} is not what the server shows"));
                        if let (Some(has), Some(is)) = (&shown.view, &pull.view) {
                            faults.push(first_difference(&steady(has), &steady(is)));
                        }
                    }
                    Ok(_) => {}
                    Err(_) if shown.view.is_some() || device.kept.day.contains_key(scope) => {
                        faults
                            .push(format!("device {n} still has the {word}, which is not its own any more"));
                    }
                    Err(_) => {}
                }
            }
        }
    }

    /// 11. Screens with the same revision of the timer show the same phase, whatever their own clock says.
    async fn phases_agree(&self, faults: &mut Vec<String>) {
        let mut tx = self.server.app.store.read().await.expect("a snapshot");
        let session = fairs::session(&mut tx, world().session).await.expect("the store").expect("it");
        let phases = phases(&session.timetable);
        for (n, device) in self.devices.iter().enumerate() {
            let Some(tab) = device.tabs.first() else { continue };
            let view = device.view(Scope::Session(session.id));
            let (Some(view), Some(offset)) = (view, tab.offset.offset_ms()) else { continue };
            let timer = match &**view {
                View::Console(view) => view.timer,
                View::Tablet(view) => view.timer,
                View::Projector(view) => view.timer,
                _ => continue,
            };
            let index = |now_ms| match timer.now(&phases, now_ms) {
                Now::In { index, .. } => Some(index),
                Now::NotStarted | Now::Over => None,
            };
            let sharp = index(self.now_ms - EDGE_MS) == index(self.now_ms + EDGE_MS);
            if sharp && index(device.wall_ms(self.now_ms) + offset) != index(self.now_ms) {
                faults.push(format!("device {n} shows another phase"));
            }
        }
    }
}

/// Where two views part, for whoever reads the trace.
fn first_difference(has: &View, is: &View) -> String {
    let (has, is) = (format!("{has:?}"), format!("{is:?}"));
    let at = has.bytes().zip(is.bytes()).position(|(a, b)| a != b).unwrap_or(has.len().min(is.len()));
    let near = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
    format!("  has … {} …\n  is  … {} …", near(&has), near(&is))
}
