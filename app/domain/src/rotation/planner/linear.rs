//! Linear programs with bounds on every unknown: the least cost under rows that may not exceed a limit. Dual simplex
//! from a start that needs no search (Lemke 1954), with steepest edges (Forrest and Goldfarb 1992), long steps over
//! bounds (Fourer 1994) and the inverse as a product (Dantzig and Orchard-Hays 1954). Nothing but IEEE basic
//! arithmetic in a fixed order, so that every machine takes the same steps.

mod inverse;
mod pricing;
mod stand;
#[cfg(test)]
mod tests;

pub(super) use stand::Stand;

use inverse::Inverse;

const NONE: u32 = u32::MAX;
/// Smaller differences are rounding.
const TINY: f64 = 1e-9;
const FEASIBLE: f64 = 1e-7;
/// Smaller pivots are not trusted.
const PIVOT: f64 = 1e-6;
/// After so many steps the inverse is made anew.
const STALE: usize = 80;

/// How far a solution is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Solved {
    Best,
    Impossible,
    /// No steps are left, or rounding got the better of it.
    Open,
}

#[derive(Default)]
pub(super) struct Linear {
    /// Of each unknown its rows and what it counts there.
    columns: Vec<Vec<(u32, f64)>>,
    rows: Vec<Vec<(u32, f64)>>,
    limit: Vec<f64>,
    cost: Vec<f64>,
    /// Bounds of unknowns, then of what is left in each row.
    low: Vec<f64>,
    high: Vec<f64>,
    /// Which unknown or, from `columns.len()` on, which row's rest each place of the basis holds, and the reverse.
    basis: Vec<u32>,
    place: Vec<u32>,
    at_high: Vec<bool>,
    /// Values by place of the basis, and reduced costs of all.
    value: Vec<f64>,
    reduced: Vec<f64>,
    edge: Vec<f64>,
    /// Bounds by place of the basis, and of each number where it may go from its bound, up (1) or down (-1); nowhere (0)
    /// when it is in the basis or held. Copies of the above, side by side because every step looks at all of them.
    floor: Vec<f64>,
    ceiling: Vec<f64>,
    side: Vec<i8>,
    inverse: Inverse,
    /// The basis could not be inverted, so that nothing is to be done from here.
    is_lost: bool,
    /// What each unknown counts in the row at hand.
    pivots: Vec<(u32, f64)>,
    /// Sums on the way there, empty between; in which turn each was last touched, and who was in this one.
    sums: Vec<f64>,
    touched: Vec<u32>,
    turn: u32,
    who: Vec<u32>,
    pub steps: u64,
    /// How often the inverse was made anew.
    pub refreshed: u64,
}

impl Linear {
    pub fn row(&mut self, limit: f64) -> u32 {
        self.limit.push(limit);
        self.rows.push(Vec::new());
        self.limit.len() as u32 - 1
    }

    pub fn rows(&self) -> usize {
        self.limit.len()
    }

    pub fn cost(&self, unknown: u32) -> f64 {
        self.cost[unknown as usize]
    }

    pub fn unknowns(&self) -> usize {
        self.columns.len()
    }

    /// An unknown between nothing and one.
    pub fn unknown(&mut self, cost: f64, rows: &[(u32, f64)]) -> u32 {
        let number = self.columns.len() as u32;
        for (row, count) in rows {
            self.rows[*row as usize].push((number, *count));
        }
        self.columns.push(rows.to_vec());
        self.cost.push(cost);
        number
    }

    /// Everything is where it costs least; rows are not looked at yet.
    pub fn begin(&mut self) {
        self.set_out();
        self.refresh();
    }

    fn set_out(&mut self) {
        let (n, m) = (self.columns.len(), self.limit.len());
        self.low = vec![0.0; n + m];
        self.high = vec![1.0; n];
        self.high.resize(n + m, f64::INFINITY);
        self.at_high = self.cost.iter().map(|cost| *cost < 0.0).collect();
        self.at_high.resize(n + m, false);
        self.basis = (n as u32..(n + m) as u32).collect();
        self.place = vec![NONE; n];
        self.place.extend(0..m as u32);
        self.edge = vec![1.0; m];
        self.sums = vec![0.0; n];
        self.touched = vec![0; n];
        self.who = vec![0; n + 1];
        self.turn = 0;
    }

