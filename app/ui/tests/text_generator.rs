//! The text generator of `build.rs`, held against texts that are wrong: each mistake is named with its file and its key.

#[path = "../build/generate.rs"]
mod generate;

use std::fs;

const DUTCH: &str =
    "[door]\ntitle = \"Welkom, {name}\"\nplaces = { one = \"Nog {n} plek\", other = \"Nog {n} plekken\" }\n";
const ENGLISH: &str = "[door]\ntitle = \"Welcome, {name}\"\nplaces = { one = \"{n} place left\", other = \"{n} places left\" }\n";
const ARABIC: &str = "[door]\ntitle = \"{name}\"\nplaces = { zero = \"0\", one = \"1\", two = \"2\", few = \"{n}\", many = \"{n}\", other = \"{n}\" }\n";

/// What the generator says of these files; the ones that are not named are right.
fn generated(files: &[(&str, &str)]) -> Result<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let right =
        [("nl/hall.toml", DUTCH), ("en/hall.toml", ENGLISH), ("ar/hall.toml", ARABIC), ("review.toml", "")];
    for (file, text) in right.iter().chain(files) {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    generate::generate(folder.path())
}

/// These files have exactly this one fault.
fn check(files: &[(&str, &str)], fault: &str) {
    assert_eq!(generated(files), Err(vec![fault.to_owned()]));
}

#[test]
fn texts_that_are_right_become_a_function_each() {
    let code = generated(&[]).expect("no fault");
    assert!(code.contains("pub mod hall") && code.contains("pub mod door"), "{code}");
    assert!(
        code.contains("pub fn title(lang: domain::lang::Lang, name: impl std::fmt::Display) -> String"),
        "{code}"
    );
    assert!(code.contains("pub fn places(lang: domain::lang::Lang, n: u32) -> String"), "{code}");
    assert!(code.contains("domain::lang::Lang::Ar =>"), "{code}");
}

#[test]
fn a_key_that_is_missing_is_named() {
    let english = ENGLISH.replace("title", "heading");
    let faults = generated(&[("en/hall.toml", &english)]).expect_err("two faults");
    let expected = [
        "app/ui/texts/en/hall.toml: hall.door.heading: does not exist in Dutch",
        "app/ui/texts/en/hall.toml: hall.door.title: is missing (a language has all of a file or none of it)",
    ];
    assert_eq!(faults, expected);
}

#[test]
fn a_language_has_a_whole_file_or_none_of_it() {
    let half = "[door]\ntitle = \"{name}\"\n";
    check(
        &[("ar/hall.toml", half)],
        "app/ui/texts/ar/hall.toml: hall.door.places: is missing (a language has all of a file or none of it)",
    );
    // Staff languages have every file; others fall back to Dutch for a file that they do not have.
    let faults = generated(&[("nl/desk.toml", "hello = \"Dag\"\n")]).expect_err("English lacks it");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("app/ui/texts/en/desk.toml: desk.hello: is missing"), "{faults:?}");
}

#[test]
fn a_placeholder_too_many_or_too_few_is_named() {
    let fault = "app/ui/texts/en/hall.toml: hall.door.title: every form names exactly these: [{name}]";
    check(&[("en/hall.toml", &ENGLISH.replace("{name}", "{name} {place}"))], fault);
    check(&[("en/hall.toml", &ENGLISH.replace(", {name}", ""))], fault);
    let faults =
        generated(&[("en/hall.toml", &ENGLISH.replace("Welcome", "Welcome {"))]).expect_err("a brace");
    assert_eq!(
        faults[0],
        "app/ui/texts/en/hall.toml: hall.door.title: `{, {name}` is not a placeholder name"
    );
}

#[test]
fn a_plural_category_that_the_language_lacks_or_needs_is_named() {
    check(
        &[("en/hall.toml", &ENGLISH.replace("one =", "few = \"{n}\", one ="))],
        "app/ui/texts/en/hall.toml: hall.door.places: this language has no plural category `few`",
    );
    check(
        &[("ar/hall.toml", &ARABIC.replace("two = \"2\", ", ""))],
        "app/ui/texts/ar/hall.toml: hall.door.places: the plural category `two` is missing",
    );
}

#[test]
fn a_language_that_nobody_knows_is_named() {
    check(
        &[("xx/hall.toml", ENGLISH)],
        "app/ui/texts/xx: folder: is not a language of domain::lang (see src/texts/categories.rs)",
    );
    check(&[("review.toml", "[uk]\nreviewed = true\n")], "app/ui/texts/review.toml: uk: has no texts");
}
