//! How good the best plan is, and how good any could be.

use super::super::bound;
use super::super::progress::Progress;
use super::Search;

impl Search<'_, '_> {
    /// Polishes the prices that there are, for the plan at hand, or makes them; `anew` tries others as well.
    pub(super) fn price(&mut self, anew: bool, stop: &mut dyn FnMut() -> bool) {
        if self.stopped || stop() || self.is_proven() {
            return;
        }
        let (c, w, plan) = (self.state.c, self.state.w, &self.best_totals);
        self.prices = Some(match self.prices.take() {
            None => bound::prepare(c, w, plan, stop),
            Some(prices) if anew => bound::prepare_again(c, w, plan, prices, stop),
            // Promises are kept as they were when these prices were made, so they are not too dear.
            Some(mut prices) if plan.short == self.owed => {
                bound::lower(c, w, plan, &mut prices, stop);
                prices
            }
            Some(prices) => bound::lower_at_hand(c, w, plan, prices, stop),
        });
    }

    /// Nobody can have more of what they wish as long as promises stand as they do.
    pub(super) fn is_proven(&self) -> bool {
        self.utility_at_most().is_some_and(|most| most as i64 <= -self.best_totals.utility)
    }

    fn utility_at_most(&self) -> Option<u64> {
        let prices = self.prices.clone();
        let (c, w, plan, weighed) = (self.state.c, self.state.w, &self.best_totals, self.weighed.as_ref());
        bound::certify(c, w, plan, (prices, weighed), &mut || true).utility_at_most
    }

    /// Tells how the best plan stands; the bound is read off what is known and not improved.
    pub(super) fn report(&mut self) {
        let at_most = self.utility_at_most();
        (self.watch)(Progress::of(&self.best_totals, at_most, self.moves));
    }
}
