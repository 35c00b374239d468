//! The command line on rotation documents: what it prints and how it ends.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use domain::rotation::{Instance, Plan, Trace, check};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn public(path: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../app/domain/tests/rotation");
    folder.join(path).to_string_lossy().into_owned()
}

fn run(args: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_werkronde"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Who refuses the options does not read: that is no failure of the test.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_plan_is_written_judged_and_the_same_each_time() {
    let instance = public("instances/a-01.json");
    let (code, plan, said) = run(&["plan", &instance, "--moves", "3000", "--seed", "7"], "");
    assert_eq!((code, said.as_str()), (0, ""));
    let text = std::fs::read_to_string(&instance).unwrap();
    let (code, again, _) = run(&["plan", "-", "--moves", "3000", "--seed", "7"], &text);
    assert_eq!((code, &again), (0, &plan));
    let (code, verdict, _) = run(&["check-plan", &instance, "-"], &plan);
    let verdict: Value = serde_json::from_str(&verdict).unwrap();
    assert_eq!((code, &verdict["feasible"]), (0, &Value::Bool(true)));
    assert_eq!(verdict["vector"].as_array().unwrap().len(), 7);
}

#[test]
fn several_workers_give_the_best_of_their_plans() {
    let instance = public("instances/b-01.json");
    let vector = |seed: &str, workers: &str| {
        let search = ["plan", &instance, "--moves", "3000", "--seed", seed, "--workers", workers];
        let (code, plan, said) = run(&search, "");
        assert_eq!((code, said.as_str()), (0, ""));
        let (_, verdict, _) = run(&["check-plan", &instance, "-"], &plan);
        let verdict: Value = serde_json::from_str(&verdict).unwrap();
        verdict["vector"].as_array().unwrap().iter().map(|one| one.as_i64().unwrap()).collect::<Vec<_>>()
    };
    let gains = ["1", "2", "3", "4"].map(|seed| vector(seed, "1").cmp(&vector(seed, "3")));
    assert!(gains.iter().all(|gain| gain.is_ge()) && gains.iter().any(|gain| gain.is_gt()), "{gains:?}");
}

#[test]
fn a_budget_in_milliseconds_ends_in_time_with_a_valid_plan() {
    let instance = public("instances/c-01.json");
    let started = std::time::Instant::now();
    let (code, plan, _) = run(&["plan", &instance, "--budget-ms", "100"], "");
    assert_eq!(code, 0);
    // Generous: other tests share the machine. Without the budget it would never end.
    assert!(started.elapsed().as_secs() < 30);
    assert_eq!(run(&["check-plan", &instance, "-"], &plan).0, 0);
}

#[test]
fn reasons_are_data_beside_the_plan_and_never_in_it() {
    let (code, plan, said) =
        run(&["plan", &public("instances/a-01.json"), "--moves", "3000", "--explain"], "");
    assert_eq!(code, 0);
    Plan::parse(&plan).unwrap();
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["plan"]["feasible"], true);
    let of = |what: &'static str| lines[1..].iter().filter(move |line| line.get(what).is_some());
    let talks: u64 = of("resident").map(|line| line["meetings"].as_u64().unwrap()).sum();
    assert_eq!((of("resident").count(), &lines[0]["plan"]["detail"]["attendances"]), (20, &talks.into()));
    let employers: u64 = of("employer").map(|line| line["meetings"].as_u64().unwrap()).sum();
    assert_eq!((of("employer").count(), lines.len()), (4, 1 + 20 + 4));
    assert_eq!(lines[0]["plan"]["detail"]["meetings"], employers);
    let unmet = of("resident").flat_map(|line| line["unmet"].as_array().unwrap());
    let reasons = unmet.flat_map(|unmet| unmet["reasons"].as_array().unwrap());
    let capped = reasons.filter(|reason| reason["because"] == "cap_reached");
    assert!(capped.map(|reason| reason["most"].as_u64().unwrap()).all(|most| most > 0));
}

