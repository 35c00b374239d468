//! One day of a resident: how they stand, the now card, what changed, every talk in order.

use super::{further, now, together, turn};
use crate::parts::{Act, Button, ButtonKind, ButtonLink, Icon, Pill, PillKind, Sign, TableNo, TableTone};
use crate::public::bits::{apart, hidden, in_lang, moment, said, said_on_colour};
use crate::public::dates;
use crate::public::form;
use crate::public::views::{Change, MineDay, Seat, Sharing, Stop, StopKind, StopState};
use crate::public::{picture, practical};
use crate::texts::{Words, public};
use domain::fair::Place;
use domain::lang::Lang;
use domain::time::Instant;
use leptos::prelude::*;

pub(super) fn day(day: MineDay, at: Instant, lang: Lang) -> impl IntoView {
    let takes_part = matches!(day.standing, Some(Place::Placed));
    let now = takes_part.then(|| now::card(day.now, at, lang));
    let when = dates::day_of(lang, day.head.starts);
    let together = day.together.map(|together| together::together(together, &day.head, lang));
    let meet = takes_part.then(|| public::fair::meet(lang, day.head.meeting_point));
    let practical = (takes_part && !day.head.practical.is_empty()).then(|| {
        view! { <ul class="fair-facts">{practical::facts(&day.head.practical, lang)}</ul> }
    });
    let picture = takes_part.then(|| picture::figure(day.head.picture, &day.head.place, lang)).flatten();
    let turn = day.turn.map(|turn| turn::turn(turn, at, lang));
    view! {
        {turn}
        {now}
        {changes(day.changes, lang)}
        <section class="card stack">
            <div class="stack stack-tight">
                <h2 lang="nl"><bdi>{day.head.name}</bdi></h2>
                <p>{moment(day.head.starts, when)} " · " <bdi lang="nl">{day.head.place}</bdi></p>
                <p>{standing(day.standing, lang)}</p>
                {meet.map(|meet| view! { <p class="small soft"><bdi>{meet}</bdi></p> })}
            </div>
            {practical}
            {picture}
            {day.further.map(|way| further::way(way, lang))}
            {schedule(day.schedule, lang)}
            {day.leaning_path.map(|path| lean(&path, lang))}
            {calendar(day.standing.is_some_and(|place| !matches!(place, Place::Lapsed | Place::Declined)), lang)}
            {together}
            {day.sharing.map(|sharing| share(sharing, lang))}
            {day.withdraw_path.map(|path| withdraw(&path, lang))}
        </section>
    }
}

pub(super) fn standing(standing: Option<Place>, lang: Lang) -> impl IntoView {
    let kind = match standing {
        Some(Place::Placed) => PillKind::Good,
        Some(Place::Standby(_) | Place::Offered { .. } | Place::Pending) => PillKind::Warn,
        Some(Place::Lapsed | Place::Declined) | None => PillKind::Plain,
    };
    view! { <Pill kind=kind>{super::standing(standing, lang)}</Pill> }
}

/// A file that every phone opens with its own calendar; the same entry again takes it out.
fn calendar(comes: bool, lang: Lang) -> impl IntoView {
    let words = if comes { public::mine::calendar(lang) } else { public::mine::calendar_out(lang) };
    view! {
        <p class="no-print">
            <ButtonLink href=in_lang("/mijn/agenda.ics", lang) kind=ButtonKind::Plain>
                {words}
            </ButtonLink>
        </p>
    }
}

/// What was chosen, in words, and a button that chooses the other.
fn share(sharing: Sharing, lang: Lang) -> impl IntoView {
    let (chosen, button, other) = match sharing.phone {
        true => (public::mine::share_yes(lang), said_on_colour!(lang, mine::share_stop), "no"),
        false => (public::mine::share_no(lang), said_on_colour!(lang, mine::share_allow), "yes"),
    };
    view! {
        <form class="stack stack-tight no-print" method="post" action=in_lang(&sharing.action, lang)>
            {hidden(form::KEY, sharing.key)}
            {hidden(form::SHARE, other)}
            <p class="small">{chosen}</p>
            <div><Button kind=ButtonKind::Quiet act=Act::Submit>{button}</Button></div>
        </form>
    }
}

