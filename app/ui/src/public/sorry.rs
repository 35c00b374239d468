//! What went wrong, in one sentence, and what to do. Not found and forbidden look alike.

use super::bits::{in_lang, said, said_on_colour};
use super::frame::Body;
use super::views::Sorry;
use crate::parts::{ButtonKind, ButtonLink};
use crate::texts::{Words, public};
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(what: Sorry, lang: Lang) -> Body {
    let words = |title: AnyView, name: Words, todo: Words| (title, name, todo);
    macro_rules! sorry {
        ($title:ident, $todo:ident) => {
            words(said!(lang, sorry::$title), public::sorry::$title(lang), public::sorry::$todo(lang))
        };
    }
    let (title, name, todo) = match what {
        Sorry::NotFound => sorry!(not_found, not_found_do),
        Sorry::Closed => sorry!(closed, closed_do),
        Sorry::Expired => sorry!(expired, expired_do),
        Sorry::NotYours => sorry!(not_yours, not_yours_do),
        Sorry::CardClosed => sorry!(card_closed, card_closed_do),
        Sorry::TooManyTries => sorry!(too_many, too_many_do),
        Sorry::SignIn => sorry!(sign_in, sign_in_do),
        Sorry::BadForm => sorry!(bad_form, bad_form_do),
        Sorry::Trouble => sorry!(trouble, trouble_do),
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{todo}</p>
        <p><ButtonLink href=in_lang("/", lang) kind=ButtonKind::Quiet>{said_on_colour!(lang, sorry::home)}</ButtonLink></p>
    };
    Body::new(name, main)
}
