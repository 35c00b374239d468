//! The judge: does a plan keep every hard rule (H0 to H10 of tests/rotation/MODEL.md), and how good
//! is it on every level. As strict as `check_plan.py`, and sharing no code with the planner, so that
//! one can be trusted to find the other's mistakes.

mod facts;
mod levels;
mod report;
mod rules;

use std::fmt;

use super::document::Fault;
use super::instance::Instance;
use super::plan::Plan;

pub use report::{Detail, Judged, Levels};

use facts::Facts;

/// Judges a plan against an instance.
///
/// Pure; reads the instance literally. `Ok` carries the levels and the vector (all turned into
/// costs, so that two plans compare from left to right).
pub fn check(instance: &Instance, plan: &Plan) -> Result<Judged, Refused> {
    instance.validate().map_err(Refused::Malformed)?;
    let facts = Facts::of(instance);
    let mut violations = Vec::new();
    let seats = rules::check(&facts, instance, plan, &mut violations);
    if violations.is_empty() {
        Ok(levels::measure(&facts, instance, &seats))
    } else {
        Err(Refused::Infeasible(Violations(violations)))
    }
}

/// Why there is no verdict on the quality of a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The instance itself is not sound.
    #[error("malformed instance: {0}")]
    Malformed(Fault),
    /// The plan breaks hard rules.
    #[error("{0}")]
    Infeasible(Violations),
}

/// The hard rules of MODEL.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    H0,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    H7,
    H8,
    H9,
    H10,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "H{}", *self as u8)
    }
}

/// All broken rules of one plan; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, violation) in self.0.iter().enumerate() {
            let separator = if i == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

/// One broken rule: which, where in `plan.meetings` if it is one meeting, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub rule: Rule,
    pub meeting: Option<u32>,
    pub breach: Breach,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.rule)?;
        if let Some(index) = self.meeting {
            write!(f, "meeting {index}: ")?;
        }
        write!(f, "{}", self.breach)
    }
}

/// How a rule is broken; carries ids only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    #[error("the plan answers another instance, {0:?}")]
    OtherInstance(String),
    #[error("unknown resident or visit group {0:?}")]
    UnknownParty(String),
    #[error("unknown round {0:?}")]
    UnknownRound(String),
    #[error("{party} and {employer} are not an eligible pair")]
    NotEligible { party: String, employer: String },
    #[error("{resident} meets {employer} twice")]
    MeetsTwice { resident: String, employer: String },
    #[error("{0} is in two meetings in this round")]
    ResidentTwice(String),
    #[error("{0} is not available")]
    ResidentAway(String),
    #[error("unknown table {0:?}")]
    UnknownTable(String),
    #[error("the table belongs to {0}")]
    OtherEmployersTable(String),
    #[error("the table is used twice in this round")]
    TableTwice,
    #[error("the table is closed")]
    TableClosed,
    #[error("{people} people, {seats} seats")]
    TooFewSeats { people: u32, seats: u32 },
    #[error("{0} and the table share no language and no interpreter is present")]
    NoSharedLanguage(String),
    #[error("interpreter {0} shares no language with the table")]
    InterpreterNotTables(String),
    #[error("interpreter {interpreter} shares no language with {resident}")]
    InterpreterNotResidents { interpreter: String, resident: String },
    #[error("unknown interpreter {0:?}")]
    UnknownInterpreter(String),
    #[error("interpreter {0} is in two meetings in this round")]
    InterpreterTwice(String),
    #[error("interpreter {0} is not available")]
    InterpreterAway(String),
    #[error("{id}: {meetings} meetings, max_meetings {max}")]
    AboveCap { id: String, meetings: u32, max: u32 },
    #[error("{id}: {gap} min between {from} and {to}, the walk takes {walk}")]
    TooFarToWalk { id: String, from: String, to: String, gap: i32, walk: u16 },
    #[error("the part of the plan that has happened differs from live.history")]
    HistoryChanged,
}
