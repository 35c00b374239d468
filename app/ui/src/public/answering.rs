//! "Questions of residents", for staff: those that wait, each with a form for its answer, and what was answered lately,
//! where a slip can be mended. The names of things are in the language of staff, as in the workplace.

use super::bits::{hidden, in_lang, moment};
use super::frame::Body;
use super::views::{AnswerAgain, AnsweringPage, NotTaken, ToAnswer};
use super::{dates, form, staff};
use crate::parts::{Act, Button, ButtonKind, EmptyState, Notice, NoticeKind, Pill, PillKind, Seat, TextArea};
use crate::texts::pipeline::questions as t;
use domain::lang::Lang;
use domain::text::Note;
use leptos::prelude::*;

pub(super) fn page(page: AnsweringPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let title = t::title(lang);
    let AnsweringPage { action, waiting, more, answered, again } = page;
    let again_at = |of: &ToAnswer| again.clone().filter(|again| again.question == of.question);
    let late = again.as_ref().and_then(|again| Some((again.typed.clone(), not_stored(again.why, lang)?)));
    let late = late.map(|(typed, why)| {
        let typed = (!typed.is_empty()).then(|| view! { <p>{t::typed(lang)}" " <bdi>{typed}</bdi></p> });
        view! { <Notice kind=NoticeKind::Warn><p class="notice-title">{why}</p>{typed}</Notice> }
    });
    let none = waiting.is_empty().then(|| {
        view! { <EmptyState title=t::none(lang) text=t::none_text(lang)/> }
    });
    let more = (more > 0).then(|| view! { <p class="small soft">{t::more(lang, more)}</p> });
    let cards: Vec<_> = waiting
        .into_iter()
        .map(|one| {
            let again = again_at(&one);
            view! { <section class="card stack">{question(&one, lang)} {answer(one, again, &action, lang)}</section> }
                .into_any()
        })
        .collect();
    let cards = (!cards.is_empty()).then(|| {
        view! { <section class="stack"><h2>{t::waiting(lang)}</h2>{cards}</section> }
    });
    let lately: Vec<_> = answered
        .into_iter()
        .map(|one| {
            let again = again_at(&one);
            mended(one, again, &action, lang).into_any()
        })
        .collect();
    let lately = (!lately.is_empty()).then(|| {
        view! { <section class="stack"><h2>{t::answered_title(lang)}</h2>{lately}</section> }
    });
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        {none} {cards} {more} {lately}
    };
    Body::new(title, staff::page(lang, late, staff::follow_up(lang), main))
}

/// What to say above all others, about an answer that has nowhere to go.
fn not_stored(why: NotTaken, lang: Lang) -> Option<&'static str> {
    match why {
        NotTaken::Late => Some(t::late(lang)),
        NotTaken::Gone => Some(t::gone(lang)),
        NotTaken::Empty | NotTaken::Unfit => None,
    }
}

/// Who asks what, since when, and in which language they read.
fn question(of: &ToAnswer, lang: Lang) -> impl IntoView + use<> {
    let when = format!("{}, {}", dates::day_of(lang, of.at), dates::clock(lang, of.at));
    let reads = t::reads(lang, of.lang.endonym());
    view! {
        <h3 class="row">
            <Seat number=of.number.to_string()/>
            <bdi>{of.name.clone()}</bdi>
            <Pill kind=PillKind::Plain>{reads}</Pill>
        </h3>
        <p class="small soft">{moment(of.at, when)}</p>
        <p class="lead" dir="auto">{of.text.clone()}</p>
    }
}

/// In words, or by word of mouth: two forms, so that one after the other are two wishes.
fn answer(of: ToAnswer, again: Option<AnswerAgain>, action: &str, lang: Lang) -> impl IntoView + use<> {
    let action = in_lang(action, lang);
    let [words_key, mouth_key] = of.keys;
    let base = of.answered.as_ref().map(|answered| answered.at_ms);
    let told = of.answered.as_ref().is_some_and(|answered| answered.words.is_none());
    let base = move || base.map(|at_ms| hidden(form::BASE, at_ms));
    let stands = of.answered.and_then(|answered| answered.words).map(String::from).unwrap_or_default();
    let error = match again.as_ref().map(|again| again.why) {
        Some(NotTaken::Empty) => t::empty(lang),
        Some(NotTaken::Unfit) => t::unfit(lang),
        Some(NotTaken::Late | NotTaken::Gone) | None => "",
    };
    let typed = again.filter(|again| again.why != NotTaken::Late).map_or(stands, |again| again.typed);
    let whom = of.name.clone();
    let by_mouth = (!told).then(|| {
        view! {
            <form method="post" action=action.clone()>
                {hidden(form::KEY, mouth_key)} {hidden(form::QUESTION, of.question)} {hidden(form::HOW, "mouth")} {base()}
                <Button kind=ButtonKind::Quiet act=Act::Submit>
                    {t::by_mouth(lang)}<span class="visually-hidden">": "{whom}</span>
                </Button>
            </form>
        }
    });
    view! {
        <form class="stack" method="post" action=action.clone() novalidate>
            {hidden(form::KEY, words_key)} {hidden(form::QUESTION, of.question)} {base()}
            <TextArea name=form::words_field(of.question) label=t::answer(lang) hint=t::hint(lang) value=typed error=error/>
            <div>
                <Button act=Act::Submit>
                    {t::send(lang)}<span class="visually-hidden">": "{of.name}</span>
                </Button>
            </div>
        </form>
        {by_mouth}
    }
}

/// What was answered, with the form behind a press.
fn mended(of: ToAnswer, again: Option<AnswerAgain>, action: &str, lang: Lang) -> impl IntoView + use<> {
    let stands = match of.answered.as_ref().and_then(|answered| answered.words.clone()) {
        None => view! { <p><Pill kind=PillKind::Good>{t::was_told(lang)}</Pill></p> }.into_any(),
        Some(words) => written(&words).into_any(),
    };
    let open = again.as_ref().is_some_and(|again| again.why != NotTaken::Late);
    view! {
        <section class="card stack stack-tight">
            {question(&of, lang)}
            {stands}
            <details open=open>
                <summary>{t::mend(lang)}</summary>
                <div class="stack">{answer(of, again, action, lang)}</div>
            </details>
        </section>
    }
}

fn written(words: &Note) -> Vec<AnyView> {
    let lines = words.as_str().lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| view! { <p dir="auto">{line.to_owned()}</p> }.into_any()).collect()
}
