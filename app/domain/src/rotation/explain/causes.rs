//! Why a re-plan moves somebody: what became impossible, who needed the place, what came free. A change
//! that others set off is followed back to the one with which it began.

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, VecDeque};

use super::day::Day;
use crate::rotation::instance::{Instance, Party, Window};
use crate::rotation::plan::{Meeting, Plan};
use crate::rotation::replan::{Change, ChangeKind, Seat, changes};

/// One person's change with what set it off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    #[serde(flatten)]
    pub change: Change,
    pub cause: Cause,
    /// Where the cause is somebody else's change, or another talk of the same person: with what that began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Began>,
}

/// The change at the beginning of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    pub resident: String,
    pub employer: String,
    pub cause: Cause,
}

/// What set a change off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Cause {
    // The old meeting cannot be any more, whatever else is planned.
    /// This person is not there in that round.
    NotThere {
        round: String,
    },
    /// These of the visit group are not there in that round.
    MembersNotThere {
        residents: Vec<String>,
        round: String,
    },
    /// Every table of the hall is closed in that round.
    RoundDropped {
        round: String,
    },
    /// Every table of the employer is closed in that round.
    EmployerNotThere {
        round: String,
    },
    TableClosed {
        table: String,
        round: String,
    },
    InterpreterNotThere {
        interpreter: String,
        round: String,
    },
    /// The two may not meet any more.
    NoLongerEligible,

    // Another change needed it.
    /// Somebody else sits there now.
    MadeRoom {
        #[serde(rename = "for")]
        party: Party,
        table: String,
        round: String,
    },
    /// The interpreter is needed at that employer's table now.
    InterpreterNeeded {
        interpreter: String,
        employer: String,
        round: String,
    },
    /// They talk with that employer in that round now.
    OwnTalk {
        employer: String,
        round: String,
    },

    // What a new or a better place comes from.
    /// They had fewer talks than promised.
    BelowPromise,
    /// They lost the talk with that employer.
    InsteadOf {
        employer: String,
    },
    /// Somebody else left the place.
    CameFree {
        #[serde(rename = "from")]
        party: Party,
        table: String,
        round: String,
    },
    /// The place was free before.
    WasFree,
    /// Nothing forced it: the day as a whole is better so.
    BetterTogether,
}

/// Every change between two plans with its cause, in the order of [`changes`]. `instance` is the one of
/// the re-plan; both plans are of the same fair. What is over stays out.
pub fn causes(instance: &Instance, old: &Plan, new: &Plan) -> Vec<Explained> {
    let list: Vec<Change> = changes(instance, old, new);
    let search = Search {
        was: Day::of(instance, old),
        is: Day::of(instance, new),
        nodes: list
            .iter()
            .enumerate()
            .map(|(i, c)| ((c.resident.as_str(), c.employer.as_str()), i))
            .collect(),
        list: &list,
    };
    let open = |change: &Change| {
        let ends = [search.from(change), search.to(change)];
        ends.into_iter().flatten().any(|seat| search.is.round(&seat.round) >= Some(search.is.first_open))
    };
    (0..list.len()).filter(|node| open(&list[*node])).map(|node| search.explain(node)).collect()
}

struct Search<'a> {
    was: Day<'a>,
    is: Day<'a>,
    nodes: HashMap<(&'a str, &'a str), usize>,
    list: &'a [Change],
}

/// A cause, and the change behind it.
type Step = (Cause, Option<usize>);

