//! A plan in the making. `seat` and `unseat` keep every table, the totals and the energy up to date;
//! a journal takes back what was tried. It refuses nothing: `search` asks before it seats.

mod tally;

use super::compiled::{Compiled, NONE, Seat};
use super::score::{Totals, Weights};
use crate::rotation::instance::{Comfort, Level};

/// Where a pair sits; `round` is NONE when it does not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub table: u32,
    pub round: u32,
    pub interpreter: u32,
}

pub(super) const NOWHERE: Slot = Slot { table: NONE, round: NONE, interpreter: NONE };

pub(super) struct State<'c> {
    pub c: &'c Compiled,
    pub w: &'c Weights,
    pub comfort: Comfort,
    pub slots: Vec<Slot>,
    /// What a pair is worth beside promises and wishes, as energy.
    pub gain: Vec<i64>,
    /// Pairs that may be seated at all in this part of the planning.
    pub allowed: Vec<bool>,
    /// Pair of a resident, table or interpreter in a round; valid where the busy bit is set.
    at: Vec<u32>,
    at_table: Vec<u32>,
    at_interpreter: Vec<u32>,
    pub busy: Vec<u64>,
    /// Rooms that each resident visits, and how often each (64 per resident).
    pub rooms: Vec<u64>,
    visits: Vec<u8>,
    pub table_busy: Vec<u64>,
    pub interpreter_busy: Vec<u64>,
    pub talks: Vec<u32>,
    pub employer_talks: Vec<u32>,
    employer_round: Vec<u32>,
    pub employer_busy: Vec<u64>,
    must_left: Vec<u32>,
    pub unseated: Vec<u32>,
    pub seated: Vec<u32>,
    place: Vec<u32>,
    /// Residents with fewer talks than promised, and where each stands in that list.
    pub short: Vec<u32>,
    short_place: Vec<u32>,
    pub totals: Totals,
    pub energy: i64,
    journal: Vec<(u32, Slot)>,
}

