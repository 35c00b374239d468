//! A published plan mended: as few people as possible move, and only for those levels that ask for it.

use super::anneal::Search;
use super::compiled::NONE;
use super::draft::{From, is_settled_first};
use super::state::Slot;
use super::timed::{Talk, Timed};

/// How often talks that cannot be together are closed at most.
const TURNS: usize = 12;
/// Moves among interpreted meetings per pair that needs an interpreter, and their heat in points.
const MOVES_PER_PAIR: u64 = 6;
const WARM: (f64, f64) = (1.0, 0.09);
/// Choosing anew counts for so many moves per pair.
const MOVES_PER_FLOW: u64 = 4;

/// With so many talks to choose from at most, the rest of the day is weighed as a whole at once.
const FEW_TALKS: usize = 3_500;

impl Search<'_, '_> {
    /// Weighs the rest of the day as a whole, and where that ends without the best plan mends it in two ways. True when
    /// the plan is best as a whole.
    pub(super) fn repair(&mut self, budget: u64, stop: &mut dyn FnMut() -> bool) -> bool {
        self.mend(0, budget, stop);
        let best = self.weigh_whole(FEW_TALKS, self.moves + (budget - self.moves) / 2, stop);
        if !best {
            self.mend_in_two_ways(budget, stop);
        }
        best
    }

    /// The greedy plan, in which least moves, and a draft around what stands. Which is better shows only when both
    /// have been tried for everybody who is short.
    fn mend_in_two_ways(&mut self, budget: u64, stop: &mut dyn FnMut() -> bool) {
        self.keep_promises(budget, budget, stop);
        self.mend(MOVES_PER_PAIR, budget, stop);
        let (greedy, totals) = (self.best.clone(), self.best_totals.clone());
        let part = (budget - self.moves) / 4;
        self.draft(From::Scratch, (part, part), stop);
        self.keep_promises(budget, budget, stop);
        self.mend(MOVES_PER_PAIR, budget, stop);
        if self.state.w.better(&totals, &self.best_totals) {
            (self.best, self.best_totals) = (greedy, totals);
            self.go_to_best();
        }
    }

    /// Chooses anew who meets whom and when, around interpreted meetings and groups as they are or, with
    /// moves to spend, changed so that it is best for all. False, and the plan at hand is as before, when
    /// that is no better.
    fn mend(&mut self, moves_per_pair: u64, budget: u64, stop: &mut dyn FnMut() -> bool) -> bool {
        let c = self.state.c;
        // As long as the flow takes, as a number of moves; what is left may be spent on interpreted meetings.
        let price = MOVES_PER_FLOW * c.plannable as u64;
        if self.stopped || self.moves + price > budget || stop() {
            return false;
        }
        self.moves += price;
        let (before, energy) = (self.state.slots.clone(), self.state.energy);
        let in_pool: Vec<bool> = (0..c.pairs.len() as u32).map(|p| is_settled_first(self.state, p)).collect();
        let pool: Vec<u32> = (0..c.plannable as u32).filter(|p| in_pool[*p as usize]).collect();
        self.unseat_all_but(|_, _| false);
        let mut timed = Timed::new(self.state, &in_pool);
        for pair in &pool {
            if before[*pair as usize].round != NONE {
                self.state.seat(*pair, before[*pair as usize]);
            }
        }
        self.state.keep();
        let mut whole = timed.fill(stop);
        if whole {
            let moves = (moves_per_pair * pool.len() as u64).min((budget - self.moves) / 4);
            self.settle_interpreted(&mut timed, &pool, moves, WARM, stop);
        }
        for _ in 0..TURNS {
            whole = whole && !stop();
            if !whole || !timed.part() {
                break;
            }
        }
        self.stopped |= !whole;
        for talk in timed.chosen() {
            self.seat_talk(talk, &timed.class_of, before[talk.pair as usize]);
        }
        for resident in self.state.short.clone() {
            self.offer(resident, 0);
        }
        if self.state.energy >= energy {
            self.state.keep();
            self.state.become_plan(&before);
            return false;
        }
        self.take();
        true
    }

    /// At the table where the pair sat before, if it can.
    fn seat_talk(&mut self, talk: &Talk, class_of: &[u32], before: Slot) {
        let state = &mut *self.state;
        if state.is_seated(talk.pair) || !state.may_sit(talk.pair) {
            return;
        }
        let ways = state.c.pair_ways(talk.pair).iter();
        let alike = ways.filter(|way| class_of[way.table as usize] == talk.class);
        let places = alike.filter_map(|way| state.fits(talk.pair, way.table, talk.round));
        if let Some(slot) = places.min_by_key(|slot| (slot.table != before.table, slot.table)) {
            state.seat(talk.pair, slot);
        }
    }
}
