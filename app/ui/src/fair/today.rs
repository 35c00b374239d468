//! The start of every staff member: the fairs of their location.

use crate::parts::{ButtonKind, ButtonLink, EmptyState, Line, Lines, PageHead, Pill, PillKind};
use crate::texts::fair::{state as state_words, today as t};
use crate::workplace::context::{organises, use_lang, use_me};
use crate::workplace::follow::{Follow, Stands};
use crate::workplace::words::{clock_at, day_at, say, told};
use domain::fair::FairState;
use domain::lang::Lang;
use domain::people::Actor;
use domain::policy;
use leptos::prelude::*;
use sync::views::{FairHead, LocationView};
use sync::{Scope, View};

pub(super) fn picked(view: &View) -> Option<&LocationView> {
    match view {
        View::Location(view) => Some(view),
        _ => None,
    }
}

/// How far a fair is, in a word and its colour.
pub fn state_pill(lang: Lang, state: FairState) -> (PillKind, &'static str) {
    match state {
        FairState::Preparing => (PillKind::Plain, state_words::preparing(lang)),
        FairState::Open => (PillKind::Good, state_words::open(lang)),
        FairState::Closed => (PillKind::Brand, state_words::closed(lang)),
        FairState::Cancelled => (PillKind::Stop, state_words::cancelled(lang)),
    }
}

#[component]
pub fn TodayScreen() -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let location = me.get_untracked().and_then(|me| me.actor.location());
    let hello = move || me.get().map(|me| t::hello(lang.get(), &me.name)).unwrap_or_default();
    view! {
        <PageHead title=told(t::title) note=hello>
            {move || organises(me.get().as_deref()).then(|| view! {
                <ButtonLink href="/app/new" kind=ButtonKind::Quiet>{say(t::new)}</ButtonLink>
            })}
        </PageHead>
        {location.map(|location| view! {
            <Follow scope=Scope::Location(location) pick=picked stands=Stands::UnderHead children=move |view| {
                view! { <Fairs view=view/> }.into_any()
            }/>
        })}
    }
}

#[component]
fn Fairs(view: Signal<LocationView>) -> impl IntoView {
    let fairs = Memo::new(move |_| {
        let mut fairs = view.with(|view| view.fairs.clone());
        fairs.sort_by_key(|head| head.starts_ms);
        fairs
    });
    move || {
        let list = fairs.get();
        if list.is_empty() {
            return view! { <EmptyState title=told(t::none) text=told(t::none_text)/> }.into_any();
        }
        let lines = list.into_iter().map(|head| view! { <FairLine head=head/> }).collect_view();
        view! { <Lines>{lines}</Lines> }.into_any()
    }
}

#[component]
fn FairLine(head: FairHead) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    // A way there only for who would see something.
    let sees = me.get_untracked().is_some_and(|me| match &me.actor {
        Actor::Staff { roles, .. } => policy::sees_day(roles),
        _ => false,
    });
    let href = sees.then(|| format!("/app/fair/{}", head.fair));
    let (starts, ends, state) = (head.starts_ms, head.ends_ms, head.state);
    let (placed, capacity, place) = (head.placed, head.capacity, head.place.clone());
    let when = move || {
        let lang = lang.get();
        t::when(lang, day_at(lang, starts), clock_at(lang, starts), &place, clock_at(lang, ends))
    };
    let pills = move || {
        let (kind, word) = state_pill(lang.get(), state);
        view! {
            <Pill kind=kind>{word}</Pill>" "
            <span class="num">{t::places(lang.get(), capacity, placed)}</span>
        }
    };
    view! {
        <Line href=href trail=move || pills>
            <b>{head.name}</b><br/><span class="small soft">{when}</span>
        </Line>
    }
}
