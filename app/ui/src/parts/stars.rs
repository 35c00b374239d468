//! How much someone would like a job: three stars, two, one, or rather not. Stars are seen, words are heard.

use leptos::prelude::*;

use super::choice::radio_card;
use super::{ChoiceTone, OnText};

/// What the four answers are called, for the ear and for whoever does not read stars.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StarWords {
    pub three: String,
    pub two: String,
    pub one: String,
    pub not: String,
}

/// The star question. Values `3`, `2`, `1` and `not`; `chosen` empty means not answered, which is fine.
#[component]
pub fn Stars(
    #[prop(into)] name: String,
    #[prop(into)] legend: TextProp,
    words: StarWords,
    #[prop(optional, into)] chosen: TextProp,
    #[prop(optional, into)] on_choose: Option<OnText>,
) -> impl IntoView {
    let starred = [("3", "★★★", words.three), ("2", "★★", words.two), ("1", "★", words.one)];
    let cards = starred
        .into_iter()
        .map(|(value, stars, spoken)| {
            let face = view! {
                <span class="star" aria-hidden="true">{stars}</span>
                <span class="visually-hidden">{spoken}</span>
            };
            radio_card(&name, value.to_owned(), ChoiceTone::Plain, chosen.clone(), on_choose, face.into_any())
        })
        .collect_view();
    let not = view! { <span>{words.not}</span> }.into_any();
    view! {
        <fieldset class="choice">
            <legend class="visually-hidden">{super::words(legend)}</legend>
            <div class="stars">
                {cards}
                {radio_card(&name, "not".to_owned(), ChoiceTone::No, chosen, on_choose, not)}
            </div>
        </fieldset>
    }
}
