//! The course of a search: drafts, annealing and exact steps, in cycles that grow.

use super::super::compiled::Compiled;
use super::super::draft::From;
use super::super::score::{GRAIN, Totals};
use super::{COLD, Search};

const FIRST_CYCLE: u64 = 8192;
/// In fairs of more than `SMALL` pairs, where a draft took its time and promises wait.
const FIRST_CYCLE_IN_LARGE: u64 = 4096;
/// A stretch of a cycle: until how many 64ths of it, from how many points of utility the temperature
/// falls, and of 256 steps how many begin with a meeting that is not planned and how many are chains.
struct Part {
    until: u128,
    hot: f64,
    from_unseated: u64,
    chains: u64,
}

const fn part(until: u128, hot: f64, from_unseated: u64, chains: u64) -> Part {
    Part { until, hot, from_unseated, chains }
}

/// The draft is near the best already, so that a plan is never heated much; the last part is for comfort
/// alone. Found by trying on the public set, like the shares below.
const PLANNING: [Part; 3] = [part(8, 0.4, 80, 48), part(24, 0.2, 80, 48), part(44, 0.1, 16, 96)];
/// Where days chosen as a whole gain more in that time.
const PLANNING_IN_LARGE: [Part; 2] = [part(8, 0.4, 80, 48), part(24, 0.2, 80, 48)];
/// Whom a published plan lets go must be worth it, which takes more heat to find out.
const LIVE: [Part; 3] = [part(20, 12.0, 80, 48), part(44, 0.4, 80, 48), part(64, 0.05, 16, 96)];
/// Days are chosen as a whole for so much of a cycle at least.
const SHARE_OF_DAYS: u64 = 4;
/// In fairs of more pairs than this, and in a re-plan, which keeps most meetings where they are, the
/// interpreted meetings of the plan at hand are changed only between cycles from this length on, unless more promises
/// could be kept than are.
pub(in crate::rotation::planner) const SMALL: usize = 1_500;
const LONG_CYCLE: u64 = 36_000;
/// The rest of a longer day is weighed as a whole after so many moves, if there are so many talks to choose from at
/// most.
const LATER: u64 = 12_000;
const MANY_TALKS: usize = 7_000;
/// After so many moves other prices are tried for the bound as well; after twice as many, and so on, those at hand
/// are made better.
const SECOND_LOOK: u64 = 3 * FIRST_CYCLE;
/// In a new plan of a large fair that takes a tenth of a second, which the plan needs more at first.
const SECOND_LOOK_IN_LARGE: u64 = 300_000;
/// In small fairs a cycle is never longer than so many moves per pair, or this many: more of them from other drafts
/// find more.
const LONGEST_PER_PAIR: u64 = 70;
const LONGEST: u64 = 6 * FIRST_CYCLE;
/// A longer one drafts for too long in large fairs, and what comes after a draft is for comfort again.
const LONGEST_IN_LARGE: u64 = 81 * FIRST_CYCLE_IN_LARGE;
/// When wishes were not granted better for so many cycles, every other one begins so much hotter and looks
/// elsewhere for comfort, and in small fairs a new draft comes only every so many.
const PATIENCE: u32 = 6;
const HOTTER: f64 = 8.0;
const SELDOM: u32 = 3;
/// What a draft grants more is worth a tenth more of waiting and walking, unless it is a thousandth or less: then it
/// counts once its times were improved as well.
const HARDLY: i64 = 1_000;
/// Sending interpreters and finding rounds for them takes so many moves per pair in small fairs.
const SENDING_PER_PAIR: u64 = 8;
/// Somebody for whom nobody gives way easily is left to the annealing, after so many moves for all. A re-plan
/// moves few people, and there it is worth trying everything.
const PROMISE_MOVES: u64 = 2_000;

/// What a search is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Small,
    Large,
    /// A re-plan, of whatever size.
    Live,
}

/// Where a search stands between two cycles.
struct Course {
    kind: Kind,
    pairs: u64,
    /// Moves of the next cycle.
    length: u64,
    /// Cycles since wishes were last granted better, and how well they were.
    turn: u32,
    utility: i64,
    /// The bound is looked at again after so many moves.
    next_look: u64,
    /// It was looked at again once.
    looked: bool,
    /// The rest of the day was weighed as a whole.
    weighed: bool,
}

impl Course {
    fn of(c: &Compiled) -> Course {
        let kind = match (c.wishes.baseline.is_empty(), c.plannable <= SMALL) {
            (false, _) => Kind::Live,
            (true, true) => Kind::Small,
            (true, false) => Kind::Large,
        };
        let length = if c.plannable <= SMALL { FIRST_CYCLE } else { FIRST_CYCLE_IN_LARGE };
        let next_look = if kind == Kind::Large { SECOND_LOOK_IN_LARGE } else { SECOND_LOOK };
        let pairs = c.plannable as u64;
        Course { kind, pairs, length, turn: 0, utility: 0, next_look, looked: false, weighed: false }
    }

