//! Why a re-plan moves somebody: each cause on a small fair, and on the public days each by the judge.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;
#[path = "rotation/small.rs"]
mod small;

use domain::rotation::{
    Budget, Cause, Explained, Group, GroupKind, Instance, Live, Meeting, Party, Plan, causes, changes, check,
    plan,
};
use small::{fair, meeting, resident, seat, seated, wants};

/// The causes of going from one list of meetings to another before the day has begun, by resident and employer.
fn told(
    instance: &Instance,
    old: &[Meeting],
    new: &[Meeting],
) -> Vec<(String, String, Cause, Option<Cause>)> {
    check(instance, &seated(new)).unwrap();
    let list = causes(instance, &seated(old), &seated(new));
    let line = |one: Explained| {
        (one.change.resident, one.change.employer, one.cause, one.began.map(|began| began.cause))
    };
    list.into_iter().map(line).collect()
}

fn four() -> Instance {
    let mut fair = fair();
    fair.residents = ["P1", "P2", "P3", "P4"].map(|id| resident(id, &["nl"])).to_vec();
    fair.pairs =
        ["P1", "P2", "P3", "P4"].iter().flat_map(|id| [wants(id, "E1", 1), wants(id, "E2", 1)]).collect();
    fair
}

fn round(id: &str) -> String {
    id.to_owned()
}

#[test]
fn a_closed_table_is_the_cause_for_who_sat_there_and_the_beginning_for_who_makes_room() {
    let mut fair = four();
    let mut second = fair.employers[0].tables[0].clone();
    second.id = "E1.T2".into();
    fair.employers[0].tables.push(second);
    fair.employers[0].tables[1].open = vec![seat("10:24", "10:34")];
    // P2 sat at the table that closes, takes the place of P1, who talks in the next round.
    let old = [meeting("R1", "E1.T1", "P1"), meeting("R1", "E1.T2", "P2")];
    let new = [meeting("R1", "E1.T1", "P2"), meeting("R2", "E1.T1", "P1")];
    let closed = Cause::TableClosed { table: "E1.T2".into(), round: round("R1") };
    let made_room =
        Cause::MadeRoom { party: Party::Resident("P2".into()), table: "E1.T1".into(), round: round("R1") };
    let expected = [
        ("P1".to_owned(), "E1".to_owned(), made_room, Some(closed.clone())),
        ("P2".to_owned(), "E1".to_owned(), closed, None),
    ];
    assert_eq!(told(&fair, &old, &new), expected);
}

#[test]
fn an_employer_who_leaves_and_a_round_that_is_dropped_are_told_apart() {
    let mut fair = four();
    let (old, new) = ([meeting("R2", "E1.T1", "P1")], [meeting("R1", "E1.T1", "P1")]);
    let without_r2 = vec![seat("10:00", "10:10"), seat("10:24", "10:34")];
    fair.employers[0].tables[0].open = without_r2.clone();
    assert_eq!(told(&fair, &old, &new)[0].2, Cause::EmployerNotThere { round: round("R2") });
    fair.employers[1].tables[0].open = without_r2;
    assert_eq!(told(&fair, &old, &new)[0].2, Cause::RoundDropped { round: round("R2") });
}

#[test]
fn who_is_not_there_and_what_that_makes_free() {
    let mut fair = four();
    fair.residents[0].available = vec![seat("10:24", "10:34")];
    let old = [meeting("R1", "E1.T1", "P1"), meeting("R3", "E1.T1", "P2")];
    let new = [meeting("R1", "E1.T1", "P2"), meeting("R3", "E1.T1", "P1")];
    let list = told(&fair, &old, &new);
    let not_there = Cause::NotThere { round: round("R1") };
    assert_eq!((&list[0].2, &list[0].3), (&not_there, &None));
    let for_p1 =
        Cause::MadeRoom { party: Party::Resident("P1".into()), table: "E1.T1".into(), round: round("R3") };
    assert_eq!((&list[1].2, &list[1].3), (&for_p1, &Some(not_there)));
}

#[test]
fn a_group_moves_because_one_of_it_is_not_there() {
    let mut fair = four();
    fair.groups =
        vec![Group { id: "G".into(), kind: GroupKind::Visit, members: vec!["P1".into(), "P2".into()] }];
    fair.employers[0].tables[0].seats = 2;
    let mut pair = wants("P1", "E1", 2);
    pair.party = Party::Group("G".into());
    fair.pairs.push(pair);
    fair.residents[1].available = vec![seat("10:24", "10:34")];
    let together = |round| Meeting { party: Party::Group("G".into()), ..meeting(round, "E1.T1", "P1") };
    let list = told(&fair, &[together("R1")], &[together("R3")]);
    let member = Cause::MembersNotThere { residents: vec!["P2".into()], round: round("R1") };
    assert_eq!((&list[0].0, &list[0].2), (&"P1".to_owned(), &member));
    assert_eq!((&list[1].0, &list[1].2), (&"P2".to_owned(), &Cause::NotThere { round: round("R1") }));
}

