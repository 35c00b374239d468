//! Instructions that can be heard: each somewhere, as a link that costs nobody anything who does not press it.

use super::samples::*;
use super::{check, render};
use crate::public::views::*;
use crate::texts::aloud::HEARD;
use crate::texts::overlay::Overlay;
use domain::fair::recording::RecordingRefused;
use domain::ids::RecordingId;
use domain::lang::Lang;
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

fn recording(at: usize) -> RecordingId {
    RecordingId(Uuid::from_u64_pair(0xaa, at as u64))
}

/// The page where everything was recorded in this language.
fn with_recordings(page: Page, of: Lang, lang: Lang) -> String {
    let mut overlay = Overlay::default();
    for (at, key) in HEARD.iter().enumerate() {
        overlay.hear(of, key, recording(at));
    }
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Arc::new(overlay));
        crate::public::html(crate::public::document(page, &frame(lang)))
    });
    owner.cleanup();
    html
}

/// The own page at each moment of a day.
fn moments() -> Vec<Page> {
    let until = at("14:00:00");
    let (next, paused) = (None, false);
    let first = match mine().days[0].now.clone() {
        DayNow::Talk { stop, .. } => Some(stop),
        _ => None,
    };
    let moments = [
        DayNow::NotPlanned,
        DayNow::Before { first },
        DayNow::Before { first: None },
        DayNow::ChangeOver { next: next.clone(), until, paused },
        DayNow::Break { next: next.clone(), until, paused },
        DayNow::Free { next, until, paused },
        DayNow::Over,
    ];
    let page = |now| {
        let mut page = mine();
        page.days[0].now = now;
        Page::Mine(page)
    };
    moments.into_iter().map(page).collect()
}

#[test]
fn each_instruction_can_be_heard_somewhere_in_the_readers_language_alone() {
    let mut full = fair(1);
    full.head.window = SignUpWindow::StandbyOnly;
    let pages: Vec<_> = every_page().into_iter().chain(moments()).chain([Page::Fair(full)]).collect();
    let all: String = pages.iter().map(|page| with_recordings(page.clone(), Lang::Ar, Lang::Ar)).collect();
    for (at, key) in HEARD.iter().enumerate() {
        assert!(all.contains(&format!("href=\"/geluid/{}\" target=\"_blank\"", recording(at))), "{key}");
    }
    for page in pages {
        let html = with_recordings(page.clone(), Lang::Ar, Lang::Ti);
        assert!(!html.contains("/geluid/"), "in another language: {html}");
        assert!(!render(page, &frame(Lang::Ar)).contains("/geluid/"));
    }
}

#[test]
fn a_link_says_what_it_reads_and_nothing_is_loaded_before_a_press() {
    let html = with_recordings(Page::Fair(fair(1)), Lang::Nl, Lang::Nl);
    assert!(html.contains("Luister<span class=\"visually-hidden\">: Uw voornaam</span>"), "{html}");
    for loads in ["<audio", "<source", "preload", "autoplay"] {
        assert!(!html.contains(loads), "{loads}");
    }
}

#[test]
fn staff_see_each_text_its_recording_and_what_was_wrong_with_a_file() {
    let has = ["24", "href=\"/app/texts\"", "href=\"/app-api/aloud/so?lang=nl\""];
    check(Page::Aloud(aloud()), Lang::Nl, &has, &[]);
    let page = || Page::AloudLang(Box::new(aloud_in_somali()));
    let has = ["preload=\"none\"", "de tekst is daarna veranderd", "nog geen opname", "multipart/form-data"];
    let html = check(page(), Lang::Nl, &has, &[]);
    assert_eq!(html.matches("Dit is geen opname").count(), 2, "above and at its field");
    for place in ["href=\"#field-file-public-fair-name\"", "id=\"field-file-public-fair-name\""] {
        assert!(html.contains(place), "{place}");
    }
    check(page(), Lang::En, &["no recording yet"], &[]);
    let mut late = aloud_in_somali();
    (late.fault, late.no) = (None, Some(AloudNo::Gone));
    check(Page::AloudLang(Box::new(late)), Lang::Nl, &["Deze opname is er al niet meer"], &["error-summary"]);
    let large =
        AloudLangPage { fault: Some(("public.fair.name", RecordingRefused::TooLarge)), ..aloud_in_somali() };
    check(Page::AloudLang(Box::new(large)), Lang::Nl, &["groter dan 300 kB"], &[]);
}
