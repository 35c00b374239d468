//! Who meets whom, before anybody asks when: the flow of talks from residents over tables to employers
//! that is worth most. Tables that speak the same languages count as one class with as many places as
//! they have open rounds; promises are a reward that falls with each talk. Interpreters are no flow: whoever
//! needs one is left out, and held where that is settled (`stays`, `interpreted`).

mod held;

use super::compiled::{Compiled, NONE};
use super::flow::Flow;

struct Arc {
    pair: u32,
    class: u32,
    /// Index into `Compiled::helpers`; 0 when no interpreter is needed.
    helpers: u32,
    gain: i64,
    edge: u32,
}

pub(super) use held::ANYTHING;

pub(super) struct Choice<'c> {
    c: &'c Compiled,
    arcs: Vec<Arc>,
    arcs_of_pair: Vec<(u32, u32)>,
    flow: Flow,
    source: u32,
    sink: u32,
    first_class: u32,
    classes: usize,
    /// From the sink to the source: what flows may also not flow.
    back: u32,
    class_of_table: Vec<u32>,
    /// Of each pair the arc that is held, or NONE, and what changed in it since the mark.
    held: Vec<u32>,
    held_before: Vec<(u32, u32)>,
    left_out: Vec<bool>,
    /// Of each meeting of a visit group the edges of all members but the first.
    followers: Vec<Vec<u32>>,
}

/// What is settled before the choice.
pub(super) struct Around<'a> {
    /// Reward for the first, the second … talk of somebody who was promised so many.
    pub promises: &'a [i64],
    /// What an interpreter's effort counts.
    pub effort: i64,
    /// Talks of each resident that stay.
    pub talks: &'a [u32],
    /// The tables of planned talks that stay.
    pub taken: &'a [u32],
}

