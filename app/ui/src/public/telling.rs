//! "Messages", for staff: who is to be told what about a fair, one after the other. WhatsApp opens with the words in the
//! person's own language where a number is known; who has none gets a slip, and the page prints just those. Nothing is
//! sent from here. The names of things are in the language of staff, as in the workplace.

use super::bits::{hidden, in_lang, whatsapp, with_link};
use super::frame::Body;
use super::views::{FairHead, TellPage, Telling, ToldOf};
use super::{dates, form, staff};
use crate::parts::{Act, Button, ButtonKind, ButtonLink, EmptyState, Notice, Pill, PillKind, Seat};
use crate::texts::fair::telling as t;
use crate::texts::public;
use domain::fair::telling::Message;
use domain::lang::Lang;
use domain::time::from_ms;
use leptos::prelude::*;

pub(super) fn page(page: TellPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let TellPage { head, fair_link, action, fair, due, more, told } = page;
    let title = t::title(lang);
    let (by_phone, on_paper): (Vec<_>, Vec<_>) = due.into_iter().partition(|one| one.phone.is_some());
    let nobody = (by_phone.is_empty() && on_paper.is_empty())
        .then(|| view! { <EmptyState title=t::none(lang) text=t::none_text(lang)/> });
    let more = (more > 0).then(|| view! { <p class="small soft no-print">{t::more(lang, more)}</p> });
    let cards = |list: Vec<Telling>| -> Vec<_> {
        list.into_iter().map(|one| card(one, &head, &fair_link, &action, lang).into_any()).collect()
    };
    let phones = (!by_phone.is_empty()).then(|| {
        view! {
            <section class="stack no-print">
                <h2>{t::by_phone(lang)}</h2>
                <p class="small soft">{t::by_phone_note(lang)}</p>
                {cards(by_phone)}
            </section>
        }
        .into_any()
    });
    let papers = (!on_paper.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2 class="no-print">{t::on_paper(lang)}</h2>
                <p class="small soft no-print">{t::on_paper_note(lang)}</p>
                <div class="slips">{cards(on_paper)}</div>
            </section>
        }
        .into_any()
    });
    let told = (!told.is_empty()).then(|| {
        let lines: Vec<_> = told.into_iter().map(|one| told_line(one, &action, lang).into_any()).collect();
        view! {
            <section class="stack stack-tight no-print">
                <h2>{t::told_title(lang)}</h2>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    });
    let main = view! {
        <div class="stack no-print">
            <h1>{title}</h1>
            <Notice>{t::note(lang)}</Notice>
        </div>
        {nobody} {phones} {papers} {more} {told}
    };
    let main = staff::page(lang, (), (staff::fair(fair), head.name.clone()), main);
    Body { styles: Some("/assets/paper.css"), ..Body::new(title, main) }
}

/// One person and one message, which is also the slip.
fn card(one: Telling, head: &FairHead, fair_link: &str, action: &str, lang: Lang) -> impl IntoView + use<> {
    let words = message_words(one.message, one.until_ms, head, fair_link, one.lang);
    let (name, whom, told) = (one.name.clone(), one.name.clone(), one.name);
    let send = one.phone.map(|phone| {
        let link = whatsapp(Some(&phone), &words);
        view! {
            <ButtonLink href=link>{t::send(lang)}<span class="visually-hidden">": "{whom}</span></ButtonLink>
        }
    });
    view! {
        <section class="paper-slip stack stack-tight">
            <h3 class="row">
                <Seat number=one.number.to_string()/>
                <bdi>{name}</bdi>
                <span class="no-print"><Pill kind=PillKind::Plain>{kind_words(one.message, lang)}</Pill></span>
            </h3>
            <p lang=one.lang.tag() dir=one.lang.direction().as_str()>{words}</p>
            <div class="row no-print">
                {send}
                <form method="post" action=in_lang(action, lang)>
                    {hidden(form::KEY, one.key)} {hidden(form::RESIDENT, one.resident)}
                    {hidden(form::MESSAGE, one.message.as_str())} {hidden(form::TOLD, "yes")}
                    <Button kind=ButtonKind::Quiet act=Act::Submit>
                        {t::is_told(lang)}<span class="visually-hidden">": "{told}</span>
                    </Button>
                </form>
            </div>
        </section>
    }
}

fn told_line(one: ToldOf, action: &str, lang: Lang) -> impl IntoView + use<> {
    let when = from_ms(one.at_ms);
    let when = format!("{}, {}", dates::day_of(lang, when), dates::clock(lang, when));
    view! {
        <li class="line">
            <span class="line-lead"><Seat number=one.number.to_string()/></span>
            <span class="line-main"><bdi>{one.name.clone()}</bdi>" · "{kind_words(one.message, lang)}" · "{when}</span>
            <form class="line-trail" method="post" action=in_lang(action, lang)>
                {hidden(form::KEY, one.key)} {hidden(form::RESIDENT, one.resident)}
                {hidden(form::MESSAGE, one.message.as_str())} {hidden(form::TOLD, "no")}
                <Button kind=ButtonKind::Plain act=Act::Submit>
                    {t::take_back(lang)}<span class="visually-hidden">": "{one.name}</span>
                </Button>
            </form>
        </li>
    }
}

fn kind_words(message: Message, lang: Lang) -> &'static str {
    match message {
        Message::Invitation => t::invitation(lang),
        Message::Confirmation => t::confirmation(lang),
        Message::Offer => t::offer(lang),
        Message::NoPlace => t::no_place(lang),
        Message::Change => t::change(lang),
        Message::Reminder => t::reminder(lang),
        Message::Outcome => t::outcome(lang),
    }
}

/// The message in the language of who gets it. Neutral: a phone may be another's, and lies on tables.
pub(super) fn message_words(
    message: Message,
    until_ms: Option<i64>,
    head: &FairHead,
    fair_link: &str,
    of: Lang,
) -> String {
    let (fair, place) = (&head.name, &head.place);
    let (day, time) = (dates::day_of(of, head.starts), dates::time(of, head.starts));
    match message {
        Message::Invitation => {
            let link = in_lang(fair_link, of);
            with_link(public::share::message(of, day, &link, fair, place), &link)
        }
        Message::Confirmation => {
            public::tell::confirmation(of, day, fair, place, time).into_text().into_owned()
        }
        Message::Offer => {
            let until = until_ms.map_or(head.starts, from_ms);
            let (day, time) = (dates::day_of(of, until), dates::time(of, until));
            public::tell::offer(of, day, fair, time).into_text().into_owned()
        }
        Message::Change => public::tell::change(of, day, fair, place, time).into_text().into_owned(),
        Message::Reminder => public::tell::reminder(of, day, fair, place, time).into_text().into_owned(),
        Message::NoPlace => public::tell::no_place(of, fair).into_text().into_owned(),
        Message::Outcome => public::tell::outcome(of, fair).into_text().into_owned(),
    }
}
