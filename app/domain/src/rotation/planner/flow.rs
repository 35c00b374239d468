//! Cheapest flow by successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9), one
//! unit at a time from any node with supply to any node with demand. Whole numbers throughout, so that
//! every machine finds the same flow.

mod lay_out;
mod marked;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use lay_out::Added;

const FAR: i64 = i64::MAX / 4;
const NOWHERE: u32 = u32::MAX;

/// An edge or its way back, beside all others that leave the same node; those with room come first.
#[derive(Clone, Copy)]
struct Edge {
    cost: i64,
    to: u32,
    /// Twice its number, and one more for the way back.
    name: u32,
}

#[derive(Clone, Copy)]
struct Node {
    potential: i64,
    distance: i64,
    by: u32,
}

/// Edges are numbered as they are added.
pub(super) struct Flow {
    added: Vec<Added>,
    edges: Vec<Edge>,
    /// Where the edges of each node begin, one more at the end, and where those with room end.
    first: Vec<u32>,
    open: Vec<u32>,
    /// By name: where each edge and its way back stand, the room on them and where they lead.
    place: Vec<u32>,
    room: Vec<u32>,
    to: Vec<u32>,
    /// Where the costs of each edge on which every unit has its own stand in `steps`, or NOWHERE.
    rungs: Vec<u32>,
    steps: Vec<i64>,
    nodes: Vec<Node>,
    reached: Vec<u32>,
    heap: BinaryHeap<(Reverse<i64>, u32)>,
    /// Nodes as near as the one at hand.
    level: Vec<(i64, u32)>,
    /// The room that each change since the mark found, and the potentials at the mark.
    journal: Vec<(u32, u32)>,
    marked: Vec<i64>,
}

impl Flow {
    pub fn new(nodes: usize) -> Flow {
        Flow {
            added: Vec::new(),
            edges: Vec::new(),
            first: Vec::new(),
            open: Vec::new(),
            place: Vec::new(),
            room: Vec::new(),
            to: Vec::new(),
            rungs: Vec::new(),
            steps: Vec::new(),
            nodes: vec![Node { potential: 0, distance: FAR, by: NOWHERE }; nodes],
            reached: Vec::new(),
            heap: BinaryHeap::new(),
            level: Vec::new(),
            journal: Vec::new(),
            marked: Vec::new(),
        }
    }

    /// Two edges of one node change places.
    fn exchange(&mut self, a: u32, b: u32) {
        self.edges.swap(a as usize, b as usize);
        for place in [a, b] {
            self.place[self.edges[place as usize].name as usize] = place;
        }
    }

    fn set_room(&mut self, name: u32, room: u32) {
        let before = std::mem::replace(&mut self.room[name as usize], room);
        if !self.marked.is_empty() {
            self.journal.push((name, before));
        }
        if (before == 0) == (room == 0) {
            return;
        }
        let place = self.place[name as usize];
        let node = self.to[(name ^ 1) as usize] as usize;
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
        self.set_room(name, self.room[name as usize] + 1);
    }

    /// One unit of room less, where there is some.
    fn take(&mut self, name: u32) {
        self.set_room(name, self.room[name as usize] - 1);
    }

    fn ends(&self, edge: u32) -> (u32, u32) {
        (self.to[back(edge) as usize], self.to[there(edge) as usize])
    }

