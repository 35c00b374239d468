//! What plans have in common that are as good as the best one: by complementary slackness they consist of talks that could
//! take place for nothing, and what one more of would be worth something is used up. Where the best one was found after
//! something had been settled, that is said of plans in which it is settled so.

use super::super::super::compiled::NONE;
use super::super::super::settling::SAME;
use super::{Program, Rules, SOME, Talk};

/// Around the best plan that was found, comfort apart.
pub struct Face {
    pub talks: Vec<Talk>,
    /// Of each resident.
    pub tight: Vec<Tight>,
}

/// What a resident does in all of them.
#[derive(Clone, Default)]
pub struct Tight {
    /// Rounds in which they meet somebody.
    pub busy: u64,
    /// Employers whom they meet.
    pub met: Vec<u32>,
    /// They have as many talks as they may have.
    pub full: bool,
}

impl Program<'_> {
    /// As the program stands, which must be at its best.
    pub(super) fn face_here(&self) -> Face {
        let open = |t: &u32| self.linear.value(*t) > SOME || self.linear.is_open(*t, SAME);
        let talks = (0..self.talks.len() as u32).filter(open).map(|t| self.talks[t as usize]).collect();
        let rules = Rules::of(self.c, &self.class_of);
        let (employers, rounds) = (self.c.employer_cap.len(), self.c.rounds);
        let is_tight = |rule: usize| {
            let row = self.row_of[rule];
            row != NONE && self.linear.worth(row) > SAME
        };
        let tight = (0..self.of_resident.len()).map(|q| {
            let met = (0..employers).filter(|e| is_tight(q * employers + e)).map(|e| e as u32);
            let busy = (0..rounds).filter(|round| is_tight(rules.at + q * rounds + round));
            let busy = busy.fold(0, |mask, round| mask | 1 << round);
            Tight { busy, met: met.collect(), full: is_tight(rules.cap + q) }
        });
        Face { talks, tight: tight.collect() }
    }
}
