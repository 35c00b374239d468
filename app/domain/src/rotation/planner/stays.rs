//! Who meets whom, and which interpreter is in which room in which part of the day, before anybody asks for rounds: one
//! linear program, mostly whole at once, and what it leaves in halves is settled (`settling`). Then those who need an
//! interpreter or come as a group get their rounds, all in one program as well (`whole`). What everything costs in the
//! first bounds every plan (`bound`).

mod program;
#[cfg(test)]
mod tests;

use super::anneal::Search;
use super::bound;
use super::compiled::Compiled;
use super::linear::Solved;
use super::settling::{Effort, Halves};
use program::Program;

pub(super) use program::{Costs, Worth};

/// What one answer differs from others by, in points, so that one of them is best.
const APART: f64 = 0.01;
/// A half that costs more points than this is looked at from the other side as well.
const JUMP: f64 = 2.0;
/// An answer will do that costs at most so many points more than one with halves; less than a promise.
const ENOUGH: f64 = 20.0;
/// Settling may cost so often as many moves as the program did.
const PATIENCE: u64 = 2;
/// Looking for rounds may cost so many moves per pair, and so many where interpreters go to their rooms in any order.
const ROUNDS_PER_PAIR: u64 = 12;
const ROUNDS_IN_ANY_ORDER: u64 = 4;
/// So many steps times rows towards costs alone at most, and after how many steps the caller is asked whether to stop.
const LOOKED: u64 = 2_500_000;
const BEAT: u64 = 64;

/// An interpreter in a room in some rounds.
#[derive(Clone, Copy)]
pub(super) struct Stay {
    pub interpreter: u32,
    pub room: u32,
    pub rounds: u64,
}

/// Who meets, and where interpreters are for it.
pub(super) struct Sent {
    pub pairs: Vec<u32>,
    stays: Vec<Stay>,
}

/// What everything costs; at best, if there is time to find that out.
pub(super) fn costs(c: &Compiled, worth: &Worth, stop: &mut dyn FnMut() -> bool) -> Costs {
    let mut program = Program::new(c, worth, || 0.0);
    let linear = program.linear();
    let most = LOOKED / (1 + linear.rows() as u64);
    loop {
        let taken = linear.steps;
        let solved = linear.solve(BEAT);
        if solved != Solved::Open || linear.steps == taken || linear.steps >= most || stop() {
            break;
        }
    }
    program.what_all_costs()
}

impl Search<'_, '_> {
    /// Where interpreters are best sent, and who meets then; None when there is no time to tell.
    pub(super) fn send_interpreters(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) -> Option<Sent> {
        let (state, w) = (&*self.state, self.state.w);
        let promises: Vec<f64> = w.short.iter().map(|short| *short as f64 / w.point).collect();
        let meeting = |pair: u32, helped: bool| {
            let effort = if helped { w.comfort } else { 0 };
            (state.worth_of(pair) - effort) as f64 / w.point
        };
        let worth = Worth { promises: &promises, meeting: &meeting };
        let chance = &mut self.chance;
        let mut program = Program::new(state.c, &worth, || chance.below(1024) as f64 / 1024.0 * APART);
        let effort = Effort { price: 0, refresh: 0, patience: PATIENCE, until, jump: JUMP, enough: ENOUGH };
        let settled = self.settle_program(&mut program, f64::INFINITY, effort, stop);
        let costs = program.costs.take()?;
        if self.prices.is_none() && self.state.c.wishes.baseline.is_empty() {
            self.prices = bound::at_hand(self.state.c, self.state.w, &costs);
        }
        let values = settled.best.unwrap_or_else(|| program.values());
        let (meetings, stays) = values.split_at(program.meetings.len());
        let meet = program.meetings.iter().zip(meetings).filter(|(_, value)| **value > 0.5);
        let there = program.stays.iter().zip(stays).filter(|(_, value)| **value > 0.5);
        Some(Sent {
            pairs: meet.map(|(meeting, _)| meeting.pair).collect(),
            stays: there.map(|(stay, _)| *stay).collect(),
        })
    }

    /// Seats those of them who are to be settled first. Where that leaves somebody out, interpreters go to their rooms in
    /// another order, if more sit then.
    pub(super) fn seat_where_sent(
        &mut self,
        sent: &Sent,
        first: &[bool],
        until: u64,
        stop: &mut dyn FnMut() -> bool,
    ) {
        let c = self.state.c;
        let chosen: Vec<u32> = sent.pairs.iter().copied().filter(|p| first[*p as usize]).collect();
        self.state.allowed.fill(false);
        chosen.iter().for_each(|p| self.state.allowed[*p as usize] = true);
        self.unseat_all_but(|_, p| !first[p as usize]);
        let mut best: Option<(usize, Vec<_>)> = None;
        for in_order in [true, false] {
            let there = |interpreter: u32, room: u32, round: usize| {
                let in_time = |stay: &Stay| !in_order || (stay.rounds >> round) & 1 == 1;
                let mut stays = sent.stays.iter();
                stays.any(|stay| (stay.interpreter, stay.room) == (interpreter, room) && in_time(stay))
            };
            let each = if in_order { ROUNDS_PER_PAIR } else { ROUNDS_IN_ANY_ORDER };
            self.seat_anew(there, until.min(self.moves + each * c.plannable as u64), stop);
            let seated = chosen.iter().filter(|p| self.state.is_seated(**p)).count();
            if best.as_ref().is_none_or(|(most, _)| seated > *most) {
                best = Some((seated, self.state.slots.clone()));
            }
            if seated == chosen.len() || self.stopped || self.moves >= until {
                break;
            }
            self.unseat_all_but(|_, p| !first[p as usize]);
        }
        self.state.allowed.fill(true);
        if let Some((_, slots)) = best {
            self.state.become_plan(&slots);
        }
        self.state.keep();
    }

    /// Promises that are not kept when these meet, level by level.
    pub(super) fn owed_by(&self, pairs: &[u32]) -> Vec<i64> {
        let c = self.state.c;
        let mut talks = c.talks_had();
        pairs.iter().flat_map(|p| c.pair_members(*p)).for_each(|q| talks[*q as usize] += 1);
        let levels = 0..self.state.totals.short.len() as u32;
        let is_owed = |level: u32, q: usize| talks[q] <= level && level < c.promised[q];
        levels.map(|level| (0..talks.len()).filter(|q| is_owed(level, *q)).count() as i64).collect()
    }
}
