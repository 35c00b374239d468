//! Views as they were drawn last. What looks the same to everybody who may see it is drawn once for each version of its
//! scope: when a hall of screens hears of a change, the first draws and the others take what it drew; and the line that
//! tells of the change has it drawn while its word and the question that follows are on their way. What came before is
//! kept for a while, so that a screen that holds it is told only what changed.

use domain::ids::{LocationId, LoginId, SessionId};
use domain::people::Actor;
use domain::policy::sees_day;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use store::StoreError;
use sync::edits::{Edits, sum};
use sync::{Scope, View};
use tokio::sync::OnceCell;

/// Looks that are kept: more than the screens of a large day.
const LOOKS_MAX: usize = 512;
/// All their texts together, in bytes.
const TEXTS_MAX: usize = 16 * 1024 * 1024;
/// Earlier drawings of a look that many share, for screens that missed some of them.
const SHARED_BEFORE: usize = 8;
/// Of one's own: what this login was told last.
const OWN_BEFORE: usize = 1;

/// What makes two viewers see the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    Console(SessionId, LocationId),
    Projector(SessionId),
    /// For this viewer alone. It is drawn anew for each question, for what they may see can change without the scope.
    Own(LoginId, Scope),
}

impl Look {
    pub fn of(actor: &Actor, login: LoginId, scope: Scope) -> Look {
        match (actor, scope) {
            (Actor::Staff { location, roles, .. }, Scope::Session(id)) if sees_day(roles) => {
                Look::Console(id, *location)
            }
            (Actor::Projector { session, .. }, Scope::Session(id)) if *session == id => Look::Projector(id),
            _ => Look::Own(login, scope),
        }
    }

    pub fn is_shared(self) -> bool {
        !matches!(self, Look::Own(..))
    }
}

/// A view as text, and what that is called by. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Drawing {
    text: Arc<RawValue>,
    sum: u64,
}

impl Drawing {
    pub fn of(view: &View) -> Result<Drawing, StoreError> {
        let text = to_raw_value(view).map_err(|_| StoreError::Corrupt("a view that is no JSON"))?;
        Ok(Drawing { sum: sum(text.get()), text: text.into() })
    }

    pub fn text(&self) -> &str {
        self.text.get()
    }
}

impl AsRef<RawValue> for Drawing {
    fn as_ref(&self) -> &RawValue {
        &self.text
    }
}

impl Serialize for Drawing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.as_ref().serialize(serializer)
    }
}

/// The place of one drawing; whoever comes while it is made waits for it. None in it: there is nothing to see.
pub type Place = Arc<OnceCell<Option<Drawing>>>;

/// The latest drawings of each look.
#[derive(Default)]
pub struct Drawn {
    looks: Mutex<HashMap<Look, Latest>>,
}

#[derive(Default)]
struct Latest {
    ver: u64,
    place: Place,
    before: VecDeque<(u64, Drawing)>,
    /// The version that a line has drawn ahead, or is about to.
    ahead: u64,
}

impl Latest {
    fn drawing(&self) -> Option<&Drawing> {
        self.place.get()?.as_ref()
    }

    /// Makes room for another drawing.
    fn moves_on(&mut self, to: u64, before_max: usize) {
        if let Some(drawing) = self.drawing().cloned() {
            self.before.push_front((self.ver, drawing));
            self.before.truncate(before_max);
        }
        (self.ver, self.place) = (to, Place::default());
    }

    fn bytes(&self) -> usize {
        let all = self.before.iter().map(|(_, drawing)| drawing).chain(self.drawing());
        all.map(|drawing| drawing.text().len()).sum()
    }
}

impl Drawn {
    fn with<T>(&self, look: Look, act: impl FnOnce(&mut Latest) -> T) -> T {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        let full = looks.len() >= LOOKS_MAX && !looks.contains_key(&look);
        if full || looks.values().map(Latest::bytes).sum::<usize>() > TEXTS_MAX {
            // Whichever is still looked at is drawn again, and told whole once.
            looks.clear();
        }
        act(looks.entry(look).or_default())
    }

    /// Where this version of a shared look is drawn. A version older than the latest is nobody else's any more.
    pub fn place(&self, look: Look, ver: u64) -> Place {
        self.with(look, |latest| {
            if ver > latest.ver {
                latest.moves_on(ver, SHARED_BEFORE);
            }
            if ver == latest.ver { latest.place.clone() } else { Place::default() }
        })
    }

