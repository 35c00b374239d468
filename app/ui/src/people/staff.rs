//! The staff of a location: invite, close, re-admit, and a link for a new password that is shown once.

use super::colleague::Invite;
use super::logins::Logins;
use super::place::NewLocation;
use crate::parts::{
    Button, ButtonKind, ButtonLink, Confirm, Dialog, EmptyState, PageHead, Pill, PillKind, Wide,
};
use crate::texts::people::{role as role_words, staff as t};
use crate::texts::wording::list as wording;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask, use_shown_once};
use crate::workplace::context::{may, may_knowing, use_lang, use_link, use_me};
use crate::workplace::follow::Follow;
use domain::command::Command;
use domain::ids::{AccountId, ImportId, InviteId};
use domain::lang::Lang;
use domain::people::{Actor, Role};
use domain::policy::Facts;
use leptos::prelude::*;
use sync::views::{LocationView, StaffView};
use sync::{Scope, Shown, View};
use uuid::Uuid;

fn picked(view: &View) -> Option<&LocationView> {
    match view {
        View::Location(view) => Some(view),
        _ => None,
    }
}

/// The word of a role.
pub fn role_word(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Organiser => role_words::organiser(lang),
        Role::Desk => role_words::desk(lang),
        Role::Matcher => role_words::matcher(lang),
        Role::CaseManager => role_words::case_manager(lang),
        Role::ProjectLeader => role_words::project_leader(lang),
        Role::Administrator => role_words::administrator(lang),
    }
}

#[component]
pub fn StaffScreen() -> impl IntoView {
    let me = use_me();
    let location = me.get_untracked().and_then(|me| me.actor.location());
    location.map(|location| {
        view! {
            <Follow scope=Scope::Location(location) pick=picked children=move |view| {
                view! { <StaffPage view=view/> }.into_any()
            }/>
        }
    })
}

#[component]
fn StaffPage(view: Signal<LocationView>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let ask = use_ask();
    let minds_staff = Memo::new(move |_| {
        let nobody = Command::ReadmitStaff { account: AccountId(Uuid::nil()) };
        may(me.get().as_deref(), &nobody)
    });
    let words =
        Memo::new(move |_| may(me.get().as_deref(), &Command::ReviewTexts { import: ImportId(Uuid::nil()) }));
    view! {
        <PageHead title=move || if minds_staff.get() { t::title(lang.get()) } else { t::title_own(lang.get()) }
            note=move || view.with(|view| view.name.clone())/>
        <RefusalNotice ask=ask/>
        <ShownLink ask=ask/>
        {move || minds_staff.get().then(|| view! {
            <section class="stack">
                <h2>{move || t::people(lang.get())}</h2>
                <StaffList view=view ask=ask/>
                <Invite ask=ask/>
            </section>
        })}
        <Logins view=view ask=ask/>
        {move || minds_staff.get().then(|| view! { <NewLocation/> })}
        {move || words.get().then(|| view! {
            <p><ButtonLink href="/app/texts" kind=ButtonKind::Quiet>{move || wording::title(lang.get())}</ButtonLink></p>
        })}
    }
}

#[component]
fn StaffList(view: Signal<LocationView>, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let staff = Memo::new(move |_| view.with(|view| view.staff.clone()));
    let empty = Memo::new(move |_| staff.with(Vec::is_empty));
    let accounts = move || staff.with(|staff| staff.iter().map(|person| person.account).collect::<Vec<_>>());
    move || {
        if empty.get() {
            return view! { <EmptyState title=move || t::nobody(lang.get()) text=move || t::nobody_text(lang.get())/> }
                .into_any();
        }
        view! {
            <Wide label=move || t::people(lang.get())>
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">{move || t::name(lang.get())}</th>
                        <th scope="col">{move || t::login_name(lang.get())}</th>
                        <th scope="col">{move || t::roles(lang.get())}</th>
                        <th scope="col">{move || t::standing(lang.get())}</th>
                        <th scope="col">{move || t::acts(lang.get())}</th>
                    </tr></thead>
                    <tbody>
                        <For each=accounts key=|account| *account children=move |account| {
                            view! { <StaffRow account=account staff=staff ask=ask/> }
                        }/>
                    </tbody>
                </table>
            </Wide>
        }
        .into_any()
    }
}

