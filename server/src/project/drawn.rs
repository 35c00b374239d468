//! Views of the live day that look the same to everybody who may see them: drawn once for each version of their scope.
//! When a hall of screens hears of a change, the first draws and the others take what it drew; and the line that tells
//! of the change has it drawn while its word and the question that follows are on their way.

use domain::ids::{LocationId, SessionId};
use domain::people::Actor;
use domain::policy::sees_day;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use sync::{Scope, View};
use tokio::sync::OnceCell;

/// Looks that are kept: more than the sessions that run at once.
const LOOKS_MAX: usize = 32;

/// What makes two viewers see the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    Console(SessionId, LocationId),
    Projector(SessionId),
}

impl Look {
    /// None: what this viewer sees of the scope is drawn for this viewer alone.
    pub fn of(actor: &Actor, scope: Scope) -> Option<Look> {
        match (actor, scope) {
            (Actor::Staff { location, roles, .. }, Scope::Session(id)) if sees_day(roles) => {
                Some(Look::Console(id, *location))
            }
            (Actor::Projector { session, .. }, Scope::Session(id)) if *session == id => {
                Some(Look::Projector(id))
            }
            _ => None,
        }
    }
}

/// The place of one drawing; whoever comes while it is made waits for it. None in it: there is nothing to see.
pub type Place = Arc<OnceCell<Option<View>>>;

/// The latest drawing of each look.
#[derive(Default)]
pub struct Drawn {
    looks: Mutex<HashMap<Look, Latest>>,
}

#[derive(Default)]
struct Latest {
    ver: u64,
    place: Place,
    /// The version that a line has drawn ahead, or is about to.
    ahead: u64,
}

impl Drawn {
    fn with<T>(&self, look: Look, act: impl FnOnce(&mut Latest) -> T) -> T {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        if looks.len() >= LOOKS_MAX && !looks.contains_key(&look) {
            // Whichever is still looked at is drawn again.
            looks.clear();
        }
        act(looks.entry(look).or_default())
    }

    /// Where this version of a look is drawn. A version older than the latest is nobody else's any more.
    pub fn place(&self, look: Look, ver: u64) -> Place {
        self.with(look, |latest| {
            if ver > latest.ver {
                (latest.ver, latest.place) = (ver, Place::default());
            }
            if ver == latest.ver { latest.place.clone() } else { Place::default() }
        })
    }

    /// Whether this version is to be drawn ahead by whoever asks: true once.
    pub fn claim(&self, look: Look, ver: u64) -> bool {
        self.with(look, |latest| {
            let first = ver > latest.ahead && ver > latest.ver;
            latest.ahead = latest.ahead.max(ver);
            first
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AccountId, DeviceId};
    use domain::people::{Role, Roles};
    use uuid::Uuid;

    fn look(n: u128) -> Look {
        Look::Projector(SessionId(Uuid::from_u128(n)))
    }

    #[test]
    fn only_who_sees_the_same_has_the_same_look() {
        let session = SessionId(Uuid::from_u128(1));
        let staff = |location, role| Actor::Staff {
            account: AccountId(Uuid::nil()),
            location: LocationId(Uuid::from_u128(location)),
            roles: Roles::from(vec![role]),
        };
        let of = |actor: &Actor| Look::of(actor, Scope::Session(session));
        let organiser = of(&staff(2, Role::Organiser));
        assert!(organiser.is_some());
        assert_eq!(organiser, of(&staff(2, Role::Desk)));
        assert_ne!(organiser, of(&staff(3, Role::Organiser)), "another location");
        assert_eq!(of(&staff(2, Role::Administrator)), None, "sees no day");
        let device = DeviceId(Uuid::nil());
        let projector = |session| Actor::Projector { device, location: LocationId(Uuid::nil()), session };
        assert_eq!(of(&projector(session)), Some(Look::Projector(session)));
        assert_eq!(of(&projector(SessionId(Uuid::nil()))), None, "another session's");
    }

    #[tokio::test]
    async fn a_version_is_drawn_once_and_an_older_one_is_not_taken_for_it() {
        let drawn = Drawn::default();
        let place = drawn.place(look(1), 5);
        assert!(Arc::ptr_eq(&place, &drawn.place(look(1), 5)), "the others wait for the first");
        assert!(!Arc::ptr_eq(&place, &drawn.place(look(1), 4)), "a snapshot from before");
        assert!(Arc::ptr_eq(&place, &drawn.place(look(1), 5)), "which takes nothing from the latest");
        assert!(!Arc::ptr_eq(&place, &drawn.place(look(1), 6)));
        assert!(!Arc::ptr_eq(&place, &drawn.place(look(2), 5)), "another session");
    }

    #[test]
    fn one_line_of_many_draws_ahead() {
        let drawn = Drawn::default();
        assert!(drawn.claim(look(1), 5));
        assert!(!drawn.claim(look(1), 5));
        assert!(!drawn.claim(look(1), 4));
        drawn.place(look(1), 6);
        assert!(!drawn.claim(look(1), 6), "somebody asked already");
        assert!(drawn.claim(look(1), 7));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let drawn = Drawn::default();
        (0..200).for_each(|n| drop(drawn.place(look(n), 1)));
        assert!(drawn.looks.lock().unwrap().len() <= LOOKS_MAX);
    }
}
