//! The plan as a table, published or the first that waits for a word: a row for each table of the hall, a column for each round.

use crate::parts::{TableNo, Wide};
use crate::texts::rotation::grid as t;
use crate::workplace::context::use_lang;
use crate::workplace::words::clock_at;
use domain::time::to_ms;
use leptos::prelude::*;
use std::collections::HashMap;
use sync::views::{ConsoleView, TableView};

/// One row: table number, party, and for each round who sits there by number and name, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub table: u32,
    pub party: String,
    pub cells: Vec<Option<(u32, String)>>,
}

/// "Hotel Het Spoor", or "Hotel Het Spoor · Vonkje" where someone of the employer sits there.
fn party_words(table: &TableView) -> String {
    let (employer, party) = (&table.employer_name, &table.party_name);
    if party.contains(employer.as_str()) { party.clone() } else { format!("{employer} · {party}") }
}

/// The rows in the order of the tables.
pub fn rows(view: &ConsoleView) -> Vec<Row> {
    let people: HashMap<_, _> = view.people.iter().map(|person| (person.resident, person)).collect();
    let seated: HashMap<_, _> = view.meetings().iter().map(|m| ((m.round, m.table), m.resident)).collect();
    let row = |table: &TableView| {
        let cell = |round: &domain::fair::RoundTime| {
            let person = people.get(seated.get(&(round.number, table.table))?)?;
            Some((person.number, person.name.clone()))
        };
        Row { table: table.number, party: party_words(table), cells: view.rounds.iter().map(cell).collect() }
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
            <Wide label=move || t::title(lang.get())>
                <table class="data-table plan-grid">
                    <thead><tr><th scope="col">{move || t::table_head(lang.get())}</th>{head}</tr></thead>
                    <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
                </table>
            </Wide>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::*;
    use uuid::Uuid;

    fn check(party: &str, words: &str) {
        let id = Uuid::from_u128(1);
        let table = TableView {
            table: TableId(id),
            number: 7,
            party: PartyId(id),
            party_name: party.into(),
            employer: EmployerId(id),
            employer_name: "Hotel Het Spoor".into(),
            room: "Zaal".into(),
        };
        assert_eq!(party_words(&table), words);
    }

    #[test]
    fn a_table_names_the_employer_and_who_of_it_sits_there() {
        check("Hotel Het Spoor", "Hotel Het Spoor");
        check("Hotel Het Spoor, keuken", "Hotel Het Spoor, keuken");
        check("Vonkje", "Hotel Het Spoor · Vonkje");
    }
}
