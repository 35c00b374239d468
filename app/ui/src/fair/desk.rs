//! A new PIN at the desk: asked twice, shown once, apart from the card.

use crate::parts::{Button, ButtonKind, Confirm, Dialog};
use crate::texts::fair::desk as t;
use crate::workplace::ask::{Ask, use_shown_once};
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::ids::ResidentId;
use leptos::prelude::*;
use sync::Shown;

/// Whose PIN is asked about; one question for the whole list.
pub type PinFor = RwSignal<Option<(ResidentId, String)>>;

/// The button for one person; absent for who may not.
#[component]
pub fn NewPin(resident: ResidentId, name: String, asking: PinFor) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    may(me.get_untracked().as_deref(), &Command::GiveNewPin { resident }).then(|| {
        let whom = name.clone();
        view! {
            <Button kind=ButtonKind::Plain on_press=move |()| asking.set(Some((resident, name.clone())))>
                {move || t::new_pin(lang.get())}<span class="visually-hidden">": "{whom}</span>
            </Button>
        }
    })
}

/// The question before the old PIN ends.
#[component]
pub fn ConfirmPin(asking: PinFor, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asking.with(Option::is_some)));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            asking.set(None);
        }
        is_open
    });
    let name = move || asking.get().map(|(_, name)| name).unwrap_or_default();
    let give = move |()| {
        if let Some((resident, _)) = asking.get_untracked() {
            ask.ask(Command::GiveNewPin { resident });
        }
    };
    view! {
        <Confirm open=open title=move || t::title(lang.get(), name()) text=move || t::text(lang.get())
            confirm=move || t::confirm(lang.get()) cancel=move || t::cancel(lang.get()) on_confirm=give/>
    }
}

/// The PIN that came back, until someone says that it was passed on.
#[component]
pub fn ShownPin(ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let (open, pin) = use_shown_once(ask, |shown| match shown {
        Shown::Pin(pin) => Some(pin),
        _ => None,
    });
    view! {
        <Dialog open=open title=move || t::shown(lang.get())>
            <p>{move || t::shown_text(lang.get())}</p>
            <p class="display num center"><bdi>{pin}</bdi></p>
            <Button on_press=move |()| open.set(false)>{move || t::done(lang.get())}</Button>
        </Dialog>
    }
}
