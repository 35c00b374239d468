//! A whole plan from who meets whom (`choice`, `stays`): interpreted meetings and groups get their times first, while
//! tables are free, because everything else gives way more easily; then the rest, by chains. Whom no round fits is
//! chosen less gladly the next turn.

use super::anneal::{SMALL, Search};
use super::chain::Chain;
use super::choice::{ANYTHING, Around, Choice};
use super::compiled::NONE;
use super::interpreted::Others;
use super::state::{Slot, State};

/// Moves among interpreted meetings, while the choice follows each change, per pair that needs an interpreter, and the
/// heat from and to which they cool, in points of utility. Found by trying on public and on freshly drawn fairs, like the
/// numbers below. Following a change counts for a move more per so many pairs, and in large fairs there is no second
/// draft.
const FOLLOWED_PER_PAIR: u64 = 6;
const FOLLOWED_PER_PAIR_IN_LARGE: u64 = 5;
const EXACT: (f64, f64) = (0.3, 0.09);
/// The same in fairs of more than `SMALL` pairs, whose interpreters hardly ever have a round free, and where a plan that
/// stands is changed.
const EXACT_HOTTER: (f64, f64) = (1.0, 0.09);
/// How often the rest is chosen again, and by how many points a pair that found no round loses.
const TURNS: usize = 4;
const DISCOURAGED: i64 = 4;

/// From nothing but what somebody wishes to keep, or from the plan at hand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Scratch,
    /// As from scratch, and whatever was before is not compared with.
    Anew,
    Here,
}

