//! What a new plan changes for each resident, as data; the screen makes the sentence
//! ("you move to table 5").

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::rotation::instance::{GroupKind, Instance, Party};
use crate::rotation::plan::{Meeting, Plan};

/// Where and when somebody sits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub round: String,
    pub table: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
}

/// One resident's talk with one employer changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub resident: String,
    pub employer: String,
    #[serde(flatten)]
    pub kind: ChangeKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeKind {
    Gained {
        to: Seat,
    },
    Lost {
        from: Seat,
    },
    /// Another round or another table. Another interpreter alone is no move.
    Moved {
        from: Seat,
        to: Seat,
    },
}

/// Compares two plans person by person; a visit group's meeting counts for each member. In the order
/// of `instance.residents`, then by employer id. A meeting that did not happen counts as lost.
pub fn changes(instance: &Instance, old: &Plan, new: &Plan) -> Vec<Change> {
    let (before, after) = (seats(instance, old), seats(instance, new));
    let mut found = Vec::new();
    for resident in &instance.residents {
        let none = BTreeMap::new();
        let was = before.get(resident.id.as_str()).unwrap_or(&none);
        let is = after.get(resident.id.as_str()).unwrap_or(&none);
        let mut employers: Vec<&str> = was.keys().chain(is.keys()).copied().collect();
        employers.sort_unstable();
        employers.dedup();
        for employer in employers {
            let kind = match (was.get(employer), is.get(employer)) {
                (Some(from), None) => ChangeKind::Lost { from: seat(from) },
                (None, Some(to)) => ChangeKind::Gained { to: seat(to) },
                (Some(from), Some(to)) if (&from.round, &from.table) != (&to.round, &to.table) => {
                    let (from, to) = (seat(from), seat(to));
                    ChangeKind::Moved { from, to }
                }
                _ => continue,
            };
            found.push(Change { resident: resident.id.clone(), employer: employer.to_owned(), kind });
        }
    }
    found
}

fn seat(meeting: &Meeting) -> Seat {
    Seat {
        round: meeting.round.clone(),
        table: meeting.table.clone(),
        interpreter: meeting.interpreter.clone(),
    }
}

type Seats<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Meeting>>;

/// Resident → employer → meeting.
fn seats<'a>(instance: &'a Instance, plan: &'a Plan) -> Seats<'a> {
    let groups: BTreeMap<&str, &[String]> = instance
        .groups
        .iter()
        .filter(|g| g.kind == GroupKind::Visit)
        .map(|g| (g.id.as_str(), g.members.as_slice()))
        .collect();
    let mut seats = Seats::new();
    for meeting in &plan.meetings {
        let members = match &meeting.party {
            Party::Resident(id) => std::slice::from_ref(id),
            Party::Group(id) => groups.get(id.as_str()).copied().unwrap_or(&[]),
        };
        for member in members {
            let day = seats.entry(member).or_default();
            day.insert(&meeting.employer, meeting);
        }
    }
    seats
}
