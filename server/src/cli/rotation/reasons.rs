//! What `plan --explain` says: the verdict and what is proven, then per resident and per employer what they
//! got and what stood in the way of the rest, and in a re-plan per person what moves and why. Data, not
//! sentences; ids as in the instance.

use domain::rotation::{Instance, Plan, Planned, causes, explain};
use serde::Serialize;
use serde_json::{Value, json};

/// JSON, one line each: first the plan as a whole.
pub fn lines(instance: &Instance, planned: &Planned) -> Vec<String> {
    let reasons = explain(instance, &planned.plan, &|_, _| None);
    let moved = published(instance).map(|before| causes(instance, &before, &planned.plan));
    let residents = reasons.residents.iter().map(line);
    let employers = reasons.employers.iter().map(line);
    let moves = moved.iter().flatten().map(line);
    std::iter::once(whole(planned).to_string()).chain(residents).chain(employers).chain(moves).collect()
}

fn whole(planned: &Planned) -> Value {
    let proven = &planned.certificate;
    json!({
        "plan": planned.judged,
        "moves": planned.moves,
        "stopped": planned.stopped,
        "no_plan_is_below": {
            "pinned": proven.pinned_at_least,
            "must_meet": proven.must_meet_at_least,
            "stability_next": proven.stability_next_at_least,
            "fairness": proven.fairness_at_least,
            "stability_later": proven.stability_later_at_least,
        },
        "utility_at_most": proven.utility_at_most,
    })
}

fn line(item: &impl Serialize) -> String {
    // Names and numbers only: nothing in it can fail to be written.
    serde_json::to_string(item).unwrap_or_default()
}

/// The plan that a re-plan mends: what has happened, and what was published of the rest.
fn published(instance: &Instance) -> Option<Plan> {
    let live = instance.live.as_ref()?;
    let mut plan = Plan::empty(&instance.id);
    plan.meetings = [&live.history[..], &live.baseline[..]].concat();
    Some(plan)
}
