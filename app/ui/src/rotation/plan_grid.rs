//! The published plan as a table: a row for each table of the hall, a column for each round.

use crate::parts::TableNo;
use crate::texts::rotation::grid as t;
use crate::workplace::context::use_lang;
use crate::workplace::words::clock_at;
use domain::time::to_ms;
use leptos::prelude::*;
use std::collections::HashMap;
use sync::views::ConsoleView;

/// One row: table number, party, and for each round who sits there by number and name, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub table: u32,
    pub party: String,
    pub cells: Vec<Option<(u32, String)>>,
}

/// The rows in the order of the tables.
pub fn rows(view: &ConsoleView) -> Vec<Row> {
    let people: HashMap<_, _> = view.people.iter().map(|person| (person.resident, person)).collect();
    let meetings = view.plan.as_ref().map_or(&[][..], |plan| &plan.meetings);
    let seated: HashMap<_, _> = meetings.iter().map(|m| ((m.round, m.table), m.resident)).collect();
    let row = |table: &sync::views::TableView| {
        let cell = |round: &domain::fair::RoundTime| {
            let person = people.get(seated.get(&(round.number, table.table))?)?;
            Some((person.number, person.name.clone()))
        };
        Row {
            table: table.number,
            party: table.party_name.clone(),
            cells: view.rounds.iter().map(cell).collect(),
        }
    };
    view.tables.iter().map(row).collect()
}

#[component]
pub fn PlanGrid(view: Signal<ConsoleView>) -> impl IntoView {
    let lang = use_lang();
    let rounds = Memo::new(move |_| view.with(|view| view.rounds.clone()));
    let rows = Memo::new(move |_| view.with(rows));
    let head = move || {
        let column = |round: domain::fair::RoundTime| {
            let starts = to_ms(round.starts);
            view! {
                <th scope="col">
                    {move || t::round(lang.get(), round.number)}<br/>
                    <span class="small soft num">{move || clock_at(lang.get(), starts)}</span>
                </th>
            }
        };
        rounds.get().into_iter().map(column).collect_view()
    };
    let line = move |row: Row| {
        let cells = row
            .cells
            .into_iter()
            .map(|cell| match cell {
                Some((number, name)) => {
                    view! { <td><b class="num">{number}</b>" "<bdi>{name}</bdi></td> }.into_any()
                }
                None => view! {
                    <td class="soft">
                        <span aria-hidden="true">"–"</span>
                        <span class="visually-hidden">{move || t::free(lang.get())}</span>
                    </td>
                }
                .into_any(),
            })
            .collect_view();
        view! {
            <tr>
                <th scope="row">
                    <TableNo number=row.table.to_string() label=move || t::table(lang.get())/>" "
                    <span class="small">{row.party}</span>
                </th>
                {cells}
            </tr>
        }
    };
    view! {
        <section class="stack stack-tight">
            <h2>{move || t::title(lang.get())}</h2>
            <div class="scroll-x" tabindex="0" role="region" aria-label=move || t::title(lang.get())>
                <table class="data-table plan-grid">
                    <thead><tr><th scope="col">{move || t::table_head(lang.get())}</th>{head}</tr></thead>
                    <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
