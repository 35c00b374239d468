//! The plan by person, published or the first that waits for a word: where someone is in each round; found by number or name.

use super::why::{PersonWhy, Reasons, of_person};
use crate::fair::find::fits;
use crate::parts::{Button, ButtonKind, Field, InputKind, Seat, Wide};
use crate::texts::rotation::{by_person as t, grid as g};
use crate::workplace::context::use_lang;
use domain::fair::Place;
use domain::ids::ResidentId;
use leptos::prelude::*;
use std::collections::HashMap;
use sync::views::ConsoleView;

/// One person and the table number of each round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub tables: Vec<Option<u32>>,
}

/// Everyone with a place, by number; people without a talk too, so that nobody falls from sight.
pub fn lines(view: &ConsoleView) -> Vec<Line> {
    let at: HashMap<_, _> = view.meetings().iter().map(|m| ((m.resident, m.round), m.table_number)).collect();
    let line = |person: &sync::views::PersonView| Line {
        resident: person.resident,
        number: person.number,
        name: person.name.clone(),
        tables: view.rounds.iter().map(|round| at.get(&(person.resident, round.number)).copied()).collect(),
    };
    let mut list: Vec<_> =
        view.people.iter().filter(|person| person.place == Some(Place::Placed)).map(line).collect();
    list.sort_by_key(|line| line.number);
    list
}

#[component]
pub fn PeopleOfPlan(view: Signal<ConsoleView>, reasons: Reasons) -> impl IntoView {
    let lang = use_lang();
    let (open, who) = (RwSignal::new(false), RwSignal::new(None));
    let typed = RwSignal::new(String::new());
    let all = Memo::new(move |_| view.with(lines));
    let found = Memo::new(move |_| {
        let typed = typed.get();
        all.with(|all| {
            all.iter().filter(|line| fits(&typed, line.number, &line.name)).cloned().collect::<Vec<_>>()
        })
    });
    let rounds = Memo::new(move |_| view.with(|view| view.rounds.len()));
    let head = move || {
        (1..=u32::try_from(rounds.get()).unwrap_or(0))
            .map(|round| view! { <th scope="col">{move || g::round(lang.get(), round)}</th> })
            .collect_view()
    };
    let row = move |line: Line| {
        let cell = move |table: Option<u32>| match table {
            Some(table) => view! { <td class="num">{move || t::table(lang.get(), table)}</td> }.into_any(),
            None => view! { <td class="soft">"–"</td> }.into_any(),
        };
        let (resident, whom) = (line.resident, format!("{} {}", line.number, line.name));
        let show = move |()| {
            who.set(Some(resident));
            open.set(true);
        };
        let wishes = Memo::new(move |_| of_person(reasons, resident).map(|one| (one.wishes, one.wishes_met)));
        let why = move || {
            let (all, met) = wishes.get()?;
            let whom = whom.clone();
            Some(view! {
                <Button kind=ButtonKind::Plain on_press=show>
                    {move || t::met(lang.get(), all, met)}<span class="visually-hidden">": "{whom}</span>
                </Button>
            })
        };
        view! {
            <tr>
                <th scope="row"><Seat number=line.number.to_string()/>" "<bdi>{line.name}</bdi></th>
                <td>{why}</td>
                {line.tables.into_iter().map(cell).collect_view()}
            </tr>
        }
    };
    let count = move || t::count(lang.get(), u32::try_from(found.with(Vec::len)).unwrap_or(u32::MAX));
    view! {
        <section class="stack stack-tight no-print">
            <h2>{move || t::title(lang.get())}</h2>
            <Field name="find-in-plan" label=move || t::find(lang.get()) kind=InputKind::Search value=typed
                on_input=move |text| typed.set(text)/>
            <p class="small soft" role="status">{count}</p>
            <Wide label=move || t::title(lang.get())>
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">{move || t::person(lang.get())}</th>
                        <th scope="col">{move || t::wishes(lang.get())}</th>
                        {head}
                    </tr></thead>
                    <tbody>{move || found.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </Wide>
        </section>
        <PersonWhy view=view reasons=reasons open=open who=who/>
    }
}
