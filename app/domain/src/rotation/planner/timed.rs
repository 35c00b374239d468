//! Who meets whom and when at once, for a plan that stands: a cheapest flow from residents over their
//! rounds to tables in those rounds. It knows every window and what the published plan wants in which
//! round, and finds the longest chain of changes that serves it. Interpreted meetings and groups are held
//! at their places. That nobody meets an employer twice, and walking, it does not know: where it goes
//! against them, the talk that is worth less is closed and the flow turns to the next best.

mod held;

use super::compiled::{Compiled, NONE};
use super::draft::bits;
use super::flow::Flow;
use super::state::State;

/// After so many units the caller is asked whether to stop.
const PATIENCE: u32 = 32;

pub(super) struct Talk {
    pub pair: u32,
    pub class: u32,
    pub round: usize,
    worth: i64,
    edge: u32,
    /// Where the edges of a group's other members stand in `follow`.
    followers: (u32, u32),
}

pub(super) struct Timed<'c> {
    c: &'c Compiled,
    flow: Flow,
    pub talks: Vec<Talk>,
    of_pair: Vec<(u32, u32)>,
    follow: Vec<u32>,
    left_out: Vec<bool>,
    /// Of each pair the talk that is held, or NONE, and what changed in it since the mark.
    held: Vec<u32>,
    held_before: Vec<(u32, u32)>,
    /// Of each table those of its employer and room that speak the same, as a number.
    pub class_of: Vec<u32>,
    /// Of each of those the room.
    room_of: Vec<u32>,
    sink: u32,
    back: u32,
    sent: u32,
}

/// Numbers of nodes: the source, residents, their rounds, tables of a kind in each round, employers.
struct Nodes {
    residents: usize,
    rounds: usize,
    classes: usize,
}

impl Nodes {
    fn resident(&self, q: usize) -> u32 {
        1 + q as u32
    }

    fn round_of(&self, q: usize, round: usize) -> u32 {
        (1 + self.residents + q * self.rounds + round) as u32
    }

    fn places(&self, class: u32, round: usize) -> u32 {
        (1 + self.residents * (1 + self.rounds) + class as usize * self.rounds + round) as u32
    }

    fn employer(&self, e: usize) -> u32 {
        self.places(self.classes as u32, 0) + e as u32
    }
}

