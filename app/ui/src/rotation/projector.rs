//! The screen in the hall: a big clock, and who goes where by number and first name. Dark, nothing to touch.

use super::clock::{DayClock, Doing, day_clock, heading, ring_text, ring_tone, spoken_left};
use super::told::ToldClock;
use crate::parts::{Ring, Seat, Size, TableNo, TableTone};
use crate::texts::projector::hall as h;
use crate::texts::rotation::projector as t;
use crate::texts::workplace::notice as n;
use crate::workplace::context::{use_lang, use_link, use_me};
use crate::workplace::follow::{Follow, Stands};
use crate::workplace::link::Contact;
use domain::fair::Attendance;
use domain::lang::Lang;
use domain::people::Actor;
use leptos::prelude::*;
use sync::views::{GoView, ProjectorView};
use sync::{Scope, View};

/// People on one page: readable at 15 metres.
const PAGE: usize = 12;
/// How long a page stays.
const TURN_MS: i64 = 8_000;
/// How long a language stays; no multiple of a page, so that every page is met in every language.
const LANG_MS: i64 = 5_000;
/// The languages that take turns beside the Dutch.
const TURNS: &[Lang] = &[Lang::En, Lang::Ar];

/// Which round the hall shows, and in what words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Sit down now.
    Now(u32),
    /// Where to go when the bell rings.
    Soon(u32),
    Over,
}

/// In the first quarter of a talk latecomers still look for their table; after that everyone looks ahead.
pub fn showing(clock: &DayClock) -> Showing {
    match clock.doing {
        Doing::Over => Showing::Over,
        Doing::Talking if clock.left <= 750 && clock.round < clock.rounds => Showing::Soon(clock.round + 1),
        Doing::Waiting | Doing::Talking | Doing::ChangingOver | Doing::Resting => Showing::Now(clock.round),
    }
}

/// The page that is on at this moment, its number from 1, and how many there are.
pub fn page(goes: &[GoView], showing: Showing, now_ms: i64) -> (Vec<GoView>, usize, usize) {
    let (Showing::Now(round) | Showing::Soon(round)) = showing else { return (Vec::new(), 1, 1) };
    let all: Vec<_> = goes.iter().filter(|go| go.round == round).cloned().collect();
    let pages = all.len().div_ceil(PAGE).max(1);
    let turn = usize::try_from(now_ms.div_euclid(TURN_MS)).unwrap_or(0) % pages;
    (all.into_iter().skip(turn * PAGE).take(PAGE).collect(), turn + 1, pages)
}

/// The second language at this moment.
fn second_lang(now_ms: i64) -> Lang {
    let turn = usize::try_from(now_ms.div_euclid(LANG_MS)).unwrap_or(0) % TURNS.len();
    TURNS[turn]
}

fn title(lang: Lang, showing: Showing) -> &'static str {
    match showing {
        Showing::Now(_) => h::now(lang),
        Showing::Soon(_) => h::soon(lang),
        Showing::Over => h::over(lang),
    }
}

fn picked(view: &View) -> Option<&ProjectorView> {
    match view {
        View::Projector(view) => Some(view),
        _ => None,
    }
}

#[component]
pub fn ProjectorApp() -> impl IntoView {
    let session = use_me().get_untracked().and_then(|me| match me.actor {
        Actor::Projector { session, .. } => Some(session),
        _ => None,
    });
    session.map(|session| {
        view! {
            <div data-theme="dark">
                <Follow scope=Scope::Session(session) pick=picked stands=Stands::Alone children=|view| {
                    view! { <Hall view=view/> }.into_any()
                }/>
            </div>
        }
    })
}

