//! The first plan, in one pass: the published plan as far as it holds, pins, must-meets, then
//! everybody's first talk, everybody's second, and wishes last. Who has fewest ways goes first.

use super::chance::Chance;
use super::compiled::{NONE, Way};
use super::state::{Slot, State};

/// Fills an empty state.
pub(super) fn construct(state: &mut State, chance: &mut Chance) {
    keep_baseline(state);
    seat_pins(state, chance);
    seat_musts(state, chance);
    keep_promises(state, chance);
    fill(state, chance);
    state.keep();
}

fn keep_baseline(state: &mut State) {
    let c = state.c;
    for (pair, table, round, interpreter) in &c.wishes.baseline {
        if state.is_seated(*pair) || !state.may_sit(*pair) {
            continue;
        }
        let same = state.fits(*pair, *table, *round as usize).map(|slot| {
            let way = c.pair_ways(*pair).iter().find(|w| w.table == *table);
            match way {
                // The published interpreter when free, so that nobody is told a new name for nothing.
                Some(way) if can_interpret(state, way, *round as usize, *interpreter) => {
                    Slot { interpreter: *interpreter, ..slot }
                }
                _ => slot,
            }
        });
        let elsewhere = || {
            let mut ways = c.pair_ways(*pair).iter();
            ways.find_map(|w| state.fits(*pair, w.table, *round as usize))
        };
        if let Some(slot) = same.or_else(elsewhere) {
            state.seat(*pair, slot);
        }
    }
}

fn can_interpret(state: &State, way: &Way, round: usize, interpreter: u32) -> bool {
    interpreter != NONE
        && state.c.helpers[way.helpers as usize].contains(&interpreter)
        && state.interpreter_is_free(interpreter, way, round)
}

fn seat_pins(state: &mut State, chance: &mut Chance) {
    for pair in 0..state.c.plannable as u32 {
        for wanted in &state.c.wishes.wanted[pair as usize] {
            let (table, round) = (wanted.table, wanted.round as usize);
            let pinned = matches!(wanted.level, crate::rotation::instance::Level::Pinned);
            if !pinned || state.is_seated(pair) && state.slots[pair as usize].round == wanted.round {
                continue;
            }
            let ways = state.c.pair_ways(pair).iter();
            let mut fit = ways.filter(|w| table == NONE || w.table == table);
            if let Some(way) = fit.find(|w| (w.rounds >> round) & 1 == 1) {
                force_or_leave(state, pair, way, round, chance);
            }
        }
    }
}

/// Forces a seat when that lowers the energy; those put out find another place if there is one.
fn force_or_leave(state: &mut State, pair: u32, way: &Way, round: usize, chance: &mut Chance) {
    state.keep();
    let before = state.energy;
    let mut out = Vec::new();
    if state.is_seated(pair) {
        state.unseat(pair);
    }
    let seated = state.force(pair, way, round, &mut out, chance);
    for (other, _) in out {
        if seated
            && !state.is_seated(other)
            && state.may_sit(other)
            && let Some((_, slot)) = state.best_place(other, 0, chance)
        {
            state.seat(other, slot);
        }
    }
    if !seated || state.energy >= before {
        state.take_back();
    }
    state.keep();
}

fn seat_musts(state: &mut State, chance: &mut Chance) {
    for pair in 0..state.c.plannable as u32 {
        if !state.c.wishes.musts[pair as usize].is_empty()
            && !state.is_seated(pair)
            && state.may_sit(pair)
            && let Some((_, slot)) = state.best_place(pair, 0, chance)
        {
            state.seat(pair, slot);
        }
    }
}

fn freedom(state: &State, resident: u32) -> u32 {
    let pairs = &state.c.pairs_of_resident[resident as usize];
    let ways = pairs.iter().flat_map(|p| state.c.pair_ways(*p));
    // A way that needs an interpreter is worth a quarter of one that does not.
    ways.map(|w| w.rounds.count_ones() * if w.helpers == 0 { 4 } else { 1 }).sum()
}

fn keep_promises(state: &mut State, chance: &mut Chance) {
    let mut order: Vec<(u32, u32)> =
        (0..state.c.available.len() as u32).map(|q| (freedom(state, q), q)).collect();
    order.sort_unstable();
    let depth = state.w.short.len() as u32;
    for k in 0..depth {
        for (_, q) in &order {
            let q_ix = *q as usize;
            if state.c.promised[q_ix] <= k || state.talks[q_ix] > k {
                continue;
            }
            if let Some((pair, slot)) = best_pair(state, *q, chance) {
                state.seat(pair, slot);
            }
        }
    }
}

fn best_pair(state: &State, resident: u32, chance: &mut Chance) -> Option<(u32, Slot)> {
    let mut best: Option<(i64, u32, Slot)> = None;
    for pair in &state.c.pairs_of_resident[resident as usize] {
        if state.is_seated(*pair) || !state.may_sit(*pair) {
            continue;
        }
        if let Some((cost, slot)) = state.best_place(*pair, 0, chance) {
            let cost = cost + state.worth(*pair);
            if best.is_none_or(|(least, _, _)| cost < least) {
                best = Some((cost, *pair, slot));
            }
        }
    }
    best.map(|(_, pair, slot)| (pair, slot))
}

fn fill(state: &mut State, chance: &mut Chance) {
    let mut order: Vec<u32> = state.unseated.clone();
    order.sort_unstable_by_key(|p| (-state.c.pairs[*p as usize].value, *p));
    for pair in order {
        if !state.may_sit(pair) {
            continue;
        }
        if let Some((cost, slot)) = state.best_place(pair, 0, chance)
            && cost + state.worth(pair) < 0
        {
            state.seat(pair, slot);
        }
    }
}
