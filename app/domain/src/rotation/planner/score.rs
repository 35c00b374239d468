//! The levels as numbers: exact totals for comparing plans, and one weighted sum for annealing whose
//! weights keep the levels apart by what a single step can trade between them.

use super::compiled::Compiled;
use crate::rotation::instance::{Instance, Level};

/// Energy of the smallest comfort step.
pub(super) const GRAIN: i64 = 16;

/// By how much a level outweighs the next one where a plan is weighed as a whole.
const STEEP_POINT: i64 = 32;
const STEEP_TALKS: i64 = 200;
const STEEP_PROMISE: i64 = 3;
const STEEP: i64 = 10;
const STEEPEST: i64 = 1 << 40;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Pinned,
    MustMeet,
    StabilityNext,
    /// From the first shortfall on.
    Fairness,
    StabilityLater,
    Utility,
    Comfort,
}

/// Exact totals of the levels, all as costs (utility negated).
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub pinned: i64,
    pub must_meet: i64,
    pub stability_next: i64,
    pub stability_later: i64,
    pub short: Vec<i64>,
    pub utility: i64,
    pub comfort: i64,
}

/// Energy per unit of each level; 0 for a level that the instance does not name.
#[derive(Clone)]
pub(super) struct Weights {
    lines: Vec<Line>,
    pub pinned: i64,
    pub must_meet: i64,
    pub stability_next: i64,
    pub stability_later: i64,
    /// `short[k]`: a promise of more than k meetings is not kept.
    pub short: Vec<i64>,
    pub utility: i64,
    pub comfort: i64,
    /// Energy of one point of utility, for temperatures; at least 1 also when utility is no level.
    pub point: f64,
}

impl Weights {
    pub fn of(instance: &Instance, compiled: &Compiled) -> Weights {
        let depth = compiled.promised.iter().max().copied().unwrap_or(0) as usize;
        let mut weights = Weights {
            lines: Vec::new(),
            pinned: 0,
            must_meet: 0,
            stability_next: 0,
            stability_later: 0,
            short: vec![0; depth],
            utility: 0,
            comfort: 0,
            point: 1.0,
        };
        let comfort = instance.objective.comfort;
        let step = comfort
            .resident_gap
            .max(comfort.extra_room)
            .max(comfort.employer_gap)
            .max(comfort.interpreter)
            .max(1);
        let meeting = (compiled.pairs.iter())
            .map(|pair| pair.value / i64::from(pair.members.1 - pair.members.0).max(1))
            .max()
            .unwrap_or(1)
            .max(1) as f64;
        // From the least important level up: what one unit of it may cost in all below.
        let mut unit = GRAIN as f64;
        for level in instance.objective.levels.iter().rev() {
            let capped = |unit: f64| unit.min(1e12) as i64;
            match level {
                Level::Comfort => {
                    weights.comfort = capped(unit);
                    weights.lines.push(Line::Comfort);
                    unit *= 12.0 * f64::from(step);
                }
                Level::Utility => {
                    weights.utility = capped(unit);
                    weights.point = unit;
                    weights.lines.push(Line::Utility);
                    unit *= 3.0 * meeting;
                }
                Level::StabilityLater => {
                    weights.stability_later = capped(unit);
                    weights.lines.push(Line::StabilityLater);
                    unit *= 4.0;
                }
                Level::Fairness => {
                    for short in weights.short.iter_mut().rev() {
                        *short = capped(unit);
                        unit *= 2.2;
                    }
                    weights.lines.push(Line::Fairness);
                }
                Level::StabilityNext => {
                    weights.stability_next = capped(unit);
                    weights.lines.push(Line::StabilityNext);
                    unit *= 4.0;
                }
                Level::MustMeet => {
                    weights.must_meet = capped(unit);
                    weights.lines.push(Line::MustMeet);
                    unit *= 4.0;
                }
                Level::Pinned => {
                    weights.pinned = capped(unit);
                    weights.lines.push(Line::Pinned);
                    unit *= 4.0;
                }
            }
        }
        weights.lines.reverse();
        weights
    }

