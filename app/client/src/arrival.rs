//! Who comes to another screen hears where they are: the focus goes to its heading, as a browser does with a page that it
//! loads. A heading often comes later than the step, and a first one may only say that the rest is on its way.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// How often and how long it is looked for: what was not there by then came too late to move anybody.
const LOOK_MS: u32 = 50;
const LOOKS: u32 = 200;

/// Which arrival counts: the last.
#[derive(Clone, Copy)]
pub struct Arrival(StoredValue<u32>);

impl Arrival {
    pub fn watch() -> Arrival {
        Arrival(StoredValue::new(0))
    }

    /// Brings the focus to the heading, as long as the person leaves it where the step left it.
    pub fn came(self) {
        let turn = self.0.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let mut held = focused(&document);
        spawn_local(async move {
            for _ in 0..LOOKS {
                TimeoutFuture::new(LOOK_MS).await;
                if self.0.try_get_value() != turn {
                    return;
                }
                let now = focused(&document);
                // They went on by themselves, also where that is "nowhere".
                if now != held && (now.is_some() || held.as_ref().is_some_and(|held| held.is_connected())) {
                    return;
                }
                let Some(heading) = heading(&document) else { continue };
                if now.as_ref() != Some(&heading) && take(&heading) {
                    held = Some(heading);
                }
            }
        });
    }
}

/// What has the focus; None where that is the page as a whole.
fn focused(document: &Document) -> Option<Element> {
    document.active_element().filter(|element| element.tag_name() != "BODY")
}

fn heading(document: &Document) -> Option<Element> {
    let find = |which| document.query_selector(which).ok().flatten();
    find("main h1").or_else(|| find("h1"))
}

/// Whether it has the focus now.
fn take(heading: &Element) -> bool {
    if !heading.has_attribute("tabindex") && heading.set_attribute("tabindex", "-1").is_err() {
        return false;
    }
    heading.dyn_ref::<HtmlElement>().is_some_and(|heading| heading.focus().is_ok())
}
