//! The instance as numbers and bit masks: bit r of a mask is round `base + r`. What can never happen
//! (closed table, nobody there, no language, pair that met already) is left out here once.

mod parties;
mod rooms;
mod wishes;

use std::collections::HashMap;

use crate::rotation::instance::{Instance, Window};
use crate::rotation::plan::Meeting;

pub(super) use rooms::Rooms;
pub(super) use wishes::Wishes;

use parties::People;

/// No pair, no interpreter, no round.
pub(super) const NONE: u32 = u32::MAX;
/// How many rounds a mask holds; a longer day is planned for these only, which stays valid.
const SPAN: usize = 64;

/// One way to seat a pair: a table, the rounds in which everybody is there and it is open, and who
/// may interpret (empty = no interpreter is needed).
pub(super) struct Way {
    pub table: u32,
    pub rounds: u64,
    pub helpers: u32,
}

/// An eligible meeting, or one that has happened.
pub(super) struct Pair {
    pub employer: u32,
    pub members: (u32, u32),
    pub ways: (u32, u32),
    pub value: i64,
    /// Index into `instance.pairs`; NONE for history.
    pub source: u32,
}

pub(super) struct Seat {
    pub pair: u32,
    pub table: u32,
    pub round: u32,
    pub interpreter: u32,
}

pub(super) struct Compiled {
    pub base: usize,
    pub rounds: usize,
    /// The rounds that can still be planned.
    pub open: u64,
    pub available: Vec<u64>,
    pub promised: Vec<u32>,
    pub cap: Vec<u32>,
    pub employer_open: Vec<u64>,
    pub employer_cap: Vec<u32>,
    pub table_employer: Vec<u32>,
    pub table_room: Vec<u32>,
    /// Rounds in which each table can still be planned, and the languages spoken there.
    pub table_open: Vec<u64>,
    pub table_speaks: Vec<u128>,
    pub interpreter_rounds: Vec<u64>,
    pub rooms: Rooms,
    pub pairs: Vec<Pair>,
    /// Pairs that can still be planned; those after them are history.
    pub plannable: usize,
    pub members: Vec<u32>,
    pub ways: Vec<Way>,
    pub helpers: Vec<Vec<u32>>,
    pub pairs_of_employer: Vec<Vec<u32>>,
    pub pairs_of_resident: Vec<Vec<u32>>,
    /// Pair and way that each interpreter can help.
    pub ways_of_interpreter: Vec<Vec<(u32, u32)>>,
    /// Pairs that share a member and the employer: only one of them can be.
    pub rivals: Vec<Vec<u32>>,
    pub history: Vec<Seat>,
    /// History outside the span of the masks, per resident and per employer.
    pub early: Vec<u32>,
    pub early_employer: Vec<u32>,
    /// Part of the utility that is history outside the span; constant.
    pub wishes: Wishes,
}

impl Compiled {
    pub fn pair_members(&self, pair: u32) -> &[u32] {
        let (from, to) = self.pairs[pair as usize].members;
        &self.members[from as usize..to as usize]
    }

    pub fn pair_ways(&self, pair: u32) -> &[Way] {
        let (from, to) = self.pairs[pair as usize].ways;
        &self.ways[from as usize..to as usize]
    }

    /// Talks of each resident that have happened.
    pub fn talks_had(&self) -> Vec<u32> {
        let mut talks = self.early.clone();
        for seat in &self.history {
            self.pair_members(seat.pair).iter().for_each(|q| talks[*q as usize] += 1);
        }
        talks
    }

    /// Rounds in which a pair could meet.
    pub fn rounds_of(&self, pair: u32) -> u64 {
        self.pair_ways(pair).iter().fold(0, |rounds, way| rounds | way.rounds)
    }

