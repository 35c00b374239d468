//! The text generator of `build.rs`, held against texts that are wrong: each mistake is named with its file and its key.

#[path = "../build/generate.rs"]
mod generate;

use std::fs;

const DUTCH: &str =
    "[door]\ntitle = \"Welkom, {name}\"\nplaces = { one = \"Nog {n} plek\", other = \"Nog {n} plekken\" }\n";
const ENGLISH: &str = "[door]\ntitle = \"Welcome, {name}\"\nplaces = { one = \"{n} place left\", other = \"{n} places left\" }\n";
const ARABIC: &str = "[door]\ntitle = \"{name}\"\nplaces = { zero = \"0\", one = \"1\", two = \"2\", few = \"{n}\", many = \"{n}\", other = \"{n}\" }\n";

/// What the generator says of these files; the ones that are not named are right.
fn generated(files: &[(&str, &str)]) -> Result<generate::Generated, Vec<String>> {
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
    let code = generated(&[]).expect("no fault").code;
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
        "app/ui/texts/en/hall.toml: hall.door.title: is missing",
    ];
    assert_eq!(faults, expected);
}

#[test]
fn staff_have_every_text_in_both_their_languages() {
    let faults = generated(&[("nl/desk.toml", "hello = \"Dag\"\n")]).expect_err("English lacks it");
    assert_eq!(faults, ["app/ui/texts/en/desk.toml: desk.hello: is missing"]);
}

const PUBLIC: &[(&str, &str)] =
    &[("nl/public.toml", DUTCH), ("en/public.toml", ENGLISH), ("ar/public.toml", ARABIC)];

#[test]
fn what_residents_read_is_whole_in_dutch_english_and_arabic() {
    let half = "[door]\ntitle = \"{name}\"\n";
    for tag in ["en", "ar"] {
        let file = format!("{tag}/public.toml");
        let fault = format!("app/ui/texts/{file}: public.door.places: is missing");
        check(&[PUBLIC, &[(&file, half)]].concat(), &fault);
    }
}

#[test]
fn another_language_may_lack_a_text_and_the_build_counts_it() {
    let half = "[door]\ntitle = \"{name}, soo dhawoow\"\n";
    let made = generated(&[PUBLIC, &[("so/public.toml", half)]].concat()).expect("no fault");
    let missing = [("ar", 0), ("en", 0), ("nl", 0), ("so", 1)].map(|(tag, count)| (tag.to_owned(), count));
    assert_eq!(made.missing, missing.into());
    assert!(made.code.contains("pub static ENTRIES: [crate::texts::Entry; 2]"), "{}", made.code);
    assert!(made.code.contains(
        "pub fn title(lang: domain::lang::Lang, name: impl std::fmt::Display) -> crate::texts::Words"
    ));
    // What is there is held against the rules all the same.
    check(
        &[PUBLIC, &[("so/public.toml", "[door]\ntitle = \"Soo dhawoow\"\n")]].concat(),
        "app/ui/texts/so/public.toml: public.door.title: every form names exactly these: [{name}]",
    );
    check(
        &[
            PUBLIC,
            &[("uk/public.toml", "[door]\nplaces = { one = \"{n}\", other = \"{n}\", few = \"{n}\" }\n")],
        ]
        .concat(),
        "app/ui/texts/uk/public.toml: public.door.places: the plural category `many` is missing",
    );
    check(
        &[PUBLIC, &[("so/public.toml", "[door]\nheading = \"Soo dhawoow\"\n")]].concat(),
        "app/ui/texts/so/public.toml: public.door.heading: does not exist in Dutch",
    );
}

#[test]
fn what_a_native_reader_checked_stands_in_the_table() {
    let review = "[nl]\nreviewed = true\n[ar]\nreviewed = [\"public.door.title\"]\n";
    let code = generated(&[PUBLIC, &[("review.toml", review)]].concat()).expect("no fault").code;
    let rows: Vec<&str> = code.lines().filter(|line| line.contains("Entry { key")).collect();
    assert!(
        rows[0].contains("public.door.places") && rows[0].contains("reviewed: [true,false,false,"),
        "{code}"
    );
    assert!(
        rows[1].contains("public.door.title") && rows[1].contains("reviewed: [true,false,true,"),
        "{code}"
    );
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