#[test]
fn an_interpreter_who_leaves_or_is_needed_elsewhere() {
    let mut fair = four();
    fair.residents[0].languages = vec!["ti".into()];
    fair.residents[1].languages = vec!["ti".into()];
    fair.interpreters = vec![small::interpreter("I1", &["nl", "ti"], "10:12", "10:34")];
    let with = |meeting: Meeting| Meeting { interpreter: Some("I1".into()), ..meeting };
    let old = [with(meeting("R1", "E1.T1", "P1")), with(meeting("R2", "E2.T1", "P2"))];
    let new = [with(meeting("R2", "E1.T1", "P1")), with(meeting("R3", "E2.T1", "P2"))];
    let list = told(&fair, &old, &new);
    let gone = Cause::InterpreterNotThere { interpreter: "I1".into(), round: round("R1") };
    assert_eq!((&list[0].2, &list[0].3), (&gone, &None));
    let needed =
        Cause::InterpreterNeeded { interpreter: "I1".into(), employer: "E1".into(), round: round("R2") };
    assert_eq!((&list[1].2, &list[1].3), (&needed, &Some(gone)));
}

#[test]
fn a_new_talk_comes_from_the_promise_or_instead_of_another_or_from_a_place_that_came_free() {
    let mut fair = four();
    // P1 lost E1 and gets E2 for it: below the promise without it.
    fair.employers[0].tables[0].open = vec![];
    let list = told(&fair, &[meeting("R1", "E1.T1", "P1")], &[meeting("R2", "E2.T1", "P1")]);
    assert_eq!(list[0].2, Cause::EmployerNotThere { round: round("R1") });
    assert_eq!((&list[1].1, &list[1].2), (&"E2".to_owned(), &Cause::BelowPromise));
    // Promised nothing, it is instead of the other.
    fair.residents[0].min_meetings = 0;
    let list = told(&fair, &[meeting("R1", "E1.T1", "P1")], &[meeting("R2", "E2.T1", "P1")]);
    assert_eq!(list[1].2, Cause::InsteadOf { employer: "E1".into() });
    // P2 does not come; P3 has a talk already and takes the place.
    let mut fair = four();
    fair.residents[1].available = vec![];
    let old = [meeting("R1", "E1.T1", "P2"), meeting("R1", "E2.T1", "P3")];
    let new = [meeting("R1", "E2.T1", "P3"), meeting("R2", "E1.T1", "P3")];
    assert_eq!(told(&fair, &old, &new)[1].2, Cause::WasFree, "another round");
    let old = [meeting("R2", "E1.T1", "P2"), meeting("R1", "E2.T1", "P3")];
    let list = told(&fair, &old, &new);
    let free =
        Cause::CameFree { party: Party::Resident("P2".into()), table: "E1.T1".into(), round: round("R2") };
    assert_eq!((&list[1].2, &list[1].3), (&free, &Some(Cause::NotThere { round: round("R2") })));
}

#[test]
fn what_nothing_forced_is_said_to_be_for_the_day_as_a_whole() {
    let list = told(&four(), &[meeting("R1", "E1.T1", "P1")], &[meeting("R2", "E1.T1", "P1")]);
    assert_eq!(list[0].2, Cause::BetterTogether);
}

/// The plan on which a public snapshot rests.
fn before(instance: &Instance, live: &Live) -> Plan {
    let mut plan = Plan::empty(&instance.id);
    plan.meetings = [&live.history[..], &live.baseline[..]].concat();
    plan
}

fn is_forced(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NotThere { .. }
            | Cause::MembersNotThere { .. }
            | Cause::RoundDropped { .. }
            | Cause::EmployerNotThere { .. }
            | Cause::TableClosed { .. }
            | Cause::InterpreterNotThere { .. }
            | Cause::NoLongerEligible
    )
}

/// Beside what has happened and nothing else, the old meeting breaks a rule exactly where the cause is that
/// it cannot be any more.
#[test]
fn on_the_public_days_only_what_cannot_be_is_said_to_be_impossible() {
    let (mut forced, mut chained) = (0, 0);
    for name in public::names().iter().filter(|name| name.contains("-s") && !name.ends_with("s0")) {
        let instance = public::instance(name);
        let live = instance.live.clone().unwrap();
        let old = before(&instance, &live);
        let new = plan(&instance, Budget { moves: 3_000 }, 1, &mut || false).unwrap().plan;
        let list = causes(&instance, &old, &new);
        assert_eq!(list.len(), changes(&instance, &old, &new).len(), "{name}: each change has a cause");
        for one in &list {
            chained += usize::from(one.began.is_some());
            let was = |meeting: &&Meeting| {
                let sits = match &meeting.party {
                    Party::Resident(id) => *id == one.change.resident,
                    Party::Group(id) => instance
                        .groups
                        .iter()
                        .any(|group| group.id == *id && group.members.contains(&one.change.resident)),
                };
                sits && meeting.employer == one.change.employer
            };
            let Some(meeting) = live.baseline.iter().find(was) else {
                assert!(!is_forced(&one.cause), "{name}: {one:?}");
                continue;
            };
            let mut alone = Plan::empty(&instance.id);
            alone.meetings = [&live.history[..], std::slice::from_ref(meeting)].concat();
            assert_eq!(is_forced(&one.cause), check(&instance, &alone).is_err(), "{name}: {one:?}");
            forced += usize::from(is_forced(&one.cause));
        }
    }
    assert!(forced > 20 && chained > 20, "{forced} forced, {chained} that others set off");
}
