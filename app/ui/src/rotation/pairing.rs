//! Opening a pairing: for a tablet of one employer, or for the projector. The code is shown once, large.

use crate::parts::{Act, Button, ButtonKind, Choice, Dialog, Field, Select};
use crate::texts::rotation::pairing as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask, use_shown_once};
use crate::workplace::context::{use_lang, use_link};
use domain::command::Command;
use domain::ids::{DeviceId, EmployerId, SessionId};
use domain::lang::Lang;
use domain::text::Name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::Shown;
use sync::views::ConsoleView;

/// The value of the projector in the list of owners.
const PROJECTOR: &str = "projector";

/// Employers with their tables, in the order of the tables: "De Groene Doos · tafel 1, 2".
pub fn owners(lang: Lang, view: &ConsoleView) -> Vec<(EmployerId, String)> {
    let mut list: Vec<(EmployerId, &str, Vec<String>)> = Vec::new();
    for table in &view.tables {
        let number = table.number.to_string();
        match list.iter_mut().find(|(employer, _, _)| *employer == table.employer) {
            Some((_, _, numbers)) => numbers.push(number),
            None => list.push((table.employer, &table.employer_name, vec![number])),
        }
    }
    let words = |(employer, name, numbers): (EmployerId, &str, Vec<String>)| {
        (employer, t::owner(lang, name, numbers.join(", ")))
    };
    list.into_iter().map(words).collect()
}

#[component]
pub fn Pairing(view: Signal<ConsoleView>, session: SessionId) -> impl IntoView {
    let (lang, new_id, ask) = (use_lang(), use_link().new_id, use_ask());
    let (name, owner) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let missing = RwSignal::new(false);
    let choices = Memo::new(move |_| {
        let lang = lang.get();
        let head = [Choice::new("", t::choose(lang)), Choice::new(PROJECTOR, t::projector(lang))];
        let owners = view.with(|view| owners(lang, view));
        let owner = |(employer, words): (EmployerId, String)| Choice::new(employer.to_string(), words);
        head.into_iter().chain(owners.into_iter().map(owner)).collect::<Vec<_>>()
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let command = opening(session, &owner.get(), &name.get(), DeviceId(new_id.run(())));
        missing.set(command.is_none());
        if let Some(command) = command {
            ask.ask_then(command, move |_| name.set(String::new()));
        }
    };
    let error = move || if missing.get() { t::missing(lang.get()) } else { "" };
    view! {
        <form class="panel stack" novalidate on:submit=send>
            <h2>{move || t::title(lang.get())}</h2>
            <RefusalNotice ask=ask/>
            <div class="columns-2">
                <Select name="device-owner" label=move || t::owner_label(lang.get()) hint=move || t::owner_hint(lang.get())
                    choices=choices chosen=owner
                    error=error on_choose=move |value| owner.set(value)/>
                <Field name="device-name" label=move || t::name(lang.get()) hint=move || t::name_hint(lang.get())
                    value=name on_input=move |text| name.set(text)/>
            </div>
            <div><Button act=Act::Submit busy=ask.busy>{move || t::submit(lang.get())}</Button></div>
            <ShownCode ask=ask/>
        </form>
    }
}

/// The command of a filled-in form; None while something is missing.
fn opening(session: SessionId, owner: &str, name: &str, device: DeviceId) -> Option<Command> {
    let name = Name::parse(name).ok()?;
    let employer = match owner {
        PROJECTOR => None,
        id => Some(id.parse::<EmployerId>().ok()?),
    };
    Some(Command::OpenPairing { session, device, employer, name })
}

#[component]
fn ShownCode(ask: Ask) -> impl IntoView {
    let (lang, origin) = (use_lang(), use_link().origin);
    let (open, code) = use_shown_once(ask, |shown| match shown {
        Shown::PairingCode(code) => Some(code),
        _ => None,
    });
    view! {
        <Dialog open=open title=move || t::code_title(lang.get())>
            <p>{move || t::code_text(lang.get(), format!("{origin}/app/pair"))}</p>
            <p class="pair-code num center"><bdi>{code}</bdi></p>
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{move || t::code_done(lang.get())}</Button>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_device_needs_an_owner_and_a_name() {
        let session = SessionId(Uuid::nil());
        let device = DeviceId(Uuid::from_u128(1));
        assert!(opening(session, "", "Tablet 1", device).is_none());
        assert!(opening(session, PROJECTOR, " ", device).is_none());
        let owner = EmployerId(Uuid::from_u128(2)).to_string();
        for owner in [PROJECTOR, owner.as_str()] {
            assert!(opening(session, owner, "Tablet 1", device).is_some());
        }
    }
}
