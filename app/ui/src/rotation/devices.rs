//! Tablets and projectors of a session: pair, approve, see how each is doing, switch off.

use super::console::{OfSession, use_clock};
use super::contacts::{
    DayEnds, LoadUnsent, RefusedList, SILENT_MS, Told, of_device, silent_words, use_contacts,
};
use super::pairing::Pairing;
use crate::parts::{
    Button, ButtonKind, Confirm, EmptyState, Icon, Line, Lines, PageHead, Pill, PillKind, Sign,
};
use crate::texts::rotation::devices as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_link, use_me};
use crate::workplace::link::Contact;
use crate::workplace::words::clock_at;
use domain::command::Command;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{ConsoleView, ContactsView, DeviceKind, DeviceView};

/// How a device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceState {
    /// Nobody has typed the code.
    CodeOpen,
    /// The code was typed; the organiser must say that it is the right device.
    WaitsForYou,
    On,
    /// Not heard for a while.
    Silent {
        since_ms: i64,
    },
    /// We ourselves hear nothing: what was heard last says nothing of now.
    Unknown {
        last_ms: Option<i64>,
    },
}

/// `heard_ms`: when it last said something; `contact`: whether we would hear it.
pub fn device_state(
    device: &DeviceView,
    heard_ms: Option<i64>,
    now_ms: i64,
    contact: Contact,
) -> DeviceState {
    match (device.paired, device.confirmed, heard_ms.max(device.last_seen_ms)) {
        (false, _, _) => DeviceState::CodeOpen,
        (true, false, _) => DeviceState::WaitsForYou,
        (true, true, last_ms) if contact == Contact::Offline => DeviceState::Unknown { last_ms },
        (true, true, Some(since_ms)) if now_ms - since_ms > SILENT_MS => DeviceState::Silent { since_ms },
        (true, true, _) => DeviceState::On,
    }
}

fn state_words(lang: Lang, state: DeviceState, now_ms: i64) -> (PillKind, String) {
    match state {
        DeviceState::CodeOpen => (PillKind::Plain, t::code_open(lang).to_owned()),
        DeviceState::WaitsForYou => (PillKind::Now, t::waits_for_you(lang).to_owned()),
        DeviceState::On => (PillKind::Good, t::on(lang).to_owned()),
        DeviceState::Silent { since_ms } => (PillKind::Warn, silent_words(lang, since_ms, now_ms)),
        DeviceState::Unknown { last_ms: Some(last_ms) } => {
            (PillKind::Plain, t::seen_last(lang, clock_at(lang, last_ms)))
        }
        DeviceState::Unknown { last_ms: None } => (PillKind::Plain, t::seen_never(lang).to_owned()),
    }
}

#[component]
pub fn DevicesScreen() -> impl IntoView {
    view! { <OfSession page=|view| view! { <Devices view=view/> }.into_any()/> }
}

#[component]
fn Devices(view: Signal<ConsoleView>) -> impl IntoView {
    let (lang, me, ask) = (use_lang(), use_me(), use_ask());
    let session = view.with_untracked(|view| view.session);
    let devices = Memo::new(move |_| view.with(|view| view.devices.clone()));
    let (contacts, clock) = (use_contacts(session), use_clock(view));
    let organises = may(me.get_untracked().as_deref(), &Command::Pause { session, based_on: 0 });
    let list = move || {
        let list = devices.get();
        if list.is_empty() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        let lines = list
            .into_iter()
            .map(|device| view! { <DeviceLine device=device contacts=contacts ask=ask/> })
            .collect_view();
        view! { <Lines>{lines}</Lines> }.into_any()
    };
    view! {
        <PageHead title=move || t::title(lang.get()) note=move || view.with(|view| view.fair_name.clone())/>
        <RefusalNotice ask=ask/>
        <DayEnds view=view contacts=contacts clock=clock/>
        {organises.then(|| view! { <Pairing view=view session=session/> })}
        <section class="stack" aria-label=move || t::list(lang.get())>
            <h2>{move || t::list(lang.get())}</h2>
            {list}
            {organises.then(|| view! { <LoadUnsent/> })}
        </section>
        <RefusedList contacts=contacts/>
    }
}

