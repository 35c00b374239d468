//! The seven slices import leftward only: people ← fair ← rotation ← scoring ← follow_up ← pipeline ← insight.
//! A file belongs to the slice that its path names (`fair.rs`, `fair/door.rs`, `views/fair.rs`). What knows every slice
//! (command, policy, workplace, public pages, views.rs) names no slice in its path and so stands above them.

use crate::reader::{paths, without_tests, without_words};
use crate::{Breach, File};

pub const SLICES: [&str; 7] = ["people", "fair", "rotation", "scoring", "follow_up", "pipeline", "insight"];

fn place(name: &str) -> Option<usize> {
    SLICES.iter().position(|slice| *slice == name)
}

/// The slice that a path names, if any: the first part below `src` that is a slice word.
pub fn slice_of(path: &str) -> Option<usize> {
    let below = path.split_once("/src/").map_or(path, |(_, below)| below);
    below.split('/').find_map(|part| place(part.trim_end_matches(".rs")))
}

/// Every name of a slice right of the file's own.
pub fn rightward_imports(file: &File) -> Vec<Breach> {
    const ROOTS: [&str; 7] = ["crate", "super", "domain", "sync", "ui", "store", "server"];
    let Some(own) = slice_of(&file.path) else { return Vec::new() };
    let code = without_tests(&without_words(&file.text));
    let mut breaches = Vec::new();
    for (line, path) in paths(&code) {
        if !ROOTS.contains(&path[0].as_str()) {
            continue;
        }
        if let Some(slice) = path[1..].iter().find(|part| place(part).is_some_and(|at| at > own)) {
            let what = format!(
                "`{}` is in {slice}, right of {}: slices import leftward only",
                path.join("::"),
                SLICES[own]
            );
            breaches.push(Breach::new(&file.path, line, what));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assert_none, files};

    #[test]
    fn no_slice_imports_a_slice_to_its_right() {
        let mut sources = files("app", &[".rs"]);
        sources.extend(files("server", &[".rs"]));
        let sources: Vec<File> = sources
            .into_iter()
            .filter(|f| f.path.contains("/src/") && !f.path.ends_with("/tests.rs"))
            .collect();
        assert!(
            sources.iter().filter(|f| slice_of(&f.path).is_some()).count() > 20,
            "the slices were not found"
        );
        assert_none(&sources.iter().flat_map(rightward_imports).collect::<Vec<_>>());
    }

    #[test]
    fn a_rightward_import_is_found_where_it_stands() {
        let wrong = File::new(
            "app/domain/src/fair/door.rs",
            "//! Door.\nuse crate::{people::Actor, rotation::Plan};\n",
        );
        let found = rightward_imports(&wrong);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].what.contains("rotation")), (2, true));
        let nested = File::new(
            "app/sync/src/views/rotation.rs",
            "fn f(x: domain::scoring::Sheet) {}\nuse super::fair::FairView;\n",
        );
        assert_eq!(rightward_imports(&nested).iter().map(|b| b.line).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn leftward_imports_comments_and_what_stands_above_are_free() {
        let left = File::new(
            "app/ui/src/scoring/sheet.rs",
            "//! insight\n// crate::insight::x\nuse crate::rotation::Ring;\nuse domain::people::Actor;\n",
        );
        let above = File::new("app/domain/src/policy.rs", "use crate::insight::Facts;\n");
        assert_none(&[rightward_imports(&left), rightward_imports(&above)].concat());
    }
}
