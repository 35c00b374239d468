//! A plan that stands, mended as a whole: who meets whom, when, at which tables and with which interpreter is one
//! linear program with every hard rule in it, in which no level makes up for one above. Mostly its best solution is a
//! plan; what it leaves in halves is settled (`settling`). Of all plans as good it takes the one in which people wait and
//! walk least (`days`). A new plan gives rounds to some in the same way.

pub(super) mod program;

use std::cmp::Reverse;

use super::anneal::Search;
use super::compiled::{NONE, Way};
use super::score::{Totals, Weights};
use super::settling::{Effort, Halves, SAME};
use super::state::Slot;
use program::{Days, Program, Talk};

/// Settling may cost so often as many moves as the program did.
const PATIENCE: u64 = 12;
/// A half that costs more than this, nearly a promise, is looked at from the other side as well.
const JUMP: f64 = 1_500.0;
/// The same where promises are not at stake: somebody who meets.
const JUMP_OF_ONE: f64 = 2.0;
/// Sums are off by less points, or by less of themselves.
const ROUNDING: f64 = 0.01;
const ROUNDING_OF_ALL: f64 = 1e-12;
/// From this on somebody is tried at a place.
const LIKELY: f64 = 0.4;

/// What no plan of the rest of the day costs less than, every level counted as `Weights::steep` does, comfort apart.
pub(super) struct Weighed {
    /// The plan in which nothing more happens.
    nothing: Totals,
    at_least: f64,
}

impl Weighed {
    /// What plans can grant at most that are on all levels before like this one.
    pub fn utility_at_most(&self, w: &Weights, plan: &Totals) -> Option<i64> {
        let steep = w.steep();
        let cost = (steep.of_levels(plan) - steep.of_levels(&self.nothing)) as f64 / steep.point.max(1.0);
        let rounding = ROUNDING + ROUNDING_OF_ALL * self.at_least.abs();
        let more = (cost - self.at_least + rounding).max(0.0);
        w.grants_last().then(|| -plan.utility + more as i64)
    }
}

impl<'c> Search<'_, 'c> {
    /// Seats everybody anew as is best for all, if there are at most so many talks to choose from. True when nothing
    /// better is to be found; the plan at hand is never worse than before.
    pub(super) fn weigh_whole(
        &mut self,
        largest: usize,
        budget: u64,
        stop: &mut dyn FnMut() -> bool,
    ) -> bool {
        if self.stopped || self.moves >= budget || stop() {
            return false;
        }
        let (before, totals) = (self.state.slots.clone(), self.state.totals.clone());
        let days = Days { busy: self.state.busy.clone(), rooms: self.state.rooms.clone(), slots: &before };
        self.unseat_all_but(|_, _| false);
        let nothing = self.state.totals.clone();
        let mut program = Program::new(self.state, |_, _, _| true);
        program.is_asked = true;
        let mut settled = false;
        if program.talks.len() <= largest {
            program.lay_out(self, &days);
            let least = program.cost_of(&before) + SAME;
            let (jump, enough) = (JUMP, 0.0);
            let effort = Effort { price: 0, refresh: 0, patience: PATIENCE, until: budget, jump, enough };
            let found = self.settle_program(&mut program, least, effort, stop);
            settled = found.proven && !program.gave_up;
            self.weighed =
                program.at_least.map(|at_least| Weighed { nothing, at_least }).or(self.weighed.take());
            let values = found.best.unwrap_or_else(|| program.values());
            self.seat_program(&program, &values, &before);
            for resident in self.state.short.clone() {
                self.offer(resident, 0);
            }
        }
        if !self.state.w.better(&self.state.totals, &totals) {
            self.state.keep();
            self.state.become_plan(&before);
        }
        if let Some(face) = program.face.take() {
            self.choose_days(&program, &face, budget, stop);
        }
        self.take();
        settled
    }

    /// Seats those who may sit, and do not yet, as is best for them; an interpreter only in a room and round where `there`
    /// says so.
    pub(super) fn seat_anew(
        &mut self,
        there: impl Fn(u32, u32, usize) -> bool,
        until: u64,
        stop: &mut dyn FnMut() -> bool,
    ) {
        let before = self.state.slots.clone();
        let days = Days { busy: self.state.busy.clone(), rooms: self.state.rooms.clone(), slots: &before };
        let mut program = Program::new(self.state, there);
        program.lay_out(self, &days);
        let (jump, enough) = (JUMP_OF_ONE, JUMP_OF_ONE);
        let effort = Effort { price: 0, refresh: 0, patience: PATIENCE, until, jump, enough };
        let found = self.settle_program(&mut program, f64::INFINITY, effort, stop);
        let values = found.best.unwrap_or_else(|| program.values());
        self.seat_program(&program, &values, &before);
    }

    /// The surest talks first, at the table where the pair sat before, if it can.
    fn seat_program(&mut self, program: &Program, values: &[f64], before: &[Slot]) {
        let wished = |talk: &Talk| {
            let wanted = &self.state.c.wishes.wanted[talk.pair as usize];
            wanted.iter().any(|wanted| wanted.table != NONE)
        };
        let mut chosen: Vec<usize> = (0..values.len()).filter(|t| values[*t] > LIKELY).collect();
        chosen.sort_by(|a, b| {
            let people = |t: usize| self.state.c.pair_members(program.talks[t].pair).len();
            let first = |t: usize| (Reverse(people(t)), !wished(&program.talks[t]));
            first(*a).cmp(&first(*b)).then(values[*b].total_cmp(&values[*a]))
        });
        for talk in chosen.into_iter().map(|t| &program.talks[t]) {
            let (state, was) = (&mut *self.state, before[talk.pair as usize]);
            if state.is_seated(talk.pair) || !state.may_sit(talk.pair) {
                continue;
            }
            let alike = state.c.pair_ways(talk.pair).iter();
            let alike = alike.filter(|way| program.class_of[way.table as usize] == talk.class);
            let helped = |way: &&Way| {
                talk.interpreter == NONE || state.interpreter_is_free(talk.interpreter, way, talk.round)
            };
            let places = alike.filter(helped).filter_map(|way| state.fits(talk.pair, way.table, talk.round));
            let wish = |slot: &Slot| state.wish_cost(talk.pair, slot.table, talk.round);
            let best = places.min_by_key(|slot| (wish(slot), slot.table != was.table, slot.table));
            if let Some(slot) = best {
                state.seat(talk.pair, Slot { interpreter: talk.interpreter, ..slot });
            }
        }
    }
}
