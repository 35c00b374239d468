//! The hall as tiles: each table with who sits there this round, or who is missing.

use super::away::{Opening, is_away};
use super::clock::{DayClock, Doing};
use crate::parts::{EmptyState, Icon, Seat, SeatTone, Sign, TableNo};
use crate::texts::rotation::tiles as t;
use crate::workplace::context::{may, use_lang, use_me};
use domain::command::Command;
use domain::fair::Attendance;
use domain::ids::TableId;
use domain::rotation::Who;
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
pub fn Tiles(view: Signal<ConsoleView>, clock: Memo<DayClock>, away: Opening) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let session = view.with_untracked(|view| view.session);
    // Who may say that one table is away may say it of each; once the day is over there is nothing to say.
    let may_say = Memo::new(move |_| {
        let who = Who::Table(TableId(uuid::Uuid::nil()));
        let may = may(me.get().as_deref(), &Command::MarkAway { session, who, rounds: vec![] });
        may && clock.with(|clock| clock.doing != Doing::Over)
    });
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
    let empty = Memo::new(move |_| list.with(Vec::is_empty));
    // A table stays while what sits there changes: who marks one of a hundred people has one tile drawn anew.
    let body = move || {
        if empty.get() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        view! {
            <ul class="grid-tables">
                <For each=move || list.get() key=|(table, _)| table.table let:one>
                    <TableTile first=one list=list away=Signal::derive(move || may_say.get().then_some(away))/>
                </For>
            </ul>
        }
        .into_any()
    };
    view! {
        <div class="row row-between"><h2>{title}</h2><span class="small soft">{counts}</span></div>
        {body}
    }
}

#[component]
fn TableTile(
    /// As it is when it is first drawn.
    first: (TableView, Tile),
    list: Memo<Vec<(TableView, Tile)>>,
    /// The dialog that its head opens; None for who may not.
    away: Signal<Option<Opening>>,
) -> impl IntoView {
    let id = first.0.table;
    let now = Memo::new(move |old: Option<&(TableView, Tile)>| {
        let latest = list.with(|list| list.iter().find(|(table, _)| table.table == id).cloned());
        latest.or_else(|| old.cloned()).unwrap_or_else(|| first.clone())
    });
    let table = Memo::new(move |_| now.with(|(table, _)| table.clone()));
    let tile = Memo::new(move |_| now.with(|(_, tile)| tile.clone()));
    let class = move || {
        tile.with(|tile| match tile {
            Tile::Free => "table-tile is-free",
            Tile::Sits(_) => "table-tile",
            Tile::Awaited(_) => "table-tile is-late",
            Tile::Missing(_) => "table-tile is-missing",
        })
    };
    view! {
        <li class=class>
            {move || head(table.get(), away.get())}
            <div class="table-tile-seat">{move || seated(tile.get())}</div>
        </li>
    }
}

/// The table's number and name; a button for who may say that it is away.
fn head(table: TableView, away: Option<Opening>) -> AnyView {
    let (lang, id) = (use_lang(), table.table);
    let name = view! {
        <TableNo number=table.number.to_string() label=move || t::table(lang.get())/>
        <span class="small" lang="nl">{table.party_name}</span>
    };
    match away {
        Some(away) => view! {
            <button type="button" class="table-tile-head" on:click=move |_| away.open_for_table(id)>
                {name}
                <Icon of=Sign::Clock/>
                <span class="visually-hidden">": "{move || t::away(lang.get())}</span>
            </button>
        }
        .into_any(),
        None => view! { <div class="table-tile-head">{name}</div> }.into_any(),
    }
}

/// Who sits there, or is missing.
fn seated(tile: Tile) -> AnyView {
    let lang = use_lang();
    match tile {
        Tile::Free => view! { <span>{move || t::free(lang.get())}</span> }.into_any(),
        Tile::Sits(person) => seat(person, SeatTone::Soft).into_any(),
        Tile::Awaited(person) => view! {
            {seat(person, SeatTone::Empty)}
            <span class="small">{move || t::awaited(lang.get())}</span>
        }
        .into_any(),
        Tile::Missing(person) => view! {
            {seat(person, SeatTone::Missing)}
            <strong class="small">{move || t::missing(lang.get())}</strong>
        }
        .into_any(),
    }
}

fn seat(person: PersonView, tone: SeatTone) -> impl IntoView {
    view! { <Seat number=person.number.to_string() tone=tone/>" "<bdi>{person.name}</bdi> }
}