    fn parts(&self) -> &'static [Part] {
        match self.kind {
            Kind::Small => &PLANNING,
            Kind::Large => &PLANNING_IN_LARGE,
            Kind::Live => &LIVE,
        }
    }

    /// Whether the next cycle begins with a draft; `owes` when more promises could be kept than are.
    fn drafts(&self, owes: bool) -> bool {
        match self.kind {
            Kind::Small => self.turn <= PATIENCE || self.turn.is_multiple_of(SELDOM),
            Kind::Large => owes || self.length >= LONG_CYCLE,
            Kind::Live => self.length >= LONG_CYCLE,
        }
    }

    fn heat(&self) -> f64 {
        let in_vain = self.kind == Kind::Small && self.turn > PATIENCE;
        if in_vain && self.turn % 2 == 1 { HOTTER } else { 1.0 }
    }

    /// The moves of this cycle, of so many that are left; a short rest joins the last one.
    fn this(&self, left: u64) -> u64 {
        if left < self.length.saturating_mul(2) { left } else { self.length }
    }

    fn notice(&mut self, utility: i64) {
        if self.utility != utility {
            (self.utility, self.turn) = (utility, 0);
        }
    }

    fn go_on(&mut self) {
        self.turn += 1;
        self.length = match self.kind {
            Kind::Small => (self.length * 2).min(LONGEST.max(LONGEST_PER_PAIR * self.pairs)),
            Kind::Large => self.length.saturating_mul(3).min(LONGEST_IN_LARGE),
            Kind::Live => self.length.saturating_mul(3),
        };
    }
}

impl Search<'_, '_> {
    /// Spends at most `budget` moves; the state ends as the best plan seen.
    pub fn run(&mut self, budget: u64, stop: &mut dyn FnMut() -> bool) {
        let mut course = Course::of(self.state.c);
        self.begin(&mut course, budget, stop);
        self.price(false, stop);
        self.report();
        self.polish(budget, stop);
        course.utility = self.best_totals.utility;
        while self.moves < budget && !self.stopped && course.pairs > 0 {
            let before = (self.best.clone(), self.best_totals.clone());
            if course.drafts(self.best_totals.short > self.owed) && !self.is_proven() {
                self.draft_again(&course, &before.1, budget, stop);
            }
            self.see_to_what_waits(&mut course, budget, stop);
            course.notice(self.best_totals.utility);
            let (begun, left) = (self.moves, budget - self.moves);
            let this = course.this(left);
            self.anneal(&course, this, budget, stop);
            if course.kind != Kind::Live {
                let end = match course.kind {
                    Kind::Large if course.length > LONG_CYCLE => self.moves.saturating_add(this),
                    Kind::Large => (begun + this).max(self.moves + this / SHARE_OF_DAYS),
                    Kind::Small | Kind::Live => self.moves + this / SHARE_OF_DAYS,
                };
                self.smooth(end.min(budget), stop);
                if this == left && !self.stopped {
                    self.anneal_part(&PLANNING[2], budget - self.moves, 1.0, stop);
                }
                self.report();
                if self.stopped && self.is_hardly_better_than(&before.1) {
                    (self.best, self.best_totals) = before;
                    self.go_to_best();
                }
            }
            course.go_on();
        }
        self.state.become_plan(&self.best);
        self.report();
    }

    /// The first plan that is worth anything.
    fn begin(&mut self, course: &mut Course, budget: u64, stop: &mut dyn FnMut() -> bool) {
        if course.kind == Kind::Live {
            course.weighed = self.repair(budget, stop);
            return;
        }
        if course.kind == Kind::Large {
            // A draft takes its time here; whoever stops before has the greedy plan.
            self.keep_promises_at_once(budget, PROMISE_MOVES, stop);
        }
        let share = if course.kind == Kind::Large { 2 } else { 4 };
        self.draft(From::Scratch, (budget / share, budget / 4), stop);
        // In small fairs the next draft comes soon and keeps most of them.
        self.keep_promises(budget, PROMISE_MOVES.min(course.pairs), stop);
    }

