//! The head of the tablet: whose table this is, the clock, and where the last thing written is. What is chosen seldom
//! stands behind a press where the screen is as narrow as a phone.

use super::card::tables;
use super::desk::Desk;
use crate::parts::{Button, ButtonKind, Choice, Ring, Select, Size, TableNo};
use crate::rotation::clock::{heading, ring_text, ring_tone, spoken_left};
use crate::rotation::told::ToldClock;
use crate::texts::scoring::tablet as t;
use crate::workplace::context::use_lang;
use crate::workplace::frame::LanguageButton;
use crate::workplace::notices::{ClockDoubt, Saved};
use leptos::prelude::*;

#[component]
pub fn TabletHead(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let table = move || desk.table.get().map(|number| number.to_string()).unwrap_or_default();
    let employer = move || desk.view.with(|view| view.employer_name.clone());
    let who = Memo::new(move |_| desk.view.with(|view| view.interviewer.clone()));
    let round = Memo::new(move |_| heading(lang.get(), &desk.clock.get()));
    let spoken = Memo::new(move |_| spoken_left(lang.get(), &desk.clock.get()));
    let left = Memo::new(move |_| ring_text(&desk.clock.get()));
    let open = RwSignal::new(false);
    view! {
        <header class="tablet-head">
            <div class="tablet-who">
                <TableNo number=table label=move || t::table(lang.get())/>
                <span><b>{employer}</b><br/><span class="small soft">{move || who.get()}</span></span>
            </div>
            <div class="tablet-time">
                <Ring left=Signal::derive(move || desk.clock.get().left) text=left label=spoken size=Size::Small
                    tone=Signal::derive(move || ring_tone(&desk.clock.get()))/>
                <h1 class="strong">{round}</h1>
                <ToldClock clock=desk.clock/>
                <ClockDoubt/>
            </div>
            <div class="tablet-saved">
                <Saved/>
                <button type="button" class="button is-plain tablet-more" aria-controls="tablet-tools"
                    aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {move || t::more(lang.get())}
                </button>
            </div>
            <div class="tablet-tools" id="tablet-tools" class:is-open=move || open.get()>
                <TablePick desk=desk/>
                {move || who.get().map(|_| view! {
                    <Button kind=ButtonKind::Plain on_press=move |()| desk.renaming.set(true)>
                        {move || t::rename(lang.get())}
                    </Button>
                })}
                <LanguageButton/>
            </div>
        </header>
    }
}

/// Which table this is, where an employer has several.
#[component]
fn TablePick(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let all = Memo::new(move |_| desk.view.with(tables));
    let several = Memo::new(move |_| all.with(|all| all.len() > 1));
    move || {
        several.get().then(|| {
            let choices = Signal::derive(move || {
                let choice =
                    |number: u32| Choice::new(number.to_string(), t::table_number(lang.get(), number));
                all.get().into_iter().map(choice).collect::<Vec<_>>()
            });
            let chosen = move || desk.table.get().map(|number| number.to_string()).unwrap_or_default();
            view! {
                <Select name="own-table" label=move || t::own_table(lang.get()) choices=choices chosen=chosen
                    on_choose=move |value: String| desk.chosen_table.set(value.parse().ok())/>
            }
        })
    }
}
