//! Pairs that are settled outside the choice: they are held or left out, and the rest is chosen around
//! them. What each change costs all others is exact, and what it costs at least is known before.

use super::super::interpreted::Others;
use super::super::state::{Slot, State};
use super::{Choice, NONE};

/// More than anything costs.
pub(in crate::rotation::planner) const ANYTHING: i64 = i64::MAX / 8;

impl Choice<'_> {
    /// Leaves these pairs, all that need an interpreter, to [`Others::hold`].
    pub fn leave_out(&mut self, pairs: &[u32]) {
        for pair in pairs {
            self.left_out[*pair as usize] = true;
            for index in self.arcs_of(*pair) {
                let arc = &self.arcs[index];
                self.flow.shut(arc.edge, -arc.gain);
            }
        }
        // Interpreters are busy with those; others meet where nobody is needed.
        for arc in self.arcs.iter().filter(|arc| arc.helpers != 0) {
            self.flow.close(arc.edge);
        }
    }

    fn arcs_of(&self, pair: u32) -> std::ops::Range<usize> {
        let (from, to) = self.arcs_of_pair[pair as usize];
        from as usize..to as usize
    }

    /// Nobody of a group meets the same employer alone as well.
    fn suspend_rivals(&mut self, group: u32) -> i64 {
        let edges = self.edges_of_rivals(group);
        edges.iter().map(|edge| self.flow.suspend(*edge)).sum()
    }

    fn resume_rivals(&mut self, group: u32) -> i64 {
        let edges = self.edges_of_rivals(group);
        edges.iter().map(|edge| self.flow.resume(*edge)).sum()
    }

    fn edges_of_rivals(&self, group: u32) -> Vec<u32> {
        let rivals = self.c.rivals[group as usize].iter().filter(|rival| !self.left_out[**rival as usize]);
        let arcs = rivals.flat_map(|rival| self.arcs[self.arcs_of(*rival)].iter());
        arcs.filter(|arc| arc.helpers == 0).map(|arc| arc.edge).collect()
    }
}

impl Others for Choice<'_> {
    fn hold(&mut self, pair: u32, slot: Slot, most: i64) -> Option<i64> {
        let class = self.class_of_table[slot.table as usize];
        let index = self.arcs_of(pair).find(|index| self.arcs[*index].class == class)?;
        let edge = self.arcs[index].edge;
        let followers = std::mem::take(&mut self.followers[pair as usize]);
        let rivals = if followers.is_empty() { 0 } else { self.suspend_rivals(pair) };
        let mut cost = Some(rivals);
        for (k, edge) in followers.iter().chain([&edge]).enumerate() {
            let most = if k < followers.len() { ANYTHING } else { most - cost.unwrap_or(0) };
            let Some(more) = self.flow.hold(*edge, most) else {
                followers[..k].iter().for_each(|edge| {
                    self.flow.let_go(*edge);
                });
                cost = None;
                break;
            };
            cost = cost.map(|cost| cost + more);
        }
        if cost.is_some() {
            self.held[pair as usize] = index as u32;
            self.held_before.push((pair, NONE));
        } else if !followers.is_empty() {
            self.resume_rivals(pair);
        }
        self.followers[pair as usize] = followers;
        cost
    }

    fn let_go(&mut self, pair: u32) -> i64 {
        let index = std::mem::replace(&mut self.held[pair as usize], NONE);
        if index == NONE {
            return 0;
        }
        self.held_before.push((pair, index));
        let edges = self.followers[pair as usize].iter().chain([&self.arcs[index as usize].edge]);
        let worse: i64 = edges.filter_map(|edge| self.flow.let_go(*edge)).sum();
        if self.followers[pair as usize].is_empty() { worse } else { worse + self.resume_rivals(pair) }
    }

    fn mark(&mut self) {
        self.held_before.clear();
        self.flow.mark();
    }

    fn keep(&mut self) {
        self.held_before.clear();
        self.flow.forget();
    }

    fn take_back(&mut self) {
        while let Some((pair, held)) = self.held_before.pop() {
            self.held[pair as usize] = held;
        }
        self.flow.take_back();
    }

    fn margin(&self, pair: u32) -> Option<i64> {
        let here = self.flow.potential(self.resident(*self.c.pair_members(pair).first()?));
        let arcs = self.arcs[self.arcs_of(pair)].iter();
        let first = arcs.map(|arc| self.flow.potential(self.class(arc.class)) - here + arc.gain).max()?;
        let followers = self.followers[pair as usize].iter().map(|edge| self.flow.missed(*edge));
        Some(first + followers.sum::<i64>())
    }

    /// When makes no difference to it.
    fn same(&self, a: Slot, b: Slot) -> bool {
        a.table == b.table
    }

    fn misses(&self, state: &State, pair: u32, slot: Slot) -> i64 {
        match slot.round {
            NONE => 0,
            _ => state.best_wish(pair) + state.wish_cost(pair, slot.table, slot.round as usize),
        }
    }
}
