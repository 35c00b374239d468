//! The console: one page from which the day is run. Clock on top, tables below, what needs a hand beside it.

use super::away::{Away, use_opening};
use super::clock::{DayClock, day_clock};
use super::contacts::{DayEnds, use_contacts};
use super::needs::{Awaited, Missed, WaitingDevices};
use super::proposal::Proposal;
use super::tiles::Tiles;
use super::top::Top;
use crate::fair::WalkInLink;
use crate::parts::{Button, ButtonKind, EmptyState, Heads, Notice, NoticeKind};
use crate::texts::rotation::console as t;
use crate::texts::rotation::deed as d;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_id, use_lang, use_link, use_me};
use crate::workplace::follow::Follow;
use crate::workplace::words::clock_at;
use domain::ids::SessionId;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{ConsoleView, Deed, HappenedView};
use sync::{Scope, View};

pub(super) fn picked(view: &View) -> Option<&ConsoleView> {
    match view {
        View::Console(view) => Some(view),
        _ => None,
    }
}

/// Follows the session of the address and shows `page` with its console view.
#[component]
pub(super) fn OfSession(page: fn(Signal<ConsoleView>) -> AnyView) -> impl IntoView {
    let (lang, id) = (use_lang(), use_id::<SessionId>());
    move || {
        match id.get() {
        Some(session) => {
            view! { <Follow scope=Scope::Session(session) pick=picked children=page/> }.into_any()
        }
        None => view! {
            <EmptyState heads=Heads::Page title=move || t::no_session(lang.get()) text=move || t::no_session_text(lang.get())/>
        }
        .into_any(),
    }
    }
}

/// The clock of a followed session, four times a second.
pub(super) fn use_clock(view: Signal<ConsoleView>) -> Memo<DayClock> {
    let now_ms = use_link().now_ms;
    Memo::new(move |_| {
        let now_ms = now_ms.get();
        view.with(|view| day_clock(&view.timer, &view.phases, now_ms))
    })
}

#[component]
pub fn ConsoleScreen() -> impl IntoView {
    view! { <OfSession page=|view| view! { <Console view=view/> }.into_any()/> }
}

#[component]
fn Console(view: Signal<ConsoleView>) -> impl IntoView {
    let (lang, ask, clock) = (use_lang(), use_ask(), use_clock(view));
    let has_plan = Memo::new(move |_| view.with(|view| view.plan.is_some()));
    let (session, fair) = view.with_untracked(|view| (view.session, view.fair));
    let away = use_opening();
    let contacts = use_contacts(session);
    view! {
        <Top view=view clock=clock ask=ask/>
        <RefusalNotice ask=ask/>
        <DayEnds view=view contacts=contacts clock=clock/>
        <div class="split">
            <section class="stack">
                {move || if has_plan.get() {
                    view! { <Tiles view=view clock=clock away=away/> }.into_any()
                } else {
                    view! {
                        <EmptyState title=move || t::no_plan(lang.get()) text=move || t::no_plan_text(lang.get())>
                            <a class="button" href=format!("/app/session/{session}/plan")>
                                {move || t::to_plan(lang.get())}
                            </a>
                        </EmptyState>
                    }.into_any()
                }}
            </section>
            <section class="stack" aria-label=move || t::aside(lang.get())>
                <Proposal view=view ask=ask/>
                <WaitingDevices view=view/>
                <Away view=view clock=clock ask=ask opening=away/>
                <div><WalkInLink fair=fair words=move || t::walk_in(lang.get())/></div>
                <Awaited view=view clock=clock ask=ask away=away/>
                <Missed view=view ask=ask/>
                <Happened view=view ask=ask/>
            </section>
        </div>
    }
}

/// The sentence of a deed.
fn deed_words(lang: Lang, happened: &HappenedView) -> String {
    let who = happened.number.map(|number| number.to_string()).unwrap_or_default();
    match happened.deed {
        Deed::PlanMade => d::plan_made(lang).to_owned(),
        Deed::PlanPublished => d::plan_published(lang).to_owned(),
        Deed::DayStarted => d::day_started(lang).to_owned(),
        Deed::Paused => d::paused(lang).to_owned(),
        Deed::Resumed => d::resumed(lang).to_owned(),
        Deed::Extended => d::extended(lang).to_owned(),
        Deed::PhaseEnded => d::phase_ended(lang).to_owned(),
        Deed::Present => d::present(lang, who),
        Deed::NoShow => d::no_show(lang, who),
        Deed::MarkUndone => d::mark_undone(lang, who),
        Deed::Away if who.is_empty() => d::away_hall(lang).to_owned(),
        Deed::Back if who.is_empty() => d::back_hall(lang).to_owned(),
        Deed::Away => d::away(lang, who),
        Deed::Back => d::back(lang, who),
        Deed::RoundDropped => d::round_dropped(lang).to_owned(),
        Deed::RoundBack => d::round_back(lang).to_owned(),
        Deed::TabletPaired => d::tablet_paired(lang).to_owned(),
        Deed::SheetEnded => d::sheet_ended(lang).to_owned(),
    }
}

#[component]
fn Happened(view: Signal<ConsoleView>, ask: Ask) -> impl IntoView {
    let session = view.with_untracked(|view| view.session);
    let (lang, me) = (use_lang(), use_me());
    let list = Memo::new(move |_| view.with(|view| (view.happened.clone(), view.sheets_ended)));
    let lines = move || {
        let (happened, _) = list.get();
        let line = |happened: HappenedView| {
            let lang = lang.get();
            let words = deed_words(lang, &happened);
            let undo = happened
                .undo
                .map(|undo| undo.command(session))
                .filter(|undo| may(me.get_untracked().as_deref(), undo))
                .map(|undo| {
                    let what = words.clone();
                    view! {
                        " "<Button kind=ButtonKind::Plain on_press=move |()| ask.ask(undo.clone())>
                            {t::undo(lang)}<span class="visually-hidden">": "{what}</span>
                        </Button>
                    }
                });
            view! { <li><span class="num">{clock_at(lang, happened.at_ms)}</span>" · "{words}{undo}</li> }
        };
        happened.into_iter().map(line).collect_view()
    };
    view! {
        <section class="stack stack-tight">
            <h2>{move || t::happened(lang.get())}</h2>
            <p class="small soft">{move || t::sheets(lang.get(), list.with(|list| list.1))}</p>
            <ul class="happened">{lines}</ul>
        </section>
    }
}

/// Says so when the console itself is cut off: the clock runs on, its buttons do not.
#[component]
pub(super) fn CutOff() -> impl IntoView {
    let lang = use_lang();
    view! { <Notice kind=NoticeKind::Warn>{move || t::cut_off(lang.get())}</Notice> }
}
