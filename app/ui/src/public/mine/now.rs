//! The now card: what goes on, where to be, how long still. Only here is marigold.

use crate::parts::{NoticeKind, Size, TableNo, TableTone};
use crate::public::bits::{heard, notice, said_on_colour};
use crate::public::dates;
use crate::public::views::{DayNow, Stop, StopKind};
use crate::texts::{Words, public};
use domain::lang::Lang;
use domain::time::{Instant, to_ms};
use leptos::prelude::*;

pub(super) fn card(day: DayNow, now: Instant, lang: Lang) -> AnyView {
    match day {
        DayNow::NotPlanned => {
            let hear = heard!(lang, mine::not_planned_do);
            quiet(public::mine::not_planned(lang), public::mine::not_planned_do(lang), hear)
        }
        DayNow::Before { first: Some(stop) } => first(stop, lang).into_any(),
        DayNow::Before { first: None } => {
            let hear = heard!(lang, mine::before_none_do);
            quiet(public::mine::before_none(lang), public::mine::before_none_do(lang), hear)
        }
        DayNow::Over => {
            quiet(public::mine::over(lang), public::mine::over_do(lang), heard!(lang, mine::over_do))
        }
        DayNow::Talk { stop, next, until, paused } => {
            let head = (said_on_colour!(lang, mine::now), heard!(lang, mine::now));
            running(head, Some(stop), Clock { until, paused, now }, next, lang)
        }
        DayNow::ChangeOver { next, until, paused } => {
            let head = (said_on_colour!(lang, mine::walk), heard!(lang, mine::walk));
            running(head, next, Clock { until, paused, now }, None, lang)
        }
        DayNow::Break { next, until, paused } => {
            let head = (said_on_colour!(lang, mine::pause), heard!(lang, mine::pause));
            running(head, None, Clock { until, paused, now }, next, lang)
        }
        DayNow::Free { next, until, paused } => {
            let head = (said_on_colour!(lang, mine::free), heard!(lang, mine::free));
            running(head, None, Clock { until, paused, now }, next, lang)
        }
    }
}

fn quiet(title: Words, todo: Words, hear: Option<AnyView>) -> AnyView {
    view! { {notice(NoticeKind::Info, title, todo)} {hear} }.into_any()
}

/// Before the day: where the first talk is. Not yet now, so not yet marigold.
fn first(stop: Stop, lang: Lang) -> impl IntoView {
    let time = dates::time(lang, stop.starts);
    view! {
        <section class="now-card is-waiting">
            <div class="now-what" data-tell="">
                <h2>{said_on_colour!(lang, mine::before)}</h2>
                {place(stop, lang)}
            </div>
            <p class="now-clock"><bdi>{time}</bdi></p>
            {heard!(lang, mine::before)}
        </section>
    }
}

struct Clock {
    until: Instant,
    paused: bool,
    now: Instant,
}

/// What goes on, and where somebody can listen to it.
type Head = (AnyView, Option<AnyView>);

fn running((head, hear): Head, at: Option<Stop>, clock: Clock, next: Option<Stop>, lang: Lang) -> AnyView {
    let at = at.map(|stop| place(stop, lang));
    let next = next.and_then(|stop| next_line(stop, lang));
    view! {
        <section class="now-card">
            <div class="now-what" data-tell="">
                <h2>{head}</h2>
                {at}
            </div>
            {countdown(clock, lang)}
            {next}
            {hear}
        </section>
    }
    .into_any()
}

/// Table and who sits there.
fn place(stop: Stop, lang: Lang) -> Option<impl IntoView> {
    let StopKind::Talk { table_number, room, party_name, interpreter, .. } = stop.what else { return None };
    let label = public::mine::table(lang, table_number);
    let interpreter =
        interpreter.map(|name| view! { <p><bdi>{public::mine::interpreter(lang, name)}</bdi></p> });
    Some(view! {
        <TableNo number=table_number.to_string() size=Size::Huge tone=TableTone::Ink/>
        <p class="now-where"><bdi lang="nl">{party_name}</bdi></p>
        <p>{label} " · " <bdi lang="nl">{room}</bdi></p>
        {interpreter}
    })
}

/// Minutes and seconds as they stood when the page was made; the script counts on, and without it the page reloads.
fn countdown(clock: Clock, lang: Lang) -> impl IntoView {
    let left_s = (clock.until - clock.now).num_seconds().max(0);
    let end = (!clock.paused).then(|| to_ms(clock.until).to_string());
    let words = if clock.paused { public::mine::paused(lang) } else { public::mine::left(lang) };
    view! {
        <p>
            <span class="small">{words}</span> " "
            <b class="now-clock" role="timer" aria-live="off" data-countdown-end=end>
                <bdi>{format!("{}:{:02}", left_s / 60, left_s % 60)}</bdi>
            </b>
        </p>
    }
}

fn next_line(stop: Stop, lang: Lang) -> Option<impl IntoView> {
    let time = dates::time(lang, stop.starts);
    let StopKind::Talk { table_number, .. } = stop.what else { return None };
    let seat = public::mine::seat(lang, table_number, time);
    Some(view! { <p>{public::mine::next(lang)} ": " <b><bdi>{seat}</bdi></b></p> })
}