impl<'c> Timed<'c> {
    /// Around all who sit; pairs of the pool are left out until they are held.
    pub fn new(state: &State<'c>, in_pool: &[bool]) -> Timed<'c> {
        let c = state.c;
        let (class_of, room_of, employer_of) = classes(c);
        let nodes = Nodes { residents: c.available.len(), rounds: c.rounds, classes: room_of.len() };
        let sink = nodes.employer(c.employer_cap.len());
        let mut this = Timed {
            c,
            flow: Flow::new(sink as usize + 1),
            talks: Vec::new(),
            of_pair: vec![(0, 0); c.pairs.len()],
            follow: Vec::new(),
            left_out: in_pool.to_vec(),
            held: vec![NONE; c.pairs.len()],
            held_before: Vec::new(),
            class_of,
            room_of,
            sink,
            back: 0,
            sent: 0,
        };
        for q in 0..nodes.residents {
            let free = c.available[q] & c.open & !state.busy[q];
            let most = c.cap[q].min(state.talks[q] + free.count_ones());
            let reward = |k: u32| if k < c.promised[q] { state.w.short[k as usize] } else { 0 };
            let rewards = (state.talks[q]..most).map(|k| -reward(k));
            this.flow.stair(0, nodes.resident(q), rewards);
            for round in bits(free) {
                this.flow.edge(nodes.resident(q), nodes.round_of(q, round), 1, 0);
            }
        }
        for pair in 0..c.plannable as u32 {
            if !state.is_seated(pair) && state.may_sit(pair) {
                this.add(state, &nodes, pair, in_pool[pair as usize]);
            }
        }
        let mut free = vec![0; nodes.classes * nodes.rounds];
        for (table, class) in this.class_of.iter().enumerate() {
            for round in bits(c.table_open[table] & !state.table_busy[table]) {
                free[*class as usize * nodes.rounds + round] += 1;
            }
        }
        for (class, employer) in employer_of.iter().enumerate() {
            for round in bits(c.open) {
                let free = free[class * nodes.rounds + round];
                this.flow.edge(
                    nodes.places(class as u32, round),
                    nodes.employer(*employer as usize),
                    free,
                    0,
                );
            }
        }
        for (e, cap) in c.employer_cap.iter().enumerate() {
            let left = cap.saturating_sub(state.employer_talks[e]).min(1 << 20);
            this.flow.edge(nodes.employer(e), sink, left, 0);
        }
        // A talk given up is a unit that need not flow.
        this.back = this.flow.edge(sink, 0, 0, 0);
        this.flow.begin();
        this
    }

    /// Everything that a pair could do.
    fn add(&mut self, state: &State, nodes: &Nodes, pair: u32, left_out: bool) {
        let c = self.c;
        let begun = self.talks.len();
        let members = c.pair_members(pair);
        let musts = c.wishes.musts[pair as usize].len() as i64 * state.w.must_meet;
        let first = members[0] as usize;
        for way in c.pair_ways(pair).iter().filter(|way| left_out || way.helpers == 0) {
            let class = self.class_of[way.table as usize];
            for round in bits(way.rounds & c.open) {
                let busy = members.iter().any(|q| (state.busy[*q as usize] >> round) & 1 == 1);
                let known = self.talks[begun..].iter().any(|t| t.class == class && t.round == round);
                if busy || known || !state.can_walk(pair, c.table_room[way.table as usize], round) {
                    continue;
                }
                let effort = if way.helpers == 0 { 0 } else { state.w.comfort };
                let worth =
                    state.gain[pair as usize] + musts - effort - state.wish_cost(pair, way.table, round);
                let room = if left_out { 0 } else { 1 };
                let place = nodes.places(class, round);
                let edge = self.flow.edge(nodes.round_of(first, round), place, room, -worth);
                let follows = self.follow.len() as u32;
                for member in &members[1..] {
                    let from = nodes.round_of(*member as usize, round);
                    self.follow.push(self.flow.edge(from, self.sink, 0, 0));
                }
                let followers = (follows, self.follow.len() as u32);
                self.talks.push(Talk { pair, class, round, worth, edge, followers });
            }
        }
        self.of_pair[pair as usize] = (begun as u32, self.talks.len() as u32);
    }

    /// The best talks; false when the caller said stop before they were found.
    pub fn fill(&mut self, stop: &mut dyn FnMut() -> bool) -> bool {
        while self.flow.send(0, self.sink) {
            self.flow.allow_back(self.back);
            self.sent += 1;
            if self.sent.is_multiple_of(PATIENCE) && stop() {
                return false;
            }
        }
        // From here on talks may come and go, unless nobody could come at all.
        if self.flow.potential(self.sink) >= self.flow.potential(0) {
            self.flow.widen(self.back, 1 << 20);
        }
        true
    }

    fn of(&self, pair: u32) -> std::ops::Range<usize> {
        let (from, to) = self.of_pair[pair as usize];
        from as usize..to as usize
    }

    /// The talks that flow, without those that are held.
    pub fn chosen(&self) -> impl Iterator<Item = &Talk> {
        self.talks.iter().filter(|talk| self.flow.carries(talk.edge) > 0)
    }

    /// Closes what cannot be together; false when there was nothing.
    pub fn part(&mut self) -> bool {
        let mut closed = false;
        for q in 0..self.c.pairs_of_resident.len() {
            while let Some(worst) = self.worst_of(q) {
                self.flow.close(self.talks[worst].edge);
                self.sent += 1;
                closed = true;
            }
        }
        closed
    }

    /// The talk of a resident that is worth least among those that another one excludes; nobody who is held.
    fn worst_of(&self, q: usize) -> Option<usize> {
        let c = self.c;
        let mut mine: Vec<(usize, bool)> = Vec::new();
        for pair in &c.pairs_of_resident[q] {
            match self.held[*pair as usize] {
                NONE => mine.extend(
                    self.of(*pair).filter(|t| self.flow.carries(self.talks[*t].edge) > 0).map(|t| (t, false)),
                ),
                talk => mine.push((talk as usize, true)),
            }
        }
        let excludes = |a: &Talk, b: &Talk| {
            let employer = |t: &Talk| c.pairs[t.pair as usize].employer;
            let room = |t: &Talk| self.room_of[t.class as usize];
            employer(a) == employer(b) || (c.rooms.blocked(room(a), a.round, room(b)) >> b.round) & 1 == 1
        };
        let mut worst: Option<usize> = None;
        for (k, (a, a_held)) in mine.iter().enumerate() {
            for (b, b_held) in &mine[k + 1..] {
                let (one, two) = (&self.talks[*a], &self.talks[*b]);
                if (*a_held && *b_held) || !excludes(one, two) {
                    continue;
                }
                let less = if *b_held || (!*a_held && one.worth < two.worth) { *a } else { *b };
                if worst.is_none_or(|w| self.talks[less].worth < self.talks[w].worth) {
                    worst = Some(less);
                }
            }
        }
        worst
    }
}

/// Of each table those of its employer and room that speak the same, as a number; of each number the room
/// and the employer.
pub(super) fn classes(c: &Compiled) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let mut keys: Vec<(u32, u32, u128)> = Vec::new();
    let mut class_of = Vec::new();
    for table in 0..c.table_room.len() {
        let key = (c.table_employer[table], c.table_room[table], c.table_speaks[table]);
        let class = keys.iter().position(|k| *k == key).unwrap_or_else(|| {
            keys.push(key);
            keys.len() - 1
        });
        class_of.push(class as u32);
    }
    (class_of, keys.iter().map(|key| key.1).collect(), keys.iter().map(|key| key.0).collect())
}
