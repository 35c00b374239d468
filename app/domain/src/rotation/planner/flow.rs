//! Cheapest flow by successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9), one
//! unit at a time from any node with supply to any node with demand. Whole numbers throughout, so that
//! every machine finds the same flow.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

const FAR: i64 = i64::MAX / 4;
const NOWHERE: u32 = u32::MAX;

/// An edge or its way back, beside all others that leave the same node; those with room come first.
#[derive(Clone, Copy)]
struct Edge {
    cost: i64,
    to: u32,
    room: u32,
    /// Twice its number, and one more for the way back.
    name: u32,
}

/// Edges are numbered as they are added.
pub(super) struct Flow {
    /// What was added: from, to, room and cost.
    added: Vec<(u32, u32, u32, i64)>,
    edges: Vec<Edge>,
    /// Where the edges of each node begin, one more at the end, and where those with room end.
    first: Vec<u32>,
    open: Vec<u32>,
    /// Where each edge and its way back stand, by name.
    place: Vec<u32>,
    potential: Vec<i64>,
    distance: Vec<i64>,
    by: Vec<u32>,
    reached: Vec<u32>,
    heap: BinaryHeap<(Reverse<i64>, u32)>,
    /// Nodes as near as the one at hand.
    level: Vec<(i64, u32)>,
}

impl Flow {
    pub fn new(nodes: usize) -> Flow {
        Flow {
            added: Vec::new(),
            edges: Vec::new(),
            first: Vec::new(),
            open: Vec::new(),
            place: Vec::new(),
            potential: vec![0; nodes],
            distance: vec![FAR; nodes],
            by: vec![NOWHERE; nodes],
            reached: Vec::new(),
            heap: BinaryHeap::new(),
            level: Vec::new(),
        }
    }

    /// Adds an edge for `room` units and returns its number.
    pub fn edge(&mut self, from: u32, to: u32, room: u32, cost: i64) -> u32 {
        self.added.push((from, to, room, cost));
        self.added.len() as u32 - 1
    }

    /// Lays the edges out; more cannot be added. Exact potentials for edges that cost less than nothing, as
    /// long as every edge with room leads to a node of a higher number.
    pub fn begin(&mut self) {
        let nodes = self.potential.len();
        let mut next = vec![0_u32; nodes + 1];
        for (from, to, ..) in &self.added {
            next[*from as usize + 1] += 1;
            next[*to as usize + 1] += 1;
        }
        for node in 0..nodes {
            next[node + 1] += next[node];
        }
        self.first.clone_from(&next);
        self.edges = vec![Edge { cost: 0, to: 0, room: 0, name: 0 }; self.added.len() * 2];
        self.place = vec![0; self.added.len() * 2];
        for (number, (from, to, room, cost)) in self.added.drain(..).enumerate() {
            let name = number as u32 * 2;
            let there = Edge { cost, to, room, name };
            let back = Edge { cost: -cost, to: from, room: 0, name: name + 1 };
            for (node, edge) in [(from, there), (to, back)] {
                self.place[edge.name as usize] = next[node as usize];
                self.edges[next[node as usize] as usize] = edge;
                next[node as usize] += 1;
            }
        }
        self.open = self.first[..nodes].to_vec();
        for node in 0..nodes {
            for place in self.first[node]..self.first[node + 1] {
                if self.edges[place as usize].room > 0 {
                    self.exchange(place, self.open[node]);
                    self.open[node] += 1;
                }
            }
        }
        for node in 0..nodes {
            for edge in &self.edges[self.first[node] as usize..self.open[node] as usize] {
                let length = self.potential[node] + edge.cost;
                let known = &mut self.potential[edge.to as usize];
                *known = (*known).min(length);
            }
        }
    }

    /// Two edges of one node change places.
    fn exchange(&mut self, a: u32, b: u32) {
        self.edges.swap(a as usize, b as usize);
        for place in [a, b] {
            self.place[self.edges[place as usize].name as usize] = place;
        }
    }

    fn named(&self, name: u32) -> &Edge {
        &self.edges[self.place[name as usize] as usize]
    }

