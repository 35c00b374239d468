//! How the devices are doing: what each told of itself, what must not be forgotten when the day ends, what the server
//! refused, and the file of a device whose network stays away.

use super::clock::{DayClock, Doing};
use crate::parts::{
    Act, Button, ButtonKind, Field, Fold, InputKind, Line, Lines, Notice, NoticeKind, Pill, PillKind,
};
use crate::texts::rotation::{devices as d, ends as e, load as l, refused as r};
use crate::workplace::asked::asked;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::link::Request;
use crate::workplace::words::{clock_at, day_at, rejection, request_error};
use domain::ids::{DeviceId, SessionId};
use domain::lang::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::device::{Keeping, Taken};
use sync::requests::RequestError;
use sync::views::{ConsoleView, ContactView, ContactsView, DeviceKind, DeviceView, ToldView};
use sync::{Scope, View};

/// A device that was not heard for longer than this is called silent. It says something each half minute.
pub const SILENT_MS: i64 = 90_000;

/// What is known of the devices of this session; empty until it is.
pub fn use_contacts(session: SessionId) -> Memo<ContactsView> {
    let followed = use_link().follow.run(Scope::Contacts(session));
    Memo::new(move |_| match followed.get().view.as_deref() {
        Some(View::Contacts(view)) => (**view).clone(),
        _ => ContactsView { session, devices: Vec::new(), refused: Vec::new() },
    })
}

pub fn of_device(contacts: &ContactsView, device: DeviceId) -> Option<&ContactView> {
    contacts.devices.iter().find(|contact| contact.device == device)
}

/// What a device told that somebody should know, each with how loud it is.
pub fn told_words(lang: Lang, told: &ToldView) -> Vec<(PillKind, String)> {
    let mut words = Vec::new();
    if told.keeps == Keeping::Nothing {
        words.push((PillKind::Stop, d::keeps_nothing(lang).to_owned()));
    }
    if told.unsent > 0 {
        words.push((PillKind::Warn, d::unsent(lang, told.unsent)));
    }
    if told.attention > 0 {
        words.push((PillKind::Warn, d::attention(lang, told.attention)));
    }
    if told.old_build {
        words.push((PillKind::Plain, d::old_build(lang).to_owned()));
    }
    words
}

/// How long a device was not seen.
pub fn silent_words(lang: Lang, since_ms: i64, now_ms: i64) -> String {
    match u32::try_from((now_ms - since_ms) / 60_000) {
        Ok(minutes @ 1..60) => d::seen_minutes(lang, minutes),
        // A time without its day would look like today's.
        _ if day_at(lang, since_ms) != day_at(lang, now_ms) => {
            d::seen_on(lang, day_at(lang, since_ms), clock_at(lang, since_ms))
        }
        _ => d::seen_at(lang, clock_at(lang, since_ms)),
    }
}

#[component]
pub fn Told(told: Memo<Option<ToldView>>) -> impl IntoView {
    let lang = use_lang();
    let pill = |(kind, words): (PillKind, String)| view! { <Pill kind=kind>{words}</Pill>" " };
    move || {
        let words = told.get().map(|told| told_words(lang.get(), &told)).unwrap_or_default();
        words.into_iter().map(pill).collect_view()
    }
}

/// Work that a tablet still holds, or may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    Unsent(u32),
    /// Not heard since then, and nobody knows.
    Silent(i64),
}

/// The tablets that nobody should switch off yet, while the last round is on or over.
pub fn still_hold(
    devices: &[DeviceView],
    contacts: &ContactsView,
    clock: &DayClock,
    now_ms: i64,
) -> Vec<(String, Holds)> {
    let ends = clock.doing == Doing::Over || (clock.doing != Doing::Waiting && clock.round >= clock.rounds);
    if !ends {
        return Vec::new();
    }
    let tablets = devices.iter().filter(|device| device.kind == DeviceKind::Tablet && device.confirmed);
    tablets
        .filter_map(|device| {
            let contact = of_device(contacts, device.device)?;
            let unsent = contact.told.map_or(0, |told| told.unsent);
            let holds = match now_ms - contact.heard_ms > SILENT_MS {
                true => Holds::Silent(contact.heard_ms),
                false if unsent > 0 => Holds::Unsent(unsent),
                false => return None,
            };
            Some((device.name.clone(), holds))
        })
        .collect()
}

