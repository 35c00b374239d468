//! Following scopes: one copy each, brought up to date by hints, by waking, and by asking now and then.

use crate::call::ask_text;
use crate::clock::device_ms;
use crate::engine::Engine;
use domain::command::Command;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use sync::outbox::Event;
use sync::requests::{RequestError, path};
use sync::{Pull, Scope, View};
use ui::workplace::link::{Contact, Followed, Standing};
use uuid::Uuid;

/// What an entry reads: each reads what it shows, and carries no code for other things.
#[derive(Clone, Copy)]
pub struct Read {
    /// The answer of a pull.
    pub pull: fn(&str) -> Option<Pull>,
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

/// Reads pulls with views of this kind.
pub fn read<V: DeserializeOwned + Into<View>>(text: &str) -> Option<Pull> {
    serde_json::from_str::<Pull<V>>(text).ok().map(Pull::of_any_kind)
}

/// A scope that some screen shows.
pub struct Follow {
    pub signal: ArcRwSignal<Followed>,
    /// Screens that show it; at 0 it is dropped.
    pub shown_by: u32,
    pub base: u64,
    pub incarnation: Option<Uuid>,
    pulling: bool,
    /// A hint came while a pull was under way: its answer may be older than the hint.
    again: bool,
}

impl Engine {
    /// Follows a scope for as long as the asking screen lives.
    pub fn follow(self, scope: Scope) -> ArcReadSignal<Followed> {
        let mut signal = None;
        self.follows.update_value(|follows| {
            let follow = follows.entry(scope).or_insert_with(|| Follow {
                signal: ArcRwSignal::new(Followed::default()),
                shown_by: 0,
                base: 0,
                incarnation: None,
                pulling: false,
                again: false,
            });
            follow.shown_by += 1;
            signal = Some(follow.signal.read_only());
        });
        on_cleanup(move || self.unfollow(scope));
        self.say_follows();
        spawn_local(async move {
            self.recall_day(scope).await;
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
            if !self.follows.with_value(|follows| follows.values().any(|follow| follow.pulling)) {
                break;
            }
            TimeoutFuture::new(30).await;
        }
        let fresh = |follow: &Follow| {
            !follow.pulling && follow.signal.with_untracked(|followed| followed.standing == Standing::Fresh)
        };
        if !answered.is_empty() && self.follows.with_value(|follows| follows.values().all(fresh)) {
            self.shown(&answered).await;
        }
    }

    /// A hint said that a scope has this version.
    pub fn hinted(self, scope: Scope, ver: u64) {
        let behind =
            self.follows.with_value(|follows| follows.get(&scope).is_some_and(|follow| follow.base < ver));
        if behind {
            spawn_local(self.pull(scope));
        }
    }

    /// Brings one scope up to date.
    pub async fn pull(self, scope: Scope) {
        loop {
            let mut known = None;
            self.follows.update_value(|follows| {
                if let Some(follow) = follows.get_mut(&scope) {
                    if follow.pulling {
                        follow.again = true;
                    } else {
                        follow.pulling = true;
                        follow.again = false;
                        known = Some((follow.base, follow.incarnation));
                    }
                }
            });
            let Some((base, incarnation)) = known else { return };
            let incarnation = incarnation.map(|one| format!("&incarnation={one}")).unwrap_or_default();
            let asked_ms = device_ms();
            let address = format!("{}?scope={scope}&base={base}{incarnation}", path::PULL);
            let text = ask_text(&address).await;
            let answer = match &text {
                Ok(text) => (self.read.pull)(text).ok_or(RequestError::Server),
                Err(error) => Err(*error),
            };
            if let Ok(pull) = &answer {
                self.heard_time(asked_ms, pull.server_ms);
                self.step(Event::Heard(pull.incarnation));
            }
            let lasting = matches!(&answer, Ok(pull) if pull.view.is_some());
            let again = self.taken(scope, base, answer);
            if let (true, Ok(text)) = (lasting, text) {
                self.remember_day(scope, &text).await;
            }
            if !again {
                return;
            }
        }
    }

    /// Takes the answer of a pull; true: ask once more.
    fn taken(self, scope: Scope, base: u64, answer: Result<Pull, RequestError>) -> bool {
        let mut again = false;
        let mut signed_out = false;
        self.follows.update_value(|follows| {
            let Some(follow) = follows.get_mut(&scope) else { return };
            follow.pulling = false;
            again = follow.again;
            match answer {
                // An answer to another question: an old one that something on the way had kept.
                Ok(pull) if pull.base != base || pull.scope != scope => again = true,
                Ok(pull) => {
                    // A cursor never goes back, unless the database was restored.
                    if follow.incarnation != Some(pull.incarnation) || pull.ver >= follow.base {
                        follow.base = pull.ver;
                        follow.incarnation = Some(pull.incarnation);
                        let view = pull.view.map(Arc::new);
                        follow.signal.update(|followed| {
                            followed.standing = Standing::Fresh;
                            followed.view = view.or_else(|| followed.view.take());
                        });
                    }
                    self.contact.set(Contact::Online);
                }
                Err(RequestError::NotFound) => {
                    follow.base = 0;
                    follow.signal.set(Followed { view: None, standing: Standing::Revoked });
                }
                Err(RequestError::SignedOut) => {
                    follow.base = 0;
                    follow.signal.set(Followed { view: None, standing: Standing::Revoked });
                    signed_out = true;
                }
                Err(RequestError::Offline) => {
                    follow.signal.update(|followed| followed.standing = Standing::Stale);
                    self.contact.set(Contact::Offline);
                    again = false;
                }
                Err(_) => {
                    follow.signal.update(|followed| followed.standing = Standing::Failed);
                    again = false;
                }
            }
        });
        if signed_out {
            self.ask_me(None);
        }
        again
    }
}
