//! The inverse of a basis as a product of simple steps, each of which turns one column into a unit.

/// One step: the row where the column becomes one, what stood there, and where its other entries are.
struct Turn {
    row: u32,
    pivot: f64,
    from: u32,
    to: u32,
}

#[derive(Default)]
pub(super) struct Inverse {
    turns: Vec<Turn>,
    entries: Vec<(u32, f64)>,
}

/// Smaller entries are rounding, and no pivots.
const ROUNDING: f64 = 1e-11;
const PIVOT: f64 = 1e-6;

/// A row that nobody holds, and one that is kept for somebody.
const FREE: u32 = u32::MAX;
const KEPT: u32 = u32::MAX - 1;

/// The free row in which fewest others stand, among those whose entries are large enough to divide by.
fn pivot(work: &[f64], list: &[u32], count: &[u32], basis: &[u32]) -> Option<usize> {
    let mut best: Option<usize> = None;
    let large = |row: &usize| basis[*row] == FREE && work[*row].abs() > PIVOT;
    for row in list.iter().map(|row| *row as usize).filter(large) {
        let better = |best: usize| {
            let (size, most) = (work[row].abs(), work[best].abs());
            size > 10.0 * most || (size * 10.0 > most && count[row] < count[best])
        };
        if best.is_none_or(better) {
            best = Some(row);
        }
    }
    best
}

impl Inverse {
    /// Inverts a basis; who holds which row then. None when its columns depend on each other.
    pub fn make(&mut self, rows: usize, held: &[u32], columns: &[Vec<(u32, f64)>]) -> Option<Vec<u32>> {
        self.turns.clear();
        self.entries.clear();
        let mut basis = vec![FREE; rows];
        let mut waiting: Vec<u32> = Vec::new();
        for number in held {
            match (*number as usize).checked_sub(columns.len()) {
                Some(row) => basis[row] = *number,
                None => waiting.push(*number),
            }
        }
        // How many of those who wait stand in each free row, and all of their numbers in one.
        let (mut count, mut who) = (vec![0_u32; rows], vec![0_u32; rows]);
        for number in &waiting {
            for (row, _) in &columns[*number as usize] {
                count[*row as usize] += 1;
                who[*row as usize] ^= number;
            }
        }
        // Who stands alone in a row comes last, because nobody else needs that row; the others first.
        let mut last: Vec<(u32, u32)> = Vec::new();
        let alone =
            |row: u32, count: &[u32], basis: &[u32]| count[row as usize] == 1 && basis[row as usize] == FREE;
        let mut rows_alone: Vec<u32> = (0..rows as u32).filter(|row| alone(*row, &count, &basis)).collect();
        while let Some(row) = rows_alone.pop() {
            if !alone(row, &count, &basis) {
                continue;
            }
            let number = who[row as usize];
            basis[row as usize] = KEPT;
            last.push((number, row));
            for (other, _) in &columns[number as usize] {
                count[*other as usize] -= 1;
                who[*other as usize] ^= number;
                if alone(*other, &count, &basis) {
                    rows_alone.push(*other);
                }
            }
        }
        let settled: Vec<u32> = {
            let mut numbers: Vec<u32> = last.iter().map(|(number, _)| *number).collect();
            numbers.sort_unstable();
            numbers
        };
        waiting.retain(|number| settled.binary_search(number).is_err());
        let free = |number: &u32| {
            columns[*number as usize].iter().filter(|(row, _)| basis[*row as usize] == FREE).count()
        };
        waiting.sort_by_cached_key(free);
        let (mut work, mut list) = (vec![0.0; rows], Vec::new());
        for number in waiting {
            let column = &columns[number as usize];
            self.turned(column, &mut work, &mut list);
            let row = pivot(&work, &list, &count, &basis)?;
            column.iter().for_each(|(row, _)| count[*row as usize] = count[*row as usize].saturating_sub(1));
            basis[row] = number;
            self.push_listed(row, &mut work, &mut list);
        }
        for (number, row) in last.into_iter().rev() {
            self.turned(&columns[number as usize], &mut work, &mut list);
            if work[row as usize].abs() < PIVOT {
                return None;
            }
            basis[row as usize] = number;
            self.push_listed(row as usize, &mut work, &mut list);
        }
        Some(basis)
    }

    /// A column as it stands after the steps so far, and where it has entries; `work` is empty before.
    fn turned(&self, column: &[(u32, f64)], work: &mut [f64], list: &mut Vec<u32>) {
        for (row, count) in column {
            work[*row as usize] = *count;
            list.push(*row);
        }
        for turn in &self.turns {
            let here = work[turn.row as usize];
            if here != 0.0 {
                let here = here / turn.pivot;
                work[turn.row as usize] = here;
                for (k, entry) in self.of(turn) {
                    if work[*k as usize] == 0.0 {
                        list.push(*k);
                    }
                    work[*k as usize] -= entry * here;
                }
            }
        }
    }

    /// As `push`, and `work` is empty again.
    fn push_listed(&mut self, row: usize, work: &mut [f64], list: &mut Vec<u32>) {
        let (from, pivot) = (self.entries.len() as u32, std::mem::take(&mut work[row]));
        for k in list.drain(..) {
            let entry = std::mem::take(&mut work[k as usize]);
            if entry.abs() > ROUNDING {
                self.entries.push((k, entry));
            }
        }
        self.turns.push(Turn { row: row as u32, pivot, from, to: self.entries.len() as u32 });
    }

    /// One more step, after which this column is a unit in that row.
    pub fn push(&mut self, row: usize, column: &[f64]) {
        let from = self.entries.len() as u32;
        let each = column.iter().enumerate().filter(|(k, entry)| *k != row && entry.abs() > ROUNDING);
        self.entries.extend(each.map(|(k, entry)| (k as u32, *entry)));
        self.turns.push(Turn { row: row as u32, pivot: column[row], from, to: self.entries.len() as u32 });
    }

    fn of(&self, turn: &Turn) -> &[(u32, f64)] {
        &self.entries[turn.from as usize..turn.to as usize]
    }

    /// The inverse times a column.
    pub fn forth(&self, column: &mut [f64]) {
        for turn in &self.turns {
            let here = column[turn.row as usize];
            if here != 0.0 {
                let here = here / turn.pivot;
                column[turn.row as usize] = here;
                self.of(turn).iter().for_each(|(k, entry)| column[*k as usize] -= entry * here);
            }
        }
    }

    /// A row times the inverse.
    pub fn back(&self, row: &mut [f64]) {
        for turn in self.turns.iter().rev() {
            let others: f64 = self.of(turn).iter().map(|(k, entry)| entry * row[*k as usize]).sum();
            row[turn.row as usize] = (row[turn.row as usize] - others) / turn.pivot;
        }
    }
}
