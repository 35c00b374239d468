//! One scope as one screen follows it: what it has of it, when it asks, which answers it takes, and when nothing of it may
//! stay. A state machine without I/O, like the [outbox](crate::outbox); views pass through it and are not kept in it.
//!
//! One question is under way at a time. Each answer must name the question that it answers, by its turn and by the base
//! that it was computed from: what something on the way had kept for an earlier question is not taken. The cursor
//! `(incarnation, version)` never goes back, except with another incarnation.

use crate::Pull;
use crate::requests::RequestError;
use uuid::Uuid;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<V> {
    /// It is time to ask: the screen opened, the line is back, some seconds went by.
    Look,
    /// A hint: the scope has this version.
    Hinted(u64),
    /// The device kept this view from an earlier page. Only before anything else was heard.
    Recalled(Pull<V>),
    Answered {
        turn: u64,
        pull: Pull<V>,
    },
    /// Answered with what changed in a text that is not held here.
    Unfit {
        turn: u64,
    },
    Failed {
        turn: u64,
        why: RequestError,
    },
    /// Nobody is signed in here any more.
    Forget,
}

/// What the driver does.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<V> {
    /// Ask the server; the answer brings the turn back.
    Ask { turn: u64, base: u64, incarnation: Option<Uuid> },
    /// Show this, and keep it where the day is kept.
    Show(V),
    /// What is shown is as the server has it.
    Fresh,
    /// What is shown, if anything, is the last that is known.
    Stale,
    /// The server answered with an error; it is asked again some time later.
    Failed,
    /// Not ours, or not any more: nothing of it stays, on the screen or on the device.
    Wipe,
    /// The login is over: ask who is signed in.
    AskWho,
}

/// The machine of one scope on one page.
#[derive(Debug, Clone, Default)]
pub struct Copy {
    base: u64,
    incarnation: Option<Uuid>,
    turn: u64,
    asking: bool,
    /// Something happened while a question was under way: its answer may be from before that.
    again: bool,
    /// The last answer was to another question, or did not fit what is held. One is asked anew at once; after two it waits for the next look, so
    /// that a line that confuses answers is not asked without end.
    confused: bool,
}

impl Copy {
    /// Takes one event.
    pub fn step<V>(&mut self, event: Event<V>) -> Vec<Effect<V>> {
        match event {
            Event::Look if self.asking => {
                self.again = true;
                vec![]
            }
            Event::Look => vec![self.ask()],
            Event::Hinted(ver) if ver > self.base => self.step(Event::Look),
            Event::Hinted(_) => vec![],
            Event::Recalled(pull) => match (self.incarnation, pull.view) {
                (None, Some(view)) => {
                    (self.base, self.incarnation) = (pull.ver, Some(pull.incarnation));
                    // What is under way was asked with nothing in hand.
                    self.turn += 1;
                    let asked = std::mem::take(&mut self.asking);
                    let shown = [Effect::Show(view), Effect::Stale];
                    shown.into_iter().chain(asked.then(|| self.ask())).collect()
                }
                _ => vec![],
            },
            Event::Answered { turn, pull } if self.is_at(turn) => self.answered(pull),
            Event::Unfit { turn } if self.is_at(turn) => {
                self.asking = false;
                // Asked with nothing in hand, it is told whole.
                (self.base, self.incarnation) = (0, None);
                self.confused()
            }
            Event::Failed { turn, why } if self.is_at(turn) => self.failed(why),
            Event::Answered { .. } | Event::Unfit { .. } | Event::Failed { .. } => vec![],
            Event::Forget => {
                self.forget();
                vec![Effect::Wipe]
            }
        }
    }

    /// Whether a question is under way.
    pub fn asks(&self) -> bool {
        self.asking
    }

    /// What this copy is of: the database and the version.
    pub fn cursor(&self) -> Option<(Uuid, u64)> {
        self.incarnation.map(|incarnation| (incarnation, self.base))
    }

