//! Small things that public pages are made of. Fields stand here in their plainest form, in the classes of the
//! parts: a page that is read once on a little data needs no signals, and an empty error must not be there at all.

use super::dates;
use super::form::FieldFault;
use crate::parts::{Icon, Listen, Notice, NoticeKind, Sign};
use crate::texts::aloud::text_of;
use crate::texts::overlay::Overlay;
use crate::texts::{Words, public};
use domain::ids::RecordingId;
use domain::lang::Lang;
use domain::people::Phone;
use domain::time::Instant;
use leptos::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// A text in the reader's language; where no native reader has checked it, the Dutch stands beside it.
/// `said!(lang, fair::submit)` is the text `public.fair.submit`.
macro_rules! said {
    ($lang:expr, $screen:ident::$thing:ident) => {
        $crate::public::bits::beside($lang, $crate::texts::public::$screen::$thing, "source-text")
    };
}
/// The same on a ground of its own colour (a button, the now card): no softer ink there.
macro_rules! said_on_colour {
    ($lang:expr, $screen:ident::$thing:ident) => {
        $crate::public::bits::beside($lang, $crate::texts::public::$screen::$thing, "small")
    };
}
/// Where somebody can listen to an instruction: `heard!(lang, fair::name)`. None: their location has no recording of it
/// in this language.
macro_rules! heard {
    ($lang:expr, $screen:ident::$thing:ident) => {
        $crate::public::bits::listen($lang, concat!("public.", stringify!($screen), ".", stringify!($thing)))
    };
}
pub(super) use {heard, said, said_on_colour};

pub(super) fn listen(lang: Lang, key: &'static str) -> Option<AnyView> {
    let recording = use_context::<Arc<Overlay>>()?.recording(lang, key)?;
    let of = text_of(key, lang).unwrap_or_default();
    Some(
        view! { <Listen href=recording_path(recording) label=public::frame::listen(lang) of=of/> }.into_any(),
    )
}

/// What plays a recording.
pub(super) fn recording_path(recording: RecordingId) -> String {
    format!("/geluid/{recording}")
}

/// Erased: a heading's type would else make the type of every page deeper than the compiler follows.
pub(super) fn beside(lang: Lang, text: fn(Lang) -> Words, class: &'static str) -> AnyView {
    let words = text(lang);
    if words.reviewed() || words.foreign().is_some() {
        return words.view();
    }
    view! { {words} " " <span class=class lang="nl"><bdi>{text(Lang::Nl)}</bdi></span> }.into_any()
}

/// What to know, and what to do about it.
pub(super) fn notice(kind: NoticeKind, title: Words, todo: Words) -> AnyView {
    view! {
        <Notice kind=kind>
            <p class="notice-title">{title}</p>
            {todo}
        </Notice>
    }
    .into_any()
}

/// A path with the language of the page, so that it stays without a cookie.
pub(super) fn in_lang(path: &str, lang: Lang) -> String {
    format!("{path}?lang={lang}")
}

/// A number, name or time inside a sentence of another direction.
pub(super) fn apart(text: impl ToString) -> impl IntoView {
    view! { <bdi>{text.to_string()}</bdi> }
}

/// A moment in words, with what a machine reads.
pub(super) fn moment(at: Instant, words: String) -> impl IntoView {
    view! { <time datetime=dates::machine(at)><bdi>{words}</bdi></time> }
}

/// An icon, a fact and a soft line under it.
pub(super) fn fact(
    sign: Sign,
    fact: impl IntoView + 'static,
    note: impl IntoView + 'static,
) -> impl IntoView {
    view! {
        <li>
            <Icon of=sign/>
            <div>
                <b>{fact}</b>
                <span class="small soft">{note}</span>
            </div>
        </li>
    }
}

/// A drawing that the server made (a QR code), put in as it is.
pub(super) fn drawing(svg: String, label: Words) -> impl IntoView {
    view! { <div class="qr" role="img" aria-label=label.into_text() inner_html=svg></div> }
}