    /// As `begin`, with some unknowns in rows of which nothing is to be left. Each must be the cheapest in its row, and
    /// what is in no such row must cost something.
    pub fn begin_at(&mut self, held: &[(u32, u32)]) {
        self.set_out();
        let n = self.columns.len();
        for (row, unknown) in held {
            let (row, rest) = (*row as usize, n + *row as usize);
            self.basis[row] = *unknown;
            self.place[*unknown as usize] = row as u32;
            self.place[rest] = NONE;
            self.high[rest] = 0.0;
        }
        self.refresh();
    }

    /// Adds a row that holds these unknowns to a limit; call `refresh` before going on.
    pub fn cut(&mut self, unknowns: &[u32], limit: f64) {
        let row = self.row(limit);
        for unknown in unknowns {
            self.rows[row as usize].push((*unknown, 1.0));
            self.columns[*unknown as usize].push((row, 1.0));
        }
        let number = self.place.len() as u32;
        self.low.push(0.0);
        self.high.push(f64::INFINITY);
        self.at_high.push(false);
        self.place.push(row);
        self.basis.push(number);
        self.edge.push(1.0);
        self.reduced.push(0.0);
    }

    /// What all costs as it is.
    pub fn total(&self) -> f64 {
        self.cost.iter().enumerate().map(|(unknown, cost)| cost * self.value(unknown as u32)).sum()
    }

    /// From here on an unknown has this value.
    pub fn fix(&mut self, unknown: u32, value: f64) {
        let u = unknown as usize;
        (self.low[u], self.high[u]) = (value, value);
        self.at_high[u] = false;
        self.side[u] = 0;
        if self.place[u] != NONE {
            let place = self.place[u] as usize;
            (self.floor[place], self.ceiling[place]) = (value, value);
        }
    }

    pub fn value(&self, unknown: u32) -> f64 {
        match self.place[unknown as usize] {
            NONE if self.at_high[unknown as usize] => self.high[unknown as usize],
            NONE => self.low[unknown as usize],
            place => self.value[place as usize],
        }
    }

    /// Whether the value could be another one for at most so much.
    pub fn is_open(&self, unknown: u32, gap: f64) -> bool {
        let n = unknown as usize;
        self.place[n] != NONE || (self.low[n] < self.high[n] && self.reduced[n].abs() <= gap)
    }

    /// What one more in a row would be worth.
    pub fn worth(&self, row: u32) -> f64 {
        self.reduced[self.columns.len() + row as usize].max(0.0)
    }

    /// No values within all rows cost less than this, whatever the unknowns cost and whoever is held here: what is scarce is
    /// paid for as it is worth here instead (Geoffrion 1974).
    pub fn bound(&self, cost: impl Fn(u32) -> f64) -> f64 {
        let paid: f64 = (0..).zip(&self.limit).map(|(row, limit)| limit * self.worth(row)).sum();
        let each = (0..).zip(&self.columns).map(|(unknown, column)| {
            let price: f64 = column.iter().map(|(row, count)| count * self.worth(*row)).sum();
            (cost(unknown) + price).min(0.0)
        });
        each.sum::<f64>() - paid
    }

    fn side_of(&self, number: usize) -> i8 {
        match self.place[number] != NONE || self.low[number] >= self.high[number] {
            true => 0,
            false if self.at_high[number] => -1,
            false => 1,
        }
    }

    fn column(&self, number: u32, sign: f64, to: &mut [f64]) {
        match self.columns.get(number as usize) {
            Some(column) => column.iter().for_each(|(row, count)| to[*row as usize] += sign * count),
            None => to[number as usize - self.columns.len()] += sign,
        }
    }

    /// The value of who is not in the basis.
    fn value_off(&self, number: u32) -> f64 {
        let n = number as usize;
        match self.place[n] {
            NONE if self.at_high[n] => self.high[n],
            NONE => self.low[n],
            _ => 0.0,
        }
    }

