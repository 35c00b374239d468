//! One fair: when and where, which work, and the form to take part. One page, one form, one button.

use super::bits::{
    TextField, apart, choice_card, described, error_line, fact, fault_at, hidden, in_lang, moment, notice,
    said, said_on_colour, text_field,
};
use super::dates;
use super::fairs::{kind_words, window_pill};
use super::form::{self, FieldFault, StarFields, Typed};
use super::frame::Body;
use super::vacancy;
use super::views::{FairHead, FairPage, SignUpIds, SignUpWindow, VacancyCard};
use crate::parts::{Act, Bar, Button, NoticeKind, Sign, Width};
use crate::texts::{Words, errors, public};
use domain::fair::SignUpRefused;
use domain::lang::Lang;
use domain::time::Instant;
use leptos::prelude::*;

pub(super) fn page(page: FairPage, lang: Lang) -> Body {
    let title = format!("{}, {}", page.head.name, dates::day_of(lang, page.head.starts));
    let window = page.head.window;
    let summary = summary(&page.faults, page.refused, lang).into_any();
    let hero = hero(page.head, page.talk_min, lang).into_any();
    let form = window.takes_sign_ups().then(|| {
        let work = work(page.vacancies.clone(), &page.typed, lang);
        let you = you(page.typed.clone(), page.faults.clone(), lang);
        view! {
            <form class="stack" method="post" action=in_lang(&page.action, lang) novalidate>
                {ids(page.ids)} {work.into_any()} {you.into_any()} {submit(window, lang)}
            </form>
        }
        .into_any()
    });
    let shown = (!window.takes_sign_ups()).then(|| list(page.vacancies, lang).into_any());
    let share = view! {
        <p class="no-print"><a href=in_lang(&format!("{}/delen", page.action), lang)>{public::share::title(lang)}</a></p>
    };
    Body::new(title, view! { {summary} {hero} {window_notice(window, lang)} {form} {shown} {share} })
}

fn hero(head: FairHead, talk_min: u32, lang: Lang) -> impl IntoView {
    view! {
        <div class="fair-hero">
            {window_pill(head.window, lang)}
            <h1>{kind_words(head.kind, lang)} " " {moment(head.starts, dates::day_of(lang, head.starts))}</h1>
            <p class="strong" lang="nl">{apart(head.name)}</p>
            {facts(head.starts, head.ends, public::fair::talks(lang, talk_min).view(), head.place, head.meeting_point, lang)}
        </div>
    }
}

/// When and where, each with what one wants to know next.
pub(super) fn facts(
    starts: Instant,
    ends: Instant,
    when_note: AnyView,
    place: String,
    meeting_point: String,
    lang: Lang,
) -> impl IntoView {
    view! {
        <ul class="fair-facts">
            {fact(Sign::Clock, apart(dates::span(lang, starts, ends)), when_note)}
            {fact(Sign::Place, view! { <bdi lang="nl">{place}</bdi> }, public::fair::meet(lang, meeting_point).view())}
        </ul>
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
    Some(notice(kind, title, todo))
}

/// What must be mended, as links to the places; what was typed is all still there.
fn summary(
    faults: &[FieldFault],
    refused: Option<SignUpRefused>,
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let refused = refused.map(|refused| match refused {
        SignUpRefused::Closed => errors::sign_up::closed(lang),
        SignUpRefused::AlreadySignedUp => errors::sign_up::already(lang),
        SignUpRefused::Full => errors::sign_up::full(lang),
    });
    let of_form = faults.iter().filter(|fault| fault.field().is_none()).map(|fault| fault.text(lang));
    let sentences: Vec<_> =
        refused.into_iter().chain(of_form).map(|text| view! { <li>{text}</li> }).collect();
    let links: Vec<_> = faults
        .iter()
        .filter_map(|fault| Some((fault.field()?, fault.text(lang))))
        .map(|(field, text)| view! { <li><a href=format!("#field-{field}")>{text}</a></li> })
        .collect();
    (!sentences.is_empty() || !links.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{said!(lang, fair::mend_title)}</h2>
                <ul>{sentences} {links}</ul>
            </div>
        }
    })
}

fn ids(ids: SignUpIds) -> impl IntoView {
    view! {
        {hidden(form::KEY, ids.key)}
        {hidden(form::SIGN_UP, ids.sign_up)}
        {hidden(form::RESIDENT, ids.resident)}
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
        </div>
        {cards}
    }
}