    fn is_at(&self, turn: u64) -> bool {
        self.asking && turn == self.turn
    }

    fn ask<V>(&mut self) -> Effect<V> {
        self.turn += 1;
        self.asking = true;
        self.again = false;
        Effect::Ask { turn: self.turn, base: self.base, incarnation: self.incarnation }
    }

    fn answered<V>(&mut self, pull: Pull<V>) -> Vec<Effect<V>> {
        self.asking = false;
        if pull.base != self.base {
            return self.confused();
        }
        self.confused = false;
        let mut effects = Vec::new();
        if self.incarnation != Some(pull.incarnation) || pull.ver >= self.base {
            (self.base, self.incarnation) = (pull.ver, Some(pull.incarnation));
            effects.extend(pull.view.map(Effect::Show));
            effects.push(Effect::Fresh);
        }
        if self.again {
            effects.push(self.ask());
        }
        effects
    }

    fn confused<V>(&mut self) -> Vec<Effect<V>> {
        match std::mem::replace(&mut self.confused, true) {
            false => vec![self.ask()],
            true => vec![Effect::Stale],
        }
    }

    fn failed<V>(&mut self, why: RequestError) -> Vec<Effect<V>> {
        self.asking = false;
        match why {
            RequestError::SignedOut => {
                self.forget();
                vec![Effect::Wipe, Effect::AskWho]
            }
            RequestError::NotFound => {
                self.forget();
                vec![Effect::Wipe]
            }
            RequestError::Offline => vec![Effect::Stale],
            _ => vec![Effect::Failed],
        }
    }

