//! Paper for the day, for staff to print: a slip per person with the own schedule in the own language, and badges.
//! Nothing on it opens anything: no link, no PIN.

use super::bits::{apart, moment};
use super::dates;
use super::frame::Body;
use super::views::{FairHead, Slip, SlipsPage, Stop, StopKind};
use crate::parts::{EmptyState, Seat};
use crate::texts::public;
use domain::lang::Lang;
use leptos::prelude::*;

/// Two in a row on A4; each can be cut out.
pub(super) fn slips(page: SlipsPage, lang: Lang) -> Body {
    let SlipsPage { head, people } = page;
    let title = format!("{} · {}", public::paper::slips(lang), head.name);
    let note = note(people.is_empty(), lang);
    let slips: Vec<_> = people.into_iter().map(|slip| one(slip, &head).into_any()).collect();
    let main = view! {
        <h1 class="no-print">{public::paper::slips(lang)}</h1>
        {note}
        <div class="slips">{slips}</div>
    };
    Body { styles: Some("/assets/paper.css"), ..Body::new(title, main) }
}

/// Ten on A4.
pub(super) fn badges(page: SlipsPage, lang: Lang) -> Body {
    let SlipsPage { head, people } = page;
    let title = format!("{} · {}", public::paper::badges(lang), head.name);
    let note = note(people.is_empty(), lang);
    let badges = people.into_iter().map(|slip| {
        view! {
            <section class="badge">
                <span class="badge-number">{slip.number}</span>
                <b dir="auto">{slip.name}</b>
                <span class="small" lang="nl">{apart(&head.name)}</span>
            </section>
        }
    });
    let main = view! {
        <h1 class="no-print">{public::paper::badges(lang)}</h1>
        {note}
        <div class="badges">{badges.collect_view()}</div>
    };
    Body { styles: Some("/assets/paper.css"), ..Body::new(title, main) }
}

fn note(nobody: bool, lang: Lang) -> AnyView {
    if nobody {
        return view! {
            <EmptyState title=public::paper::nobody(lang).into_text() text=public::paper::nobody_do(lang).into_text()/>
        }
        .into_any();
    }
    view! { <p class="no-print small soft">{public::flyer::print(lang)}</p> }.into_any()
}

fn one(slip: Slip, head: &FairHead) -> impl IntoView + use<> {
    let lang = slip.lang;
    let day = dates::day_of(lang, head.starts);
    let lines: Vec<_> = slip.schedule.into_iter().map(|stop| line(stop, lang).into_any()).collect();
    let none = lines.is_empty().then(|| view! { <p>{public::paper::ask(lang)}</p> });
    view! {
        <section class="paper-slip stack stack-tight" lang=lang.tag() dir=lang.direction().as_str()>
            <h2 class="row">
                <Seat number=slip.number.to_string()/>
                <bdi>{slip.name}</bdi>
            </h2>
            <p class="small">{moment(head.starts, day)} " · " <bdi lang="nl">{head.place.clone()}</bdi></p>
            <ol>{lines}</ol>
            {none}
        </section>
    }
}

fn line(stop: Stop, lang: Lang) -> impl IntoView {
    let time = moment(stop.starts, dates::clock(lang, stop.starts));
    let what = match stop.what {
        StopKind::Break => view! { <span>{public::mine::pause(lang)}</span> }.into_any(),
        StopKind::Talk { table_number, room, party_name, interpreter, .. } => {
            let interpreter =
                interpreter.map(|name| view! { <br/>{public::mine::interpreter(lang, name)} }.into_any());
            view! {
                <span>
                    <b>{public::mine::table(lang, table_number)}</b>
                    " · " <bdi lang="nl">{party_name}</bdi> " · " <bdi lang="nl">{room}</bdi> {interpreter}
                </span>
            }
            .into_any()
        }
    };
    view! { <li>{time} " " {what}</li> }
}
