//! Why somebody got what they got, as data: for each resident and each employer what the plan gives and
//! what it does not, with the facts that stand in the way as the plan is. Why a re-plan moves somebody
//! is `causes`. The screen turns both into words; ids are those of the instance.

mod causes;
mod day;
mod reasons;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

use super::instance::{Instance, Pair, Party, Stars};
use super::plan::Plan;

pub use causes::{Began, Cause, Explained, causes};
use day::Day;

/// The reasons of a whole plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    /// In the instance's order.
    pub residents: Vec<Outcome>,
    /// In the instance's order.
    pub employers: Vec<EmployerOutcome>,
}

/// What one resident gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub resident: String,
    pub meetings: u32,
    pub promised: u32,
    /// In the order of the rounds.
    pub got: Vec<Got>,
    /// Eligible meetings that the plan does not have, most wanted first.
    pub unmet: Vec<Unmet>,
    /// Employers with whom no meeting is allowed, by the code of the reason.
    pub not_eligible: Vec<NotEligible>,
}

/// A talk that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Got {
    pub employer: String,
    pub round: String,
    pub table: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
    /// The visit group with which they sit there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through_group: Option<String>,
    pub resident_stars: Stars,
}

/// What one employer gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerOutcome {
    pub employer: String,
    pub meetings: u32,
    /// Open tables in open rounds, taken or not.
    pub places: u32,
    /// Of those, where nobody sits; by round, then table.
    pub free: Vec<Place>,
    /// Eligible meetings that the plan does not have, most wanted first. A visit group stands there once.
    pub unmet: Vec<Unmet>,
}

/// A table in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub round: String,
    pub table: String,
}

/// A meeting that is allowed and not in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// The resident, or the visit group through which the meeting was possible.
    #[serde(flatten)]
    pub party: Party,
    pub employer: String,
    pub resident_stars: Stars,
    pub employer_stars: Stars,
    /// Nearest to possible first; never empty. See [`Reason`].
    pub reasons: Vec<Reason>,
}

/// Employers that one reason shuts out. The code comes from where eligibility is decided; what lies
/// behind it does not travel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotEligible {
    pub code: String,
    pub employers: Vec<String>,
}

/// The code where nobody says why a pair is not listed.
pub const NOT_LISTED: &str = "not_listed";

/// What stands in the way of a meeting. Either one that holds the whole day, or several that together
/// hold in every open round in which the whole party is there, each round in one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Reason {
    /// These of the group meet the employer otherwise, and nobody meets one twice.
    AlreadyMeets { residents: Vec<String> },
    /// These have as many talks as allowed; `most` is the least of their limits.
    CapReached { residents: Vec<String>, most: u32 },
    /// The employer has as many talks as it wants, in these rounds.
    EmployerFull { most: u32, rounds: Vec<String> },
    /// In no open round is everybody of the party there.
    NeverThere,
    /// No table of the employer seats the group.
    TooFewSeats { people: u32, seats: u32 },
    /// No table that seats the party understands it, not with any interpreter of the day either.
    NoSharedLanguage { languages: Vec<String> },
    /// Nothing: it could sit there. A plan that was searched for longer may use it.
    PlaceLeft { rounds: Vec<String> },
    /// A table is free, and too far from where somebody sits before or after.
    TooFarToWalk { rounds: Vec<String> },
    /// A table is free, and the interpreters between it and these languages sit elsewhere.
    InterpreterBusy { languages: Vec<String>, interpreters: Vec<String>, rounds: Vec<String> },
    /// A table is free, and no interpreter between it and these languages is there.
    InterpreterAway { languages: Vec<String>, rounds: Vec<String> },
    /// Every table that would do is taken.
    NoFreeTable { rounds: Vec<String> },
    /// Every table that would do is closed.
    TablesClosed { rounds: Vec<String> },
    /// Somebody of the party sits at another table.
    SitsElsewhere { rounds: Vec<String> },
}

