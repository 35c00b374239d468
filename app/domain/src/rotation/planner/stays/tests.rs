//! What the program says of the public fairs, against their best known plans and against the rules.

use std::collections::BTreeMap;

use super::super::anneal::Search;
use super::super::chance::Chance;
use super::super::compiled::Compiled;
use super::super::progress::Progress;
use super::super::score::Weights;
use super::super::state::State;
use super::{Sent, Worth, costs};
use crate::rotation::{Instance, Plan, check};

const FAIRS: [(&str, &str); 3] = [
    (
        include_str!("../../../../tests/rotation/instances/a-02.json"),
        include_str!("../../../../tests/rotation/plans/a-02.plan.json"),
    ),
    (
        include_str!("../../../../tests/rotation/instances/b-03.json"),
        include_str!("../../../../tests/rotation/plans/b-03.plan.json"),
    ),
    (
        include_str!("../../../../tests/rotation/instances/d-04.json"),
        include_str!("../../../../tests/rotation/plans/d-04.plan.json"),
    ),
];

fn with_fairs(with: impl Fn(&mut Search, &Instance, &Plan)) {
    for (fair, plan) in FAIRS {
        let instance = Instance::parse(fair).expect("a fair of the public set");
        let plan = Plan::parse(plan).expect("its best known plan");
        let compiled = Compiled::of(&instance);
        let weights = Weights::of(&instance, &compiled);
        let mut state = State::new(&compiled, &weights, instance.objective.comfort);
        let mut watch = |_: Progress| ();
        with(&mut Search::new(&mut state, Chance::new(1), &mut watch), &instance, &plan);
    }
}

fn sent(search: &mut Search) -> Sent {
    search.send_interpreters(1 << 20, &mut || false).expect("there is time to tell")
}

#[test]
fn as_many_promises_are_kept_and_nearly_as_much_is_granted_as_in_the_best_known_plan() {
    with_fairs(|search, instance, plan| {
        let known = check(instance, plan).expect("a valid plan").levels;
        let sent = sent(search);
        let owed: Vec<u32> = search.owed_by(&sent.pairs).iter().map(|owed| *owed as u32).collect();
        assert_eq!(owed, known.fairness, "{}", instance.id);
        let granted: i64 = sent.pairs.iter().map(|pair| search.state.c.pairs[*pair as usize].value).sum();
        assert!(granted as f64 > 0.998 * known.utility as f64, "{}: {granted}", instance.id);
    });
}

#[test]
fn everybody_meets_once_and_an_interpreter_is_in_one_room_at_a_time() {
    with_fairs(|search, instance, _| {
        let sent = sent(search);
        let mut pairs = sent.pairs.clone();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), sent.pairs.len(), "{}", instance.id);
        let mut taken: BTreeMap<u32, u64> = BTreeMap::new();
        for stay in &sent.stays {
            let rounds = taken.entry(stay.interpreter).or_default();
            assert_eq!(*rounds & stay.rounds, 0, "{}", instance.id);
            *rounds |= stay.rounds;
        }
    });
}

#[test]
fn nearly_all_who_are_to_sit_first_find_a_round_and_nobody_else_sits() {
    with_fairs(|search, instance, _| {
        let sent = sent(search);
        let first: Vec<bool> = (0..search.state.c.pairs.len() as u32)
            .map(|pair| super::super::draft::is_settled_first(search.state, pair))
            .collect();
        search.seat_where_sent(&sent, &first, 1 << 20, &mut || false);
        let chosen: Vec<u32> = sent.pairs.iter().copied().filter(|pair| first[*pair as usize]).collect();
        let seated = chosen.iter().filter(|pair| search.state.is_seated(**pair)).count();
        assert!(chosen.len() > 5 && seated + 2 >= chosen.len(), "{}: {seated}", instance.id);
        assert_eq!(search.state.seated.len(), seated, "{}", instance.id);
    });
}

#[test]
fn what_is_scarce_costs_something_and_the_rest_nothing() {
    with_fairs(|search, instance, _| {
        let c = search.state.c;
        let meeting = |pair: u32, _: bool| c.pairs[pair as usize].value as f64;
        let worth = Worth { promises: &[], meeting: &meeting };
        let dear = costs(c, &worth, &mut || false);
        let mut scarce = dear.interpreter.iter().chain(&dear.class);
        assert!(scarce.any(|cost| *cost > 0.5), "{}", instance.id);
        let nothing = Worth { promises: &[], meeting: &|_, _| 0.0 };
        let free = costs(c, &nothing, &mut || false);
        assert!(free.interpreter.iter().chain(&free.class).all(|cost| *cost < 1e-9), "{}", instance.id);
    });
}
