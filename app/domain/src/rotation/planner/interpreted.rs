//! Where and when interpreted meetings take place, and which: they are changed among each other while the
//! choice of all others follows each change exactly. Prices say beforehand what a change gains at most, so
//! that few need to be followed.

mod turn;

use super::anneal::{SMALL, Search};
use super::chance::{Chance, exp, ln};
use super::choice::ANYTHING;
use super::compiled::NONE;
use super::progress::Progress;
use super::state::{Slot, State};

/// How often the caller is asked whether to stop, and the heat falls.
const BEAT: u64 = 32;
/// Of 256 steps how many turn a part of an interpreter's day to one room, and the same in large fairs, where
/// it takes more others along. Found by trying on public and on freshly drawn fairs.
const DAYS: u64 = 48;
const DAYS_IN_LARGE: u64 = 24;
/// In a re-plan, where others do not follow one by one, so many and so many in large fairs.
const DAYS_AGAIN: u64 = 16;
const DAYS_AGAIN_IN_LARGE: u64 = 8;

/// Pairs that would cost more points than this are not tried.
const REACH: f64 = 3.0;
/// Following a change counts for a move more per so many pairs.
const PAIRS_PER_MOVE: u64 = 160;

/// A part of a day seated anew follows about so many changes.
const CHANGES_PER_TURN: u64 = 6;

/// A change of one pair: where it sat and where it sits.
struct Change {
    pair: u32,
    before: Slot,
    after: Slot,
}

/// The choice of all others, as far as it has to know where somebody sits.
pub(super) trait Others {
    /// Lets a pair that was left out meet there; by how much the energy of the choice grows. None, and
    /// nothing changes, when that is more than `most` or somebody who is held would have to give way.
    fn hold(&mut self, pair: u32, slot: Slot, most: i64) -> Option<i64>;

    /// Takes that back.
    fn let_go(&mut self, pair: u32) -> i64;

    /// From here on everything can be taken back, until it is kept.
    fn mark(&mut self);
    fn keep(&mut self);
    fn take_back(&mut self);

    /// By how much the energy falls at most when a pair joins, and grows at least when it leaves. None when
    /// it has no place in the choice.
    fn margin(&self, pair: u32) -> Option<i64>;

    /// Whether two places are one to the choice.
    fn same(&self, a: Slot, b: Slot) -> bool;

    /// What a place misses of what the pair wishes at best, where the choice does not count that.
    fn misses(&self, state: &State, pair: u32, slot: Slot) -> i64;
}

