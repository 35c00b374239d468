//! The edges of a flow as they are added, and laid out for it.

use super::{Edge, Flow, NOWHERE, back, there};

#[derive(Clone, Copy)]
pub(super) struct Added {
    from: u32,
    to: u32,
    room: u32,
    cost: i64,
}

impl Flow {
    /// Adds an edge for `room` units and returns its number.
    pub fn edge(&mut self, from: u32, to: u32, room: u32, cost: i64) -> u32 {
        self.added.push(Added { from, to, room, cost });
        self.rungs.push(NOWHERE);
        self.added.len() as u32 - 1
    }

    /// Adds an edge on which every unit has a cost of its own, never less than the one before. One edge is
    /// looked at where a bundle of them would have to be.
    pub fn stair(&mut self, from: u32, to: u32, costs: impl Iterator<Item = i64>) {
        let begun = self.steps.len();
        self.steps.extend(costs);
        let first = self.steps.get(begun).copied().unwrap_or(0);
        let edge = self.edge(from, to, (self.steps.len() - begun) as u32, first);
        self.rungs[edge as usize] = begun as u32;
    }

    /// Lays the edges out; more cannot be added. Exact potentials for edges that cost less than nothing, as
    /// long as every edge with room leads to a node of a higher number.
    pub fn begin(&mut self) {
        let nodes = self.nodes.len();
        let mut next = vec![0_u32; nodes + 1];
        for added in &self.added {
            next[added.from as usize + 1] += 1;
            next[added.to as usize + 1] += 1;
        }
        for node in 0..nodes {
            next[node + 1] += next[node];
        }
        self.first.clone_from(&next);
        self.edges = vec![Edge { cost: 0, to: 0, name: 0 }; self.added.len() * 2];
        self.place = vec![0; self.added.len() * 2];
        for (number, Added { from, to, room, cost }) in self.added.drain(..).enumerate() {
            let (there, back) = (there(number as u32), back(number as u32));
            self.room.extend([room, 0]);
            self.to.extend([to, from]);
            let edges =
                [(from, Edge { cost, to, name: there }), (to, Edge { cost: -cost, to: from, name: back })];
            for (node, edge) in edges {
                self.place[edge.name as usize] = next[node as usize];
                self.edges[next[node as usize] as usize] = edge;
                next[node as usize] += 1;
            }
        }
        self.open = self.first[..nodes].to_vec();
        for node in 0..nodes {
            for place in self.first[node]..self.first[node + 1] {
                if self.room[self.edges[place as usize].name as usize] > 0 {
                    self.exchange(place, self.open[node]);
                    self.open[node] += 1;
                }
            }
        }
        for node in 0..nodes {
            for edge in &self.edges[self.first[node] as usize..self.open[node] as usize] {
                let length = self.nodes[node].potential + edge.cost;
                let known = &mut self.nodes[edge.to as usize].potential;
                *known = (*known).min(length);
            }
        }
    }
}
