//! Which time fits for a second interview: each time is a button in a form of its own, so that one after another are two
//! wishes and a double tap is one.

use crate::parts::{Act, Button, ButtonKind, ButtonLink, Notice, NoticeKind, Width};
use crate::public::bits::{apart, hidden, in_lang, moment, said_on_colour};
use crate::public::dates;
use crate::public::form;
use crate::public::views::{FreeTime, InterviewTimes, TimeNo, TimesStand};
use crate::texts::public;
use domain::ids::FollowUpId;
use domain::lang::Lang;
use domain::time::Instant;
use leptos::prelude::*;

/// What was picked, or what can be.
pub(super) fn times(times: InterviewTimes, follow_up: FollowUpId, lang: Lang) -> impl IntoView {
    let InterviewTimes { action, stands, free, none_key, no } = times;
    let action = in_lang(&action, lang);
    let picked = matches!(stands, TimesStand::Picked { .. });
    let asked = !free.is_empty() && !matches!(stands, TimesStand::NoneFits);
    let no = no.map(|why| match why {
        TimeNo::Gone => public::mine::time_taken(lang),
        TimeNo::SameTime => public::mine::time_same(lang),
    });
    let no = no.map(|words| view! { <Notice kind=NoticeKind::Warn>{words}</Notice> });
    let waits = (free.is_empty() && matches!(stands, TimesStand::Lost))
        .then(|| view! { <p>{public::mine::time_wait(lang)}</p> });
    let list: Vec<_> = free.into_iter().map(|one| button(one, follow_up, &action, lang).into_any()).collect();
    let none = asked.then(|| {
        view! {
            <form method="post" action=action.clone()>
                {hidden(form::FOLLOW_UP, follow_up)} {hidden(form::KEY, none_key)}
                <Button kind=ButtonKind::Plain act=Act::Submit width=Width::Wide>
                    {said_on_colour!(lang, mine::time_none)}
                </Button>
            </form>
        }
    });
    let choose = (!list.is_empty()).then(|| {
        let list = view! { {list} {none} };
        match picked {
            false => view! { <h3>{public::mine::time_choose(lang)}</h3> {list} }.into_any(),
            true => view! {
                <details class="stack">
                    <summary>{public::mine::time_other(lang)}</summary>
                    <div class="stack">{list}</div>
                </details>
            }
            .into_any(),
        }
    });
    view! { {no} {said(stands, lang)} {waits} {choose} }
}

fn said(stands: TimesStand, lang: Lang) -> Option<AnyView> {
    Some(match stands {
        TimesStand::Nothing => return None,
        TimesStand::Picked { starts, place } => view! {
            <Notice kind=NoticeKind::Good>
                <p class="notice-title">{public::mine::time_chosen(lang)}</p>
                <p>{when(starts, lang)}</p>
                <p><bdi lang="nl">{place}</bdi></p>
            </Notice>
            <p class="no-print">
                <ButtonLink href=in_lang("/mijn/agenda.ics", lang) kind=ButtonKind::Plain>
                    {public::mine::calendar(lang)}
                </ButtonLink>
            </p>
        }
        .into_any(),
        TimesStand::NoneFits => {
            view! { <Notice kind=NoticeKind::Info>{public::mine::time_none_said(lang)}</Notice> }.into_any()
        }
        TimesStand::Lost => {
            view! { <Notice kind=NoticeKind::Warn>{public::mine::time_gone(lang)}</Notice> }.into_any()
        }
    })
}

fn button(of: FreeTime, follow_up: FollowUpId, action: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action.to_owned()>
            {hidden(form::FOLLOW_UP, follow_up)} {hidden(form::TIME, of.time)} {hidden(form::KEY, of.key)}
            <Button kind=ButtonKind::Quiet act=Act::Submit width=Width::Wide>
                <span><b>{when(of.starts, lang)}</b><br/><bdi lang="nl">{of.place}</bdi></span>
            </Button>
        </form>
    }
}

/// "dinsdag 8 december, 10.00 uur".
pub(in crate::public) fn when_words(starts: Instant, lang: Lang) -> String {
    format!("{}{}{}", dates::day_of(lang, starts), dates::comma(lang), dates::time(lang, starts))
}

pub(in crate::public) fn when(starts: Instant, lang: Lang) -> impl IntoView {
    moment(starts, when_words(starts, lang))
}

/// When it is, for "Mijn gegevens".
pub(in crate::public) fn kept(stands: TimesStand, lang: Lang) -> Option<AnyView> {
    match stands {
        TimesStand::Picked { starts, place } => {
            Some(view! { " · " {when(starts, lang)} " · " {apart(place)} }.into_any())
        }
        TimesStand::Nothing | TimesStand::NoneFits | TimesStand::Lost => None,
    }
}