/// A value that travels with a form unseen.
pub(super) fn hidden(name: &'static str, value: impl ToString) -> impl IntoView {
    view! { <input type="hidden" name=name value=value.to_string()/> }
}

/// What is wrong at this field, if anything.
pub(super) fn fault_at(faults: &[FieldFault], field: &str, lang: Lang) -> Option<Words> {
    faults.iter().find(|fault| fault.field() == Some(field)).map(|fault| fault.text(lang))
}

/// The error line of a field.
pub(super) fn error_line(field: &str, error: Option<Words>) -> Option<impl IntoView + use<>> {
    let id = error_id(field);
    error.map(|error| view! { <p class="error" id=id>{error}</p> })
}

/// What must be mended: about the form as a whole, and as links to the fields. None: nothing.
pub(super) fn error_summary(
    sentences: Vec<Words>,
    fields: Vec<(&'static str, Words)>,
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = sentences.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    let links: Vec<_> = fields
        .into_iter()
        .map(|(field, text)| view! { <li><a href=format!("#field-{field}")>{text}</a></li> })
        .collect();
    (!lines.is_empty() || !links.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{said!(lang, fair::mend_title)}</h2>
                <ul>{lines} {links}</ul>
            </div>
        }
    })
}

fn error_id(field: &str) -> String {
    format!("field-{field}-error")
}

/// The `aria-describedby` of a field with a hint or an error.
pub(super) fn described(field: &str, hint: bool, error: bool) -> Option<String> {
    let hint = hint.then(|| format!("field-{field}-hint"));
    let error = error.then(|| error_id(field));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// One line to fill in.
pub(super) struct TextField {
    pub name: &'static str,
    pub kind: &'static str,
    pub inputmode: Option<&'static str>,
    pub autocomplete: &'static str,
    pub class: &'static str,
    pub value: String,
}

pub(super) fn text_field(
    field: TextField,
    label: impl IntoView + 'static,
    hint: Option<Words>,
    error: Option<Words>,
) -> impl IntoView {
    let TextField { name, kind, inputmode, autocomplete, class, value } = field;
    let id = format!("field-{name}");
    let described = described(name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let hint_line = hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint_line}
            {error_line(name, error)}
            <input
                class=class
                id=id
                name=name
                type=kind
                inputmode=inputmode
                autocomplete=autocomplete
                value=value
                dir="auto"
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
}

/// A tick, or one of a few, as a card that a thumb can hit.
pub(super) fn choice_card(
    kind: &'static str,
    name: &'static str,
    value: &'static str,
    chosen: bool,
    words: impl IntoView + 'static,
) -> impl IntoView {
    view! {
        <label class="choice-card">
            <input type=kind name=name value=value checked=chosen/>
            <span>{words}</span>
        </label>
    }
}

/// A message with its link bare: marks of direction around it would become part of it where a phone makes it one to tap.
pub(super) fn with_link(message: Words, link: &str) -> String {
    message.into_text().replace(&format!("\u{2068}{link}\u{2069}"), link)
}

/// Opens WhatsApp with the words typed already. `to`: a number; without one, who gets them is chosen there.
pub(super) fn whatsapp(to: Option<&Phone>, message: &str) -> String {
    let mut link = format!("https://wa.me/{}?text=", to.map(Phone::digits).unwrap_or_default());
    for byte in message.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                link.push(char::from(byte))
            }
            // Writing to a String does not fail.
            _ => _ = write!(link, "%{byte:02X}"),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_travels_in_a_link_whatever_is_in_it() {
        assert_eq!(whatsapp(None, "Kom & doe mee?"), "https://wa.me/?text=Kom%20%26%20doe%20mee%3F");
        let phone = Phone::parse("06 12345678").expect("a number");
        assert_eq!(whatsapp(Some(&phone), "é"), "https://wa.me/31612345678?text=%C3%A9");
    }
}
