//! One fair: when and where, which work, and the form to take part. One page, one form, one button.

use super::bits::{apart, fact, heard, hidden, in_lang, moment, notice, said, said_on_colour};
use super::dates;
use super::fairs::{kind_words, window_pill};
use super::form::{self, FieldFault, StarFields, Typed};
use super::frame::Body;
use super::steps::screen::next_person;
use super::vacancy;
use super::views::{FairHead, FairPage, SignUpIds, SignUpWindow, VacancyCard};
use super::{picture, practical, questions};
use crate::parts::{Act, Bar, Button, NoticeKind, Sign, Width};
use crate::texts::public;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: FairPage, lang: Lang) -> Body {
    let title = format!("{}, {}", page.head.name, dates::day_of(lang, page.head.starts));
    let (window, approval) = (page.head.window, page.head.approval);
    let summary = questions::summary(&page.faults, page.refused, lang).into_any();
    let hero = hero(page.head, page.talk_min, lang).into_any();
    let group = page
        .typed
        .group
        .map(|_| notice(NoticeKind::Info, public::join::comes(lang), public::join::each(lang)));
    let ways = window.takes_sign_ups().then(|| ways(&page.steps_path, page.next_action, lang).into_any());
    let form = window.takes_sign_ups().then(|| {
        let group_id = page.typed.group.map(|group| hidden(form::GROUP, group));
        let work = work(page.vacancies.clone(), &page.typed, lang);
        let you = you(page.typed.clone(), page.mail, page.faults.clone(), lang);
        view! {
            <form class="stack" id=FORM method="post" action=in_lang(&page.action, lang) novalidate>
                {group_id} {work.into_any()} {you.into_any()} {submit(window, approval, lang)}
            </form>
        }
        .into_any()
    });
    let shown = (!window.takes_sign_ups()).then(|| list(page.vacancies, lang).into_any());
    let share = view! {
        <p class="no-print"><a href=in_lang(&format!("{}/delen", page.action), lang)>{public::share::title(lang)}</a></p>
    };
    let main = view! { {summary} {hero} {window_notice(window, lang)} {group} {ways} {form} {shown} {share} };
    let last = window.takes_sign_ups().then(|| ids(page.ids).into_any());
    Body { last, ..Body::new(title, main) }
}

/// What its fields name that stand apart from it.
const FORM: &str = "sign-up";

fn hero(head: FairHead, talk_min: u32, lang: Lang) -> impl IntoView {
    view! {
        <div class="fair-hero">
            {window_pill(head.window, lang)}
            <h1>{kind_words(head.kind, lang)} " " {moment(head.starts, dates::day_of(lang, head.starts))}</h1>
            <p class="strong" lang="nl">{apart(head.name.clone())}</p>
            {facts(head, public::fair::talks(lang, talk_min).view(), lang)}
            {heard!(lang, fair::talks)}
        </div>
    }
}

/// The same form one question after another; and where somebody was here before, a clean one for the next.
fn ways(steps: &str, next: Option<String>, lang: Lang) -> impl IntoView + use<> {
    view! {
        <p><a href=in_lang(steps, lang)>{public::steps::offer(lang)}</a></p>
        {next.map(|action| next_person(&action, lang))}
    }
}

/// When and where, each with what one wants to know next.
pub(super) fn facts(head: FairHead, when_note: AnyView, lang: Lang) -> impl IntoView {
    let FairHead { starts, ends, place, meeting_point, practical, picture, .. } = head;
    let figure = picture::figure(picture, &place, lang);
    let map = practical::map(&place, lang);
    let where_note = view! { {public::fair::meet(lang, meeting_point)} " " {map} };
    view! {
        <ul class="fair-facts">
            {fact(Sign::Clock, apart(dates::span(lang, starts, ends)), when_note)}
            {fact(Sign::Place, view! { <bdi lang="nl">{place}</bdi> }, where_note)}
            {practical::facts(&practical, lang)}
        </ul>
        {figure}
    }
}

