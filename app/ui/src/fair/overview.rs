//! One fair: what to do next, who comes, with whom they talk.

use super::employers::Employers;
use super::head::{Head, NextStep};
use super::interpreters::Interpreters;
use super::residents::Residents;
use crate::parts::{EmptyState, Heads};
use crate::texts::workplace::frame;
use crate::workplace::context::{use_id, use_lang};
use crate::workplace::follow::Follow;
use domain::ids::FairId;
use leptos::prelude::*;
use sync::views::FairView;
use sync::{Scope, View};

pub(super) fn picked(view: &View) -> Option<&FairView> {
    match view {
        View::Fair(view) => Some(view),
        _ => None,
    }
}

#[component]
pub fn FairScreen() -> impl IntoView {
    view! { <FairAt children=|view| view! { <FairPage view=view/> }.into_any()/> }
}

/// Follows the fair that the address names, for a screen about it.
#[component]
pub(super) fn FairAt(children: fn(Signal<FairView>) -> AnyView) -> impl IntoView {
    let (lang, id) = (use_lang(), use_id::<FairId>());
    move || {
        match id.get() {
        Some(fair) => view! { <Follow scope=Scope::Fair(fair) pick=picked children=children/> }.into_any(),
        None => view! {
            <EmptyState heads=Heads::Page title=move || frame::not_here(lang.get()) text=move || frame::not_here_text(lang.get())/>
        }
        .into_any(),
    }
    }
}

#[component]
fn FairPage(view: Signal<FairView>) -> impl IntoView {
    view! {
        <Head view=view/>
        <NextStep view=view/>
        <Residents view=view/>
        <Employers view=view/>
        <Interpreters view=view/>
    }
}
