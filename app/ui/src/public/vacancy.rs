//! A vacancy as a card: picture, words, and stars to choose with. Written tersely, because a page carries sixty.

use super::form::{StarFields, Typed};
use super::views::VacancyCard;
use crate::parts::{Pictogram, Work};
use crate::texts::public;
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
    let facts = facts(&vacancy, lang).join(" · ");
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
fn facts(vacancy: &VacancyCard, lang: Lang) -> Vec<String> {
    let mut facts = vec![
        public::vacancy::pay(lang, amount(vacancy.wage, lang)),
        public::vacancy::hours(lang, vacancy.hours),
        level_words(vacancy.lang, vacancy.level, lang),
    ];
    facts.extend(shift_words(&vacancy.shifts, lang));
    facts.extend(kind_words(&vacancy.kind, lang).map(str::to_owned));
    facts
}

fn amount(wage: Wage, lang: Lang) -> String {
    match lang {
        Lang::En | Lang::Ar => wage.with_point(),
        _ => wage.with_comma(),
    }
}

/// Only what is not an ordinary job has a word.
fn kind_words(kind: &str, lang: Lang) -> Option<&'static str> {
    match kind {
        "stage" => Some(public::vacancy::kind_internship(lang)),
        "werkervaringsplek" => Some(public::vacancy::kind_experience(lang)),
        _ => None,
    }
}

/// "dag, avond" of "dag|avond"; a word that we do not know is shown as the employer wrote it.
fn shift_words(shifts: &str, lang: Lang) -> Option<String> {
    let words: Vec<&str> = shifts
        .split(['|', ','])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "dag" => public::vacancy::shift_day(lang),
            "avond" => public::vacancy::shift_evening(lang),
            "nacht" => public::vacancy::shift_night(lang),
            "weekend" => public::vacancy::shift_weekend(lang),
            other => other,
        })
        .collect();
    let comma = if lang == Lang::Ar { "، " } else { ", " };
    (!words.is_empty()).then(|| words.join(comma))
}

/// A language's name in the reader's language; where we have none, its own name.
pub(super) fn language_name(language: Lang, lang: Lang) -> &'static str {
    match language {
        Lang::Nl => public::language::nl(lang),
        Lang::En => public::language::en(lang),
        other => other.endonym(),
    }
}

/// How well the language of the work must be spoken, in words: letters and digits of CEFR say nothing to most.
fn level_words(language: Lang, level: Level, lang: Lang) -> String {
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
pub(super) fn interest_words(interest: Interest, lang: Lang) -> &'static str {
    match interest {
        Interest::Three => public::fair::star_three(lang),
        Interest::Two => public::fair::star_two(lang),
        Interest::One => public::fair::star_one(lang),
        Interest::RatherNot => public::fair::star_not(lang),
    }
}

fn stars(name: String, title: String, chosen: Option<Interest>, lang: Lang) -> impl IntoView {
    let radio = |interest: Interest, face: &'static str| {
        let name = name.clone();
        view! {
            <label class="choice-card">
                <input
                    type="radio"
                    name=name
                    value=interest.as_str()
                    checked=chosen == Some(interest)
                    aria-label=interest_words(interest, lang)
                />
                <span class="star" aria-hidden="true">{face}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="visually-hidden">{title}</legend>
            <div class="stars">
                {radio(Interest::Three, "★★★")} {radio(Interest::Two, "★★")} {radio(Interest::One, "★")}
                {radio(Interest::RatherNot, public::fair::star_not_short(lang))}
            </div>
        </fieldset>
    }
}
