//! Cheapest flow by successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9), one
//! unit at a time from any node with supply to any node with demand. Whole numbers throughout, so that
//! every machine finds the same flow.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

const FAR: i64 = i64::MAX / 4;
const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Edge {
    to: u32,
    room: u32,
    cost: i64,
}

/// Edges come in pairs: `e ^ 1` is the way back of `e`.
pub(super) struct Flow {
    edges: Vec<Edge>,
    out: Vec<Vec<u32>>,
    potential: Vec<i64>,
    distance: Vec<i64>,
    by: Vec<u32>,
    reached: Vec<u32>,
    heap: BinaryHeap<(Reverse<i64>, u32)>,
    /// Nodes as near as the one at hand.
    level: Vec<(i64, u32)>,
    /// Nodes looked at so far.
    pub work: u64,
}

impl Flow {
    pub fn new(nodes: usize) -> Flow {
        Flow {
            edges: Vec::new(),
            out: vec![Vec::new(); nodes],
            potential: vec![0; nodes],
            distance: vec![FAR; nodes],
            by: vec![NOWHERE; nodes],
            reached: Vec::new(),
            heap: BinaryHeap::new(),
            level: Vec::new(),
            work: 0,
        }
    }

    /// Adds an edge for `room` units and returns its number.
    pub fn edge(&mut self, from: u32, to: u32, room: u32, cost: i64) -> u32 {
        let number = self.edges.len() as u32;
        self.edges.push(Edge { to, room, cost });
        self.edges.push(Edge { to: from, room: 0, cost: -cost });
        self.out[from as usize].push(number);
        self.out[to as usize].push(number + 1);
        number
    }

    pub fn carries(&self, edge: u32) -> u32 {
        self.edges[edge as usize ^ 1].room
    }

    /// Closes an edge for good. What it carried goes another way, whatever that costs.
    pub fn close(&mut self, edge: u32) {
        let (there, back) = (edge as usize, edge as usize ^ 1);
        self.edges[there].room = 0;
        let (from, to) = (self.edges[back].to, self.edges[there].to);
        while self.edges[back].room > 0 && self.shortest(from, to) {
            self.edges[back].room -= 1;
            self.push(from, to);
        }
    }

    /// Takes one unit of room off an edge; what it carried goes another way.
    pub fn narrow(&mut self, edge: u32) {
        let (there, back) = (edge as usize, edge as usize ^ 1);
        if self.edges[there].room > 0 {
            self.edges[there].room -= 1;
            return;
        }
        let (from, to) = (self.edges[back].to, self.edges[there].to);
        if self.edges[back].room > 0 && self.shortest(from, to) {
            self.edges[back].room -= 1;
            self.push(from, to);
        }
    }

    /// What one unit of room on an edge is worth at most.
    pub fn worth(&self, edge: u32) -> i64 {
        self.missed(edge).max(0)
    }

    /// Changes what an edge for one unit costs, and turns the flow until it is cheapest again.
    pub fn reprice(&mut self, edge: u32, cost: i64) {
        let (there, back) = (edge as usize, edge as usize ^ 1);
        let (from, to) = (self.edges[back].to, self.edges[there].to);
        self.edges[there].cost = cost;
        self.edges[back].cost = -cost;
        let reduced = cost + self.potential[from as usize] - self.potential[to as usize];
        if reduced < 0 && self.edges[there].room > 0 && self.edges[back].room == 0 {
            self.edges[there].room -= 1;
            self.edges[back].room += 1;
            if self.shortest(to, from) {
                self.push(to, from);
            }
        } else if reduced > 0 && self.edges[back].room > 0 {
            self.edges[back].room -= 1;
            self.edges[there].room += 1;
            if self.shortest(from, to) {
                self.push(from, to);
            }
        }
    }

    /// What closing an edge that carries a unit would cost.
    pub fn loss(&mut self, edge: u32) -> i64 {
        let (from, to) = (self.edges[edge as usize ^ 1].to, self.edges[edge as usize].to);
        if !self.shortest(from, to) {
            return FAR;
        }
        self.missed(edge)
    }

    /// The same from below, as the potentials tell at once.
    pub fn missed(&self, edge: u32) -> i64 {
        let (from, to) = (self.edges[edge as usize ^ 1].to, self.edges[edge as usize].to);
        let way = self.potential[to as usize] - self.potential[from as usize];
        way - self.edges[edge as usize].cost
    }

    pub fn price(&self, edge: u32) -> i64 {
        self.edges[edge as usize].cost
    }

    /// Of everything that flows.
    pub fn cost(&self) -> i64 {
        let edges = self.edges.chunks_exact(2);
        edges.map(|pair| pair[0].cost * i64::from(pair[1].room)).sum()
    }

    /// One more unit that may be taken back along the reverse of an edge.
    pub fn allow_back(&mut self, edge: u32) {
        self.edges[edge as usize ^ 1].room += 1;
    }

    /// Exact potentials for edges that cost less than nothing, as long as nothing flows and every edge
    /// leads to a node of a higher number.
    pub fn begin(&mut self) {
        self.potential.fill(0);
        for node in 0..self.out.len() {
            for edge in &self.out[node] {
                let Edge { to, room, cost } = self.edges[*edge as usize];
                if room > 0 {
                    let length = self.potential[node] + cost;
                    let known = &mut self.potential[to as usize];
                    *known = (*known).min(length);
                }
            }
        }
    }

    /// Sends one unit along the cheapest way from `source` to `sink` if that costs less than nothing.
    pub fn send(&mut self, source: u32, sink: u32) -> bool {
        let cheaper =
            self.shortest(source, sink) && self.potential[sink as usize] < self.potential[source as usize];
        if cheaper {
            self.push(source, sink);
        }
        cheaper
    }

    /// Dijkstra with potentials, which are moved along: afterwards `to` is as far from `from` as the
    /// difference of their potentials.
    fn shortest(&mut self, source: u32, sink: u32) -> bool {
        for node in self.reached.drain(..) {
            self.distance[node as usize] = FAR;
        }
        self.heap.clear();
        self.level.clear();
        self.reach(source, 0, NOWHERE, true);
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
            self.work += 1;
            for k in 0..self.out[node as usize].len() {
                let number = self.out[node as usize][k];
                let Edge { to, room, cost } = self.edges[number as usize];
                if room > 0 {
                    let step = cost + self.potential[node as usize] - self.potential[to as usize];
                    self.reach(to, length + step, number, step == 0);
                }
            }
        }
        let limit = self.distance[sink as usize];
        if limit == FAR {
            return false;
        }
        for node in &self.reached {
            let node = *node as usize;
            self.potential[node] += self.distance[node].min(limit) - limit;
        }
        true
    }

    fn push(&mut self, source: u32, sink: u32) {
        let mut node = sink;
        while node != source {
            let number = self.by[node as usize];
            self.edges[number as usize].room -= 1;
            self.edges[number as usize ^ 1].room += 1;
            node = self.edges[number as usize ^ 1].to;
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