/// Warns before tablets are collected that still hold work.
#[component]
pub fn DayEnds(
    view: Signal<ConsoleView>,
    contacts: Memo<ContactsView>,
    clock: Memo<DayClock>,
) -> impl IntoView {
    let (lang, now_ms) = (use_lang(), use_link().now_ms);
    let list = Memo::new(move |_| {
        let now_ms = now_ms.get();
        view.with(|view| contacts.with(|contacts| still_hold(&view.devices, contacts, &clock.get(), now_ms)))
    });
    let count = move || u32::try_from(list.with(Vec::len)).unwrap_or(u32::MAX);
    let has = Memo::new(move |_| count() > 0);
    let line = move |(name, holds): (String, Holds)| {
        let words = match holds {
            Holds::Unsent(unsent) => e::unsent(lang.get(), unsent, name),
            Holds::Silent(since_ms) => e::silent(lang.get(), name, clock_at(lang.get(), since_ms)),
        };
        view! { <li>{words}</li> }
    };
    move || {
        has.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title=move || e::title(lang.get(), count())>
                    <ul>{move || list.get().into_iter().map(line).collect_view()}</ul>
                    <p>{move || e::text(lang.get())}</p>
                </Notice>
            }
        })
    }
}

/// What the server refused of the tablets, and what it set aside of anyone: what, when, whose, why. Never what was written.
#[component]
pub fn RefusedList(contacts: Memo<ContactsView>) -> impl IntoView {
    let lang = use_lang();
    let refused = Memo::new(move |_| contacts.with(|contacts| contacts.refused.clone()));
    let lines = move || {
        let lang = lang.get();
        let line = |one: sync::views::RefusedView| {
            let (by, what) = (one.by, asked(lang, &one.kind));
            view! {
                <Line>
                    {r::line(lang, by, clock_at(lang, one.at_ms), what)}<br/>
                    <span class="small soft">{rejection(lang, one.rejection)}</span>
                </Line>
            }
        };
        refused.get().into_iter().map(line).collect_view()
    };
    let none = Memo::new(move |_| refused.with(Vec::is_empty));
    let words = move || if none.get() { r::none(lang.get()) } else { r::lead(lang.get()) };
    view! {
        <section class="stack stack-tight">
            <h2>{move || r::title(lang.get())}</h2>
            <p class="small soft">{words}</p>
            <Lines>{lines}</Lines>
        </section>
    }
}

/// Element id of the file input; the client reads the file from it.
const FILE_INPUT: &str = "field-unsent-file";

#[component]
pub fn LoadUnsent() -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let (busy, said) = (RwSignal::new(false), RwSignal::new(None::<Result<Taken, RequestError>>));
    let done = Callback::new(move |answer| {
        busy.set(false);
        said.set(Some(answer));
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            said.set(None);
            busy.set(true);
            request.run(Request::LoadUnsent { input: FILE_INPUT.to_owned(), done });
        }
    };
    let error = move || match said.get() {
        Some(Err(why)) => request_error(lang.get(), why),
        _ => String::new(),
    };
    let taken = move || match said.get() {
        Some(Ok(taken)) => Some(view! {
            <Notice kind=NoticeKind::Good>
                {taken_words(lang.get(), taken).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            </Notice>
        }),
        _ => None,
    };
    view! {
        <Fold summary=move || l::open(lang.get())>
            <form class="stack" novalidate on:submit=send>
                <p>{move || l::text(lang.get())}</p>
                <Field name="unsent-file" label=move || l::file(lang.get()) kind=InputKind::File error=error/>
                <div>
                    <Button act=Act::Submit kind=ButtonKind::Quiet busy=busy>{move || l::submit(lang.get())}</Button>
                </div>
                {taken}
            </form>
        </Fold>
    }
}

