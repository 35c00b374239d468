//! Interpreters' time as a limit. A single price per interpreter lets too many talks in or too few, because
//! many are worth the same; so the price moves talk by talk, in ever finer steps, and stops where it fits:
//! an auction (Bertsekas 1988) whose result is as good as its last step is fine.

use super::Choice;

/// From a whole point down to a 64th.
const FINER: usize = 7;
/// More sweeps than this never happen at one step.
const SWEEPS: usize = 64;

impl Choice<'_> {
    /// Until the interpreters have time for what is chosen and none is dear and idle.
    pub fn fit_interpreters(&mut self, first_step: i64, stop: &mut dyn FnMut() -> bool) {
        let mut step = first_step.max(1);
        for _ in 0..FINER {
            self.level();
            self.raise(step, stop);
            self.lower(step, stop);
            if step == 1 || stop() {
                break;
            }
            step = (step / 2).max(1);
        }
        if !stop() {
            self.spare_interpreters();
        }
    }

    fn price_arc(&mut self, index: usize, price: i64) {
        let arc = &mut self.arcs[index];
        if arc.price != price {
            arc.price = price;
            self.flow.reprice(arc.edge, price - arc.gain);
        }
    }

    /// Every talk to the price of its helpers.
    fn level(&mut self) {
        for index in 0..self.arcs.len() {
            let helpers = self.arcs[index].helpers as usize;
            if helpers != 0 {
                self.price_arc(index, self.set_price[helpers]);
            }
        }
    }

    fn raise(&mut self, step: i64, stop: &mut dyn FnMut() -> bool) {
        for _ in 0..SWEEPS {
            let Some(sets) = self.overasked() else {
                return;
            };
            for index in 0..self.arcs.len() {
                let helpers = self.arcs[index].helpers;
                let price = self.set_price[helpers as usize];
                if !sets.contains(&helpers) || self.arcs[index].price > price {
                    continue;
                }
                let asked = self.flow.carries(self.arcs[index].edge) > 0;
                self.price_arc(index, price + step);
                let moved = asked && self.flow.carries(self.arcs[index].edge) == 0;
                if moved && self.overasked().is_none() {
                    return;
                }
            }
            for helpers in sets {
                self.set_price[helpers as usize] += step;
            }
            if stop() {
                return;
            }
        }
    }

    /// The dearest first, so that nobody cheap takes the time of somebody dear.
    fn lower(&mut self, step: i64, stop: &mut dyn FnMut() -> bool) {
        let mut settled = vec![false; self.set_price.len()];
        for _ in 0..SWEEPS * settled.len() {
            let open = (1..settled.len()).filter(|h| !settled[*h] && self.set_price[*h] > 0);
            let Some(helpers) = open.max_by_key(|h| self.set_price[*h]) else {
                return;
            };
            if stop() {
                return;
            }
            settled[helpers] = self.overasked_with(Some(helpers)).is_some() || !self.lower_set(helpers, step);
        }
    }

    /// False when the interpreters have no time left on the way.
    fn lower_set(&mut self, helpers: usize, step: i64) -> bool {
        let less = (self.set_price[helpers] - step).max(0);
        for index in 0..self.arcs.len() {
            let before = self.arcs[index].price;
            if self.arcs[index].helpers as usize != helpers || before <= less {
                continue;
            }
            let asked = self.flow.carries(self.arcs[index].edge) > 0;
            self.price_arc(index, less);
            let joins = !asked && self.flow.carries(self.arcs[index].edge) > 0;
            if joins && self.overasked().is_some() {
                self.price_arc(index, before);
                return false;
            }
        }
        self.set_price[helpers] = less;
        true
    }
}