    /// Goes on until all is best, at most so many steps.
    pub fn solve(&mut self, most: u64) -> Solved {
        let mut since = 0;
        for _ in 0..most {
            if since == STALE {
                since = 0;
                if !self.refresh() {
                    return Solved::Open;
                }
            }
            since += 1;
            match self.step() {
                Some(Solved::Open) if since > 1 => {
                    since = 0;
                    if !self.refresh() {
                        return Solved::Open;
                    }
                }
                Some(solved) => return solved,
                None => self.steps += 1,
            }
        }
        Solved::Open
    }

    fn step(&mut self) -> Option<Solved> {
        if self.is_lost {
            return Some(Solved::Open);
        }
        let Some((leaving, beyond)) = self.leaving() else {
            return Some(Solved::Best);
        };
        let m = self.limit.len();
        let mut row = vec![0.0; m];
        row[leaving] = 1.0;
        self.inverse.back(&mut row);
        let mut pivots = std::mem::take(&mut self.pivots);
        self.pivots_of(&row, &mut pivots);
        let sign = beyond.signum();
        let found = self.entering(&pivots, sign, beyond.abs());
        let Some((entering, flips, pivot_of)) = found else {
            self.pivots = pivots;
            return Some(Solved::Impossible);
        };
        let mut column = vec![0.0; m];
        self.column(entering, 1.0, &mut column);
        self.inverse.forth(&mut column);
        let pivot = column[leaving];
        if pivot.abs() < PIVOT || (pivot - pivot_of).abs() > 1e-5 * (1.0 + pivot.abs()) {
            self.pivots = pivots;
            return Some(Solved::Open);
        }
        if !flips.is_empty() {
            let mut shift = vec![0.0; m];
            for number in &flips {
                let by = if self.at_high[*number as usize] { -1.0 } else { 1.0 };
                let range = self.high[*number as usize] - self.low[*number as usize];
                self.column(*number, by * range, &mut shift);
                self.at_high[*number as usize] = !self.at_high[*number as usize];
                self.side[*number as usize] *= -1;
            }
            self.inverse.forth(&mut shift);
            self.value.iter_mut().zip(&shift).for_each(|(value, by)| *value -= by);
        }
        self.exchange((leaving, entering, sign), &row, &column, &pivots);
        self.pivots = pivots;
        None
    }

    fn exchange(
        &mut self,
        (leaving, entering, sign): (usize, u32, f64),
        row: &[f64],
        column: &[f64],
        pivots: &[(u32, f64)],
    ) {
        let (pivot, out) = (column[leaving], self.basis[leaving] as usize);
        let price = self.reduced[entering as usize] / pivot;
        for (number, by) in pivots {
            self.reduced[*number as usize] -= price * by;
        }
        self.reduced[entering as usize] = 0.0;
        self.reduced[out] = -price;
        let bound = if sign > 0.0 { self.high[out] } else { self.low[out] };
        let by = (self.value[leaving] - bound) / pivot;
        let begun = self.value_off(entering);
        let mut turned = row.to_vec();
        self.inverse.forth(&mut turned);
        let own = self.edge[leaving];
        for place in 0..column.len() {
            if column[place] == 0.0 {
                continue;
            }
            self.value[place] -= by * column[place];
            let share = column[place] / pivot;
            let edge = self.edge[place] - 2.0 * share * turned[place] + share * share * own;
            self.edge[place] = edge.max(1e-4);
        }
        self.value[leaving] = begun + by;
        self.edge[leaving] = (own / (pivot * pivot)).max(1e-4);
        self.inverse.push(leaving, column);
        (self.place[out], self.at_high[out]) = (NONE, sign > 0.0);
        self.basis[leaving] = entering;
        self.place[entering as usize] = leaving as u32;
        (self.floor[leaving], self.ceiling[leaving]) =
            (self.low[entering as usize], self.high[entering as usize]);
        (self.side[out], self.side[entering as usize]) = (self.side_of(out), 0);
    }
}
