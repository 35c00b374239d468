//! The workplace: one app for organiser, desk, matcher, administrator, tablets and the projector.
//! The frame, the routes and the [`link`] to the world outside; the screens live in their slices.

pub mod ask;
pub mod context;
pub mod follow;
pub mod frame;
pub mod link;
pub mod notices;
mod pipeline;
mod places;
pub mod words;

use crate::fair::{FairScreen, ImportScreen, TodayScreen};
use crate::parts::{EmptyState, PartsGallery};
use crate::people::{InviteScreen, StaffScreen};
use crate::rotation::{ConsoleScreen, DevicesScreen, PlanScreen};
use crate::scoring::PairScreen;
use crate::texts::workplace::frame as t;
use context::use_lang;
use frame::Frame;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;
use pipeline::FollowUpScreen;

/// The whole app. Expects a [`link::Link`] in the context.
#[component]
pub fn Workplace() -> impl IntoView {
    view! {
        <Router base="/app">
            <Routes fallback=NotHere>
                <Route path=path!("/pair") view=PairScreen/>
                <Route path=path!("/invite") view=InviteScreen/>
                <Route path=path!("/parts") view=PartsGallery/>
                <ParentRoute path=path!("") view=Frame>
                    <Route path=path!("/") view=TodayScreen/>
                    <Route path=path!("/fair/:id") view=FairScreen/>
                    <Route path=path!("/fair/:id/import") view=ImportScreen/>
                    <Route path=path!("/session/:id") view=ConsoleScreen/>
                    <Route path=path!("/session/:id/plan") view=PlanScreen/>
                    <Route path=path!("/session/:id/devices") view=DevicesScreen/>
                    <Route path=path!("/follow-up") view=FollowUpScreen/>
                    <Route path=path!("/staff") view=StaffScreen/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// An address that leads nowhere.
#[component]
fn NotHere() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="page page-narrow" id="main">
            <h1 class="visually-hidden">"Werkronde"</h1>
            <EmptyState
                title=move || t::not_here(lang.get())
                text=move || t::not_here_text(lang.get())
            >
                <a class="button" href="/app/">{move || t::to_start(lang.get())}</a>
            </EmptyState>
        </main>
    }
}
