//! Interpreted meetings and groups in the timed choice: each is held at a place, and what that costs all
//! others is exact.

use super::super::choice::ANYTHING;
use super::super::interpreted::Others;
use super::super::state::{Slot, State};
use super::{NONE, Timed};

impl Timed<'_> {
    /// Nobody of a group meets the same employer alone as well.
    fn edges_of_rivals(&self, group: u32) -> Vec<u32> {
        let rivals = self.c.rivals[group as usize].iter();
        let talks = rivals.flat_map(|rival| self.talks[self.of(*rival)].iter());
        talks.filter(|talk| !self.left_out[talk.pair as usize]).map(|talk| talk.edge).collect()
    }

    fn place_of(&self, pair: u32, slot: Slot) -> Option<usize> {
        let class = self.class_of.get(slot.table as usize)?;
        let fits = |t: &usize| self.talks[*t].class == *class && self.talks[*t].round == slot.round as usize;
        self.of(pair).find(fits)
    }
}

impl Others for Timed<'_> {
    fn hold(&mut self, pair: u32, slot: Slot, most: i64) -> Option<i64> {
        let index = self.place_of(pair, slot)?;
        let (from, to) = self.talks[index].followers;
        let rivals = if from < to { self.edges_of_rivals(pair) } else { Vec::new() };
        let mut cost: i64 = rivals.iter().map(|edge| self.flow.suspend(*edge)).sum();
        let mut edges: Vec<u32> = self.follow[from as usize..to as usize].to_vec();
        edges.push(self.talks[index].edge);
        for (k, edge) in edges.iter().enumerate() {
            let most = if k + 1 < edges.len() { ANYTHING } else { most - cost };
            match self.flow.hold(*edge, most) {
                Some(more) => cost += more,
                None => {
                    edges[..k].iter().for_each(|edge| {
                        self.flow.let_go(*edge);
                    });
                    rivals.iter().for_each(|edge| {
                        self.flow.resume(*edge);
                    });
                    return None;
                }
            }
        }
        self.held[pair as usize] = index as u32;
        self.held_before.push((pair, NONE));
        Some(cost)
    }

    fn let_go(&mut self, pair: u32) -> i64 {
        let index = std::mem::replace(&mut self.held[pair as usize], NONE);
        let Some(talk) = self.talks.get(index as usize) else {
            return 0;
        };
        self.held_before.push((pair, index));
        let ((from, to), edge) = (talk.followers, talk.edge);
        let mut worse: i64 = (from..to).filter_map(|k| self.flow.let_go(self.follow[k as usize])).sum();
        worse += self.flow.let_go(edge).unwrap_or(0);
        if from < to {
            worse += self.edges_of_rivals(pair).iter().map(|edge| self.flow.resume(*edge)).sum::<i64>();
        }
        worse
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
        let talks = self.talks[self.of(pair)].iter();
        let gains = talks.map(|talk| {
            let followers = &self.follow[talk.followers.0 as usize..talk.followers.1 as usize];
            followers.iter().map(|edge| self.flow.missed(*edge)).sum::<i64>() + self.flow.missed(talk.edge)
        });
        gains.max()
    }

    fn same(&self, a: Slot, b: Slot) -> bool {
        let class = |slot: Slot| self.class_of.get(slot.table as usize);
        a.round == b.round && class(a) == class(b)
    }

    fn misses(&self, _: &State, _: u32, _: Slot) -> i64 {
        0
    }
}
