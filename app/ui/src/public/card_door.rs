//! Behind the personal link: a button and a PIN. Opening the link alone signs nobody in.

use super::bits::{TextField, in_lang, said, said_on_colour, text_field};
use super::frame::Body;
use super::views::{CardDoor, CardDoorPage};
use crate::parts::{Act, Button, Notice, NoticeKind, Seat, Size, Width};
use crate::texts::{Words, public};
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: CardDoorPage, lang: Lang) -> Body {
    match page.state {
        CardDoor::Closed => closed(lang),
        CardDoor::Ask => ask(page, None, lang),
        CardDoor::WrongPin { tries_left } => {
            ask(page, Some(public::card_door::wrong(lang, tries_left)), lang)
        }
    }
}

fn ask(page: CardDoorPage, wrong: Option<Words>, lang: Lang) -> Body {
    let is_wrong = wrong.is_some();
    let field = TextField {
        name: "pin",
        kind: "text",
        inputmode: Some("numeric"),
        autocomplete: "off",
        class: "control is-code",
        value: String::new(),
    };
    let wrong = wrong.map(|wrong| view! { <Notice kind=NoticeKind::Stop>{wrong}</Notice> });
    let main = view! {
        <h1>{said!(lang, card_door::title)}</h1>
        <p class="row">
            <Seat number=page.number.to_string() size=Size::Large/>
            <b class="lead">{public::card_door::number(lang, page.number)}</b>
        </p>
        {wrong}
        <form class="stack" method="post" action=in_lang(&page.action, lang) novalidate>
            {text_field(field, said!(lang, card_door::pin), Some(public::card_door::pin_hint(lang)), None)}
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, card_door::open)}</Button>
        </form>
        <p class="small soft">{public::card_door::lost(lang)}</p>
    };
    let mark = if is_wrong { "! " } else { "" };
    Body::new(format!("{mark}{}", public::card_door::title(lang)), main)
}

fn closed(lang: Lang) -> Body {
    let main = view! {
        <h1>{said!(lang, card_door::closed_title)}</h1>
        <Notice kind=NoticeKind::Stop>{said!(lang, card_door::closed_do)}</Notice>
    };
    Body::new(public::card_door::closed_title(lang), main)
}
