//! What the pages promise in each of the fifteen languages.

use super::samples::*;
use super::{check, render};
use crate::public::views::Page;
use crate::texts::ENTRIES;
use domain::lang::{Direction, Lang};

#[test]
fn every_page_says_its_language_and_direction() {
    for lang in Lang::ALL.iter().copied() {
        let html = format!("<!DOCTYPE html><html lang=\"{lang}\" dir=\"{}\">", lang.direction().as_str());
        for page in every_page() {
            check(page, lang, &[&html], &[]);
        }
    }
}

#[test]
fn no_page_shows_a_brace_in_any_language() {
    for lang in Lang::ALL.iter().copied() {
        for page in every_page() {
            check(page, lang, &[], &["{", "}"]);
        }
    }
}

#[test]
fn the_picker_has_each_language_by_its_own_name_and_in_its_own_direction() {
    let html = render(Page::Fair(fair(1)), &frame(Lang::Uk));
    for lang in Lang::ALL {
        let link = format!(
            "href=\"/banenmarkt/1?lang={lang}\" lang=\"{lang}\" hreflang=\"{lang}\" dir=\"{}\"",
            lang.direction().as_str()
        );
        assert!(html.contains(&link), "{link}\n{html}");
        assert!(html.contains(lang.endonym()), "{lang}");
    }
}

#[test]
fn the_chosen_language_travels_with_every_form_and_link() {
    for page in every_page() {
        let html = render(page, &frame(Lang::Ti));
        for form in html.split("<form").skip(1) {
            let action = form.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
            assert!(action.is_some_and(|action| action.ends_with("?lang=ti")), "{action:?}");
        }
        for link in html.split("<a ").skip(1).filter(|link| !link.contains("hreflang")) {
            let href =
                link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            // In a message it travels as text.
            let ends = ["?lang=ti", "%3Flang%3Dti"].iter().any(|end| href.ends_with(end));
            // A map of somebody else knows no language of ours.
            let elsewhere = link.contains("rel=\"external noreferrer\"");
            assert!(href.starts_with('#') || ends || elsewhere, "{href}");
        }
    }
}

#[test]
fn unchecked_texts_show_the_dutch_beside_the_main_words_and_checked_ones_do_not() {
    let beside = "lang=\"nl\" class=\"small\"><bdi>Ik doe mee<";
    for lang in Lang::ALL.iter().copied() {
        let checked = [Lang::Nl, Lang::En].contains(&lang);
        let (has, lacks): (&[&str], &[&str]) = if checked { (&[], &[beside]) } else { (&[beside], &[]) };
        check(Page::Fair(fair(1)), lang, has, lacks);
    }
}

#[test]
fn names_and_times_are_kept_apart_in_right_to_left_sentences() {
    for lang in Lang::ALL.iter().copied().filter(|lang| lang.direction() == Direction::RightToLeft) {
        let html = render(Page::SignedUp(signed_up()), &frame(lang));
        assert!(html.contains("\u{2068}") && html.contains("\u{2069}"), "{lang}: {html}");
        assert_eq!(html.matches('\u{2068}').count(), html.matches('\u{2069}').count(), "{lang}");
    }
    assert!(!render(Page::SignedUp(signed_up()), &frame(Lang::Uk)).contains('\u{2068}'));
}

/// Letters that a neighbour writes and this language does not: an Arabic keyboard in Persian, Russian in Ukrainian.
const NOT_ITS_LETTERS: &[(Lang, &str)] = &[
    (Lang::Fa, "كيىة"),
    (Lang::FaAf, "كيىة"),
    (Lang::Ps, "كىة"),
    (Lang::Ckb, "كيىةؤإأ"),
    (Lang::Uk, "ыэъё"),
    (Lang::Ru, "іїєґ"),
];

#[test]
fn each_language_is_written_with_its_own_letters_and_western_digits() {
    for entry in &ENTRIES {
        for lang in Lang::ALL {
            let others = NOT_ITS_LETTERS.iter().find(|(of, _)| of == lang).map_or("", |(_, letters)| letters);
            for (_, sentence) in entry.compiled(*lang) {
                let strange = |c: char| others.contains(c) || (c.is_numeric() && !c.is_ascii_digit());
                assert!(!sentence.contains(strange), "{lang} {}: {sentence}", entry.key);
            }
        }
    }
}
