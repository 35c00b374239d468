//! The effect of one event on an instance. Nothing is deleted: people and tables lose availability.

use super::ReplanError;
use crate::rotation::instance::{ClockTime, Instance, Resident, Window};
use crate::rotation::trace::Event;

/// A new instance in which the event has happened. Clock times, not rounds, so that "this round
/// takes five minutes longer" only moves the rounds.
pub fn apply_event(instance: &Instance, event: &Event) -> Result<Instance, ReplanError> {
    let mut next = instance.clone();
    match event {
        Event::NoShow { residents } => {
            for id in residents {
                resident(&mut next, id)?.available.clear();
            }
        }
        Event::LateArrival { residents, from } => {
            for id in residents {
                clip(&mut resident(&mut next, id)?.available, Some(*from), None);
            }
        }
        Event::EarlyLeave { residents, until } => {
            for id in residents {
                clip(&mut resident(&mut next, id)?.available, None, Some(*until));
            }
        }
        Event::WalkIn { resident, pairs } => {
            next.residents.push(resident.clone());
            next.pairs.extend(pairs.iter().cloned());
        }
        Event::EmployerLeaves { employer, until } => {
            let found = next.employers.iter_mut().find(|e| e.id == *employer);
            let found = found.ok_or_else(|| ReplanError::UnknownEmployer(employer.clone()))?;
            for table in &mut found.tables {
                clip(&mut table.open, None, Some(*until));
            }
        }
        Event::TableOpens { employer, table } => {
            let found = next.employers.iter_mut().find(|e| e.id == *employer);
            let found = found.ok_or_else(|| ReplanError::UnknownEmployer(employer.clone()))?;
            found.tables.push(table.clone());
        }
        Event::InterpreterLeaves { interpreter, until } => {
            let found = next.interpreters.iter_mut().find(|i| i.id == *interpreter);
            let found = found.ok_or_else(|| ReplanError::UnknownInterpreter(interpreter.clone()))?;
            clip(&mut found.available, None, Some(*until));
        }
        Event::RoundExtended { round, minutes } => extend(&mut next, round, *minutes)?,
    }
    Ok(next)
}

fn resident<'a>(instance: &'a mut Instance, id: &str) -> Result<&'a mut Resident, ReplanError> {
    let found = instance.residents.iter_mut().find(|r| r.id == id);
    found.ok_or_else(|| ReplanError::UnknownResident(id.to_owned()))
}

/// Cuts windows to `from..until`; what becomes empty goes.
pub(super) fn clip(windows: &mut Vec<Window>, from: Option<ClockTime>, until: Option<ClockTime>) {
    let cut = |w: &Window| {
        let start = from.map_or(w.from(), |from| from.max(w.from()));
        let end = until.map_or(w.until(), |until| until.min(w.until()));
        Window::new(start, end)
    };
    *windows = windows.iter().filter_map(cut).collect();
}

fn extend(instance: &mut Instance, round: &str, minutes: u16) -> Result<(), ReplanError> {
    let later = |time: ClockTime| {
        let shifted = time.minutes().checked_add(minutes);
        shifted.and_then(ClockTime::from_minutes).ok_or(ReplanError::PastMidnight)
    };
    let found = instance.rounds.iter().position(|r| r.id == round);
    let index = found.ok_or_else(|| ReplanError::UnknownRound(round.to_owned()))?;
    instance.rounds[index].end = later(instance.rounds[index].end)?;
    for round in &mut instance.rounds[index + 1..] {
        round.start = later(round.start)?;
        round.end = later(round.end)?;
    }
    Ok(())
}