impl Search<'_, '_> {
    /// Changes the interpreted meetings `pool` at hand, at most so many moves, from and to a heat in points
    /// of utility. The best that was seen is at hand afterwards, and `choice` fits it.
    pub(super) fn settle_interpreted(
        &mut self,
        choice: &mut impl Others,
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
        let mut energy = 0;
        for pair in pool {
            let slot = places.slots[*pair as usize];
            if slot.round != NONE && choice.hold(*pair, slot, ANYTHING).is_none() {
                places.unseat(*pair);
            }
            energy += choice.misses(&places, *pair, places.slots[*pair as usize]);
        }
        places.keep();
        let mut near = Vec::new();
        refresh(&mut places, choice, pool, &mut near, point);
        let (mut best, mut least) = (places.slots.clone(), energy);
        let mut watch = |_: Progress| ();
        let mut inner = Search::new(&mut places, Chance::new(self.chance.next()), &mut watch);
        let mut changes: Vec<Change> = Vec::new();
        let blocks = c.rooms.blocks();
        let anew = c.wishes.baseline.is_empty();
        let days = match (anew, c.plannable <= SMALL) {
            (true, true) => DAYS,
            (true, false) => DAYS_IN_LARGE,
            (false, true) => DAYS_AGAIN,
            (false, false) => DAYS_AGAIN_IN_LARGE,
        };
        let following = 1 + c.plannable as u64 / PAIRS_PER_MOVE;
        let until = self.moves + moves;
        let begun = self.moves;
        let mut temperature = heat.0 * point;
        let mut step = 0;
        while self.moves + following * CHANGES_PER_TURN < until {
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
            let before = inner.state.energy;
            inner.out.clear();
            inner.joined.clear();
            let allowed = inner.allowance(temperature);
            let turns = inner.chance.in_256(days);
            if turns && anew {
                self.moves += following * CHANGES_PER_TURN;
                if let Some(worse) = inner.turn_followed(choice, &blocks, (allowed, temperature)) {
                    energy += worse;
                    refresh(inner.state, choice, pool, &mut near, point);
                    if energy < least {
                        least = energy;
                        best.clone_from(&inner.state.slots);
                    }
                }
                continue;
            }
            let changed = if turns {
                inner.turn_an_interpreters_day(&blocks, temperature)
            } else {
                let Some(pair) = near.get(inner.chance.below(near.len())).copied() else {
                    break;
                };
                inner.joined.push((pair, inner.state.slots[pair as usize]));
                inner.exchange(pair, temperature)
            };
            if !changed || inner.state.energy - before > allowed {
                inner.state.take_back();
                continue;
            }
            changes.clear();
            for (pair, before) in inner.out.iter().chain(&inner.joined).copied() {
                // Who left and came back is listed twice; where they sat at first counts.
                if !changes.iter().any(|change: &Change| change.pair == pair) {
                    changes.push(Change { pair, before, after: inner.state.slots[pair as usize] });
                }
            }
            let missed = |change: &Change, slot: Slot| choice.misses(inner.state, change.pair, slot);
            let wishes: i64 = changes
                .iter()
                .map(|change| missed(change, change.after) - missed(change, change.before))
                .sum();
            self.moves += following;
            match follow(choice, &changes, allowed - wishes) {
                None => inner.state.take_back(),
                Some(worse) => {
                    inner.state.keep();
                    energy += worse + wishes;
                    if changes.iter().any(|change| !choice.same(change.before, change.after)) {
                        refresh(inner.state, choice, pool, &mut near, point);
                    }
                    if energy < least {
                        least = energy;
                        best.clone_from(&inner.state.slots);
                    }
                }
            }
        }
        return_to(&mut places, choice, pool, &best);
        for pair in pool {
            if self.state.is_seated(*pair) && self.state.slots[*pair as usize] != best[*pair as usize] {
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

/// Goes back to a plan of the pool, and the choice with it.
fn return_to(places: &mut State, choice: &mut impl Others, pool: &[u32], plan: &[Slot]) {
    let differ = |pair: &&u32| !choice.same(plan[**pair as usize], places.slots[**pair as usize]);
    let differing: Vec<u32> = pool.iter().filter(differ).copied().collect();
    for pair in &differing {
        choice.let_go(*pair);
    }
    for pair in differing {
        if plan[pair as usize].round != NONE {
            choice.hold(pair, plan[pair as usize], ANYTHING);
        }
    }
    places.become_plan(plan);
}

/// Lets the choice follow some changes; by how much its energy grows. None, and all is as before, when that
/// is more than allowed.
fn follow(choice: &mut impl Others, changes: &[Change], allowed: i64) -> Option<i64> {
    let differ = |change: &&Change| !choice.same(change.before, change.after);
    let differing: Vec<&Change> = changes.iter().filter(differ).collect();
    let (left, joining): (Vec<&Change>, Vec<&Change>) = (
        differing.iter().copied().filter(|change| change.before.round != NONE).collect(),
        differing.iter().copied().filter(|change| change.after.round != NONE).collect(),
    );
    choice.mark();
    let mut worse = 0;
    for change in &left {
        worse += choice.let_go(change.pair);
    }
    for (k, change) in joining.iter().enumerate() {
        // Those who join later may still make up for it, but not for more than prices say.
        let later = joining[k + 1..].iter().map(|change| choice.margin(change.pair).unwrap_or(0).max(0));
        let most = allowed - worse + later.sum::<i64>();
        match choice.hold(change.pair, change.after, most) {
            Some(more) => worse += more,
            None => {
                choice.take_back();
                return None;
            }
        }
    }
    if worse > allowed {
        choice.take_back();
        return None;
    }
    choice.keep();
    Some(worse)
}

/// What each pair is worth now, and which are worth a thought.
fn refresh(state: &mut State, choice: &impl Others, pool: &[u32], near: &mut Vec<u32>, point: f64) {
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
