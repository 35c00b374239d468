//! Asking for something: one command on its way, with the button that turns and the sentence when the answer is no.

use super::context::{use_lang, use_link};
use super::link::Contact;
use super::words::rejection;
use crate::parts::{Notice, NoticeKind};
use domain::command::Command;
use leptos::prelude::*;
use sync::{Answer, Outcome, Rejection, Shown};

/// A place on a screen from which commands are asked, one at a time.
#[derive(Clone, Copy)]
pub struct Ask {
    push: Callback<(Command, Option<Callback<Answer>>)>,
    /// On its way, and the server can be reached.
    pub busy: Signal<bool>,
    waiting: RwSignal<bool>,
    pub refusal: RwSignal<Option<Rejection>>,
    /// What the server shows once: a PIN, a link, a code.
    pub shown: RwSignal<Option<Shown>>,
}

/// A new place to ask from.
pub fn use_ask() -> Ask {
    let link = use_link();
    let (waiting, contact) = (RwSignal::new(false), link.contact);
    Ask {
        push: link.push,
        busy: Signal::derive(move || waiting.get() && contact.get() != Contact::Offline),
        waiting,
        refusal: RwSignal::new(None),
        shown: RwSignal::new(None),
    }
}

impl Ask {
    pub fn ask(self, command: Command) {
        self.ask_then(command, |_| ());
    }

    /// Asks; `then` hears an answer that is not a no.
    pub fn ask_then(self, command: Command, then: impl Fn(Answer) + Send + Sync + 'static) {
        self.waiting.set(true);
        self.refusal.set(None);
        let heard = Callback::new(move |answer: Answer| {
            self.waiting.set(false);
            match answer.outcome {
                Outcome::Rejected(why) => self.refusal.set(Some(why)),
                Outcome::Applied | Outcome::Noop | Outcome::Superseded => {
                    self.shown.set(answer.shown.clone());
                    then(answer);
                }
            }
        });
        self.push.run((command, Some(heard)));
    }
}

/// A dialog for what is shown once: open while it is there, and forgotten as soon as the dialog closes.
pub fn use_shown_once(ask: Ask, pick: fn(&Shown) -> Option<&str>) -> (RwSignal<bool>, Signal<String>) {
    let open = RwSignal::new(false);
    let text = Memo::new(move |_| {
        ask.shown.with(|shown| shown.as_ref().and_then(pick).unwrap_or_default().to_owned())
    });
    Effect::new(move |_| open.set(text.with(|text| !text.is_empty())));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            ask.shown.set(None);
        }
        is_open
    });
    (open, text.into())
}

/// The sentence of the last no; nothing when there was none.
#[component]
pub fn RefusalNotice(ask: Ask) -> impl IntoView {
    let lang = use_lang();
    move || {
        ask.refusal.get().map(|why| {
            view! { <Notice kind=NoticeKind::Stop>{move || rejection(lang.get(), why)}</Notice> }
        })
    }
}
