//! `rotation-trace` version 1: a day of live events on a base instance. What an event does to an
//! instance is in `replan`.

use serde::{Deserialize, Serialize};

use super::document::{self, Fault};
use super::instance::{ClockTime, One, Pair, Resident, Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "rotation-trace")]
    RotationTrace,
}

/// A day as it went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    format: Format,
    version: One,
    pub id: String,
    /// Id of the base instance.
    pub instance: String,
    pub steps: Vec<Step>,
}

impl Trace {
    /// Reads a JSON document.
    pub fn parse(text: &str) -> Result<Trace, Fault> {
        document::read(text)
    }
}

/// What became known during one round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub step: u32,
    /// The round in progress.
    pub now_round: String,
    pub events: Vec<Event>,
}

/// Something that happened on the day. People and tables are never deleted, they lose availability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    NoShow { residents: Vec<String> },
    LateArrival { residents: Vec<String>, from: ClockTime },
    EarlyLeave { residents: Vec<String>, until: ClockTime },
    WalkIn { resident: Resident, pairs: Vec<Pair> },
    EmployerLeaves { employer: String, until: ClockTime },
    TableOpens { employer: String, table: Table },
    InterpreterLeaves { interpreter: String, until: ClockTime },
    RoundExtended { round: String, minutes: u16 },
}
