//! The step that scarce interpreters need: a stretch of one interpreter's day is emptied and filled
//! anew. Single meetings cannot be exchanged there, because walking ties neighbours together.

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
        while open != 0 {
            let round = self.chance.bit(open);
            open &= !(1 << round);
            self.fill_interpreter(interpreter, round, temperature);
        }
        true
    }

    fn fill_interpreter(&mut self, interpreter: u32, round: usize, temperature: f64) {
        let c = self.state.c;
        let mut best: Option<(i64, u32, Slot)> = None;
        for (pair, way) in &c.ways_of_interpreter[interpreter as usize] {
            let way = &c.ways[*way as usize];
            if (way.rounds >> round) & 1 == 0
                || self.state.is_seated(*pair)
                || (self.state.free_rounds(*pair, way) >> round) & 1 == 0
                || !self.state.may_sit(*pair)
            {
                continue;
            }
            let noise = self.heat.allowance(&mut self.chance, temperature * 2.0);
            let cost = self.state.worth(*pair) + noise;
            if best.is_none_or(|(least, _, _)| cost < least)
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
}
