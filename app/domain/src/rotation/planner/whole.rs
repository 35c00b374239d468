//! A plan that stands, mended as a whole: who meets whom, when, at which tables and with which interpreter is one
//! linear program with every hard rule in it, in which no level makes up for one above. Mostly its best solution is a
//! plan; what it leaves in halves is settled one by one (branch and bound, Land and Doig 1960), the more promising
//! half first.

mod program;

use std::cell::Cell;
use std::cmp::Reverse;

use super::anneal::Search;
use super::compiled::{NONE, Way};
use super::linear::{Linear, Solved, Stand};
use super::state::Slot;
use program::{Days, Program, Talk};

/// A step of the program counts for a move more per so many rows.
const ROWS_PER_MOVE: u64 = 100;
/// So many steps are taken before the caller is asked whether to stop.
const BEAT: u64 = 16;
/// Settling may cost so often as many moves as the program did.
const PATIENCE: u64 = 12;
/// Whatever is worse by less than this is no worse.
const SAME: f64 = 0.5;
/// A half that costs more than this, nearly a promise, is looked at from the other side as well.
const JUMP: f64 = 1_500.0;
/// From this on somebody is tried at a place.
const LIKELY: f64 = 0.4;

/// Where something is still to be settled.
struct Branch {
    cost: f64,
    stand: Stand,
    /// Who is not seated from here on; nobody when that is settled.
    half: Option<u32>,
}

/// What was found, and where something better may be.
struct Settling {
    /// Whatever costs more is of no use.
    least: f64,
    best: Option<Vec<f64>>,
    open: Vec<Branch>,
}

/// Takes steps until all is best, or cannot be, or none are left.
type Steps<'a> = dyn FnMut(&mut Linear) -> Solved + 'a;

impl Settling {
    /// Goes to a branch; what it costs at least, if it can be.
    fn enter(&self, program: &mut Program, to: &Branch, steps: &mut Steps) -> Option<f64> {
        program.linear.go_back(&to.stand);
        if let Some(half) = to.half {
            program.linear.fix(half, 0.0);
        }
        if program.linear.refresh() { program.solve(self.least, steps) } else { None }
    }

    /// Settles what is left in halves one by one, as long as that may still be better.
    fn dive(&mut self, program: &mut Program, from: Option<f64>, steps: &mut Steps) {
        let mut here = from;
        while let Some(cost) = here {
            let Some(half) = program.half() else {
                (self.least, self.best) = (cost - SAME, Some(program.values()));
                break;
            };
            let other = Branch { cost, stand: program.linear.stand(), half: Some(half) };
            program.linear.fix(half, 1.0);
            here = program.solve(self.least, steps);
            match here {
                Some(with) if with > cost + JUMP => here = self.choose(program, with, &other, steps),
                _ => self.open.push(other),
            }
        }
        self.open.retain(|branch| branch.cost < self.least);
    }

    /// Of two sides the one that costs less; the other stays open.
    fn choose(&mut self, program: &mut Program, with: f64, other: &Branch, steps: &mut Steps) -> Option<f64> {
        let this = Branch { cost: with, stand: program.linear.stand(), half: None };
        match self.enter(program, other, steps) {
            Some(without) if without < with => {
                self.open.push(this);
                Some(without)
            }
            without => {
                let stand = || program.linear.stand();
                self.open.extend(without.map(|cost| Branch { cost, stand: stand(), half: None }));
                self.enter(program, &this, steps)
            }
        }
    }

    /// Until there is a plan the last branch is gone back to, then the most promising.
    fn next(&mut self) -> Option<Branch> {
        let order = |a: &usize, b: &usize| self.open[*a].cost.total_cmp(&self.open[*b].cost);
        let next = match self.best {
            None => self.open.len().checked_sub(1),
            Some(_) => (0..self.open.len()).min_by(order),
        };
        next.map(|next| self.open.swap_remove(next))
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
        let mut program = Program::new(self.state);
        let mut settled = false;
        if program.talks.len() <= largest {
            program.lay_out(self, &days);
            let least = program.cost_of(&before) + SAME;
            let values = self.settle_program(&mut program, least, budget, stop, &mut settled);
            self.seat_program(&program, &values, &before);
            for resident in self.state.short.clone() {
                self.offer(resident, 0);
            }
        }
        if self.state.w.better(&self.state.totals, &totals) {
            self.take();
        } else {
            self.state.keep();
            self.state.become_plan(&before);
        }
        settled
    }

    /// The best values of all talks that were found.
    fn settle_program(
        &mut self,
        program: &mut Program<'c>,
        least: f64,
        budget: u64,
        stop: &mut dyn FnMut() -> bool,
        settled: &mut bool,
    ) -> Vec<f64> {
        let price = 1 + program.linear.rows() as u64 / ROWS_PER_MOVE;
        let (over, spent, begun) = (Cell::new(false), Cell::new(0), self.moves);
        let steps = &mut |linear: &mut Linear| loop {
            // Looking costs a move as well, or else there would be no end of it.
            let left = budget.saturating_sub(self.moves) / price;
            self.moves += price * left.min(1);
            let taken = linear.steps;
            let solved = linear.solve(BEAT.min(left.saturating_sub(1)));
            self.moves += (linear.steps - taken) * price;
            self.stopped |= stop();
            over.set(self.stopped || (linear.steps == taken && solved == Solved::Open));
            spent.set(self.moves);
            if over.get() || solved != Solved::Open {
                break if over.get() { Solved::Open } else { solved };
            }
        };
        let mut settling = Settling { least, best: None, open: Vec::new() };
        let root = program.solve(settling.least, steps);
        let most = begun + (spent.get() - begun) * (1 + PATIENCE);
        settling.dive(program, root, steps);
        while !over.get()
            && spent.get() < most
            && let Some(branch) = settling.next()
        {
            let here = settling.enter(program, &branch, steps);
            settling.dive(program, here, steps);
        }
        *settled = !over.get() && settling.open.is_empty();
        settling.best.unwrap_or_else(|| program.values())
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
