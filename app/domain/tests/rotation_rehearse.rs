//! Rehearsals: what is drawn happens, what does not is left alone, and the figures add up.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use domain::rotation::rehearse::{Held, Rate, Rates, RehearseError, Report, WrongRate, rehearse};
use domain::rotation::{Budget, ClockTime, Fault, Instance, Planned, plan};

fn quick(instance: &Instance) -> Result<Planned, Fault> {
    plan(instance, Budget { moves: 1_500 }, 1, &mut || false)
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn rehearsed(name: &str, rates: &Rates, seeds: &[u64]) -> Report {
    let (fair, morning) = (public::instance(name), public::plan(name));
    rehearse(&fair, &morning, rates, seeds, &mut quick).unwrap()
}

#[test]
fn a_day_on_which_nothing_happens_goes_as_planned() {
    let report = rehearsed("e-01-s0", &Rates::default(), &[1, 2]);
    let judged = domain::rotation::check(&public::instance("e-01-s0"), &public::plan("e-01-s0")).unwrap();
    assert_eq!(report.planned.talks, judged.detail.attendances);
    assert_eq!(report.planned.rounds_waited, judged.detail.resident_gaps);
    assert_eq!(report.days, [(1, report.planned), (2, report.planned)]);
    assert_eq!((report.planned.talks_lost, report.planned.replans), (0, 0));
}

#[test]
fn the_same_seed_plays_the_same_day_and_another_seed_another() {
    let rates = Rates {
        no_shows: rate("10%"),
        late: rate("10%"),
        leave_early: rate("10%"),
        absent: rate("10%"),
        delays: rate("20%"),
    };
    let once = rehearsed("e-01-s0", &rates, &[3, 4, 5]);
    assert_eq!(once, rehearsed("e-01-s0", &rates, &[3, 4, 5]));
    assert_eq!(once.days[1], rehearsed("e-01-s0", &rates, &[4]).days[0]);
    assert_ne!(once.days[0].1, once.days[1].1);
}

#[test]
fn on_a_day_without_anybody_no_talk_takes_place_and_nobody_present_is_let_down() {
    let rates = Rates { no_shows: rate("100%"), ..Rates::default() };
    let report = rehearsed("e-01-s0", &rates, &[1]);
    let (_, day) = report.days[0];
    let all = report.planned.talks;
    assert_eq!((day.talks, day.talks_lost, day.talks_lost_by_others), (0, all, 0));
    assert_eq!((day.people_moved, day.promises_missed), (0, 0));
}

#[test]
fn when_every_table_stays_away_everybody_present_loses_all() {
    let rates = Rates { absent: rate("100%"), ..Rates::default() };
    let report = rehearsed("e-01-s0", &rates, &[1]);
    let (_, day) = report.days[0];
    let promised = public::instance("e-01-s0").residents.iter().filter(|r| r.min_meetings > 0).count();
    assert_eq!((day.talks, day.talks_lost_by_others), (0, report.planned.talks));
    assert_eq!((day.promises_missed, day.replans), (promised as u32, 1));
}

#[test]
fn late_and_early_people_and_delays_are_planned_around() {
    let some = "25%";
    let cases = [
        Rates { late: rate(some), ..Rates::default() },
        Rates { leave_early: rate(some), ..Rates::default() },
        Rates { delays: rate(some), ..Rates::default() },
    ];
    for rates in cases {
        let report = rehearsed("e-01-s0", &rates, &[1, 2, 3]);
        for (seed, day) in &report.days {
            assert!(day.talks > report.planned.talks / 2, "{seed}: {day:?}");
            assert!(day.talks_lost_by_others <= day.talks_lost, "{seed}: {day:?}");
        }
        assert!(report.days.iter().any(|(_, day)| day.replans > 0), "{rates:?}");
    }
}

#[test]
fn a_delay_past_midnight_stops_nothing() {
    let mut fair = public::instance("a-04");
    let last = fair.rounds.len() - 1;
    fair.rounds[last].end = ClockTime::from_minutes(24 * 60 - 1).unwrap();
    let morning = quick(&fair).unwrap().plan;
    let rates = Rates { delays: rate("100%"), no_shows: rate("20%"), ..Rates::default() };
    let report = rehearse(&fair, &morning, &rates, &[1, 2, 3], &mut quick).unwrap();
    assert!(report.days.iter().any(|(_, day)| day.replans > 0));
}

#[test]
fn a_plan_that_is_not_valid_is_not_rehearsed() {
    let (fair, mut morning) = (public::instance("a-01"), public::plan("a-01"));
    morning.meetings.push(morning.meetings[0].clone());
    let refused = rehearse(&fair, &morning, &Rates::default(), &[1], &mut quick);
    assert!(matches!(refused, Err(RehearseError::Plan(_))));
}

#[test]
fn mean_and_worst_are_over_all_days() {
    let held = |talks, talks_lost| Held { talks, talks_lost, ..Held::default() };
    let report = Report { planned: held(9, 0), days: vec![(1, held(9, 0)), (2, held(6, 3))] };
    let [talks, lost, ..] = Held::FIGURES;
    assert_eq!((report.mean(talks), report.worst(talks)), (7.5, 6));
    assert_eq!((report.mean(lost), report.worst(lost)), (1.5, 3));
    let none = Report { planned: held(9, 0), days: vec![] };
    assert_eq!((none.mean(talks), none.worst(talks)), (0.0, 0));
}

#[test]
fn a_rate_is_a_share() {
    assert_eq!(rate("2.5%"), Rate::per_mille(25).unwrap());
    assert_eq!(rate("100"), Rate::per_mille(1000).unwrap());
    assert_eq!(rate("7%").to_string(), "7.0%");
    for wrong in ["", "%", "101%", "-1%", "1.25%", "ten", "1e2", "+5", "5%5"] {
        assert_eq!(wrong.parse::<Rate>(), Err(WrongRate), "{wrong}");
    }
}
