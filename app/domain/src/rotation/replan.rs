//! The live day: what an event does to an instance, and the instance of a re-plan (history fixed,
//! the rest of the published plan as baseline). Planning itself is `planner`; who moves is `changes`.
//! Reference: `apply_event()` and `snapshot()` in tests/rotation/generate.py.

mod changes;
mod events;
mod happenings;

use super::document::Fault;
use super::instance::{Instance, LIVE_LEVELS, Live};
use super::plan::{Meeting, Plan};
use super::trace::Event;

pub use changes::{Change, ChangeKind, Seat, changes};
pub use events::apply_event;
pub use happenings::{Happening, apply_happening, replan_happened};

/// Where the day is when something happens. A round is named by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Nothing has begun; the whole plan may still change.
    BeforeFirst,
    /// The round has begun: its meetings stay, except those of people who did not turn up.
    During(String),
    /// The round is over and the next has not begun.
    After(String),
}

/// Why an event cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplanError {
    #[error("unknown round {0:?}")]
    UnknownRound(String),
    #[error("no round is left to plan")]
    NoRoundLeft,
    #[error("unknown resident {0:?}")]
    UnknownResident(String),
    #[error("unknown employer {0:?}")]
    UnknownEmployer(String),
    #[error("unknown interpreter {0:?}")]
    UnknownInterpreter(String),
    #[error("unknown table {0:?}")]
    UnknownTable(String),
    #[error("the last round would end after midnight")]
    PastMidnight,
    /// The event makes an unsound document, for example a walk-in with an id that exists.
    #[error("{0}")]
    Unsound(Fault),
}

/// The instance of one re-plan: what has happened is history, the rest of `current` is the baseline,
/// the events are applied and the levels are in live order. `id` names the new instance, so the
/// child plan; give it to `plan` next. `instance` may itself be the instance of an earlier re-plan.
pub fn replan_instance(
    instance: &Instance,
    current: &Plan,
    moment: &Moment,
    events: &[Event],
    id: impl Into<String>,
) -> Result<Instance, ReplanError> {
    let position = |round: &String| {
        let found = instance.rounds.iter().position(|r| r.id == *round);
        found.ok_or_else(|| ReplanError::UnknownRound(round.clone()))
    };
    let (first_open, begun) = match moment {
        Moment::BeforeFirst => (0, None),
        Moment::During(round) => (position(round)? + 1, Some(position(round)?)),
        Moment::After(round) => (position(round)? + 1, None),
    };
    let open = instance.rounds.get(first_open);
    let first_open_round = open.ok_or(ReplanError::NoRoundLeft)?.id.clone();
    let (mut history, mut baseline) = (Vec::new(), Vec::new());
    for meeting in &current.meetings {
        let round = position(&meeting.round)?;
        if round >= first_open {
            baseline.push(meeting.clone());
        } else if Some(round) != begun || !someone_is_missing(instance, meeting, events) {
            history.push(meeting.clone());
        }
    }
    let mut next = instance.clone();
    for event in events {
        next = apply_event(&next, event)?;
    }
    next.id = id.into();
    next.objective.levels = LIVE_LEVELS.to_vec();
    let earlier = instance.live.as_ref().and_then(|live| live.step);
    next.live = Some(Live {
        step: Some(earlier.unwrap_or(0) + 1),
        now: first_open.checked_sub(1).map(|current_round| next.rounds[current_round].start),
        first_open_round,
        events: events.to_vec(),
        history,
        baseline,
    });
    next.validate().map_err(ReplanError::Unsound)?;
    Ok(next)
}

/// A meeting of the round in progress did not happen when one of its people is absent or late.
fn someone_is_missing(instance: &Instance, meeting: &Meeting, events: &[Event]) -> bool {
    let group =
        instance.groups.iter().find(|g| matches!(&meeting.party, super::Party::Group(id) if *id == g.id));
    let sits = |resident: &String| match group {
        Some(group) => group.members.contains(resident),
        None => meeting.party.id() == resident,
    };
    events.iter().any(|event| match event {
        Event::NoShow { residents } | Event::LateArrival { residents, .. } => residents.iter().any(sits),
        _ => false,
    })
}
