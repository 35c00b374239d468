//! What happens on a day and the documents have no word for, as windows and rounds of the documents: a
//! table closes, an employer is late, a round is skipped or shifted, a person is back. The table is in
//! ARCHITECTURE.md, "The live day". Like `events`: nothing is deleted, every id stays.

use super::events::clip;
use super::{Moment, ReplanError, apply_event, replan_instance};
use crate::rotation::instance::{ClockTime, Instance, Window};
use crate::rotation::plan::Plan;
use crate::rotation::trace::Event;

/// Something that happened on the day.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// One that the documents know.
    Traced(Event),
    /// Nobody sits down there from this time on.
    TableCloses { table: String, from: ClockTime },
    /// None of its tables opens before this time.
    EmployerLate { employer: String, from: ClockTime },
    /// A round that has not begun does not take place, and what follows comes forward; one that is
    /// under way ends at `at`, and what follows comes forward by what was left of it.
    RoundSkipped { round: String, at: ClockTime },
    /// This round and all that follow begin so many minutes later, or earlier when negative.
    RoundShifted { round: String, minutes: i16 },
    /// Who was away can be seated again.
    PersonBack { resident: String, from: ClockTime, until: ClockTime },
}

/// A new instance in which it has happened.
pub fn apply_happening(instance: &Instance, happening: &Happening) -> Result<Instance, ReplanError> {
    let mut next = instance.clone();
    match happening {
        Happening::Traced(event) => return apply_event(instance, event),
        Happening::TableCloses { table, from } => {
            let tables = next.employers.iter_mut().flat_map(|employer| &mut employer.tables);
            let found = tables.into_iter().find(|t| t.id == *table);
            let found = found.ok_or_else(|| ReplanError::UnknownTable(table.clone()))?;
            clip(&mut found.open, None, Some(*from));
        }
        Happening::EmployerLate { employer, from } => {
            let found = next.employers.iter_mut().find(|e| e.id == *employer);
            let found = found.ok_or_else(|| ReplanError::UnknownEmployer(employer.clone()))?;
            for table in &mut found.tables {
                clip(&mut table.open, Some(*from), None);
            }
        }
        Happening::RoundSkipped { round, at } => skip(&mut next, round, *at)?,
        Happening::RoundShifted { round, minutes } => {
            let index = position(&next, round)?;
            shift(&mut next, index, i32::from(*minutes))?;
        }
        Happening::PersonBack { resident, from, until } => {
            let found = next.residents.iter_mut().find(|r| r.id == *resident);
            let found = found.ok_or_else(|| ReplanError::UnknownResident(resident.clone()))?;
            found.available.extend(Window::new(*from, *until));
            found.available = joined(&found.available);
        }
    }
    Ok(next)
}

/// `replan_instance` after all of these. A skipped round that nobody had begun takes its meetings with
/// it: they are neither history nor a promise, and the round after it is the next one.
pub fn replan_happened(
    instance: &Instance,
    current: &Plan,
    moment: &Moment,
    happened: &[Happening],
    id: impl Into<String>,
) -> Result<Instance, ReplanError> {
    let (mut next, mut current, mut moment) = (instance.clone(), current.clone(), moment.clone());
    let mut traced = Vec::new();
    for happening in happened {
        if let Happening::Traced(event) = happening {
            traced.push(event.clone());
            continue;
        }
        if let Happening::RoundSkipped { round, at } = happening {
            let index = position(&next, round)?;
            if *at <= next.rounds[index].start {
                current.meetings.retain(|meeting| meeting.round != *round);
                if first_open(&next, &moment)? == index {
                    moment = Moment::After(round.clone());
                }
            }
        }
        next = apply_happening(&next, happening)?;
    }
    replan_instance(&next, &current, &moment, &traced, id)
}

fn position(instance: &Instance, round: &str) -> Result<usize, ReplanError> {
    let found = instance.rounds.iter().position(|r| r.id == round);
    found.ok_or_else(|| ReplanError::UnknownRound(round.to_owned()))
}

fn first_open(instance: &Instance, moment: &Moment) -> Result<usize, ReplanError> {
    match moment {
        Moment::BeforeFirst => Ok(0),
        Moment::During(round) | Moment::After(round) => Ok(position(instance, round)? + 1),
    }
}

/// The document knows no round without length. A skipped one keeps a single minute in which every table
/// is closed: the last of the break before it, or its own first where there is none.
fn skip(instance: &mut Instance, round: &str, at: ClockTime) -> Result<(), ReplanError> {
    let index = position(instance, round)?;
    let before = index.checked_sub(1).map(|i| i32::from(instance.rounds[i].end.minutes()));
    let (start, end) = span(instance, index);
    let at = i32::from(at.minutes());
    if at > start {
        let ends = at.min(end);
        instance.rounds[index].end = clock(ends)?;
        return shift(instance, index + 1, ends - end);
    }
    let minute = if before.is_none_or(|before| before < start) && start > 0 { start - 1 } else { start };
    (instance.rounds[index].start, instance.rounds[index].end) = (clock(minute)?, clock(minute + 1)?);
    let (from, until) = (instance.rounds[index].start, instance.rounds[index].end);
    for table in instance.employers.iter_mut().flat_map(|employer| &mut employer.tables) {
        table.open = without(&table.open, from, until);
    }
    if index + 1 == instance.rounds.len() {
        return Ok(());
    }
    let (next, _) = span(instance, index + 1);
    shift(instance, index + 1, start.max(minute + 1) - next)
}

fn span(instance: &Instance, index: usize) -> (i32, i32) {
    let round = &instance.rounds[index];
    (i32::from(round.start.minutes()), i32::from(round.end.minutes()))
}

/// Moves a round and all after it. That rounds stay in order is for `validate` to say.
fn shift(instance: &mut Instance, first: usize, minutes: i32) -> Result<(), ReplanError> {
    for index in first..instance.rounds.len() {
        let (start, end) = span(instance, index);
        let (start, end) = (clock(start + minutes)?, clock(end + minutes)?);
        (instance.rounds[index].start, instance.rounds[index].end) = (start, end);
    }
    Ok(())
}

fn clock(minutes: i32) -> Result<ClockTime, ReplanError> {
    let minutes = u16::try_from(minutes).ok();
    minutes.and_then(ClockTime::from_minutes).ok_or(ReplanError::PastMidnight)
}

/// The windows without `from..until`; one may become two.
fn without(windows: &[Window], from: ClockTime, until: ClockTime) -> Vec<Window> {
    let cut = |w: &Window| {
        [Window::new(w.from(), w.until().min(from)), Window::new(w.from().max(until), w.until())]
    };
    windows.iter().flat_map(cut).flatten().collect()
}

/// In order of time, with what touches joined: a round counts only when one window contains it.
fn joined(windows: &[Window]) -> Vec<Window> {
    let mut sorted = windows.to_vec();
    sorted.sort_unstable_by_key(|w| (w.from(), w.until()));
    let mut joined: Vec<Window> = Vec::new();
    for window in sorted {
        match joined.last_mut() {
            Some(last) if window.from() <= last.until() => {
                *last = Window::new(last.from(), last.until().max(window.until())).unwrap_or(*last);
            }
            _ => joined.push(window),
        }
    }
    joined
}
