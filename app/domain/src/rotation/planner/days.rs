//! Residents' days, each chosen as a whole (set partitioning, Dantzig and Wolfe 1960), so that waiting and walking count
//! exactly as they are. Either everybody's times in some rounds anew, and who meets whom stays. Or, where a plan was
//! weighed as a whole, among all days of which plans as good consist (`face`).

mod face;
mod program;
#[cfg(test)]
mod tests;

use super::anneal::Search;
use super::compiled::{NONE, Way};
use super::draft::bits;
use super::settling::{Effort, SAME};
use super::state::Slot;
use super::whole::program as whole;
use program::Program;

/// So many days to choose from at most.
const MANY_DAYS: usize = 3_000;
/// Laying them out counts for a move per so many, and a step among them for a move more per so many.
const LAID_PER_MOVE: u64 = 5;
/// Looking for them counts for a move per so many looks.
const LOOKS_PER_MOVE: u64 = 32;
const DAYS_PER_MOVE: u64 = 250;
/// As many steps as making the inverse anew takes time.
const REFRESH: u64 = 6;
/// Settling may cost so often as many moves as the program did.
const PATIENCE: u64 = 2;
/// A half that costs more than this, nearly a promise, is looked at from the other side as well.
const JUMP: f64 = 1_500.0;
/// So many rounds at first; one more when so many looks per round of the day gained nothing.
const FEW_ROUNDS: usize = 3;
const IN_VAIN: usize = 3;

impl Search<'_, '_> {
    /// Looks at some rounds and at others until nothing is gained any more or so many moves are spent.
    pub(super) fn smooth(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) {
        let mut open: Vec<usize> = bits(self.state.c.open).collect();
        let (mut width, mut in_vain) = (FEW_ROUNDS, 0);
        while width <= open.len() && self.moves < until && !self.stopped {
            if stop() {
                self.stopped = true;
                return;
            }
            for k in 0..width {
                let other = k + self.chance.below(open.len() - k);
                open.swap(k, other);
            }
            let rounds = open[..width].iter().fold(0, |mask, round| mask | 1 << round);
            in_vain = if self.redo_days(rounds, until, stop) { 0 } else { in_vain + 1 };
            if in_vain >= IN_VAIN * open.len() {
                (width, in_vain) = (width + 1, 0);
            }
        }
    }

    /// True when the plan at hand became better; never where there are too many days to choose from.
    fn redo_days(&mut self, rounds: u64, until: u64, stop: &mut dyn FnMut() -> bool) -> bool {
        self.state.keep();
        let before = self.state.energy;
        self.moves = (self.moves + 1).min(until);
        let Some(mut program) = Program::around(self.state, rounds, MANY_DAYS) else {
            return false;
        };
        self.moves = (self.moves + program.days.len() as u64 / LAID_PER_MOVE).min(until);
        program.lay_out(&mut self.chance);
        let now = program.cost_of(&self.state.slots);
        let Some(values) = self.best_days(&mut program, now, until, stop) else {
            return false;
        };
        self.seat_days(&program, &values);
        if self.state.energy >= before {
            self.state.take_back();
            return false;
        }
        self.take();
        true
    }

    /// Out of plans that are as good as this one, comfort apart, one in which residents wait and walk less, if there is one.
    pub(super) fn choose_days(
        &mut self,
        whole: &whole::Program,
        face: &whole::Face,
        until: u64,
        stop: &mut dyn FnMut() -> bool,
    ) {
        if self.stopped || self.moves >= until || self.state.w.comfort == 0 || stop() {
            return;
        }
        self.state.keep();
        let before = self.state.totals.clone();
        let mut program = Program::out_of(self.state, whole, face, stop);
        let price = program.days.len() as u64 / LAID_PER_MOVE + program.looks as u64 / LOOKS_PER_MOVE;
        self.moves = (self.moves + price).min(until);
        program.lay_out(&mut self.chance);
        // All days are compared with those at hand.
        if let Some(values) = self.best_days(&mut program, 0.0, until, stop) {
            self.seat_days(&program, &values);
        }
        if self.state.w.better(&self.state.totals, &before) {
            self.state.keep();
        } else {
            self.state.take_back();
        }
    }

    /// The days that cost least, if that is less than `now`.
    fn best_days(
        &mut self,
        program: &mut Program,
        now: f64,
        until: u64,
        stop: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<f64>> {
        let price = program.days.len() as u64 / DAYS_PER_MOVE;
        let effort = Effort { price, refresh: REFRESH, patience: PATIENCE, until, jump: JUMP, enough: 0.0 };
        self.settle_program(program, now - SAME, effort, stop).best
    }

    fn seat_days(&mut self, program: &Program, values: &[f64]) {
        let was: Vec<(u32, Slot)> =
            program.moving.iter().map(|pair| (*pair, self.state.slots[*pair as usize])).collect();
        for (pair, _) in &was {
            self.state.unseat(*pair);
        }
        let chosen = (0..values.len()).filter(|day| values[*day] > 0.5);
        let mut talks: Vec<&whole::Talk> = chosen.flat_map(|day| program.talks_of(day)).collect();
        // Whose table was asked for sits down first.
        let asked = |pair: u32| self.state.c.wishes.wanted[pair as usize].iter().any(|w| w.table != NONE);
        talks.sort_by_key(|talk| !asked(talk.pair));
        for talk in talks {
            let (c, before) = (self.state.c, was.iter().find(|(pair, _)| *pair == talk.pair));
            let before = before.map_or(NONE, |(_, slot)| slot.table);
            let ways = c.pair_ways(talk.pair).iter();
            let alike = ways.filter(|way| program.class_of[way.table as usize] == talk.class);
            let free = |way: &&Way| self.state.is_free_for(talk.pair, way, talk.round, talk.interpreter);
            let wish = |way: &Way| self.state.wish_cost(talk.pair, way.table, talk.round);
            let order = |way: &&Way| (wish(way), way.table != before, way.table);
            if let Some(way) = alike.filter(free).min_by_key(order) {
                let (round, interpreter) = (talk.round as u32, talk.interpreter);
                self.state.seat(talk.pair, Slot { table: way.table, round, interpreter });
            }
        }
    }
}
