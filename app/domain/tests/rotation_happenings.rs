//! What happens on a day and the documents have no word for: each as windows and rounds, and what the
//! planner makes of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use domain::rotation::{
    Budget, ClockTime, Event, Happening, Instance, Moment, Plan, ReplanError, Window, apply_happening, check,
    plan, replan_happened,
};

fn at(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn window(from: &str, until: &str) -> Window {
    Window::new(at(from), at(until)).unwrap()
}

fn rounds(instance: &Instance) -> Vec<String> {
    instance.rounds.iter().map(|r| format!("{} {}-{}", r.id, r.start, r.end)).collect()
}

fn child(instance: &Instance, current: &Plan, moment: &str, happened: &[Happening]) -> (Instance, Plan) {
    let moment = Moment::During(moment.to_owned());
    let next = replan_happened(instance, current, &moment, happened, "child").unwrap();
    let planned = plan(&next, Budget { moves: 4_000 }, 1, &mut || false).unwrap();
    assert_eq!(check(&next, &planned.plan).unwrap(), planned.judged);
    (next, planned.plan)
}

/// A valid plan of the fair on which the first trace rests: R01 13:00-13:10, R02 13:13-13:23, … R09 14:53-15:03.
fn fair() -> (Instance, Plan) {
    (public::instance("e-01-s0"), public::plan("e-01-s0"))
}

#[test]
fn a_table_that_closes_keeps_what_began_and_gets_nobody_after() {
    let (fair, current) = fair();
    let table = fair.employers[1].tables[0].id.clone();
    let closes = Happening::TableCloses { table: table.clone(), from: at("13:23") };
    let (next, child) = child(&fair, &current, "R02", &[closes]);
    assert!(next.employers[1].tables[0].open.iter().all(|open| open.until() <= at("13:23")));
    assert_eq!(next.employers[1].tables[1], fair.employers[1].tables[1]);
    let there = |plan: &Plan| plan.meetings.iter().filter(|m| m.table == table).count();
    let begun = current.meetings.iter().filter(|m| m.table == table && m.round.as_str() <= "R02");
    assert_eq!(there(&child), begun.count());
    assert!(there(&child) < there(&current));
}

#[test]
fn an_employer_who_is_late_meets_nobody_before() {
    let (fair, current) = fair();
    let employer = fair.employers[0].id.clone();
    let late = Happening::EmployerLate { employer: employer.clone(), from: at("14:01") };
    let next = replan_happened(&fair, &current, &Moment::BeforeFirst, &[late], "child").unwrap();
    let child = plan(&next, Budget { moves: 4_000 }, 1, &mut || false).unwrap().plan;
    let begins: Vec<&str> =
        child.meetings.iter().filter(|m| m.employer == employer).map(|m| m.round.as_str()).collect();
    assert!(!begins.is_empty() && begins.iter().all(|round| *round >= "R05"), "{begins:?}");
}

#[test]
fn a_round_that_is_skipped_before_it_begins_seats_nobody_and_the_rest_comes_forward() {
    let (fair, current) = fair();
    let skipped = Happening::RoundSkipped { round: "R03".to_owned(), at: at("13:20") };
    let (next, child) = child(&fair, &current, "R02", &[skipped]);
    let expected = ["R02 13:13-13:23", "R03 13:25-13:26", "R04 13:26-13:36", "R05 13:48-13:58"];
    assert_eq!(rounds(&next)[1..5], expected);
    let live = next.live.as_ref().unwrap();
    assert_eq!(live.first_open_round, "R04");
    assert!(live.history.iter().chain(&live.baseline).all(|meeting| meeting.round != "R03"));
    assert!(child.meetings.iter().all(|meeting| meeting.round != "R03"));
    assert!(child.meetings.iter().any(|meeting| meeting.round == "R04"));
}

#[test]
fn a_round_further_on_that_is_skipped_is_closed_and_the_next_one_stays_next() {
    let (fair, current) = fair();
    let skipped = Happening::RoundSkipped { round: "R05".to_owned(), at: at("13:20") };
    let (next, child) = child(&fair, &current, "R02", &[skipped]);
    assert_eq!(next.live.as_ref().unwrap().first_open_round, "R03");
    assert_eq!(rounds(&next)[3..6], ["R04 13:39-13:49", "R05 14:00-14:01", "R06 14:01-14:11"]);
    assert!(child.meetings.iter().all(|meeting| meeting.round != "R05"));
}

#[test]
fn a_round_under_way_that_is_skipped_ends_there_and_its_talks_count() {
    let (fair, current) = fair();
    let skipped = Happening::RoundSkipped { round: "R02".to_owned(), at: at("13:18") };
    let (next, child) = child(&fair, &current, "R02", &[skipped]);
    assert_eq!(rounds(&next)[1..3], ["R02 13:13-13:18", "R03 13:21-13:31"]);
    let held = |plan: &Plan| plan.meetings.iter().filter(|m| m.round == "R02").count();
    assert_eq!(held(&child), held(&current));
}

#[test]
fn the_last_round_can_be_skipped_and_one_without_a_break_before_it_too() {
    let (fair, _) = fair();
    let last = Happening::RoundSkipped { round: "R09".to_owned(), at: at("13:20") };
    assert_eq!(rounds(&apply_happening(&fair, &last).unwrap())[8], "R09 14:52-14:53");
    let mut tight = fair.clone();
    tight.rounds[1].end = at("13:26");
    let third = Happening::RoundSkipped { round: "R03".to_owned(), at: at("13:20") };
    let next = apply_happening(&tight, &third).unwrap();
    assert_eq!(rounds(&next)[1..4], ["R02 13:13-13:26", "R03 13:26-13:27", "R04 13:27-13:37"]);
    next.validate().unwrap();
}

#[test]
fn a_round_that_is_shifted_takes_the_rest_along_and_never_overlaps() {
    let (fair, current) = fair();
    let shifted = |minutes| Happening::RoundShifted { round: "R05".to_owned(), minutes };
    let (next, _) = child(&fair, &current, "R02", &[shifted(6)]);
    assert_eq!(rounds(&next)[3..6], ["R04 13:39-13:49", "R05 14:07-14:17", "R06 14:20-14:30"]);
    let (next, _) = child(&fair, &current, "R02", &[shifted(-5)]);
    assert_eq!(rounds(&next)[4], "R05 13:56-14:06");
    let during = Moment::During("R02".to_owned());
    let refused = replan_happened(&fair, &current, &during, &[shifted(-30)], "child").unwrap_err();
    assert_eq!(refused.to_string(), "rounds[4]: rounds must be in order and not overlap");
    assert_eq!(apply_happening(&fair, &shifted(700)), Err(ReplanError::PastMidnight));
}

#[test]
fn somebody_who_is_back_is_seated_again_and_windows_that_touch_are_one() {
    let (fair, current) = fair();
    let gone = fair.residents[0].id.clone();
    let absent = Happening::Traced(Event::NoShow { residents: vec![gone.clone()] });
    let (without, plan_without) = child(&fair, &current, "R01", &[absent]);
    let seated = |plan: &Plan| plan.meetings.iter().any(|m| m.party.id() == gone && m.round.as_str() > "R01");
    assert!(!seated(&plan_without));
    let back =
        |from, until| Happening::PersonBack { resident: gone.clone(), from: at(from), until: at(until) };
    let (again, plan_again) =
        child(&without, &plan_without, "R02", &[back("13:26", "14:00"), back("14:00", "15:03")]);
    assert_eq!(again.residents[0].available, [window("13:26", "15:03")]);
    assert!(seated(&plan_again));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let (fair, _) = fair();
    let table = Happening::TableCloses { table: "T99".to_owned(), from: at("13:20") };
    assert_eq!(apply_happening(&fair, &table), Err(ReplanError::UnknownTable("T99".to_owned())));
    let employer = Happening::EmployerLate { employer: "E99".to_owned(), from: at("13:20") };
    assert_eq!(apply_happening(&fair, &employer), Err(ReplanError::UnknownEmployer("E99".to_owned())));
    let round = Happening::RoundSkipped { round: "R99".to_owned(), at: at("13:20") };
    assert_eq!(apply_happening(&fair, &round), Err(ReplanError::UnknownRound("R99".to_owned())));
    let resident =
        Happening::PersonBack { resident: "P999".to_owned(), from: at("13:20"), until: at("14:00") };
    assert_eq!(apply_happening(&fair, &resident), Err(ReplanError::UnknownResident("P999".to_owned())));
}

#[test]
fn whatever_happens_the_plan_is_valid_or_the_reason_is_named() {
    let (mut planned_again, mut refused) = (0, 0);
    for seed in 0..120 {
        let dice = &mut public::Dice::new(seed);
        let (fair, current) = fair();
        let (moment, happened) = some_of_a_day(dice, &fair, 1);
        match replan_happened(&fair, &current, &moment, &happened, "child") {
            Ok(next) => {
                let planned = plan(&next, Budget { moves: 300 }, seed, &mut || false).unwrap();
                assert_eq!(check(&next, &planned.plan).unwrap(), planned.judged, "{happened:?}");
                planned_again += 1;
            }
            Err(ReplanError::NoRoundLeft | ReplanError::Unsound(_) | ReplanError::PastMidnight) => {
                refused += 1
            }
            Err(other) => panic!("{other}: {happened:?}"),
        }
    }
    assert!(planned_again > 60 && refused > 0, "{planned_again} and {refused}");
}

/// The rest of a day is weighed as a whole, which often proves that nobody can have more of what they wish.
#[test]
fn whatever_happens_a_longer_search_never_beats_the_certificate() {
    let (mut proven, mut compared) = (0, 0);
    for seed in 0..12 {
        let dice = &mut public::Dice::new(seed);
        let (fair, current) = fair();
        let (moment, happened) = some_of_a_day(dice, &fair, 2);
        let Ok(next) = replan_happened(&fair, &current, &moment, &happened, "child") else {
            continue;
        };
        let searched = |moves, seed| plan(&next, Budget { moves }, seed, &mut || false).unwrap();
        let short = searched(25_000, seed);
        let most = short.certificate.utility_at_most.unwrap();
        let above = short.judged.vector.len() - 2;
        for long in [searched(60_000, seed + 1), searched(60_000, seed + 2)].map(|long| long.judged) {
            if long.vector[..above] == short.judged.vector[..above] {
                assert!(long.levels.utility <= most, "{seed}: {} of at most {most}", long.levels.utility);
                compared += 1;
            }
        }
        proven += usize::from(most == short.judged.levels.utility);
    }
    assert!(proven >= 5 && compared >= 12, "{proven} proven, {compared} compared");
}

/// What happens in a round that so many follow at least.
fn some_of_a_day(dice: &mut public::Dice, fair: &Instance, left: usize) -> (Moment, Vec<Happening>) {
    let round = dice.below(fair.rounds.len() - left);
    let happened = (0..=dice.below(4)).map(|_| anything(dice, fair)).collect();
    (Moment::During(fair.rounds[round].id.clone()), happened)
}

fn anything(dice: &mut public::Dice, fair: &Instance) -> Happening {
    let time = ClockTime::from_minutes(770 + dice.below(150) as u16).unwrap();
    let round = dice.pick(&fair.rounds).id.clone();
    let resident = dice.pick(&fair.residents).id.clone();
    match dice.below(6) {
        0 => Happening::TableCloses { table: dice.pick(&fair.employers).tables[0].id.clone(), from: time },
        1 => Happening::EmployerLate { employer: dice.pick(&fair.employers).id.clone(), from: time },
        2 => Happening::RoundSkipped { round, at: time },
        3 => Happening::RoundShifted { round, minutes: dice.below(40) as i16 - 12 },
        4 => Happening::PersonBack { resident, from: time, until: at("15:03") },
        _ => Happening::Traced(Event::NoShow { residents: vec![resident] }),
    }
}