/// For who chose nothing among the vacancies.
fn lean(path: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <p class="no-print">
            <ButtonLink href=in_lang(path, lang) kind=ButtonKind::Quiet>{said_on_colour!(lang, lean::title)}</ButtonLink>
        </p>
    }
}

fn withdraw(path: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <p class="no-print">
            <ButtonLink href=in_lang(path, lang) kind=ButtonKind::Plain>{public::mine::withdraw(lang)}</ButtonLink>
        </p>
    }
}

pub(super) fn schedule(stops: Vec<Stop>, lang: Lang) -> Option<impl IntoView> {
    let lines: Vec<_> = stops.into_iter().map(|stop| line(stop, lang)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h3>{said!(lang, mine::schedule)}</h3>
            <ol class="lines">{lines}</ol>
        }
    })
}

fn line(stop: Stop, lang: Lang) -> impl IntoView {
    let time = moment(stop.starts, dates::clock(lang, stop.starts));
    let (lead, main) = match stop.what {
        StopKind::Break => (
            view! { <Icon of=Sign::Coffee/> }.into_any(),
            view! { <b>{public::mine::pause(lang)}</b> }.into_any(),
        ),
        StopKind::Talk { table_number, room, party_name, interpreter, .. } => {
            let tone = if stop.state == StopState::Now { TableTone::Now } else { TableTone::Soft };
            let label = public::mine::table(lang, table_number).into_text();
            let interpreter = interpreter.map(|name| public::mine::interpreter(lang, name));
            let lead = view! { <TableNo number=table_number.to_string() tone=tone label=label/> };
            let main = view! {
                <b lang="nl"><bdi>{party_name}</bdi></b>
                <p class="small soft"><bdi lang="nl">{room}</bdi></p>
                {interpreter.map(|words| view! { <p class="small soft"><bdi>{words}</bdi></p> })}
            };
            (lead.into_any(), main.into_any())
        }
    };
    let current = (stop.state == StopState::Now).then_some("step");
    let mark = match stop.state {
        StopState::Done => Some(view! { <Pill>{public::mine::done(lang)}</Pill> }.into_any()),
        StopState::Now => {
            Some(view! { <Pill kind=PillKind::Now>{public::mine::now(lang)}</Pill> }.into_any())
        }
        StopState::ToCome => None,
    };
    view! {
        <li class="line" aria-current=current>
            <span class="line-lead">{lead}</span>
            <div class="line-main">{main}</div>
            <span class="line-trail">{mark} {time}</span>
        </li>
    }
}

/// What a newer plan changed: who, from where, to where.
fn changes(changes: Vec<Change>, lang: Lang) -> Option<impl IntoView> {
    let rows: Vec<_> = changes.into_iter().map(|change| row(change, lang)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="change-notice stack stack-tight" data-tell="">
                <h2>{said!(lang, mine::changes)}</h2>
                <ul class="lines">{rows}</ul>
            </section>
        }
    })
}

fn row(change: Change, lang: Lang) -> impl IntoView {
    let was = change.from.map_or_else(|| public::mine::change_new(lang), |seat| words(seat, lang));
    let is = change.to.map_or_else(|| public::mine::change_gone(lang), |seat| words(seat, lang));
    view! {
        <li class="line">
            <div class="line-main">
                <span class="visually-hidden">{public::mine::change_with(lang)} " "</span>
                <b lang="nl">{apart(change.party_name)}</b>
                <p class="row">
                    <span class="visually-hidden">{public::mine::change_was(lang)}</span>
                    <bdi>{was}</bdi>
                    <Icon of=Sign::Arrow/>
                    <span class="visually-hidden">{public::mine::change_is(lang)}</span>
                    <b><bdi>{is}</bdi></b>
                </p>
            </div>
        </li>
    }
}

fn words(seat: Seat, lang: Lang) -> Words {
    public::mine::seat(lang, seat.table_number, dates::time(lang, seat.starts))
}
