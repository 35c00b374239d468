//! The judge in Rust against the judge in Python, on the public set and on broken copies of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use std::io::Write;
use std::process::{Command, Stdio};

use domain::rotation::{Instance, Meeting, Party, Plan, Refused, check};
use public::Dice;
use serde_json::{Value, json};

#[test]
fn every_best_known_plan_has_the_levels_of_the_manifest() {
    let manifest: Value = serde_json::from_str(&public::text("manifest.json")).unwrap();
    let rows = manifest["instances"].as_array().unwrap();
    assert_eq!(rows.len(), public::names().len());
    for row in rows {
        let name = row["id"].as_str().unwrap();
        let judged = check(&public::instance(name), &public::plan(name)).unwrap();
        let report = serde_json::to_value(&judged).unwrap();
        for field in ["levels", "vector", "detail"] {
            assert_eq!(report[field], row["best_known"][field], "{name} {field}");
        }
    }
}

#[test]
fn documents_are_written_as_they_were_read() {
    for name in public::names() {
        let instance = public::instance(&name);
        assert_eq!(Instance::parse(&instance.to_json()).unwrap(), instance);
        let plan = public::plan(&name);
        assert_eq!(Plan::parse(&plan.to_json()).unwrap(), plan);
        let before: Value = serde_json::from_str(&public::text(&format!("plans/{name}.plan.json"))).unwrap();
        assert_eq!(serde_json::to_value(&plan).unwrap(), before);
    }
    for name in ["e-01", "e-02"] {
        let trace = public::trace(name);
        let before: Value =
            serde_json::from_str(&public::text(&format!("traces/{name}.trace.json"))).unwrap();
        assert_eq!(serde_json::to_value(&trace).unwrap(), before);
    }
}

#[test]
fn both_judges_say_the_same_of_mutated_plans_and_instances() {
    let mut dice = Dice::new(7);
    let mut cases = Vec::new();
    for name in public::names() {
        let (instance, plan) = (public::instance(&name), public::plan(&name));
        cases.push((instance.clone(), plan.clone()));
        // The two large fairs cost the Python judge most and teach no more.
        let mutants = if name.starts_with('c') { 8 } else { 40 };
        for _ in 0..mutants {
            let mut mutant = plan.clone();
            for _ in 0..1 + dice.below(3) {
                mutate(&mut mutant, &instance, &mut dice);
            }
            cases.push((instance.clone(), mutant));
        }
        for _ in 0..6 {
            let mut other = instance.clone();
            bend(&mut other, &mut dice);
            cases.push((other, plan.clone()));
        }
    }
    let answers = ask_python(&cases);
    let (mut kept, mut broken) = (0, 0);
    for ((instance, plan), answer) in cases.iter().zip(answers) {
        let mine = match check(instance, plan) {
            Ok(judged) => {
                kept += 1;
                json!({ "report": judged })
            }
            Err(Refused::Malformed(_)) => json!({ "malformed": true }),
            Err(Refused::Infeasible(violations)) => {
                broken += 1;
                let mut codes: Vec<String> = violations.0.iter().map(|v| v.rule.to_string()).collect();
                codes.sort();
                codes.dedup();
                json!({ "codes": codes })
            }
        };
        assert_eq!(mine, answer, "{} {}", instance.id, plan.to_json());
    }
    assert!(kept > 100 && broken > 700, "{kept} kept, {broken} broken");
}

fn mutate(plan: &mut Plan, instance: &Instance, dice: &mut Dice) {
    if plan.meetings.is_empty() {
        return;
    }
    let index = dice.below(plan.meetings.len());
    let other = dice.pick(&plan.meetings).clone();
    let table = {
        let employer = dice.pick(&instance.employers);
        dice.pick(&employer.tables).id.clone()
    };
    let meeting: &mut Meeting = &mut plan.meetings[index];
    match dice.below(14) {
        0 => {
            plan.meetings.remove(index);
        }
        1 => plan.meetings.push(other),
        2 => meeting.round = dice.pick(&instance.rounds).id.clone(),
        3 => meeting.table = table,
        4 => meeting.employer = dice.pick(&instance.employers).id.clone(),
        5 => meeting.party = Party::Resident(dice.pick(&instance.residents).id.clone()),
        6 => meeting.interpreter = None,
        7 if !instance.interpreters.is_empty() => {
            meeting.interpreter = Some(dice.pick(&instance.interpreters).id.clone());
        }
        8 => meeting.interpreter = Some("nobody".to_owned()),
        9 => {
            let pair = dice.pick(&instance.pairs);
            meeting.party = pair.party.clone();
            meeting.employer = pair.employer.clone();
        }
        10 => (meeting.round, meeting.table) = (other.round, other.table),
        11 if dice.one_in(3) => meeting.round = "R99".to_owned(),
        12 if dice.one_in(3) => plan.instance = "another".to_owned(),
        _ => {
            let pair = dice.pick(&instance.pairs).clone();
            plan.meetings.push(Meeting {
                round: dice.pick(&instance.rounds).id.clone(),
                table,
                employer: pair.employer,
                party: pair.party,
                interpreter: None,
            });
        }
    }
}

fn bend(instance: &mut Instance, dice: &mut Dice) {
    let e = dice.below(instance.employers.len());
    let r = dice.below(instance.residents.len());
    match dice.below(8) {
        0 => instance.employers[e].max_meetings = Some(dice.below(12) as u32),
        1 => instance.residents[r].available.clear(),
        2 => instance.employers[e].tables[0].open.truncate(dice.below(2)),
        3 => instance.objective.levels.reverse(),
        4 => {
            let extra = dice.below(30) as u16;
            instance.walking.iter_mut().for_each(|w| w.minutes += extra);
        }
        5 => {
            let index = dice.below(instance.pairs.len());
            instance.pairs.remove(index);
        }
        6 => instance.objective.comfort.resident_gap = 5,
        _ => instance.residents[r].id = "renamed".to_owned(),
    }
}

/// One process for all cases: starting Python costs more than judging.
fn ask_python(cases: &[(Instance, Plan)]) -> Vec<Value> {
    let names = public::names();
    let unbent: Vec<Instance> = names.iter().map(|name| public::instance(name)).collect();
    let list: Vec<Value> = cases
        .iter()
        .map(|(instance, plan)| {
            // Only a bent instance travels whole; the others are read once from their file.
            let as_it_was = unbent.contains(instance);
            let given =
                if as_it_was { json!(format!("instances/{}.json", instance.id)) } else { json!(instance) };
            json!({ "instance": given, "plan": plan })
        })
        .collect();
    let mut python = Command::new("python3")
        .arg("judge_many.py")
        .current_dir(public::folder())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the reference judge");
    let mut stdin = python.stdin.take().unwrap();
    let text = serde_json::to_vec(&list).unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&text));
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}
