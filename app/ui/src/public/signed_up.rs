//! Signed up: the place, the harmless number, the personal link, and the PIN apart from both. Printed, it is the card;
//! the PIN stays closed on paper too, unless its owner opened it.

use super::bits::{apart, drawing, heard, in_lang, said, said_on_colour};
use super::dates;
use super::fair;
use super::frame::Body;
use super::steps::screen::next_person;
use super::views::{FairHead, SignedUpPage};
use crate::parts::{ButtonKind, ButtonLink, Notice, NoticeKind, Pill, PillKind, Seat, Size, Width};
use crate::texts::{Words, public};
use domain::fair::Place;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: SignedUpPage, lang: Lang) -> Body {
    let title = match page.place {
        Place::Placed => public::signed_up::placed(lang, &page.name),
        Place::Standby(_) => public::signed_up::standby(lang, &page.name),
        // The card is shown once more, and the line has moved meanwhile.
        Place::Offered { .. } => public::mine::offered(lang),
        Place::Lapsed => public::mine::lapsed(lang),
        Place::Pending => public::signed_up::pending(lang, &page.name),
        Place::Declined => public::mine::declined(lang),
    };
    let main = view! {
        {result(title.clone(), page.place, lang)}
        {number(page.number, page.name, page.badge_qr_svg, lang)}
        {own_page(page.card_link, page.card_qr_svg, page.mine_path, lang)}
        {pin(page.pin, lang)}
        {page.leaning_path.map(|path| lean(&path, lang))}
        {next(lang)}
        {day(page.head, lang)}
        {next_person(&page.next_action, lang)}
    };
    Body { told_once: true, styles: None, ..Body::new(title, main) }
}

fn result(title: Words, place: Place, lang: Lang) -> impl IntoView {
    let standby = match place {
        Place::Placed => None,
        Place::Standby(number) => Some(public::signed_up::standby_note(lang, number)),
        Place::Offered { .. } | Place::Lapsed => Some(public::signed_up::look(lang)),
        Place::Pending => Some(public::signed_up::pending_note(lang)),
        Place::Declined => Some(public::mine::declined_note(lang)),
    };
    view! {
        <h1>{title}</h1>
        {standby.map(|note| view! { <Notice kind=NoticeKind::Warn>{note}</Notice> })}
    }
}

/// The day itself, so that a print tells where to be.
fn day(head: FairHead, lang: Lang) -> impl IntoView {
    let when = apart(dates::day_of(lang, head.starts)).into_any();
    view! {
        <section class="card stack">
            <h2 lang="nl">{apart(head.name.clone())}</h2>
            {fair::facts(head, when, lang)}
        </section>
    }
}

fn number(number: u32, name: String, qr: String, lang: Lang) -> impl IntoView {
    let label = public::signed_up::number_title(lang);
    view! {
        <section class="card stack">
            <h2>{said!(lang, signed_up::number_title)}</h2>
            <p class="row"><Seat number=number.to_string() size=Size::Huge/> <b class="lead">{apart(name)}</b></p>
            {drawing(qr, label)}
            <p class="small soft">{public::signed_up::number_note(lang)}</p>
        </section>
    }
}

fn own_page(link: String, qr: String, mine_path: String, lang: Lang) -> impl IntoView {
    let label = public::signed_up::card_title(lang);
    view! {
        <section class="card stack">
            <h2>{said!(lang, signed_up::card_title)}</h2>
            <p>{public::signed_up::card_note(lang)}</p>
            {heard!(lang, signed_up::card_note)}
            {drawing(qr, label)}
            <p class="small"><bdi dir="ltr">{link}</bdi></p>
            <p class="no-print">
                <ButtonLink href=in_lang(&mine_path, lang) width=Width::Wide>
                    {said_on_colour!(lang, signed_up::card_open)}
                </ButtonLink>
            </p>
        </section>
    }
}

/// Behind a tap: who looks over a shoulder, or finds the slip, sees no PIN.
fn pin(pin: Option<String>, lang: Lang) -> impl IntoView {
    let shown = match pin {
        Some(pin) => view! {
            <details>
                <summary class="button is-quiet is-wide">{said_on_colour!(lang, signed_up::pin_show)}</summary>
                <p class="pin center"><bdi dir="ltr">{pin}</bdi></p>
            </details>
            <p>{public::signed_up::pin_note(lang)}</p>
            {heard!(lang, signed_up::pin_note)}
        }
        .into_any(),
        None => view! { <p>{public::signed_up::pin_told(lang)}</p> }.into_any(),
    };
    view! {
        <section class="card stack">
            <h2>{said!(lang, signed_up::pin_title)}</h2>
            {shown}
        </section>
    }
}

/// Who chose no vacancy is asked three things with pictures instead.
fn lean(path: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <section class="card stack no-print">
            <h2>{said!(lang, lean::title)}</h2>
            <p>{public::lean::note(lang)}</p>
            <ButtonLink href=in_lang(path, lang) kind=ButtonKind::Quiet width=Width::Wide>
                {said_on_colour!(lang, lean::open)}
            </ButtonLink>
        </section>
    }
}

fn next(lang: Lang) -> impl IntoView {
    view! {
        <section class="stack stack-tight">
            <h2>{said!(lang, signed_up::next_title)}</h2>
            {heard!(lang, signed_up::next_title)}
            <ol class="stack stack-tight">
                <li>{step(1, public::signed_up::next_plan(lang))}</li>
                <li>{step(2, public::signed_up::next_page(lang))}</li>
                <li>{step(3, public::signed_up::next_withdraw(lang))}</li>
            </ol>
        </section>
    }
}

fn step(number: u32, words: Words) -> impl IntoView {
    view! {
        <div class="line">
            <span class="line-lead"><Pill kind=PillKind::Brand>{number}</Pill></span>
            <span class="line-main">{words}</span>
        </div>
    }
}
