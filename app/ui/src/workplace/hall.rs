//! The hall: what a tablet or the projector loads. A code to type, and behind it the screen of what was paired.

use super::address::HALL;
use super::context::{use_lang, use_link};
use super::frame::{NotForYou, Opening};
use super::link::Who;
use super::places::{Door, door};
use super::title;
use crate::parts::{EmptyState, Heads};
use crate::rotation::ProjectorApp;
use crate::scoring::{PairScreen, TabletApp};
use crate::texts::scoring::pair;
use crate::texts::workplace::frame as t;
use leptos::prelude::*;

/// Everything for tablets and the projector. Expects a [`super::link::Link`] in the context.
#[component]
pub fn Hall() -> impl IntoView {
    let (who, path) = (use_link().who, use_link().path);
    let which = Memo::new(move |_| match (path.with(|path| is_home(path)), who.get()) {
        (false, _) | (true, Who::Nobody) => Door::SignIn,
        (true, Who::Asking) => Door::Waiting,
        (true, Who::Known(me)) => door(&me.actor),
    });
    let lang = use_lang();
    title::keep(move || match which.get() {
        Door::SignIn => Some(pair::title(lang.get()).to_owned()),
        Door::Staff => Some(t::staff_here(lang.get()).to_owned()),
        door => title::of_door(lang.get(), door).map(str::to_owned),
    });
    let arrived = use_link().arrived;
    Effect::new(move |before: Option<()>| match which.get() {
        Door::Waiting | Door::SignIn if before.is_none() => (),
        _ => arrived.run(()),
    });
    move || match which.get() {
        Door::Waiting => view! { <Opening/> }.into_any(),
        Door::SignIn => view! { <PairScreen/> }.into_any(),
        Door::Tablet => view! { <TabletApp/> }.into_any(),
        Door::Projector => view! { <ProjectorApp/> }.into_any(),
        Door::Staff => view! { <StaffHere/> }.into_any(),
        Door::NotForYou => view! { <NotForYou/> }.into_any(),
    }
}

fn is_home(path: &str) -> bool {
    path.trim_end_matches('/') == HALL
}

/// Someone of the staff opened the address of a tablet.
#[component]
fn StaffHere() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="page page-narrow" id="main">
            <EmptyState heads=Heads::Page title=move || t::staff_here(lang.get()) text=move || t::staff_here_text(lang.get())>
                <a class="button" href="/app/">{move || t::to_start(lang.get())}</a>
            </EmptyState>
        </main>
    }
}
