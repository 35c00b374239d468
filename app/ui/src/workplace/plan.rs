//! The plan: made, looked at with the reasons for it, and published. A program of its own, because the reasons are much and
//! the console must be there at once.

use super::address::{self, Address, Screen};
use super::context::use_link;
use super::frame::{Frame, Opening};
use crate::rotation::PlanScreen;
use leptos::prelude::*;

/// The plan. Expects a [`super::link::Link`] in the context.
#[component]
pub fn Plan() -> impl IntoView {
    let path = use_link().path;
    let address = Memo::new(move |_| path.with(|path| address::read(path)));
    let screen = move || match address.get() {
        Address::Framed(Screen::Plan) => view! { <PlanScreen/> }.into_any(),
        // Another entry: the browser is on its way there.
        _ => view! { <Opening/> }.into_any(),
    };
    view! { <Frame screen=screen/> }
}
