//! Cheapest flow by successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9), one
//! unit at a time from any node with supply to any node with demand. Whole numbers throughout, so that
//! every machine finds the same flow.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

const FAR: i64 = i64::MAX / 4;
const NOWHERE: u32 = u32::MAX;

/// An edge or its way back, beside all others that leave the same node.
#[derive(Clone, Copy)]
struct Edge {
    cost: i64,
    to: u32,
    room: u32,
    /// Where the way back stands.
    twin: u32,
}

/// Edges are numbered as they are added.
pub(super) struct Flow {
    /// What was added: from, to, room and cost.
    added: Vec<(u32, u32, u32, i64)>,
    edges: Vec<Edge>,
    /// Where the edges of each node begin; one more at the end.
    first: Vec<u32>,
    /// Where each edge stands that was added.
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
        self.edges = vec![Edge { cost: 0, to: 0, room: 0, twin: 0 }; self.added.len() * 2];
        for (from, to, room, cost) in self.added.drain(..) {
            let (there, back) = (next[from as usize], next[to as usize]);
            next[from as usize] += 1;
            next[to as usize] += 1;
            self.edges[there as usize] = Edge { cost, to, room, twin: back };
            self.edges[back as usize] = Edge { cost: -cost, to: from, room: 0, twin: there };
            self.place.push(there);
        }
        for node in 0..nodes {
            for edge in &self.edges[self.first[node] as usize..self.first[node + 1] as usize] {
                if edge.room > 0 {
                    let length = self.potential[node] + edge.cost;
                    let known = &mut self.potential[edge.to as usize];
                    *known = (*known).min(length);
                }
            }
        }
    }

    /// Where an edge and its way back stand.
    fn both(&self, edge: u32) -> (usize, usize) {
        let there = self.place[edge as usize] as usize;
        (there, self.edges[there].twin as usize)
    }

    fn ends(&self, edge: u32) -> (u32, u32) {
        let (there, back) = self.both(edge);
        (self.edges[back].to, self.edges[there].to)
    }

    pub fn carries(&self, edge: u32) -> u32 {
        self.edges[self.both(edge).1].room
    }

    /// Closes an edge for good. What it carried goes another way, whatever that costs.
    pub fn close(&mut self, edge: u32) {
        let ((there, back), (from, to)) = (self.both(edge), self.ends(edge));
        self.edges[there].room = 0;
        while self.edges[back].room > 0 && self.shortest(from, to, FAR) {
            self.edges[back].room -= 1;
            self.push(from, to);
        }
    }

    /// Closes an edge for one unit, whose unit can then be held; `cost` is what that will cost.
    pub fn shut(&mut self, edge: u32, cost: i64) {
        self.close(edge);
        self.set_cost(edge, cost);
    }

    fn set_cost(&mut self, edge: u32, cost: i64) {
        let (there, back) = self.both(edge);
        self.edges[there].cost = cost;
        self.edges[back].cost = -cost;
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
        let ((there, back), (from, to)) = (self.both(edge), self.ends(edge));
        self.edges[there].room = 0;
        if self.edges[back].room > 0 && self.shortest(from, to, FAR) {
            self.edges[back].room -= 1;
            self.push(from, to);
            return self.missed(edge);
        }
        0
    }

    /// Gives it back; by how much all becomes dearer, so never more than nothing.
    pub fn resume(&mut self, edge: u32) -> i64 {
        let ((there, back), (from, to)) = (self.both(edge), self.ends(edge));
        if self.missed(edge) <= 0 {
            self.edges[there].room = 1;
            return 0;
        }
        self.edges[back].room = 1;
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
        let ((there, back), (from, to)) = (self.both(edge), self.ends(edge));
        self.set_cost(edge, cost);
        let reduced = cost + self.potential[from as usize] - self.potential[to as usize];
        if reduced < 0 && self.edges[there].room > 0 && self.edges[back].room == 0 {
            self.edges[there].room -= 1;
            self.edges[back].room += 1;
            if self.shortest(to, from, FAR) {
                self.push(to, from);
            }
        } else if reduced > 0 && self.edges[back].room > 0 {
            self.edges[back].room -= 1;
            self.edges[there].room += 1;
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
        self.edges[self.place[edge as usize] as usize].cost
    }

    /// Of everything that flows.
    pub fn cost(&self) -> i64 {
        let edges = self.place.iter().map(|there| self.edges[*there as usize]);
        edges.map(|edge| edge.cost * i64::from(self.edges[edge.twin as usize].room)).sum()
    }

    /// One more unit that may be taken back along the reverse of an edge.
    pub fn allow_back(&mut self, edge: u32) {
        let (_, back) = self.both(edge);
        self.edges[back].room += 1;
    }

    /// More room on an edge that costs nothing and would carry nothing.
    pub fn widen(&mut self, edge: u32, room: u32) {
        let (there, _) = self.both(edge);
        self.edges[there].room += room;
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
        self.reach(source, 0, NOWHERE, true);
        let mut within = true;
        loop {
            // Many edges add nothing; what they reach needs no order.
            let (length, node) = match self.level.pop() {
                Some(next) => next,
                None => match self.heap.pop() {
                    Some((Reverse(length), node)) => (length, node),
                    None => break,
                },
            };
            if length > self.distance[node as usize] {
                continue;
            }
            if self.distance[sink as usize] <= length {
                break;
            }
            if length > most {
                within = false;
                break;
            }
            let here = self.potential[node as usize];
            for place in self.first[node as usize]..self.first[node as usize + 1] {
                let Edge { to, room, cost, .. } = self.edges[place as usize];
                if room > 0 {
                    let step = cost + here - self.potential[to as usize];
                    self.reach(to, length + step, place, step == 0);
                }
            }
        }
        within &= self.distance[sink as usize] <= most;
        let limit = if within { self.distance[sink as usize] } else { most };
        if self.distance[sink as usize] == FAR && limit >= FAR / 2 {
            return false;
        }
        for node in &self.reached {
            let node = *node as usize;
            self.potential[node] += self.distance[node].min(limit) - limit;
        }
        within
    }

    fn push(&mut self, source: u32, sink: u32) {
        let mut node = sink;
        while node != source {
            let place = self.by[node as usize] as usize;
            let twin = self.edges[place].twin as usize;
            self.edges[place].room -= 1;
            self.edges[twin].room += 1;
            node = self.edges[twin].to;
        }
    }

    fn reach(&mut self, node: u32, length: i64, by: u32, level: bool) {
        let known = &mut self.distance[node as usize];
        if length < *known {
            if *known == FAR {
                self.reached.push(node);
            }
            *known = length;
            self.by[node as usize] = by;
            if level {
                self.level.push((length, node));
            } else {
                self.heap.push((Reverse(length), node));
            }
        }
    }
}
