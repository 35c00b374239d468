//! Marking who came: one tap each way, and a way back.

use crate::parts::{Button, ButtonKind, Pill, PillKind};
use crate::texts::fair::attendance as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::fair::Attendance;
use domain::ids::{ResidentId, SessionId};
use domain::lang::Lang;
use leptos::prelude::*;

/// How someone's presence stands, as a pill.
pub fn attendance_pill(lang: Lang, attendance: Attendance) -> (PillKind, &'static str) {
    match attendance {
        Attendance::Expected => (PillKind::Plain, t::expected(lang)),
        Attendance::Present => (PillKind::Good, t::present(lang)),
        Attendance::NoShow => (PillKind::Stop, t::no_show(lang)),
    }
}

/// The pill and the taps for one person; `name` tells a screen reader whom a button is about.
#[component]
pub fn Mark(
    session: SessionId,
    resident: ResidentId,
    attendance: Attendance,
    name: String,
    ask: Ask,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let to = move |attendance| Command::MarkAttendance { session, resident, attendance };
    let allowed = may(me.get_untracked().as_deref(), &to(attendance));
    let pill = move || {
        let (kind, word) = attendance_pill(lang.get(), attendance);
        view! { <Pill kind=kind>{word}</Pill> }
    };
    let (came, missed, back) = (name.clone(), name.clone(), name);
    let acts = match attendance {
        Attendance::Expected => view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| ask.ask(to(Attendance::Present))>
                {move || t::mark_present(lang.get())}<span class="visually-hidden">": "{came}</span>
            </Button>
            <Button kind=ButtonKind::Plain on_press=move |()| ask.ask(to(Attendance::NoShow))>
                {move || t::mark_no_show(lang.get())}<span class="visually-hidden">": "{missed}</span>
            </Button>
        }
        .into_any(),
        Attendance::Present | Attendance::NoShow => view! {
            <Button kind=ButtonKind::Plain on_press=move |()| ask.ask(to(Attendance::Expected))>
                {move || t::undo(lang.get())}<span class="visually-hidden">": "{back}</span>
            </Button>
        }
        .into_any(),
    };
    view! { <span class="row">{pill}{allowed.then_some(acts)}</span> }
}
