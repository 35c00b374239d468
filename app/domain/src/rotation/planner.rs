//! The planner: who sits where in which round, as good as the budget allows, and always valid. Pure
//! and deterministic: a seed and a number of moves give the same plan everywhere. The model is in
//! tests/rotation/MODEL.md. First a greedy plan (`construct`), then who meets whom and when (`draft`, or `mend`
//! for a plan that stands), then annealing (`anneal`) between exact steps (`reseat`, `retime`).

mod anneal;
mod asks;
mod assignment;
mod bound;
mod chain;
mod chance;
mod choice;
mod compiled;
mod construct;
mod days;
mod draft;
mod dues;
mod eject;
mod flow;
mod interpreted;
mod linear;
mod mend;
mod offers;
mod prices;
mod progress;
mod promises;
mod reseat;
mod retime;
mod score;
mod search;
mod settling;
mod state;
mod stays;
mod tables;
mod timed;
mod walking;
mod whole;

pub use bound::Certificate;
pub use progress::Progress;

use super::check::{Judged, Refused, check};
use super::document::{Fault, Problem};
use super::instance::{Instance, Level};
use super::plan::{Meeting, Plan};

use anneal::Search;
use chance::Chance;
use compiled::{Compiled, NONE};
use score::Weights;
use state::{Slot, State};

/// How much work a plan may cost. A move is one attempted step of the search, about 2 µs in a release
/// build on a plain core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    pub moves: u64,
}

impl Default for Budget {
    /// Good for a fair of 120 residents, 20 employers and 10 rounds.
    fn default() -> Budget {
        Budget { moves: 200_000 }
    }
}

/// A plan that keeps every hard rule, with the judge's verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub plan: Plan,
    pub judged: Judged,
    pub certificate: Certificate,
    /// Moves spent; at most the budget.
    pub moves: u64,
    /// The caller said stop before the budget was spent.
    pub stopped: bool,
}

impl Planned {
    /// Of two plans for the same instance the better one; of two that are as good, this. Where they are alike down to
    /// utility, what bounds the one bounds the other.
    #[must_use]
    pub fn or(self, other: Planned) -> Planned {
        let (mut best, second) =
            if other.judged.better_than(&self.judged) { (other, self) } else { (self, other) };
        if best.judged.is_alike_before(Level::Utility, &second.judged) {
            let known = best.certificate.utility_at_most.into_iter();
            best.certificate.utility_at_most = known.chain(second.certificate.utility_at_most).min();
        }
        best
    }
}

/// Plans or, when the instance is `live`, re-plans.
///
/// `stop` is asked about every 256 moves; with it a caller makes a budget in milliseconds. Fails only
/// when the instance is malformed or its history contradicts itself; an impossible wish is an unmet
/// level of the verdict. With the same instance, budget and seed, and a `stop` that never says true,
/// the plan is the same on every machine.
pub fn plan(
    instance: &Instance,
    budget: Budget,
    seed: u64,
    stop: &mut dyn FnMut() -> bool,
) -> Result<Planned, Fault> {
    plan_watched(instance, budget, seed, stop, &mut |_| ())
}

/// As [`plan`]; `watch` hears how it goes some dozens of times. Whoever watches changes nothing.
pub fn plan_watched(
    instance: &Instance,
    budget: Budget,
    seed: u64,
    stop: &mut dyn FnMut() -> bool,
    watch: &mut dyn FnMut(Progress),
) -> Result<Planned, Fault> {
    plan_beside(instance, budget, seed, 0, stop, watch)
}

/// One of several searches for the same plan, of which [`Planned::or`] keeps the best: number 0 is [`plan_watched`],
/// each other draws its own chances from the same seed.
pub fn plan_beside(
    instance: &Instance,
    budget: Budget,
    seed: u64,
    worker: u64,
    stop: &mut dyn FnMut() -> bool,
    watch: &mut dyn FnMut(Progress),
) -> Result<Planned, Fault> {
    instance.validate()?;
    let happened = what_happened(instance);
    // A history that contradicts itself is told before anything is planned on top of it.
    if !happened.meetings.is_empty() {
        judge(instance, &happened)?;
    }
    let compiled = Compiled::of(instance);
    let weights = Weights::of(instance, &compiled);
    let mut state = State::new(&compiled, &weights, instance.objective.comfort);
    let mut chance = Chance::new(seed.wrapping_add(worker << 32));
    construct::construct(&mut state, &mut chance);
    let mut search = Search::new(&mut state, chance, watch);
    search.run(budget.moves, stop);
    let (moves, stopped) = (search.moves, search.stopped);
    let (prices, weighed) = (search.prices.take(), search.weighed.take());
    tables::restore(&mut state);
    let certificate = bound::certify(&compiled, &weights, &state.totals, (prices, weighed.as_ref()), stop);
    let found = write(instance, &compiled, &state.slots, happened.clone());
    // The judge has the last word: a plan that it refused would be a bug here, and what has happened
    // alone is valid still.
    let (plan, judged) = match judge(instance, &found) {
        Ok(judged) => (found, judged),
        Err(_) => {
            let judged = judge(instance, &happened)?;
            (happened, judged)
        }
    };
    Ok(Planned { plan, judged, certificate, moves, stopped })
}

/// The plan in which nothing more happens.
fn what_happened(instance: &Instance) -> Plan {
    let mut plan = Plan::empty(&instance.id);
    plan.solver = Some("werkronde".to_owned());
    if let Some(live) = &instance.live {
        plan.meetings.clone_from(&live.history);
    }
    plan
}

fn judge(instance: &Instance, plan: &Plan) -> Result<Judged, Fault> {
    check(instance, plan).map_err(|refused| match refused {
        Refused::Malformed(fault) => fault,
        Refused::Infeasible(violations) => {
            Fault::at("live.history", Problem::History(violations.to_string()))
        }
    })
}

/// Adds the seats to what has happened, in order of round and table.
fn write(instance: &Instance, compiled: &Compiled, slots: &[Slot], mut plan: Plan) -> Plan {
    let tables: Vec<&str> =
        instance.employers.iter().flat_map(|e| e.tables.iter().map(|t| t.id.as_str())).collect();
    let mut seated: Vec<(Slot, u32)> = (0..compiled.plannable)
        .map(|pair| (slots[pair], compiled.pairs[pair].source))
        .filter(|(slot, _)| slot.round != NONE)
        .collect();
    seated.sort_unstable_by_key(|(slot, _)| (slot.round, slot.table));
    for (slot, source) in seated {
        let pair = &instance.pairs[source as usize];
        let round = compiled.base + slot.round as usize;
        plan.meetings.push(Meeting {
            round: instance.rounds[round].id.clone(),
            table: tables[slot.table as usize].to_owned(),
            employer: pair.employer.clone(),
            party: pair.party.clone(),
            interpreter: instance.interpreters.get(slot.interpreter as usize).map(|i| i.id.clone()),
        });
    }
    plan
}
