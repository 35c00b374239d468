//! The browser entry: mounts the workplace and drives push, pull, live hints, the clock and what is remembered here.
//! All browser I/O is in this crate; `ui` gets a [`ui::workplace::link::Link`] of callbacks and signals.

// Views are types, and a whole screen is a deep one.
#![recursion_limit = "512"]

mod call;
mod clock;
mod engine;
mod keys;
mod live;
mod outbox;
mod place;
mod plain;
mod pull;
mod remembered;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the glue once the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| {
        let engine = engine::Engine::start();
        provide_context(engine.link());
        view! { <ui::workplace::Workplace/> }
    });
    remembered::shell_is_done();
}
