//! "Second interviews", for staff: for which vacancies somebody comes again, and the times of one of them: offered, taken
//! back, and picked for who says it at the desk. The names of things are in the language of staff.

use super::bits::{hidden, in_lang};
use super::form::{self, TimeFault};
use super::frame::Body;
use super::mine::{when, when_words};
use super::staff;
use super::views::{OfferedTime, PersonToPlan, PlanningPage, TimeNo, TimesPage, TimesStand};
use crate::parts::{
    Act, Button, ButtonKind, Choice, EmptyState, ErrorSummary, Field, FieldError, InputKind, Notice,
    NoticeKind, Pill, PillKind, Seat, Select,
};
use crate::texts::pipeline::times as t;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn planning(page: PlanningPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let title = t::title(lang);
    let none = page.vacancies.is_empty().then(|| {
        view! { <EmptyState title=t::none(lang) text=t::none_text(lang)/> }
    });
    let lines: Vec<_> = page
        .vacancies
        .into_iter()
        .map(|one| {
            let without = match one.without {
                0 => view! { <Pill kind=PillKind::Good>{t::all_have(lang)}</Pill> }.into_any(),
                n => view! { <Pill kind=PillKind::Warn>{t::without(lang, n)}</Pill> }.into_any(),
            };
            view! {
                <li class="line">
                    <div class="line-main">
                        <a href=in_lang(&one.path, lang)><b>{one.employer_name}</b>" · "{one.vacancy_title}</a>
                        <p class="small soft">{t::people(lang, one.people)}</p>
                    </div>
                    <span class="line-trail">{without}</span>
                </li>
            }
        })
        .collect();
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        {none}
        <ul class="lines">{lines}</ul>
    };
    Body::new(title, staff::page(lang, (), staff::follow_up(lang), main))
}

pub(super) fn page(page: TimesPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let TimesPage { employer_name, vacancy_title, action, index_path, people, offered, .. } = page.clone();
    let title = format!("{}: {vacancy_title}", t::title(lang));
    let no = page.no.map(|why| match why {
        TimeNo::Gone => t::late(lang),
        TimeNo::SameTime => t::same_time(lang),
    });
    let no = no.map(|words| view! { <Notice kind=NoticeKind::Warn>{words}</Notice> });
    let free: Vec<_> = offered.iter().filter(|one| one.held_by.is_none()).cloned().collect();
    let people: Vec<_> = people.into_iter().map(|one| person(one, &free, &action, lang).into_any()).collect();
    let times: Vec<_> = offered.into_iter().map(|one| time(one, &action, lang).into_any()).collect();
    let faults: Vec<_> =
        page.faults.iter().map(|fault| FieldError::new(fault.field(), fault_words(*fault, lang))).collect();
    let no_times = times.is_empty().then(|| view! { <p class="soft">{t::no_times(lang)}</p> });
    let first = view! { <ErrorSummary title=t::mend(lang) errors=faults/> {no} };
    let main = view! {
        <div>
            <h1>{vacancy_title}</h1>
            <p class="lead">{employer_name}</p>
        </div>
        {offer(page, lang)}
        <section class="stack stack-tight">
            <h2>{t::offered(lang)}</h2>
            {no_times}
            <ul class="lines">{times}</ul>
        </section>
        <section class="stack stack-tight">
            <h2>{t::who(lang)}</h2>
            <ul class="lines">{people}</ul>
        </section>
    };
    Body::new(title, staff::page(lang, first, (in_lang(&index_path, lang), t::title(lang).to_owned()), main))
}

fn fault_words(fault: TimeFault, lang: Lang) -> &'static str {
    match fault {
        TimeFault::Date => t::wrong_date(lang),
        TimeFault::Clock => t::wrong_clock(lang),
        TimeFault::Place => t::wrong_place(lang),
        TimeFault::NotThen => t::not_then(lang),
    }
}

