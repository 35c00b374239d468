//! "Messages", for staff: who is to be told what about a fair, one after the other. WhatsApp opens with the words in the
//! person's own language where a number is known; the server sends an e-mail where an address is, once somebody presses;
//! who has neither gets a slip, and the page prints just those. The names of things are in the language of staff, as in the workplace.

use super::bits::{hidden, in_lang, whatsapp, with_link};
use super::frame::Body;
use super::views::{Failed, FairHead, MailIs, MailWords, TellPage, Telling, ToldOf, Went};
use super::{dates, form, staff};
use crate::parts::{
    Act, Button, ButtonKind, ButtonLink, EmptyState, Notice, NoticeKind, Pill, PillKind, Seat,
};
use crate::texts::fair::telling as t;
use crate::texts::public;
use domain::fair::telling::Message;
use domain::lang::Lang;
use domain::time::from_ms;
use leptos::prelude::*;

pub(super) fn page(page: TellPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let TellPage { head, fair_link, action, fair, mail, due, more, told } = page;
    let title = t::title(lang);
    let sends = mail != MailIs::Off;
    let nobody = due.is_empty().then(|| view! { <EmptyState title=t::none(lang) text=t::none_text(lang)/> });
    let [failed, by_phone, by_mail, on_paper] = sorted(due, sends);
    let more = (more > 0).then(|| view! { <p class="small soft no-print">{t::more(lang, more)}</p> });
    let cards = |list: Vec<Telling>| -> Vec<_> {
        list.into_iter().map(|one| card(one, sends, &head, &fair_link, &action, lang).into_any()).collect()
    };
    let failed = (!failed.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2 class="no-print">{t::failed(lang)}</h2>
                <div class="no-print"><Notice kind=NoticeKind::Warn>{t::failed_note(lang)}</Notice></div>
                <div class="slips">{cards(failed)}</div>
            </section>
        }
        .into_any()
    });
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
    let mails = (!by_mail.is_empty()).then(|| {
        let all = send_all(&by_mail, &action, lang).into_any();
        view! {
            <section class="stack no-print">
                <h2>{t::by_mail(lang)}</h2>
                <p class="small soft">{t::by_mail_note(lang)}</p>
                {all} {cards(by_mail)}
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
    let note = if sends { t::note_mail(lang) } else { t::note(lang) };
    let folder = match mail {
        MailIs::Folder(folder) => Some(view! { <Notice>{t::folder(lang, folder)}</Notice> }),
        MailIs::Off | MailIs::On => None,
    };
    let main = view! {
        <div class="stack no-print">
            <h1>{title}</h1>
            <Notice>{note}</Notice>
            {folder}
        </div>
        {failed} {nobody} {phones} {mails} {papers} {more} {told}
    };
    let main = staff::page(lang, (), (staff::fair(fair), head.name.clone()), main);
    Body { styles: Some("/assets/paper.css"), ..Body::new(title, main) }
}

/// In which section each stands: did not arrive, by telephone, by e-mail, on paper.
fn sorted(due: Vec<Telling>, sends: bool) -> [Vec<Telling>; 4] {
    let mut sections = [const { Vec::new() }; 4];
    for one in due {
        let section = match (one.failed, &one.phone, one.email && sends) {
            (Some(_), ..) => 0,
            (None, Some(_), _) => 1,
            (None, None, true) => 2,
            (None, None, false) => 3,
        };
        sections[section].push(one);
    }
    sections
}

/// Every e-mail that stands here, each of them a command of its own.
fn send_all(list: &[Telling], action: &str, lang: Lang) -> impl IntoView + use<> {
    let ones: Vec<_> = list.iter().map(|one| hidden(form::ONE, named(one))).collect();
    let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
    view! {
        <form method="post" action=in_lang(action, lang)>
            {hidden(form::TOLD, "mail")} {ones}
            <Button act=Act::Submit>{t::send_all(lang, count)}</Button>
        </form>
    }
}

/// As [`form::ONE`] says it.
fn named(one: &Telling) -> String {
    format!("{} {} {}", one.key, one.resident, one.message.as_str())
}

/// One person and one message, which is also the slip.
fn card(
    one: Telling,
    sends: bool,
    head: &FairHead,
    fair_link: &str,
    action: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let words = message_words(one.message, one.until_ms, head, fair_link, one.lang);
    let mail = (one.email && sends).then(|| send_one(&one, action, lang).into_any());
    let failed = one.failed.map(|why| {
        let why = match why {
            Failed::Refused => t::was_refused(lang),
            Failed::GivenUp => t::was_given_up(lang),
        };
        view! { <p class="small no-print">{why}</p> }
    });
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
            {failed}
            <div class="row no-print">
                {send} {mail}
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

fn send_one(one: &Telling, action: &str, lang: Lang) -> impl IntoView + use<> {
    let words = if one.failed.is_some() { t::send_again(lang) } else { t::send_mail(lang) };
    let whom = one.name.clone();
    view! {
        <form method="post" action=in_lang(action, lang)>
            {hidden(form::TOLD, "mail")} {hidden(form::ONE, named(one))}
            <Button act=Act::Submit>{words}<span class="visually-hidden">": "{whom}</span></Button>
        </form>
    }
}

fn told_line(one: ToldOf, action: &str, lang: Lang) -> impl IntoView + use<> {
    let when = from_ms(one.at_ms);
    let when = format!("{}, {}", dates::day_of(lang, when), dates::clock(lang, when));
    let went = one.mail.map(|went| match went {
        Went::Waits => t::mail_waits(lang),
        Went::Sent => t::mail_sent(lang),
    });
    let went = went.map(|words| view! { " · "{words} });
    view! {
        <li class="line">
            <span class="line-lead"><Seat number=one.number.to_string()/></span>
            <span class="line-main"><bdi>{one.name.clone()}</bdi>" · "{kind_words(one.message, lang)}" · "{when}{went}</span>
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

/// The message as an e-mail. The head says no more than the words do: it stands on a screen that is locked.
pub fn mail_words(
    message: Message,
    until_ms: Option<i64>,
    head: &FairHead,
    fair_link: &str,
    of: Lang,
) -> MailWords {
    MailWords {
        subject: public::tell::subject(of, &head.name).into_text().into_owned(),
        text: message_words(message, until_ms, head, fair_link, of),
        lang: of,
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
