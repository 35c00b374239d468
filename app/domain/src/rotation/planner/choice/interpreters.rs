//! Interpreters in the choice: what a round of theirs is worth, and who gives one up.

use super::{Arc, Choice};

/// After so many new prices the caller is asked whether to stop.
const PATIENCE: usize = 64;

impl Choice<'_> {
    /// Finds what an interpreter's round is worth: prices rise where interpreters are asked for more
    /// than they have and fall where they have time (resilient steps, Riedmiller and Braun 1993).
    pub fn price_interpreters(&mut self, first_step: i64, rounds: usize, stop: &mut dyn FnMut() -> bool) {
        let count = self.c.interpreter_rounds.len();
        let mut price = vec![0; count];
        let mut step = vec![first_step; count];
        let mut last = vec![0_i64; count];
        let mut best: Option<(i64, Vec<i64>)> = None;
        for _ in 0..rounds {
            let over = self.overload(&price);
            let bound = self.bound(&price);
            if best.as_ref().is_none_or(|(b, _)| bound < *b) {
                best = Some((bound, price.clone()));
            }
            let mut moved = false;
            for i in 0..count {
                let sign = over[i].signum();
                if sign == 0 || (sign < 0 && price[i] == 0) {
                    continue;
                }
                step[i] = match sign * last[i] {
                    1 => step[i] * 3 / 2,
                    -1 => (step[i] / 2).max(1),
                    _ => step[i],
                };
                last[i] = sign;
                price[i] = (price[i] + sign * step[i]).max(0);
                moved = true;
            }
            if !moved || stop() {
                break;
            }
            if !self.set_prices(&price, stop) {
                return;
            }
        }
        if let Some((_, price)) = best {
            self.set_prices(&price, stop);
        }
    }

    /// What a round of each interpreter is worth, by the dearest talk that it is for.
    pub(super) fn interpreters_worth(&self) -> Vec<i64> {
        let mut worth = vec![0; self.c.interpreter_rounds.len()];
        for (helpers, price) in self.c.helpers.iter().zip(&self.set_price) {
            for i in helpers {
                worth[*i as usize] = worth[*i as usize].max(*price);
            }
        }
        worth
    }

    /// False when the caller said stop on the way.
    fn set_prices(&mut self, price: &[i64], stop: &mut dyn FnMut() -> bool) -> bool {
        for (set, helpers) in self.set_price.iter_mut().zip(&self.c.helpers) {
            *set = helpers.iter().map(|i| price[*i as usize]).min().unwrap_or(0);
        }
        let mut changed = 0;
        for index in 0..self.arcs.len() {
            let Arc { helpers, gain, edge, .. } = self.arcs[index];
            if helpers != 0 {
                let least = self.set_price[helpers as usize];
                self.arcs[index].price = least;
                self.flow.reprice(edge, least - gain);
                changed += 1;
                if changed % PATIENCE == 0 && stop() {
                    return false;
                }
            }
        }
        true
    }

    /// Worth of the flow at these prices plus the prices of all rounds that interpreters have: no plan
    /// is worth more.
    fn bound(&self, price: &[i64]) -> i64 {
        let rounds = self.c.interpreter_rounds.iter().map(|r| i64::from((r & self.c.open).count_ones()));
        rounds.zip(price).map(|(rounds, price)| rounds * price).sum::<i64>() - self.flow.cost()
    }

    /// Per interpreter how many talks more (or fewer) than rounds; a talk goes to the cheapest who can,
    /// among equals to the one with most rounds left.
    fn overload(&self, price: &[i64]) -> Vec<i64> {
        let mut left: Vec<i64> = self.time.iter().map(|time| i64::from(*time)).collect();
        let mut asked = vec![0_u32; self.c.helpers.len()];
        for helpers in self.used().map(|arc| arc.helpers) {
            asked[helpers as usize] += 1;
        }
        let mut order: Vec<u32> = (1..self.c.helpers.len() as u32).collect();
        order.sort_unstable_by_key(|h| (self.c.helpers[*h as usize].len(), *h));
        for h in order {
            for _ in 0..asked[h as usize] {
                let helpers = self.c.helpers[h as usize].iter();
                if let Some(i) = helpers.min_by_key(|i| (price[**i as usize], -left[**i as usize])) {
                    left[*i as usize] -= 1;
                }
            }
        }
        left.iter().map(|left| -left).collect()
    }

    /// Gives up interpreted talks, the one that is missed least first, until interpreters have time for
    /// the rest. What a talk is missed by is known from below and looked up only when it seems least.
    pub fn spare_interpreters(&mut self) {
        let mut known = vec![i64::MIN; self.arcs.len()];
        while let Some(short) = self.overasked() {
            let candidates: Vec<usize> = (0..self.arcs.len())
                .filter(|i| {
                    short.contains(&self.arcs[*i].helpers) && self.flow.carries(self.arcs[*i].edge) > 0
                })
                .collect();
            let mut fresh = vec![false; self.arcs.len()];
            loop {
                let missed = |i: &usize| (known[*i].max(self.flow.missed(self.arcs[*i].edge)), *i);
                let Some((_, index)) = candidates.iter().map(missed).min() else {
                    return;
                };
                if fresh[index] {
                    self.flow.close(self.arcs[index].edge);
                    break;
                }
                known[index] = self.flow.loss(self.arcs[index].edge);
                fresh[index] = true;
            }
        }
    }

    /// Sets of helpers that are asked for more talks than they have rounds, or None.
    pub(super) fn overasked(&self) -> Option<Vec<u32>> {
        self.overasked_with(None)
    }

    /// The same were one more talk of some set asked for.
    pub(super) fn overasked_with(&self, more: Option<usize>) -> Option<Vec<u32>> {
        let c = self.c;
        let mut asked = vec![0_u32; c.helpers.len()];
        if let Some(helpers) = more {
            asked[helpers] += 1;
        }
        for helpers in self.used().map(|arc| arc.helpers) {
            asked[helpers as usize] += 1;
        }
        let mut left = self.time.clone();
        // given[h][i]: talks of set h that interpreter i has; a talk that finds nobody free asks for a
        // chain of changes.
        let mut given = vec![vec![0_u32; left.len()]; c.helpers.len()];
        for (h, asked) in asked.iter().enumerate().skip(1) {
            for _ in 0..*asked {
                let mut seen = vec![false; left.len()];
                if !self.give(h, &mut left, &mut given, &mut seen) {
                    let sets = (1..c.helpers.len() as u32)
                        .filter(|o| c.helpers[*o as usize].iter().all(|i| seen[*i as usize]));
                    return Some(sets.collect());
                }
            }
        }
        None
    }

    /// Finds an interpreter for one more talk of set `h`, moving others to their other interpreters.
    fn give(&self, h: usize, left: &mut [u32], given: &mut [Vec<u32>], seen: &mut [bool]) -> bool {
        for i in &self.c.helpers[h] {
            let i = *i as usize;
            if std::mem::replace(&mut seen[i], true) {
                continue;
            }
            if left[i] > 0 {
                left[i] -= 1;
                given[h][i] += 1;
                return true;
            }
            for other in 1..given.len() {
                if given[other][i] > 0 && self.give(other, left, given, seen) {
                    given[other][i] -= 1;
                    given[h][i] += 1;
                    return true;
                }
            }
        }
        false
    }
}
