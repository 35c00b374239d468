//! Why people got what they got in a plan, and why a mended plan moves them: the domain's reasons with what people see in
//! place of ids. The screen makes the sentences.

use domain::ids::{PartyId, PlanId, ResidentId};
use domain::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReasonsView {
    pub plan: PlanId,
    pub people: Vec<PersonReasons>,
    /// By name.
    pub parties: Vec<PartyReasons>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonReasons {
    pub resident: ResidentId,
    pub talks: u32,
    pub promised: u32,
    pub wishes_met: u32,
    pub wishes: u32,
    /// Parties of which they would rather meet nobody.
    pub rather_not: u32,
    /// Wishes that are not granted, the most wanted first; for who has fewer talks than promised some others too.
    pub missed: Vec<MissedView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MissedView {
    pub party: PartyId,
    pub party_name: String,
    pub stars: u8,
    /// Nearest to possible first.
    pub reasons: Vec<ReasonView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyReasons {
    pub party: PartyId,
    pub name: String,
    pub talks: u32,
    pub places: u32,
    /// Rounds in which a table of it is free; a round stands there once for each table.
    pub free: Vec<u32>,
}

/// How a plan in the making stands; comes over the live line and is stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanningView {
    /// Promised talks that it does not keep yet.
    pub promises_open: u32,
    /// Points of wishes that it grants, and that a plan which keeps as many promises could have more, at most.
    pub points: u64,
    pub from_best: Option<u64>,
}

/// As `domain::rotation::Reason`; rounds from 1, people as "41 Lentelied".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonView {
    AlreadyMeets(Vec<String>),
    /// How many talks are allowed.
    CapReached(u32),
    EmployerFull(u32),
    NeverThere,
    TooFewSeats,
    NoSharedLanguage(Vec<Lang>),
    PlaceLeft(Vec<u32>),
    TooFarToWalk(Vec<u32>),
    InterpreterBusy {
        languages: Vec<Lang>,
        names: Vec<String>,
        rounds: Vec<u32>,
    },
    InterpreterAway(Vec<Lang>, Vec<u32>),
    NoFreeTable(Vec<u32>),
    TablesClosed(Vec<u32>),
    SitsElsewhere(Vec<u32>),
}

/// As `domain::rotation::Cause`; people as "41 Lentelied", employers and interpreters by name, tables by number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseView {
    NotThere(u32),
    MembersNotThere(Vec<String>, u32),
    RoundDropped(u32),
    EmployerNotThere(u32),
    /// Table, then round; likewise below.
    TableClosed(u32, u32),
    InterpreterNotThere(String, u32),
    NoLongerEligible,
    MadeRoom(String),
    InterpreterNeeded(String, String),
    OwnTalk(String, u32),
    BelowPromise,
    InsteadOf(String),
    CameFree(String),
    WasFree,
    BetterTogether,
}
