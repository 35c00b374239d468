//! The live day: events, the instance of a re-plan, and what a re-plan changes.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use domain::rotation::{
    Budget, ChangeKind, Event, Instance, Moment, Plan, ReplanError, changes, check, plan, replan_instance,
};

fn quick(instance: &Instance) -> Plan {
    let budget = Budget { moves: 5_000 };
    let planned = plan(instance, budget, 3, &mut || false).unwrap();
    assert_eq!(check(instance, &planned.plan).unwrap(), planned.judged);
    planned.plan
}

#[test]
fn a_traced_day_gives_the_published_snapshots() {
    for name in ["e-01", "e-02"] {
        let trace = public::trace(name);
        let mut before = public::instance(&trace.instance);
        for step in &trace.steps {
            let moment = Moment::During(step.now_round.clone());
            let id = format!("{name}-s{}", step.step);
            let published = public::instance(&id);
            // The plan of that day, without the meetings that its no-shows made void.
            let mut current = Plan::empty(&before.id);
            let live = published.live.clone().unwrap();
            current.meetings = [live.history, live.baseline].concat();
            let mine = replan_instance(&before, &current, &moment, &step.events, &id).unwrap();
            assert_eq!(mine.residents, published.residents, "{id}");
            assert_eq!(mine.employers, published.employers, "{id}");
            assert_eq!(mine.interpreters, published.interpreters, "{id}");
            assert_eq!(mine.pairs, published.pairs, "{id}");
            assert_eq!(mine.rounds, published.rounds, "{id}");
            assert_eq!(mine.objective, published.objective, "{id}");
            assert_eq!(mine.live, published.live, "{id}");
            before = published;
        }
    }
}

#[test]
fn a_day_replanned_step_by_step_never_reseats_a_begun_round() {
    for name in ["e-01", "e-02"] {
        let trace = public::trace(name);
        let mut now = public::instance(&trace.instance);
        let mut current = quick(&now);
        for step in &trace.steps {
            let moment = Moment::During(step.now_round.clone());
            let id = format!("{name}-child-{}", step.step);
            let next = replan_instance(&now, &current, &moment, &step.events, &id).unwrap();
            let child = quick(&next);
            let begun = next.rounds.iter().position(|r| r.id == step.now_round).unwrap();
            let begun: Vec<&str> = next.rounds[..=begun].iter().map(|r| r.id.as_str()).collect();
            let live = next.live.as_ref().unwrap();
            let mut seen: Vec<_> =
                child.meetings.iter().filter(|m| begun.contains(&m.round.as_str())).collect();
            let mut happened: Vec<_> = live.history.iter().collect();
            seen.sort();
            happened.sort();
            assert_eq!(seen, happened, "{id}");
            for change in changes(&next, &current, &child) {
                // From a begun round only when it did not take place for somebody late.
                if let ChangeKind::Moved { to, .. } | ChangeKind::Gained { to } = change.kind {
                    assert!(!begun.contains(&to.round.as_str()), "{id}: {to:?}");
                }
            }
            (now, current) = (next, child);
        }
    }
}

#[test]
fn a_replan_of_a_traced_day_is_as_good_as_the_best_known_comfort_included() {
    let mut proven = 0;
    for day in ["e-01", "e-02"] {
        for step in 1..=6 {
            let name = format!("{day}-s{step}");
            let instance = public::instance(&name);
            let known = check(&instance, &public::plan(&name)).unwrap();
            for seed in 1..=3 {
                let mine = plan(&instance, Budget { moves: 60_000 }, seed, &mut || false).unwrap();
                let (judged, most) = (mine.judged, mine.certificate.utility_at_most);
                assert!(judged.vector <= known.vector, "{name}, seed {seed}: {:?}", judged.vector);
                // A bound speaks of plans that are like this one on all levels before.
                let above = known.vector.len() - 2;
                if judged.vector[..above] == known.vector[..above] {
                    let holds = most.is_none_or(|most| most >= known.levels.utility);
                    assert!(holds, "{name}, seed {seed}: {most:?}");
                }
                proven += usize::from(most == Some(judged.levels.utility));
            }
        }
    }
    // As many plans are proven to grant as much as can be, with all that comes before as it is.
    assert!(proven >= 24, "{proven} of 36");
}

/// Where only going back to the last branch finds no plan, the most promising ones do, before anything else was tried.
#[test]
fn the_rest_of_a_day_is_weighed_to_its_best_plan() {
    for name in ["e-02-s4", "e-02-s5"] {
        let instance = public::instance(name);
        let known = check(&instance, &public::plan(name)).unwrap().vector;
        let worth = known.len() - 1;
        for seed in 1..=4 {
            // Stopped after so many questions.
            let mut left = 200;
            let stop = &mut || {
                left -= 1;
                left < 0
            };
            let found = plan(&instance, Budget { moves: u64::MAX }, seed, stop).unwrap().judged;
            assert_eq!(found.vector[..worth], known[..worth], "{name} {seed}");
        }
    }
}

