//! The tablet when no sheet is open: waiting for a word, a name, the first round, or done.

use super::card::Card;
use super::desk::Desk;
use super::name::{NotConfirmed, PickName};
use super::talks::Talks;
use crate::parts::{EmptyState, Seat, Size};
use crate::texts::scoring::tablet as t;
use crate::workplace::context::use_lang;
use domain::command::Talk;
use leptos::prelude::*;

/// Every card that is not a sheet.
#[component]
pub fn NoSheet(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let talks = move || {
        view! {
            <section class="stack">
                <h2>{move || t::all(lang.get())}</h2>
                <Talks view=desk.view table=desk.table open=move |talk| desk.held.set(Some(talk))/>
            </section>
        }
    };
    move || match desk.card.get() {
        Card::NotConfirmed => view! { <NotConfirmed view=desk.view/> }.into_any(),
        Card::PickName => view! { <PickName view=desk.view picked=|()| ()/> }.into_any(),
        Card::Waiting { first } => view! { <First desk=desk talk=first/>{talks()} }.into_any(),
        Card::Free { round } => view! {
            <EmptyState title=move || t::free(lang.get(), round) text=move || t::free_text(lang.get())/>
            {talks()}
        }
        .into_any(),
        Card::Over => view! {
            <EmptyState title=move || t::over(lang.get()) text=move || t::over_text(lang.get())/>
            {talks()}
        }
        .into_any(),
        Card::Sheet(_) | Card::Late { .. } => ().into_any(),
    }
}

/// Before the day: who comes first.
#[component]
fn First(desk: Desk, talk: Option<Talk>) -> impl IntoView {
    let lang = use_lang();
    let who = talk.and_then(|wanted| {
        desk.view.with_untracked(|view| {
            view.talks.iter().find(|talk| talk.talk == wanted).map(|talk| (talk.number, talk.name.clone()))
        })
    });
    match who {
        Some((number, name)) => view! {
            <section class="panel stack">
                <h2>{move || t::waiting(lang.get())}</h2>
                <p class="row"><Seat number=number.to_string() size=Size::Large/>" "<b class="lead"><bdi>{name}</bdi></b></p>
                <p class="soft">{move || t::waiting_text(lang.get())}</p>
            </section>
        }
        .into_any(),
        None => view! {
            <EmptyState title=move || t::no_plan(lang.get()) text=move || t::no_plan_text(lang.get())/>
        }
        .into_any(),
    }
}
