//! A circulation of least cost on a small graph: negative cycles (Bellman 1958, Ford 1956) are cancelled
//! one by one. Whole numbers throughout.

const NOWHERE: u32 = u32::MAX;
/// More cycles than this are never cancelled in one graph.
const CYCLES: usize = 256;

struct Edge {
    from: u32,
    to: u32,
    room: u32,
    used: u32,
    cost: i64,
}

/// Edges are numbered as they are added.
#[derive(Default)]
pub(super) struct Circulation {
    edges: Vec<Edge>,
    distance: Vec<i64>,
    /// The edge by which each node was reached, twice its number, and one more when against it.
    by: Vec<u32>,
    seen: Vec<u32>,
}

impl Circulation {
    pub fn begin(&mut self, nodes: usize) {
        self.edges.clear();
        self.distance.resize(nodes, 0);
        self.by.resize(nodes, NOWHERE);
        self.seen.resize(nodes, NOWHERE);
    }

    pub fn edge(&mut self, from: u32, to: u32, room: u32, cost: i64) {
        if room > 0 {
            self.edges.push(Edge { from, to, room, used: 0, cost });
        }
    }

    pub fn carries(&self, edge: usize) -> bool {
        self.edges[edge].used > 0
    }

    /// Cancels negative cycles; false when there was none.
    pub fn improve(&mut self) -> bool {
        let mut improved = false;
        for _ in 0..CYCLES {
            let Some(node) = self.cycle() else {
                break;
            };
            self.turn(node);
            improved = true;
        }
        improved
    }

    /// A node on a negative cycle, whose edges are in `by`.
    fn cycle(&mut self) -> Option<u32> {
        self.distance.fill(0);
        self.by.fill(NOWHERE);
        for _ in 0..=self.distance.len() {
            let mut shorter = false;
            for (index, edge) in self.edges.iter().enumerate() {
                let (from, to) = (edge.from as usize, edge.to as usize);
                if edge.used < edge.room && self.distance[from] + edge.cost < self.distance[to] {
                    self.distance[to] = self.distance[from] + edge.cost;
                    self.by[to] = index as u32 * 2;
                    shorter = true;
                }
                if edge.used > 0 && self.distance[to] - edge.cost < self.distance[from] {
                    self.distance[from] = self.distance[to] - edge.cost;
                    self.by[from] = index as u32 * 2 + 1;
                    shorter = true;
                }
            }
            if !shorter {
                return None;
            }
            if let Some(node) = self.closed() {
                return Some(node);
            }
        }
        None
    }

    /// A node from which the edges in `by` lead back to it.
    fn closed(&mut self) -> Option<u32> {
        self.seen.fill(NOWHERE);
        for start in 0..self.by.len() as u32 {
            let mut node = start;
            while self.seen[node as usize] == NOWHERE {
                self.seen[node as usize] = start;
                match self.before(node) {
                    Some(before) => node = before,
                    None => break,
                }
            }
            if self.seen[node as usize] == start && self.by[node as usize] != NOWHERE {
                return Some(node);
            }
        }
        None
    }

    fn before(&self, node: u32) -> Option<u32> {
        let by = self.by[node as usize];
        let edge = self.edges.get(by as usize / 2)?;
        Some(if by.is_multiple_of(2) { edge.from } else { edge.to })
    }

    fn turn(&mut self, start: u32) {
        let mut node = start;
        loop {
            let by = self.by[node as usize];
            let edge = &mut self.edges[by as usize / 2];
            if by.is_multiple_of(2) {
                edge.used += 1;
                node = edge.from;
            } else {
                edge.used -= 1;
                node = edge.to;
            }
            if node == start {
                return;
            }
        }
    }
}
