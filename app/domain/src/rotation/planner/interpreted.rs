//! Where and when interpreted meetings take place, and which: they are changed among each other while the
//! choice of all others follows each change exactly. Prices say beforehand what a change gains at most, so
//! that few need to be followed.

use super::anneal::Search;
use super::chance::{Chance, exp, ln};
use super::choice::{ANYTHING, Choice};
use super::compiled::NONE;
use super::progress::Progress;
use super::state::{Slot, State};

/// How often the caller is asked whether to stop, and the heat falls.
const BEAT: u64 = 32;

/// Pairs that would cost more points than this are not tried.
const REACH: f64 = 3.0;
/// Following a change counts for a move more per so many pairs.
const PAIRS_PER_MOVE: u64 = 160;

/// A change of one pair: where it sat and where it sits.
struct Change {
    pair: u32,
    before: Slot,
    after: Slot,
}

impl<'c> Search<'_, 'c> {
    /// Changes the interpreted meetings `pool` at hand, at most so many moves, from and to a heat in points
    /// of utility. The best that was seen is at hand afterwards, and `choice` fits it.
    pub(super) fn settle_interpreted(
        &mut self,
        choice: &mut Choice<'c>,
        pool: &[u32],
        moves: u64,
        heat: (f64, f64),
        stop: &mut dyn FnMut() -> bool,
    ) {
        let c = self.state.c;
        let weights = self.state.w.of_places();
        let point = self.state.w.point;
        let mut places = State::new(c, &weights, self.state.comfort);
        places.become_plan(&self.state.slots);
        places.allowed.fill(false);
        pool.iter().for_each(|p| places.allowed[*p as usize] = true);
        // What a pair wishes at best is part of the choice; what its place misses of that counts here.
        let wish = |state: &State, p: u32, slot: Slot| match slot.round {
            NONE => 0,
            _ => state.best_wish(p) + state.wish_cost(p, slot.table, slot.round as usize),
        };
        let mut energy = 0;
        for pair in pool {
            let slot = places.slots[*pair as usize];
            if slot.round != NONE && choice.hold(*pair, slot.table, ANYTHING).is_none() {
                places.unseat(*pair);
            }
            energy += wish(&places, *pair, places.slots[*pair as usize]);
        }
        places.keep();
        let mut near = Vec::new();
        refresh(&mut places, choice, pool, &mut near, point);
        let (mut best, mut least) = (places.slots.clone(), energy);
        let mut watch = |_: Progress| ();
        let mut inner = Search::new(&mut places, Chance::new(self.chance.next()), &mut watch);
        let begun = self.moves;
        let mut temperature = heat.0 * point;
        let mut changes: Vec<Change> = Vec::new();
        let following = 1 + c.plannable as u64 / PAIRS_PER_MOVE;
        let until = self.moves + moves;
        let mut step = 0;
        while self.moves + following < until {
            step += 1;
            if step % BEAT == BEAT - 1 {
                let gone = (self.moves - begun) as f64 / moves as f64;
                temperature = heat.0 * point * exp(ln(heat.1 / heat.0) * gone);
                if stop() {
                    self.stopped = true;
                    break;
                }
            }
            self.moves += 1;
            let Some(pair) = near.get(inner.chance.below(near.len())).copied() else {
                break;
            };
            let before = inner.state.energy;
            let from = inner.state.slots[pair as usize];
            inner.out.clear();
            let allowed = inner.allowance(temperature);
            if !inner.exchange(pair, temperature) || inner.state.energy - before > allowed {
                inner.state.take_back();
                continue;
            }
            changes.clear();
            for (pair, before) in std::iter::once((pair, from)).chain(inner.out.iter().copied()) {
                // Who left and came back is listed twice; where they sat at first counts.
                if !changes.iter().any(|change: &Change| change.pair == pair) {
                    changes.push(Change { pair, before, after: inner.state.slots[pair as usize] });
                }
            }
            let wishes: i64 = changes
                .iter()
                .map(|change| {
                    wish(inner.state, change.pair, change.after)
                        - wish(inner.state, change.pair, change.before)
                })
                .sum();
            self.moves += following;
            match follow(choice, &changes, allowed - wishes) {
                None => inner.state.take_back(),
                Some(worse) => {
                    inner.state.keep();
                    energy += worse + wishes;
                    if changes.iter().any(|change| change.before.table != change.after.table) {
                        refresh(inner.state, choice, pool, &mut near, point);
                    }
                    if energy < least {
                        least = energy;
                        best.clone_from(&inner.state.slots);
                    }
                }
            }
        }
        for pair in pool {
            if best[*pair as usize].table != places.slots[*pair as usize].table {
                choice.let_go(*pair);
            }
        }
        for pair in pool {
            let slot = best[*pair as usize];
            if slot.round != NONE && slot.table != places.slots[*pair as usize].table {
                choice.hold(*pair, slot.table, ANYTHING);
            }
            if self.state.is_seated(*pair) && self.state.slots[*pair as usize] != slot {
                self.state.unseat(*pair);
            }
        }
        for pair in pool {
            let slot = best[*pair as usize];
            if slot.round != NONE && !self.state.is_seated(*pair) {
                self.state.seat(*pair, slot);
            }
        }
        self.state.keep();
    }
}

/// Lets the choice follow some changes; by how much its energy grows. None, and all is as before, when that
/// is more than allowed.
fn follow(choice: &mut Choice, changes: &[Change], allowed: i64) -> Option<i64> {
    let differ = |change: &&Change| change.before.table != change.after.table;
    let mut worse = 0;
    for change in changes.iter().filter(differ).filter(|change| change.before.round != NONE) {
        worse += choice.let_go(change.pair);
    }
    let joining: Vec<&Change> =
        changes.iter().filter(differ).filter(|change| change.after.round != NONE).collect();
    let mut joined = 0;
    for (k, change) in joining.iter().enumerate() {
        // Whoever joins last decides; those before may still be made up for.
        let most = if k + 1 == joining.len() { allowed - worse } else { ANYTHING };
        match choice.hold(change.pair, change.after.table, most) {
            Some(more) => worse += more,
            None => break,
        }
        joined += 1;
    }
    if joined == joining.len() && worse <= allowed {
        return Some(worse);
    }
    for change in joining[..joined].iter().rev() {
        choice.let_go(change.pair);
    }
    for change in changes.iter().filter(differ).filter(|change| change.before.round != NONE) {
        choice.hold(change.pair, change.before.table, ANYTHING);
    }
    None
}

/// What each pair is worth now, and which are worth a thought.
fn refresh(state: &mut State, choice: &Choice, pool: &[u32], near: &mut Vec<u32>, point: f64) {
    near.clear();
    let reach = -(point * REACH) as i64;
    for pair in pool {
        let margin = choice.margin(*pair);
        if let Some(margin) = margin {
            let wish = state.best_wish(*pair);
            state.value(*pair, margin - wish);
        }
        if state.is_seated(*pair) || margin.is_none_or(|margin| margin > reach) {
            near.push(*pair);
        }
    }
}
