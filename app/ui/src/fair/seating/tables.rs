//! The tables of an employer: who sits there, in which room, and in which languages one can talk.

use super::form::Sheet;
use super::typed::TypedTable;
use crate::fair::langs::{Langs, turn};
use crate::parts::{Button, ButtonKind, Field, Fold, InputKind};
use crate::texts::making::seating as t;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::words::{say, told};
use domain::ids::TableId;
use domain::lang::Lang;
use leptos::prelude::*;

#[component]
pub fn Tables(sheet: Sheet) -> impl IntoView {
    let new_id = use_link().new_id;
    let typed = sheet.typed;
    let ids = Memo::new(move |_| {
        typed.with(|typed| typed.tables.iter().map(|table| table.id.0).collect::<Vec<_>>())
    });
    let add = move |()| {
        let id = TableId(new_id.run(()));
        typed.update(|typed| {
            let next = TypedTable::next(id, typed.tables.last());
            typed.tables.push(next);
        });
    };
    view! {
        <section class="stack">
            <h2>{say(t::tables)}</h2>
            {move || ids.get().into_iter().map(|id| one_table(sheet, TableId(id))).collect_view()}
            <div><Button kind=ButtonKind::Quiet on_press=add>{say(t::add_table)}</Button></div>
        </section>
    }
}

fn one_table(sheet: Sheet, id: TableId) -> AnyView {
    let lang = use_lang();
    let typed = sheet.typed;
    let get = move |pick: fn(&TypedTable) -> String| {
        typed.with(|typed| typed.tables.iter().find(|table| table.id == id).map(pick)).unwrap_or_default()
    };
    let set = move |write: &dyn Fn(&mut TypedTable)| {
        typed.update(|typed| typed.tables.iter_mut().filter(|table| table.id == id).for_each(write));
    };
    let number =
        typed.with_untracked(|typed| typed.tables.iter().find(|one| one.id == id).and_then(|one| one.number));
    let legend = move || match number {
        Some(number) => t::table(lang.get(), number),
        None => t::new_table(lang.get()).to_owned(),
    };
    let chosen = Signal::derive(move || {
        typed
            .with(|typed| typed.tables.iter().find(|one| one.id == id).map(|one| one.langs.clone()))
            .unwrap_or_default()
    });
    let several = move || typed.with(|typed| typed.tables.len() > 1);
    let remove = move |()| typed.update(|typed| typed.tables.retain(|table| table.id != id));
    let (name, room, langs) =
        (TypedTable::input(id, "interviewer"), TypedTable::input(id, "room"), TypedTable::input(id, "langs"));
    let silent = sheet.error(langs.clone());
    let line = move |what: &'static str,
                     label: fn(Lang) -> &'static str,
                     kind,
                     at: fn(&mut TypedTable) -> &mut String| {
        let name = TypedTable::input(id, what);
        let value = move || {
            typed
                .with(|typed| typed.tables.iter().find(|table| table.id == id).cloned())
                .map(|mut table| at(&mut table).clone())
                .unwrap_or_default()
        };
        view! {
            <Field name=name.clone() label=told(label) kind=kind optional=told(t::optional) error=sheet.error(name)
                value=value on_input=move |text: String| set(&|table| at(table).clone_from(&text))/>
        }
        .into_any()
    };
    // A mistake inside must not stay behind a fold.
    let blamed = Signal::derive(move || {
        let inside = ["number", "from", "until"].map(|what| TypedTable::input(id, what));
        sheet.wrongs.with(|wrongs| wrongs.iter().any(|wrong| inside.contains(&wrong.name)))
    });
    view! {
        <fieldset class="panel">
            <legend class="visually-hidden">{legend}</legend>
            <p aria-hidden="true"><b>{legend}</b></p>
            <div class="columns-2 is-level">
                <Field name=name.clone() label=told(t::interviewer) error=sheet.error(name)
                    value=move || get(|table| table.interviewer.clone())
                    on_input=move |text: String| set(&|table| table.interviewer.clone_from(&text))/>
                <Field name=room.clone() label=told(t::room) optional=told(t::optional)
                    error=sheet.error(room) value=move || get(|table| table.room.clone())
                    on_input=move |text: String| set(&|table| table.room.clone_from(&text))/>
            </div>
            <Fold summary=told(t::number_and_hours) open=blamed>
                {line("number", t::number, InputKind::Number, |table| &mut table.sign)}
                <div class="columns-2 is-level">
                    {line("from", t::open_from, InputKind::Time, |table| &mut table.from)}
                    {line("until", t::open_until, InputKind::Time, |table| &mut table.until)}
                </div>
                <p class="hint">{say(t::hours_hint)}</p>
            </Fold>
            {move || (!silent().is_empty()).then(|| view! { <p class="error">{silent()}</p> })}
            <Langs name=langs legend=t::langs chosen=chosen
                on_turn=Callback::new(move |(lang, on): (Lang, bool)| set(&|table| turn(&mut table.langs, lang, on)))/>
            {move || several().then(|| view! {
                <div><Button kind=ButtonKind::Plain on_press=remove>
                    {say(t::remove_table)}<span class="visually-hidden">": "{legend}</span>
                </Button></div>
            })}
        </fieldset>
    }
    .into_any()
}