#[component]
fn Hall(view: Signal<ProjectorView>) -> impl IntoView {
    let (lang, link) = (use_lang(), use_link());
    let now_ms = link.now_ms;
    let clock = Memo::new(move |_| {
        let now_ms = now_ms.get();
        view.with(|view| day_clock(&view.timer, &view.phases, now_ms))
    });
    let showing = Memo::new(move |_| showing(&clock.get()));
    let page = Memo::new(move |_| {
        let now_ms = now_ms.get();
        view.with(|view| page(&view.goes, showing.get(), now_ms))
    });
    let round = Memo::new(move |_| heading(lang.get(), &clock.get()));
    let spoken = Memo::new(move |_| spoken_left(lang.get(), &clock.get()));
    let left = Memo::new(move |_| ring_text(&clock.get()));
    let offline = Memo::new(move |_| link.contact.get() == Contact::Offline);
    let demo = move || link.demo.get().then(|| n::demo(lang.get()));
    let insecure = move || (!link.secure).then(|| n::insecure(lang.get()));
    let foot = move || page.with(|(_, page, pages)| t::page(lang.get(), *page, *pages));
    view! {
        <main class="projector" id="main" data-theme="dark">
            <section class="projector-clock stack">
                <h1>{round}</h1>
                <ToldClock clock=clock/>
                <Ring left=Signal::derive(move || clock.get().left) text=left label=spoken size=Size::Huge
                    tone=Signal::derive(move || ring_tone(&clock.get()))/>
                <p class="soft">{move || view.with(|view| view.fair_name.clone())}</p>
                {move || offline.get().then(|| view! { <p class="soft">{move || t::offline(lang.get())}</p> })}
            </section>
            <section class="stack">
                <Titles showing=showing now_ms=now_ms/>
                <ul class="projector-go">
                    {move || page.with(|(goes, _, _)| goes.iter().cloned().map(go_line).collect_view())}
                </ul>
                <p class="projector-foot"><span>{foot}</span><span>{insecure}</span><span>{demo}</span></p>
            </section>
        </main>
    }
}

/// The heading in Dutch, and beside it in a language that takes its turn.
#[component]
fn Titles(showing: Memo<Showing>, now_ms: Signal<i64>) -> impl IntoView {
    let second = Memo::new(move |_| second_lang(now_ms.get()));
    view! {
        <h2 lang="nl">
            {move || title(Lang::Nl, showing.get())}" · "
            <span class="soft" lang=move || second.get().tag() dir=move || second.get().direction().as_str()>
                {move || title(second.get(), showing.get())}
            </span>
        </h2>
    }
}

fn go_line(go: GoView) -> impl IntoView {
    let class = if go.attendance == Attendance::Expected { "go-line is-awaited" } else { "go-line" };
    view! {
        <li class=class>
            <Seat number=go.number.to_string() size=Size::Large/>
            <bdi>{go.name}</bdi>
            <TableNo number=go.table_number.to_string() size=Size::Large tone=TableTone::Now label="tafel"/>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(doing: Doing, round: u32, left: u32) -> DayClock {
        DayClock { doing, round, rounds: 10, left_ms: 1, left, paused: false, day_left_ms: 1 }
    }

    #[test]
    fn the_hall_looks_ahead_once_everyone_sits() {
        assert_eq!(showing(&clock(Doing::Talking, 4, 900)), Showing::Now(4));
        assert_eq!(showing(&clock(Doing::Talking, 4, 500)), Showing::Soon(5));
        assert_eq!(showing(&clock(Doing::Talking, 10, 500)), Showing::Now(10));
        assert_eq!(showing(&clock(Doing::ChangingOver, 5, 500)), Showing::Now(5));
        assert_eq!(showing(&clock(Doing::Waiting, 1, 1_000)), Showing::Now(1));
    }

    #[test]
    fn every_page_has_its_turn() {
        let go = |number| GoView {
            round: 1,
            number,
            name: "Lentelied".into(),
            table_number: number,
            attendance: Attendance::Present,
        };
        let goes: Vec<_> = (1..=26).map(go).collect();
        let seen: usize = (0..3).map(|turn| page(&goes, Showing::Now(1), turn * TURN_MS).0.len()).sum();
        assert_eq!(seen, 26);
        assert_eq!(page(&goes, Showing::Now(2), 0), (Vec::new(), 1, 1));
    }
}