impl<'c> Choice<'c> {
    /// `gain` says what a pair is worth beside promises, as energy, or None when it is out of question.
    pub fn new(c: &'c Compiled, around: &Around, mut gain: impl FnMut(u32) -> Option<i64>) -> Choice<'c> {
        let Around { promises, effort, talks, taken } = around;
        let residents = c.available.len();
        let (class_of_table, class_employer, mut places) = classes(c);
        let classes = places.len();
        let mut employer_places = employer_places(c);
        for table in *taken {
            places[class_of_table[*table as usize] as usize] -= 1;
            employer_places[c.table_employer[*table as usize] as usize] -= 1;
        }
        let kinds: Vec<Vec<(u32, u32)>> =
            (0..c.plannable as u32).map(|pair| kinds(c, &class_of_table, pair)).collect();
        let several = kinds.iter().filter(|kinds| kinds.len() > 1).count();
        let mut choice = Choice {
            c,
            arcs: Vec::new(),
            arcs_of_pair: vec![(0, 0); c.pairs.len()],
            flow: Flow::new(2 + residents + several + classes + employer_places.len()),
            source: 0,
            sink: (1 + residents + several + classes + employer_places.len()) as u32,
            first_class: (1 + residents + several) as u32,
            classes,
            back: 0,
            class_of_table,
            held: vec![NONE; c.pairs.len()],
            held_before: Vec::new(),
            left_out: vec![false; c.pairs.len()],
            followers: vec![Vec::new(); c.pairs.len()],
        };
        for q in 0..residents {
            let most = c.cap[q].min(talks[q] + (c.available[q] & c.open).count_ones());
            let reward = |k: u32| if k < c.promised[q] { promises.get(k as usize).copied() } else { None };
            let rewards = (talks[q]..most).map(|k| -reward(k).unwrap_or(0));
            if talks[q] < most {
                choice.flow.stair(0, choice.resident(q as u32), rewards);
            }
        }
        let mut between = 1 + residents as u32;
        for pair in 0..c.plannable as u32 {
            let Some(gain) = gain(pair) else {
                continue;
            };
            match c.pair_members(pair) {
                [resident] => {
                    choice.add_pair(pair, *resident, gain, *effort, &kinds[pair as usize], &mut between)
                }
                members => choice.add_group(pair, members, gain, *effort, &kinds[pair as usize]),
            }
        }
        let unit = |places: i64| places.clamp(0, 1 << 20) as u32;
        for class in 0..classes {
            let (from, to) = (choice.class(class as u32), choice.employer(class_employer[class]));
            choice.flow.edge(from, to, unit(places[class]), 0);
        }
        for (employer, places) in employer_places.iter().enumerate() {
            let from = choice.employer(employer as u32);
            choice.flow.edge(from, choice.sink, unit(*places), 0);
        }
        // A talk given up is a unit that need not flow.
        choice.back = choice.flow.edge(choice.sink, 0, 0, 0);
        choice.flow.begin();
        choice
    }

    fn resident(&self, q: u32) -> u32 {
        1 + q
    }

    fn class(&self, class: u32) -> u32 {
        self.first_class + class
    }

    fn employer(&self, employer: u32) -> u32 {
        self.class(self.classes as u32) + employer
    }

    fn add_pair(
        &mut self,
        pair: u32,
        resident: u32,
        gain: i64,
        effort: i64,
        kinds: &[(u32, u32)],
        between: &mut u32,
    ) {
        let mut from = self.resident(resident);
        if kinds.len() > 1 {
            self.flow.edge(from, *between, 1, 0);
            from = *between;
            *between += 1;
        }
        let first = self.arcs.len() as u32;
        self.arcs_of_pair[pair as usize] = (first, first + kinds.len() as u32);
        for (class, helpers) in kinds {
            let gain = if *helpers == 0 { gain } else { gain - effort };
            let edge = self.flow.edge(from, self.class(*class), 1, -gain);
            self.arcs.push(Arc { pair, class: *class, helpers: *helpers, gain, edge });
        }
    }

    /// A visit group is no unit of flow: its first member takes the place at the table and the others a
    /// talk each, and only by [`Others::hold`](super::interpreted::Others::hold).
    fn add_group(&mut self, pair: u32, members: &[u32], gain: i64, effort: i64, kinds: &[(u32, u32)]) {
        let first = self.arcs.len() as u32;
        self.arcs_of_pair[pair as usize] = (first, first + kinds.len() as u32);
        for (class, helpers) in kinds {
            let gain = if *helpers == 0 { gain } else { gain - effort };
            let edge = self.flow.edge(self.resident(members[0]), self.class(*class), 0, -gain);
            self.arcs.push(Arc { pair, class: *class, helpers: *helpers, gain, edge });
        }
        for member in &members[1..] {
            let edge = self.flow.edge(self.resident(*member), self.sink, 0, 0);
            self.followers[pair as usize].push(edge);
        }
    }

    /// Adds the best talks until none adds anything, or the caller says stop.
    pub fn fill(&mut self, stop: &mut dyn FnMut() -> bool) {
        let mut sent = 0_u32;
        while self.flow.send(self.source, self.sink) {
            self.flow.allow_back(self.back);
            sent += 1;
            if sent.is_multiple_of(64) && stop() {
                return;
            }
        }
        // From here on talks may come and go, unless nobody could come at all.
        if self.flow.potential(self.sink) >= self.flow.potential(self.source) {
            self.flow.widen(self.back, 1 << 20);
        }
    }

    fn used(&self) -> impl Iterator<Item = &Arc> {
        self.arcs.iter().filter(|arc| self.flow.carries(arc.edge) > 0)
    }

    /// A pair that could not be seated becomes less attractive.
    pub fn discourage(&mut self, pair: u32, by: i64) {
        let (from, to) = self.arcs_of_pair[pair as usize];
        for index in from..to {
            let arc = &mut self.arcs[index as usize];
            arc.gain -= by;
            self.flow.reprice(arc.edge, -arc.gain);
        }
    }

    /// The chosen pairs.
    pub fn chosen(&self) -> impl Iterator<Item = u32> + '_ {
        let held = (0..self.held.len() as u32).filter(|p| self.held[*p as usize] != NONE);
        self.used().map(|a| a.pair).chain(held)
    }
}

/// Talks that each employer may still have.
pub(super) fn employer_places(c: &Compiled) -> Vec<i64> {
    let caps = c.employer_cap.iter().zip(&c.early_employer);
    let mut places: Vec<i64> = caps.map(|(cap, early)| i64::from(*cap) - i64::from(*early)).collect();
    for seat in &c.history {
        places[c.pairs[seat.pair as usize].employer as usize] -= 1;
    }
    places
}

/// The class of each table, and of each class the employer and the open table-rounds.
pub(super) fn classes(c: &Compiled) -> (Vec<u32>, Vec<u32>, Vec<i64>) {
    let mut known: Vec<(u32, u128)> = Vec::new();
    let (mut of_table, mut employers, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for table in 0..c.table_room.len() {
        let key = (c.table_employer[table], c.table_speaks[table]);
        let class = known.iter().position(|k| *k == key).unwrap_or_else(|| {
            known.push(key);
            employers.push(key.0);
            places.push(0);
            known.len() - 1
        });
        of_table.push(class as u32);
        places[class] += i64::from(c.table_open[table].count_ones());
    }
    (of_table, employers, places)
}

/// The classes in which a pair can meet, with who may interpret there.
fn kinds(c: &Compiled, class_of_table: &[u32], pair: u32) -> Vec<(u32, u32)> {
    let mut kinds: Vec<(u32, u32)> = Vec::new();
    for way in c.pair_ways(pair) {
        let class = class_of_table[way.table as usize];
        if !kinds.iter().any(|(known, _)| *known == class) {
            kinds.push((class, way.helpers));
        }
    }
    kinds
}
