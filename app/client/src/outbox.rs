//! What was asked and not yet answered. Sent in order, in small batches, again and again until the server answered;
//! a no takes its place and blocks nothing; what no longer fits is refused when it is tapped. It lives as long as the page: the browser warns who would leave too early.

use crate::call;
use crate::clock::device_ms;
use crate::engine::{Engine, new_id};
use domain::command::Command;
use domain::ids::CommandId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use sync::requests::{RequestError, path};
use sync::{Answer, Envelope, Outcome, Push, PushAnswer};
use ui::workplace::link::{Contact, Pushed, Refused};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Commands in one push.
const BATCH: usize = 20;
/// First wait after a failure; doubled each time up to [`WAIT_MAX_MS`], with chance so that a hall does not return as one.
const WAIT_MS: u32 = 500;
const WAIT_MAX_MS: u32 = 15_000;

#[derive(Clone)]
pub struct Queued {
    pub envelope: Envelope,
    pub heard: Option<Callback<Answer>>,
    /// Answered, and shown until a pull has brought what it did.
    pub answered: bool,
}

impl Engine {
    /// Takes a command and sends it as soon as it can; or says that no more fits.
    pub fn push(self, command: Command, heard: Option<Callback<Answer>>) -> Pushed {
        let held = self.queue.with_untracked(Vec::len) + self.attention.with_untracked(|list| list.len());
        let pushed = Pushed::onto(held);
        if pushed == Pushed::Full {
            return pushed;
        }
        let envelope = Envelope { id: CommandId(new_id()), made_at_ms: device_ms(), command };
        self.queue.update(|queue| queue.push(Queued { envelope, heard, answered: false }));
        self.kick();
        pushed
    }

    /// Starts sending, unless that is going on.
    pub fn kick(self) {
        if !self.sending.get_value() {
            self.sending.set_value(true);
            spawn_local(self.send_all());
        }
    }

    async fn send_all(self) {
        let mut wait_ms = WAIT_MS;
        loop {
            let commands: Vec<Envelope> = self.queue.with_untracked(|queue| {
                queue
                    .iter()
                    .filter(|queued| !queued.answered)
                    .take(BATCH)
                    .map(|queued| queued.envelope.clone())
                    .collect()
            });
            if commands.is_empty() {
                break;
            }
            let answer: Result<PushAnswer, _> =
                call::ask("POST", path::PUSH, call::json(&Push { commands })).await;
            match answer {
                Ok(PushAnswer { answers }) => {
                    wait_ms = WAIT_MS;
                    self.contact.set(Contact::Online);
                    answers.into_iter().for_each(|answer| self.answered(answer));
                    self.pull_all_and_wait().await;
                    self.queue.update(|queue| queue.retain(|queued| !queued.answered));
                }
                Err(RequestError::SignedOut) => {
                    // It stays here: signing in again sends it.
                    self.ask_me(None);
                    break;
                }
                Err(_) => {
                    self.contact.set(Contact::Offline);
                    let jitter = (js_sys::Math::random() * f64::from(wait_ms)) as u32;
                    TimeoutFuture::new(wait_ms / 2 + jitter).await;
                    wait_ms = (wait_ms * 2).min(WAIT_MAX_MS);
                }
            }
        }
        self.sending.set_value(false);
    }

    fn answered(self, answer: Answer) {
        let mut found = None;
        self.queue.update(|queue| {
            if let Some(queued) = queue.iter_mut().find(|queued| queued.envelope.id == answer.id) {
                queued.answered = true;
                found = Some((queued.envelope.command.clone(), queued.heard));
            }
        });
        let Some((command, heard)) = found else { return };
        if let Outcome::Rejected(rejection) = answer.outcome {
            self.attention.update(|list| {
                let mut kept = list.as_ref().clone();
                kept.push(Refused { id: answer.id, command, rejection });
                *list = Arc::new(kept);
            });
        }
        if let Some(heard) = heard {
            // The screen that asked may be gone by now.
            heard.try_run(answer);
        }
    }

    /// Someone has seen that a command was refused.
    pub fn dismiss(self, id: CommandId) {
        self.attention
            .update(|list| *list = Arc::new(list.iter().filter(|one| one.id != id).cloned().collect()));
    }

    /// The browser asks before a page with unsent work is closed.
    pub fn warn_before_leaving(self) {
        let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            if self.queue.with_untracked(|queue| queue.iter().any(|queued| !queued.answered)) {
                event.prevent_default();
            }
        });
        if let Some(window) = web_sys::window() {
            // Without the listener nothing is lost but the warning.
            let _ = window.add_event_listener_with_callback("beforeunload", closure.as_ref().unchecked_ref());
        }
        closure.forget();
    }
}
