//! A language goes out as a spreadsheet and comes back, whatever a spreadsheet does to it.

use super::file::{export, read};
use super::*;
use sync::requests::MistakeReason;

const HEAD: &str = "sleutel;vorm;vertaling;gecontroleerd\n";

fn sheet(rows: &str) -> Sheet {
    Sheet::read(format!("{HEAD}{rows}").as_bytes(), COLUMNS).expect("a table")
}

fn check(lang: Lang, rows: &str, mistakes: &[(u32, &str, MistakeReason)]) {
    let (_, found) = read(&sheet(rows), lang);
    let found: Vec<_> = found.iter().map(|found| (found.row, found.column.as_str(), found.reason)).collect();
    assert_eq!(found, mistakes);
}

#[test]
fn what_was_exported_reads_back_as_it_stood_in_every_language() {
    for lang in reviewable() {
        let file = export(lang, &Overlay::default()).expect("a file");
        assert!(file.starts_with(b"\xef\xbb\xbfsleutel;"), "{lang}");
        let sheet = Sheet::read(&file, COLUMNS).expect("a table");
        let (texts, mistakes) = read(&sheet, lang);
        assert_eq!(mistakes, [], "{lang}");
        for text in texts {
            let kept =
                said(entry(&text.key).expect("a text"), lang, &Overlay::default()).expect("translated");
            assert_eq!((text.forms, text.reviewed), (kept.forms, kept.reviewed), "{lang} {}", text.key);
        }
    }
}

#[test]
fn each_bad_row_says_why() {
    use MistakeReason::*;
    check(Lang::So, "public.fair.nothing;;Goorma;nee\n", &[(2, "sleutel", UnknownText)]);
    check(Lang::So, "public.fair.meet;;Goobta kulanka;nee\n", &[(2, "vertaling", WrongBraces)]);
    check(Lang::So, "public.fair.meet;;{meeting_point} {name};nee\n", &[(2, "vertaling", WrongBraces)]);
    check(Lang::So, "public.fair.meet;;{meeting_point;nee\n", &[(2, "vertaling", WrongBraces)]);
    check(Lang::So, "public.fair.when;one;Goorma;nee\n", &[(2, "vorm", UnknownForm)]);
    check(Lang::So, "public.vacancy.hours;few;{n} saac;nee\n", &[(2, "vorm", UnknownForm)]);
    check(Lang::So, "public.vacancy.hours;other;{n} saac;nee\n", &[(2, "vertaling", MissingForm)]);
    check(Lang::So, "public.fair.when;;Goorma;misschien\n", &[(2, "gecontroleerd", NotYesOrNo)]);
    check(
        Lang::So,
        "public.fair.when;;Goorma;nee\npublic.fair.when;;Xilliga;nee\n",
        &[(3, "sleutel", Duplicate)],
    );
    check(Lang::So, "public.fair.when;;=Goorma();nee\n", &[(2, "vertaling", Formula)]);
}

#[test]
fn a_text_that_was_left_empty_is_still_missing_and_no_mistake() {
    let (texts, mistakes) = read(&sheet("public.fair.when;;;nee\npublic.fair.name;;Magaca;ja\n"), Lang::So);
    assert_eq!(mistakes, []);
    let forms = [("other".to_owned(), "Magaca".to_owned())].into();
    assert_eq!(texts, [Said { key: "public.fair.name".into(), forms, reviewed: true }]);
}

#[test]
fn a_sentence_that_begins_like_a_formula_is_text_in_a_spreadsheet_and_comes_back_unchanged() {
    let mut overlay = Overlay::default();
    let forms: BTreeMap<String, String> = [("other".to_owned(), "=1+1".to_owned())].into();
    overlay.keep(Lang::So, "public.fair.when", Kept { forms: forms.clone(), reviewed: false });
    let file = export(Lang::So, &overlay).expect("a file");
    assert!(String::from_utf8(file.clone()).expect("text").contains(";'=1+1;"));
    let (texts, mistakes) = read(&Sheet::read(&file, COLUMNS).expect("a table"), Lang::So);
    assert_eq!(mistakes, []);
    assert!(texts.iter().any(|text| text.key == "public.fair.when" && text.forms == forms));
}

#[test]
fn what_a_later_build_no_longer_understands_is_not_used() {
    let forms =
        |sentence: &str| -> BTreeMap<String, String> { [("other".to_owned(), sentence.to_owned())].into() };
    assert!(fits("public.fair.when", Lang::So, &forms("Goorma")));
    assert!(!fits("public.fair.gone", Lang::So, &forms("Goorma")));
    assert!(!fits("public.fair.when", Lang::So, &forms("Goorma {name}")));
    assert!(!fits("public.vacancy.hours", Lang::Uk, &forms("{n} годин")));
}

#[test]
fn a_changed_text_counts_in_the_list_of_what_is_unchecked() {
    let plain = stands(&Overlay::default());
    let mut overlay = Overlay::default();
    let forms = [("other".to_owned(), "Goorma".to_owned())].into();
    overlay.keep(Lang::So, "public.fair.when", Kept { forms, reviewed: true });
    let changed = stands(&overlay);
    let somali =
        |stands: &[TextsStand]| stands.iter().find(|stand| stand.lang == Lang::So).cloned().expect("Somali");
    assert_eq!(somali(&changed).unreviewed + 1, somali(&plain).unreviewed);
    assert!(!plain.iter().any(|stand| stand.lang == Lang::Nl));
}