    /// For what is weighed as a whole: no level makes up for one above it, though many trade at once. In points of
    /// utility, or of comfort where utility is no level.
    pub fn steep(&self) -> Weights {
        let mut steep = self.clone();
        let mut unit = STEEP_POINT;
        let above = |unit: i64, by: i64| (unit * by).min(STEEPEST);
        for line in self.lines.iter().rev() {
            match line {
                Line::Comfort => steep.comfort = 1,
                Line::Utility => {
                    (steep.utility, steep.point) = (unit, unit as f64);
                    unit = above(unit, STEEP_TALKS);
                }
                Line::StabilityLater => {
                    steep.stability_later = unit;
                    unit = above(unit, STEEP);
                }
                Line::Fairness => {
                    for short in steep.short.iter_mut().rev() {
                        *short = unit;
                        unit = above(unit, STEEP_PROMISE);
                    }
                }
                Line::StabilityNext => {
                    steep.stability_next = unit;
                    unit = above(unit, STEEP);
                }
                Line::MustMeet => {
                    steep.must_meet = unit;
                    unit = above(unit, STEEP);
                }
                Line::Pinned => {
                    steep.pinned = unit;
                    unit = above(unit, STEEP);
                }
            }
        }
        steep
    }

    pub fn per(&self, level: Level) -> i64 {
        match level {
            Level::Pinned => self.pinned,
            Level::StabilityNext => self.stability_next,
            _ => self.stability_later,
        }
    }

    /// For a plan whose talks and promises are counted elsewhere: only where and when somebody wished to
    /// meet counts.
    pub fn of_places(&self) -> Weights {
        let short = vec![0; self.short.len()];
        Weights { must_meet: 0, comfort: 0, short, ..self.clone() }
    }

    /// What a plan costs, comfort apart.
    pub fn of_levels(&self, plan: &Totals) -> i64 {
        let short: i64 = self.short.iter().zip(&plan.short).map(|(each, short)| each * short).sum();
        self.pinned * plan.pinned
            + self.must_meet * plan.must_meet
            + self.stability_next * plan.stability_next
            + self.stability_later * plan.stability_later
            + short
            + self.utility * plan.utility
    }

    /// Whether wishes count after all other levels but comfort, if they count.
    pub fn grants_last(&self) -> bool {
        let mut last = self.lines.iter().rev().filter(|line| **line != Line::Comfort);
        last.next() == Some(&Line::Utility)
    }

    /// Whether plans are compared by this level before wishes count.
    pub fn before_utility(&self, level: Level) -> bool {
        let line = match level {
            Level::Pinned => Line::Pinned,
            Level::MustMeet => Line::MustMeet,
            Level::StabilityNext => Line::StabilityNext,
            Level::Fairness => Line::Fairness,
            Level::StabilityLater => Line::StabilityLater,
            Level::Utility | Level::Comfort => return false,
        };
        self.lines.iter().take_while(|l| **l != Line::Utility).any(|l| *l == line)
    }

    /// Lexicographic, in the instance's order of levels.
    pub fn better(&self, a: &Totals, b: &Totals) -> bool {
        for line in &self.lines {
            let order = match line {
                Line::Pinned => a.pinned.cmp(&b.pinned),
                Line::MustMeet => a.must_meet.cmp(&b.must_meet),
                Line::StabilityNext => a.stability_next.cmp(&b.stability_next),
                Line::Fairness => a.short.cmp(&b.short),
                Line::StabilityLater => a.stability_later.cmp(&b.stability_later),
                Line::Utility => a.utility.cmp(&b.utility),
                Line::Comfort => a.comfort.cmp(&b.comfort),
            };
            if order.is_ne() {
                return order.is_lt();
            }
        }
        false
    }
}