impl<'c> State<'c> {
    /// Nobody sits but in what has happened.
    pub fn new(c: &'c Compiled, w: &'c Weights, comfort: Comfort) -> State<'c> {
        let (residents, rounds) = (c.available.len(), c.rounds);
        let mut short = vec![0; w.short.len()];
        for (q, promised) in c.promised.iter().enumerate() {
            for short in &mut short[(c.early[q].min(*promised)) as usize..*promised as usize] {
                *short += 1;
            }
        }
        let must_size = &c.wishes.must_size;
        let mut state = State {
            c,
            w,
            comfort,
            slots: vec![NOWHERE; c.pairs.len()],
            gain: c.pairs.iter().map(|pair| w.utility * pair.value).collect(),
            allowed: vec![true; c.pairs.len()],
            at: vec![NONE; residents * rounds],
            at_table: vec![NONE; c.table_room.len() * rounds],
            at_interpreter: vec![NONE; c.interpreter_rounds.len() * rounds],
            busy: vec![0; residents],
            rooms: vec![0; residents],
            visits: vec![0; residents * 64],
            table_busy: vec![0; c.table_room.len()],
            interpreter_busy: vec![0; c.interpreter_rounds.len()],
            talks: c.early.clone(),
            employer_talks: c.early_employer.clone(),
            employer_round: vec![0; c.employer_open.len() * rounds],
            employer_busy: vec![0; c.employer_open.len()],
            must_left: must_size.clone(),
            unseated: (0..c.plannable as u32).collect(),
            seated: Vec::new(),
            place: (0..c.pairs.len() as u32).collect(),
            short: Vec::new(),
            short_place: vec![NONE; residents],
            totals: Totals {
                short,
                pinned: asked(c, Level::Pinned),
                stability_next: asked(c, Level::StabilityNext) + i64::from(c.wishes.lost_next),
                stability_later: asked(c, Level::StabilityLater) + i64::from(c.wishes.lost_later),
                must_meet: must_size.iter().filter(|size| **size > 0).count() as i64,
                ..Totals::default()
            },
            energy: 0,
            journal: Vec::new(),
        };
        for q in 0..residents {
            if state.talks[q] < c.promised[q] {
                state.list_short(q, true);
            }
        }
        for seat in &c.history {
            let Seat { pair, table, round, interpreter } = *seat;
            state.seat(pair, Slot { table, round, interpreter });
        }
        state.journal.clear();
        state
    }

    pub fn is_seated(&self, pair: u32) -> bool {
        self.slots[pair as usize].round != NONE
    }

    pub fn is_short(&self, resident: u32) -> bool {
        self.talks[resident as usize] < self.c.promised[resident as usize]
    }

    /// Open rounds in which all members are there.
    pub fn shared_rounds(&self, pair: u32) -> u64 {
        let members = self.c.pair_members(pair).iter();
        members.fold(self.c.open, |rounds, q| rounds & self.c.available[*q as usize])
    }

    /// Happened already, or outside this part of the planning; never moves.
    pub fn is_history(&self, pair: u32) -> bool {
        pair as usize >= self.c.plannable || !self.allowed[pair as usize]
    }

    fn has_happened(&self, pair: u32) -> bool {
        pair as usize >= self.c.plannable
    }

    pub fn pair_at(&self, resident: u32, round: usize) -> u32 {
        self.at[resident as usize * self.c.rounds + round]
    }

    pub fn pair_at_table(&self, table: u32, round: usize) -> u32 {
        self.at_table[table as usize * self.c.rounds + round]
    }

    pub fn pair_of_interpreter(&self, interpreter: u32, round: usize) -> u32 {
        self.at_interpreter[interpreter as usize * self.c.rounds + round]
    }

    pub fn room_of(&self, pair: u32) -> u32 {
        self.c.table_room[self.slots[pair as usize].table as usize]
    }

    /// What counts for a pair beside comfort: energy that seating it there saves (a cost, so ≤ 0).
    pub fn wish_cost(&self, pair: u32, table: u32, round: usize) -> i64 {
        let mut cost = 0;
        for wanted in &self.c.wishes.wanted[pair as usize] {
            if wanted.round as usize == round && (wanted.table == NONE || wanted.table == table) {
                cost -= wanted.weight * self.level_weight(wanted.level);
            }
        }
        cost
    }

    fn level_weight(&self, level: Level) -> i64 {
        match level {
            Level::Pinned => self.w.pinned,
            Level::StabilityNext => self.w.stability_next,
            _ => self.w.stability_later,
        }
    }

    /// Comfort cost of a resident's day with the given rounds and rooms.
    pub fn day_cost(&self, resident: u32, busy: u64, rooms: u64) -> i64 {
        if busy == 0 {
            return 0;
        }
        let gaps = between(busy) & !busy & self.c.available[resident as usize];
        i64::from(self.comfort.resident_gap) * i64::from(gaps.count_ones())
            + i64::from(self.comfort.extra_room) * (i64::from(rooms.count_ones()) - 1)
    }

    /// The bit of a room; rooms beyond the 64th share one, which only comfort can notice.
    pub fn room_bit(&self, table: u32) -> u64 {
        1 << self.c.table_room[table as usize].min(63)
    }

    /// Comfort cost of an employer's idle rounds.
    pub fn idle_cost(&self, employer: u32, busy: u64) -> i64 {
        let idle = between(busy) & !busy & self.c.employer_open[employer as usize];
        i64::from(self.comfort.employer_gap) * i64::from(idle.count_ones())
    }

    pub fn interpreter_cost(&self) -> i64 {
        i64::from(self.comfort.interpreter)
    }

    pub fn seat(&mut self, pair: u32, slot: Slot) {
        self.journal.push((pair, NOWHERE));
        self.apply(pair, slot, true);
    }

    pub fn unseat(&mut self, pair: u32) {
        let slot = self.slots[pair as usize];
        self.journal.push((pair, slot));
        self.apply(pair, slot, false);
    }

    /// Keeps what was done since the last `keep` or `take_back`.
    pub fn keep(&mut self) {
        self.journal.clear();
    }

    pub fn take_back(&mut self) {
        while let Some((pair, before)) = self.journal.pop() {
            let now = self.slots[pair as usize];
            if before == NOWHERE {
                self.apply(pair, now, false);
            } else {
                self.apply(pair, before, true);
            }
        }
    }

    /// Moves to a plan that was kept aside.
    pub fn become_plan(&mut self, slots: &[Slot]) {
        for pair in 0..self.c.plannable as u32 {
            if self.is_seated(pair) && self.slots[pair as usize] != slots[pair as usize] {
                self.unseat(pair);
            }
        }
        for (pair, slot) in slots.iter().enumerate().take(self.c.plannable) {
            if slot.round != NONE && !self.is_seated(pair as u32) {
                self.seat(pair as u32, *slot);
            }
        }
        self.journal.clear();
    }

    fn apply(&mut self, pair: u32, slot: Slot, seat: bool) {
        let c = self.c;
        let sign = if seat { 1 } else { -1 };
        let (table, round) = (slot.table as usize, slot.round as usize);
        let bit = 1_u64 << round;
        let room = c.table_room[table].min(63) as usize;
        let employer = c.pairs[pair as usize].employer;
        let mut comfort = 0;
        for member in c.pair_members(pair) {
            let q = *member as usize;
            comfort -= self.day_cost(*member, self.busy[q], self.rooms[q]);
            if seat {
                self.at[q * c.rounds + round] = pair;
                self.lend(*member);
            } else {
                self.unlend(*member);
            }
        }
        if seat {
            self.slots[pair as usize] = slot;
        }
        for member in c.pair_members(pair) {
            let q = *member as usize;
            self.busy[q] ^= bit;
            let here = &mut self.visits[q * 64 + room];
            if seat {
                *here += 1;
            } else {
                *here -= 1;
            }
            if *here == 0 {
                self.rooms[q] &= !(1 << room);
            } else {
                self.rooms[q] |= 1 << room;
            }
            comfort += self.day_cost(*member, self.busy[q], self.rooms[q]);
        }
        if !seat {
            self.slots[pair as usize] = NOWHERE;
        }
        comfort += self.apply_table(pair, employer, table, round, seat);
        if slot.interpreter != NONE {
            let interpreter = slot.interpreter as usize;
            self.interpreter_busy[interpreter] ^= bit;
            self.at_interpreter[interpreter * c.rounds + round] = pair;
            comfort += sign * self.interpreter_cost();
        }
        let value = c.pairs[pair as usize].value;
        self.totals.utility -= sign * value;
        self.totals.comfort += comfort;
        self.energy += self.w.comfort * comfort - sign * self.gain[pair as usize];
        self.apply_wishes(pair, slot, seat);
        self.move_list(pair, seat);
    }

    fn apply_table(&mut self, pair: u32, employer: u32, table: usize, round: usize, seat: bool) -> i64 {
        let e = employer as usize;
        let before = self.employer_busy[e];
        self.at_table[table * self.c.rounds + round] = pair;
        self.table_busy[table] ^= 1 << round;
        let count = &mut self.employer_round[e * self.c.rounds + round];
        if seat {
            *count += 1;
            self.employer_talks[e] += 1;
            self.employer_busy[e] |= 1 << round;
        } else {
            *count -= 1;
            self.employer_talks[e] -= 1;
            if *count == 0 {
                self.employer_busy[e] &= !(1 << round);
            }
        }
        if self.employer_busy[e] == before {
            return 0;
        }
        self.idle_cost(employer, self.employer_busy[e]) - self.idle_cost(employer, before)
    }

    fn apply_wishes(&mut self, pair: u32, slot: Slot, seat: bool) {
        let sign = if seat { -1 } else { 1 };
        let c = self.c;
        for wanted in &c.wishes.wanted[pair as usize] {
            if wanted.round == slot.round && (wanted.table == NONE || wanted.table == slot.table) {
                let cost = sign * wanted.weight;
                match wanted.level {
                    Level::Pinned => self.totals.pinned += cost,
                    Level::StabilityNext => self.totals.stability_next += cost,
                    _ => self.totals.stability_later += cost,
                }
                self.energy += cost * self.level_weight(wanted.level);
            }
        }
        for must in &c.wishes.musts[pair as usize] {
            let left = &mut self.must_left[*must as usize];
            let was_kept = *left == 0;
            if seat {
                *left -= 1;
            } else {
                *left += 1;
            }
            if was_kept != (*left == 0) {
                self.totals.must_meet += sign;
                self.energy += sign * self.w.must_meet;
            }
        }
    }
}

/// The bits strictly between the lowest and the highest.
fn between(mask: u64) -> u64 {
    if mask == 0 {
        return 0;
    }
    let high = 63 - mask.leading_zeros();
    let low = mask.trailing_zeros();
    (((1_u64 << high) - 1) >> low) << low
}

/// What this level asks of all pairs together; each that is kept takes its part off.
fn asked(c: &Compiled, level: Level) -> i64 {
    c.wishes.wanted.iter().flatten().filter(|wanted| wanted.level == level).map(|wanted| wanted.weight).sum()
}
