//! The workplace: the [`Office`] for organiser, desk, matcher and administrator, [`Prepare`] for what they do before a
//! day, [`Plan`] for its plan, [`Day`] for the day itself, the [`House`] for colleagues and texts, and the [`Hall`] for
//! tablets and the projector. The frame, the routes and the [`link`] to the world outside; the screens live in their
//! slices.

pub mod address;
pub mod ask;
pub mod asked;
pub mod context;
mod day;
pub mod follow;
pub mod frame;
mod hall;
mod house;
pub mod link;
pub mod notices;
mod pipeline;
mod places;
mod plan;
mod prepare;
pub mod reopen;
mod title;
pub mod tray;
pub mod words;

use crate::fair::{FairScreen, TodayScreen};
use crate::parts::{EmptyState, Heads};
use crate::texts::workplace::frame as t;
use address::{Address, Screen};
use context::{use_lang, use_link};
pub use day::Day;
use frame::Frame;
pub use hall::Hall;
pub use house::House;
use leptos::prelude::*;
use pipeline::FollowUpScreen;
pub use plan::Plan;
pub use prepare::Prepare;

/// Everything for staff between days. Expects a [`link::Link`] in the context.
#[component]
pub fn Office() -> impl IntoView {
    let path = use_link().path;
    let address = Memo::new(move |_| path.with(|path| address::read(path)));
    // The frame stays while the screens in it change.
    let is_framed = Memo::new(move |_| matches!(address.get(), Address::Framed(_)));
    let lang = use_lang();
    title::keep(move || (!is_framed.get()).then(|| title::of_address(lang.get(), address.get(), None)));
    view! {
        {move || match is_framed.get() {
            true => view! { <Frame screen=move || screen(address.get())/> }.into_any(),
            false => view! { <NotHere/> }.into_any(),
        }}
    }
}

/// The screen of an address; another fair or session at the same screen is followed by the screen itself.
fn screen(address: Address) -> AnyView {
    let Address::Framed(screen) = address else { return ().into_any() };
    match screen {
        Screen::Today => view! { <TodayScreen/> }.into_any(),
        Screen::Fair => view! { <FairScreen/> }.into_any(),
        Screen::FollowUp => view! { <FollowUpScreen/> }.into_any(),
        // In another entry, where the browser goes by loading the page anew.
        Screen::New
        | Screen::Setup
        | Screen::Seating
        | Screen::Interpreter
        | Screen::Import
        | Screen::SignUp
        | Screen::NewCard
        | Screen::Staff
        | Screen::Wording
        | Screen::Console
        | Screen::Plan
        | Screen::Devices => ().into_any(),
    }
}

/// An address that leads nowhere.
#[component]
fn NotHere() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="page page-narrow" id="main">
            <EmptyState
                heads=Heads::Page
                title=move || t::not_here(lang.get())
                text=move || t::not_here_text(lang.get())
            >
                <a class="button" href="/app/">{move || t::to_start(lang.get())}</a>
            </EmptyState>
        </main>
    }
}
