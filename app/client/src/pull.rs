//! Following scopes: one copy each, brought up to date by hints, by waking, and by asking now and then. The machine in
//! [`sync::copy`] says when to ask and what to take.

use crate::call::ask_text;
use crate::clock::device_ms;
use crate::engine::Engine;
use domain::command::Command;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::sync::Arc;
use sync::copy::{Copy, Effect, Event};
use sync::requests::{RequestError, path};
use sync::{Held, PullAnswer, Scope, Unfit, View, outbox};
use ui::workplace::link::{Contact, Followed, Standing};
use uuid::Uuid;

/// What an entry reads: each reads what it shows, and carries no code for other things.
#[derive(Clone, Copy)]
pub struct Read {
    /// The view in the answer of a pull.
    pub view: fn(&str) -> Option<View>,
    /// A command that an earlier page of this device asked, to lay it over the views. None: this entry shows none of
    /// them. They are sent all the same, byte for byte, and nobody has to read them for that.
    pub command: Option<fn(&str) -> Option<Command>>,
}

impl Read {
    /// Reads a command back, where this entry does that.
    pub fn command(self, bytes: &str) -> Option<Command> {
        self.command.and_then(|read| read(bytes))
    }
}

/// Reads views of this kind.
pub fn read<V: DeserializeOwned + Into<View>>(text: &str) -> Option<View> {
    serde_json::from_str::<V>(text).ok().map(V::into)
}

/// A scope that some screen shows.
pub struct Follow {
    pub signal: ArcRwSignal<Followed>,
    /// Screens that show it; at 0 it is dropped.
    pub shown_by: u32,
    pub copy: Copy,
    /// The text of what is shown: the server then tells what changed in it.
    pub held: Option<Arc<Held>>,
}

impl Follow {
    fn new() -> Follow {
        Follow {
            signal: ArcRwSignal::new(Followed::default()),
            shown_by: 0,
            copy: Copy::default(),
            held: None,
        }
    }
}

/// The answer of a pull, as it came.
pub type Answer = PullAnswer<Box<RawValue>>;

/// A question to the server.
struct Question {
    turn: u64,
    base: u64,
    incarnation: Option<Uuid>,
}

/// What was heard, or recalled, with the text of the view in it.
pub struct Heard {
    pub event: Event<View>,
    pub held: Option<Arc<Held>>,
}

impl From<Event<View>> for Heard {
    fn from(event: Event<View>) -> Heard {
        Heard { event, held: None }
    }
}

impl Engine {
    /// Follows a scope for as long as the asking screen lives.
    pub fn follow(self, scope: Scope) -> ArcReadSignal<Followed> {
        let mut signal = None;
        self.follows.update_value(|follows| {
            let follow = follows.entry(scope).or_insert_with(Follow::new);
            follow.shown_by += 1;
            signal = Some(follow.signal.read_only());
        });
        on_cleanup(move || self.unfollow(scope));
        self.say_follows();
        spawn_local(async move {
            if let Some(recalled) = self.recall_day(scope).await {
                self.go_on(scope, recalled).await;
            }
            self.pull(scope).await;
        });
        signal.unwrap_or_else(|| ArcRwSignal::new(Followed::default()).read_only())
    }

    fn unfollow(self, scope: Scope) {
        self.follows.try_update_value(|follows| {
            if let Some(follow) = follows.get_mut(&scope) {
                follow.shown_by = follow.shown_by.saturating_sub(1);
                if follow.shown_by == 0 {
                    follows.remove(&scope);
                }
            }
        });
    }

    /// The scopes that some screen shows.
    pub fn followed(self) -> Vec<Scope> {
        self.follows.with_value(|follows| follows.keys().copied().collect())
    }

    /// Brings every followed scope up to date, and waits for pulls that a hint had begun: what they bring may be what
    /// the caller waits for. At most six seconds; then the line is slow and says so elsewhere. What was answered before
    /// is then in the views and needs no overlay any more.
    pub async fn pull_all(self) {
        let answered = self.answered();
        for scope in self.followed() {
            self.pull(scope).await;
        }
        for _ in 0..200 {
            if !self.follows.with_value(|follows| follows.values().any(|follow| follow.copy.asks())) {
                break;
            }
            TimeoutFuture::new(30).await;
        }
        let fresh = |follow: &Follow| {
            !follow.copy.asks()
                && follow.signal.with_untracked(|followed| followed.standing == Standing::Fresh)
        };
        if !answered.is_empty() && self.follows.with_value(|follows| follows.values().all(fresh)) {
            self.shown(&answered).await;
        }
    }

    /// A hint said that a scope has this version.
    pub fn hinted(self, scope: Scope, ver: u64) {
        spawn_local(self.go_on(scope, Event::Hinted(ver).into()));
    }

    /// Brings one scope up to date.
    pub async fn pull(self, scope: Scope) {
        self.go_on(scope, Event::Look.into()).await;
    }