impl<'a> Search<'a> {
    fn from(&self, change: &'a Change) -> Option<&'a Seat> {
        match &change.kind {
            ChangeKind::Lost { from } | ChangeKind::Moved { from, .. } => Some(from),
            ChangeKind::Gained { .. } => None,
        }
    }

    fn to(&self, change: &'a Change) -> Option<&'a Seat> {
        match &change.kind {
            ChangeKind::Gained { to } | ChangeKind::Moved { to, .. } => Some(to),
            ChangeKind::Lost { .. } => None,
        }
    }

    /// The shortest way back to a change that began by itself; the first step of it is the cause.
    fn explain(&self, node: usize) -> Explained {
        let change = self.list[node].clone();
        if let Some(cause) = self.by_itself(node) {
            return Explained { change, cause, began: None };
        }
        let first = self.steps(node);
        let mut seen = HashSet::from([node]);
        let mut queue: VecDeque<(usize, usize)> = VecDeque::new();
        for (step, (_, behind)) in first.iter().enumerate() {
            queue.extend(behind.filter(|behind| seen.insert(*behind)).map(|behind| (behind, step)));
        }
        while let Some((at, step)) = queue.pop_front() {
            if let Some(cause) = self.by_itself(at) {
                let Change { resident, employer, .. } = self.list[at].clone();
                let began = Some(Began { resident, employer, cause });
                return Explained { change, cause: first[step].0.clone(), began };
            }
            for (_, behind) in self.steps(at) {
                queue.extend(behind.filter(|behind| seen.insert(*behind)).map(|behind| (behind, step)));
            }
        }
        let cause = first.into_iter().next().map_or_else(|| self.of_nothing(node), |(cause, _)| cause);
        Explained { change, cause, began: None }
    }

    /// What set this change off without any other.
    fn by_itself(&self, node: usize) -> Option<Cause> {
        let change = &self.list[node];
        match self.from(change) {
            Some(_) => self.old_meeting(change).and_then(|meeting| self.impossible(change, meeting)),
            None => {
                let resident = self.is.resident(&change.resident)?;
                (self.still_has(&change.resident) < resident.min_meetings).then_some(Cause::BelowPromise)
            }
        }
    }

    fn old_meeting(&self, change: &Change) -> Option<&'a Meeting> {
        self.was.meetings_of(&change.resident).find(|meeting| meeting.employer == change.employer)
    }

    /// Talks of the old plan that the new one keeps, in whatever round.
    fn still_has(&self, resident: &str) -> u32 {
        let kept = self.was.meetings_of(resident).filter(|old| self.is.meets(resident, &old.employer));
        kept.count() as u32
    }

    fn impossible(&self, change: &Change, old: &Meeting) -> Option<Cause> {
        let day = &self.is;
        let at = day.round(&old.round)?;
        let round = || old.round.clone();
        let closed = |open: &[Window]| !day.covers(open, at);
        let missing: Vec<String> = self
            .was
            .members(&old.party)
            .into_iter()
            .filter(|id| day.resident(id).is_some_and(|person| closed(&person.available)))
            .map(str::to_owned)
            .collect();
        if missing.contains(&change.resident) {
            return Some(Cause::NotThere { round: round() });
        }
        if !missing.is_empty() {
            return Some(Cause::MembersNotThere { residents: missing, round: round() });
        }
        if at >= day.first_open && day.table(&old.table).is_some_and(|table| closed(&table.open)) {
            let all_closed = |employer: &crate::rotation::Employer| {
                employer.tables.iter().all(|table| closed(&table.open))
            };
            return Some(if day.instance.employers.iter().all(all_closed) {
                Cause::RoundDropped { round: round() }
            } else if day.employer(&old.employer).is_some_and(all_closed) {
                Cause::EmployerNotThere { round: round() }
            } else {
                Cause::TableClosed { table: old.table.clone(), round: round() }
            });
        }
        let interpreter = old.interpreter.as_ref().and_then(|id| day.interpreter(id));
        if let Some(gone) = interpreter.filter(|one| at >= day.first_open && closed(&one.available)) {
            return Some(Cause::InterpreterNotThere { interpreter: gone.id.clone(), round: round() });
        }
        (!day.is_listed(&old.party, &old.employer)).then_some(Cause::NoLongerEligible)
    }

    /// Other changes that this one hangs on, the likeliest first.
    fn steps(&self, node: usize) -> Vec<Step> {
        let change = &self.list[node];
        let mut steps = Vec::new();
        if let (Some(from), Some(old)) = (self.from(change), self.old_meeting(change)) {
            self.pushed_out(change, from, old, &mut steps);
        }
        if steps.is_empty()
            && let Some(to) = self.to(change)
        {
            self.drawn_in(change, to, &mut steps);
        }
        steps
    }

    /// Who or what stands at the old place now.
    fn pushed_out(&self, change: &Change, from: &Seat, old: &Meeting, steps: &mut Vec<Step>) {
        let Some(at) = self.is.round(&from.round) else { return };
        let round = || from.round.clone();
        if let Some(there) = self.is.at_table(&from.table, at).filter(|there| there.party != old.party) {
            let (party, table) = (there.party.clone(), from.table.clone());
            steps.push((Cause::MadeRoom { party, table, round: round() }, self.node_of(there)));
        }
        if let Some(id) = &old.interpreter
            && let Some(there) = self.is.interprets(id, at).filter(|there| there.party != old.party)
        {
            let (interpreter, employer) = (id.clone(), there.employer.clone());
            steps.push((
                Cause::InterpreterNeeded { interpreter, employer, round: round() },
                self.node_of(there),
            ));
        }
        let own = self.is.sits(&change.resident, at).filter(|there| there.employer != change.employer);
        if let Some(there) = own {
            let behind = self.node(&change.resident, &there.employer);
            steps.push((Cause::OwnTalk { employer: there.employer.clone(), round: round() }, behind));
        }
    }

    /// Where the new place comes from.
    fn drawn_in(&self, change: &Change, to: &Seat, steps: &mut Vec<Step>) {
        if matches!(change.kind, ChangeKind::Gained { .. }) {
            let own = self.list.iter().enumerate().filter(|(_, other)| other.resident == change.resident);
            let lost = own.filter(|(_, other)| matches!(other.kind, ChangeKind::Lost { .. }));
            steps.extend(lost.map(|(behind, other)| {
                (Cause::InsteadOf { employer: other.employer.clone() }, Some(behind))
            }));
        }
        let Some(at) = self.was.round(&to.round) else { return };
        if let Some(there) = self.was.at_table(&to.table, at) {
            let (party, table) = (there.party.clone(), to.table.clone());
            steps.push((Cause::CameFree { party, table, round: to.round.clone() }, self.node_of(there)));
        }
    }

    /// The change of a meeting's first member.
    fn node_of(&self, meeting: &'a Meeting) -> Option<usize> {
        let members = self.is.members(&meeting.party);
        members.into_iter().find_map(|member| self.node(member, &meeting.employer))
    }

    fn node(&self, resident: &str, employer: &str) -> Option<usize> {
        self.nodes.get(&(resident, employer)).copied()
    }

    fn of_nothing(&self, node: usize) -> Cause {
        match &self.list[node].kind {
            ChangeKind::Gained { .. } => Cause::WasFree,
            ChangeKind::Lost { .. } | ChangeKind::Moved { .. } => Cause::BetterTogether,
        }
    }
}