    /// Also makes sure that an answer on its way comes too late.
    fn forget(&mut self) {
        *self = Copy { turn: self.turn + 1, ..Copy::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;
    use domain::ids::SessionId;

    type Effects = Vec<Effect<&'static str>>;

    fn pull(database: u128, base: u64, ver: u64, view: Option<&'static str>) -> Pull<&'static str> {
        let scope = Scope::Session(SessionId(Uuid::nil()));
        Pull { incarnation: Uuid::from_u128(database), scope, base, ver, server_ms: 0, view }
    }

    fn asks(effects: &Effects) -> (u64, u64) {
        match effects.last() {
            Some(Effect::Ask { turn, base, .. }) => (*turn, *base),
            other => panic!("asks nothing: {other:?}"),
        }
    }

    /// A copy that shows version 5 of database 1.
    fn at_five() -> Copy {
        let mut copy = Copy::default();
        let (turn, base) = asks(&copy.step(Event::Look));
        let shown = copy.step(Event::Answered { turn, pull: pull(1, base, 5, Some("five")) });
        assert_eq!(shown, [Effect::Show("five"), Effect::Fresh]);
        copy
    }

    #[test]
    fn an_answer_to_another_question_is_not_taken() {
        let mut copy = Copy::default();
        let (turn, _) = asks(&copy.step(Event::Look));
        // "Nothing newer than 5", kept by something on the way, to one that has nothing.
        let (turn, base) = asks(&copy.step(Event::Answered { turn, pull: pull(1, 5, 5, None) }));
        assert_eq!((base, copy.cursor()), (0, None));
        let twice = copy.step(Event::Answered { turn, pull: pull(1, 5, 5, None) });
        assert_eq!(twice, [Effect::Stale], "and it is not asked without end");
        let (turn, _) = asks(&copy.step(Event::Look));
        let shown = copy.step(Event::Answered { turn, pull: pull(1, 0, 6, Some("six")) });
        assert_eq!(shown, [Effect::Show("six"), Effect::Fresh]);
    }

    #[test]
    fn what_does_not_fit_is_asked_whole_and_not_without_end() {
        let mut copy = at_five();
        let (turn, base) = asks(&copy.step(Event::Look));
        assert_eq!(base, 5);
        let (turn, base) = asks(&copy.step(Event::Unfit { turn }));
        assert_eq!((base, copy.cursor()), (0, None));
        assert_eq!(copy.step::<&str>(Event::Unfit { turn: turn - 1 }), [], "an answer that came too late");
        assert_eq!(copy.step::<&str>(Event::Unfit { turn }), [Effect::Stale]);
        let (turn, _) = asks(&copy.step(Event::Look));
        let shown = copy.step(Event::Answered { turn, pull: pull(1, 0, 6, Some("six")) });
        assert_eq!(shown, [Effect::Show("six"), Effect::Fresh]);
    }

    #[test]
    fn a_cursor_goes_back_only_with_another_database() {
        let mut copy = at_five();
        let (turn, _) = asks(&copy.step(Event::Look));
        assert_eq!(copy.step(Event::Answered { turn, pull: pull(1, 5, 4, Some("four")) }), []);
        assert_eq!(copy.cursor(), Some((Uuid::from_u128(1), 5)));
        let (turn, _) = asks(&copy.step(Event::Look));
        let shown = copy.step(Event::Answered { turn, pull: pull(2, 5, 3, Some("three")) });
        assert_eq!(shown, [Effect::Show("three"), Effect::Fresh]);
        assert_eq!(copy.cursor(), Some((Uuid::from_u128(2), 3)));
    }

    #[test]
    fn a_hint_during_a_question_asks_once_more() {
        let mut copy = at_five();
        assert_eq!(copy.step::<&str>(Event::Hinted(5)), [], "known");
        let (turn, _) = asks(&copy.step(Event::Hinted(6)));
        assert_eq!(copy.step::<&str>(Event::Hinted(7)), []);
        let effects = copy.step(Event::Answered { turn, pull: pull(1, 5, 6, Some("six")) });
        assert_eq!(asks(&effects), (turn + 1, 6));
    }

    #[test]
    fn what_is_not_ours_any_more_is_wiped_and_a_late_answer_brings_nothing_back() {
        for (why, effects) in [
            (RequestError::NotFound, vec![Effect::Wipe]),
            (RequestError::SignedOut, vec![Effect::Wipe, Effect::AskWho]),
        ] {
            let mut copy = at_five();
            let (turn, _) = asks(&copy.step(Event::Look));
            assert_eq!(copy.step::<&str>(Event::Failed { turn, why }), effects);
            assert_eq!(copy.cursor(), None);
        }
        let mut copy = at_five();
        let (turn, _) = asks(&copy.step(Event::Look));
        assert_eq!(copy.step::<&str>(Event::Forget), [Effect::Wipe]);
        assert_eq!(copy.step(Event::Answered { turn, pull: pull(1, 5, 6, Some("six")) }), []);
        assert_eq!(copy.cursor(), None);
    }

    #[test]
    fn what_was_kept_is_shown_until_the_server_says_more_and_never_over_it() {
        let mut copy = Copy::default();
        let kept = pull(1, 0, 3, Some("three"));
        let effects = copy.step(Event::Recalled(kept.clone()));
        assert_eq!(effects, [Effect::Show("three"), Effect::Stale]);
        assert_eq!(asks(&copy.step::<&str>(Event::Look)).1, 3);
        assert_eq!(at_five().step(Event::Recalled(kept.clone())), []);
        let mut copy = Copy::default();
        let (early, _) = asks(&copy.step::<&str>(Event::Look));
        assert_eq!(asks(&copy.step(Event::Recalled(kept))), (early + 2, 3), "asked anew with it in hand");
    }

    #[test]
    fn without_a_line_what_is_shown_stays() {
        let mut copy = at_five();
        let (turn, _) = asks(&copy.step(Event::Look));
        assert_eq!(copy.step::<&str>(Event::Failed { turn, why: RequestError::Offline }), [Effect::Stale]);
        let (turn, base) = asks(&copy.step::<&str>(Event::Look));
        assert_eq!(base, 5);
        assert_eq!(copy.step::<&str>(Event::Failed { turn, why: RequestError::Server }), [Effect::Failed]);
    }
}
