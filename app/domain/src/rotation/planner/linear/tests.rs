//! Small programs whose best is known.

use super::*;

#[test]
fn an_assignment_as_a_linear_program_costs_least() {
    let mut drawn = 7_u64;
    let mut next = || {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (drawn >> 33) as i64
    };
    for _ in 0..200 {
        let size = 1 + next() as usize % 5;
        let cost: Vec<Vec<i64>> = (0..size).map(|_| (0..size).map(|_| next() % 20 - 12).collect()).collect();
        let mut linear = Linear::default();
        let rows: Vec<u32> = (0..2 * size).map(|_| linear.row(1.0)).collect();
        for (i, costs) in cost.iter().enumerate() {
            for (j, cost) in costs.iter().enumerate() {
                linear.unknown(*cost as f64, &[(rows[i], 1.0), (rows[size + j], 1.0)]);
            }
        }
        linear.begin();
        assert_eq!(linear.solve(10_000), Solved::Best);
        let each = cost.iter().flatten().enumerate();
        let found: f64 = each.map(|(n, cost)| linear.value(n as u32) * *cost as f64).sum();
        assert!((found - least(&cost, 0, &mut vec![false; size]) as f64).abs() < 1e-6);
    }
}

fn least(cost: &[Vec<i64>], row: usize, taken: &mut Vec<bool>) -> i64 {
    if row == cost.len() {
        return 0;
    }
    let mut best = least(cost, row + 1, taken);
    for column in 0..taken.len() {
        if !taken[column] {
            taken[column] = true;
            best = best.min(cost[row][column] + least(cost, row + 1, taken));
            taken[column] = false;
        }
    }
    best
}
