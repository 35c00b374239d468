//! The public pages: plain values in, HTML out. Complete without JavaScript and without WASM; the server draws
//! what [`document`] returns. Holds no lookup, no clock and no `Resource`.

mod accessibility;
mod aloud;
mod answering;
mod bits;
mod card_door;
mod dates;
mod fair;
mod fairs;
mod flyer;
pub mod form;
mod frame;
mod further;
mod mine;
mod my_data;
mod picture;
mod practical;
mod questions;
mod signed_up;
mod slips;
mod sorry;
mod staff;
pub mod steps;
mod telling;
mod times;
mod vacancy;
pub mod views;

use leptos::prelude::*;
pub use telling::mail_words;
use views::{Frame, Page};

/// The whole document of a page, to be drawn inside an owner of its own, so that nothing of it stays.
pub fn document(page: Page, frame: &Frame) -> AnyView {
    frame::document(frame, body(page, frame)).into_any()
}

/// A view as the text that is sent. Nothing is hydrated, so the marks go that Leptos leaves for it, a twelfth of a page. A
/// text or an attribute cannot look like one: their `<` is escaped.
pub fn html(view: impl RenderHtml) -> String {
    view.to_html().replace("<!>", "")
}

/// `/app/parts`: every part of the workplace in every state. Drawn on the server, so that no tablet carries it.
pub fn parts(asset_version: &str, demo: bool) -> AnyView {
    frame::parts(asset_version, demo).into_any()
}

fn body(page: Page, frame: &Frame) -> frame::Body {
    let lang = frame.lang;
    match page {
        Page::Fairs(page) => fairs::page(page, lang),
        Page::Fair(page) => fair::page(*page, lang),
        Page::Step(page) => steps::screen::page(*page, lang),
        Page::JustSignedUp(page) => steps::screen::just_signed_up(page, lang),
        Page::SignedUp(page) => signed_up::page(*page, lang),
        Page::CardDoor(page) => card_door::page(page, lang),
        Page::Mine(page) => mine::page(*page, frame),
        Page::Schedule(page) => mine::schedule(*page, frame),
        Page::Withdraw(page) => mine::withdraw(page, lang),
        Page::Join(page) => mine::join(page, lang),
        Page::Arrange(page) => mine::arrange(*page, lang),
        Page::Ask(page) => mine::ask(*page, lang),
        Page::TakeBack(page) => mine::take_back(page, lang),
        Page::Aloud(page) => aloud::languages(page, lang),
        Page::AloudLang(page) => aloud::page(*page, lang),
        Page::Planning(page) => times::planning(page, lang),
        Page::Times(page) => times::page(*page, lang),
        Page::Leaning(page) => mine::leaning(page, lang),
        Page::Further(page) => mine::further(page, lang),
        Page::FurtherOf(page) => further::page(*page, lang),
        Page::Practical(page) => practical::page(page, lang),
        Page::Picture(page) => picture::page(*page, lang),
        Page::Answering(page) => answering::page(*page, lang),
        Page::Accessibility => accessibility::page(lang),
        Page::MyData(page) => my_data::page(page, lang),
        Page::Flyer(page) => flyer::page(*page, lang),
        Page::Share(page) => flyer::share(*page, lang),
        Page::Slips(page) => slips::slips(*page, lang),
        Page::Badges(page) => slips::badges(*page, lang),
        Page::Tell(page) => telling::page(*page, lang),
        Page::Sorry(what) => sorry::page(what, lang),
    }
}

#[cfg(test)]
mod tests;
