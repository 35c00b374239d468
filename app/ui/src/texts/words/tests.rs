//! A text is found in the location's wording first, and says whose language it is in.

use super::super::overlay::{Kept, Overlay};
use super::*;
use crate::public::html;

/// Dutch and Arabic have it, English checked, Somali lacks it.
fn entry(plural: bool) -> Entry {
    let mut forms: [&'static [(&'static str, &'static str)]; Lang::ALL.len()] = [&[]; Lang::ALL.len()];
    let mut reviewed = [false; Lang::ALL.len()];
    forms[Lang::Nl as usize] = if plural {
        &[("one", "Nog {n} plek bij {party}"), ("other", "Nog {n} plekken bij {party}")]
    } else {
        &[("other", "Loop naar {party}")]
    };
    forms[Lang::Ar as usize] = &[("other", "إلى {party}، {n}")];
    reviewed[Lang::Nl as usize] = true;
    Entry { key: "public.test.text", names: &["party"], plural, forms, reviewed }
}

fn said(entry: &Entry, lang: Lang, n: Option<u32>, party: &str) -> Words {
    entry.say(lang, n, &[("party", &party)])
}

#[test]
fn values_stand_where_the_sentence_wants_them_and_braces_in_them_stay() {
    assert_eq!(said(&entry(true), Lang::Nl, Some(1), "{n}").to_string(), "Nog 1 plek bij {n}");
    assert_eq!(said(&entry(true), Lang::Nl, Some(2), "Bos").to_string(), "Nog 2 plekken bij Bos");
}

#[test]
fn a_name_is_kept_apart_in_a_right_to_left_sentence_and_a_number_is_not() {
    assert_eq!(said(&entry(true), Lang::Ar, Some(7), "Bos").to_string(), "إلى \u{2068}Bos\u{2069}، 7");
    assert_eq!(said(&entry(true), Lang::Ar, Some(7), "12").to_string(), "إلى 12، 7");
    assert_eq!(said(&entry(false), Lang::Nl, None, "أحمد").to_string(), "Loop naar أحمد");
}

#[test]
fn a_language_that_lacks_a_text_shows_the_dutch_and_marks_it() {
    let words = said(&entry(false), Lang::So, None, "Bos");
    assert_eq!(words.foreign(), Some(Lang::Nl));
    assert_eq!(html(words.view()), "<bdi lang=\"nl\">Loop naar Bos</bdi>");
    let own = said(&entry(false), Lang::Nl, None, "Bos");
    assert_eq!(html(own.view()), "Loop naar Bos");
}

#[test]
fn what_a_location_changed_comes_before_what_was_compiled() {
    let owner = Owner::new();
    let words = owner.with(|| {
        let mut overlay = Overlay::default();
        let forms = [("other".to_owned(), "{party} ku soco".to_owned())].into();
        overlay.keep(Lang::So, "public.test.text", Kept { forms, reviewed: true });
        provide_context(Arc::new(overlay));
        [said(&entry(false), Lang::So, None, "Bos"), said(&entry(false), Lang::Nl, None, "Bos")]
    });
    owner.cleanup();
    assert_eq!(words[0].to_string(), "Bos ku soco");
    assert!(words[0].foreign().is_none() && words[0].reviewed());
    assert_eq!(words[1].to_string(), "Loop naar Bos");
}
