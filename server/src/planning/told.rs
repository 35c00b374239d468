//! What is kept of a plan's reasons, for the screen that shows them: per person the wishes that the plan does not grant
//! and why, per party its talks and free places. Ids and rounds only; eligibility shows as a count.

use super::{Input, round_number};
use domain::fair::pair_stars;
use domain::rotation::{Instance, Outcome, Plan, Reason, Reasons, Unmet, explain};
use serde::{Deserialize, Serialize};

/// Most meetings that are told of a person without a wish for them: enough to see what stands in the way.
const UNWISHED_MAX: usize = 4;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Everyone with a place, by the order of the document.
    pub people: Vec<ToldPerson>,
    pub parties: Vec<ToldParty>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPerson {
    pub resident: String,
    pub talks: u32,
    pub promised: u32,
    /// Starred parties that they meet, and all that they starred.
    pub wishes_met: u32,
    pub wishes: u32,
    /// Parties of which they would rather meet nobody.
    pub rather_not: u32,
    /// Wishes that are not granted; for who has fewer talks than promised some others too.
    pub missed: Vec<Missed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub party: String,
    pub stars: u8,
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldParty {
    pub party: String,
    pub talks: u32,
    /// Open tables in rounds that were open.
    pub places: u32,
    /// Round and table of each place where nobody sits.
    pub free: Vec<(u32, String)>,
}

/// The code for who would rather not.
const RATHER_NOT: &str = "rather_not";

impl Told {
    pub fn of(input: &Input, instance: &Instance, plan: &Plan) -> Told {
        let Reasons { residents, employers } = explain(instance, plan, &|resident, party| {
            let person = input.people.iter().find(|person| person.resident.id.to_string() == resident)?;
            let party = input.parties.iter().find(|known| known.id.to_string() == party)?;
            let refused = pair_stars(&person.interests, &party.vacancies).is_none();
            refused.then(|| RATHER_NOT.to_owned())
        });
        let parties = employers.into_iter().map(|outcome| ToldParty {
            party: outcome.employer,
            talks: outcome.meetings,
            places: outcome.places,
            free: outcome.free.into_iter().map(|place| (round_number(&place.round), place.table)).collect(),
        });
        Told { people: residents.into_iter().map(person).collect(), parties: parties.collect() }
    }
}

fn person(outcome: Outcome) -> ToldPerson {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let wishes_met = count(outcome.got.iter().filter(|got| got.resident_stars.get() > 0).count());
    let (wished, others): (Vec<Unmet>, Vec<Unmet>) =
        outcome.unmet.into_iter().partition(|unmet| unmet.resident_stars.get() > 0);
    let shut = outcome.not_eligible.iter().filter(|shut| shut.code == RATHER_NOT);
    let others_told = if outcome.meetings < outcome.promised { UNWISHED_MAX } else { 0 };
    let missed = |unmet: Unmet| Missed {
        party: unmet.employer,
        stars: unmet.resident_stars.get(),
        reasons: unmet.reasons,
    };
    ToldPerson {
        talks: outcome.meetings,
        promised: outcome.promised,
        wishes_met,
        wishes: wishes_met + count(wished.len()),
        rather_not: shut.map(|shut| count(shut.employers.len())).sum(),
        resident: outcome.resident,
        missed: wished.into_iter().chain(others.into_iter().take(others_told)).map(missed).collect(),
    }
}
