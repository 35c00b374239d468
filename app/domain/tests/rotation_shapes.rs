//! Fairs out of shape: the public ones with whole parts missing, and one of ten thousand pairs. Whatever is
//! missing, the plan is valid, within its budget, and no better plan is found than its certificate allows.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use domain::rotation::{Budget, Instance, Pair, Party, Planned, Stars, check, plan};
use public::Dice;

fn planned(instance: &Instance, moves: u64, seed: u64) -> Planned {
    let planned = plan(instance, Budget { moves }, seed, &mut || false).unwrap();
    match check(instance, &planned.plan) {
        Ok(judged) => assert_eq!(judged, planned.judged),
        Err(refused) => panic!("{}: {refused}", instance.id),
    }
    assert!(planned.moves <= moves, "{}: {} moves", instance.id, planned.moves);
    planned
}

/// The public fairs of planning; in live ones what happened would contradict the missing part.
fn fairs() -> Vec<Instance> {
    let names = public::names().into_iter().filter(|name| !name.starts_with('c'));
    names.map(|name| public::instance(&name)).filter(|instance| instance.live.is_none()).collect()
}

#[test]
fn without_tables_nobody_meets() {
    for mut fair in fairs() {
        fair.employers.iter_mut().for_each(|employer| employer.tables.clear());
        fair.pinned.clear();
        assert!(planned(&fair, 2_000, 1).plan.meetings.is_empty());
    }
}

#[test]
fn one_resident_gets_as_many_talks_as_the_promise_says() {
    for mut fair in fairs() {
        fair.groups.clear();
        let only = fair.residents[0].id.clone();
        fair.residents.truncate(1);
        let theirs = |party: &Party| *party == Party::Resident(only.clone());
        fair.pairs.retain(|pair| theirs(&pair.party));
        fair.pinned.retain(|pin| theirs(&pin.party));
        fair.must_meet.retain(|must| theirs(&must.party));
        let mine = planned(&fair, 2_000, 1);
        assert_eq!(mine.certificate.fairness_at_least, mine.judged.levels.fairness, "{}", fair.id);
        assert_eq!(mine.certificate.utility_at_most, Some(mine.judged.levels.utility), "{}", fair.id);
    }
}

#[test]
fn when_everybody_is_late_the_last_round_is_used() {
    for mut fair in fairs() {
        let last = fair.rounds.last().unwrap().clone();
        for resident in &mut fair.residents {
            resident.available.retain(|window| window.until() >= last.end);
            let late = |window: &domain::rotation::Window| {
                domain::rotation::Window::new(window.from().max(last.start), window.until())
            };
            resident.available = resident.available.iter().filter_map(late).collect();
        }
        let mine = planned(&fair, 3_000, 1);
        assert!(!mine.plan.meetings.is_empty(), "{}", fair.id);
        assert!(mine.plan.meetings.iter().all(|meeting| meeting.round == last.id));
    }
}

#[test]
fn without_interpreters_nobody_is_interpreted() {
    for mut fair in fairs() {
        fair.interpreters.clear();
        let mine = planned(&fair, 3_000, 1);
        assert!(!mine.plan.meetings.is_empty(), "{}", fair.id);
        assert!(mine.plan.meetings.iter().all(|meeting| meeting.interpreter.is_none()));
    }
}

#[test]
fn interpreters_who_are_away_help_nobody() {
    for mut fair in fairs() {
        fair.interpreters.iter_mut().for_each(|interpreter| interpreter.available.clear());
        let mine = planned(&fair, 3_000, 1);
        assert!(mine.plan.meetings.iter().all(|meeting| meeting.interpreter.is_none()));
    }
}

#[test]
fn ten_thousand_pairs_are_planned_within_a_small_budget() {
    let mut fair = public::instance("c-01");
    let mut dice = Dice::new(7);
    fair.pinned.clear();
    fair.must_meet.clear();
    fair.pairs.retain(|pair| matches!(pair.party, Party::Group(_)));
    let stars = |dice: &mut Dice| Stars::new(dice.below(4) as u8).unwrap();
    for resident in &fair.residents {
        for employer in fair.employers.iter().filter(|_| !dice.one_in(6)) {
            fair.pairs.push(Pair {
                party: Party::Resident(resident.id.clone()),
                employer: employer.id.clone(),
                vacancies: vec![],
                resident_stars: Stars::NONE,
                employer_stars: Stars::NONE,
            });
        }
    }
    for pair in &mut fair.pairs {
        (pair.resident_stars, pair.employer_stars) = (stars(&mut dice), stars(&mut dice));
    }
    assert!(fair.pairs.len() >= 9_800, "{}", fair.pairs.len());
    let mine = planned(&fair, 4_000, 1);
    assert!(mine.plan.meetings.len() > 300);
}

/// A public fair with parts taken at random.
fn bent(seed: u64) -> Instance {
    let mut dice = Dice::new(seed);
    let names: Vec<String> =
        public::names().into_iter().filter(|name| name.starts_with('a') || name.starts_with('d')).collect();
    let mut fair = public::instance(dice.pick(&names));
    let (pairs, tables) = (1 + dice.below(6), 2 + dice.below(6));
    fair.pairs.retain(|_| !dice.one_in(pairs + 1));
    for employer in &mut fair.employers {
        employer.tables.retain(|_| !dice.one_in(tables));
    }
    if dice.one_in(2) {
        fair.pinned.clear();
        fair.must_meet.clear();
    }
    fair.pinned.retain(|pin| pin.table.is_none() || dice.one_in(2));
    fair.pinned.iter_mut().for_each(|pin| pin.table = None);
    for interpreter in &mut fair.interpreters {
        if dice.one_in(3) {
            interpreter.available.clear();
        }
    }
    fair
}

#[test]
fn a_longer_search_never_beats_a_certificate() {
    for seed in 0..24 {
        let fair = bent(seed);
        let short = planned(&fair, 1_500, 1);
        let (certificate, levels) = (&short.certificate, &short.judged.levels);
        for moves in [8_000, 30_000] {
            let long = planned(&fair, moves, seed + 2).judged.levels;
            assert!(certificate.pinned_at_least <= long.pinned, "{seed}");
            assert!(certificate.must_meet_at_least <= long.must_meet, "{seed}");
            let above = (long.pinned, long.must_meet) == (levels.pinned, levels.must_meet);
            let same = levels.fairness.iter().zip(&long.fairness).take_while(|(a, b)| a == b).count();
            for k in 0..=same.min(long.fairness.len() - 1) {
                assert!(certificate.fairness_at_least[k] <= long.fairness[k], "{seed} {k}");
            }
            if above && same == long.fairness.len() {
                assert!(certificate.utility_at_most.unwrap() >= long.utility, "{seed}");
            }
        }
    }
}
