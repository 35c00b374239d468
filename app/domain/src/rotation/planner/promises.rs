//! Promises that are not kept, tried one by one: every pair of somebody who is short, every place, as a
//! chain or with others put out, and the first that makes the plan better stays. What annealing would
//! find by luck at a heat that costs wishes is found here at none.

use super::anneal::Search;
use super::chain::Chain;
use super::compiled::Way;
use super::draft::bits;

impl Search<'_, '_> {
    /// Goes through the residents who are short until nobody can be helped or so many moves are spent,
    /// at most a sixteenth of the budget.
    pub(super) fn keep_promises(&mut self, budget: u64, most: u64, stop: &mut dyn FnMut() -> bool) {
        let until = self.moves.saturating_add(most.min(budget / 16)).min(budget);
        let mut waiting: Vec<u32> = self.state.short.clone();
        while let Some(resident) = waiting.pop() {
            if self.moves >= until || stop() {
                self.stopped |= self.moves < until;
                return;
            }
            let before = self.state.short.clone();
            if self.help_by_chain(resident, until) || self.help(resident, until) {
                // Whoever became short instead is next; each step lowers the energy, so this ends.
                waiting.extend(self.state.short.iter().filter(|q| !before.contains(q)));
                if self.state.is_short(resident) {
                    waiting.push(resident);
                }
            }
        }
    }

    /// The same by ejection chains alone, once for everybody: quick enough for a plan that may have to do.
    pub(super) fn keep_promises_at_once(&mut self, budget: u64, most: u64, stop: &mut dyn FnMut() -> bool) {
        let until = self.moves.saturating_add(most.min(budget / 16)).min(budget);
        for resident in self.state.short.clone() {
            if self.moves >= until || stop() {
                return;
            }
            self.help_by_chain(resident, until);
        }
    }

    fn help(&mut self, resident: u32, until: u64) -> bool {
        let c = self.state.c;
        for pair in &c.pairs_of_resident[resident as usize] {
            if self.state.is_seated(*pair) {
                continue;
            }
            for way in c.pair_ways(*pair) {
                for round in bits(way.rounds) {
                    if self.help_at(*pair, way, round, until) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// One place: first by putting out, then by a chain with each other round.
    fn help_at(&mut self, pair: u32, way: &Way, round: usize, until: u64) -> bool {
        if self.moves >= until {
            return false;
        }
        let before = self.state.energy;
        self.moves += 1;
        self.out.clear();
        if self.state.force(pair, way, round, &mut self.out, &mut self.chance) {
            self.seat_again();
            if self.state.energy < before {
                self.resettle(0.0);
                self.take();
                return true;
            }
        }
        self.state.take_back();
        for other in bits(self.state.shared_rounds(pair) & !(1 << round)) {
            if self.moves >= until {
                return false;
            }
            self.moves += 1;
            self.out.clear();
            let chain = Chain { leader: pair, rounds: (round, other), first: 0, out: &mut self.out };
            if self.state.chain(chain, way, &mut self.chance) {
                self.seat_again();
                if self.state.energy < before {
                    self.resettle(0.0);
                    self.take();
                    return true;
                }
            }
            self.state.take_back();
        }
        false
    }

    /// Those put out look for another place, and who is short now for another talk.
    fn seat_again(&mut self) {
        for k in 0..self.out.len() {
            let pair = self.out[k].0;
            if self.state.is_seated(pair) || !self.state.may_sit(pair) {
                continue;
            }
            if let Some((_, slot)) = self.state.best_place(pair, 0, &mut self.chance) {
                self.state.seat(pair, slot);
            }
        }
        for k in 0..self.out.len() {
            let pair = self.out[k].0;
            for q in self.state.c.pair_members(pair) {
                if !self.state.is_seated(pair) && self.state.is_short(*q) {
                    self.offer(*q, 0);
                }
            }
        }
    }
}
