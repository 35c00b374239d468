//! What `plan --explain` says: the verdict and what is proven, then per resident what they got and what
//! stood in the way of the rest. Data, not sentences; ids as in the instance.

use domain::rotation::{Instance, Outcome, Party, Planned, explain};
use serde_json::{Value, json};

/// JSON, one line each: first the plan as a whole.
pub fn lines(instance: &Instance, planned: &Planned) -> Vec<String> {
    let proven = &planned.certificate;
    let whole = json!({
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
    });
    let people = explain(instance, &planned.plan);
    std::iter::once(whole).chain(people.iter().map(person)).map(|line| line.to_string()).collect()
}

fn person(outcome: &Outcome) -> Value {
    let unmet: Vec<Value> = outcome
        .unmet
        .iter()
        .map(|unmet| {
            let group = match &unmet.party {
                Party::Resident(_) => None,
                Party::Group(id) => Some(id),
            };
            json!({
                "employer": unmet.employer,
                "through_group": group,
                "resident_stars": unmet.resident_stars,
                "reason": unmet.reason,
            })
        })
        .collect();
    json!({
        "resident": outcome.resident,
        "meetings": outcome.meetings,
        "promised": outcome.promised,
        "unmet": unmet,
    })
}
