//! What staff do before the day: making and changing a fair, its employers, files to import, signing somebody up at the
//! desk. A program of its own, so that nobody downloads these forms on the day itself.

use super::address::{self, Address, Screen};
use super::context::use_link;
use super::frame::{Frame, Opening};
use crate::fair::{
    ImportScreen, InterpreterScreen, NewCardScreen, NewFairScreen, SeatingScreen, SetupScreen, SignUpScreen,
};
use leptos::prelude::*;

/// Everything before the day. Expects a [`super::link::Link`] in the context.
#[component]
pub fn Prepare() -> impl IntoView {
    let path = use_link().path;
    let address = Memo::new(move |_| path.with(|path| address::read(path)));
    let screen = move || match address.get() {
        Address::Framed(Screen::New) => view! { <NewFairScreen/> }.into_any(),
        Address::Framed(Screen::Setup) => view! { <SetupScreen/> }.into_any(),
        Address::Framed(Screen::Seating) => view! { <SeatingScreen/> }.into_any(),
        Address::Framed(Screen::Interpreter) => view! { <InterpreterScreen/> }.into_any(),
        Address::Framed(Screen::Import) => view! { <ImportScreen/> }.into_any(),
        Address::Framed(Screen::SignUp) => view! { <SignUpScreen/> }.into_any(),
        Address::Framed(Screen::NewCard) => view! { <NewCardScreen/> }.into_any(),
        // Another entry: the browser is on its way there.
        _ => view! { <Opening/> }.into_any(),
    };
    view! { <Frame screen=screen/> }
}