#[test]
fn a_no_show_leaves_the_others_of_the_next_round_alone() {
    let fair = public::instance("b-01");
    let current = public::plan("b-01");
    let absent = vec![fair.residents[4].id.clone(), fair.residents[9].id.clone()];
    let events = [Event::NoShow { residents: absent.clone() }];
    let moment = Moment::During("R02".to_owned());
    let next = replan_instance(&fair, &current, &moment, &events, "b-01-child").unwrap();
    let child = quick(&next);
    let judged = check(&next, &child).unwrap();
    let lost: Vec<_> = changes(&next, &current, &child)
        .into_iter()
        .filter(|c| matches!(&c.kind, ChangeKind::Lost { from } if from.round == "R03"))
        .collect();
    assert!(lost.iter().all(|c| absent.contains(&c.resident)), "{lost:?}");
    assert_eq!(judged.levels.stability_next as usize, lost.len());
    let open = |m: &&domain::rotation::Meeting| m.round.as_str() >= "R02";
    for meeting in child.meetings.iter().filter(open) {
        assert!(!absent.contains(&meeting.party.id().to_owned()), "{meeting:?}");
    }
}

#[test]
fn before_the_first_round_everything_is_still_open() {
    let fair = public::instance("a-01");
    let current = public::plan("a-01");
    let events = [Event::NoShow { residents: vec![fair.residents[0].id.clone()] }];
    let next = replan_instance(&fair, &current, &Moment::BeforeFirst, &events, "x").unwrap();
    let live = next.live.as_ref().unwrap();
    assert_eq!(live.history, []);
    assert_eq!(live.baseline, current.meetings);
    let after = Moment::After("R01".to_owned());
    let next = replan_instance(&fair, &current, &after, &events, "y").unwrap();
    let first = current.meetings.iter().filter(|m| m.round == "R01");
    assert_eq!(next.live.unwrap().history.len(), first.count());
}

#[test]
fn an_event_that_cannot_be_is_refused_by_name() {
    let fair = public::instance("a-01");
    let current = public::plan("a-01");
    let first = Moment::During("R01".to_owned());
    let tries = [
        (Moment::During("R06".to_owned()), Event::NoShow { residents: vec![] }, ReplanError::NoRoundLeft),
        (
            Moment::During("R77".to_owned()),
            Event::NoShow { residents: vec![] },
            ReplanError::UnknownRound("R77".to_owned()),
        ),
        (
            first.clone(),
            Event::NoShow { residents: vec!["P999".to_owned()] },
            ReplanError::UnknownResident("P999".to_owned()),
        ),
        (
            first.clone(),
            Event::EmployerLeaves { employer: "E99".to_owned(), until: fair.rounds[1].end },
            ReplanError::UnknownEmployer("E99".to_owned()),
        ),
        (
            first.clone(),
            Event::InterpreterLeaves { interpreter: "I99".to_owned(), until: fair.rounds[1].end },
            ReplanError::UnknownInterpreter("I99".to_owned()),
        ),
        (
            first.clone(),
            Event::RoundExtended { round: "R01".to_owned(), minutes: 700 },
            ReplanError::PastMidnight,
        ),
    ];
    for (moment, event, refusal) in tries {
        let answer = replan_instance(&fair, &current, &moment, &[event], "x");
        assert_eq!(answer.unwrap_err(), refusal);
    }
    let twice = Event::WalkIn { resident: fair.residents[0].clone(), pairs: vec![] };
    let answer = replan_instance(&fair, &current, &first, &[twice], "x");
    let refused = answer.unwrap_err().to_string();
    assert_eq!(refused, "residents[20].id: duplicate id \"P001\"");
}

/// Tables do not count in the levels; nobody is sent to another one for nothing all the same.
#[test]
fn a_replan_leaves_people_at_their_published_tables() {
    let (mut mine, mut known) = (0, 0);
    for name in public::names().iter().filter(|name| name.contains("-s") && !name.ends_with("s0")) {
        let instance = public::instance(name);
        let planned = plan(&instance, Budget { moves: 20_000 }, 1, &mut || false).unwrap();
        mine += planned.judged.detail.table_changes;
        known += check(&instance, &public::plan(name)).unwrap().detail.table_changes;
    }
    assert!(mine * 4 < known, "{mine} for {known}");
}
