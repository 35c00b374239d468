//! Reasons: each is true by the judge, and each kind is shown on a small fair.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;
#[path = "rotation/small.rs"]
mod small;

use domain::rotation::{Group, GroupKind, Instance, Meeting, Party, Plan, Reason, Unmet, check, explain};
use public::Dice;
use small::{fair, meeting, resident, seat, seated, wants};
use std::collections::BTreeSet;

fn reasons(instance: &Instance, plan: &Plan) -> domain::rotation::Reasons {
    explain(instance, plan, &|_, _| None)
}

/// The reasons of one resident and employer; the plan must be valid.
fn why(instance: &Instance, plan: &Plan, resident: &str, employer: &str) -> Vec<Reason> {
    check(instance, plan).unwrap();
    let reasons = reasons(instance, plan);
    let of_resident = reasons.residents.iter().find(|outcome| outcome.resident == resident).unwrap();
    let unmet = of_resident.unmet.iter().find(|unmet| unmet.employer == employer).unwrap();
    let of_employer = reasons.employers.iter().find(|outcome| outcome.employer == employer).unwrap();
    assert!(of_employer.unmet.contains(unmet), "both sides are told the same");
    unmet.reasons.clone()
}

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn without_a_table_in_their_hours_it_says_which_rounds() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"]), resident("P2", &["nl"]), resident("P3", &["nl"])];
    fair.pairs = vec![wants("P1", "E1", 3), wants("P2", "E1", 1), wants("P3", "E2", 1), wants("P1", "E2", 1)];
    fair.employers[0].tables[0].open = vec![seat("10:00", "10:20")];
    // P1 sits elsewhere in R2, the table is taken in R1 and closed in R3.
    let plan = seated(&[meeting("R1", "E1.T1", "P2"), meeting("R2", "E2.T1", "P1")]);
    let expected = [
        Reason::NoFreeTable { rounds: ids(&["R1"]) },
        Reason::TablesClosed { rounds: ids(&["R3"]) },
        Reason::SitsElsewhere { rounds: ids(&["R2"]) },
    ];
    assert_eq!(why(&fair, &plan, "P1", "E1"), expected);
    // P1 sits there in R2.
    let expected =
        [Reason::PlaceLeft { rounds: ids(&["R1", "R3"]) }, Reason::NoFreeTable { rounds: ids(&["R2"]) }];
    assert_eq!(why(&fair, &plan, "P3", "E2"), expected);
}

#[test]
fn an_interpreter_who_is_elsewhere_or_away_is_named_with_the_language() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["ti"]), resident("P2", &["ti"])];
    fair.pairs = vec![wants("P1", "E1", 3), wants("P2", "E2", 1)];
    fair.interpreters = vec![small::interpreter("I1", &["nl", "ti"], "10:00", "10:22")];
    let plan = seated(&[Meeting { interpreter: Some("I1".into()), ..meeting("R1", "E2.T1", "P2") }]);
    let (languages, interpreters) = (ids(&["ti"]), ids(&["I1"]));
    let expected = [
        Reason::PlaceLeft { rounds: ids(&["R2"]) },
        Reason::InterpreterBusy { languages: languages.clone(), interpreters, rounds: ids(&["R1"]) },
        Reason::InterpreterAway { languages: languages.clone(), rounds: ids(&["R3"]) },
    ];
    assert_eq!(why(&fair, &plan, "P1", "E1"), expected);
    fair.interpreters[0].languages = ids(&["nl", "ar"]);
    let nobody = seated(&[]);
    assert_eq!(why(&fair, &nobody, "P1", "E1"), [Reason::NoSharedLanguage { languages }]);
}