    /// Keeps what a viewer is told of a look of their own.
    pub fn keep(&self, look: Look, ver: u64, drawing: &Drawing) {
        self.with(look, |latest| {
            if ver >= latest.ver {
                latest.moves_on(ver, OWN_BEFORE);
                latest.place = Arc::new(OnceCell::from(Some(drawing.clone())));
            }
        });
    }

    /// What changed in the text of this version that is called so. None: that text is not known here, or so much changed
    /// that the whole is as well sent.
    pub fn edits(&self, look: Look, base: u64, called: u64, now: &Drawing) -> Option<Edits> {
        let then = self.with(look, |latest| {
            let latest_too = latest.drawing().map(|drawing| (latest.ver, drawing.clone()));
            let mut all = latest.before.iter().cloned().chain(latest_too);
            all.find(|(ver, drawing)| *ver == base && drawing.sum == called)
        });
        let (_, then) = then?;
        Edits::between(then.text(), then.sum, now.text())
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
        let (login, scope) = (LoginId(Uuid::nil()), Scope::Session(session));
        let of = |actor: &Actor| Look::of(actor, login, scope);
        let organiser = of(&staff(2, Role::Organiser));
        assert!(organiser.is_shared());
        assert_eq!(organiser, of(&staff(2, Role::Desk)));
        assert_ne!(organiser, of(&staff(3, Role::Organiser)), "another location");
        assert_eq!(of(&staff(2, Role::Administrator)), Look::Own(login, scope), "sees no day");
        let device = DeviceId(Uuid::nil());
        let projector = |session| Actor::Projector { device, location: LocationId(Uuid::nil()), session };
        assert_eq!(of(&projector(session)), Look::Projector(session));
        let elsewhere = of(&projector(SessionId(Uuid::nil())));
        assert_eq!(elsewhere, Look::Own(login, scope), "another session's");
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

    /// A drawing that begins so and goes on for so many bytes.
    fn drawing(name: &str, bytes: usize) -> Drawing {
        let text = serde_json::to_string(&[name, &"x,".repeat(bytes / 2)]).unwrap();
        let text = RawValue::from_string(text).unwrap();
        Drawing { sum: sum(text.get()), text: text.into() }
    }

    #[test]
    fn who_holds_an_earlier_drawing_is_told_what_changed_in_it() {
        let drawn = Drawn::default();
        let versions = [drawing("one", 800), drawing("two", 800), drawing("three", 800)];
        for (ver, drawing) in (1..).zip(&versions) {
            drawn.place(look(1), ver).set(Some(drawing.clone())).unwrap();
        }
        let now = &versions[2];
        for (ver, then) in (1..).zip(&versions[..2]) {
            let edits = drawn.edits(look(1), ver, then.sum, now).expect("it is known");
            assert_eq!(edits.apply(then.text()).as_deref(), Some(now.text()));
        }
        assert_eq!(drawn.edits(look(1), 1, versions[1].sum, now), None, "another text of that version");
        assert_eq!(drawn.edits(look(1), 7, versions[1].sum, now), None, "a version that was never drawn");
        assert_eq!(drawn.edits(look(2), 1, versions[0].sum, now), None, "another look");
    }

    #[test]
    fn of_ones_own_look_only_what_was_told_last_is_known() {
        let (drawn, own) =
            (Drawn::default(), Look::Own(LoginId(Uuid::nil()), Scope::Session(SessionId(Uuid::nil()))));
        let versions = [drawing("one", 800), drawing("two", 800), drawing("three", 800)];
        for (ver, drawing) in (1..).zip(&versions) {
            drawn.keep(own, ver, drawing);
        }
        assert!(drawn.edits(own, 2, versions[1].sum, &versions[2]).is_some());
        assert_eq!(drawn.edits(own, 1, versions[0].sum, &versions[2]), None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let drawn = Drawn::default();
        (0..2_000).for_each(|n| drop(drawn.place(look(n), 1)));
        assert!(drawn.looks.lock().unwrap().len() <= LOOKS_MAX);
        let large = drawing("large", 1 << 20);
        for n in 0..100 {
            drawn.keep(look(n), 1, &large);
            let bytes: usize = drawn.looks.lock().unwrap().values().map(Latest::bytes).sum();
            assert!(bytes <= TEXTS_MAX + 2 * large.text().len(), "{bytes}");
        }
    }
}
