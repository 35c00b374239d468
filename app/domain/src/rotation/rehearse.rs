//! A rehearsal: the day is played with people who do not come, come late or leave early, tables and
//! interpreters that stay away and rounds that take longer, all drawn from a seed; after each thing that
//! becomes known the rest of the day is planned again. How well does the plan hold? Pure: the planner is
//! passed in, so its budget is the caller's.

mod chance;
mod fate;
mod report;

use super::check::{Refused, check};
use super::document::Fault;
use super::instance::{Instance, Party};
use super::plan::Plan;
use super::planner::Planned;
use super::replan::{ChangeKind, Happening, Moment, ReplanError, changes, replan_happened};

use std::collections::BTreeSet;

pub use fate::{Rate, Rates, WrongRate};
pub use report::{Figure, Held, Report};

use fate::Fate;

/// Why a rehearsal cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RehearseError {
    #[error("{0}")]
    Instance(Fault),
    #[error("the plan is not valid: {0}")]
    Plan(Refused),
    #[error("a re-plan is not possible: {0}")]
    Replan(ReplanError),
}

/// Plans or re-plans an instance: `plan` with whatever budget.
pub type Planner<'a> = dyn FnMut(&Instance) -> Result<Planned, Fault> + 'a;

/// Plays one day per seed on the published plan `morning`. The same seeds give the same report.
pub fn rehearse(
    instance: &Instance,
    morning: &Plan,
    rates: &Rates,
    seeds: &[u64],
    planner: &mut Planner,
) -> Result<Report, RehearseError> {
    let planned = report::held(instance, morning, morning, &BTreeSet::new())?;
    let days = seeds.iter().map(|seed| {
        let fate = Fate::draw(instance, rates, *seed);
        Day::new(instance, morning).play(&fate, planner).map(|held| (*seed, held))
    });
    Ok(Report { planned, days: days.collect::<Result<_, _>>()? })
}

/// A day under way. Who is not there is known from the first round that they miss.
struct Day<'a> {
    morning: &'a Plan,
    now: Instance,
    current: Plan,
    known: BTreeSet<String>,
    told: BTreeSet<String>,
    moved: BTreeSet<String>,
    replans: u32,
}

impl<'a> Day<'a> {
    fn new(instance: &Instance, morning: &'a Plan) -> Day<'a> {
        let (now, current) = (instance.clone(), morning.clone());
        let (known, told, moved) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Day { morning, now, current, known, told, moved, replans: 0 }
    }

    fn play(mut self, fate: &Fate, planner: &mut Planner) -> Result<Held, RehearseError> {
        if !fate.absent.is_empty() && !self.now.rounds.is_empty() {
            self.mend(&Moment::BeforeFirst, &fate.absent, planner)?;
        }
        for index in 0..self.now.rounds.len() {
            let mut happened = self.missing_in(index, fate);
            happened.extend(self.leaving_after(index, fate));
            happened.extend(fate.delay_of(&self.now.rounds[index]));
            if index + 1 < self.now.rounds.len() {
                if !happened.is_empty() {
                    let moment = Moment::During(self.now.rounds[index].id.clone());
                    self.mend(&moment, &happened, planner)?;
                }
            } else {
                self.drop_missed(index, fate);
            }
        }
        let away = fate.away();
        let mut held = report::held(&self.now, self.morning, &self.current, &away)?;
        held.people_moved = self.moved.iter().filter(|id| fate.comes(id)).count() as u32;
        held.replans = self.replans;
        Ok(held)
    }

    /// Who has a talk in this round, is not there, and was not known to be away.
    fn missing_in(&mut self, index: usize, fate: &Fate) -> Vec<Happening> {
        let missing: Vec<String> =
            self.seated_in(index).into_iter().filter(|id| fate.misses(id, &self.now.rounds[index])).collect();
        let news: Vec<String> = missing.into_iter().filter(|id| self.known.insert(id.clone())).collect();
        news.iter().filter_map(|id| fate.why_missing(id)).collect()
    }

    /// Who goes before the next round ends says so now.
    fn leaving_after(&mut self, index: usize, fate: &Fate) -> Vec<Happening> {
        let Some(next) = self.now.rounds.get(index + 1) else {
            return Vec::new();
        };
        let going: Vec<String> = fate.gone_before(next.end).map(str::to_owned).collect();
        let news: Vec<String> = going.into_iter().filter(|id| self.told.insert(id.clone())).collect();
        news.iter().filter_map(|id| fate.why_leaving(id)).collect()
    }

    fn seated_in(&self, index: usize) -> Vec<String> {
        let round = &self.now.rounds[index].id;
        let here = self.current.meetings.iter().filter(|meeting| meeting.round == *round);
        here.flat_map(|meeting| report::members(&self.now, &meeting.party)).collect()
    }

    fn mend(
        &mut self,
        moment: &Moment,
        happened: &[Happening],
        planner: &mut Planner,
    ) -> Result<(), RehearseError> {
        // A delay past midnight is no delay that can be planned: the day goes on without it.
        let next = match replan_happened(&self.now, &self.current, moment, happened, self.now.id.clone()) {
            Err(ReplanError::PastMidnight) => {
                let rest: Vec<Happening> = happened.iter().filter(|h| !fate::is_delay(h)).cloned().collect();
                if rest.is_empty() {
                    return Ok(());
                }
                replan_happened(&self.now, &self.current, moment, &rest, self.now.id.clone())
            }
            answer => answer,
        };
        let next = next.map_err(RehearseError::Replan)?;
        let planned = planner(&next).map_err(RehearseError::Instance)?;
        check(&next, &planned.plan).map_err(RehearseError::Plan)?;
        for change in changes(&next, &self.current, &planned.plan) {
            if matches!(change.kind, ChangeKind::Moved { .. }) {
                self.moved.insert(change.resident);
            }
        }
        (self.now, self.current) = (next, planned.plan);
        self.replans += 1;
        Ok(())
    }

    /// After the last round nothing can be planned; a talk that somebody misses did not happen.
    fn drop_missed(&mut self, index: usize, fate: &Fate) {
        let (now, round) = (&self.now, &self.now.rounds[index]);
        let held = |party: &Party| !report::members(now, party).iter().any(|id| fate.misses(id, round));
        self.current.meetings.retain(|meeting| meeting.round != round.id || held(&meeting.party));
    }
}