    fn set_room(&mut self, name: u32, room: u32) {
        let place = self.place[name as usize];
        let before = std::mem::replace(&mut self.edges[place as usize].room, room);
        if (before == 0) == (room == 0) {
            return;
        }
        let node = self.named(name ^ 1).to as usize;
        if room == 0 {
            self.open[node] -= 1;
            self.exchange(place, self.open[node]);
        } else {
            self.exchange(place, self.open[node]);
            self.open[node] += 1;
        }
    }

    /// One unit of room more.
    fn give(&mut self, name: u32) {
        self.set_room(name, self.named(name).room + 1);
    }

    /// One unit of room less, where there is some.
    fn take(&mut self, name: u32) {
        self.set_room(name, self.named(name).room - 1);
    }

    fn ends(&self, edge: u32) -> (u32, u32) {
        (self.named(back(edge)).to, self.named(there(edge)).to)
    }

    pub fn carries(&self, edge: u32) -> u32 {
        self.named(back(edge)).room
    }

    /// Closes an edge for good. What it carried goes another way, whatever that costs.
    pub fn close(&mut self, edge: u32) {
        let (from, to) = self.ends(edge);
        self.set_room(there(edge), 0);
        while self.carries(edge) > 0 && self.shortest(from, to, FAR) {
            self.take(back(edge));
            self.push(from, to);
        }
    }

    /// Closes an edge for one unit, whose unit can then be held; `cost` is what that will cost.
    pub fn shut(&mut self, edge: u32, cost: i64) {
        self.close(edge);
        self.set_cost(edge, cost);
    }

    fn set_cost(&mut self, edge: u32, cost: i64) {
        for (name, cost) in [(there(edge), cost), (back(edge), -cost)] {
            self.edges[self.place[name as usize] as usize].cost = cost;
        }
    }

    /// Sends a unit along a shut edge, where it stays; says by how much all becomes dearer. None, and nothing
    /// changes, when that is more than `most` or there is no way for it.
    pub fn hold(&mut self, edge: u32, most: i64) -> Option<i64> {
        let (from, to) = self.ends(edge);
        let cost = self.price(edge);
        if !self.shortest(to, from, most.saturating_sub(cost)) {
            return None;
        }
        self.push(to, from);
        Some(self.potential[from as usize] - self.potential[to as usize] + cost)
    }

    /// Takes a unit that is held off its edge again.
    pub fn let_go(&mut self, edge: u32) -> Option<i64> {
        let (from, to) = self.ends(edge);
        if !self.shortest(from, to, FAR) {
            return None;
        }
        self.push(from, to);
        Some(self.missed(edge))
    }

    /// Takes an edge for one unit away for a while; by how much all becomes dearer.
    pub fn suspend(&mut self, edge: u32) -> i64 {
        let (from, to) = self.ends(edge);
        self.set_room(there(edge), 0);
        if self.carries(edge) > 0 && self.shortest(from, to, FAR) {
            self.take(back(edge));
            self.push(from, to);
            return self.missed(edge);
        }
        0
    }

    /// Gives it back; by how much all becomes dearer, so never more than nothing.
    pub fn resume(&mut self, edge: u32) -> i64 {
        let (from, to) = self.ends(edge);
        if self.missed(edge) <= 0 {
            self.set_room(there(edge), 1);
            return 0;
        }
        self.set_room(back(edge), 1);
        if self.shortest(to, from, FAR) {
            self.push(to, from);
        }
        -self.missed(edge)
    }

    /// What one unit of room on an edge is worth at most.
    pub fn worth(&self, edge: u32) -> i64 {
        self.missed(edge).max(0)
    }

    /// Changes what an edge for one unit costs, and turns the flow until it is cheapest again.
    pub fn reprice(&mut self, edge: u32, cost: i64) {
        let (from, to) = self.ends(edge);
        self.set_cost(edge, cost);
        let (free, used) = (self.named(there(edge)).room > 0, self.carries(edge) > 0);
        let reduced = cost + self.potential[from as usize] - self.potential[to as usize];
        if reduced < 0 && free && !used {
            self.take(there(edge));
            self.give(back(edge));
            if self.shortest(to, from, FAR) {
                self.push(to, from);
            }
        } else if reduced > 0 && used {
            self.take(back(edge));
            self.give(there(edge));
            if self.shortest(from, to, FAR) {
                self.push(from, to);
            }
        }
    }

