//! What people should know before they come: on the pages that residents read, and where an organiser says it.

use super::bits::{apart, fact, hidden, in_lang, said};
use super::frame::Body;
use super::views::PracticalPage;
use super::{form, staff};
use crate::parts::{Act, Button, Check, Notice, Sign};
use crate::texts::fair::{picture, practical as t};
use crate::texts::{Words, public};
use domain::fair::practical::{Bring, Practical, There};
use domain::ids::CommandId;
use domain::lang::Lang;
use leptos::prelude::*;
use std::fmt::Write;

/// Beside when and where; nothing where nothing was said.
pub(super) fn facts(practical: &Practical, lang: Lang) -> impl IntoView + use<> {
    let bring = listed(practical.bring.iter().map(|one| bring_words(*one)(lang)))
        .map(|list| fact(Sign::Note, said!(lang, practical::bring), apart(list)));
    let there = listed(practical.there.iter().map(|one| there_words(*one)(lang)))
        .map(|list| fact(Sign::Help, said!(lang, practical::there), apart(list)));
    view! { {bring} {there} }
}

fn listed(words: impl Iterator<Item = Words>) -> Option<String> {
    let words: Vec<_> = words.map(|words| words.into_text().into_owned()).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// Where a place is, on a map that belongs to nobody: asked for by a press only, and without saying who asks.
pub(super) fn map(place: &str, lang: Lang) -> impl IntoView + use<> {
    let mut link = "https://www.openstreetmap.org/search?query=".to_owned();
    for byte in place.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                link.push(char::from(byte))
            }
            // Writing to a String does not fail.
            _ => _ = write!(link, "%{byte:02X}"),
        }
    }
    view! { <a class="no-print" href=link rel="external noreferrer">{public::practical::map(lang)}</a> }
}

pub(super) fn page(page: PracticalPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let PracticalPage { fair, fair_name, action, picture_path, key, practical, is_over, public_path } = page;
    let title = t::title(lang);
    let look = public_path.map(|path| {
        view! { <p><a href=in_lang(&path, lang)>{t::look(lang)}</a></p> }
    });
    let body = match is_over {
        true => view! { <Notice>{t::is_over(lang)}</Notice> }.into_any(),
        false => choose(&practical, &action, key, lang).into_any(),
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        {body}
        <p><a href=in_lang(&picture_path, lang)>{picture::title(lang)}</a></p>
        {look}
    };
    Body::new(title, staff::page(lang, (), (staff::fair(fair), fair_name), main))
}

fn choose(practical: &Practical, action: &str, key: CommandId, lang: Lang) -> impl IntoView + use<> {
    let bring: Vec<_> = Bring::ALL
        .iter()
        .map(|one| tick(form::BRING, one.as_str(), practical.bring.contains(one), bring_words(*one)(lang)))
        .collect();
    let there: Vec<_> = There::ALL
        .iter()
        .map(|one| tick(form::THERE, one.as_str(), practical.there.contains(one), there_words(*one)(lang)))
        .collect();
    view! {
        <form class="card stack" method="post" action=in_lang(action, lang)>
            {hidden(form::KEY, key)}
            <fieldset class="stack stack-tight">
                <legend>{public::practical::bring(lang).into_text()}</legend>
                {bring}
            </fieldset>
            <fieldset class="stack stack-tight">
                <legend>{public::practical::there(lang).into_text()}</legend>
                {there}
            </fieldset>
            <div><Button act=Act::Submit>{t::save(lang)}</Button></div>
        </form>
    }
}

fn tick(name: &'static str, value: &'static str, checked: bool, words: Words) -> AnyView {
    view! { <Check name=name label=words.into_text() value=value checked=checked/> }.into_any()
}

fn bring_words(bring: Bring) -> fn(Lang) -> Words {
    use public::practical as t;
    match bring {
        Bring::Card => t::card,
        Bring::Document => t::document,
        Bring::Cv => t::cv,
        Bring::Diplomas => t::diplomas,
        Bring::Glasses => t::glasses,
        Bring::Phone => t::phone,
        Bring::Food => t::food,
    }
}

fn there_words(there: There) -> fn(Lang) -> Words {
    use public::practical as t;
    match there {
        There::Interpreters => t::interpreters,
        There::Childcare => t::childcare,
        There::Transport => t::transport,
        There::Food => t::food_there,
        There::QuietRoom => t::quiet_room,
    }
}
