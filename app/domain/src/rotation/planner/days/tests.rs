//! Days chosen by the program against all that could be chosen.

use std::collections::BTreeSet;

use super::super::anneal::Search;
use super::super::chance::Chance;
use super::super::compiled::{Compiled, NONE};
use super::super::construct::construct;
use super::super::draft::bits;
use super::super::score::Weights;
use super::super::state::State;
use super::super::whole::program as whole;
use super::program::Program;
use crate::rotation::Instance;

const FAIRS: [&str; 3] = [
    include_str!("../../../../tests/rotation/instances/a-01.json"),
    include_str!("../../../../tests/rotation/instances/a-04.json"),
    include_str!("../../../../tests/rotation/instances/d-01.json"),
];

/// Calls `with` for a greedy plan of every fair, and for one in which no employer may have more talks than in that.
fn with_plans(mut with: impl FnMut(&mut State)) {
    for text in FAIRS {
        let instance = Instance::parse(text).expect("a fair of the public set");
        let mut compiled = Compiled::of(&instance);
        let weights = Weights::of(&instance, &compiled);
        for _ in 0..2 {
            let mut state = State::new(&compiled, &weights, instance.objective.comfort);
            construct(&mut state, &mut Chance::new(1));
            let talks = state.employer_talks.clone();
            with(&mut state);
            compiled.employer_cap = talks;
        }
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

/// As if everything were open to a few residents, and everything else stayed: who meets whom, when and with which
/// interpreter is then chosen among all that there is.
#[test]
fn out_of_all_talks_no_other_days_cost_less() {
    let (mut compared, mut gained, mut helped, mut pruned) = (0, 0, 0, 0);
    with_plans(|state| {
        let c = state.c;
        let residents = c.available.len() as u32;
        let together = (0..residents).flat_map(|q| [1, 3, 7].map(|by| [q, (q + by) % residents]));
        for some in together {
            let is_of = |pair: u32| matches!(c.pair_members(pair), [one] if some.contains(one));
            let stays: Vec<u32> = state.seated.iter().copied().filter(|pair| !is_of(*pair)).collect();
            let before = state.slots.clone();
            let mut nobody = |_| ();
            let mut search = Search::new(state, Chance::new(3), &mut nobody);
            search.unseat_all_but(|_, pair| stays.contains(&pair));
            let open = whole::Program::new(search.state, |_, _, _| true);
            search.state.become_plan(&before);
            let of_them = open.talks.iter().copied().filter(|talk| is_of(talk.pair)).collect();
            let mut face = whole::Face { talks: of_them, tight: Vec::new() };
            let mut program = Program::out_of(search.state, &open, &face, &mut || false);
            face.tight = tight_as_now(search.state, some);
            let all = days_of(&program);
            let left = days_of(&Program::out_of(search.state, &open, &face, &mut || false));
            // Who had too many to choose from before has none to compare with.
            let several = |q: &u32| all.iter().filter(|(resident, _)| resident == q).count() > 1;
            let of_several = |days: &Days| days.iter().filter(|(q, _)| several(q)).cloned().collect::<Days>();
            let all = of_several(&all);
            assert!(of_several(&left) == held(search.state, &all, &face.tight), "{some:?}");
            pruned += all.len() - of_several(&left).len();
            face.tight.clear();
            program.lay_out(&mut Chance::new(2));
            let residents: Vec<u32> = program.days.iter().map(|day| day.resident).collect();
            let groups: Vec<Vec<usize>> = some
                .iter()
                .map(|q| (0..residents.len()).filter(|day| residents[*day] == *q).collect())
                .filter(|days: &Vec<usize>| !days.is_empty())
                .collect();
            let best = least(&program, &groups, &mut Vec::new());
            assert!(best <= 1e-3, "as it is, it is one of them: {best}");
            let found = search.best_days(&mut program, 0.0, u64::MAX, &mut || false);
            let values = found.unwrap_or_default();
            let chosen: Vec<usize> = (0..values.len()).filter(|day| values[*day] > 0.5).collect();
            assert!(program.fit(&chosen), "{chosen:?}");
            let worth = program.worth(&values);
            assert!(worth <= best + 0.5, "{worth} where {best} could be");
            compared += 1;
            gained += u32::from(best < -0.5);
            helped += chosen
                .iter()
                .flat_map(|day| program.talks_of(*day))
                .filter(|t| t.interpreter != NONE)
                .count();
            let energy = search.state.energy;
            search.choose_days(&open, &face, u64::MAX, &mut || false);
            assert!(search.state.energy <= energy);
            assert!(stays.iter().all(|pair| search.state.slots[*pair as usize] == before[*pair as usize]));
        }
    });
    assert!(
        compared > 300 && gained > 20 && helped > 10 && pruned > 1_000,
        "{compared} compared, {gained} gained, {helped} helped, {pruned} pruned"
    );
}

/// As if these residents had to meet somebody in the round in which they are first, and the last employer whom they meet,
/// and to have as many talks as they may have, where they have.
fn tight_as_now(state: &State, some: [u32; 2]) -> Vec<whole::Tight> {
    let c = state.c;
    let mut tight = vec![whole::Tight::default(); c.available.len()];
    for resident in some.map(|q| q as usize) {
        let seated = c.pairs_of_resident[resident].iter().filter(|pair| state.is_seated(**pair));
        let met = seated.map(|pair| c.pairs[*pair as usize].employer).next_back();
        let busy = state.busy[resident];
        tight[resident] = whole::Tight {
            busy: busy & busy.wrapping_neg(),
            met: met.into_iter().collect(),
            full: state.talks[resident] == c.cap[resident],
        };
    }
    tight
}

type Days = BTreeSet<(u32, Vec<(u32, u32, usize, u32)>)>;

fn days_of(program: &Program) -> Days {
    let talk = |talk: &whole::Talk| (talk.pair, talk.class, talk.round, talk.interpreter);
    let talks = |day: usize| {
        let mut talks: Vec<_> = program.talks_of(day).iter().map(talk).collect();
        talks.sort_unstable();
        talks
    };
    program.days.iter().enumerate().map(|(day, of)| (of.resident, talks(day))).collect()
}

/// Of all days exactly those in which all is that must be.
fn held(state: &State, all: &Days, tight: &[whole::Tight]) -> Days {
    let c = state.c;
    let is_whole = |(resident, talks): &&(u32, Vec<(u32, u32, usize, u32)>)| {
        let (q, tight) = (*resident as usize, &tight[*resident as usize]);
        let seated = c.pairs_of_resident[q].iter().filter(|pair| state.is_seated(**pair));
        let moves = |pair: &u32| c.pair_members(*pair).len() == 1 && !state.is_history(*pair);
        let (own, stay): (Vec<u32>, Vec<u32>) = seated.partition(|pair| moves(pair));
        let rounds =
            |pairs: &[u32]| pairs.iter().fold(0, |busy, p| busy | 1 << state.slots[*p as usize].round);
        let busy = talks.iter().fold(rounds(&stay), |busy, (_, _, round, _)| busy | 1 << round);
        let pairs = talks.iter().map(|(pair, ..)| pair).chain(&stay);
        let met: Vec<u32> = pairs.map(|pair| c.pairs[*pair as usize].employer).collect();
        let most = c.cap[q] - (state.talks[q] - own.len() as u32);
        tight.busy & !busy == 0
            && tight.met.iter().all(|e| met.contains(e))
            && (!tight.full || talks.len() as u32 == most)
    };
    all.iter().filter(is_whole).cloned().collect()
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
