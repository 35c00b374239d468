//! Days chosen by the program against all that could be chosen.

use super::super::anneal::Search;
use super::super::chance::Chance;
use super::super::compiled::Compiled;
use super::super::construct::construct;
use super::super::draft::bits;
use super::super::score::Weights;
use super::super::state::State;
use super::program::Program;
use crate::rotation::Instance;

const FAIRS: [&str; 3] = [
    include_str!("../../../../tests/rotation/instances/a-01.json"),
    include_str!("../../../../tests/rotation/instances/a-04.json"),
    include_str!("../../../../tests/rotation/instances/d-01.json"),
];

/// Calls `with` for a greedy plan of every fair.
fn with_plans(mut with: impl FnMut(&mut State)) {
    for text in FAIRS {
        let instance = Instance::parse(text).expect("a fair of the public set");
        let compiled = Compiled::of(&instance);
        let weights = Weights::of(&instance, &compiled);
        let mut state = State::new(&compiled, &weights, instance.objective.comfort);
        construct(&mut state, &mut Chance::new(1));
        with(&mut state);
    }
}

/// The least that days from this one on cost together, where no rule is broken.
fn least(program: &Program, groups: &[Vec<usize>], taken: &mut Vec<usize>) -> f64 {
    let Some((days, rest)) = groups.split_first() else {
        return 0.0;
    };
    let mut best = f64::INFINITY;
    for day in days {
        taken.push(*day);
        if program.fit(taken) {
            best = best.min(program.cost(*day) + least(program, rest, taken));
        }
        taken.pop();
    }
    best
}

#[test]
fn no_other_choice_of_days_costs_less() {
    let (mut compared, mut gained) = (0, 0);
    with_plans(|state| {
        let rounds: Vec<usize> = bits(state.c.open).collect();
        for (k, first) in rounds.iter().enumerate() {
            for second in &rounds[k + 1..] {
                let mask = (1 << first) | (1 << second);
                let Some(mut program) = Program::around(state, mask, 40) else {
                    continue;
                };
                program.lay_out(&mut Chance::new(2));
                let mut groups: Vec<Vec<usize>> = Vec::new();
                for (day, resident) in program.days.iter().map(|day| day.resident).enumerate() {
                    match groups.last_mut() {
                        Some(group) if program.days[group[0]].resident == resident => group.push(day),
                        _ => groups.push(vec![day]),
                    }
                }
                let best = least(&program, &groups, &mut Vec::new());
                let now = program.cost_of(&state.slots);
                assert!(best <= now + 1e-6, "as it is, it is one of them");
                let mut nobody = |_| ();
                let mut search = Search::new(state, Chance::new(3), &mut nobody);
                let found = search.best_days(&mut program, now, u64::MAX, &mut || false);
                let found = found.map_or(now, |values| program.worth(&values));
                assert!(found <= best + 0.5, "{found} where {best} could be");
                compared += 1;
                gained += u32::from(best < now - 0.5);
            }
        }
    });
    assert!(compared > 20 && gained > 5, "{compared} compared, {gained} of them gained");
}

#[test]
fn who_meets_whom_stays() {
    with_plans(|state| {
        let pairs = |state: &State| {
            let mut pairs = state.seated.clone();
            pairs.sort_unstable();
            pairs
        };
        let (before, totals) = (pairs(state), state.totals.clone());
        let mut nobody = |_| ();
        let mut search = Search::new(state, Chance::new(4), &mut nobody);
        search.smooth(200_000, &mut || false);
        assert!(search.moves <= 200_000);
        assert_eq!(before, pairs(state));
        assert!(state.totals.comfort < totals.comfort);
        assert_eq!(state.totals.utility, totals.utility);
    });
}
