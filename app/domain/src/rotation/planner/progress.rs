//! How a plan in the making stands, for a screen that shows it improve.

use super::score::Totals;
use crate::rotation::check::Levels;
use crate::rotation::instance::Level;

/// The best plan so far. Reported after each stretch of the search, never worse than the report before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub levels: Levels,
    /// No plan that keeps as many promises has more; None until something is known of it.
    pub utility_at_most: Option<u64>,
    /// Moves spent so far.
    pub moves: u64,
}

impl Progress {
    pub(super) fn of(totals: &Totals, utility_at_most: Option<u64>, moves: u64) -> Progress {
        let count = |cost: i64| u32::try_from(cost).unwrap_or(u32::MAX);
        let levels = Levels {
            pinned: count(totals.pinned),
            must_meet: count(totals.must_meet),
            fairness: totals.short.iter().map(|short| count(*short)).collect(),
            utility: u64::try_from(-totals.utility).unwrap_or(0),
            comfort: u64::try_from(totals.comfort).unwrap_or(0),
            stability_next: count(totals.stability_next),
            stability_later: count(totals.stability_later),
        };
        Progress { levels, utility_at_most, moves }
    }

    /// The first of these levels on which something is still to be gained, as far as is known; None: all reached.
    pub fn level(&self, order: &[Level]) -> Option<Level> {
        let levels = &self.levels;
        let open = |level: &Level| match level {
            Level::Pinned => levels.pinned > 0,
            Level::MustMeet => levels.must_meet > 0,
            Level::StabilityNext => levels.stability_next > 0,
            Level::Fairness => levels.fairness.iter().any(|short| *short > 0),
            Level::StabilityLater => levels.stability_later > 0,
            Level::Utility => self.utility_at_most.is_none_or(|most| levels.utility < most),
            Level::Comfort => levels.comfort > 0,
        };
        order.iter().copied().find(open)
    }

    /// Points of utility that a better plan could have more, at most.
    pub fn gap(&self) -> Option<u64> {
        self.utility_at_most.map(|most| most.saturating_sub(self.levels.utility))
    }
}
