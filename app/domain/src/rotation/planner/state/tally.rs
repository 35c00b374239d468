//! What pairs are worth, who is short of a promise, and the lists that steps are drawn from.

use super::State;

impl State<'_> {
    /// What a pair is worth at its best place, beside promises and comfort.
    pub fn worth_of(&self, pair: u32) -> i64 {
        let musts = self.c.wishes.musts[pair as usize].len() as i64;
        self.gain[pair as usize] + self.best_wish(pair) + musts * self.w.must_meet
    }

    /// What the levels above ask of the pair's place, where it is fulfilled best.
    pub fn best_wish(&self, pair: u32) -> i64 {
        let wanted = self.c.wishes.wanted[pair as usize].iter();
        wanted.map(|wanted| wanted.weight * self.level_weight(wanted.level)).max().unwrap_or(0)
    }

    /// Lets a pair count for more or less in the energy; the totals stay exact.
    pub fn value(&mut self, pair: u32, gain: i64) {
        if self.is_seated(pair) {
            self.energy += self.gain[pair as usize] - gain;
        }
        self.gain[pair as usize] = gain;
    }

    /// Counts talks that will be there later, so that nobody looks for others meanwhile.
    pub fn lend(&mut self, resident: u32) {
        let q = resident as usize;
        let talks = self.talks[q];
        if talks < self.c.promised[q] {
            self.totals.short[talks as usize] -= 1;
            self.energy -= self.w.short[talks as usize];
        }
        self.talks[q] += 1;
        if self.talks[q] == self.c.promised[q] {
            self.list_short(q, false);
        }
    }

    /// Takes a lent talk back.
    pub fn unlend(&mut self, resident: u32) {
        let q = resident as usize;
        if self.talks[q] == self.c.promised[q] && self.c.promised[q] > 0 {
            self.list_short(q, true);
        }
        self.talks[q] -= 1;
        let talks = self.talks[q];
        if talks < self.c.promised[q] {
            self.totals.short[talks as usize] += 1;
            self.energy += self.w.short[talks as usize];
        }
    }

    pub(super) fn list_short(&mut self, resident: usize, short: bool) {
        if short {
            self.short_place[resident] = self.short.len() as u32;
            self.short.push(resident as u32);
        } else {
            let index = self.short_place[resident] as usize;
            self.short.swap_remove(index);
            if let Some(moved) = self.short.get(index) {
                self.short_place[*moved as usize] = index as u32;
            }
        }
    }

    pub(super) fn move_list(&mut self, pair: u32, seat: bool) {
        if self.has_happened(pair) {
            return;
        }
        let (from, to) = if seat {
            (&mut self.unseated, &mut self.seated)
        } else {
            (&mut self.seated, &mut self.unseated)
        };
        let index = self.place[pair as usize] as usize;
        from.swap_remove(index);
        if let Some(moved) = from.get(index) {
            self.place[*moved as usize] = index as u32;
        }
        self.place[pair as usize] = to.len() as u32;
        to.push(pair);
    }
}
