//! "Nu nodig": who should be at a table this round and is not marked, with one tap each; and who did not come, with a
//! way back.

use super::away::{Opening, is_away};
use super::clock::DayClock;
use crate::parts::{Button, ButtonKind, Notice, NoticeKind, Seat, SeatTone};
use crate::texts::rotation::needs as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_link, use_me};
use domain::command::Command;
use domain::fair::Attendance;
use domain::ids::{PlanId, SessionId};
use leptos::prelude::*;
use sync::views::{ConsoleView, PersonView};

/// Who is planned in `round` and neither present nor absent nor away, with the table that waits, by table.
pub fn awaited(view: &ConsoleView, round: u32) -> Vec<(u32, PersonView)> {
    let meetings = view.plan.as_ref().map_or(&[][..], |plan| &plan.meetings);
    let mut list: Vec<_> = meetings
        .iter()
        .filter(|meeting| meeting.round == round)
        .filter_map(|meeting| {
            let person = view.people.iter().find(|person| person.resident == meeting.resident)?;
            let wanted = person.attendance == Attendance::Expected && !is_away(view, person.resident, round);
            wanted.then(|| (meeting.table_number, person.clone()))
        })
        .collect();
    list.sort_by_key(|(table, _)| *table);
    list
}

/// People who did not come and whom no proposal answers yet.
fn needs_plan(view: &ConsoleView) -> bool {
    let missed = view.people.iter().any(|person| person.attendance == Attendance::NoShow);
    missed && view.plan.is_some() && view.proposal.is_none()
}

#[component]
pub fn Awaited(view: Signal<ConsoleView>, clock: Memo<DayClock>, ask: Ask, away: Opening) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let round = Memo::new(move |_| clock.get().round);
    let list = Memo::new(move |_| view.with(|view| awaited(view, round.get())));
    let session = view.with_untracked(|view| view.session);
    let allowed = Memo::new(move |_| {
        list.with(|list| {
            list.first().is_some_and(|(_, person)| {
                let (resident, attendance) = (person.resident, Attendance::Present);
                may(me.get().as_deref(), &Command::MarkAttendance { session, resident, attendance })
            })
        })
    });
    let count = move || u32::try_from(list.with(Vec::len)).unwrap_or(u32::MAX);
    view! {
        <section class="needs stack stack-tight">
            <h2>{move || t::title(lang.get())}</h2>
            {move || if count() == 0 {
                view! { <p class="soft">{move || t::nobody(lang.get())}</p> }.into_any()
            } else {
                view! { <p class="small soft">{move || t::lead(lang.get(), count(), round.get())}</p> }.into_any()
            }}
            <ul class="stack stack-tight">
                <For each=move || list.get() key=|(table, person)| (*table, person.resident) let:line>
                    <Need table=line.0 person=line.1 session=session allowed=allowed ask=ask away=away/>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Need(
    table: u32,
    person: PersonView,
    session: SessionId,
    allowed: Memo<bool>,
    ask: Ask,
    away: Opening,
) -> impl IntoView {
    let lang = use_lang();
    let resident = person.resident;
    let mark = move |attendance| ask.ask(Command::MarkAttendance { session, resident, attendance });
    let whom = format!("{} {}", person.number, person.name);
    let (came, later, missed) = (whom.clone(), whom.clone(), whom);
    view! {
        <li class="need">
            <span>
                <Seat number=person.number.to_string() tone=SeatTone::Empty/>" "
                <b><bdi>{person.name}</bdi></b><br/>
                <span class="small soft">{move || t::waits(lang.get(), table)}</span>
            </span>
            {move || allowed.get().then(|| {
                let (came, later, missed) = (came.clone(), later.clone(), missed.clone());
                view! {
                    <span class="need-acts">
                        <Button kind=ButtonKind::Quiet on_press=move |()| mark(Attendance::Present)>
                            {move || t::is_here(lang.get())}<span class="visually-hidden">": "{came}</span>
                        </Button>
                        <Button kind=ButtonKind::Quiet on_press=move |()| away.open_for(resident)>
                            {move || t::later(lang.get())}<span class="visually-hidden">": "{later}</span>
                        </Button>
                        <Button kind=ButtonKind::Quiet on_press=move |()| mark(Attendance::NoShow)>
                            {move || t::no_show(lang.get())}<span class="visually-hidden">": "{missed}</span>
                        </Button>
                    </span>
                }
            })}
        </li>
    }
}

/// Devices that wait for the organiser's word.
#[component]
pub fn WaitingDevices(view: Signal<ConsoleView>) -> impl IntoView {
    let lang = use_lang();
    let session = view.with_untracked(|view| view.session);
    let count = Memo::new(move |_| {
        let waits = |device: &&sync::views::DeviceView| device.paired && !device.confirmed;
        let count = view.with(|view| view.devices.iter().filter(waits).count());
        u32::try_from(count).unwrap_or(u32::MAX)
    });
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Notice kind=NoticeKind::Now>
                    <a href=format!("/app/session/{session}/devices")>{move || t::devices(lang.get(), count.get())}</a>
                </Notice>
            }
        })
    }
}

/// Who did not come: undo, and a new plan where none waits yet.
#[component]
pub fn Missed(view: Signal<ConsoleView>, ask: Ask) -> impl IntoView {
    let (lang, me, new_id) = (use_lang(), use_me(), use_link().new_id);
    let session = view.with_untracked(|view| view.session);
    let missed = Memo::new(move |_| {
        let no_show = |person: &&PersonView| person.attendance == Attendance::NoShow;
        view.with(|view| view.people.iter().filter(no_show).cloned().collect::<Vec<_>>())
    });
    let plannable = Memo::new(move |_| {
        let command = Command::MakePlan { session, plan: PlanId(uuid::Uuid::nil()) };
        view.with(needs_plan) && may(me.get().as_deref(), &command)
    });
    let line = move |person: PersonView| {
        let (resident, whom) = (person.resident, format!("{} {}", person.number, person.name));
        let undo = Command::MarkAttendance { session, resident, attendance: Attendance::Expected };
        let allowed = may(me.get_untracked().as_deref(), &undo);
        view! {
            <li class="need">
                <span><Seat number=person.number.to_string() tone=SeatTone::Missing/>" "<bdi>{person.name}</bdi></span>
                {allowed.then(|| view! {
                    <Button kind=ButtonKind::Plain on_press=move |()| ask.ask(undo.clone())>
                        {move || t::undo(lang.get())}<span class="visually-hidden">": "{whom}</span>
                    </Button>
                })}
            </li>
        }
    };
    let make = move |()| ask.ask(Command::MakePlan { session, plan: PlanId(new_id.run(())) });
    move || {
        let list = missed.get();
        (!list.is_empty()).then(|| {
            view! {
                <section class="stack stack-tight">
                    <h2>{move || t::missed(lang.get())}</h2>
                    <ul class="stack stack-tight">{list.into_iter().map(line).collect_view()}</ul>
                    {move || plannable.get().then(|| view! {
                        <Button kind=ButtonKind::Quiet busy=ask.busy on_press=make>
                            {move || t::new_plan(lang.get())}
                        </Button>
                    })}
                </section>
            }
        })
    }
}