    /// Drafts around what stands, in small fairs also from other interpreters' rooms.
    fn draft_again(&mut self, course: &Course, before: &Totals, budget: u64, stop: &mut dyn FnMut() -> bool) {
        let small = course.kind == Kind::Small;
        let left = (budget - self.moves) / 8;
        if small {
            let sending = left.min((course.length / 4).max(SENDING_PER_PAIR * course.pairs));
            self.restart((sending, left.min(course.length / 4)), stop);
        }
        let most =
            if small { (course.length / 4).max(self.moves / 16) } else { course.length.max(LONG_CYCLE) / 2 };
        self.draft(From::Here, (0, left.min(most)), stop);
        self.polish(budget, stop);
        if small && self.best_totals.utility != before.utility && !self.stopped {
            self.anneal_part(&PLANNING[2], (course.length / 2).min(budget - self.moves), 1.0, stop);
            self.polish(budget, stop);
        }
        self.report();
    }

    /// Whoever is short still, the day as a whole, and the bound.
    fn see_to_what_waits(&mut self, course: &mut Course, budget: u64, stop: &mut dyn FnMut() -> bool) {
        if course.kind != Kind::Live {
            self.keep_promises(budget, course.length / 8, stop);
        } else if !course.weighed && self.moves >= LATER {
            self.weigh_whole(MANY_TALKS, self.moves + (budget - self.moves) / 2, stop);
            course.weighed = true;
        }
        if self.moves >= course.next_look {
            self.price(!course.looked, stop);
            course.looked = true;
            course.next_look = self.moves.saturating_mul(2);
        }
    }

    /// One cycle: its parts, each polished.
    fn anneal(&mut self, course: &Course, moves: u64, budget: u64, stop: &mut dyn FnMut() -> bool) {
        let begun = self.moves;
        for part in course.parts() {
            if !self.stopped {
                let end = begun + (u128::from(moves) * part.until / 64) as u64;
                self.anneal_part(part, end.saturating_sub(self.moves), course.heat(), stop);
                self.polish(budget, stop);
                self.report();
            }
        }
    }

    fn anneal_part(&mut self, part: &Part, moves: u64, heat: f64, stop: &mut dyn FnMut() -> bool) {
        (self.from_unseated, self.share_of_chains) = (part.from_unseated, part.chains);
        self.cycle(moves, self.state.w.point * part.hot * heat, GRAIN as f64 * COLD, stop);
        self.go_to_best();
    }

    /// A plan whose times nobody has had time to improve: it grants hardly more and costs everybody comfort.
    fn is_hardly_better_than(&self, before: &Totals) -> bool {
        let now = &self.best_totals;
        let same = Totals { utility: before.utility, comfort: before.comfort, ..now.clone() } == *before;
        same && (before.utility - now.utility) * HARDLY <= -before.utility
            && now.comfort * 10 > before.comfort * 11
    }

    /// Drafts anew, with interpreters in other rooms; the better of that plan and the one before stays.
    fn restart(&mut self, (sending, moves): (u64, u64), stop: &mut dyn FnMut() -> bool) {
        let (before, totals) = (self.best.clone(), self.best_totals.clone());
        self.draft(From::Anew, (sending, moves), stop);
        if !self.stopped {
            self.draft(From::Here, (0, moves), stop);
        }
        let now = &self.best_totals;
        if now.comfort > totals.comfort && (Totals { comfort: totals.comfort, ..now.clone() }) == totals {
            // As good but for its times, which nobody has improved yet.
            let until = self.moves + moves;
            self.polish(until, stop);
            self.smooth(until, stop);
        }
        if !self.state.w.better(&self.best_totals, &totals) {
            (self.best, self.best_totals) = (before, totals);
            self.go_to_best();
        }
    }

    /// The exact steps, as long as they gain.
    fn polish(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) {
        while !self.stopped {
            let before = self.state.energy;
            self.reseat(until, stop);
            self.retime(until, stop);
            if self.state.energy >= before {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(kind: Kind, length: u64) -> Course {
        Course {
            kind,
            pairs: 5_000,
            length,
            turn: 0,
            utility: 0,
            next_look: 0,
            looked: false,
            weighed: false,
        }
    }

    #[test]
    fn a_large_fair_is_drafted_again_at_once_while_promises_wait() {
        let (short, long) = (FIRST_CYCLE_IN_LARGE, LONG_CYCLE);
        assert!(course(Kind::Large, short).drafts(true));
        assert!(!course(Kind::Large, short).drafts(false));
        assert!(course(Kind::Large, long).drafts(false));
        // A published plan is not redrawn for it.
        assert!(!course(Kind::Live, short).drafts(true));
    }

    #[test]
    fn a_short_rest_joins_the_last_cycle() {
        let course = course(Kind::Large, 1_000);
        assert_eq!(course.this(2_000), 1_000);
        assert_eq!(course.this(1_999), 1_999);
    }
}
