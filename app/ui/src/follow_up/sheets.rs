//! The sheets of each employer side by side, with filters. Never ranked: people compare, the machine does not.

use super::filter::{Wanted, employers, groups};
use crate::parts::{Choice, EmptyState, Pill, PillKind, Seat, Select, Wide};
use crate::scoring::hands::hand_words;
use crate::scoring::words::{criterion, next_step, score, verdict as verdict_words};
use crate::texts::follow_up::sheets as t;
use crate::workplace::context::use_lang;
use domain::lang::Lang;
use domain::scoring::{Criterion, Verdict};
use leptos::prelude::*;
use sync::views::SheetRow;

#[component]
pub fn Sheets(rows: Memo<Vec<SheetRow>>) -> impl IntoView {
    let lang = use_lang();
    let wanted = RwSignal::new(Wanted::default());
    let shown = Memo::new(move |_| rows.with(|rows| groups(rows, wanted.get())));
    let body = move || {
        let groups = shown.get();
        if groups.is_empty() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        groups
            .into_iter()
            .map(|(name, rows)| view! { <Group name=name rows=rows/> })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="stack">
            <h2>{move || t::title(lang.get())}</h2>
            <Filters rows=rows wanted=wanted/>
            <p class="small soft">{move || t::by_number(lang.get())}</p>
            <div class="compare stack">{body}</div>
        </section>
    }
}

#[component]
fn Filters(rows: Memo<Vec<SheetRow>>, wanted: RwSignal<Wanted>) -> impl IntoView {
    let lang = use_lang();
    let by_employer = Memo::new(move |_| {
        let all = Choice::new("", t::all_employers(lang.get()));
        let one = |(id, name): (domain::ids::EmployerId, String)| Choice::new(id.to_string(), name);
        rows.with(|rows| std::iter::once(all).chain(employers(rows).into_iter().map(one)).collect::<Vec<_>>())
    });
    let by_verdict = Memo::new(move |_| {
        let lang = lang.get();
        let one = |verdict: Verdict| Choice::new(verdict.as_str(), verdict_words(lang, verdict));
        let verdicts = [Verdict::Yes, Verdict::Maybe, Verdict::No].into_iter().map(one);
        std::iter::once(Choice::new("", t::all_verdicts(lang))).chain(verdicts).collect::<Vec<_>>()
    });
    let employer = move || wanted.get().employer.map(|id| id.to_string()).unwrap_or_default();
    let verdict = move || wanted.get().verdict.map_or("", Verdict::as_str);
    view! {
        <div class="columns-2">
            <Select name="by-employer" label=move || t::employer(lang.get()) choices=by_employer chosen=employer
                on_choose=move |value: String| wanted.update(|wanted| wanted.employer = value.parse().ok())/>
            <Select name="by-verdict" label=move || t::verdict(lang.get()) choices=by_verdict chosen=verdict
                on_choose=move |value: String| wanted.update(|wanted| wanted.verdict = Verdict::parse(&value))/>
        </div>
    }
}

fn verdict_pill(verdict: Option<Verdict>) -> PillKind {
    match verdict {
        Some(Verdict::Yes) => PillKind::Good,
        Some(Verdict::Maybe) => PillKind::Warn,
        Some(Verdict::No) | None => PillKind::Plain,
    }
}

fn verdict_cell(lang: Lang, row: &SheetRow) -> String {
    let verdict = row.verdict.map_or(t::open(lang), |verdict| verdict_words(lang, verdict));
    match row.next_step {
        Some(step) => t::verdict_and_step(lang, next_step(lang, step), verdict),
        None => verdict.to_owned(),
    }
}

#[component]
fn Group(name: String, rows: Vec<SheetRow>) -> impl IntoView {
    let lang = use_lang();
    let title = name.clone();
    let head = move || {
        let column = |of: &Criterion| view! { <th scope="col">{criterion(lang.get(), *of).0}</th> };
        Criterion::ALL.iter().map(column).collect_view()
    };
    let body = rows.into_iter().map(|row| view! { <Sheet row=row/> }).collect_view();
    view! {
        <section class="stack stack-tight">
            <h3>{name}</h3>
            <Wide label=title>
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">{move || t::candidate(lang.get())}</th>
                        <th scope="col">{move || t::interviewer(lang.get())}</th>
                        {head}
                        <th scope="col">{move || t::strength(lang.get())}</th>
                        <th scope="col">{move || t::verdict(lang.get())}</th>
                    </tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </Wide>
        </section>
    }
}

#[component]
fn Sheet(row: SheetRow) -> impl IntoView {
    let lang = use_lang();
    let scores = row.scores.clone();
    let cells = move || {
        let cell = |of: &Criterion| {
            let given = scores.iter().find(|(known, _)| known == of);
            let words = given.map_or("–", |(of, given)| score(lang.get(), *of, *given));
            view! { <td class="small">{words}</td> }
        };
        Criterion::ALL.iter().map(cell).collect_view()
    };
    let (number, name, interviewer) = (row.number.to_string(), row.name.clone(), row.interviewer.clone());
    let (strength, kind) = (row.strength.clone(), verdict_pill(row.verdict));
    let vacancy = row.vacancy_title.clone();
    let hands = row.hands.clone();
    let hand = |(who, said): (String, String)| view! { <div class="small soft">{who}": "{said}</div> };
    let both = move || hand_words(lang.get(), &hands).into_iter().map(hand).collect_view();
    view! {
        <tr>
            <th scope="row"><Seat number=number/>" "<bdi>{name}</bdi></th>
            <td>{interviewer}</td>
            {cells}
            <td>{strength}</td>
            <td><Pill kind=kind>{move || verdict_cell(lang.get(), &row)}</Pill><div class="small">{vacancy}</div>{both}</td>
        </tr>
    }
}
