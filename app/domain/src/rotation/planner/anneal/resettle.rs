//! After a step: those put out and the places left free look for each other.

use super::{GRAIN, Search, Slot};

impl Search<'_, '_> {
    /// Those put out look for a free place, then the places left behind look for somebody.
    pub(in crate::rotation::planner) fn resettle(&mut self, temperature: f64) {
        let jitter = (temperature as i64).min(64 * GRAIN);
        for k in 0..self.out.len() {
            let pair = self.out[k].0;
            if self.state.is_seated(pair) || !self.state.may_sit(pair) {
                continue;
            }
            let place = self.state.best_place(pair, jitter, &mut self.chance);
            if let Some((_, slot)) = place {
                self.state.seat(pair, slot);
            }
        }
        for k in 0..self.out.len() {
            let (pair, slot) = self.out[k];
            if !self.state.is_seated(pair) {
                for q in self.state.c.pair_members(pair) {
                    self.offer(*q, jitter);
                }
            }
            self.refill(slot, jitter);
        }
    }

    /// Somebody who lost a talk gets another one, if there is a free place.
    pub(in crate::rotation::planner) fn offer(&mut self, resident: u32, jitter: i64) {
        let c = self.state.c;
        if self.state.talks[resident as usize] >= c.cap[resident as usize] {
            return;
        }
        let mut best: Option<(i64, u32, Slot)> = None;
        for pair in &c.pairs_of_resident[resident as usize] {
            if self.state.is_seated(*pair) || !self.state.may_sit(*pair) {
                continue;
            }
            let place = self.state.best_place(*pair, jitter, &mut self.chance);
            if let Some((cost, slot)) = place {
                let cost = cost + self.state.worth(*pair);
                if best.is_none_or(|(least, _, _)| cost < least) {
                    best = Some((cost, *pair, slot));
                }
            }
        }
        if let Some((cost, pair, slot)) = best
            && cost < 0
        {
            self.state.seat(pair, slot);
        }
    }

    /// A place that was left gets the best pair of its employer that fits.
    fn refill(&mut self, left: Slot, jitter: i64) {
        let c = self.state.c;
        let (table, round) = (left.table, left.round as usize);
        if (self.state.table_busy[table as usize] >> round) & 1 == 1 {
            return;
        }
        let employer = c.table_employer[table as usize];
        let mut best: Option<(i64, u32, Slot)> = None;
        for pair in &c.pairs_of_employer[employer as usize] {
            let busy = c.pair_members(*pair).iter().any(|q| (self.state.busy[*q as usize] >> round) & 1 == 1);
            if busy || self.state.is_seated(*pair) || !self.state.may_sit(*pair) {
                continue;
            }
            let noise = self.chance.below(jitter as usize + 1) as i64;
            let cost = self.state.worth(*pair) + noise;
            if best.is_none_or(|(least, _, _)| cost < least)
                && let Some(slot) = self.state.fits(*pair, table, round)
            {
                best = Some((cost, *pair, slot));
            }
        }
        if let Some((_, pair, slot)) = best {
            self.state.seat(pair, slot);
        }
    }
}
