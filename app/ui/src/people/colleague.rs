//! Inviting a colleague: name, sign-in name, roles. The link that comes back is shown by the staff screen.

use super::staff::role_word;
use crate::parts::{Act, Button, Check, Checks, ErrorSummary, Field, FieldError};
use crate::texts::people::staff as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{use_lang, use_link};
use domain::command::Command;
use domain::ids::{AccountId, InviteId};
use domain::lang::Lang;
use domain::people::{Role, Roles};
use domain::text::Name;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use uuid::Uuid;

/// A new colleague: name, sign-in name, what they may.
/// What a form lacks, in the order of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lacks {
    Name,
    LoginName,
    Roles,
}

impl Lacks {
    fn field(self) -> &'static str {
        match self {
            Lacks::Name => "staff-name",
            Lacks::LoginName => "staff-login",
            Lacks::Roles => "staff-roles",
        }
    }

    fn words(self, lang: Lang) -> &'static str {
        match self {
            Lacks::Name => t::lacks_name(lang),
            Lacks::LoginName => t::lacks_login(lang),
            Lacks::Roles => t::lacks_roles(lang),
        }
    }
}

/// A new colleague: name, sign-in name, what they may.
#[component]
pub fn Invite(ask: Ask) -> impl IntoView {
    let (lang, new_id) = (use_lang(), use_link().new_id);
    let (name, login_name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let roles = RwSignal::new(Vec::<Role>::new());
    let lacks = RwSignal::new(Vec::<Lacks>::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        match invitation(&name.get(), &login_name.get(), &roles.get(), [new_id.run(()), new_id.run(())]) {
            Err(found) => lacks.set(found),
            Ok(command) => {
                lacks.set(Vec::new());
                ask.ask_then(command, move |_| {
                    name.set(String::new());
                    login_name.set(String::new());
                    roles.set(Vec::new());
                });
            }
        }
    };
    let errors = Signal::derive(move || {
        let error = |lacks: &Lacks| FieldError::new(lacks.field(), lacks.words(lang.get()));
        lacks.with(|lacks| lacks.iter().map(error).collect::<Vec<_>>())
    });
    let error = move |what: Lacks| {
        move || if lacks.with(|lacks| lacks.contains(&what)) { what.words(lang.get()) } else { "" }
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
    view! {
        <form class="panel stack" novalidate on:submit=send>
            <h3>{move || t::invite(lang.get())}</h3>
            <ErrorSummary title=move || t::incomplete(lang.get()) errors=errors/>
            <div class="columns-2">
                <Field name="staff-name" label=move || t::name(lang.get()) hint=move || t::name_hint(lang.get())
                    value=name error=error(Lacks::Name) on_input=move |text| name.set(text)/>
                <Field name="staff-login" label=move || t::login_name(lang.get()) hint=move || t::login_hint(lang.get())
                    value=login_name error=error(Lacks::LoginName) on_input=move |text| login_name.set(text)/>
            </div>
            <Checks name="staff-roles" legend=move || t::roles(lang.get()) error=error(Lacks::Roles)>{checks}</Checks>
            <div><Button act=Act::Submit busy=ask.busy>{move || t::invite_submit(lang.get())}</Button></div>
        </form>
    }
}

/// The command of a filled-in form, or all that it lacks.
fn invitation(name: &str, login_name: &str, roles: &[Role], ids: [Uuid; 2]) -> Result<Command, Vec<Lacks>> {
    let roles = Some(Roles::from(roles.to_vec())).filter(|roles| !roles.is_empty());
    match (Name::parse(name), Name::parse(login_name), roles) {
        (Ok(name), Ok(login_name), Some(roles)) => Ok(Command::InviteStaff {
            account: AccountId(ids[0]),
            invite: InviteId(ids[1]),
            name,
            login_name,
            roles,
        }),
        (name, login_name, roles) => {
            let lacks = [
                name.is_err().then_some(Lacks::Name),
                login_name.is_err().then_some(Lacks::LoginName),
                roles.is_none().then_some(Lacks::Roles),
            ];
            Err(lacks.into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_needs_both_names_and_a_role() {
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        assert_eq!(invitation("Twijg", "twijg", &[], ids), Err(vec![Lacks::Roles]));
        assert_eq!(invitation(" ", "", &[Role::Desk], ids), Err(vec![Lacks::Name, Lacks::LoginName]));
        let made = invitation("Twijg", "twijg", &[Role::Desk], ids);
        assert_eq!(made.map(|command| command.kind()), Ok("invite_staff@1"));
    }
}
