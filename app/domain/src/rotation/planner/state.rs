//! A plan in the making. `seat` and `unseat` keep every table, the totals and the energy up to date;
//! a journal takes back what was tried. It refuses nothing: `search` asks before it seats.

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
    comfort: Comfort,
    pub slots: Vec<Slot>,
    /// Pair of a resident, table or interpreter in a round; valid where the busy bit is set.
    at: Vec<u32>,
    at_table: Vec<u32>,
    at_interpreter: Vec<u32>,
    pub busy: Vec<u64>,
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
            at: vec![NONE; residents * rounds],
            at_table: vec![NONE; c.table_room.len() * rounds],
            at_interpreter: vec![NONE; c.interpreter_rounds.len() * rounds],
            busy: vec![0; residents],
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

    /// Happened already; never moves.
    pub fn is_history(&self, pair: u32) -> bool {
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

    /// Comfort cost of a resident's day with the given rounds, and the room of one more meeting.
    pub fn day_cost(&self, resident: u32, busy: u64, extra: Option<u32>) -> i64 {
        if busy == 0 {
            return 0;
        }
        let gaps = between(busy) & !busy & self.c.available[resident as usize];
        let mut seen = [NONE; 8];
        let mut rooms = 0;
        let mut note = |room: u32| {
            if !seen[..rooms].contains(&room) && rooms < seen.len() {
                seen[rooms] = room;
                rooms += 1;
            }
        };
        if let Some(room) = extra {
            note(room);
        }
        let mut rest = busy & self.busy[resident as usize];
        while rest != 0 {
            let round = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            note(self.room_of(self.pair_at(resident, round)));
        }
        i64::from(self.comfort.resident_gap) * i64::from(gaps.count_ones())
            + i64::from(self.comfort.extra_room) * (rooms as i64 - 1)
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
        let employer = c.pairs[pair as usize].employer;
        let mut comfort = 0;
        for member in c.pair_members(pair) {
            let q = *member as usize;
            comfort -= self.day_cost(*member, self.busy[q], None);
            if seat {
                self.at[q * c.rounds + round] = pair;
                let talks = self.talks[q];
                if talks < c.promised[q] {
                    self.totals.short[talks as usize] -= 1;
                    self.energy -= self.w.short[talks as usize];
                }
                self.talks[q] += 1;
                if self.talks[q] == c.promised[q] {
                    self.list_short(q, false);
                }
            } else {
                if self.talks[q] == c.promised[q] && c.promised[q] > 0 {
                    self.list_short(q, true);
                }
                self.talks[q] -= 1;
                let talks = self.talks[q];
                if talks < c.promised[q] {
                    self.totals.short[talks as usize] += 1;
                    self.energy += self.w.short[talks as usize];
                }
            }
        }
        if seat {
            self.slots[pair as usize] = slot;
        }
        for member in c.pair_members(pair) {
            let q = *member as usize;
            self.busy[q] ^= bit;
            comfort += self.day_cost(*member, self.busy[q], None);
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
        self.energy += self.w.comfort * comfort - sign * self.w.utility * value;
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

    fn list_short(&mut self, resident: usize, short: bool) {
        if short {
            self.short_place[resident] = self.short.len() as u32;
            self.short.push(resident as u32);
        } else {
            let index = self.short_place[resident] as usize;
            self.short.swap_remove(index);
            if let Some(moved) = self.short.get(index) {
                self.short_place[*moved as usize] = index as u32;
            }
        }
    }

    fn move_list(&mut self, pair: u32, seat: bool) {
        if self.is_history(pair) {
            return;
        }
        let (from, to) = if seat {
            (&mut self.unseated, &mut self.seated)
        } else {
            (&mut self.seated, &mut self.unseated)
        };
        let index = self.place[pair as usize] as usize;
        from.swap_remove(index);
        if let Some(moved) = from.get(index) {
            self.place[*moved as usize] = index as u32;
        }
        self.place[pair as usize] = to.len() as u32;
        to.push(pair);
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
