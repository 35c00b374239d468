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

    /// Who would have to leave for a pair that does not sit, interpreters and limits apart. None when that cannot be.
    fn in_the_way(&self, pair: u32, way: &Way, round: usize, most: i64) -> Option<Few> {
        let c = self.c;
        let mut out = Few::nobody(most);
        let room = c.table_room[way.table as usize];
        let far = c.rooms.far(room, round) | 1 << round;
        if (self.table_busy[way.table as usize] >> round) & 1 == 1 {
            self.leaves(self.pair_at_table(way.table, round), &mut out)?;
        }
        for rival in &c.rivals[pair as usize] {
            if self.is_seated(*rival) {
                self.leaves(*rival, &mut out)?;
            }
        }
        for q in c.pair_members(pair) {
            for other in bits(self.busy[*q as usize] & far) {
                self.blocks(self.pair_at(*q, other), other, room, round, &mut out)?;
            }
        }
        Some(out)
    }

    /// The same with an interpreter and all limits.
    fn in_the_way_with(
        &self,
        mut out: Few,
        pair: u32,
        way: &Way,
        round: usize,
        interpreter: u32,
    ) -> Option<Few> {
        let c = self.c;
        if interpreter != NONE {
            let room = c.table_room[way.table as usize];
            let far = c.rooms.far(room, round) | 1 << round;
            for other in bits(self.interpreter_busy[interpreter as usize] & far) {
                let there = self.pair_of_interpreter(interpreter, other);
                self.blocks(there, other, room, round, &mut out)?;
            }
        }
        for q in c.pair_members(pair) {
            let is_full = self.talks[*q as usize] >= c.cap[*q as usize];
            if is_full && !out.pairs().iter().any(|o| c.pair_members(*o).contains(q)) {
                let own = bits(self.busy[*q as usize]).map(|r| self.pair_at(*q, r));
                let own = own.filter(|p| !self.is_history(*p)).min_by_key(|p| (self.missed(*p), *p))?;
                self.leaves(own, &mut out)?;
            }
        }
        let employer = c.pairs[pair as usize].employer;
        let is_full = self.employer_talks[employer as usize] >= c.employer_cap[employer as usize];
        let frees = || out.pairs().iter().any(|o| c.pairs[*o as usize].employer == employer);
        (!is_full || frees()).then_some(out)
    }

    /// None when that cannot be, or would be too many.
    fn leaves(&self, there: u32, out: &mut Few) -> Option<()> {
        if out.pairs().contains(&there) {
            return Some(());
        }
        (!self.is_history(there) && out.add(there, self.missed(there))).then_some(())
    }

    /// Adds a meeting of the same person when nobody can be in both.
    fn blocks(&self, there: u32, other: usize, room: u32, round: usize, out: &mut Few) -> Option<()> {
        let near =
            other == round || (self.c.rooms.blocked(room, round, self.room_of(there)) >> other) & 1 == 1;
        if near { self.leaves(there, out) } else { Some(()) }
    }
}

/// Meetings that are put out for one.
#[derive(Clone, Copy)]
struct Few {
    pairs: [u32; MOST_OUT],
    count: usize,
    /// The energy that goes with them.
    missed: i64,
    /// So much is too much; that one more might be missed less than nothing is rare and not waited for.
    most: i64,
}

impl Few {
    fn nobody(most: i64) -> Few {
        Few { pairs: [NONE; MOST_OUT], count: 0, missed: 0, most }
    }

    fn pairs(&self) -> &[u32] {
        &self.pairs[..self.count]
    }

    /// False when that is one too many, or too much is missed.
    fn add(&mut self, pair: u32, missed: i64) -> bool {
        let Some(place) = self.pairs.get_mut(self.count) else {
            return false;
        };
        *place = pair;
        self.count += 1;
        self.missed += missed;
        self.missed < self.most
    }
}

impl Search<'_, '_> {
    /// Moves or seats a pair where that costs least, give or take the heat. False when it can sit nowhere.
    pub(in crate::rotation::planner) fn exchange(&mut self, pair: u32, temperature: f64) -> bool {
        let from = self.state.slots[pair as usize];
        if self.state.is_seated(pair) {
            self.state.unseat(pair);
        }
        let Some((slot, out)) = self.cheapest_place(pair, from, temperature) else {
            return false;
        };
        for other in out.pairs() {
            self.out.push((*other, self.state.slots[*other as usize]));
            self.state.unseat(*other);
        }
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

    /// Where a pair that does not sit costs least, give or take the heat, and who leaves for it; not where it sat
    /// before.
    fn cheapest_place(&mut self, pair: u32, before: Slot, temperature: f64) -> Option<(Slot, Few)> {
        let c = self.state.c;
        let mut best: Option<(i64, Slot, Few)> = None;
        // Free places first: after them it is soon seen that another costs more.
        let ways =
            [true, false].into_iter().flat_map(|free| c.pair_ways(pair).iter().map(move |way| (free, way)));
        for (free, way) in ways {
            let easy = self.state.free_rounds(pair, way);
            let mut rounds = if free { easy } else { way.rounds & !easy };
            if before.table == way.table {
                rounds &= !(1 << before.round);
            }
            for round in bits(rounds) {
                let wish = self.state.wish_cost(pair, way.table, round);
                let most = best.map_or(i64::MAX, |(least, _, _)| least - wish);
                let Some(out) = self.state.in_the_way(pair, way, round, most) else {
                    continue;
                };
                let there = |i: &u32| (c.interpreter_rounds[*i as usize] >> round) & 1 == 1;
                let helpers = c.helpers[way.helpers as usize].iter().copied().filter(there);
                let nobody = (way.helpers == 0).then_some(NONE);
                for interpreter in helpers.chain(nobody) {
                    let Some(out) = self.state.in_the_way_with(out, pair, way, round, interpreter) else {
                        continue;
                    };
                    let cost = out.missed + wish + self.heat.allowance(&mut self.chance, temperature);
                    if best.is_none_or(|(least, _, _)| cost < least) {
                        best = Some((cost, Slot { table: way.table, round: round as u32, interpreter }, out));
                    }
                }
            }
        }
        best.map(|(_, slot, out)| (slot, out))
    }
}
