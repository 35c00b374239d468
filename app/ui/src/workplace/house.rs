//! What is looked after now and then: who works here, what residents read; and the door for who was invited. A program of
//! its own, so that nobody who follows a fair downloads it.

use super::NotHere;
use super::address::{self, Address, Screen};
use super::context::{use_lang, use_link};
use super::frame::{Frame, Opening};
use super::title;
use crate::fair::WordingScreen;
use crate::people::{InviteScreen, StaffScreen};
use leptos::prelude::*;

/// The house. Expects a [`super::link::Link`] in the context.
#[component]
pub fn House() -> impl IntoView {
    let (path, lang) = (use_link().path, use_lang());
    let address = Memo::new(move |_| path.with(|path| address::read(path)));
    // The frame stays while the screens in it change.
    let around = Memo::new(move |_| match address.get() {
        Address::Framed(_) => None,
        alone => Some(alone),
    });
    title::keep(move || around.get().map(|address| title::of_address(lang.get(), address, None)));
    let screen = move || match address.get() {
        Address::Framed(Screen::Staff) => view! { <StaffScreen/> }.into_any(),
        Address::Framed(Screen::Wording) => view! { <WordingScreen/> }.into_any(),
        // Another entry: the browser is on its way there.
        _ => view! { <Opening/> }.into_any(),
    };
    view! {
        {move || match around.get() {
            None => view! { <Frame screen=screen/> }.into_any(),
            Some(Address::Invite) => view! { <InviteScreen/> }.into_any(),
            Some(Address::Framed(_) | Address::Unknown) => view! { <NotHere/> }.into_any(),
        }}
    }
}
