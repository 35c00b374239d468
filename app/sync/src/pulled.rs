//! The answer to a pull: nothing newer, a view, or what changed in the text of the view that the asker holds.

use crate::edits::{Edits, sum};
use crate::{Scope, View};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use uuid::Uuid;

/// What a viewer sees of a scope at version `ver`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pull<V = View> {
    /// Changes when the database was restored: pull whole.
    pub incarnation: Uuid,
    pub scope: Scope,
    /// The version that the asker had.
    pub base: u64,
    pub ver: u64,
    /// Server clock when this was made, for countdowns.
    pub server_ms: i64,
    /// None: nothing newer than `base`.
    pub view: Option<V>,
}

/// A [`Pull`] as it goes over the line. `T` is the view, or its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PullAnswer<T> {
    pub incarnation: Uuid,
    pub scope: Scope,
    pub base: u64,
    pub ver: u64,
    pub server_ms: i64,
    pub view: Option<T>,
    /// Instead of the view, for who asked with the [`Held::sum`] of the text at `base`: what changed in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<Edits>,
}

/// What changed is told of a text that is not held here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl<T> PullAnswer<T> {
    /// With what was read of it as the view.
    pub fn with<V>(&self, view: Option<V>) -> Pull<V> {
        let Self { incarnation, scope, base, ver, server_ms, .. } = *self;
        Pull { incarnation, scope, base, ver, server_ms, view }
    }
}

impl<T: AsRef<RawValue>> PullAnswer<T> {
    /// The whole text of the view that it tells; None: nothing newer.
    pub fn text(&self, held: Option<&Held>) -> Result<Option<Cow<'_, str>>, Unfit> {
        match (&self.view, &self.edits) {
            (Some(view), _) => Ok(Some(view.as_ref().get().into())),
            (None, None) => Ok(None),
            (None, Some(edits)) => {
                let held =
                    held.filter(|held| held.sum_at(Some(self.incarnation), self.base) == Some(edits.0));
                let held = held.ok_or(Unfit)?;
                edits.apply(&held.text).map(|text| Some(text.into())).ok_or(Unfit)
            }
        }
    }
}

/// The text of a view as a screen holds it, so that only what changes has to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    incarnation: Uuid,
    ver: u64,
    text: String,
    sum: u64,
}

impl Held {
    /// The text that an answer told.
    pub fn of<T>(answer: &PullAnswer<T>, text: String) -> Held {
        Held { incarnation: answer.incarnation, ver: answer.ver, sum: sum(&text), text }
    }

    /// What the text is called by, where it is of this version.
    pub fn sum_at(&self, incarnation: Option<Uuid>, ver: u64) -> Option<u64> {
        ((Some(self.incarnation), self.ver) == (incarnation, ver)).then_some(self.sum)
    }

    /// As a device keeps it for its next start: the answer that tells it to who has nothing.
    pub fn as_answer(&self, scope: Scope) -> String {
        let Held { incarnation, ver, text, .. } = self;
        format!(
            r#"{{"incarnation":"{incarnation}","scope":"{scope}","base":0,"ver":{ver},"server_ms":0,"view":{text}}}"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::SessionId;

    const OLD: &str = r#"{"people":["Gast 1","Gast 2","Gast 3"],"here":[]}"#;
    const NEW: &str = r#"{"people":["Gast 1","Gast 2","Gast 3"],"here":[2]}"#;

    fn held(ver: u64, text: &str) -> Held {
        Held { incarnation: Uuid::nil(), ver, sum: sum(text), text: text.into() }
    }

    fn answer(base: u64, view: Option<&str>, edits: Option<Edits>) -> PullAnswer<Box<RawValue>> {
        let scope = Scope::Session(SessionId(Uuid::nil()));
        let view = view.map(|text| RawValue::from_string(text.to_owned()).unwrap());
        PullAnswer { incarnation: Uuid::nil(), scope, base, ver: 6, server_ms: 0, view, edits }
    }

    #[test]
    fn what_changed_makes_the_whole_of_what_is_held() {
        let edits = Edits::between(OLD, sum(OLD), NEW);
        let held = held(5, OLD);
        let answer = answer(5, None, edits);
        assert_eq!(answer.text(Some(&held)), Ok(Some(NEW.into())));
        let over_the_line = serde_json::to_string(&answer).unwrap();
        let heard: PullAnswer<Box<RawValue>> = serde_json::from_str(&over_the_line).unwrap();
        assert_eq!(heard.text(Some(&held)), Ok(Some(NEW.into())));
    }

    #[test]
    fn what_changed_in_another_text_is_not_taken() {
        let answer = answer(5, None, Edits::between(OLD, sum(OLD), NEW));
        for held in [
            None,
            Some(held(4, OLD)),
            Some(held(5, NEW)),
            Some(Held { incarnation: Uuid::max(), ..held(5, OLD) }),
        ] {
            assert_eq!(answer.text(held.as_ref()), Err(Unfit), "{held:?}");
        }
    }

    #[test]
    fn a_view_is_taken_whole_whatever_is_held_and_nothing_newer_is_nothing() {
        let held = held(3, NEW);
        assert_eq!(answer(5, Some(OLD), None).text(Some(&held)), Ok(Some(OLD.into())));
        assert_eq!(answer(5, None, None).text(Some(&held)), Ok(None));
    }

    #[test]
    fn what_a_device_keeps_is_read_as_an_answer() {
        let held = held(5, OLD);
        let kept = held.as_answer(answer(0, None, None).scope);
        let read: PullAnswer<Box<RawValue>> = serde_json::from_str(&kept).unwrap();
        let text = read.text(None).unwrap().expect("whole").into_owned();
        assert_eq!((read.base, Held::of(&read, text)), (0, held));
    }
}
