//! What the levels before utility ask of pairs, for the bound: a plan that keeps as many pins, must-meets
//! and published talks as the one at hand must choose their pairs. In which round does not matter here.

use super::compiled::Compiled;
use super::score::{Totals, Weights};
use crate::rotation::instance::Level;

pub(super) const LEVELS: usize = 4;
const ORDER: [Level; LEVELS] = [Level::Pinned, Level::MustMeet, Level::StabilityNext, Level::StabilityLater];

/// Of each level one figure, in the order above.
pub(super) type Each<T> = [T; LEVELS];

pub(super) struct Asks {
    /// By how much each pair serves each level.
    pub of_pair: Vec<Each<i64>>,
    /// What a plan serves that is as good on these levels.
    pub kept: Each<i64>,
}

impl Asks {
    pub fn of(c: &Compiled, weights: &Weights, plan: &Totals) -> Asks {
        let mut asks = Asks { of_pair: vec![[0; LEVELS]; c.pairs.len()], kept: [0; LEVELS] };
        for (k, level) in ORDER.into_iter().enumerate().filter(|(_, l)| weights.before_utility(*l)) {
            if level == Level::MustMeet {
                asks.add_musts(k, c, plan.must_meet);
                continue;
            }
            for (pair, wanted) in c.wishes.wanted.iter().enumerate() {
                let each = wanted.iter().filter(|wanted| wanted.level == level);
                asks.of_pair[pair][k] = each.map(|wanted| wanted.weight).sum();
                asks.kept[k] += asks.of_pair[pair][k];
            }
            asks.kept[k] -= match level {
                Level::Pinned => plan.pinned,
                Level::StabilityNext => plan.stability_next - i64::from(c.wishes.lost_next),
                _ => plan.stability_later - i64::from(c.wishes.lost_later),
            };
        }
        asks
    }

    /// Must-meets that wait for one person only; the others are taken as if all of them were kept, which
    /// weakens the bound and nothing else.
    fn add_musts(&mut self, k: usize, c: &Compiled, missed: i64) {
        let size = &c.wishes.must_size;
        let mut waiting = size.clone();
        for pair in c.plannable..c.pairs.len() {
            c.wishes.musts[pair].iter().for_each(|must| waiting[*must as usize] -= 1);
        }
        for (pair, musts) in c.wishes.musts[..c.plannable].iter().enumerate() {
            let single = musts.iter().filter(|must| waiting[**must as usize] == 1);
            self.of_pair[pair][k] = single.count() as i64;
        }
        let single = waiting.iter().filter(|waiting| **waiting == 1).count() as i64;
        self.kept[k] = (single - missed).max(0);
    }

    /// What serving each level once counts for, where that is before utility.
    pub fn rewards(weights: &Weights) -> Each<i64> {
        ORDER.map(|level| if weights.before_utility(level) { weights.per(level) } else { 0 })
    }

    /// Nothing is asked.
    pub fn nothing(c: &Compiled) -> Asks {
        Asks { of_pair: vec![[0; LEVELS]; c.pairs.len()], kept: [0; LEVELS] }
    }
}
