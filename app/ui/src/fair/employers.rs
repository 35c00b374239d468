//! The employers of a fair with their tables and vacancies.

use crate::parts::{ButtonKind, ButtonLink, EmptyState, Fact, Facts, Fold, Pictogram, Pill, TableNo, Work};
use crate::texts::fair::employers as t;
use crate::workplace::context::{organises, use_lang, use_me};
use crate::workplace::words::{say, told};
use domain::fair::Wage;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{EmployerView, FairView, VacancyView};

#[component]
pub fn Employers(view: Signal<FairView>) -> impl IntoView {
    let me = use_me();
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let fair = view.with_untracked(|view| view.head.fair);
    let employers = Memo::new(move |_| view.with(|view| view.employers.clone()));
    let list = move || {
        let list = employers.get();
        if list.is_empty() {
            return view! { <EmptyState title=told(t::none) text=told(t::none_text)/> }.into_any();
        }
        let can = can.get();
        let one = |employer: EmployerView| {
            let change = can.then(|| format!("/app/fair/{fair}/employer/{}", employer.employer));
            view! { <Employer employer=employer change=change/> }
        };
        list.into_iter().map(one).collect_view().into_any()
    };
    view! {
        <section class="stack">
            <h2>{say(t::title)}</h2>
            {list}
            {move || can.get().then(|| view! {
                <div><ButtonLink href=format!("/app/fair/{}/employer", fair) kind=ButtonKind::Quiet>
                    {say(t::add)}
                </ButtonLink></div>
            })}
        </section>
    }
}

#[component]
fn Employer(
    employer: EmployerView,
    /// Where it can be changed; None for who may not, or once the day has begun.
    change: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let count = u32::try_from(employer.vacancies.len()).unwrap_or(u32::MAX);
    let spoken = employer.name.clone();
    let (name, place) = (employer.name.clone(), employer.place.clone());
    let summary = move || match place.as_str() {
        "" => t::summary_no_place(lang.get(), count, &name),
        place => t::summary(lang.get(), count, &name, place),
    };
    let tables = employer
        .tables
        .iter()
        .map(|table| view! { <TableNo number=table.number.to_string() label=told(t::table)/> })
        .collect_view();
    let interviewers = employer.interviewers.join(", ");
    let vacancies =
        employer.vacancies.into_iter().map(|vacancy| view! { <Vacancy vacancy=vacancy/> }).collect_view();
    view! {
        <Fold summary=summary>
            <Facts>
                <Fact term=told(t::tables)><span class="row">{tables}</span></Fact>
                <Fact term=told(t::interviewers)>{interviewers}</Fact>
            </Facts>
            {vacancies}
            {change.map(|href| view! {
                <div><ButtonLink href=href kind=ButtonKind::Quiet>
                    {say(t::change)}<span class="visually-hidden">": "{spoken}</span>
                </ButtonLink></div>
            })}
        </Fold>
    }
}

/// "€ 15,40 per uur".
fn wage(lang: Lang, cents: u32) -> String {
    let wage = Wage(cents);
    t::wage(lang, if lang == Lang::Nl { wage.with_comma() } else { wage.with_point() })
}

#[component]
fn Vacancy(vacancy: VacancyView) -> impl IntoView {
    let lang = use_lang();
    let (cents, hours, level) = (vacancy.wage_cents, vacancy.hours, vacancy.level.clone());
    let language = vacancy.lang.endonym();
    let level = move || match level.as_str() {
        "not_yet" => t::level_not_yet(lang.get()).to_owned(),
        "native" => t::level_native(lang.get()).to_owned(),
        level => level.to_owned(),
    };
    view! {
        <article class="vacancy">
            <Pictogram of=Work::named(&vacancy.pictogram)/>
            <div>
                <h3>{vacancy.title}</h3>
                <p class="vacancy-facts row">
                    <Pill>{move || wage(lang.get(), cents)}</Pill>
                    <Pill>{move || t::hours(lang.get(), hours)}</Pill>
                    <Pill>{move || t::language(lang.get(), language, level())}</Pill>
                </p>
            </div>
        </article>
    }
}