    /// What closing an edge that carries a unit would cost.
    pub fn loss(&mut self, edge: u32) -> i64 {
        let (from, to) = self.ends(edge);
        if !self.shortest(from, to, FAR) {
            return FAR;
        }
        self.missed(edge)
    }

    /// The same from below, as the potentials tell at once.
    pub fn missed(&self, edge: u32) -> i64 {
        let (from, to) = self.ends(edge);
        self.potential[to as usize] - self.potential[from as usize] - self.price(edge)
    }

    pub fn potential(&self, node: u32) -> i64 {
        self.potential[node as usize]
    }

    pub fn price(&self, edge: u32) -> i64 {
        self.named(there(edge)).cost
    }

    /// Of everything that flows.
    pub fn cost(&self) -> i64 {
        let edges = 0..self.place.len() as u32 / 2;
        edges.map(|edge| self.price(edge) * i64::from(self.carries(edge))).sum()
    }

    /// One more unit that may be taken back along the reverse of an edge.
    pub fn allow_back(&mut self, edge: u32) {
        self.give(back(edge));
    }

    /// More room on an edge that costs nothing and would carry nothing.
    pub fn widen(&mut self, edge: u32, room: u32) {
        self.set_room(there(edge), self.named(there(edge)).room + room);
    }

    /// Sends one unit along the cheapest way from `source` to `sink` if that costs less than nothing.
    pub fn send(&mut self, source: u32, sink: u32) -> bool {
        let cheaper = self.shortest(source, sink, FAR)
            && self.potential[sink as usize] < self.potential[source as usize];
        if cheaper {
            self.push(source, sink);
        }
        cheaper
    }

    /// Dijkstra with potentials, which are moved along: afterwards `to` is as far from `from` as the
    /// difference of their potentials. False when it is farther than `most`.
    fn shortest(&mut self, source: u32, sink: u32, most: i64) -> bool {
        for node in self.reached.drain(..) {
            self.distance[node as usize] = FAR;
        }
        self.heap.clear();
        self.level.clear();
        // In lengths above the potentials.
        let most = most + self.potential[source as usize] - self.potential[sink as usize];
        if most < 0 {
            return false;
        }
        let Flow { edges, first, open, potential, distance, by, reached, heap, level, .. } = self;
        let (source, sink) = (source as usize, sink as usize);
        distance[source] = 0;
        by[source] = NOWHERE;
        reached.push(source as u32);
        level.push((0, source as u32));
        let mut within = true;
        loop {
            // Many edges add nothing; what they reach needs no order.
            let (length, node) = match level.pop() {
                Some(next) => next,
                None => match heap.pop() {
                    Some((Reverse(length), node)) => (length, node),
                    None => break,
                },
            };
            let node = node as usize;
            if length > distance[node] {
                continue;
            }
            if distance[sink] <= length {
                break;
            }
            if length > most {
                within = false;
                break;
            }
            let here = potential[node] + length;
            for edge in &edges[first[node] as usize..open[node] as usize] {
                let to = edge.to as usize;
                let length_there = edge.cost + here - potential[to];
                let known = distance[to];
                if length_there < known {
                    distance[to] = length_there;
                    by[to] = edge.name;
                    if known == FAR {
                        reached.push(edge.to);
                    }
                    if length_there == length {
                        level.push((length, edge.to));
                    } else {
                        heap.push((Reverse(length_there), edge.to));
                    }
                }
            }
        }
        within &= distance[sink] <= most;
        let limit = if within { distance[sink] } else { most };
        if distance[sink] == FAR && limit >= FAR / 2 {
            return false;
        }
        for node in reached {
            let node = *node as usize;
            potential[node] += distance[node].min(limit) - limit;
        }
        within
    }

    fn push(&mut self, source: u32, sink: u32) {
        let mut node = sink;
        while node != source {
            let name = self.by[node as usize];
            self.take(name);
            self.give(name ^ 1);
            node = self.named(name ^ 1).to;
        }
    }
}

/// The names of an edge and of its way back.
fn there(edge: u32) -> u32 {
    edge * 2
}

fn back(edge: u32) -> u32 {
    edge * 2 + 1
}
