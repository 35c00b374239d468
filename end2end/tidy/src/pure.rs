//! domain and sync take values and `now`, and return values: they read no clock, network, file, environment or chance.
//! The manifests already keep such crates out (see crates.rs); this reads the code for what the standard library offers.

use crate::reader::{paths, without_tests, without_words};
use crate::{Breach, File};

const FORBIDDEN: [&str; 15] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "SystemTime::UNIX_EPOCH",
    "Instant::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "std::net",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "rand",
    "getrandom",
];

/// Every path that reaches outside.
pub fn breaches(file: &File) -> Vec<Breach> {
    let code = without_tests(&without_words(&file.text));
    let mut found = Vec::new();
    for (line, path) in paths(&code) {
        let path = format!("{}::", path.join("::"));
        if let Some(outside) = FORBIDDEN.iter().find(|outside| {
            path.starts_with(&format!("{outside}::")) || path.contains(&format!("::{outside}::"))
        }) {
            found.push(Breach::new(
                &file.path,
                line,
                format!("`{outside}` reaches outside: let the caller pass the value in"),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assert_none, files};

    #[test]
    fn domain_and_sync_reach_nothing_outside() {
        let mut sources = files("app/domain/src", &[".rs"]);
        sources.extend(files("app/sync/src", &[".rs"]));
        sources.retain(|file| !file.path.ends_with("/tests.rs"));
        assert!(sources.len() > 20, "the sources were not found");
        assert_none(&sources.iter().flat_map(breaches).collect::<Vec<_>>());
    }

    #[test]
    fn a_clock_in_the_domain_is_found() {
        let wrong = File::new(
            "app/domain/src/time.rs",
            "//! Time.\nlet now = chrono::Utc::now();\nuse std::{fs, fmt};\nlet brand::new = x;\n",
        );
        assert_eq!(breaches(&wrong).iter().map(|b| b.line).collect::<Vec<_>>(), [2, 3]);
    }
}