/// The vacancies to read, where one cannot sign up.
fn list(vacancies: Vec<VacancyCard>, lang: Lang) -> impl IntoView {
    let lines: Vec<_> = vacancies.into_iter().map(|vacancy| vacancy::line(vacancy, lang)).collect();
    view! { <ul class="lines">{lines}</ul> }
}

fn you(typed: Typed, faults: Vec<FieldFault>, lang: Lang) -> impl IntoView {
    let name = TextField {
        name: form::NAME,
        kind: "text",
        inputmode: None,
        autocomplete: "given-name",
        class: "control",
        value: typed.name,
    };
    let name_fault = fault_at(&faults, form::NAME, lang);
    view! {
        <h2>{said!(lang, fair::you_title)}</h2>
        {text_field(name, said!(lang, fair::name), Some(public::fair::name_hint(lang)), name_fault)}
        {contact(&typed.contact, typed.phone, &faults, lang)}
        {spoken(&typed.spoken, lang)}
        {needs(typed.needs, lang)}
        {adult(typed.adult, fault_at(&faults, form::ADULT, lang), lang)}
    }
}

fn contact(chosen: &str, phone: String, faults: &[FieldFault], lang: Lang) -> impl IntoView + use<> {
    let error = fault_at(faults, form::CONTACT, lang);
    let described = described(form::CONTACT, false, error.is_some());
    let card = |value, words: AnyView| choice_card("radio", form::CONTACT, value, chosen == value, words);
    let phone = TextField {
        name: form::PHONE,
        kind: "tel",
        inputmode: None,
        autocomplete: "tel",
        class: "control",
        value: phone,
    };
    let phone_fault = fault_at(faults, form::PHONE, lang);
    view! {
        <fieldset class="choice" id="field-contact" aria-describedby=described>
            <legend>{said!(lang, fair::contact)}</legend>
            {error_line(form::CONTACT, error)}
            <div class="choice-cards is-stack">
                {card("phone", said!(lang, fair::contact_phone))}
                {card("desk", said!(lang, fair::contact_desk))}
                {card("room", said!(lang, fair::contact_room))}
            </div>
        </fieldset>
        {text_field(phone, said!(lang, fair::phone), Some(public::fair::phone_hint(lang)), phone_fault)}
    }
}

fn spoken(chosen: &[Lang], lang: Lang) -> impl IntoView + use<> {
    let cards: Vec<_> = Lang::ALL
        .iter()
        .map(|language| {
            let words = view! { <bdi lang=language.tag()>{language.endonym()}</bdi> };
            choice_card("checkbox", form::SPOKEN, language.tag(), chosen.contains(language), words)
        })
        .collect();
    view! {
        <fieldset class="choice">
            <legend>{said!(lang, fair::spoken)} " " {optional(lang)}</legend>
            <div class="choice-cards">{cards}</div>
        </fieldset>
    }
}

fn needs(needs: domain::command::Needs, lang: Lang) -> impl IntoView {
    let card = |value, chosen, words: AnyView| choice_card("checkbox", form::NEED, value, chosen, words);
    view! {
        <fieldset class="choice">
            <legend>{said!(lang, fair::needs)} " " {optional(lang)}</legend>
            <p class="hint">{public::fair::needs_hint(lang)}</p>
            <div class="choice-cards is-stack">
                {card("interpreter", needs.interpreter, said!(lang, fair::need_interpreter))}
                {card("childcare", needs.childcare, said!(lang, fair::need_childcare))}
                {card("transport", needs.transport, said!(lang, fair::need_transport))}
            </div>
        </fieldset>
    }
}

fn optional(lang: Lang) -> impl IntoView {
    view! { <span class="optional soft">{public::fair::optional(lang)}</span> }
}

fn adult(ticked: bool, error: Option<Words>, lang: Lang) -> impl IntoView {
    let described = described(form::ADULT, false, error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field">
            {error_line(form::ADULT, error)}
            <label class="check">
                <input
                    type="checkbox"
                    id="field-adult"
                    name=form::ADULT
                    value="1"
                    checked=ticked
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <span>{said!(lang, fair::adult)}</span>
            </label>
        </div>
    }
}

fn submit(window: SignUpWindow, lang: Lang) -> impl IntoView {
    let words = match window {
        SignUpWindow::StandbyOnly => said_on_colour!(lang, fair::submit_standby),
        _ => said_on_colour!(lang, fair::submit),
    };
    view! {
        <p class="small"><a href=in_lang("/mijn-gegevens", lang)>{public::fair::privacy(lang)}</a></p>
        <Bar><Button act=Act::Submit width=Width::Wide>{words}</Button></Bar>
    }
}
