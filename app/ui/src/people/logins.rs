//! Signed-in browsers, each revocable: one's own, and for the administrator those of all staff.

use crate::parts::{Button, ButtonKind, Confirm, Line, Lines, Pill, PillKind};
use crate::texts::people::logins as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::use_lang;
use crate::workplace::words::{clock_at, day_at};
use domain::command::Command;
use leptos::prelude::*;
use sync::views::{LocationView, LoginView};

#[component]
pub fn Logins(view: Signal<LocationView>, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let logins = Memo::new(move |_| view.with(|view| view.logins.clone()));
    let rows = move || {
        logins.get().into_iter().map(|login| view! { <LoginRow login=login ask=ask/> }).collect_view()
    };
    view! {
        <section class="stack">
            <h2>{move || t::title(lang.get())}</h2>
            <p class="soft">{move || t::lead(lang.get())}</p>
            <p class="small soft">{move || t::elsewhere(lang.get())}</p>
            <Lines>{rows}</Lines>
        </section>
    }
}

#[component]
fn LoginRow(login: LoginView, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let (id, current, seen) = (login.login, login.current, login.last_seen_ms);
    let asking = RwSignal::new(false);
    let name = login.account_name.clone();
    let since = move || t::last_seen(lang.get(), day_at(lang.get(), seen), clock_at(lang.get(), seen));
    let act = move || {
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| asking.set(true)>
                {move || t::revoke(lang.get())}<span class="visually-hidden">": "{name}</span>
            </Button>
            <Confirm open=asking kind=ButtonKind::Stop
                title=move || t::revoke_title(lang.get()) text=move || t::revoke_text(lang.get())
                confirm=move || t::revoke_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                on_confirm=move |()| ask.ask(Command::RevokeLogin { login: id })/>
        }
    };
    view! {
        <Line trail=act>
            <b>{login.account_name}</b>" "
            {current.then(|| view! { <Pill kind=PillKind::Brand>{move || t::current(lang.get())}</Pill> })}
            <br/><span class="small soft">{since}</span>
        </Line>
    }
}