/// The reasons of a plan. Expects one that passes `check`; ids that the instance does not know are
/// passed over. `code` says why a resident and an employer are not eligible, where that is known.
pub fn explain(instance: &Instance, plan: &Plan, code: &dyn Fn(&str, &str) -> Option<String>) -> Reasons {
    let day = Day::of(instance, plan);
    let mut residents: Vec<Outcome> = instance
        .residents
        .iter()
        .map(|resident| outcome(&day, &resident.id, resident.min_meetings))
        .collect();
    let rows: HashMap<&str, usize> =
        instance.residents.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    let mut employers: Vec<EmployerOutcome> =
        instance.employers.iter().map(|employer| employer_outcome(&day, &employer.id)).collect();
    let desks: HashMap<&str, usize> =
        instance.employers.iter().enumerate().map(|(i, e)| (e.id.as_str(), i)).collect();
    let mut listed: Vec<Vec<bool>> = vec![vec![false; employers.len()]; residents.len()];
    for pair in &instance.pairs {
        let Some(desk) = desks.get(pair.employer.as_str()).copied() else { continue };
        let members = day.members(&pair.party);
        members.iter().filter_map(|member| rows.get(member)).for_each(|row| listed[*row][desk] = true);
        let missing: Vec<usize> = members
            .iter()
            .filter(|member| !day.meets(member, &pair.employer))
            .filter_map(|member| rows.get(member).copied())
            .collect();
        if missing.is_empty() {
            continue;
        }
        let unmet = unmet(&day, pair, &members);
        employers[desk].unmet.push(unmet.clone());
        missing.into_iter().for_each(|row| residents[row].unmet.push(unmet.clone()));
    }
    for (row, outcome) in residents.iter_mut().enumerate() {
        outcome.unmet.sort_by_key(|unmet| std::cmp::Reverse(unmet.resident_stars));
        let shut = instance.employers.iter().enumerate().filter(|(desk, _)| !listed[row][*desk]);
        outcome.not_eligible = by_code(&outcome.resident, shut.map(|(_, e)| e.id.as_str()), code);
    }
    for outcome in &mut employers {
        outcome.unmet.sort_by_key(|unmet| std::cmp::Reverse((unmet.employer_stars, unmet.resident_stars)));
    }
    Reasons { residents, employers }
}

fn unmet(day: &Day, pair: &Pair, members: &[&str]) -> Unmet {
    Unmet {
        party: pair.party.clone(),
        employer: pair.employer.clone(),
        resident_stars: pair.resident_stars,
        employer_stars: pair.employer_stars,
        reasons: reasons::of_pair(day, pair, members),
    }
}

fn outcome(day: &Day, resident: &str, promised: u32) -> Outcome {
    let got = day.meetings_of(resident).map(|meeting| Got {
        employer: meeting.employer.clone(),
        round: meeting.round.clone(),
        table: meeting.table.clone(),
        interpreter: meeting.interpreter.clone(),
        through_group: match &meeting.party {
            Party::Resident(_) => None,
            Party::Group(id) => Some(id.clone()),
        },
        resident_stars: day.stars(&meeting.party, &meeting.employer),
    });
    Outcome {
        resident: resident.to_owned(),
        meetings: day.talks(resident),
        promised,
        got: got.collect(),
        unmet: Vec::new(),
        not_eligible: Vec::new(),
    }
}

fn employer_outcome(day: &Day, employer: &str) -> EmployerOutcome {
    let places = day.places(employer);
    let free = places.iter().filter(|(round, table)| !day.is_taken(table, *round));
    let free = free.map(|(round, table)| Place { round: day.round_id(*round), table: (*table).to_owned() });
    EmployerOutcome {
        employer: employer.to_owned(),
        meetings: day.employer_talks(employer),
        places: places.len() as u32,
        free: free.collect(),
        unmet: Vec::new(),
    }
}

fn by_code<'a>(
    resident: &str,
    employers: impl Iterator<Item = &'a str>,
    code: &dyn Fn(&str, &str) -> Option<String>,
) -> Vec<NotEligible> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for employer in employers {
        let code = code(resident, employer).unwrap_or_else(|| NOT_LISTED.to_owned());
        found.entry(code).or_default().push(employer.to_owned());
    }
    found.into_iter().map(|(code, employers)| NotEligible { code, employers }).collect()
}
