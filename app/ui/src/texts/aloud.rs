//! Which instructions for residents somebody can hear, where their location put in a recording: each is a text, known
//! by its key. The page asks for one with [`crate::public`]'s `heard!`; a test sees to it that every one is somewhere.

use super::ENTRIES;
use super::overlay::Overlay;
use domain::lang::Lang;
use leptos::prelude::use_context;
use std::sync::Arc;

/// Sorted, as the table of texts is.
pub const HEARD: [&str; 25] = [
    "public.ask.note",
    "public.fair.adult",
    "public.fair.contact",
    "public.fair.name",
    "public.fair.needs",
    "public.fair.privacy",
    "public.fair.spoken",
    "public.fair.talks",
    "public.fair.work_title",
    "public.further.note",
    "public.lean.note",
    "public.mine.before",
    "public.mine.before_none_do",
    "public.mine.free",
    "public.mine.not_planned_do",
    "public.mine.now",
    "public.mine.over_do",
    "public.mine.pause",
    "public.mine.walk",
    "public.signed_up.card_note",
    "public.signed_up.next_title",
    "public.signed_up.pin_note",
    "public.steps.review_title",
    "public.window.standby_only_do",
    "public.withdraw.note",
];

/// The key as the list has it, where it has it.
pub fn heard(key: &str) -> Option<&'static str> {
    HEARD.binary_search(&key).ok().and_then(|at| HEARD.get(at)).copied()
}

/// What a reader of this language sees, with "…" where a value stands. None: it is not in this language.
pub fn text_of(key: &str, lang: Lang) -> Option<String> {
    let overlay = use_context::<Arc<Overlay>>();
    let kept = overlay.as_ref().and_then(|overlay| overlay.text(lang, key)?.forms.get("other"));
    let compiled = || {
        let at = ENTRIES.binary_search_by_key(&key, |entry| entry.key).ok()?;
        let forms = ENTRIES.get(at)?.compiled(lang);
        forms.iter().find(|(form, _)| *form == "other").map(|(_, sentence)| *sentence)
    };
    let sentence = kept.map(String::as_str).or_else(compiled)?;
    let mut pieces = sentence.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push('…');
        text.push_str(piece.split_once('}').map_or("", |(_, rest)| rest));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instruction_that_can_be_heard_is_a_text_and_the_list_stands_in_order() {
        assert!(HEARD.is_sorted());
        for key in HEARD {
            assert!(text_of(key, Lang::Nl).is_some_and(|text| !text.contains('{')), "{key}");
            assert_eq!(heard(key), Some(key));
        }
        assert_eq!(heard("public.fair.submit"), None);
        assert_eq!(
            text_of("public.fair.talks", Lang::Nl).as_deref(),
            Some("U praat kort met werkgevers. Een gesprek duurt … minuten.")
        );
    }
}