/// What became of a file, one sentence for each part that there is.
fn taken_words(lang: Lang, taken: Taken) -> Vec<String> {
    let mut words = vec![l::taken(lang, taken.taken)];
    if taken.refused > 0 {
        words.push(l::refused(lang, taken.refused));
    }
    if taken.left > 0 {
        words.push(l::left(lang, taken.left));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const TOLD: ToldView = ToldView { unsent: 0, attention: 0, keeps: Keeping::MayGo, old_build: false };

    #[test]
    fn a_device_that_is_well_says_nothing_and_each_trouble_has_words() {
        assert_eq!(told_words(Lang::Nl, &TOLD), []);
        let told = ToldView { unsent: 3, attention: 1, keeps: Keeping::Nothing, old_build: true };
        let words = told_words(Lang::Nl, &told);
        assert_eq!(words.len(), 4);
        assert_eq!(words[0].0, PillKind::Stop, "the worst comes first");
        assert!(words[1].1.contains('3'));
    }

    #[test]
    fn when_the_day_ends_every_tablet_that_holds_work_or_may_is_named_and_no_other() {
        const NOW: i64 = 1_000_000;
        let device = |number: u128, kind| DeviceView {
            device: DeviceId(Uuid::from_u128(number)),
            kind,
            name: format!("Tablet {number}"),
            employer: None,
            employer_name: None,
            paired: true,
            confirmed: true,
            interviewer: None,
            unlisted: false,
            last_seen_ms: None,
        };
        let heard = |number: u128, ago_ms: i64, unsent: u32| ContactView {
            device: DeviceId(Uuid::from_u128(number)),
            heard_ms: NOW - ago_ms,
            told: Some(ToldView { unsent, ..TOLD }),
        };
        let mut devices: Vec<_> = (1..=3).map(|number| device(number, DeviceKind::Tablet)).collect();
        devices.push(device(4, DeviceKind::Projector));
        let silent_ms = SILENT_MS + 1;
        let contacts = ContactsView {
            session: SessionId(Uuid::nil()),
            devices: vec![heard(1, 5, 3), heard(2, 5, 0), heard(3, silent_ms, 0), heard(4, silent_ms, 0)],
            refused: vec![],
        };
        let clock = |doing, round| DayClock {
            doing,
            round,
            rounds: 3,
            left_ms: 1,
            left: 500,
            paused: false,
            day_left_ms: 1,
        };
        let hold = |doing, round| still_hold(&devices, &contacts, &clock(doing, round), NOW);
        let expected = [
            ("Tablet 1".to_owned(), Holds::Unsent(3)),
            ("Tablet 3".to_owned(), Holds::Silent(NOW - silent_ms)),
        ];
        assert_eq!(hold(Doing::Talking, 3), expected);
        assert_eq!(hold(Doing::Over, 3), expected);
        assert_eq!(hold(Doing::Talking, 2), [], "not before the last round");
        assert_eq!(hold(Doing::Waiting, 3), [], "nor before the day");
    }

    #[test]
    fn silence_is_said_in_minutes_and_after_an_hour_by_the_clock() {
        let words = |ms| silent_words(Lang::Nl, 0, ms);
        assert!(words(2 * 60_000).starts_with('2'));
        assert_eq!(words(2 * 3_600_000), words(3 * 3_600_000));
        let yesterday = words(30 * 3_600_000);
        assert!(yesterday.contains("donderdag 1 januari"), "{yesterday}");
    }

    #[test]
    fn a_file_says_only_what_there_is_to_say() {
        let words = |taken, refused, left| taken_words(Lang::Nl, Taken { taken, refused, left }).len();
        assert_eq!((words(4, 0, 0), words(4, 1, 0), words(0, 0, 7), words(1, 1, 1)), (1, 2, 2, 3));
    }
}