    /// `instance` is validated and its history fits it.
    pub fn of(instance: &Instance) -> Compiled {
        let people = People::of(instance);
        let total = instance.rounds.len();
        let first_open = people.first_open;
        let base = if total > SPAN { first_open.saturating_sub(SPAN / 2) } else { 0 };
        let rounds = (total - base).min(SPAN);
        let spans: Vec<(u16, u16)> = instance.rounds[base..base + rounds]
            .iter()
            .map(|r| (r.start.minutes(), r.end.minutes()))
            .collect();
        let mask = |windows: &[Window]| covered(&spans, windows);
        let open: u64 = (0..rounds).filter(|r| base + r >= first_open).map(|r| 1 << r).sum();
        let rooms = Rooms::of(instance, &spans);
        let mut compiled = Compiled {
            base,
            rounds,
            open,
            available: instance.residents.iter().map(|r| mask(&r.available)).collect(),
            promised: instance.residents.iter().map(|r| r.min_meetings).collect(),
            cap: instance.residents.iter().map(|r| r.max_meetings).collect(),
            employer_open: Vec::new(),
            employer_cap: Vec::new(),
            table_employer: Vec::new(),
            table_room: Vec::new(),
            table_open: Vec::new(),
            table_speaks: people.table_speaks.clone(),
            interpreter_rounds: instance.interpreters.iter().map(|i| mask(&i.available)).collect(),
            rooms,
            pairs: Vec::new(),
            plannable: 0,
            members: Vec::new(),
            ways: Vec::new(),
            helpers: vec![Vec::new()],
            pairs_of_employer: vec![Vec::new(); instance.employers.len()],
            pairs_of_resident: vec![Vec::new(); instance.residents.len()],
            ways_of_interpreter: vec![Vec::new(); instance.interpreters.len()],
            rivals: Vec::new(),
            history: Vec::new(),
            early: vec![0; instance.residents.len()],
            early_employer: vec![0; instance.employers.len()],
            wishes: Wishes::default(),
        };
        let mut table_open = Vec::new();
        for (e, employer) in instance.employers.iter().enumerate() {
            let mut any = 0;
            for table in &employer.tables {
                let rounds = mask(&table.open);
                any |= rounds;
                table_open.push(rounds & open);
                compiled.table_employer.push(e as u32);
                compiled.table_room.push(people.rooms[table.room.as_str()]);
            }
            compiled.employer_open.push(any);
            let cap = employer.max_meetings.unwrap_or(u32::MAX);
            compiled.employer_cap.push(cap);
        }
        compiled.table_open.clone_from(&table_open);
        let met = compiled.met_before(instance, &people);
        compiled.add_pairs(instance, &people, &table_open, &met);
        compiled.plannable = compiled.pairs.len();
        compiled.add_history(instance, &people);
        compiled.find_rivals();
        compiled.wishes = Wishes::of(instance, &people, &compiled);
        compiled
    }

    /// Who met whom already.
    fn met_before(&self, instance: &Instance, people: &People) -> HashMap<(u32, u32), ()> {
        let history = instance.live.as_ref().map_or(&[][..], |l| &l.history[..]);
        let mut met = HashMap::new();
        for meeting in history {
            let employer = people.employer(&meeting.employer);
            for member in people.members(&meeting.party) {
                met.insert((member, employer), ());
            }
        }
        met
    }

    fn add_pairs(
        &mut self,
        instance: &Instance,
        people: &People,
        table_open: &[u64],
        met: &HashMap<(u32, u32), ()>,
    ) {
        let mut interned: HashMap<Vec<u32>, u32> = HashMap::from([(Vec::new(), 0)]);
        for (source, pair) in instance.pairs.iter().enumerate() {
            let members = people.members(&pair.party);
            let employer = people.employer(&pair.employer);
            let again = members.iter().any(|m| met.contains_key(&(*m, employer)));
            if members.is_empty() || again {
                continue;
            }
            let there = members.iter().fold(u64::MAX, |mask, m| mask & self.available[*m as usize]);
            let start = self.ways.len() as u32;
            let tables = people.tables[employer as usize].clone();
            for (k, table) in instance.employers[employer as usize].tables.iter().enumerate() {
                let index = tables.start + k;
                let rounds = there & table_open[index];
                if rounds == 0 || members.len() > usize::from(table.seats) {
                    continue;
                }
                let Some(helpers) = people.helpers(&members, index) else {
                    continue;
                };
                let next = self.helpers.len() as u32;
                let helpers = *interned.entry(helpers).or_insert_with_key(|list| {
                    self.helpers.push(list.clone());
                    next
                });
                self.ways.push(Way { table: index as u32, rounds, helpers });
            }
            if self.ways.len() as u32 > start {
                let value = people.values[source];
                let ways = (start, self.ways.len() as u32);
                self.push(&members, employer, ways, value, source as u32);
            }
        }
    }

