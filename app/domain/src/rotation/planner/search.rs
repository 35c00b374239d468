//! Free places for a pair, and forced seating that puts others out. Every hard rule is kept by asking
//! here before `State::seat`.

use super::chance::Chance;
use super::compiled::{NONE, Way};
use super::state::{Slot, State};

/// More than this many meetings are never put out for one.
const MOST_OUT: usize = 5;

impl State<'_> {
    /// Caps and "meets once": whether the pair may sit anywhere at all as things are.
    pub fn may_sit(&self, pair: u32) -> bool {
        let c = self.c;
        let e = c.pairs[pair as usize].employer as usize;
        self.allowed[pair as usize]
            && self.employer_talks[e] < c.employer_cap[e]
            && c.pair_members(pair).iter().all(|q| self.talks[*q as usize] < c.cap[*q as usize])
            && !c.rivals[pair as usize].iter().any(|r| self.is_seated(*r))
    }

    /// Whether all members can walk to and from a room in that round.
    pub fn can_walk(&self, pair: u32, room: u32, round: usize) -> bool {
        let far = self.c.rooms.far(room, round);
        if far == 0 {
            return true;
        }
        self.c.pair_members(pair).iter().all(|q| {
            let mut near = self.busy[*q as usize] & far & !(1 << round);
            while near != 0 {
                let other = near.trailing_zeros() as usize;
                near &= near - 1;
                let there = self.room_of(self.pair_at(*q, other));
                if (self.c.rooms.blocked(room, round, there) >> other) & 1 == 1 {
                    return false;
                }
            }
            true
        })
    }

    fn interpreter_can_walk(&self, interpreter: u32, room: u32, round: usize) -> bool {
        let far = self.c.rooms.far(room, round);
        let mut near = self.interpreter_busy[interpreter as usize] & far & !(1 << round);
        while near != 0 {
            let other = near.trailing_zeros() as usize;
            near &= near - 1;
            let there = self.room_of(self.pair_of_interpreter(interpreter, other));
            if (self.c.rooms.blocked(room, round, there) >> other) & 1 == 1 {
                return false;
            }
        }
        true
    }

    /// A free interpreter for this way in this round: NONE when none is needed, no value when the
    /// needed ones are elsewhere.
    pub fn free_interpreter(&self, way: &Way, round: usize) -> Option<u32> {
        let helpers = &self.c.helpers[way.helpers as usize];
        if helpers.is_empty() {
            return Some(NONE);
        }
        let mut each = helpers.iter().copied();
        each.find(|i| self.interpreter_is_free(*i, way, round))
    }

    /// Whether an interpreter is there, at no other table, and can walk to this one.
    pub fn interpreter_is_free(&self, interpreter: u32, way: &Way, round: usize) -> bool {
        let i = interpreter as usize;
        let free = self.c.interpreter_rounds[i] & !self.interpreter_busy[i];
        let room = self.c.table_room[way.table as usize];
        (free >> round) & 1 == 1 && self.interpreter_can_walk(interpreter, room, round)
    }

    /// Rounds of a way in which table and members are free; walking and interpreters not yet asked.
    pub fn free_rounds(&self, pair: u32, way: &Way) -> u64 {
        let mut rounds = way.rounds & !self.table_busy[way.table as usize];
        for q in self.c.pair_members(pair) {
            rounds &= !self.busy[*q as usize];
        }
        rounds
    }

    /// Whether table, members and interpreter, if any, are free there and then; the members' walking not yet asked.
    pub fn is_free_for(&self, pair: u32, way: &Way, round: usize, interpreter: u32) -> bool {
        (self.free_rounds(pair, way) >> round) & 1 == 1
            && (interpreter == NONE || self.interpreter_is_free(interpreter, way, round))
    }

    /// Energy of comfort and wishes when the pair, which does not sit, sits there.
    pub fn seat_cost(&self, pair: u32, way: &Way, round: usize) -> i64 {
        let bit = 1_u64 << round;
        let room = self.room_bit(way.table);
        let mut comfort = 0;
        for q in self.c.pair_members(pair) {
            let busy = self.busy[*q as usize];
            let rooms = self.rooms[*q as usize];
            comfort += self.day_cost(*q, busy | bit, rooms | room) - self.day_cost(*q, busy, rooms);
        }
        let employer = self.c.pairs[pair as usize].employer;
        let busy = self.employer_busy[employer as usize];
        if busy & bit == 0 {
            comfort += self.idle_cost(employer, busy | bit) - self.idle_cost(employer, busy);
        }
        if way.helpers != 0 {
            comfort += self.interpreter_cost();
        }
        self.w.comfort * comfort + self.wish_cost(pair, way.table, round)
    }

    /// The cheapest free place of a pair that may sit; ties go to chance through `jitter`, an energy
    /// up to which places count as equal.
    pub fn best_place(&self, pair: u32, jitter: i64, chance: &mut Chance) -> Option<(i64, Slot)> {
        let mut best: Option<(i64, Slot)> = None;
        for way in self.c.pair_ways(pair) {
            let mut rounds = self.free_rounds(pair, way);
            let room = self.c.table_room[way.table as usize];
            while rounds != 0 {
                let round = rounds.trailing_zeros() as usize;
                rounds &= rounds - 1;
                if !self.can_walk(pair, room, round) {
                    continue;
                }
                let Some(interpreter) = self.free_interpreter(way, round) else {
                    continue;
                };
                let noise = chance.below(jitter as usize + 1) as i64;
                let cost = self.seat_cost(pair, way, round) + noise;
                if best.is_none_or(|(least, _)| cost < least) {
                    let table = way.table;
                    let round = round as u32;
                    best = Some((cost, Slot { table, round, interpreter }));
                }
            }
        }
        best
    }

    /// What seating the pair gains beside comfort: utility and promises, as energy (≤ 0).
    pub fn worth(&self, pair: u32) -> i64 {
        let c = self.c;
        let mut energy = -self.gain[pair as usize];
        for q in c.pair_members(pair) {
            let talks = self.talks[*q as usize];
            if talks < c.promised[*q as usize] {
                energy -= self.w.short[talks as usize];
            }
        }
        if !c.wishes.musts[pair as usize].is_empty() {
            energy -= self.w.must_meet;
        }
        energy
    }

    /// Whether the pair could sit at exactly this table and round; with which interpreter.
    pub fn fits(&self, pair: u32, table: u32, round: usize) -> Option<Slot> {
        let way = self.c.pair_ways(pair).iter().find(|w| w.table == table)?;
        if (self.free_rounds(pair, way) >> round) & 1 == 0 {
            return None;
        }
        let room = self.c.table_room[table as usize];
        if !self.can_walk(pair, room, round) {
            return None;
        }
        let interpreter = self.free_interpreter(way, round)?;
        Some(Slot { table, round: round as u32, interpreter })
    }

    /// Seats the pair (which does not sit) there and puts out whoever stands in the way; those are
    /// added to `out` with where they sat. False when history or too many stand in the way: then the
    /// state is half changed and must be taken back.
    pub fn force(
        &mut self,
        pair: u32,
        way: &Way,
        round: usize,
        out: &mut Vec<(u32, Slot)>,
        chance: &mut Chance,
    ) -> bool {
        let c = self.c;
        let room = c.table_room[way.table as usize];
        if (self.table_busy[way.table as usize] >> round) & 1 == 1 {
            let there = self.pair_at_table(way.table, round);
            if !self.put_out(there, out) {
                return false;
            }
        }
        for rival in &c.rivals[pair as usize] {
            if self.is_seated(*rival) && !self.put_out(*rival, out) {
                return false;
            }
        }
        for q in c.pair_members(pair) {
            if (self.busy[*q as usize] >> round) & 1 == 1 {
                let there = self.pair_at(*q, round);
                if !self.put_out(there, out) {
                    return false;
                }
            }
            let mut near = self.busy[*q as usize] & c.rooms.far(room, round);
            while near != 0 {
                let other = near.trailing_zeros() as usize;
                near &= near - 1;
                let there = self.pair_at(*q, other);
                let theirs = self.room_of(there);
                if (c.rooms.blocked(room, round, theirs) >> other) & 1 == 1 && !self.put_out(there, out) {
                    return false;
                }
            }
            while self.talks[*q as usize] >= c.cap[*q as usize] {
                let Some(least) = self.least_wanted(self.busy[*q as usize], chance, |s, r| s.pair_at(*q, r))
                else {
                    return false;
                };
                if !self.put_out(least, out) {
                    return false;
                }
            }
        }
        if !self.room_at_employer(pair, out, chance) {
            return false;
        }
        let Some(interpreter) = self.claim_interpreter(way, round, out, chance) else {
            return false;
        };
        self.seat(pair, Slot { table: way.table, round: round as u32, interpreter });
        true
    }

    fn put_out(&mut self, pair: u32, out: &mut Vec<(u32, Slot)>) -> bool {
        if self.is_history(pair) || out.len() >= MOST_OUT {
            return false;
        }
        out.push((pair, self.slots[pair as usize]));
        self.unseat(pair);
        true
    }

    /// Of the meetings in some rounds one that can move: mostly the one of least value.
    fn least_wanted(
        &self,
        mut rounds: u64,
        chance: &mut Chance,
        pair_in: impl Fn(&Self, usize) -> u32,
    ) -> Option<u32> {
        let any = chance.in_256(80);
        let mut best = None;
        while rounds != 0 {
            let round = rounds.trailing_zeros() as usize;
            rounds &= rounds - 1;
            let pair = pair_in(self, round);
            if self.is_history(pair) {
                continue;
            }
            let slot = self.slots[pair as usize];
            let noise = chance.below(1024) as i64;
            let wish = self.wish_cost(pair, slot.table, round);
            let cost = if any {
                noise
            } else {
                (self.w.utility * self.c.pairs[pair as usize].value - wish) * 1024 + noise
            };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, pair));
            }
        }
        best.map(|(_, pair)| pair)
    }

    fn room_at_employer(&mut self, pair: u32, out: &mut Vec<(u32, Slot)>, chance: &mut Chance) -> bool {
        let e = self.c.pairs[pair as usize].employer;
        while self.employer_talks[e as usize] >= self.c.employer_cap[e as usize] {
            let of_employer = &self.c.pairs_of_employer[e as usize];
            let start = chance.below(of_employer.len());
            let (after, before) = (of_employer[start..].iter(), of_employer[..start].iter());
            let Some(other) = after.chain(before).find(|p| self.is_seated(**p)).copied() else {
                return false;
            };
            if !self.put_out(other, out) {
                return false;
            }
        }
        true
    }

    /// A free interpreter, or one that is put out elsewhere.
    fn claim_interpreter(
        &mut self,
        way: &Way,
        round: usize,
        out: &mut Vec<(u32, Slot)>,
        chance: &mut Chance,
    ) -> Option<u32> {
        if let Some(free) = self.free_interpreter(way, round) {
            return Some(free);
        }
        let c = self.c;
        let helpers = &c.helpers[way.helpers as usize];
        let room = c.table_room[way.table as usize];
        let start = chance.below(helpers.len());
        let (after, before) = (helpers[start..].iter(), helpers[..start].iter());
        let interpreter =
            *after.chain(before).find(|i| (c.interpreter_rounds[**i as usize] >> round) & 1 == 1)?;
        if (self.interpreter_busy[interpreter as usize] >> round) & 1 == 1 {
            let there = self.pair_of_interpreter(interpreter, round);
            if !self.put_out(there, out) {
                return None;
            }
        }
        let mut near = self.interpreter_busy[interpreter as usize] & c.rooms.far(room, round);
        while near != 0 {
            let other = near.trailing_zeros() as usize;
            near &= near - 1;
            let there = self.pair_of_interpreter(interpreter, other);
            let theirs = self.room_of(there);
            if (c.rooms.blocked(room, round, theirs) >> other) & 1 == 1 && !self.put_out(there, out) {
                return None;
            }
        }
        Some(interpreter)
    }
}
