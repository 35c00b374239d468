//! The crate graph: domain ← sync ← ui ← client, and domain, sync ← store ← server → ui.
//! Read from `cargo metadata`, development and build dependencies included.

use crate::Breach;
use serde_json::Value;
use std::process::Command;

/// Who may use which of our own crates.
const GRAPH: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("sync", &["domain"]),
    ("ui", &["domain", "sync"]),
    ("client", &["domain", "sync", "ui"]),
    ("store", &["domain", "sync"]),
    ("server", &["domain", "sync", "ui", "store"]),
    ("planner_wasm", &["domain"]),
    ("tidy", &[]),
];

/// Crates of others that only some of ours may name.
const ONLY_IN: [(&str, &[&str]); 9] = [
    ("sqlx", &["store"]),
    ("axum", &["server"]),
    ("leptos_axum", &["server"]),
    ("tower-http", &["server"]),
    ("argon2", &["server"]),
    ("tokio", &["store", "server"]),
    ("rand", &["store", "server"]),
    ("leptos", &["ui", "client", "server"]),
    ("web-sys", &["client", "ui"]),
];

/// What `cargo metadata` says of the whole workspace, at the versions of Cargo.lock.
pub fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let run = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(crate::root())
        .output();
    let run = run.unwrap_or_else(|error| panic!("cargo metadata does not start: {error}"));
    assert!(run.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("cargo metadata: {error}"))
}

pub fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().map_or(&[], Vec::as_slice)
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn own(metadata: &Value) -> impl Iterator<Item = &Value> {
    packages(metadata).iter().filter(|package| package["source"].is_null())
}

fn needs(package: &Value) -> impl Iterator<Item = &str> {
    package["dependencies"].as_array().into_iter().flatten().map(|dependency| text(dependency, "name"))
}

fn manifest(package: &Value) -> String {
    let root = crate::root();
    let path = text(package, "manifest_path");
    path.strip_prefix(&*root.to_string_lossy()).unwrap_or(path).trim_start_matches(['/', '\\']).to_owned()
}

/// Every use of one of our crates that the picture does not show, and every crate that is not in the picture.
pub fn breaches_of_the_graph(metadata: &Value) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for package in own(metadata) {
        let name = text(package, "name");
        let Some((_, allowed)) = GRAPH.iter().find(|(crate_name, _)| *crate_name == name) else {
            breaches.push(Breach::new(
                &manifest(package),
                0,
                format!("the crate `{name}` is not in the graph of ARCHITECTURE.md"),
            ));
            continue;
        };
        for needed in needs(package)
            .filter(|needed| GRAPH.iter().any(|(ours, _)| ours == needed) && !allowed.contains(needed))
        {
            breaches.push(Breach::new(
                &manifest(package),
                0,
                format!("`{name}` may not use `{needed}`: see the graph in ARCHITECTURE.md"),
            ));
        }
    }
    breaches
}

/// Every use of a crate of others outside the ones that may name it.
pub fn breaches_of_the_fences(metadata: &Value) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for package in own(metadata) {
        let name = text(package, "name");
        for (fenced, allowed) in ONLY_IN {
            if needs(package).any(|needed| needed == fenced) && !allowed.contains(&name) {
                breaches.push(Breach::new(
                    &manifest(package),
                    0,
                    format!("`{fenced}` belongs in {} alone", allowed.join(" and ")),
                ));
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assert_none;
    use serde_json::json;

    #[test]
    fn crates_depend_on_each_other_as_drawn() {
        let metadata = metadata();
        let found: Vec<&str> = own(&metadata).map(|package| text(package, "name")).collect();
        assert_eq!(found.len(), GRAPH.len(), "crates found: {found:?}");
        assert_none(&breaches_of_the_graph(&metadata));
    }

    #[test]
    fn sqlx_and_the_web_server_are_named_in_one_place_each() {
        assert_none(&breaches_of_the_fences(&metadata()));
    }

    #[test]
    fn a_crate_that_looks_the_wrong_way_is_found() {
        let wrong = json!({"packages": [
            {"name": "ui", "source": null, "manifest_path": "app/ui/Cargo.toml", "dependencies": [{"name": "domain"}, {"name": "store"}]},
            {"name": "sync", "source": null, "manifest_path": "app/sync/Cargo.toml", "dependencies": [{"name": "sqlx"}]},
            {"name": "helpers", "source": null, "manifest_path": "app/helpers/Cargo.toml", "dependencies": []},
        ]});
        let graph: Vec<String> = breaches_of_the_graph(&wrong).iter().map(ToString::to_string).collect();
        assert_eq!(graph.len(), 2, "{graph:?}");
        assert!(graph[0].contains("`ui` may not use `store`") && graph[1].contains("helpers"), "{graph:?}");
        assert_eq!(breaches_of_the_fences(&wrong).len(), 1);
    }
}
