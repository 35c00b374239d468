//! Where the browser is. Links within the workplace change the screen without loading the page anew; the back button works.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::workplace::address::entry;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, Window};

#[derive(Clone, Copy)]
pub struct Place {
    pub path: RwSignal<String>,
    pub hash: RwSignal<String>,
    /// Nothing would be lost with the page.
    kept: Signal<bool>,
}

/// Another program is loaded after at most so many looks at whether what was tapped is kept; then the browser asks.
const LOOKS: u32 = 100;
const LOOK_MS: u32 = 30;

fn here(window: &Window) -> (String, String) {
    let location = window.location();
    (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default())
}

impl Place {
    /// Follows the address for as long as the page lives.
    pub fn watch(kept: Signal<bool>) -> Place {
        let place = Place { path: RwSignal::new(String::new()), hash: RwSignal::new(String::new()), kept };
        place.look();
        let Some(window) = web_sys::window() else { return place };
        let back = Closure::<dyn Fn()>::new(move || place.look());
        // Without a listener links still work: they load the page anew.
        let _ = window.add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
        back.forget();
        let click = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            if let Some(path) = inner_link(&event) {
                event.prevent_default();
                place.go(&path);
            }
        });
        let _ = window.add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
        click.forget();
        place
    }

    /// Goes to a path of the workplace.
    pub fn go(self, path: &str) {
        let Some(window) = web_sys::window() else { return };
        let stays = self.path.with_untracked(|here| entry(here) == entry(path));
        let kept = stays
            && window
                .history()
                .is_ok_and(|history| history.push_state_with_url(&JsValue::NULL, "", Some(path)).is_ok());
        if !kept {
            // The other entry is another program; and a browser that keeps no history loads the page as well.
            let path = path.to_owned();
            spawn_local(async move {
                for _ in 0..LOOKS {
                    if self.kept.get_untracked() {
                        break;
                    }
                    TimeoutFuture::new(LOOK_MS).await;
                }
                let _ = window.location().set_href(&path);
            });
            return;
        }
        self.look();
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn look(self) {
        let Some(window) = web_sys::window() else { return };
        let (path, hash) = here(&window);
        if self.hash.get_untracked() != hash {
            self.hash.set(hash);
        }
        if self.path.get_untracked() != path {
            self.path.set(path);
        }
    }
}

/// The path of a plain click on a link within the workplace. None: the browser does what it always does.
fn inner_link(event: &MouseEvent) -> Option<String> {
    let changed = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || changed {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let elsewhere = !link.target().is_empty() || link.rel() == "external" || link.has_attribute("download");
    let same_page_part = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
    let inside = link.origin() == crate::remembered::origin() && link.pathname().starts_with("/app/");
    // Drawn by the server, not by this app.
    let drawn_there = link.pathname() == "/app/parts";
    (inside && !elsewhere && !same_page_part && !drawn_there)
        .then(|| format!("{}{}", link.pathname(), link.hash()))
}