#[test]
fn a_replan_says_who_moves_and_why() {
    let instance = public("instances/e-01-s1.json");
    let (code, _, said) = run(&["plan", &instance, "--moves", "3000", "--explain"], "");
    assert_eq!(code, 0, "{said}");
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let moves: Vec<&Value> = lines.iter().filter(|line| line.get("cause").is_some()).collect();
    assert!(!moves.is_empty());
    for line in moves {
        assert!(line["resident"].is_string() && line["employer"].is_string(), "{line}");
        assert!(line["from"]["table"].is_string() || line["to"]["table"].is_string(), "{line}");
        assert!(line["cause"]["because"].is_string(), "{line}");
    }
}

#[test]
fn a_plan_that_breaks_a_rule_ends_with_1_and_names_it() {
    let instance = public("instances/a-01.json");
    let mut plan: Value =
        serde_json::from_str(&std::fs::read_to_string(public("plans/a-01.plan.json")).unwrap()).unwrap();
    let twice = plan["meetings"][0].clone();
    plan["meetings"].as_array_mut().unwrap().push(twice);
    let (code, verdict, _) = run(&["check-plan", &instance, "-"], &plan.to_string());
    let verdict: Value = serde_json::from_str(&verdict).unwrap();
    assert_eq!((code, &verdict["feasible"]), (1, &Value::Bool(false)));
    assert!(verdict["errors"][0].as_str().unwrap().starts_with('H'), "{verdict}");
}

#[test]
fn wrong_input_ends_with_2_and_names_the_place_and_the_reason() {
    let instance = public("instances/a-01.json");
    let wrong = std::fs::read_to_string(&instance).unwrap().replacen("\"rooms\"", "\"roms\"", 1);
    let cases: [(&[&str], &str, &str); 7] = [
        (&["plan", "-"], &wrong, "Standard input: unknown field `roms`"),
        (&["plan", "-"], "{", "Standard input: not JSON: line 1, column 1."),
        (&["plan", "/gone.json"], "", "/gone.json: cannot be read:"),
        (&["plan", "-", "--moves", "3", "--budget-ms", "3"], "", "cannot be used with"),
        (&["plan", &instance, "--workers", "0"], "", "0 is not in 1..=16"),
        (&["check-plan", "-", "-"], "", "Only one of the two"),
        (&["check-plan", &instance, "-"], "{}", "Standard input: missing field `format`"),
    ];
    for (args, input, reason) in cases {
        let (code, out, said) = run(args, input);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(said.contains(reason), "{args:?}: {said}");
    }
}

#[test]
fn a_replayed_day_writes_plans_that_pass_and_the_snapshots_of_the_public_set() {
    for name in ["e-01", "e-02"] {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().to_string_lossy().into_owned();
        let trace = public(&format!("traces/{name}.trace.json"));
        let first = published_before(name, &out.path().join("first.plan.json"));
        let args = ["replay", &trace, "--out", &folder, "--plan", &first, "--moves", "4000"];
        let (code, said, wrong) = run(&args, "");
        assert_eq!((code, wrong.as_str(), said.lines().count()), (0, "", 7), "{said}");
        let steps = Trace::parse(&std::fs::read_to_string(&trace).unwrap()).unwrap().steps;
        for step in 0..=steps.len() {
            let written =
                |end: &str| std::fs::read_to_string(out.path().join(format!("{name}-s{step}{end}"))).unwrap();
            let mine = Instance::parse(&written(".json")).unwrap();
            let plan = Plan::parse(&written(".plan.json")).unwrap();
            let judged = check(&mine, &plan).unwrap();
            assert!(said.lines().nth(step).unwrap().contains(&format!("{:?}", judged.vector)), "{said}");
            let path = public(&format!("instances/{name}-s{step}.json"));
            let theirs = Instance::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
            same_day(&mine, &theirs, &step.to_string());
            // The first snapshot follows from the same published plan, so it is the same document.
            if step == 1 {
                assert!(mine.live == theirs.live, "{name}: another history or baseline");
            }
        }
    }
}

