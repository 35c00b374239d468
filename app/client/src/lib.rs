//! What the browser entries share: push, pull, live hints, the clock and what is remembered here. All browser I/O is
//! in this crate; `ui` gets a [`ui::workplace::link::Link`] of callbacks and signals. The entries are in `bin`: `hall`
//! for tablets and the projector, `office` for staff, `house` for colleagues and texts, and `prepare`, `plan` and `day` for
//! what staff do before a day and on it. Each carries only the screens that it mounts.

// Views are types, and a whole screen is a deep one.
#![recursion_limit = "512"]

mod arrival;
mod call;
mod clock;
mod day;
mod disk;
mod engine;
mod keys;
mod leaving;
mod live;
mod outbox;
mod place;
mod plain;
mod pull;
mod remembered;
mod report;
mod storing;
mod tray;
mod unsent_file;

use domain::command::Command;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use sync::View;

/// Starts the engine and puts the screens of an entry on the page; `V` is what a pull can bring to it, `command` reads
/// back what an earlier page of it asked, where it shows that. Called by an entry once its module is there.
pub fn mount<V: DeserializeOwned + Into<View>, S: IntoView + 'static>(
    command: Option<fn(&str) -> Option<Command>>,
    screens: fn() -> S,
) {
    console_error_panic_hook::set_once();
    mount_to_body(move || {
        let engine = engine::Engine::start(pull::Read { view: pull::read::<V>, command });
        provide_context(engine.link());
        screens()
    });
    remembered::shell_is_done();
}
