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
    move || {
        let list = staff.get();
        if list.is_empty() {
            return view! { <EmptyState title=move || t::nobody(lang.get()) text=move || t::nobody_text(lang.get())/> }
                .into_any();
        }
        let rows = list.into_iter().map(|person| view! { <StaffRow person=person ask=ask/> }).collect_view();
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
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
        }
        .into_any()
    }
}

#[component]
fn StaffRow(person: StaffView, ask: Ask) -> impl IntoView {
    let lang = use_lang();
    let roles: Vec<Role> = person.roles.iter().collect();
    let role_names =
        move || roles.iter().map(|role| role_word(lang.get(), *role)).collect::<Vec<_>>().join(", ");
    let (active, ready) = (person.active, person.ready);
    let standing = move || {
        let (kind, word) = match (active, ready) {
            (false, _) => (PillKind::Stop, t::closed(lang.get())),
            (true, false) => (PillKind::Warn, t::invited(lang.get())),
            (true, true) => (PillKind::Good, t::active(lang.get())),
        };
        view! { <Pill kind=kind>{word}</Pill> }
    };
    view! {
        <tr>
            <th scope="row">{person.name.clone()}</th>
            <td>{person.login_name.clone()}</td>
            <td>{role_names}</td>
            <td>{standing}</td>
            <td><StaffActs person=person ask=ask/></td>
        </tr>
    }
}

/// What can be done about one person; closing asks first.
#[component]
fn StaffActs(person: StaffView, ask: Ask) -> impl IntoView {
    let (lang, me, new_id) = (use_lang(), use_me(), use_link().new_id);
    let account = person.account;
    let closing = RwSignal::new(false);
    let own = matches!(me.get_untracked().map(|me| me.actor.clone()),
        Some(Actor::Staff { account: mine, .. }) if mine == account);
    let facts = Facts { own_account: Some(own), ..Facts::default() };
    let may_close = may_knowing(me.get_untracked().as_deref(), &Command::DeactivateStaff { account }, facts);
    let (text_name, label_name) = (person.name.clone(), person.name.clone());
    let reset = move |()| ask.ask(Command::ResetPassword { account, invite: InviteId(new_id.run(())) });
    if !person.active {
        return view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| ask.ask(Command::ReadmitStaff { account })>
                {move || t::readmit(lang.get(), &label_name)}
            </Button>
        }
        .into_any();
    }
    view! {
        <div class="row">
            <Button kind=ButtonKind::Quiet on_press=reset>
                {move || t::reset(lang.get())}<span class="visually-hidden">": "{person.name.clone()}</span>
            </Button>
            {may_close.then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| closing.set(true)>
                    {move || t::deactivate(lang.get())}<span class="visually-hidden">": "{label_name}</span>
                </Button>
                <Confirm open=closing kind=ButtonKind::Stop
                    title=move || t::deactivate_title(lang.get(), &text_name)
                    text=move || t::deactivate_text(lang.get())
                    confirm=move || t::deactivate_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                    on_confirm=move |()| ask.ask(Command::DeactivateStaff { account })/>
            })}
        </div>
    }
    .into_any()
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
