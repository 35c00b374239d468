//! The schedule of a day by itself, as it was at a time that it says: to print, and to keep on a phone where somebody asks
//! for that. What `public/copy.js` shows and hides is hidden without a script; then the slip is what there is.
//! No countdown and no "now" here: a copy would go on saying so.

use super::day;
use crate::parts::{ButtonKind, ButtonLink, Notice, NoticeKind, Seat};
use crate::public::bits::{apart, in_lang, moment, said, said_on_colour};
use crate::public::dates;
use crate::public::frame::Body;
use crate::public::views::{Frame, MineDay, SchedulePage, StopState};
use crate::texts::public;
use domain::fair::Place;
use domain::lang::Lang;
use leptos::prelude::*;

/// From one's own page.
pub(super) fn link(path: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <p class="no-print">
            <ButtonLink href=in_lang(path, lang) kind=ButtonKind::Quiet>{said_on_colour!(lang, copy::open)}</ButtonLink>
        </p>
    }
}

pub(in crate::public) fn page(page: SchedulePage, frame: &Frame) -> Body {
    let lang = frame.lang;
    let as_was = public::copy::as_was(lang, dates::day_of(lang, page.now), dates::time(lang, page.now));
    let days: Vec<_> = page.days.into_iter().map(|day| one(day, lang).into_any()).collect();
    let main = view! {
        <h1 class="row">
            <Seat number=page.number.to_string()/>
            <span>{said!(lang, copy::title)}</span>
        </h1>
        <p>{as_was}</p>
        {days}
        <p>{public::copy::slip(lang)}</p>
        {keep(lang)}
        <p class="no-print">
            <ButtonLink href=in_lang(&page.mine_path, lang) kind=ButtonKind::Plain>{public::signed_up::card_open(lang)}</ButtonLink>
        </p>
    };
    Body { script: Some("/copy.js"), ..Body::new(public::copy::title(lang), main) }
}

fn one(mut day: MineDay, lang: Lang) -> impl IntoView {
    day.schedule.iter_mut().for_each(|stop| stop.state = StopState::ToCome);
    let when = dates::day_of(lang, day.head.starts);
    let hours = dates::span(lang, day.head.starts, day.head.ends);
    let not_planned = day.schedule.is_empty() && matches!(day.standing, Some(Place::Placed));
    let none = not_planned.then(|| view! { <p>{public::mine::not_planned(lang)}</p> });
    view! {
        <section class="card stack">
            <div class="stack stack-tight">
                <h2 lang="nl">{apart(day.head.name)}</h2>
                <p>{moment(day.head.starts, when)} " · " <bdi>{hours}</bdi> " · " <bdi lang="nl">{day.head.place}</bdi></p>
                <p>{day::standing(day.standing, lang)}</p>
                <p class="small soft"><bdi>{public::fair::meet(lang, day.head.meeting_point)}</bdi></p>
            </div>
            {day::schedule(day.schedule, lang)}
            {none}
        </section>
    }
}

/// The script shows what fits: the question, or what is kept and how it goes.
fn keep(lang: Lang) -> impl IntoView {
    let told = |id, kind, words| {
        view! { <div id=id tabindex="-1" hidden><Notice kind=kind>{words}</Notice></div> }
    };
    view! {
        <section class="no-print" id="copy" hidden>
            <div class="card stack">
                <h2>{said!(lang, copy::keep_title)}</h2>
                <p>{public::copy::shared(lang)}</p>
                {told("copy-kept", NoticeKind::Good, public::copy::kept(lang))}
                {told("copy-erased", NoticeKind::Info, public::copy::erased(lang))}
                {told("copy-failed", NoticeKind::Warn, public::copy::failed(lang))}
                <button type="button" class="button is-wide" id="copy-keep">{said_on_colour!(lang, copy::keep)}</button>
                <button type="button" class="button is-quiet is-wide" id="copy-erase">{said_on_colour!(lang, copy::erase)}</button>
            </div>
        </section>
    }
}
