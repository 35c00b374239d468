//! Rows to columns at least cost, a row at a time by shortest augmenting paths (Kuhn 1955, Munkres 1957;
//! here as Jonker and Volgenant 1987 do it). A row may stay without a column.

const FAR: i64 = i64::MAX / 4;
const NOBODY: usize = usize::MAX;

#[derive(Default)]
pub(super) struct Assignment {
    rows: usize,
    columns: usize,
    /// Row by row; 0 where there is no offer.
    cost: Vec<i64>,
    row_price: Vec<i64>,
    column_price: Vec<i64>,
    row_of: Vec<usize>,
    column_of: Vec<usize>,
    least: Vec<i64>,
    by: Vec<usize>,
    done: Vec<bool>,
}

impl Assignment {
    pub fn begin(&mut self, rows: usize, columns: usize) {
        // Every row has a column of its own in which it stays without one.
        let all = columns + rows;
        (self.rows, self.columns) = (rows, columns);
        self.cost.clear();
        self.cost.resize(rows * columns, 0);
        self.row_price.clear();
        self.row_price.resize(rows, 0);
        self.column_price.clear();
        self.column_price.resize(all, 0);
        self.row_of.clear();
        self.row_of.resize(all, NOBODY);
        self.column_of.clear();
        self.column_of.resize(rows, NOBODY);
    }

    /// An offer costs less than nothing; of several for one row and column the best counts.
    pub fn offer(&mut self, row: usize, column: usize, cost: i64) {
        let known = &mut self.cost[row * self.columns + column];
        *known = (*known).min(cost);
    }

    pub fn energy(&self, row: usize, column: usize) -> i64 {
        self.cost[row * self.columns + column]
    }

    pub fn assigned(&self, row: usize) -> Option<usize> {
        let column = self.column_of[row];
        (column < self.columns).then_some(column)
    }

    pub fn solve(&mut self) {
        for row in 0..self.rows {
            self.add(row);
        }
    }

    /// Finds the cheapest way to give one more row a column.
    fn add(&mut self, new: usize) {
        let all = self.columns + self.rows;
        self.least.clear();
        self.least.resize(all, FAR);
        self.by.clear();
        self.by.resize(all, NOBODY);
        self.done.clear();
        self.done.resize(all, false);
        let (mut row, mut reached, mut from) = (new, 0, NOBODY);
        let last = loop {
            let base = row * self.columns;
            let price = self.row_price[row];
            let mut next = (FAR, NOBODY);
            for column in 0..self.columns {
                if self.done[column] {
                    continue;
                }
                let cost = self.cost[base + column];
                if cost < 0 {
                    let length = reached + cost - price - self.column_price[column];
                    if length < self.least[column] {
                        self.least[column] = length;
                        self.by[column] = from;
                    }
                }
                if self.least[column] < next.0 {
                    next = (self.least[column], column);
                }
            }
            let own = self.columns + row;
            let length = reached - price - self.column_price[own];
            if !self.done[own] && length < self.least[own] {
                self.least[own] = length;
                self.by[own] = from;
            }
            for column in self.columns..all {
                if !self.done[column] && self.least[column] < next.0 {
                    next = (self.least[column], column);
                }
            }
            (reached, from) = next;
            self.done[from] = true;
            match self.row_of[from] {
                NOBODY => break from,
                other => row = other,
            }
        };
        // Prices move with how near each column was.
        self.row_price[new] += reached;
        for column in 0..all {
            if self.done[column] && column != last {
                let nearer = reached - self.least[column];
                self.column_price[column] -= nearer;
                self.row_price[self.row_of[column]] += nearer;
            }
        }
        let mut column = last;
        loop {
            let before = self.by[column];
            let row = if before == NOBODY { new } else { self.row_of[before] };
            self.row_of[column] = row;
            self.column_of[row] = column;
            if before == NOBODY {
                return;
            }
            column = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least cost of all rows from `row` on by trying everything.
    fn least(cost: &[Vec<i64>], row: usize, taken: &mut Vec<bool>) -> i64 {
        if row == cost.len() {
            return 0;
        }
        let mut best = least(cost, row + 1, taken);
        for column in 0..taken.len() {
            if !taken[column] && cost[row][column] < 0 {
                taken[column] = true;
                best = best.min(cost[row][column] + least(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn an_assignment_costs_least() {
        let mut drawn = 7_u64;
        let mut next = || {
            drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (drawn >> 33) as i64
        };
        for _ in 0..300 {
            let (rows, columns) = (1 + next() as usize % 5, 1 + next() as usize % 5);
            let cost: Vec<Vec<i64>> =
                (0..rows).map(|_| (0..columns).map(|_| (next() % 20 - 12).min(0)).collect()).collect();
            let mut matrix = Assignment::default();
            matrix.begin(rows, columns);
            for (row, costs) in cost.iter().enumerate() {
                costs.iter().enumerate().for_each(|(column, cost)| matrix.offer(row, column, *cost));
            }
            matrix.solve();
            let found = (0..rows).filter_map(|row| Some(cost[row][matrix.assigned(row)?]));
            assert_eq!(found.sum::<i64>(), least(&cost, 0, &mut vec![false; columns]));
        }
    }
}
