//! A resident's own page: now, next, where; the whole day; what changed; and what is asked of them.
//! The small script ticks by `data-server-now` and fetches this page again when the server hints at `data-live-url`.

mod arrange;
mod ask;
mod asks;
mod day;
mod further;
mod leaning;
mod now;
mod schedule;
mod times;
mod together;
mod turn;

pub(super) use arrange::page as arrange;
pub(super) use ask::{kept as question_kept, page as ask, take_back};
pub(super) use further::{kept as further_kept, page as further, said_words, topic_words};
pub(super) use leaning::{kept as leaning_kept, page as leaning};
pub(super) use schedule::page as schedule;
pub(super) use times::{kept as time_kept, when, when_words};

use super::bits::{apart, drawing, heard, hidden, in_lang, said, said_on_colour};
use super::dates;
use super::form;
use super::frame::Body;
use super::views::{DayNow, Frame, JoinPage, MineDay, MinePage, WithdrawPage};
use crate::parts::{Act, Button, ButtonKind, ButtonLink, EmptyState, Notice, NoticeKind, Seat, Width};
use crate::texts::{Words, public};
use domain::fair::Place;
use domain::lang::Lang;
use domain::time::{Instant, to_ms};
use leptos::prelude::*;

pub(super) fn page(page: MinePage, frame: &Frame) -> Body {
    let lang = frame.lang;
    let days = days(&page, lang).into_any();
    let renew_s = renew_s(&page.days, page.now);
    let main = view! {
        <h1 class="row">
            <Seat number=page.number.to_string()/>
            <span>{public::mine::hello(lang, &page.name)}</span>
        </h1>
        <p class="no-print"><a href=in_lang(&frame.path, lang)>{said!(lang, mine::renew)}</a></p>
        {page.saved.then(|| view! { <Notice kind=NoticeKind::Good>{public::mine::saved(lang)}</Notice> })}
        <div class="stack" data-server-now=to_ms(page.now).to_string()>{days}</div>
        {page.schedule_path.map(|path| schedule::link(&path, lang))}
        {asks::second_interviews(page.second_interviews, &page.second_interview_action, lang)}
        {asks::talks(page.talks, &page.answer_action, lang)}
        {ask::card(page.questions, &page.ask_path, lang)}
        {badge(page.badge_qr_svg, lang)}
        {sign_out(&page.sign_out_action, lang)}
    };
    Body {
        title: public::mine::title(lang).into(),
        live_url: Some(in_lang(&format!("{}/live", frame.path), lang)),
        renew_s,
        told_once: false,
        styles: None,
        script: None,
        main: main.into_any(),
        last: None,
    }
}

/// How somebody stands at a fair; None: withdrawn.
pub(super) fn standing(standing: Option<Place>, lang: Lang) -> Words {
    match standing {
        Some(Place::Placed) => public::mine::placed(lang),
        Some(Place::Standby(number)) => public::mine::standby(lang, number),
        Some(Place::Offered { .. }) => public::mine::offered(lang),
        Some(Place::Lapsed) => public::mine::lapsed(lang),
        Some(Place::Pending) => public::mine::pending(lang),
        Some(Place::Declined) => public::mine::declined(lang),
        None => public::mine::withdrawn(lang),
    }
}

/// Nobody is interrupted more often while they read.
const RENEW_MIN_S: i64 = 20;

/// When what goes on now ends, in seconds; the page is another then. None where no clock runs.
fn renew_s(days: &[MineDay], now: Instant) -> Option<i64> {
    let left_s = days.iter().filter_map(|day| match &day.now {
        DayNow::Talk { until, paused: false, .. }
        | DayNow::ChangeOver { until, paused: false, .. }
        | DayNow::Break { until, paused: false, .. }
        | DayNow::Free { until, paused: false, .. } => Some((*until - now).num_seconds() + 1),
        _ => None,
    });
    left_s.min().map(|left_s| left_s.max(RENEW_MIN_S))
}

/// Every day, or what to do where there is none.
fn days(page: &MinePage, lang: Lang) -> impl IntoView + use<> {
    let days: Vec<_> =
        page.days.iter().cloned().map(|day| day::day(day, page.now, lang).into_any()).collect();
    let empty = days.is_empty().then(|| {
        let title = public::mine::empty(lang);
        let tag = title.foreign().map(Lang::tag);
        view! {
            <div lang=tag>
                <EmptyState title=title.into_text() text=public::mine::empty_do(lang).into_text()>
                    <ButtonLink href=in_lang("/", lang)>{public::fairs::look(lang)}</ButtonLink>
                </EmptyState>
            </div>
        }
    });
    view! { {days} {empty} }
}

fn badge(qr: String, lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack">
            <h2>{said!(lang, mine::number_title)}</h2>
            {drawing(qr, public::mine::number_title(lang))}
            <p class="small soft">{public::mine::number_note(lang)}</p>
        </section>
    }
}

fn sign_out(action: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <form class="row row-between no-print" method="post" action=in_lang(action, lang)>
            <span class="small soft">{public::mine::sign_out_note(lang)}</span>
            <Button kind=ButtonKind::Quiet act=Act::Submit>{said_on_colour!(lang, mine::sign_out)}</Button>
        </form>
    }
}

/// "Are you sure?": a page of its own, so that it works without a script.
pub(super) fn withdraw(page: WithdrawPage, lang: Lang) -> Body {
    let when = dates::day_of(lang, page.head.starts);
    let main = view! {
        <h1>{said!(lang, withdraw::title)}</h1>
        <p class="lead">{apart(page.head.name)} " · " {apart(when)}</p>
        <p>{public::withdraw::note(lang)}</p>
        {heard!(lang, withdraw::note)}
        <form class="stack" method="post" action=in_lang(&page.action, lang)>
            {hidden(form::KEY, page.key)}
            <Button kind=ButtonKind::Stop act=Act::Submit width=Width::Wide>
                {said_on_colour!(lang, withdraw::yes)}
            </Button>
            <ButtonLink href=in_lang(&page.mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, withdraw::no)}
            </ButtonLink>
        </form>
    };
    Body::new(public::withdraw::title(lang), main)
}

/// The link of a group, opened by who has signed up already.
pub(super) fn join(page: JoinPage, lang: Lang) -> Body {
    let when = dates::day_of(lang, page.head.starts);
    let main = view! {
        <h1>{said!(lang, join::title)}</h1>
        <p class="lead">{apart(page.head.name)} " · " {apart(when)}</p>
        <p>{public::join::note(lang)}</p>
        <form class="stack" method="post" action=in_lang(&page.action, lang)>
            {hidden(form::KEY, page.key)} {hidden(form::GROUP, page.group)}
            <Button act=Act::Submit width=Width::Wide>{said_on_colour!(lang, join::yes)}</Button>
            <ButtonLink href=in_lang(&page.mine_path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, join::no)}
            </ButtonLink>
        </form>
    };
    Body::new(public::join::title(lang), main)
}
