//! Times made better two rounds at a time, exactly: of all ways in which meetings of the two rounds could
//! change places, the one that costs least. Tables that are alike count as one node; whoever may move is an
//! edge between such nodes, and the best exchange is a circulation of least cost, found by cancelling
//! negative cycles (Klein 1967). Annealing needs many lucky steps for what is one step here.

mod circulation;

use super::anneal::Search;
use super::compiled::{Compiled, NONE};
use super::draft::bits;
use super::state::{Slot, State};
use circulation::Circulation;

/// A look at two rounds counts for a move per so many tables.
const TABLES_PER_MOVE: u64 = 6;

/// What is kept between looks.
pub(super) struct Retimer {
    /// Of each table those that are alike, as a number, and the tables of each number.
    class: Vec<u32>,
    tables: Vec<Vec<u32>>,
    graph: Circulation,
    /// Who moves along each edge: a meeting and the one tied to it, or NONE.
    moving: Vec<[u32; 2]>,
    /// When each round changed last, and when each two rounds were looked at.
    changed: Vec<u64>,
    looked: Vec<u64>,
    now: u64,
}

impl Retimer {
    pub fn new(c: &Compiled) -> Retimer {
        let mut keys: Vec<(u32, u32, u128)> = Vec::new();
        let (mut class, mut tables) = (Vec::new(), Vec::<Vec<u32>>::new());
        for table in 0..c.table_room.len() {
            let key = (c.table_employer[table], c.table_room[table], c.table_speaks[table]);
            let index = keys.iter().position(|k| *k == key).unwrap_or_else(|| {
                keys.push(key);
                tables.push(Vec::new());
                keys.len() - 1
            });
            class.push(index as u32);
            tables[index].push(table as u32);
        }
        Retimer {
            class,
            tables,
            graph: Circulation::default(),
            moving: Vec::new(),
            changed: vec![1; c.rounds],
            looked: vec![0; c.rounds * c.rounds],
            now: 1,
        }
    }

    /// Lays out who could move between two rounds; false when nobody gains by it.
    fn lay_out(&mut self, state: &State, rounds: (usize, usize)) -> bool {
        let c = state.c;
        let ground = self.tables.len() as u32;
        self.graph.begin(self.tables.len() + 1);
        self.moving.clear();
        let mut gains = false;
        for table in 0..self.class.len() {
            for (here, there) in [rounds, (rounds.1, rounds.0)] {
                if (state.table_busy[table] >> here) & 1 == 0 {
                    continue;
                }
                let pair = state.pair_at_table(table as u32, here);
                let first = here == rounds.0;
                let Some(other) = state.tied(pair, here, there) else {
                    continue;
                };
                // Two that move together are seen once, from the first round.
                if other != NONE && !first {
                    continue;
                }
                let Some(cost) = state.retiming((pair, here), (other, there)) else {
                    continue;
                };
                let node = self.class[table];
                let beyond = match other {
                    NONE => ground,
                    other => self.class[state.slots[other as usize].table as usize],
                };
                if node == beyond {
                    continue;
                }
                let (from, to) = if first { (node, beyond) } else { (beyond, node) };
                self.graph.edge(from, to, 1, cost);
                self.moving.push([pair, other]);
                gains |= cost < 0;
            }
        }
        if !gains {
            return false;
        }
        for (class, tables) in self.tables.iter().enumerate() {
            let free = |round: usize| {
                let open = |t: &&u32| {
                    (c.table_open[**t as usize] & !state.table_busy[**t as usize]) >> round & 1 == 1
                };
                tables.iter().filter(open).count() as u32
            };
            self.graph.edge(ground, class as u32, free(rounds.1), 0);
            self.graph.edge(class as u32, ground, free(rounds.0), 0);
        }
        true
    }
}

