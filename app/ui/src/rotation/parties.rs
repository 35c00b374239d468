//! The plan by employer: talks, free places, and who wished for it and does not meet it.

use super::why::{PartyWhy, Reasons, parties};
use crate::parts::{Button, ButtonKind, Wide};
use crate::texts::rotation::by_party as t;
use crate::workplace::context::use_lang;
use leptos::prelude::*;
use sync::views::{ConsoleView, PartyReasons};

/// Nothing until the reasons of the plan are in; plans from before they were kept have none.
#[component]
pub fn PartiesOfPlan(view: Signal<ConsoleView>, reasons: Reasons) -> impl IntoView {
    let lang = use_lang();
    let (open, which) = (RwSignal::new(false), RwSignal::new(None));
    let list = Memo::new(move |_| parties(reasons));
    let known = Memo::new(move |_| list.with(|list| !list.is_empty()));
    let row = move |party: PartyReasons| {
        let (free, talks, name) = (party.free.len(), party.talks, party.name.clone());
        let whom = name.clone();
        let show = move |()| {
            which.set(Some(party.clone()));
            open.set(true);
        };
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                <td class="num">{talks}</td>
                <td class="num">{free}</td>
                <td>
                    <Button kind=ButtonKind::Plain on_press=show>
                        {move || t::show(lang.get())}<span class="visually-hidden">": "{whom}</span>
                    </Button>
                </td>
            </tr>
        }
    };
    let table = move || {
        known.get().then(|| {
            view! {
                <section class="stack stack-tight no-print">
                    <h2>{move || t::title(lang.get())}</h2>
                    <Wide label=move || t::title(lang.get())>
                        <table class="data-table">
                            <thead><tr>
                                <th scope="col">{move || t::party(lang.get())}</th>
                                <th scope="col">{move || t::talks(lang.get())}</th>
                                <th scope="col">{move || t::free(lang.get())}</th>
                                <th scope="col">{move || t::missed(lang.get())}</th>
                            </tr></thead>
                            <tbody>{move || list.get().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </Wide>
                </section>
            }
        })
    };
    view! {
        {table}
        <PartyWhy view=view reasons=reasons open=open which=which/>
    }
}