    /// Takes a step of a scope's copy and does what it says, until nothing is left to ask.
    async fn go_on(self, scope: Scope, heard: Heard) {
        let (mut effects, _) = self.step_copy(scope, heard);
        let mut newer: Option<Arc<Held>> = None;
        loop {
            let question = self.shows(scope, effects);
            // Shown first: nobody waits for the device to lock it away.
            if let Some(held) = newer.take() {
                self.remember_day(scope, &held).await;
            }
            let Some(question) = question else { return };
            let heard = self.ask_for(scope, question).await;
            (effects, newer) = self.step_copy(scope, heard);
        }
    }

    /// The second: the text of what is shown from now on, where that changes.
    fn step_copy(self, scope: Scope, heard: Heard) -> (Vec<Effect<View>>, Option<Arc<Held>>) {
        let Heard { event, held } = heard;
        let step = |follows: &mut HashMap<Scope, Follow>| {
            let follow = follows.get_mut(&scope)?;
            let effects = follow.copy.step(event);
            let has = |wanted: fn(&Effect<View>) -> bool| effects.iter().any(wanted);
            let newer = held.filter(|_| has(|effect| matches!(effect, Effect::Show(_))));
            if newer.is_some() || has(|effect| matches!(effect, Effect::Wipe)) {
                follow.held = newer.clone();
            }
            Some((effects, newer))
        };
        self.follows.try_update_value(step).flatten().unwrap_or_default()
    }

    async fn ask_for(self, scope: Scope, question: Question) -> Heard {
        let Question { turn, base, incarnation } = question;
        let held = self.follows.with_value(|follows| follows.get(&scope).and_then(|one| one.held.clone()));
        let incarnation_too = incarnation.map(|one| format!("&incarnation={one}")).unwrap_or_default();
        let sum = held.as_ref().and_then(|held| held.sum_at(incarnation, base));
        let sum_too = sum.map(|sum| format!("&sum={sum}")).unwrap_or_default();
        let path = format!("{}?scope={scope}&base={base}{incarnation_too}{sum_too}", path::PULL);
        let asked_ms = device_ms();
        let answer = ask_text(&path).await.and_then(|text| {
            let answer = serde_json::from_str::<Answer>(&text).ok();
            answer.filter(|answer| answer.scope == scope).ok_or(RequestError::Server)
        });
        let answer = match answer {
            Ok(answer) => answer,
            Err(why) => {
                if why == RequestError::Offline {
                    self.contact.set(Contact::Offline);
                }
                return Event::Failed { turn, why }.into();
            }
        };
        // An answer to an earlier question would tell an earlier time.
        if answer.base == base {
            self.heard_time(asked_ms, answer.server_ms);
        }
        self.contact.set(Contact::Online);
        self.step(outbox::Event::Heard(answer.incarnation));
        self.reads(turn, &answer, held.as_deref())
    }

    fn reads(self, turn: u64, answer: &Answer, held: Option<&Held>) -> Heard {
        let text = match answer.text(held) {
            Ok(Some(text)) => text,
            Ok(None) => return Event::Answered { turn, pull: answer.with(None) }.into(),
            Err(Unfit) => return Event::Unfit { turn }.into(),
        };
        match (self.read.view)(&text) {
            Some(view) => Heard {
                event: Event::Answered { turn, pull: answer.with(Some(view)) },
                held: Some(Arc::new(Held::of(answer, text.into_owned()))),
            },
            None => Event::Failed { turn, why: RequestError::Server }.into(),
        }
    }

    /// Does what a copy says, up to the question that it may end with.
    fn shows(self, scope: Scope, effects: Vec<Effect<View>>) -> Option<Question> {
        let mut question = None;
        for effect in effects {
            match effect {
                Effect::Ask { turn, base, incarnation } => {
                    question = Some(Question { turn, base, incarnation });
                }
                Effect::Show(view) => self.stands(scope, |followed| followed.view = Some(Arc::new(view))),
                Effect::Fresh => self.stands(scope, |followed| followed.standing = Standing::Fresh),
                Effect::Stale => self.stands(scope, |followed| followed.standing = Standing::Stale),
                Effect::Failed => self.stands(scope, |followed| followed.standing = Standing::Failed),
                Effect::Wipe => {
                    self.stands(scope, |followed| {
                        *followed = Followed { view: None, standing: Standing::Revoked };
                    });
                    spawn_local(self.forget_day(scope));
                }
                Effect::AskWho => self.ask_me(None),
            }
        }
        question
    }

    fn stands(self, scope: Scope, change: impl FnOnce(&mut Followed)) {
        let signal = |follows: &HashMap<Scope, Follow>| follows.get(&scope).map(|one| one.signal.clone());
        if let Some(signal) = self.follows.try_with_value(signal).flatten() {
            signal.update(change);
        }
    }
}
