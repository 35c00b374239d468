//! Who leaves the basis, and who takes the place.

use super::{FEASIBLE, Linear, PIVOT, TINY};

/// So many unknowns are put in order at first.
const FEW: usize = 16;

impl Linear {
    /// The place of the basis that is farthest outside its bounds, and by how much.
    pub(super) fn leaving(&self) -> Option<(usize, f64)> {
        let mut worst: Option<(f64, usize, f64)> = None;
        let bounds = self.floor.iter().zip(&self.ceiling);
        for (place, (value, (floor, ceiling))) in self.value.iter().zip(bounds).enumerate() {
            let beyond = if *value > ceiling + FEASIBLE {
                value - ceiling
            } else if *value < floor - FEASIBLE {
                value - floor
            } else {
                continue;
            };
            let weight = beyond * beyond / self.edge[place];
            if worst.is_none_or(|(most, _, _)| weight > most) {
                worst = Some((weight, place, beyond));
            }
        }
        worst.map(|(_, place, beyond)| (place, beyond))
    }

    /// What each unknown counts in the row that leaves, as far as it counts.
    pub(super) fn pivots_of(&mut self, row: &[f64], pivots: &mut Vec<(u32, f64)>) {
        let n = self.columns.len();
        pivots.clear();
        self.turn += 1;
        // Every number is written down behind those that count, and stays only if it is new: a branch here would be
        // mispredicted every other time. Hence one place more than there are unknowns.
        let mut count_of_who = 0;
        for (index, count) in row.iter().enumerate().filter(|(_, count)| count.abs() > TINY) {
            for (number, by) in &self.rows[index] {
                let last = &mut self.touched[*number as usize];
                self.who[count_of_who] = *number;
                count_of_who += usize::from(*last != self.turn);
                *last = self.turn;
                self.sums[*number as usize] += count * by;
            }
            pivots.push(((n + index) as u32, *count));
        }
        for number in &self.who[..count_of_who] {
            pivots.push((*number, std::mem::take(&mut self.sums[*number as usize])));
        }
    }

    /// Who takes the place in the basis, and whose bound is passed on the way there.
    pub(super) fn entering(
        &self,
        pivots: &[(u32, f64)],
        sign: f64,
        beyond: f64,
    ) -> Option<(u32, Vec<u32>, f64)> {
        // Without a branch as well.
        let mut near = vec![(0.0, 0, 0.0); pivots.len() + 1];
        let mut count = 0;
        for (number, pivot) in pivots {
            near[count] = (0.0, *number, *pivot);
            count += usize::from(f64::from(self.side[*number as usize]) * sign * pivot > PIVOT);
        }
        near.truncate(count);
        for (ratio, number, pivot) in &mut near {
            *ratio = (self.reduced[*number as usize] / (sign * *pivot)).max(0.0);
        }
        let order = |a: &(f64, u32, f64), b: &(f64, u32, f64)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        let (mut slope, mut flips) = (beyond, Vec::new());
        let mut sorted = 0;
        for k in 0..near.len() {
            if k == sorted {
                // Mostly few bounds are passed, so not all are put in order.
                sorted = (4 * sorted + FEW).min(near.len());
                if sorted < near.len() {
                    near[k..].select_nth_unstable_by(sorted - k, order);
                }
                near[k..sorted].sort_unstable_by(order);
            }
            let (ratio, number, pivot) = near[k];
            let n = number as usize;
            slope -= pivot.abs() * (self.high[n] - self.low[n]);
            if slope <= 0.0 {
                // Among those that are as near the largest pivot is safest.
                let alike = near[k..sorted].iter().take_while(|(other, ..)| *other <= ratio + TINY);
                let best = alike.fold((number, pivot), |best, (_, number, pivot)| {
                    if pivot.abs() > best.1.abs() { (*number, *pivot) } else { best }
                });
                return Some((best.0, flips, best.1));
            }
            flips.push(number);
        }
        None
    }
}
