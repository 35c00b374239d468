//! Every dependency has a licence that goes with EUPL-1.2 and comes from the common registry of Rust crates or from this project.
//! deny.toml says the same for those who have cargo-deny.

use crate::Breach;
use crate::crates::{packages, text};
use serde_json::Value;

const ALLOWED: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met with allowed licences alone. `A/B` is the old way to write `A OR B`.
pub fn is_allowed(expression: &str) -> bool {
    let spaced =
        expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "~");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let allowed = any_of(&mut rest);
    allowed && rest.is_empty()
}

fn any_of(rest: &mut &[&str]) -> bool {
    let mut met = all_of(rest);
    while let ["OR", tail @ ..] = *rest {
        *rest = tail;
        met |= all_of(rest);
    }
    met
}

fn all_of(rest: &mut &[&str]) -> bool {
    let mut met = one(rest);
    while let ["AND", tail @ ..] = *rest {
        *rest = tail;
        met &= one(rest);
    }
    met
}

fn one(rest: &mut &[&str]) -> bool {
    match *rest {
        ["(", tail @ ..] => {
            *rest = tail;
            let met = any_of(rest);
            let [")", tail @ ..] = *rest else { return false };
            *rest = tail;
            met
        }
        [name, tail @ ..] => {
            *rest = tail;
            ALLOWED.contains(&name.replace('~', " WITH ").as_str())
        }
        [] => false,
    }
}

/// Every package with another licence, or from elsewhere.
pub fn breaches(metadata: &Value) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for package in packages(metadata) {
        let named = format!("{} {}", text(package, "name"), text(package, "version"));
        let licence = text(package, "license");
        if !is_allowed(licence) {
            breaches.push(Breach::new(
                "Cargo.lock",
                0,
                format!("{named} has the licence `{licence}`, which is not in the list"),
            ));
        }
        let source = text(package, "source");
        if !package["source"].is_null() && !source.starts_with("registry+") {
            breaches.push(Breach::new(
                "Cargo.lock",
                0,
                format!("{named} comes from `{source}` and not from the registry"),
            ));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crates::metadata;
    use crate::{assert_none, files};
    use serde_json::json;

    #[test]
    fn every_dependency_has_a_fitting_licence_and_a_known_source() {
        let metadata = metadata();
        assert!(packages(&metadata).len() > 100, "the dependencies were not found");
        assert_none(&breaches(&metadata));
    }

    #[test]
    fn deny_toml_has_the_same_list() {
        let deny = files("", &["deny.toml"]).into_iter().next().map(|file| file.text).unwrap_or_default();
        let list = deny.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
        let named: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(named, ALLOWED);
    }

    #[test]
    fn licence_expressions_are_read_as_spdx_says() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR MIT",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT MIT", "AGPL-3.0 OR GPL-3.0 WITH LLVM-exception"]
        {
            assert!(!is_allowed(bad), "{bad}");
        }
    }

    #[test]
    fn a_strange_source_is_found() {
        let wrong = json!({"packages": [{"name": "x", "version": "1.0.0", "license": "MIT", "source": "git+somewhere"}]});
        assert_eq!(breaches(&wrong).len(), 1);
    }
}