/// The plan on which the first public snapshot rests, as far as it tells, in a file.
fn published_before(name: &str, path: &Path) -> String {
    let first = std::fs::read_to_string(public(&format!("instances/{name}-s1.json"))).unwrap();
    let live = Instance::parse(&first).unwrap().live.unwrap();
    let mut plan = Plan::empty(format!("{name}-s0"));
    plan.meetings = [live.history, live.baseline].concat();
    std::fs::write(path, plan.to_json()).unwrap();
    path.to_string_lossy().into_owned()
}

/// What does not depend on the plans in between is equal; what does obeys the same rules.
fn same_day(mine: &Instance, theirs: &Instance, step: &str) {
    assert_eq!(mine.id, theirs.id);
    assert_eq!(mine.rounds, theirs.rounds, "{step}");
    assert_eq!(mine.residents, theirs.residents, "{step}");
    assert_eq!(mine.employers, theirs.employers, "{step}");
    assert_eq!(mine.interpreters, theirs.interpreters, "{step}");
    assert_eq!(mine.pairs, theirs.pairs, "{step}");
    assert_eq!(mine.objective, theirs.objective, "{step}");
    let (Some(mine_live), Some(theirs_live)) = (&mine.live, &theirs.live) else {
        return assert_eq!(mine.live.is_some(), theirs.live.is_some());
    };
    assert_eq!(
        (mine_live.step, mine_live.now, &mine_live.first_open_round, &mine_live.events),
        (theirs_live.step, theirs_live.now, &theirs_live.first_open_round, &theirs_live.events)
    );
    for live in [mine_live, theirs_live] {
        let open = mine.rounds.iter().position(|round| round.id == live.first_open_round).unwrap();
        let begun = |id: &String| mine.rounds[..open].iter().any(|round| round.id == *id);
        assert!(live.history.iter().all(|meeting| begun(&meeting.round)), "{step}");
        assert!(live.baseline.iter().all(|meeting| !begun(&meeting.round)), "{step}");
        assert!(!live.history.is_empty() && !live.baseline.is_empty(), "{step}");
    }
}

#[test]
fn a_trace_without_its_instance_or_with_an_impossible_step_names_the_place() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(public("traces/e-01.trace.json")).unwrap();
    let (code, _, said) = run(&["replay", "-", "--out", &folder], &text);
    assert_eq!(code, 2);
    assert!(said.starts_with("Standard input: instance: e-01-s0.json is not beside it"), "{said}");
    let base = public("instances/e-01-s0.json");
    let wrong = text.replacen("\"R02\"", "\"R99\"", 1);
    let args = ["replay", "-", "--out", &folder, "--instance", &base, "--moves", "500"];
    let (code, _, said) = run(&args, &wrong);
    assert_eq!((code, said.as_str()), (2, "Standard input: steps[1]: unknown round \"R99\".\n"));
}

#[test]
fn a_rehearsal_prints_a_table_or_json_and_the_same_each_time() {
    let instance = public("instances/a-01.json");
    let plan = public("plans/a-01.plan.json");
    let args = ["rehearse", &instance, "--plan", &plan, "--seeds", "3", "--late", "10%", "--moves", "500"];
    let (code, table, said) = run(&args, "");
    assert_eq!((code, said.as_str(), table.lines().count()), (0, "", 5 + 3), "{table}");
    let as_json = [&args[..], &["--json"]].concat();
    let (code, text, _) = run(&as_json, "");
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, report["days"].as_array().unwrap().len()), (0, 3));
    assert_eq!(report["planned"]["talks"], 50);
    assert_eq!(run(&as_json, "").1, text);
    let (code, _, said) = run(&["rehearse", &instance, "--no-shows", "110%"], "");
    assert_eq!(code, 2);
    assert!(said.contains("not a share from 0% to 100%"), "{said}");
    let (code, _, said) = run(&["rehearse", &instance, "--plan", &public("plans/a-02.plan.json")], "");
    assert_eq!(code, 2);
    assert!(said.contains("the plan is not valid"), "{said}");
}
