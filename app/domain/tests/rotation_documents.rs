//! Bad documents are refused with the place and the reason.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "rotation/public.rs"]
mod public;

use domain::rotation::{Instance, Plan, Trace};
use serde_json::{Value, json};

fn refused(change: impl Fn(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(&public::text("instances/a-01.json")).unwrap();
    change(&mut document);
    Instance::parse(&document.to_string()).unwrap_err().to_string()
}

#[test]
fn a_refusal_names_the_place() {
    let tables = "employers[3].tables[0]";
    let cases: [(String, String); 14] = [
        (
            refused(|d| d["employers"][3]["tables"][0]["open"] = json!([["14:00", "14:00"]])),
            format!("{tables}.open[0]: empty window"),
        ),
        (
            refused(|d| d["employers"][3]["tables"][0]["open"] = json!([["24:00", "14:00"]])),
            format!("{tables}.open[0][0]: not a time of day HH:MM"),
        ),
        (
            refused(|d| d["employers"][3]["tables"][0]["room"] = json!("attic")),
            format!("{tables}.room: unknown room \"attic\""),
        ),
        (
            refused(|d| d["employers"][3]["tables"][0]["seats"] = json!(-1)),
            format!("{tables}.seats: invalid value: integer `-1`, expected u16"),
        ),
        (
            refused(|d| d["residents"][2]["min_meetings"] = json!(9)),
            "residents[2].min_meetings: min_meetings is more than max_meetings".to_owned(),
        ),
        (
            refused(|d| d["residents"][2]["id"] = json!("P001")),
            "residents[2].id: duplicate id \"P001\"".to_owned(),
        ),
        (
            refused(|d| d["pairs"][4]["resident_stars"] = json!(4)),
            "pairs[4].resident_stars: stars must be 0..3".to_owned(),
        ),
        (
            refused(|d| d["pairs"][4]["group"] = json!("G01")),
            "pairs[4]: exactly one of resident/group expected".to_owned(),
        ),
        (
            refused(|d| d["pairs"][4] = d["pairs"][3].clone()),
            "pairs[4]: duplicate pair \"P002\"/\"E01\"".to_owned(),
        ),
        (
            refused(|d| d["pinned"][0]["round"] = json!("R44")),
            "pinned[0].round: unknown round \"R44\"".to_owned(),
        ),
        (
            refused(|d| d["rounds"][1]["start"] = json!("13:01")),
            "rounds[1]: rounds must be in order and not overlap".to_owned(),
        ),
        (refused(|d| d["version"] = json!(2)), "version: not version 1".to_owned()),
        (
            refused(|d| d["objective"]["levels"] = json!(["utility", "utility"])),
            "objective.levels[1]: level \"utility\" is named twice".to_owned(),
        ),
        (
            refused(|d| d["groups"][0]["members"][0] = json!("P900")),
            "groups[0].members[0]: unknown resident \"P900\"".to_owned(),
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(said, expected);
    }
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    let said = refused(|d| d["residents"][7]["nationality"] = json!("x"));
    assert!(said.starts_with("residents[7]"), "{said}");
    assert!(said.contains("unknown field `nationality`"), "{said}");
    let said = refused(|d| {
        d["employers"][1].as_object_mut().unwrap().remove("tables");
    });
    assert_eq!(said, "employers[1]: missing field `tables`");
    let said = refused(|d| d["employers"][1]["name"] = Value::Null);
    assert!(said.starts_with("employers[1].name: invalid type"), "{said}");
}

#[test]
fn text_that_is_not_json_is_refused_by_line() {
    let said = Plan::parse("{\n\"format\": ").unwrap_err().to_string();
    assert_eq!(said, "not JSON: line 2, column 10");
    let said = Trace::parse(r#"{"format":"rotation-plan"}"#).unwrap_err();
    assert_eq!(said.path, "format");
}

#[test]
fn an_impossible_wish_is_no_fault() {
    let mut document: Value = serde_json::from_str(&public::text("instances/a-01.json")).unwrap();
    document["must_meet"] = json!([{ "resident": "P001", "employer": "nowhere" }]);
    document["pinned"] =
        json!([{ "resident": "P001", "employer": "E01", "round": "R01", "table": "nowhere" }]);
    let instance = Instance::parse(&document.to_string()).unwrap();
    let judged = domain::rotation::check(&instance, &public::plan("a-01")).unwrap();
    assert_eq!((judged.levels.must_meet, judged.levels.pinned), (1, 1));
}
