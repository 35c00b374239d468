//! The one key of the workplace: `/` goes to the field that searches, where a screen has one.

use crate::remembered::{keep, kept};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, HtmlElement, KeyboardEvent};

const SLASH: &str = "werkronde.slash";

/// Whether the key works: it does until someone turns it off.
pub fn slash() -> RwSignal<bool> {
    let on = RwSignal::new(kept(SLASH).as_deref() != Some("off"));
    Effect::new(move |_| keep(SLASH, if on.get() { "on" } else { "off" }));
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return on };
    let page = document.clone();
    let press = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let chord = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
        if event.key() != "/" || chord || !on.get_untracked() || is_typing(&page) {
            return;
        }
        if let Some(field) = search_field(&page) {
            event.prevent_default();
            // A field that cannot be focused is not shown.
            let _ = field.focus();
        }
    });
    // Without the listener the field is a tap away.
    let _ = document.add_event_listener_with_callback("keydown", press.as_ref().unchecked_ref());
    press.forget();
    on
}

fn is_typing(page: &Document) -> bool {
    let at = page.active_element();
    at.is_some_and(|at| {
        at.matches("input:not([type=radio],[type=checkbox]), textarea, select, dialog *").unwrap_or(false)
    })
}

fn search_field(page: &Document) -> Option<HtmlElement> {
    page.query_selector("main input[type=search]").ok()??.dyn_into().ok()
}
