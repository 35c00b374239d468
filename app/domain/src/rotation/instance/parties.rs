//! Records that name a party: a pair, a must-meet, a pin. In JSON the party is one of two fields.

use serde::{Deserialize, Serialize};

use super::Stars;
use crate::rotation::document::present;

/// Who sits down at a table: one resident, or a visit group together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Resident(String),
    Group(String),
}

impl Party {
    /// The id of the resident or of the group.
    pub fn id(&self) -> &str {
        match self {
            Party::Resident(id) | Party::Group(id) => id,
        }
    }

    pub(crate) fn of(resident: Option<String>, group: Option<String>) -> Result<Party, NotOne> {
        match (resident, group) {
            (Some(id), None) => Ok(Party::Resident(id)),
            (None, Some(id)) => Ok(Party::Group(id)),
            _ => Err(NotOne),
        }
    }

    pub(crate) fn fields(self) -> (Option<String>, Option<String>) {
        match self {
            Party::Resident(id) => (Some(id), None),
            Party::Group(id) => (None, Some(id)),
        }
    }
}

/// Neither or both of the two fields are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("exactly one of resident/group expected")]
pub struct NotOne;

/// An eligible meeting. A resident's wish and the employer's, folded over the vacancies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PairFields", into = "PairFields")]
pub struct Pair {
    pub party: Party,
    pub employer: String,
    /// The vacancies that fit; empty means all of the employer's.
    pub vacancies: Vec<String>,
    pub resident_stars: Stars,
    pub employer_stars: Stars,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFields {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    resident: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    employer: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    vacancies: Vec<String>,
    resident_stars: Stars,
    employer_stars: Stars,
}

impl TryFrom<PairFields> for Pair {
    type Error = NotOne;
    fn try_from(f: PairFields) -> Result<Pair, NotOne> {
        Ok(Pair {
            party: Party::of(f.resident, f.group)?,
            employer: f.employer,
            vacancies: f.vacancies,
            resident_stars: f.resident_stars,
            employer_stars: f.employer_stars,
        })
    }
}

impl From<Pair> for PairFields {
    fn from(pair: Pair) -> PairFields {
        let (resident, group) = pair.party.fields();
        PairFields {
            resident,
            group,
            employer: pair.employer,
            vacancies: pair.vacancies,
            resident_stars: pair.resident_stars,
            employer_stars: pair.employer_stars,
        }
    }
}

/// "These two have to meet today."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "MustFields", into = "MustFields")]
pub struct MustMeet {
    pub party: Party,
    pub employer: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MustFields {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    resident: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    employer: String,
}

impl TryFrom<MustFields> for MustMeet {
    type Error = NotOne;
    fn try_from(f: MustFields) -> Result<MustMeet, NotOne> {
        Ok(MustMeet { party: Party::of(f.resident, f.group)?, employer: f.employer })
    }
}

impl From<MustMeet> for MustFields {
    fn from(must: MustMeet) -> MustFields {
        let (resident, group) = must.party.fields();
        MustFields { resident, group, employer: must.employer }
    }
}

/// "You fixed this meeting; it stays."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PinFields", into = "PinFields")]
pub struct Pin {
    pub party: Party,
    pub employer: String,
    pub round: String,
    /// None: any table of the employer.
    pub table: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinFields {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    resident: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    employer: String,
    round: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    table: Option<String>,
}

impl TryFrom<PinFields> for Pin {
    type Error = NotOne;
    fn try_from(f: PinFields) -> Result<Pin, NotOne> {
        Ok(Pin {
            party: Party::of(f.resident, f.group)?,
            employer: f.employer,
            round: f.round,
            table: f.table,
        })
    }
}

impl From<Pin> for PinFields {
    fn from(pin: Pin) -> PinFields {
        let (resident, group) = pin.party.fields();
        PinFields { resident, group, employer: pin.employer, round: pin.round, table: pin.table }
    }
}