#[test]
fn limits_and_absence_hold_the_whole_day() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"]), resident("P2", &["nl"]), resident("P3", &["nl"])];
    fair.residents[0].max_meetings = 1;
    fair.residents[2].available = vec![];
    fair.employers[1].max_meetings = Some(1);
    fair.pairs = vec![wants("P1", "E1", 3), wants("P1", "E2", 1), wants("P2", "E2", 1), wants("P3", "E1", 1)];
    let plan = seated(&[meeting("R2", "E2.T1", "P1")]);
    let capped = Reason::CapReached { residents: ids(&["P1"]), most: 1 };
    assert_eq!(why(&fair, &plan, "P1", "E1"), [capped]);
    let full = Reason::EmployerFull { most: 1, rounds: ids(&["R2"]) };
    assert_eq!(why(&fair, &plan, "P2", "E2"), [full]);
    assert_eq!(why(&fair, &plan, "P3", "E1"), [Reason::NeverThere]);
}

#[test]
fn a_group_needs_a_common_seat_and_nobody_who_meets_the_employer_already() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"]), resident("P2", &["nl"])];
    fair.groups = vec![Group { id: "G1".into(), kind: GroupKind::Visit, members: ids(&["P1", "P2"]) }];
    let through_group = |employer: &str| {
        let mut pair = wants("P1", employer, 2);
        pair.party = Party::Group("G1".into());
        pair
    };
    fair.pairs = vec![through_group("E1"), through_group("E2"), wants("P1", "E2", 3)];
    fair.employers[1].tables[0].seats = 2;
    let plan = seated(&[meeting("R1", "E2.T1", "P1")]);
    assert_eq!(why(&fair, &plan, "P2", "E1"), [Reason::TooFewSeats { people: 2, seats: 1 }]);
    let already = Reason::AlreadyMeets { residents: ids(&["P1"]) };
    assert_eq!(why(&fair, &plan, "P2", "E2"), [already]);
    let all = reasons(&fair, &plan);
    assert!(all.residents[0].unmet.iter().all(|unmet| unmet.employer != "E2"), "P1 meets E2");
}

#[test]
fn a_free_table_that_is_too_far_away_is_said_to_be() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"])];
    fair.pairs = vec![wants("P1", "E1", 3), wants("P1", "E2", 1)];
    small::in_another_room(&mut fair, 1, 5);
    let plan = seated(&[meeting("R2", "E2.T1", "P1")]);
    let far = Reason::TooFarToWalk { rounds: ids(&["R1", "R3"]) };
    let elsewhere = Reason::SitsElsewhere { rounds: ids(&["R2"]) };
    assert_eq!(why(&fair, &plan, "P1", "E1"), [far, elsewhere]);
}

#[test]
fn who_is_not_eligible_is_told_by_a_code_alone() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"])];
    fair.pairs = vec![wants("P1", "E1", 3)];
    let all = explain(&fair, &seated(&[]), &|who, employer| {
        (who == "P1" && employer == "E2").then(|| "rather_not".to_owned())
    });
    let shut = &all.residents[0].not_eligible;
    assert_eq!((shut.len(), shut[0].code.as_str(), &shut[0].employers), (1, "rather_not", &ids(&["E2"])));
    assert_eq!(reasons(&fair, &seated(&[])).residents[0].not_eligible[0].code, "not_listed");
}

#[test]
fn an_employer_is_told_its_talks_and_the_places_where_nobody_sits() {
    let mut fair = fair();
    fair.residents = vec![resident("P1", &["nl"])];
    fair.pairs = vec![wants("P1", "E1", 3)];
    let plan = seated(&[meeting("R2", "E1.T1", "P1")]);
    let all = reasons(&fair, &plan);
    let first = &all.employers[0];
    let free: Vec<&str> = first.free.iter().map(|place| place.round.as_str()).collect();
    assert_eq!((first.meetings, first.places, free), (1, 3, vec!["R1", "R3"]));
    let got = &all.residents[0].got[0];
    assert_eq!((got.round.as_str(), got.table.as_str(), got.resident_stars.get()), ("R2", "E1.T1", 3));
}

#[test]
fn reasons_are_plain_data() {
    let instance = public::instance("a-01");
    let all = reasons(&instance, &public::plan("a-01"));
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<domain::rotation::Reasons>(&text).unwrap(), all);
    let away = Reason::InterpreterAway { languages: ids(&["ti"]), rounds: ids(&["R3"]) };
    let written = r#"{"because":"interpreter_away","languages":["ti"],"rounds":["R3"]}"#;
    assert_eq!(serde_json::to_string(&away).unwrap(), written);
}

