//! What every screen looks up: the link, the language, who is signed in, and whether they may.

use super::address::id_in;
use super::link::{Link, Who};
use domain::command::Command;
use domain::ids::FairId;
use domain::lang::Lang;
use domain::policy::{self, Facts, May};
use leptos::prelude::*;
use std::str::FromStr;
use std::sync::Arc;
use sync::views::Me;
use uuid::Uuid;

pub fn use_link() -> Link {
    expect_context::<Link>()
}

/// Dutch or English.
pub fn use_lang() -> RwSignal<Lang> {
    use_link().lang
}

/// Who is signed in; None while nobody is.
pub fn use_me() -> Signal<Option<Arc<Me>>> {
    let who = use_link().who;
    Signal::derive(move || match who.get() {
        Who::Known(me) => Some(me),
        Who::Asking | Who::Nobody => None,
    })
}

/// Whether the policy lets this person do this to something of their own location: hides what would be refused.
/// Everything that a staff screen shows is of that location, so that fact is known here.
pub fn may(me: Option<&Me>, command: &Command) -> bool {
    may_knowing(me, command, Facts::default())
}

/// As [`may`], with more that is known here.
pub fn may_knowing(me: Option<&Me>, command: &Command, facts: Facts) -> bool {
    let Some(me) = me else { return false };
    let facts = Facts { location: me.actor.location(), ..facts };
    !matches!(policy::may(&me.actor, command, &facts), May::Refused(_))
}

/// Whether this person prepares and runs the fairs of their location.
pub fn organises(me: Option<&Me>) -> bool {
    may(me, &Command::OpenSignUp { fair: FairId(Uuid::nil()) })
}

/// The `:id` of the address, parsed; None where it is none.
pub fn use_id<Id: FromStr + Copy + PartialEq + Send + Sync + 'static>() -> Memo<Option<Id>> {
    let path = use_link().path;
    Memo::new(move |_| path.with(|path| id_in(path).and_then(|id| id.parse().ok())))
}

/// Goes to a full path of the workplace, such as "/app/".
pub fn use_goto() -> impl Fn(&str) + Clone + Send + Sync + 'static {
    let go = use_link().go;
    move |path: &str| go.run(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AccountId, LocationId};
    use domain::people::{Actor, Role};

    fn staff(role: Role) -> Me {
        Me {
            actor: Actor::Staff {
                account: AccountId(Uuid::from_u128(1)),
                location: LocationId(Uuid::from_u128(2)),
                roles: vec![role].into(),
            },
            name: "Twijg".into(),
            location_name: "Opvang Zonnedauw".into(),
            demo: false,
            mail: false,
        }
    }

    #[test]
    fn a_button_is_hidden_from_who_would_be_refused() {
        let open = Command::OpenSignUp { fair: FairId(Uuid::from_u128(3)) };
        assert!(may(Some(&staff(Role::Organiser)), &open));
        assert!(!may(Some(&staff(Role::Matcher)), &open));
        assert!(!may(None, &open));
    }

    #[test]
    fn nobody_is_offered_to_close_their_own_account() {
        let close = Command::DeactivateStaff { account: AccountId(Uuid::from_u128(1)) };
        let own = Facts { own_account: Some(true), ..Facts::default() };
        assert!(!may_knowing(Some(&staff(Role::Administrator)), &close, own));
    }
}
