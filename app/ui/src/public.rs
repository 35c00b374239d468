//! The public pages: plain values in, HTML out. Complete without JavaScript and without WASM; the server calls
//! [`render`] and sends what it returns. Holds no lookup, no clock and no `Resource`.

mod accessibility;
mod bits;
mod card_door;
mod fair;
mod fairs;
pub mod form;
mod frame;
mod mine;
mod my_data;
mod signed_up;
mod sorry;
mod vacancy;
pub mod views;

use leptos::prelude::*;
use views::{Frame, Page};

/// The whole document of a page. Everything that Leptos keeps for it is dropped before this returns.
pub fn render(page: Page, frame: &Frame) -> String {
    in_owner(|| frame::document(frame, body(page, frame)).to_html())
}

/// `/app/parts`: every part of the workplace in every state. Drawn here, so that no tablet carries it.
pub fn render_parts(asset_version: &str) -> String {
    in_owner(|| frame::parts(asset_version).to_html())
}

/// Leptos keeps signals and callbacks in an arena that belongs to the owner: an owner per page, and nothing stays.
fn in_owner(draw: impl FnOnce() -> String) -> String {
    let owner = Owner::new();
    let html = owner.with(draw);
    owner.cleanup();
    html
}

fn body(page: Page, frame: &Frame) -> frame::Body {
    let lang = frame.lang;
    match page {
        Page::Fairs(page) => fairs::page(page, lang),
        Page::Fair(page) => fair::page(*page, lang),
        Page::SignedUp(page) => signed_up::page(*page, lang),
        Page::CardDoor(page) => card_door::page(page, lang),
        Page::Mine(page) => mine::page(*page, frame),
        Page::Withdraw(page) => mine::withdraw(page, lang),
        Page::Accessibility => accessibility::page(lang),
        Page::MyData(page) => my_data::page(page, lang),
        Page::Sorry(what) => sorry::page(what, lang),
    }
}

#[cfg(test)]
mod tests;