impl<'c> Search<'_, 'c> {
    /// Draws a plan with at most so many moves to send interpreters, and so many to change interpreted meetings. The
    /// better of it and the best so far is at hand afterwards.
    pub(super) fn draft(&mut self, from: From, (sending, moves): (u64, u64), stop: &mut dyn FnMut() -> bool) {
        let c = self.state.c;
        let point = self.state.w.utility.max(1);
        let settled: Vec<bool> = (0..c.pairs.len() as u32).map(|p| is_settled_first(self.state, p)).collect();
        let pool: Vec<u32> = (0..c.plannable as u32).filter(|p| settled[*p as usize]).collect();
        let before = self.state.slots.clone();
        self.unseat_all_but(|state, p| {
            let slot = state.slots[p as usize];
            let kept = state.wish_cost(p, slot.table, slot.round as usize) < 0;
            kept || !c.wishes.musts[p as usize].is_empty() || (from == From::Here && settled[p as usize])
        });
        if from == From::Anew || from == From::Scratch && !c.wishes.baseline.is_empty() {
            self.begin_anew();
        }
        let mut choice = self.choice_among(|_| true);
        choice.leave_out(&pool);
        choice.fill(stop);
        if from != From::Here {
            let until = self.moves + sending;
            let asked = !pool.is_empty() && !stop();
            let sent = if asked { self.send_interpreters(until, stop) } else { None };
            if sent.is_none() && stop() {
                self.hold_as_before(&mut choice, &pool, &before);
            }
            let pairs = sent.as_ref().map_or_else(|| choice.chosen().collect(), |sent| sent.pairs.clone());
            self.owed = self.owed_by(&pairs);
            let mut chosen = vec![false; c.pairs.len()];
            pairs.iter().for_each(|p| chosen[*p as usize] = true);
            self.unseat_all_but(|_, p| chosen[p as usize]);
            if stop() {
                self.seat_in_haste(pairs);
                return;
            }
            if let Some(sent) = sent {
                self.seat_where_sent(&sent, &settled, until, stop);
            }
        }
        let per_pair = if c.plannable <= SMALL { FOLLOWED_PER_PAIR } else { FOLLOWED_PER_PAIR_IN_LARGE };
        let followed = match from {
            From::Here => moves,
            From::Scratch | From::Anew => moves.min(per_pair * pool.len() as u64),
        };
        if !pool.is_empty() {
            let first = from != From::Here && c.plannable <= SMALL;
            let heat = if first { EXACT } else { EXACT_HOTTER };
            self.settle_interpreted(&mut choice, &pool, followed, heat, stop);
        }
        if from == From::Here {
            self.return_in_time(&pool, &before);
            self.seat_as_before(&choice, &before);
        }
        for _ in 0..TURNS {
            let mut chosen = vec![false; c.pairs.len()];
            choice.chosen().for_each(|p| chosen[p as usize] = true);
            self.unseat_all_but(|_, p| chosen[p as usize]);
            let missed = self.seat_all(choice.chosen().collect());
            self.take();
            if missed.is_empty() || stop() {
                break;
            }
            for pair in missed {
                choice.discourage(pair, DISCOURAGED * point);
            }
        }
        self.go_to_best();
    }

    /// Whoever of these sat goes back there, and the choice holds them.
    fn hold_as_before(&mut self, choice: &mut Choice, pool: &[u32], before: &[Slot]) {
        for pair in pool.iter().filter(|p| before[**p as usize].round != NONE) {
            let slot = before[*pair as usize];
            let sits = self.state.is_seated(*pair);
            let fits = |state: &State| state.fits(*pair, slot.table, slot.round as usize).is_some();
            let could = sits || (self.state.may_sit(*pair) && fits(self.state));
            if could && choice.hold(*pair, slot, ANYTHING).is_some() && !sits {
                self.state.seat(*pair, slot);
            }
        }
        self.state.keep();
    }

    /// Whoever was chosen and finds a place at once, and for those who are short what is left. There is no time
    /// for more.
    fn seat_in_haste(&mut self, chosen: Vec<u32>) {
        self.stopped = true;
        for pair in self.in_order(chosen) {
            self.seat_one(pair);
        }
        for resident in self.state.short.clone() {
            self.offer(resident, 0);
        }
        self.take();
        self.go_to_best();
    }

    /// The choice among some pairs; all others that sit stay where they are.
    fn choice_among(&self, among: impl Fn(u32) -> bool) -> Choice<'c> {
        let (state, c) = (&*self.state, self.state.c);
        let mut talks = state.talks.clone();
        let mut taken = Vec::new();
        for pair in &state.seated {
            if among(*pair) {
                c.pair_members(*pair).iter().for_each(|q| talks[*q as usize] -= 1);
            } else {
                taken.push(state.slots[*pair as usize].table);
            }
        }
        let w = state.w;
        let around = Around { promises: &w.short, effort: w.comfort, talks: &talks, taken: &taken };
        Choice::new(c, &around, |pair| {
            let held = |p: &u32| state.is_seated(*p) && !among(*p);
            let free = among(pair) && !c.rivals[pair as usize].iter().any(held);
            free.then(|| state.worth_of(pair))
        })
    }

    pub(super) fn unseat_all_but(&mut self, keep: impl Fn(&State, u32) -> bool) {
        for pair in self.state.seated.clone() {
            if !keep(self.state, pair) {
                self.state.unseat(pair);
            }
        }
        self.state.keep();
    }

    /// Who was settled anew at a table like the one before goes back to that time where it is free still, so
    /// that the days of all others need not change with theirs.
    fn return_in_time(&mut self, pool: &[u32], before: &[Slot]) {
        let c = self.state.c;
        let kind = |slot: Slot| (c.table_employer[slot.table as usize], c.table_speaks[slot.table as usize]);
        for pair in pool.iter().chain(pool) {
            let (now, was) = (self.state.slots[*pair as usize], before[*pair as usize]);
            if now.round == NONE || was.round == NONE || now == was || kind(now) != kind(was) {
                continue;
            }
            self.state.unseat(*pair);
            let way = c.pair_ways(*pair).iter().find(|way| way.table == was.table);
            let fits = self.state.fits(*pair, was.table, was.round as usize);
            let slot = match (fits, way) {
                (Some(slot), Some(way)) if was.interpreter != NONE => {
                    let free = self.state.interpreter_is_free(was.interpreter, way, was.round as usize);
                    if free { was } else { slot }
                }
                (Some(slot), _) => slot,
                (None, _) => now,
            };
            self.state.seat(*pair, slot);
        }
        self.state.keep();
    }

    /// Whoever is chosen and can goes where they sat before.
    fn seat_as_before(&mut self, choice: &Choice, before: &[Slot]) {
        for pair in choice.chosen() {
            let slot = before[pair as usize];
            if slot.round != NONE
                && !self.state.is_seated(pair)
                && self.state.may_sit(pair)
                && let Some(slot) = self.state.fits(pair, slot.table, slot.round as usize)
            {
                self.state.seat(pair, slot);
            }
        }
        self.state.keep();
    }

    /// Seats as many of the pairs as it can; returns the others.
    fn seat_all(&mut self, pairs: Vec<u32>) -> Vec<u32> {
        let mut pairs = self.in_order(pairs);
        pairs.retain(|p| !self.seat_one(*p) && !self.seat_by_chain(*p));
        self.state.keep();
        pairs
    }

    /// Those with fewest places first.
    fn in_order(&self, mut pairs: Vec<u32>) -> Vec<u32> {
        let c = self.state.c;
        pairs.sort_by_cached_key(|p| {
            let ways = c.pair_ways(*p);
            let places: u32 = ways.iter().map(|way| way.rounds.count_ones()).sum();
            let asked = self.state.worth_of(*p) > self.state.gain[*p as usize];
            (!asked, c.pair_members(*p).len() < 2, !needs_interpreter(self.state, *p), places, *p)
        });
        pairs
    }

    fn seat_one(&mut self, pair: u32) -> bool {
        if self.state.is_seated(pair) {
            return true;
        }
        if !self.state.may_sit(pair) {
            return false;
        }
        let place = self.state.best_place(pair, 0, &mut self.chance);
        place.inspect(|(_, slot)| self.state.seat(pair, *slot)).is_some()
    }

    /// Tries the chains that make room for a pair until one loses nobody and nothing that was wished.
    fn seat_by_chain(&mut self, pair: u32) -> bool {
        let c = self.state.c;
        if !self.state.may_sit(pair) {
            return false;
        }
        self.state.keep();
        let before = self.state.energy;
        let shared = self.state.shared_rounds(pair);
        for way in c.pair_ways(pair) {
            for to in bits(way.rounds) {
                for other in bits(shared & !(1 << to)) {
                    self.out.clear();
                    let chain = Chain { leader: pair, rounds: (to, other), first: 0, out: &mut self.out };
                    if self.state.chain(chain, way, &mut self.chance)
                        && self.out.iter().all(|(p, _)| self.state.is_seated(*p))
                        && self.state.energy < before
                    {
                        self.state.keep();
                        return true;
                    }
                    self.state.take_back();
                }
            }
        }
        false
    }
}

/// Who needs an interpreter or comes as a group is settled while tables are free.
pub(super) fn is_settled_first(state: &State, pair: u32) -> bool {
    needs_interpreter(state, pair)
        || !state.c.pair_ways(pair).is_empty() && state.c.pair_members(pair).len() > 1
}

pub(super) fn needs_interpreter(state: &State, pair: u32) -> bool {
    let ways = state.c.pair_ways(pair);
    !ways.is_empty() && ways.iter().all(|way| way.helpers != 0)
}

/// The rounds of a mask, first to last.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let round = (mask != 0).then(|| mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        round
    })
}