/// What to do when one cannot simply sign up.
fn window_notice(window: SignUpWindow, lang: Lang) -> Option<AnyView> {
    let (title, todo, kind) = match window {
        SignUpWindow::Open => return None,
        SignUpWindow::NotYet => {
            (public::window::not_yet(lang), public::window::not_yet_do(lang), NoticeKind::Info)
        }
        SignUpWindow::StandbyOnly => {
            (public::window::standby_only(lang), public::window::standby_only_do(lang), NoticeKind::Warn)
        }
        SignUpWindow::Full => (public::window::full(lang), public::window::full_do(lang), NoticeKind::Warn),
        SignUpWindow::Closed => {
            (public::window::closed(lang), public::window::closed_do(lang), NoticeKind::Info)
        }
        SignUpWindow::Cancelled => {
            (public::window::cancelled(lang), public::window::cancelled_do(lang), NoticeKind::Stop)
        }
    };
    let hear = if window == SignUpWindow::StandbyOnly { heard!(lang, window::standby_only_do) } else { None };
    Some(view! { {notice(kind, title, todo)} {hear} }.into_any())
}

/// The only thing on an empty form that is another for each visitor. It stands last on the page, so that the server draws
/// and compresses all that comes before once for everybody.
fn ids(ids: SignUpIds) -> impl IntoView {
    let named =
        |name: &'static str, id: String| view! { <input type="hidden" form=FORM name=name value=id/> };
    view! {
        {named(form::KEY, ids.key.to_string())}
        {named(form::SIGN_UP, ids.sign_up.to_string())}
        {named(form::RESIDENT, ids.resident.to_string())}
    }
}

fn work(vacancies: Vec<VacancyCard>, typed: &Typed, lang: Lang) -> impl IntoView + use<> {
    let note =
        if vacancies.is_empty() { public::fair::work_empty(lang) } else { public::fair::work_note(lang) };
    let fields = StarFields::of(vacancies.iter().map(|vacancy| vacancy.id));
    let cards: Vec<_> =
        vacancies.into_iter().map(|vacancy| vacancy::card(vacancy, &fields, typed, lang)).collect();
    view! {
        <div>
            <h2>{said!(lang, fair::work_title)}</h2>
            <p class="small soft">{note}</p>
            {heard!(lang, fair::work_title)}
        </div>
        {cards}
    }
}

/// The vacancies to read, where one cannot sign up.
fn list(vacancies: Vec<VacancyCard>, lang: Lang) -> impl IntoView {
    let lines: Vec<_> = vacancies.into_iter().map(|vacancy| vacancy::line(vacancy, lang)).collect();
    view! { <ul class="lines">{lines}</ul> }
}

fn you(typed: Typed, mail: bool, faults: Vec<FieldFault>, lang: Lang) -> impl IntoView {
    view! {
        <h2>{said!(lang, fair::you_title)}</h2>
        {questions::name(typed.name.clone(), &faults, lang)}
        {questions::contact(&typed, mail, &faults, lang)}
        {questions::spoken(&typed.spoken, lang)}
        {questions::needs(typed.needs, typed.leave_at, &faults, lang)}
        {questions::adult(typed.adult, &faults, lang)}
    }
}

pub(super) fn submit(window: SignUpWindow, approval: bool, lang: Lang) -> impl IntoView {
    let words = match window {
        SignUpWindow::StandbyOnly => said_on_colour!(lang, fair::submit_standby),
        _ => said_on_colour!(lang, fair::submit),
    };
    let waits = approval.then(|| view! { <p>{public::fair::approval(lang)}</p> });
    view! {
        {waits}
        <p class="small"><a href=in_lang("/mijn-gegevens", lang)>{public::fair::privacy(lang)}</a></p>
        {heard!(lang, fair::privacy)}
        <Bar><Button act=Act::Submit width=Width::Wide>{words}</Button></Bar>
    }
}