/// One more time.
fn offer(page: TimesPage, lang: Lang) -> AnyView {
    if page.enough {
        return view! { <Notice>{t::enough(lang)}</Notice> }.into_any();
    }
    let field = |name: &'static str, kind, value: &str, label: &'static str| {
        let wrong = page.faults.iter().find(|fault| fault.field() == name);
        let error = wrong.map_or("", |fault| fault_words(*fault, lang));
        view! { <Field name=name label=label kind=kind value=value.to_owned() error=error/> }.into_any()
    };
    view! {
        <form class="card stack" method="post" action=in_lang(&page.action, lang) novalidate>
            <h2>{t::offer(lang)}</h2>
            {hidden(form::KEY, page.key)} {hidden(form::TIME, page.time)} {hidden(form::DOES, "offer")}
            {field(form::DATE, InputKind::Date, &page.typed.date, t::date(lang))}
            {field(form::CLOCK, InputKind::Time, &page.typed.clock, t::clock(lang))}
            {field(form::PLACE, InputKind::Text, &page.typed.place, t::place(lang))}
            <div><Button act=Act::Submit>{t::offer_it(lang)}</Button></div>
        </form>
    }
    .into_any()
}

fn time(of: OfferedTime, action: &str, lang: Lang) -> impl IntoView + use<> {
    let holder = match of.held_by {
        None => view! { <Pill kind=PillKind::Plain>{t::free(lang)}</Pill> }.into_any(),
        Some((number, name)) => {
            view! { <span class="row"><Seat number=number.to_string()/> <bdi>{name}</bdi></span> }.into_any()
        }
    };
    view! {
        <li class="line">
            <div class="line-main">
                <b>{when(of.starts, lang)}</b>
                <p class="small soft">{of.place}</p>
                {holder}
            </div>
            <form class="line-trail" method="post" action=in_lang(action, lang)>
                {hidden(form::KEY, of.key)} {hidden(form::TIME, of.time)} {hidden(form::DOES, "back")}
                <Button kind=ButtonKind::Plain act=Act::Submit>
                    {t::take_back(lang)}<span class="visually-hidden">": "{when(of.starts, lang)}</span>
                </Button>
            </form>
        </li>
    }
}

fn person(of: PersonToPlan, free: &[OfferedTime], action: &str, lang: Lang) -> impl IntoView + use<> {
    let [pick_key, none_key] = of.keys;
    let (kind, words) = match (&of.stands, of.wants) {
        (TimesStand::Picked { .. }, _) => (PillKind::Good, t::picked(lang)),
        (TimesStand::NoneFits, _) => (PillKind::Warn, t::none_fits(lang)),
        (TimesStand::Lost, _) => (PillKind::Warn, t::lost(lang)),
        (TimesStand::Nothing, true) => (PillKind::Warn, t::wants(lang)),
        (TimesStand::Nothing, false) => (PillKind::Plain, t::asked(lang)),
    };
    let at = match of.stands {
        TimesStand::Picked { starts, .. } => Some(view! { " " {when(starts, lang)} }),
        _ => None,
    };
    let label = t::pick(lang, &of.name);
    let pick = (!free.is_empty()).then(|| {
        let action = in_lang(action, lang);
        let choices: Vec<_> = free
            .iter()
            .map(|one| Choice::new(one.time.to_string(), when_words(one.starts, lang)))
            .collect();
        view! {
            <details>
                <summary>{label.clone()}</summary>
                <div class="stack">
                    <form class="stack" method="post" action=action.clone()>
                        {hidden(form::KEY, pick_key)} {hidden(form::FOLLOW_UP, of.follow_up)} {hidden(form::DOES, "pick")}
                        <Select name=form::time_field(of.follow_up) label=label choices=choices/>
                        <div><Button kind=ButtonKind::Quiet act=Act::Submit>{t::pick_it(lang)}</Button></div>
                    </form>
                    <form method="post" action=action>
                        {hidden(form::KEY, none_key)} {hidden(form::FOLLOW_UP, of.follow_up)} {hidden(form::DOES, "pick")}
                        <Button kind=ButtonKind::Plain act=Act::Submit>{t::none_of_these(lang)}</Button>
                    </form>
                </div>
            </details>
        }
    });
    view! {
        <li class="line">
            <span class="line-lead"><Seat number=of.number.to_string()/></span>
            <div class="line-main stack stack-tight">
                <p><b><bdi>{of.name}</bdi></b></p>
                <p><Pill kind=kind>{words}</Pill>{at}</p>
                {pick}
            </div>
        </li>
    }
}
