//! Changing a day that has not begun. Where a plan was published, other times need a word of their own.

use super::approval::Approval;
use super::form::DayForm;
use super::typed::Typed;
use crate::fair::overview::FairAt;
use crate::parts::{Check, EmptyState, Notice, NoticeKind, PageHead};
use crate::texts::making::day as t;
use crate::workplace::ask::use_ask;
use crate::workplace::context::{organises, use_goto, use_link, use_me};
use crate::workplace::words::{say, told};
use domain::command::Command;
use domain::fair::Day;
use domain::text::{Line, Name};
use domain::time::{from_ms, in_amsterdam};
use leptos::prelude::*;
use sync::views::FairView;

#[component]
pub fn SetupScreen() -> impl IntoView {
    view! { <FairAt children=move |view| view! { <Setup view=view/> }.into_any()/> }
}

#[component]
fn Setup(view: Signal<FairView>) -> impl IntoView {
    let me = use_me();
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    view! {
        <PageHead title=told(t::change_title) note=move || view.with(|view| view.head.name.clone())/>
        {move || match can.get() {
            true => view! { <Approval view=view/> <ChangeDay view=view/> }.into_any(),
            false => view! {
                <EmptyState title=told(t::begun) text=told(t::begun_text)/>
            }
            .into_any(),
        }}
    }
}

/// The day as it stands; None when a stored text is none that could be typed.
fn day(view: &FairView) -> Option<Day> {
    let line = |text: &str| Line::parse(text).ok();
    Some(Day {
        name: Name::parse(&view.head.name).ok()?,
        place: line(&view.head.place)?,
        meeting_point: line(&view.head.meeting_point)?,
        timetable: view.setup.timetable,
        capacity: view.head.capacity,
        standby_max: view.setup.standby_max,
        promised: view.setup.promised,
        meetings_max: view.setup.meetings_max,
    })
}

#[component]
fn ChangeDay(view: Signal<FairView>) -> impl IntoView {
    let (goto, now_ms) = (use_goto(), use_link().now_ms);
    let ask = use_ask();
    let stands = view.with_untracked(day);
    // Typed once: what others change meanwhile does not overwrite what is being typed.
    let typed = RwSignal::new(stands.as_ref().map(Typed::of).unwrap_or_default());
    let agreed = RwSignal::new(false);
    let other_times = Memo::new(move |_| {
        let today = in_amsterdam(from_ms(now_ms.get_untracked())).date_naive();
        let typed = typed.with(|typed| typed.timetable(today));
        view.with(|view| view.setup.planned && typed.is_some_and(|typed| typed != view.setup.timetable))
    });
    let change = move |day: Day| {
        let fair = view.with_untracked(|view| view.head.fair);
        let goto = goto.clone();
        let take_back_plan = agreed.get_untracked() && other_times.get_untracked();
        ask.ask_then(Command::ChangeFair { fair, day, take_back_plan }, move |_| {
            goto(&format!("/app/fair/{fair}"))
        });
    };
    view! {
        <DayForm typed=typed ask=ask submit=told(t::save) done=change>
            {move || other_times.get().then(|| view! {
                <Notice kind=NoticeKind::Warn title=told(t::plan_stands)>
                    <p>{say(t::plan_stands_text)}</p>
                    <Check name="take-back" label=told(t::take_back) checked=agreed
                        on_check=move |on| agreed.set(on)/>
                </Notice>
            })}
        </DayForm>
    }
}
