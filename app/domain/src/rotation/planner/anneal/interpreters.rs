//! The step that scarce interpreters need: a stretch of one interpreter's day is emptied and filled
//! anew. Single meetings cannot be exchanged there, because walking ties neighbours together.

use super::super::draft::bits;
use super::super::state::NOWHERE;
use super::{Search, Slot};

impl Search<'_, '_> {
    /// Empties some rounds of one interpreter and fills them again, so that the days of scarce
    /// interpreters change as a whole. False when there is nobody to choose.
    pub(super) fn rebuild_an_interpreters_day(&mut self, temperature: f64) -> bool {
        let c = self.state.c;
        let interpreter = self.chance.below(c.interpreter_rounds.len()) as u32;
        let Some(busy) = self.state.interpreter_busy.get(interpreter as usize) else {
            return false;
        };
        if c.interpreter_rounds[interpreter as usize] == 0 {
            return false;
        }
        let first = self.chance.below(c.rounds);
        let length = 1 + self.chance.below(5);
        let window = (u64::MAX << first) & (u64::MAX >> (64 - (first + length).min(64)));
        let mut rounds = busy & window;
        while rounds != 0 {
            let round = rounds.trailing_zeros() as usize;
            rounds &= rounds - 1;
            let pair = self.state.pair_of_interpreter(interpreter, round);
            if !self.state.is_history(pair) {
                self.out.push((pair, self.state.slots[pair as usize]));
                self.state.unseat(pair);
            }
        }
        // The rounds in a random order, each with the best pair that fits, give or take the heat.
        let mut open = window & c.interpreter_rounds[interpreter as usize];
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.clear();
        let state = &*self.state;
        let could_come = |pair: u32, way: u32| {
            let way = &c.ways[way as usize];
            state.free_rounds(pair, way) & open != 0 && !state.is_seated(pair) && state.may_sit(pair)
        };
        let ways = c.ways_of_interpreter[interpreter as usize].iter();
        waiting.extend(ways.filter(|(pair, way)| could_come(*pair, *way)));
        while open != 0 {
            let round = self.chance.bit(open);
            open &= !(1 << round);
            self.fill_interpreter(interpreter, round, &waiting, temperature);
        }
        self.waiting = waiting;
        true
    }

    fn fill_interpreter(&mut self, interpreter: u32, round: usize, waiting: &[(u32, u32)], temperature: f64) {
        let c = self.state.c;
        let mut best: Option<(i64, u32, Slot)> = None;
        for (pair, way) in waiting {
            let way = &c.ways[*way as usize];
            if (self.state.free_rounds(*pair, way) >> round) & 1 == 0 || self.state.is_seated(*pair) {
                continue;
            }
            let worth = self.state.worth(*pair);
            if best.is_some_and(|(least, _, _)| worth >= least) {
                continue;
            }
            let cost = worth + self.heat.allowance(&mut self.chance, temperature * 2.0);
            if best.is_none_or(|(least, _, _)| cost < least)
                && self.state.may_sit(*pair)
                && self.state.interpreter_is_free(interpreter, way, round)
                && let Some(slot) = self.state.fits(*pair, way.table, round)
            {
                best = Some((cost, *pair, Slot { interpreter, ..slot }));
            }
        }
        if let Some((_, pair, slot)) = best {
            self.state.seat(pair, slot);
        }
    }

    /// One interpreter spends a part of the day, between breaks, in one room: the best meetings there that
    /// fit, give or take the heat, one in each round; those who lose theirs look for another place. Who has
    /// to walk loses a round, so that days change room by room. False when nothing can be chosen.
    pub(in crate::rotation::planner) fn turn_an_interpreters_day(
        &mut self,
        blocks: &[u64],
        temperature: f64,
    ) -> bool {
        let c = self.state.c;
        let interpreter = self.chance.below(c.interpreter_rounds.len()) as u32;
        let Some(ways) = c.ways_of_interpreter.get(interpreter as usize) else {
            return false;
        };
        let (any, block) = (self.chance.below(ways.len()), self.chance.below(blocks.len()));
        let (Some((_, any)), Some(block)) = (ways.get(any), blocks.get(block)) else {
            return false;
        };
        let room = c.table_room[c.ways[*any as usize].table as usize];
        let block = block & c.open & c.interpreter_rounds[interpreter as usize];
        for round in bits(self.state.interpreter_busy[interpreter as usize] & block) {
            let pair = self.state.pair_of_interpreter(interpreter, round);
            if !self.state.is_history(pair) {
                self.out.push((pair, self.state.slots[pair as usize]));
                self.state.unseat(pair);
            }
        }
        let free = block & !self.state.interpreter_busy[interpreter as usize];
        // Rows are the free rounds in their order.
        let row = |round: u32| (free & ((1 << round) - 1)).count_ones() as usize;
        let mut offers: Vec<(usize, u32, Slot)> = Vec::new();
        let mut columns: Vec<u32> = Vec::new();
        for (pair, way) in ways {
            let way = &c.ways[*way as usize];
            if c.table_room[way.table as usize] != room
                || self.state.is_seated(*pair)
                || !self.state.may_sit(*pair)
                || self.state.is_history(*pair)
            {
                continue;
            }
            if columns.last() != Some(pair) {
                columns.push(*pair);
            }
            for round in bits(self.state.free_rounds(*pair, way) & free) {
                if self.state.can_walk(*pair, room, round) {
                    let slot = Slot { table: way.table, round: round as u32, interpreter };
                    offers.push((columns.len() - 1, *pair, slot));
                }
            }
        }
        let mut matrix = std::mem::take(&mut self.matrix);
        matrix.begin(free.count_ones() as usize, columns.len());
        for (column, pair, slot) in &offers {
            let noise = self.heat.allowance(&mut self.chance, temperature);
            let wish = self.state.wish_cost(*pair, slot.table, slot.round as usize);
            matrix.offer(row(slot.round), *column, (self.state.worth(*pair) + wish + noise).min(0));
        }
        matrix.solve();
        for (column, pair, slot) in &offers {
            if matrix.assigned(row(slot.round)) != Some(*column) || self.state.is_seated(*pair) {
                continue;
            }
            let round = slot.round as usize;
            let way = c.pair_ways(*pair).iter().find(|way| way.table == slot.table);
            let helped = |way| self.state.interpreter_is_free(interpreter, way, round);
            let fits = self.state.may_sit(*pair) && self.state.fits(*pair, slot.table, round).is_some();
            if fits && way.is_some_and(helped) {
                self.state.seat(*pair, *slot);
                self.joined.push((*pair, NOWHERE));
            }
        }
        self.matrix = matrix;
        for k in 0..self.out.len() {
            let other = self.out[k].0;
            if !self.state.is_seated(other)
                && self.state.may_sit(other)
                && let Some((_, slot)) = self.state.best_place(other, 0, &mut self.chance)
            {
                self.state.seat(other, slot);
            }
        }
        true
    }
}