impl State<'_> {
    /// Who has to come back from the other round when a meeting goes there: the one of the same resident or
    /// of the same interpreter, NONE when nobody has to. No value when it is more than one or a group.
    fn tied(&self, pair: u32, here: usize, there: usize) -> Option<u32> {
        let [q] = *self.c.pair_members(pair) else {
            return None;
        };
        let interpreter = self.slots[pair as usize].interpreter;
        let busy = |rounds: u64| (rounds >> there) & 1 == 1;
        let own = if busy(self.busy[q as usize]) { self.pair_at(q, there) } else { NONE };
        let helped = interpreter != NONE && busy(self.interpreter_busy[interpreter as usize]);
        let theirs = if helped { self.pair_of_interpreter(interpreter, there) } else { NONE };
        let other = if own == NONE { theirs } else { own };
        if other == NONE {
            return Some(NONE);
        }
        let [q2] = *self.c.pair_members(other) else {
            return None;
        };
        let interpreter2 = self.slots[other as usize].interpreter;
        let back = |rounds: u64| (rounds >> here) & 1 == 1;
        // Whatever the other one is tied to in this round must be the first.
        let tied_to_first = (q2 == q || !back(self.busy[q2 as usize]))
            && (interpreter2 == NONE
                || interpreter2 == interpreter
                || !back(self.interpreter_busy[interpreter2 as usize]));
        ((theirs == NONE || theirs == other) && tied_to_first).then_some(other)
    }

    /// What it costs when a meeting goes to the other round and, if there is one, the meeting tied to it comes
    /// back. None when that cannot be, tables apart.
    fn retiming(&self, (pair, here): (u32, usize), (other, there): (u32, usize)) -> Option<i64> {
        let both = (1_u64 << here) | (1 << there);
        if self.is_history(pair) || !self.may_go(pair, there, other, both) {
            return None;
        }
        let q = self.c.pair_members(pair)[0];
        let day = |q: u32| {
            let (busy, rooms) = (self.busy[q as usize], self.rooms[q as usize]);
            self.day_cost(q, busy ^ both, rooms) - self.day_cost(q, busy, rooms)
        };
        let mut cost = self.wish_moved(pair, here, there);
        if other == NONE {
            return Some(cost + self.w.comfort * day(q));
        }
        let far = self.c.rooms.blocked(self.room_of(pair), there, self.room_of(other));
        if self.is_history(other) || (far >> here) & 1 == 1 || !self.may_go(other, here, pair, both) {
            return None;
        }
        cost += self.wish_moved(other, there, here);
        let q2 = self.c.pair_members(other)[0];
        Some(if q2 == q { cost } else { cost + self.w.comfort * (day(q) + day(q2)) })
    }

    fn wish_moved(&self, pair: u32, from: usize, to: usize) -> i64 {
        let table = self.slots[pair as usize].table;
        self.wish_cost(pair, table, to) - self.wish_cost(pair, table, from)
    }

    /// Whether a meeting could be in a round, given all that is in neither of `both` rounds, when `other` makes
    /// room there, and a table.
    fn may_go(&self, pair: u32, to: usize, other: u32, both: u64) -> bool {
        let (c, slot) = (self.c, self.slots[pair as usize]);
        let q = c.pair_members(pair)[0];
        if (c.available[q as usize] & c.open) >> to & 1 == 0 {
            return false;
        }
        let room = c.table_room[slot.table as usize];
        let far = c.rooms.far(room, to) & !both;
        let near =
            |other: usize, there: u32| (c.rooms.blocked(room, to, self.room_of(there)) >> other) & 1 == 1;
        if bits(self.busy[q as usize] & far).any(|other| near(other, self.pair_at(q, other))) {
            return false;
        }
        let i = slot.interpreter;
        if i == NONE {
            return true;
        }
        let busy = self.interpreter_busy[i as usize];
        let free = (busy >> to) & 1 == 0 || self.pair_of_interpreter(i, to) == other;
        free && (c.interpreter_rounds[i as usize] >> to) & 1 == 1
            && !bits(busy & far).any(|other| near(other, self.pair_of_interpreter(i, other)))
    }
}

impl Search<'_, '_> {
    /// Looks at all two rounds until nothing is gained any more or so many moves are spent.
    pub(super) fn retime(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) {
        let open: Vec<usize> = bits(self.state.c.open).collect();
        let mut retimer = self.retimer.take().unwrap_or_else(|| Retimer::new(self.state.c));
        let price = 1 + self.state.c.table_room.len() as u64 / TABLES_PER_MOVE;
        // Rounds may have changed since the last time in any way.
        retimer.now += 1;
        let begun = retimer.now;
        retimer.changed.fill(begun);
        'all: loop {
            let mut gained = false;
            for (k, first) in open.iter().enumerate() {
                for second in &open[k + 1..] {
                    let place = first * self.state.c.rounds + second;
                    if retimer.looked[place] > retimer.changed[*first].max(retimer.changed[*second]) {
                        continue;
                    }
                    if self.moves + price > until || stop() {
                        self.stopped |= self.moves + price <= until;
                        break 'all;
                    }
                    self.moves += price;
                    retimer.now += 1;
                    retimer.looked[place] = retimer.now;
                    if self.exchange_rounds(&mut retimer, (*first, *second)) {
                        retimer.now += 1;
                        retimer.changed[*first] = retimer.now;
                        retimer.changed[*second] = retimer.now;
                        gained = true;
                    }
                }
            }
            if !gained {
                break;
            }
        }
        self.retimer = Some(retimer);
    }

    fn exchange_rounds(&mut self, retimer: &mut Retimer, rounds: (usize, usize)) -> bool {
        if !retimer.lay_out(self.state, rounds) || !retimer.graph.improve() {
            return false;
        }
        self.state.keep();
        let before = self.state.energy;
        self.out.clear();
        for (edge, pairs) in retimer.moving.iter().enumerate() {
            if retimer.graph.carries(edge) {
                for pair in pairs.iter().filter(|pair| **pair != NONE) {
                    self.out.push((*pair, self.state.slots[*pair as usize]));
                    self.state.unseat(*pair);
                }
            }
        }
        for (pair, slot) in &self.out {
            let to = if slot.round as usize == rounds.0 { rounds.1 } else { rounds.0 };
            let alike = &retimer.tables[retimer.class[slot.table as usize] as usize];
            let c = self.state.c;
            let free =
                |t: &&u32| (c.table_open[**t as usize] & !self.state.table_busy[**t as usize]) >> to & 1 == 1;
            let Some(table) = std::iter::once(&slot.table).chain(alike).find(free) else {
                self.state.take_back();
                return false;
            };
            self.state.seat(*pair, Slot { table: *table, round: to as u32, interpreter: slot.interpreter });
        }
        if self.state.energy >= before {
            self.state.take_back();
            return false;
        }
        self.take();
        true
    }
}
