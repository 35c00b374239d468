//! Where a program stands: kept, gone back to, and made anew from who is in the basis.

use super::{Linear, NONE, TINY};

/// Bounds, and who is in the basis.
pub(in crate::rotation::planner) struct Stand {
    low: Vec<f64>,
    high: Vec<f64>,
    at_high: Vec<bool>,
    basis: Vec<u32>,
    edge: Vec<f64>,
}

impl Linear {
    /// How all stands, to go back there.
    pub fn stand(&self) -> Stand {
        let (low, high, at_high) = (self.low.clone(), self.high.clone(), self.at_high.clone());
        Stand { low, high, at_high, basis: self.basis.clone(), edge: self.edge.clone() }
    }

    /// Goes back to how all stood; rows that were added since stay. Call `refresh` before going on.
    pub fn go_back(&mut self, stand: &Stand) {
        let (n, m) = (self.columns.len(), self.limit.len());
        self.low.clone_from(&stand.low);
        self.high.clone_from(&stand.high);
        self.at_high.clone_from(&stand.at_high);
        self.basis.clone_from(&stand.basis);
        self.edge.clone_from(&stand.edge);
        self.low.resize(n + m, 0.0);
        self.high.resize(n + m, f64::INFINITY);
        self.at_high.resize(n + m, false);
        self.edge.resize(m, 1.0);
        self.basis.extend((n + self.basis.len()) as u32..(n + m) as u32);
        self.place.fill(NONE);
        self.place.resize(n + m, NONE);
        for (place, number) in self.basis.iter().enumerate() {
            self.place[*number as usize] = place as u32;
        }
    }

    /// The inverse, values and reduced costs anew; false when the basis cannot be inverted.
    pub fn refresh(&mut self) -> bool {
        self.refreshed += 1;
        let (n, m) = (self.columns.len(), self.limit.len());
        let held = std::mem::take(&mut self.basis);
        let mut inverse = std::mem::take(&mut self.inverse);
        let order = inverse.make(m, &held, &self.columns);
        self.inverse = inverse;
        self.is_lost = order.is_none();
        let Some(basis) = order else {
            self.basis = held;
            return false;
        };
        let edges: Vec<f64> =
            basis.iter().map(|number| self.edge[self.place[*number as usize] as usize]).collect();
        self.edge = edges;
        self.basis = basis;
        for (place, number) in self.basis.iter().enumerate() {
            self.place[*number as usize] = place as u32;
        }
        self.revalue();
        let mut prices = vec![0.0; m];
        for (place, number) in self.basis.iter().enumerate() {
            prices[place] = self.cost.get(*number as usize).copied().unwrap_or(0.0);
        }
        self.inverse.back(&mut prices);
        self.reduced.clear();
        for (number, column) in self.columns.iter().enumerate() {
            let paid: f64 = column.iter().map(|(row, count)| prices[*row as usize] * count).sum();
            self.reduced.push(self.cost[number] - paid);
        }
        self.reduced.extend(prices.iter().map(|price| -price));
        // What rounding or a fixed value put on the wrong side goes to the other bound.
        let mut moved = false;
        for number in 0..n {
            if self.place[number] == NONE && self.low[number] < self.high[number] {
                let wrong = if self.at_high[number] {
                    self.reduced[number] > TINY
                } else {
                    self.reduced[number] < -TINY
                };
                if wrong {
                    self.at_high[number] = !self.at_high[number];
                    moved = true;
                }
            }
        }
        if moved {
            self.revalue();
        }
        self.floor.clear();
        self.floor.extend(self.basis.iter().map(|number| self.low[*number as usize]));
        self.ceiling.clear();
        self.ceiling.extend(self.basis.iter().map(|number| self.high[*number as usize]));
        self.side.clear();
        for number in 0..n + m {
            let side = self.side_of(number);
            self.side.push(side);
        }
        true
    }

    fn revalue(&mut self) {
        let mut left = self.limit.clone();
        for number in 0..self.columns.len() as u32 {
            let value = self.value_off(number);
            if value != 0.0 {
                self.column(number, -value, &mut left);
            }
        }
        self.inverse.forth(&mut left);
        self.value = left;
    }
}
