//! The shape of files: one thought each, at most 400 lines, opened by its own explanation; no `mod.rs`; no cfg and no
//! inline style in `ui`. What is generated, and the rotation judge with its instances, is left out.

use crate::reader::{paths, without_tests, without_words};
use crate::{Breach, File};

pub const LINES_MAX: usize = 400;

/// Taken over whole from the rotation judge, or data.
fn is_left_out(path: &str) -> bool {
    path.starts_with("app/domain/tests/rotation/")
}

pub fn too_long(file: &File) -> Option<Breach> {
    let lines = file.text.lines().count();
    let long = lines > LINES_MAX && !is_left_out(&file.path);
    long.then(|| {
        Breach::new(
            &file.path,
            lines,
            format!("{lines} lines, {LINES_MAX} is the most: look for the second thought"),
        )
    })
}

pub fn unexplained(file: &File) -> Option<Breach> {
    let explained = file.text.starts_with("//! ");
    (!explained).then(|| {
        Breach::new(&file.path, 1, "opens without `//!`: say what the file holds and what it leaves out")
    })
}

pub fn named_mod(file: &File) -> Option<Breach> {
    file.path.ends_with("/mod.rs").then(|| Breach::new(&file.path, 0, "use `name.rs` beside `name/`"))
}

/// cfg outside tests: `ui` compiles everywhere, server-only code lives in server and browser-only code in client.
pub fn conditional(file: &File) -> Vec<Breach> {
    lines_with(&without_tests(&without_words(&file.text)), &["cfg(", "cfg!(", "cfg_attr("])
        .map(|(line, what)| {
            Breach::new(&file.path, line, format!("`{what}…)` in ui: put it in server or client"))
        })
        .collect()
}

/// Inline style, which the content security policy blocks. Tests may name it.
pub fn inline_style(file: &File) -> Vec<Breach> {
    let code = without_words(&file.text);
    let beside_tests = without_tests(&code);
    let is_test: Vec<bool> =
        code.lines().zip(beside_tests.lines()).map(|(with, without)| with != without).collect();
    let is_said =
        |line: usize| file.text.lines().nth(line - 1).unwrap_or_default().trim_start().starts_with("//");
    lines_with(&file.text, &["style=\"", "style={", "style=move", "style:", ".style("])
        .filter(|(line, _)| !is_test.get(line - 1).copied().unwrap_or_default() && !is_said(*line))
        .map(|(line, _)| {
            Breach::new(
                &file.path,
                line,
                "inline style is blocked by the content security policy: use a class",
            )
        })
        .collect()
}

/// Every dependence of `parts` on what the product is about: parts know no domain types.
pub fn knowing_part(file: &File) -> Vec<Breach> {
    let code = without_tests(&without_words(&file.text));
    let knows = paths(&code).into_iter().filter(|(_, path)| ["domain", "sync"].contains(&path[0].as_str()));
    knows
        .map(|(line, path)| {
            Breach::new(
                &file.path,
                line,
                format!("`{}` in a part: pass plain words and values", path.join("::")),
            )
        })
        .collect()
}

fn lines_with<'a>(text: &'a str, words: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    text.lines()
        .enumerate()
        .filter_map(|(n, line)| words.iter().find(|word| holds(line, word)).map(|word| (n + 1, *word)))
}

/// Whether `word` stands in the line as a word of its own.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assert_none, files};

    fn rust() -> Vec<File> {
        let all = [files("app", &[".rs"]), files("server", &[".rs"]), files("end2end", &[".rs"])].concat();
        assert!(all.len() > 50, "the sources were not found");
        all
    }

    #[test]
    fn no_file_is_longer_than_a_thought() {
        let all = files("", &[".rs", ".css", ".js", ".mjs", ".sh", ".sql"]);
        assert!(all.len() > 80, "the sources were not found");
        assert_none(&all.iter().filter_map(too_long).collect::<Vec<_>>());
    }

    #[test]
    fn every_rust_file_says_what_it_holds() {
        assert_none(&rust().iter().filter_map(unexplained).collect::<Vec<_>>());
    }

    #[test]
    fn modules_stand_beside_their_folder() {
        assert_none(&rust().iter().filter_map(named_mod).collect::<Vec<_>>());
    }

    #[test]
    fn ui_compiles_everywhere_without_cfg() {
        assert_none(&files("app/ui/src", &[".rs"]).iter().flat_map(conditional).collect::<Vec<_>>());
    }

    #[test]
    fn no_screen_has_inline_style() {
        let mut all =
            [files("app/ui/src", &[".rs"]), files("server/src", &[".rs"]), files("public", &[".html"])]
                .concat();
        all.retain(|file| !file.path.ends_with("tests.rs"));
        assert_none(&all.iter().flat_map(inline_style).collect::<Vec<_>>());
    }

    #[test]
    fn parts_know_no_domain_types() {
        assert_none(&files("app/ui/src/parts", &[".rs"]).iter().flat_map(knowing_part).collect::<Vec<_>>());
    }

    #[test]
    fn each_rule_about_files_can_fail() {
        let long = File::new("app/ui/src/long.rs", &"x\n".repeat(LINES_MAX + 1));
        assert!(too_long(&long).is_some() && unexplained(&long).is_some());
        assert!(named_mod(&File::new("server/src/fair/mod.rs", "")).is_some());
        let ui = File::new(
            "app/ui/src/a.rs",
            "//! A.\n#[cfg(feature = \"x\")]\nview! { <p style=\"color: red\"/> }\nuse domain::fair::Fair;\n",
        );
        let found = [conditional(&ui), inline_style(&ui), knowing_part(&ui)].concat();
        assert_eq!(found.iter().map(|b| b.line).collect::<Vec<_>>(), [2, 3, 4]);
    }
}