    pub fn carries(&self, edge: u32) -> u32 {
        self.room[back(edge) as usize]
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

    /// The next unit there and the last one back have costs of their own.
    fn climb(&mut self, edge: u32) {
        let rungs = self.rungs[edge as usize] as usize;
        if self.rungs[edge as usize] == NOWHERE {
            return;
        }
        let used = self.carries(edge) as usize;
        if self.room[there(edge) as usize] > 0 {
            self.edges[self.place[there(edge) as usize] as usize].cost = self.steps[rungs + used];
        }
        if used > 0 {
            self.edges[self.place[back(edge) as usize] as usize].cost = -self.steps[rungs + used - 1];
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
        Some(self.potential(from) - self.potential(to) + cost)
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

    /// Changes what an edge for one unit costs, and turns the flow until it is cheapest again.
    pub fn reprice(&mut self, edge: u32, cost: i64) {
        let (from, to) = self.ends(edge);
        self.set_cost(edge, cost);
        let (free, used) = (self.room[there(edge) as usize] > 0, self.carries(edge) > 0);
        let reduced = cost + self.potential(from) - self.potential(to);
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

    /// What closing an edge that carries a unit would cost at least, as the potentials tell at once.
    pub fn missed(&self, edge: u32) -> i64 {
        let (from, to) = self.ends(edge);
        self.potential(to) - self.potential(from) - self.price(edge)
    }

    pub fn potential(&self, node: u32) -> i64 {
        self.nodes[node as usize].potential
    }

    pub fn price(&self, edge: u32) -> i64 {
        self.edges[self.place[there(edge) as usize] as usize].cost
    }

    /// One more unit that may be taken back along the reverse of an edge.
    pub fn allow_back(&mut self, edge: u32) {
        self.give(back(edge));
    }

    /// More room on an edge that costs nothing and would carry nothing.
    pub fn widen(&mut self, edge: u32, room: u32) {
        self.set_room(there(edge), self.room[there(edge) as usize] + room);
    }

    /// Sends one unit along the cheapest way from `source` to `sink` if that costs less than nothing.
    pub fn send(&mut self, source: u32, sink: u32) -> bool {
        let cheaper = self.shortest(source, sink, FAR) && self.potential(sink) < self.potential(source);
        if cheaper {
            self.push(source, sink);
        }
        cheaper
    }

    /// Dijkstra with potentials, which are moved along: afterwards `to` is as far from `from` as the
    /// difference of their potentials. False when it is farther than `most`.
    fn shortest(&mut self, source: u32, sink: u32, most: i64) -> bool {
        for node in self.reached.drain(..) {
            self.nodes[node as usize].distance = FAR;
        }
        self.heap.clear();
        self.level.clear();
        // In lengths above the potentials.
        let most = most + self.potential(source) - self.potential(sink);
        if most < 0 {
            return false;
        }
        let Flow { edges, first, open, nodes, reached, heap, level, .. } = self;
        let (source, sink) = (source as usize, sink as usize);
        (nodes[source].distance, nodes[source].by) = (0, NOWHERE);
        reached.push(source as u32);
        level.push((0, source as u32));
        // Nothing as far as the sink, or too far, leads to it.
        let mut reach = most.saturating_add(1);
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
            if length > nodes[node].distance {
                continue;
            }
            if nodes[sink].distance <= length {
                break;
            }
            let here = nodes[node].potential + length;
            for edge in &edges[first[node] as usize..open[node] as usize] {
                let there = &mut nodes[edge.to as usize];
                let length_there = edge.cost + here - there.potential;
                let known = there.distance;
                if length_there < known.min(reach) {
                    (there.distance, there.by) = (length_there, edge.name);
                    if known == FAR {
                        reached.push(edge.to);
                    }
                    if edge.to as usize == sink {
                        reach = length_there;
                    }
                    if length_there == length {
                        level.push((length, edge.to));
                    } else {
                        heap.push((Reverse(length_there), edge.to));
                    }
                }
            }
        }
        let within = nodes[sink].distance <= most;
        let limit = if within { nodes[sink].distance } else { most };
        if nodes[sink].distance == FAR && limit >= FAR / 2 {
            return false;
        }
        for node in reached {
            let node = &mut nodes[*node as usize];
            node.potential += node.distance.min(limit) - limit;
        }
        within
    }

    fn push(&mut self, source: u32, sink: u32) {
        let mut node = sink;
        while node != source {
            let name = self.nodes[node as usize].by;
            self.take(name);
            self.give(name ^ 1);
            self.climb(name / 2);
            node = self.to[(name ^ 1) as usize];
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
