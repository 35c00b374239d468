//! What staff use on the day: the console and the devices. A program of its own, because it has to be there at once.

use super::address::{self, Address, Screen};
use super::context::use_link;
use super::frame::{Frame, Opening};
use crate::rotation::{ConsoleScreen, DevicesScreen};
use leptos::prelude::*;

/// The day itself. Expects a [`super::link::Link`] in the context.
#[component]
pub fn Day() -> impl IntoView {
    let path = use_link().path;
    let address = Memo::new(move |_| path.with(|path| address::read(path)));
    let screen = move || match address.get() {
        Address::Framed(Screen::Console) => view! { <ConsoleScreen/> }.into_any(),
        Address::Framed(Screen::Devices) => view! { <DevicesScreen/> }.into_any(),
        // Another entry: the browser is on its way there.
        _ => view! { <Opening/> }.into_any(),
    };
    view! { <Frame screen=screen/> }
}
