//! `rotation-plan` version 1: the answer, a list of meetings. A plan is never edited; a change makes
//! a new one, and who keeps plans keeps which one it came from.

use serde::{Deserialize, Serialize};

use super::document::{self, Fault, present};
use super::instance::{One, Party};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "rotation-plan")]
    RotationPlan,
}

/// Who sits where, in any order. In a re-plan it contains what has happened, unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    format: Format,
    version: One,
    /// Id of the instance that it answers.
    pub instance: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub solver: Option<String>,
    pub meetings: Vec<Meeting>,
}

impl Plan {
    /// Nobody meets anybody.
    pub fn empty(instance: impl Into<String>) -> Plan {
        Plan {
            format: Format::RotationPlan,
            version: One,
            instance: instance.into(),
            solver: None,
            meetings: Vec::new(),
        }
    }

    /// Reads a JSON document; whether it fits an instance is for `check` to say.
    pub fn parse(text: &str) -> Result<Plan, Fault> {
        document::read(text)
    }

    /// The document as JSON text. Nothing in it can fail to be written.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// One party at one table in one round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "MeetingFields", into = "MeetingFields")]
pub struct Meeting {
    pub round: String,
    pub table: String,
    pub employer: String,
    pub party: Party,
    pub interpreter: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingFields {
    round: String,
    table: String,
    employer: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    resident: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    interpreter: Option<String>,
}

impl TryFrom<MeetingFields> for Meeting {
    type Error = super::instance::NotOne;
    fn try_from(f: MeetingFields) -> Result<Meeting, Self::Error> {
        Ok(Meeting {
            round: f.round,
            table: f.table,
            employer: f.employer,
            party: Party::of(f.resident, f.group)?,
            interpreter: f.interpreter,
        })
    }
}

impl From<Meeting> for MeetingFields {
    fn from(meeting: Meeting) -> MeetingFields {
        let (resident, group) = meeting.party.fields();
        MeetingFields {
            round: meeting.round,
            table: meeting.table,
            employer: meeting.employer,
            resident,
            group,
            interpreter: meeting.interpreter,
        }
    }
}
