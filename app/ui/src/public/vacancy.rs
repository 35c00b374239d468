//! A vacancy as a card: picture, words, and stars to choose with. Written tersely, because a page carries sixty.

use super::dates;
use super::form::{StarFields, Typed};
use super::views::VacancyCard;
use crate::parts::{Pictogram, Work};
use crate::texts::{Words, public};
use domain::fair::{Interest, Wage};
use domain::lang::Lang;
use domain::people::Level;
use leptos::prelude::*;

pub(super) fn card(
    vacancy: VacancyCard,
    fields: &StarFields,
    typed: &Typed,
    lang: Lang,
) -> impl IntoView + use<> {
    let chosen = typed.interest_in(vacancy.id);
    let stars = stars(fields.name(vacancy.id), vacancy.title.clone(), chosen, lang);
    let facts = facts(&vacancy, lang).into_iter().enumerate().map(|(at, words)| {
        let class = if at == 0 { "pill is-good" } else { "pill" };
        view! { <span class=class>{words}</span> }
    });
    let facts = facts.collect_view();
    view! {
        <article class="card vacancy">
            <Pictogram of=Work::named(&vacancy.pictogram)/>
            <h3 lang="nl"><bdi>{vacancy.title}</bdi></h3>
            <p class="small" lang="nl"><bdi>{format!("{}, {}", vacancy.employer, vacancy.place)}</bdi></p>
            <div class="vacancy-facts">{facts}</div>
            {stars}
        </article>
    }
}

/// A vacancy to read, without stars.
pub(super) fn line(vacancy: VacancyCard, lang: Lang) -> impl IntoView {
    let facts = facts(&vacancy, lang).into_iter().enumerate().map(|(at, words)| {
        let dot = if at == 0 { "" } else { " · " };
        view! { {dot} {words} }
    });
    let facts = facts.collect_view();
    view! {
        <li class="line">
            <span class="line-lead"><Pictogram of=Work::named(&vacancy.pictogram)/></span>
            <div class="line-main">
                <b lang="nl"><bdi>{vacancy.title}</bdi></b>
                <p class="small" lang="nl"><bdi>{format!("{}, {}", vacancy.employer, vacancy.place)}</bdi></p>
                <p class="small soft">{facts}</p>
            </div>
        </li>
    }
}

/// Pay first: people ask for it first.
fn facts(vacancy: &VacancyCard, lang: Lang) -> Vec<AnyView> {
    let mut facts = vec![
        public::vacancy::pay(lang, amount(vacancy.wage, lang)).view(),
        public::vacancy::hours(lang, vacancy.hours).view(),
        level_words(vacancy.lang, vacancy.level, lang).view(),
    ];
    facts.extend(shift_words(&vacancy.shifts, lang).map(IntoAny::into_any));
    facts.extend(kind_words(&vacancy.kind, lang).map(Words::view));
    facts
}

fn amount(wage: Wage, lang: Lang) -> String {
    if dates::writes_point(lang) { wage.with_point() } else { wage.with_comma() }
}

/// Only what is not an ordinary job has a word.
fn kind_words(kind: &str, lang: Lang) -> Option<Words> {
    match kind {
        "stage" => Some(public::vacancy::kind_internship(lang)),
        "werkervaringsplek" => Some(public::vacancy::kind_experience(lang)),
        _ => None,
    }
}

/// "dag, avond" of "dag|avond"; a word that we do not know is shown as the employer wrote it.
fn shift_words(shifts: &str, lang: Lang) -> Option<String> {
    let words: Vec<String> = shifts
        .split(['|', ','])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "dag" => public::vacancy::shift_day(lang).into(),
            "avond" => public::vacancy::shift_evening(lang).into(),
            "nacht" => public::vacancy::shift_night(lang).into(),
            "weekend" => public::vacancy::shift_weekend(lang).into(),
            other => other.to_owned(),
        })
        .collect();
    let comma = dates::comma(lang);
    (!words.is_empty()).then(|| words.join(comma))
}

/// A language's name in the reader's language; where we have none, its own name.
pub(super) fn language_name(language: Lang, lang: Lang) -> String {
    match language {
        Lang::Nl => public::language::nl(lang).into(),
        Lang::En => public::language::en(lang).into(),
        other => other.endonym().to_owned(),
    }
}

/// How well the language of the work must be spoken, in words: letters and digits of CEFR say nothing to most.
fn level_words(language: Lang, level: Level, lang: Lang) -> Words {
    let language = language_name(language, lang);
    match level {
        Level::NotYet => public::vacancy::level_none(lang, language),
        Level::A1 => public::vacancy::level_words(lang, language),
        Level::A2 => public::vacancy::level_little(lang, language),
        Level::B1 => public::vacancy::level_good(lang, language),
        Level::B2 | Level::C1 | Level::C2 | Level::Native => public::vacancy::level_very_good(lang, language),
    }
}

/// The words of a choice, for the ear and for lists.
pub(super) fn interest_words(interest: Interest, lang: Lang) -> Words {
    match interest {
        Interest::Three => public::fair::star_three(lang),
        Interest::Two => public::fair::star_two(lang),
        Interest::One => public::fair::star_one(lang),
        Interest::RatherNot => public::fair::star_not(lang),
    }
}

fn stars(name: String, title: String, chosen: Option<Interest>, lang: Lang) -> impl IntoView {
    let radio = |interest: Interest, face: AnyView| {
        let name = name.clone();
        view! {
            <label class="choice-card">
                <input
                    type="radio"
                    name=name
                    value=interest.as_str()
                    checked=chosen == Some(interest)
                    aria-label=interest_words(interest, lang).into_text()
                />
                <span class="star" aria-hidden="true">{face}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="visually-hidden">{title}</legend>
            <div class="stars">
                {radio(Interest::Three, "★★★".into_any())} {radio(Interest::Two, "★★".into_any())}
                {radio(Interest::One, "★".into_any())}
                {radio(Interest::RatherNot, public::fair::star_not_short(lang).view())}
            </div>
        </fieldset>
    }
}