#[component]
fn DeviceLine(device: DeviceView, contacts: Memo<ContactsView>, ask: Ask) -> impl IntoView {
    let (lang, now_ms, reach) = (use_lang(), use_link().now_ms, use_link().contact);
    let (kind, who) = (device.kind, device.clone());
    let (shown, heard) = (device.clone(), device.clone());
    let contact = Memo::new(move |_| contacts.with(|contacts| of_device(contacts, shown.device).cloned()));
    let told = Memo::new(move |_| contact.with(|contact| contact.as_ref().and_then(|contact| contact.told)));
    let state = Memo::new(move |_| {
        let heard_ms = contact.with(|contact| contact.as_ref().map(|contact| contact.heard_ms));
        device_state(&heard, heard_ms, now_ms.get(), reach.get())
    });
    let detail = move || {
        let kind_word = match kind {
            DeviceKind::Tablet => t::tablet(lang.get()),
            DeviceKind::Projector => t::projector(lang.get()),
        };
        let parts = [Some(kind_word.to_owned()), who.employer_name.clone(), who.interviewer.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    // The words, not the time, so that a pill is drawn anew only when it says something else.
    let words = Memo::new(move |_| state_words(lang.get(), state.get(), now_ms.get()));
    let pill = move || {
        let (kind, words) = words.get();
        view! { <Pill kind=kind>{words}</Pill> }
    };
    let unlisted = device.unlisted.then(|| {
        let words = move || t::unlisted(lang.get());
        view! { " "<Pill kind=PillKind::Warn>{words}</Pill> }
    });
    let name = device.name.clone();
    let trail = move || view! { <DeviceActs device=device state=state ask=ask/> };
    view! {
        <Line lead=|| view! { <Icon of=Sign::Device/> } trail=trail>
            <b>{name}</b>" "{pill}" "<Told told=told/>{unlisted}<br/><span class="small soft">{detail}</span>
        </Line>
    }
}

#[component]
fn DeviceActs(device: DeviceView, state: Memo<DeviceState>, ask: Ask) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let id = device.device;
    let revoking = RwSignal::new(false);
    let waits = Memo::new(move |_| state.get() == DeviceState::WaitsForYou);
    let (name, confirm_name) = (device.name.clone(), device.name.clone());
    let name_title = device.name;
    may(me.get_untracked().as_deref(), &Command::RevokeDevice { device: id }).then(|| {
        view! {
            <span class="row">
                {move || waits.get().then(|| {
                    let name = confirm_name.clone();
                    view! {
                        <Button on_press=move |()| ask.ask(Command::ConfirmDevice { device: id })>
                            {move || t::confirm(lang.get())}<span class="visually-hidden">": "{name}</span>
                        </Button>
                    }
                })}
                <Button kind=ButtonKind::Quiet on_press=move |()| revoking.set(true)>
                    {move || t::revoke(lang.get())}<span class="visually-hidden">": "{name}</span>
                </Button>
            </span>
            <Confirm open=revoking kind=ButtonKind::Stop
                title=move || t::revoke_title(lang.get(), &name_title) text=move || t::revoke_text(lang.get())
                confirm=move || t::revoke_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                on_confirm=move |()| ask.ask(Command::RevokeDevice { device: id })/>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::DeviceId;
    use uuid::Uuid;

    fn device(paired: bool, confirmed: bool, seen: Option<i64>) -> DeviceView {
        DeviceView {
            device: DeviceId(Uuid::nil()),
            kind: DeviceKind::Tablet,
            name: "Tablet 7".into(),
            employer: None,
            employer_name: None,
            paired,
            confirmed,
            interviewer: None,
            unlisted: false,
            last_seen_ms: seen,
        }
    }

    fn check(paired: bool, confirmed: bool, seen: Option<i64>, expected: DeviceState) {
        let device = device(paired, confirmed, seen);
        assert_eq!(device_state(&device, None, 100_000, Contact::Online), expected);
        let later = device_state(&device, Some(99_500), 100_000, Contact::Online);
        assert!(!matches!(later, DeviceState::Silent { .. }), "what it said since counts");
    }

    #[test]
    fn who_is_cut_off_calls_no_device_on_or_silent() {
        for seen in [99_000, 1_000] {
            let state = device_state(&device(true, true, Some(seen)), None, 100_000, Contact::Offline);
            assert_eq!(state, DeviceState::Unknown { last_ms: Some(seen) });
        }
    }

    #[test]
    fn a_tablet_goes_from_code_to_approval_to_work() {
        check(false, false, None, DeviceState::CodeOpen);
        check(true, false, Some(99_000), DeviceState::WaitsForYou);
        check(true, true, Some(99_000), DeviceState::On);
        check(true, true, Some(1_000), DeviceState::Silent { since_ms: 1_000 });
    }
}
