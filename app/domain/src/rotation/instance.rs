//! `rotation-instance` version 1: one fair to be planned or re-planned (tests/rotation/FORMAT.md).
//! Plain data that the product fills from its own fair or reads from JSON; the rules that need more
//! than one field are in `instance/validate.rs`. Names and reasons of eligibility stay outside.

mod clock;
mod parties;
mod validate;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::{self, Fault, present};
use super::plan::Meeting;
use super::trace::Event;

pub use clock::{ClockTime, Stars, Window};
pub use parties::{MustMeet, NotOne, Pair, Party, Pin};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "rotation-instance")]
    RotationInstance,
}

/// The only version there is; a new field makes a new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub(super) struct One;

impl TryFrom<u32> for One {
    type Error = &'static str;
    fn try_from(version: u32) -> Result<One, &'static str> {
        (version == 1).then_some(One).ok_or("not version 1")
    }
}

impl From<One> for u32 {
    fn from(_: One) -> u32 {
        1
    }
}

/// One fair: rounds, rooms, who is there when, who may meet whom, and what counts first.
/// Ids are opaque and unique per kind. The order of the lists is kept when written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    format: Format,
    version: One,
    pub id: String,
    /// Free text about the origin; never read by the planner.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub meta: Option<Value>,
    /// In order of time, not overlapping.
    pub rounds: Vec<Round>,
    pub rooms: Vec<Room>,
    /// Symmetric; rooms not listed are next to each other.
    #[serde(default)]
    pub walking: Vec<Walk>,
    pub employers: Vec<Employer>,
    pub residents: Vec<Resident>,
    #[serde(default)]
    pub groups: Vec<Group>,
    #[serde(default)]
    pub interpreters: Vec<Interpreter>,
    /// The eligible meetings; a pair that is not listed may not meet.
    pub pairs: Vec<Pair>,
    #[serde(default)]
    pub must_meet: Vec<MustMeet>,
    #[serde(default)]
    pub pinned: Vec<Pin>,
    pub objective: Objective,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub live: Option<Live>,
}

impl Instance {
    /// An empty fair with the planning order of levels.
    pub fn new(id: impl Into<String>) -> Instance {
        Instance {
            format: Format::RotationInstance,
            version: One,
            id: id.into(),
            meta: None,
            rounds: Vec::new(),
            rooms: Vec::new(),
            walking: Vec::new(),
            employers: Vec::new(),
            residents: Vec::new(),
            groups: Vec::new(),
            interpreters: Vec::new(),
            pairs: Vec::new(),
            must_meet: Vec::new(),
            pinned: Vec::new(),
            objective: Objective::planning(),
            live: None,
        }
    }

    /// Reads and validates a JSON document.
    pub fn parse(text: &str) -> Result<Instance, Fault> {
        let instance: Instance = document::read(text)?;
        instance.validate()?;
        Ok(instance)
    }

    /// The document as JSON text. Nothing in it can fail to be written.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    pub id: String,
    pub start: ClockTime,
    pub end: ClockTime,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    pub id: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Walking time between two rooms, both ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walk {
    pub from: String,
    pub to: String,
    pub minutes: u16,
}

/// A party that residents meet: a company, or one location or department of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    pub id: String,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vacancies: Vec<String>,
    /// Over the whole fair, all tables together.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub max_meetings: Option<u32>,
    pub tables: Vec<Table>,
}

/// One interviewer's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub id: String,
    pub room: String,
    pub languages: Vec<String>,
    pub open: Vec<Window>,
    /// Residents that can sit down together.
    #[serde(default = "one_seat")]
    pub seats: u16,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub interviewer: Option<String>,
}

fn one_seat() -> u16 {
    1
}

impl Table {
    /// A table with one seat.
    pub fn new(
        id: impl Into<String>,
        room: impl Into<String>,
        languages: Vec<String>,
        open: Vec<Window>,
    ) -> Table {
        Table { id: id.into(), room: room.into(), languages, open, seats: one_seat(), interviewer: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resident {
    pub id: String,
    /// Languages in which this person can hold the talk.
    pub languages: Vec<String>,
    pub available: Vec<Window>,
    /// The promise: fairness counts up to here.
    pub min_meetings: u32,
    pub max_meetings: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Comes and leaves together; the members' windows already say so.
    Travel,
    /// Sits down together: one table, one round.
    Visit,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    pub kind: GroupKind,
    pub members: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    pub id: String,
    pub languages: Vec<String>,
    pub available: Vec<Window>,
}

/// One level of the objective (MODEL.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Pinned,
    MustMeet,
    StabilityNext,
    Fairness,
    StabilityLater,
    Utility,
    Comfort,
}

impl Level {
    /// The name in the documents.
    pub fn name(self) -> &'static str {
        match self {
            Level::Pinned => "pinned",
            Level::MustMeet => "must_meet",
            Level::StabilityNext => "stability_next",
            Level::Fairness => "fairness",
            Level::StabilityLater => "stability_later",
            Level::Utility => "utility",
            Level::Comfort => "comfort",
        }
    }
}

/// What counts, most important first, and the weights inside utility and comfort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    pub levels: Vec<Level>,
    pub utility: Utility,
    pub comfort: Comfort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Utility {
    pub base: u16,
    pub resident_star: u16,
    pub employer_star: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comfort {
    pub resident_gap: u16,
    pub extra_room: u16,
    pub employer_gap: u16,
    pub interpreter: u16,
}

impl Objective {
    /// Before the day: pinned, must-meet, fairness, utility, comfort.
    pub fn planning() -> Objective {
        use Level::{Comfort as C, Fairness, MustMeet, Pinned, Utility as U};
        Objective {
            levels: vec![Pinned, MustMeet, Fairness, U, C],
            utility: Utility { base: 1, resident_star: 2, employer_star: 1 },
            comfort: Comfort { resident_gap: 3, extra_room: 2, employer_gap: 1, interpreter: 1 },
        }
    }

    /// During the day: the next round stays, then fairness, then the rest of the timetable stays.
    pub fn live() -> Objective {
        let levels = LIVE_LEVELS.to_vec();
        Objective { levels, ..Objective::planning() }
    }
}

/// The live order of MODEL.md.
pub(super) const LIVE_LEVELS: [Level; 7] = [
    Level::Pinned,
    Level::MustMeet,
    Level::StabilityNext,
    Level::Fairness,
    Level::StabilityLater,
    Level::Utility,
    Level::Comfort,
];

/// A day under way: what happened, and the part of the published plan that lies ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Live {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub now: Option<ClockTime>,
    /// The next round; everything before it has happened.
    pub first_open_round: String,
    /// Informative: already applied to this instance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    pub history: Vec<Meeting>,
    pub baseline: Vec<Meeting>,
}