    fn push(&mut self, members: &[u32], employer: u32, ways: (u32, u32), value: i64, source: u32) {
        let from = self.members.len() as u32;
        self.members.extend(members);
        self.pairs.push(Pair { employer, members: (from, self.members.len() as u32), ways, value, source });
    }

    /// What has happened becomes pairs without a way: seated once, never moved.
    fn add_history(&mut self, instance: &Instance, people: &People) {
        let history = instance.live.as_ref().map_or(&[][..], |l| &l.history[..]);
        let mut talks = vec![0; self.cap.len()];
        let mut employer_talks = vec![0; self.employer_cap.len()];
        for meeting in history {
            let members = people.members(&meeting.party);
            let employer = people.employer(&meeting.employer);
            for member in &members {
                talks[*member as usize] += 1;
            }
            employer_talks[employer as usize] += 1;
            self.seat_history(people, meeting, &members, employer);
        }
        for (cap, talks) in self.cap.iter_mut().zip(talks) {
            *cap = (*cap).max(talks);
        }
        for (cap, talks) in self.employer_cap.iter_mut().zip(employer_talks) {
            *cap = (*cap).max(talks);
        }
    }

    fn seat_history(&mut self, people: &People, m: &Meeting, members: &[u32], employer: u32) {
        let round = people.rounds[m.round.as_str()];
        let in_span = round >= self.base && round < self.base + self.rounds;
        if !in_span {
            for member in members {
                self.early[*member as usize] += 1;
            }
            self.early_employer[employer as usize] += 1;
            return;
        }
        let value = people.value_of(&m.party, &m.employer);
        let pair = self.pairs.len() as u32;
        self.push(members, employer, (0, 0), value, NONE);
        let interpreter = m.interpreter.as_ref();
        self.history.push(Seat {
            pair,
            table: people.table_ids[m.table.as_str()],
            round: (round - self.base) as u32,
            interpreter: interpreter.map_or(NONE, |i| people.interpreters[i.as_str()]),
        });
    }

    fn find_rivals(&mut self) {
        let mut by_meeting: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for p in 0..self.plannable as u32 {
            let employer = self.pairs[p as usize].employer;
            self.pairs_of_employer[employer as usize].push(p);
            let (from, to) = self.pairs[p as usize].ways;
            for way in from..to {
                for interpreter in &self.helpers[self.ways[way as usize].helpers as usize] {
                    self.ways_of_interpreter[*interpreter as usize].push((p, way));
                }
            }
            let (from, to) = self.pairs[p as usize].members;
            for k in from..to {
                let member = self.members[k as usize];
                self.pairs_of_resident[member as usize].push(p);
                by_meeting.entry((member, employer)).or_default().push(p);
            }
        }
        self.rivals = vec![Vec::new(); self.pairs.len()];
        for same in by_meeting.values().filter(|same| same.len() > 1) {
            for p in same {
                let others = same.iter().filter(|other| *other != p);
                self.rivals[*p as usize].extend(others);
            }
        }
        for rivals in &mut self.rivals {
            rivals.sort_unstable();
            rivals.dedup();
        }
    }
}

/// The rounds that one window contains entirely.
fn covered(spans: &[(u16, u16)], windows: &[Window]) -> u64 {
    let mut mask = 0;
    for (r, (start, end)) in spans.iter().enumerate() {
        let inside = |w: &Window| w.from().minutes() <= *start && *end <= w.until().minutes();
        if windows.iter().any(inside) {
            mask |= 1 << r;
        }
    }
    mask
}
