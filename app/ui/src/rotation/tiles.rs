//! The hall as tiles: each table with who sits there this round, or who is missing.

use super::away::is_away;
use super::clock::{DayClock, Doing};
use crate::parts::{EmptyState, Seat, SeatTone, TableNo};
use crate::texts::rotation::tiles as t;
use crate::workplace::context::use_lang;
use domain::fair::Attendance;
use leptos::prelude::*;
use sync::views::{ConsoleView, PersonView, TableView};

/// One table in one round.
#[derive(Debug, Clone, PartialEq)]
pub enum Tile {
    Free,
    Sits(PersonView),
    /// Planned here, not marked yet.
    Awaited(PersonView),
    /// Planned here, did not come or is away.
    Missing(PersonView),
}

/// What each table shows in `round`, in the order of the tables.
pub fn tiles(view: &ConsoleView, round: u32) -> Vec<(TableView, Tile)> {
    let meetings = view.plan.as_ref().map_or(&[][..], |plan| &plan.meetings);
    let tile = |table: &TableView| {
        let meeting = meetings.iter().find(|meeting| meeting.round == round && meeting.table == table.table);
        let person =
            meeting.and_then(|meeting| view.people.iter().find(|person| person.resident == meeting.resident));
        match person.cloned() {
            None => Tile::Free,
            Some(person) => match person.attendance {
                _ if is_away(view, person.resident, round) => Tile::Missing(person),
                Attendance::Present => Tile::Sits(person),
                Attendance::Expected => Tile::Awaited(person),
                Attendance::NoShow => Tile::Missing(person),
            },
        }
    };
    view.tables.iter().map(|table| (table.clone(), tile(table))).collect()
}

/// The heading above the tiles belongs to a round that runs, or to one that comes.
fn title_is_now(clock: &DayClock) -> bool {
    clock.doing == Doing::Talking
}

#[component]
pub fn Tiles(view: Signal<ConsoleView>, clock: Memo<DayClock>) -> impl IntoView {
    let lang = use_lang();
    let round = Memo::new(move |_| clock.get().round);
    let now = Memo::new(move |_| title_is_now(&clock.get()));
    let list = Memo::new(move |_| view.with(|view| tiles(view, round.get())));
    let title =
        move || if now.get() { t::now(lang.get()).to_owned() } else { t::soon(lang.get(), round.get()) };
    let counts = move || {
        list.with(|list| {
            let count = |wanted: fn(&Tile) -> bool| list.iter().filter(|(_, tile)| wanted(tile)).count();
            let taken = count(|tile| *tile != Tile::Free);
            let missing = count(|tile| matches!(tile, Tile::Missing(_)));
            t::counts(lang.get(), missing, list.len(), taken)
        })
    };
    let body = move || {
        let list = list.get();
        if list.is_empty() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        let tiles =
            list.into_iter().map(|(table, tile)| view! { <TableTile table=table tile=tile/> }).collect_view();
        view! { <ul class="grid-tables">{tiles}</ul> }.into_any()
    };
    view! {
        <div class="row row-between"><h2>{title}</h2><span class="small soft">{counts}</span></div>
        {body}
    }
}

#[component]
fn TableTile(table: TableView, tile: Tile) -> impl IntoView {
    let lang = use_lang();
    let (class, seat) = match tile {
        Tile::Free => ("table-tile is-free", view! { <span>{move || t::free(lang.get())}</span> }.into_any()),
        Tile::Sits(person) => ("table-tile", seat(person, SeatTone::Soft).into_any()),
        Tile::Awaited(person) => (
            "table-tile is-late",
            view! {
                {seat(person, SeatTone::Empty)}
                <span class="small">{move || t::awaited(lang.get())}</span>
            }
            .into_any(),
        ),
        Tile::Missing(person) => (
            "table-tile is-missing",
            view! {
                {seat(person, SeatTone::Missing)}
                <strong class="small">{move || t::missing(lang.get())}</strong>
            }
            .into_any(),
        ),
    };
    view! {
        <li class=class>
            <div class="table-tile-head">
                <TableNo number=table.number.to_string() label=move || t::table(lang.get())/>
                <span class="small" lang="nl">{table.party_name}</span>
            </div>
            <div class="table-tile-seat">{seat}</div>
        </li>
    }
}

fn seat(person: PersonView, tone: SeatTone) -> impl IntoView {
    view! { <Seat number=person.number.to_string() tone=tone/>" "<bdi>{person.name}</bdi> }
}
