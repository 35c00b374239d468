//! Inviting a colleague: name, sign-in name, roles. The link that comes back is shown by the staff screen.

use super::staff::role_word;
use crate::parts::{Act, Button, Check, Field};
use crate::texts::people::staff as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{use_lang, use_link};
use domain::command::Command;
use domain::ids::{AccountId, InviteId};
use domain::people::{Role, Roles};
use domain::text::Name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use uuid::Uuid;

/// A new colleague: name, sign-in name, what they may.
#[component]
pub fn Invite(ask: Ask) -> impl IntoView {
    let (lang, new_id) = (use_lang(), use_link().new_id);
    let (name, login_name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let roles = RwSignal::new(Vec::<Role>::new());
    let incomplete = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let made = invitation(&name.get(), &login_name.get(), &roles.get(), [new_id.run(()), new_id.run(())]);
        incomplete.set(made.is_none());
        if let Some(command) = made {
            ask.ask_then(command, move |_| {
                name.set(String::new());
                login_name.set(String::new());
                roles.set(Vec::new());
            });
        }
    };
    let checks = Role::ALL
        .iter()
        .map(|role| {
            let role = *role;
            let turn = move |on: bool| {
                roles.update(|roles| {
                    roles.retain(|held| *held != role);
                    roles.extend(on.then_some(role));
                });
            };
            let held = Signal::derive(move || roles.with(|roles| roles.contains(&role)));
            view! { <Check name=format!("role-{}", role.as_str()) label=move || role_word(lang.get(), role) checked=held on_check=turn/> }
        })
        .collect_view();
    let error = move || if incomplete.get() { t::incomplete(lang.get()) } else { "" };
    view! {
        <form class="panel stack" novalidate on:submit=send>
            <h3>{move || t::invite(lang.get())}</h3>
            <div class="columns-2">
                <Field name="staff-name" label=move || t::name(lang.get()) hint=move || t::name_hint(lang.get())
                    value=name error=error
                    on_input=move |text| name.set(text)/>
                <Field name="staff-login" label=move || t::login_name(lang.get()) hint=move || t::login_hint(lang.get())
                    value=login_name on_input=move |text| login_name.set(text)/>
            </div>
            <fieldset class="stack stack-tight"><legend>{move || t::roles(lang.get())}</legend>{checks}</fieldset>
            <div><Button act=Act::Submit busy=ask.busy>{move || t::invite_submit(lang.get())}</Button></div>
        </form>
    }
}

/// The command of a filled-in form; None while something is missing.
fn invitation(name: &str, login_name: &str, roles: &[Role], ids: [Uuid; 2]) -> Option<Command> {
    let roles = Roles::from(roles.to_vec());
    if roles.is_empty() {
        return None;
    }
    let (name, login_name) = (Name::parse(name).ok()?, Name::parse(login_name).ok()?);
    Some(Command::InviteStaff {
        account: AccountId(ids[0]),
        invite: InviteId(ids[1]),
        name,
        login_name,
        roles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_needs_both_names_and_a_role() {
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        assert!(invitation("Twijg", "twijg", &[], ids).is_none());
        assert!(invitation(" ", "twijg", &[Role::Desk], ids).is_none());
        let made = invitation("Twijg", "twijg", &[Role::Desk], ids);
        assert_eq!(made.map(|command| command.kind()), Some("invite_staff@1"));
    }
}
