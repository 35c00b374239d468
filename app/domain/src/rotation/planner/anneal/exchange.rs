//! The step among interpreted meetings: one of them goes to the place where least stands in its way.
//! With few places and much that ties them together, looking at all of them is worth its time.

use super::super::compiled::{NONE, Way};
use super::super::draft::bits;
use super::super::state::{Slot, State};
use super::Search;

/// More than this many meetings are never put out for one.
const MOST_OUT: usize = 4;

impl State<'_> {
    /// The energy that goes when a seated pair leaves, comfort apart.
    pub fn missed(&self, pair: u32) -> i64 {
        let slot = self.slots[pair as usize];
        let c = self.c;
        let mut energy = self.gain[pair as usize] - self.wish_cost(pair, slot.table, slot.round as usize);
        for q in c.pair_members(pair) {
            let talks = self.talks[*q as usize];
            if talks <= c.promised[*q as usize] {
                energy += self.w.short[talks as usize - 1];
            }
        }
        if !c.wishes.musts[pair as usize].is_empty() {
            energy += self.w.must_meet;
        }
        energy
    }

    /// Collects who would have to leave for a pair that does not sit; false when that cannot be.
    fn in_the_way(&self, pair: u32, way: &Way, round: usize, interpreter: u32, out: &mut Vec<u32>) -> bool {
        let c = self.c;
        out.clear();
        let room = c.table_room[way.table as usize];
        let far = c.rooms.far(room, round);
        if (self.table_busy[way.table as usize] >> round) & 1 == 1 {
            out.push(self.pair_at_table(way.table, round));
        }
        if interpreter != NONE {
            let busy = self.interpreter_busy[interpreter as usize] & (far | 1 << round);
            for other in bits(busy) {
                let there = self.pair_of_interpreter(interpreter, other);
                self.blocks(there, other, room, round, out);
            }
        }
        for rival in &c.rivals[pair as usize] {
            if self.is_seated(*rival) && !out.contains(rival) {
                out.push(*rival);
            }
        }
        for q in c.pair_members(pair) {
            let q = *q as usize;
            for other in bits(self.busy[q] & (far | 1 << round)) {
                let there = self.pair_at(q as u32, other);
                self.blocks(there, other, room, round, out);
            }
            if self.talks[q] >= c.cap[q] && !out.iter().any(|o| c.pair_members(*o).contains(&(q as u32))) {
                let own = bits(self.busy[q]).map(|r| self.pair_at(q as u32, r));
                let own = own.filter(|p| !self.is_history(*p)).min_by_key(|p| (self.missed(*p), *p));
                match own {
                    Some(own) => out.push(own),
                    None => return false,
                }
            }
        }
        let employer = c.pairs[pair as usize].employer;
        let full = self.employer_talks[employer as usize] >= c.employer_cap[employer as usize];
        let frees = || out.iter().any(|o| c.pairs[*o as usize].employer == employer);
        out.len() <= MOST_OUT && !out.iter().any(|o| self.is_history(*o)) && (!full || frees())
    }

    /// Adds a meeting of the same person when nobody can be in both.
    fn blocks(&self, there: u32, other: usize, room: u32, round: usize, out: &mut Vec<u32>) {
        let near =
            other == round || (self.c.rooms.blocked(room, round, self.room_of(there)) >> other) & 1 == 1;
        if near && !out.contains(&there) {
            out.push(there);
        }
    }
}

impl Search<'_, '_> {
    /// Moves or seats a pair where that costs least, give or take the heat. False when it can sit nowhere.
    pub(in crate::rotation::planner) fn exchange(&mut self, pair: u32, temperature: f64) -> bool {
        let c = self.state.c;
        let from = self.state.slots[pair as usize];
        if self.state.is_seated(pair) {
            self.state.unseat(pair);
        }
        let mut best: Option<(i64, Slot)> = None;
        for way in c.pair_ways(pair) {
            for round in bits(way.rounds) {
                if from.table == way.table && from.round == round as u32 {
                    continue;
                }
                let helpers = &c.helpers[way.helpers as usize];
                let there = |i: &u32| (c.interpreter_rounds[*i as usize] >> round) & 1 == 1;
                let helpers = helpers.iter().copied().filter(there);
                let nobody = (way.helpers == 0).then_some(NONE);
                for interpreter in helpers.chain(nobody) {
                    let mut way_out = std::mem::take(&mut self.way_out);
                    if self.state.in_the_way(pair, way, round, interpreter, &mut way_out) {
                        let missed: i64 = way_out.iter().map(|o| self.state.missed(*o)).sum();
                        let noise = self.heat.allowance(&mut self.chance, temperature);
                        let cost = missed + noise + self.state.wish_cost(pair, way.table, round);
                        if best.is_none_or(|(least, _)| cost < least) {
                            best = Some((cost, Slot { table: way.table, round: round as u32, interpreter }));
                        }
                    }
                    self.way_out = way_out;
                }
            }
        }
        let Some((_, slot)) = best else {
            return false;
        };
        let Some(way) = c.pair_ways(pair).iter().find(|way| way.table == slot.table) else {
            return false;
        };
        let mut out = std::mem::take(&mut self.way_out);
        self.state.in_the_way(pair, way, slot.round as usize, slot.interpreter, &mut out);
        for other in &out {
            self.out.push((*other, self.state.slots[*other as usize]));
            self.state.unseat(*other);
        }
        self.way_out = out;
        if !self.state.may_sit(pair) {
            return false;
        }
        self.state.seat(pair, slot);
        for k in 0..self.out.len() {
            let other = self.out[k].0;
            if !self.state.is_seated(other)
                && self.state.may_sit(other)
                && let Some((_, slot)) = self.state.best_place(other, 0, &mut self.chance)
            {
                self.state.seat(other, slot);
            }
        }
        true
    }
}
