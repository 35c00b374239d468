//! The employers of a fair with their tables and vacancies.

use crate::parts::{EmptyState, Fact, Facts, Fold, Pictogram, Pill, TableNo, Work};
use crate::texts::fair::employers as t;
use crate::workplace::context::use_lang;
use domain::fair::Wage;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{EmployerView, FairView, VacancyView};

#[component]
pub fn Employers(view: Signal<FairView>) -> impl IntoView {
    let lang = use_lang();
    let employers = Memo::new(move |_| view.with(|view| view.employers.clone()));
    let list = move || {
        let list = employers.get();
        if list.is_empty() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        list.into_iter().map(|employer| view! { <Employer employer=employer/> }).collect_view().into_any()
    };
    view! {
        <section class="stack">
            <h2>{move || t::title(lang.get())}</h2>
            {list}
        </section>
    }
}

#[component]
fn Employer(employer: EmployerView) -> impl IntoView {
    let lang = use_lang();
    let count = u32::try_from(employer.vacancies.len()).unwrap_or(u32::MAX);
    let (name, place) = (employer.name.clone(), employer.place.clone());
    let summary = move || t::summary(lang.get(), count, &name, &place);
    let tables = employer
        .tables
        .iter()
        .map(|number| view! { <TableNo number=number.to_string() label=move || t::table(lang.get())/> })
        .collect_view();
    let interviewers = employer.interviewers.join(", ");
    let vacancies =
        employer.vacancies.into_iter().map(|vacancy| view! { <Vacancy vacancy=vacancy/> }).collect_view();
    view! {
        <Fold summary=summary>
            <Facts>
                <Fact term=move || t::tables(lang.get())><span class="row">{tables}</span></Fact>
                <Fact term=move || t::interviewers(lang.get())>{interviewers}</Fact>
            </Facts>
            {vacancies}
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