#[test]
fn everybody_gets_a_reason_for_each_meeting_that_is_not_there() {
    for name in ["a-02", "b-01", "d-01", "e-01-s3"] {
        let (instance, plan) = (public::instance(name), public::plan(name));
        let all = reasons(&instance, &plan);
        let met: u32 = all.residents.iter().map(|outcome| outcome.meetings).sum();
        assert_eq!(met, check(&instance, &plan).unwrap().detail.attendances);
        for (outcome, resident) in all.residents.iter().zip(&instance.residents) {
            assert_eq!(outcome.resident, resident.id);
            assert_eq!(outcome.got.len(), outcome.meetings as usize);
            assert!(outcome.unmet.iter().all(|unmet| !unmet.reasons.is_empty()));
            let stars: Vec<_> = outcome.unmet.iter().map(|unmet| unmet.resident_stars).collect();
            assert!(stars.is_sorted_by(|a, b| a >= b), "most wanted first");
        }
        // The best known plans leave no place that somebody could just take.
        let left = |unmet: &Unmet| unmet.reasons.iter().any(|r| matches!(r, Reason::PlaceLeft { .. }));
        assert!(!all.employers.iter().flat_map(|outcome| &outcome.unmet).any(left), "{name}");
    }
}

/// Takes meetings out of a good plan and asks the judge about every place of a pair that is not in it.
#[test]
fn a_meeting_fits_where_a_place_is_left_and_nowhere_else() {
    let mut dice = Dice::new(7);
    let mut kinds = BTreeSet::new();
    for name in ["a-01", "a-04", "d-01", "d-02", "e-01-s3", "e-02-s2"] {
        let (instance, mut plan) = (public::instance(name), public::plan(name));
        let live = instance.live.as_ref();
        let open = live.map_or(0, |live| {
            instance.rounds.iter().position(|round| round.id == live.first_open_round).unwrap()
        });
        let is_open = |id: &String| instance.rounds[open..].iter().any(|round| round.id == *id);
        plan.meetings.retain(|meeting| !is_open(&meeting.round) || !dice.one_in(4));
        check(&instance, &plan).unwrap();
        let all = reasons(&instance, &plan);
        let unmet: Vec<&Unmet> = all.employers.iter().flat_map(|outcome| &outcome.unmet).collect();
        for _ in 0..12 {
            let unmet = *dice.pick(&unmet);
            let told = rounds_left(unmet);
            for round in &instance.rounds[open..] {
                let fits = fits(&instance, &plan, unmet, &round.id);
                assert_eq!(fits, told.contains(&round.id), "{name} {}: {unmet:?}", round.id);
            }
            kinds.extend(unmet.reasons.iter().map(std::mem::discriminant).map(|kind| format!("{kind:?}")));
        }
    }
    assert!(kinds.len() >= 6, "few kinds of reason were met: {kinds:?}");
}

fn rounds_left(unmet: &Unmet) -> Vec<String> {
    let left = unmet.reasons.iter().filter_map(|reason| match reason {
        Reason::PlaceLeft { rounds } => Some(rounds.clone()),
        _ => None,
    });
    left.flatten().collect()
}

fn fits(instance: &Instance, plan: &Plan, unmet: &Unmet, round: &str) -> bool {
    let employer = instance.employers.iter().find(|employer| employer.id == unmet.employer).unwrap();
    let interpreters = || instance.interpreters.iter().map(|one| Some(one.id.clone())).chain([None]);
    let mut places = employer.tables.iter().flat_map(|table| interpreters().map(move |one| (table, one)));
    places.any(|(table, interpreter)| {
        let mut with = plan.clone();
        with.meetings.push(Meeting {
            round: round.to_owned(),
            table: table.id.clone(),
            employer: unmet.employer.clone(),
            party: unmet.party.clone(),
            interpreter,
        });
        check(instance, &with).is_ok()
    })
}