/// One person. The row stays while what it says changes, so that no press on it is lost.
#[component]
fn StaffRow(account: AccountId, staff: Memo<Vec<StaffView>>, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let person = Memo::new(move |_| {
        staff.with(|staff| staff.iter().find(|person| person.account == account).cloned())
    });
    let name = Memo::new(move |_| person.with(|person| person.as_ref().map(|person| person.name.clone())));
    let login_name = move || person.with(|person| person.as_ref().map(|person| person.login_name.clone()));
    let roles = move || {
        let words = |person: &StaffView| {
            person.roles.iter().map(|role| role_word(lang.get(), role)).collect::<Vec<_>>().join(", ")
        };
        person.with(|person| person.as_ref().map(words))
    };
    let active =
        Memo::new(move |_| person.with(|person| person.as_ref().is_some_and(|person| person.active)));
    let ready = Memo::new(move |_| person.with(|person| person.as_ref().is_some_and(|person| person.ready)));
    let standing = move || {
        let (kind, word) = match (active.get(), ready.get()) {
            (false, _) => (PillKind::Stop, t::closed(lang.get())),
            (true, false) => (PillKind::Warn, t::invited(lang.get())),
            (true, true) => (PillKind::Good, t::active(lang.get())),
        };
        view! { <Pill kind=kind>{word}</Pill> }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{login_name}</td>
            <td>{roles}</td>
            <td>{standing}</td>
            <td>{move || if active.get() {
                view! { <ActsOnActive account=account name=name ask=ask/> }.into_any()
            } else {
                view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| ask.ask(Command::ReadmitStaff { account })>
                        {move || t::readmit(lang.get(), name.get().unwrap_or_default())}
                    </Button>
                }.into_any()
            }}</td>
        </tr>
    }
}

/// What can be done about somebody who may sign in; closing asks first.
#[component]
fn ActsOnActive(account: AccountId, name: Memo<Option<String>>, ask: Ask) -> impl IntoView {
    let (lang, me, new_id) = (use_lang(), use_me(), use_link().new_id);
    let closing = RwSignal::new(false);
    let own = matches!(me.get_untracked().map(|me| me.actor.clone()),
        Some(Actor::Staff { account: mine, .. }) if mine == account);
    let facts = Facts { own_account: Some(own), ..Facts::default() };
    let may_close = may_knowing(me.get_untracked().as_deref(), &Command::DeactivateStaff { account }, facts);
    let reset = move |()| ask.ask(Command::ResetPassword { account, invite: InviteId(new_id.run(())) });
    view! {
        <div class="row">
            <Button kind=ButtonKind::Quiet on_press=reset>
                {move || t::reset(lang.get())}<span class="visually-hidden">": "{name}</span>
            </Button>
            {may_close.then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| closing.set(true)>
                    {move || t::deactivate(lang.get())}<span class="visually-hidden">": "{name}</span>
                </Button>
                <Confirm open=closing kind=ButtonKind::Stop
                    title=move || t::deactivate_title(lang.get(), name.get().unwrap_or_default())
                    text=move || t::deactivate_text(lang.get())
                    confirm=move || t::deactivate_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                    on_confirm=move |()| ask.ask(Command::DeactivateStaff { account })/>
            })}
        </div>
    }
}

/// The link that the server shows once, in a dialog that says so.
#[component]
fn ShownLink(ask: Ask) -> impl IntoView {
    let (lang, origin) = (use_lang(), use_link().origin);
    let (open, path) = use_shown_once(ask, |shown| match shown {
        Shown::Link(path) => Some(path),
        _ => None,
    });
    let link = move || format!("{origin}{}", path.get());
    view! {
        <Dialog open=open title=move || t::link_title(lang.get())>
            <p>{move || t::link_text(lang.get())}</p>
            <p class="panel"><code class="shown-once">{link}</code></p>
            <Button on_press=move |()| open.set(false)>{move || t::link_done(lang.get())}</Button>
        </Dialog>
    }
}
