//! Drives the outbox: the machine in [`sync::outbox`] says what to do, the device's storage and the network do it. What
//! was tapped is kept on the device first; only then does the screen say so, and only then is it sent.

use crate::call;
use crate::clock::device_ms;
use crate::disk::{Disk, NotKept};
use crate::engine::{Engine, new_id};
use domain::command::Command;
use domain::ids::CommandId;
use domain::people::Actor;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use std::collections::HashSet;
use sync::log::Maker;
use sync::outbox::{Archived, Effect, Event, Failed, HELD_MAX, Settle};
use sync::requests::{RequestError, path};
use sync::{Answer, Envelope, Offer, OfferAnswer, Outcome, PushAnswer, SealedCommand};
use ui::workplace::link::{Contact, Pushed, Who};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The text with commands that were answered and that no pull has shown yet.
const ANSWERED: &str = "answered";

/// A command as this page knows it.
#[derive(Clone)]
pub struct Queued {
    pub id: CommandId,
    /// None: asked on an earlier page, and this entry shows no such thing.
    pub command: Option<Command>,
    heard: Option<Callback<Answer>>,
    pub at: At,
}

/// Where a command is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// On its way to the device's storage.
    Tapped,
    /// On the device; `lasts`: also when the page is gone.
    Kept { lasts: bool },
    /// Answered, and shown until a pull has brought what it did.
    Answered,
}

impl Engine {
    /// Takes a command, keeps it, and sends it as soon as it can; or says that no more fits.
    pub fn push(self, command: Command, heard: Option<Callback<Answer>>) -> Pushed {
        let held = self.queue.with_untracked(Vec::len) + self.attention.with_untracked(|list| list.len());
        let pushed = Pushed::onto(held);
        if pushed == Pushed::Full {
            return pushed;
        }
        let id = CommandId(new_id());
        self.queue.update(|queue| queue.push(Queued { id, command: Some(command), heard, at: At::Tapped }));
        self.keep_tapped();
        pushed
    }

    /// Keeps what was tapped, one after the other, so that it lies on the device in the order of the taps.
    fn keep_tapped(self) {
        if self.keeping.get_value() {
            return;
        }
        self.keeping.set_value(true);
        spawn_local(async move {
            while let Some((maker, envelope)) = self.next_tapped() {
                let Some(disk) = self.disk() else { break };
                let id = envelope.id;
                let Ok(bytes) = serde_json::to_string(&envelope) else { break };
                match disk.keep(&maker, id, bytes).await {
                    Ok(lasts) => self.is_at(id, At::Kept { lasts }),
                    // Another tab filled the device meanwhile. What is held in this page goes by itself when there is room.
                    Err(_) => TimeoutFuture::new(1_000).await,
                }
                self.look_at_storage();
                self.step(Event::Kick);
                self.say_name();
            }
            self.keeping.set_value(false);
        });
    }

    fn next_tapped(self) -> Option<(Maker, Envelope)> {
        let maker = self.maker()?;
        self.queue.with_untracked(|queue| {
            let next = queue.iter().find(|queued| queued.at == At::Tapped)?;
            let command = next.command.clone()?;
            Some((maker, Envelope { id: next.id, made_at_ms: device_ms(), command }))
        })
    }

    fn is_at(self, id: CommandId, at: At) {
        self.queue.update(|queue| {
            if let Some(queued) = queue.iter_mut().find(|queued| queued.id == id && queued.at != At::Answered)
            {
                queued.at = at;
            }
        });
    }

    /// The line is back, or somebody signed in: whatever waits goes now.
    pub fn kick(self) {
        self.step(match self.maker() {
            Some(maker) if self.is_ready() => Event::SignedIn(maker),
            Some(_) | None => Event::SignedOut,
        });
        self.say_name();
        self.keep_tapped();
    }

    /// Whether the server would take what waits: a tablet must be approved, and somebody must have said who they are. One
    /// that was paired anew may hold work from before that; it waits, instead of being refused for good.
    fn is_ready(self) -> bool {
        self.who.with_untracked(|who| match who {
            Who::Known(me) => match &me.actor {
                Actor::Tablet { confirmed, interviewer, .. } => *confirmed && interviewer.is_some(),
                _ => true,
            },
            Who::Asking | Who::Nobody => false,
        })
    }

    /// The first name on a tablet goes before what it kept: beside the log, in which it has its place further on. The
    /// server knows it by its id when it comes by there.
    pub fn say_name(self) {
        if self.is_ready() || self.saying.get_value() {
            return;
        }
        let named = self.queue.with_untracked(|queue| {
            let named = |queued: &&Queued| {
                queued.at != At::Answered && matches!(queued.command, Some(Command::PickInterviewer { .. }))
            };
            queue.iter().find(named).and_then(|queued| Some((queued.id, queued.command.clone()?)))
        });
        let Some((id, command)) = named else { return };
        self.saying.set_value(true);
        spawn_local(async move {
            let envelope = Envelope { id, made_at_ms: device_ms(), command };
            let body = serde_json::to_string(&envelope).unwrap_or_default();
            let body = call::Body::Json(format!(r#"{{"commands":[{body}]}}"#));
            let answer = call::ask::<PushAnswer>("POST", path::PUSH, body).await;
            self.saying.set_value(false);
            let taken = |one: &Answer| !matches!(one.outcome, Outcome::Rejected(_));
            // Where it was not taken it is said again when the line next comes back.
            if answer.is_ok_and(|answer| answer.answers.iter().all(taken)) {
                self.ask_me(None);
            }
        });
    }

    /// Takes one step of the machine and does what it says.
    pub fn step(self, event: Event) {
        let effects = self.outbox.try_update_value(|outbox| outbox.step(event)).unwrap_or_default();
        for effect in effects {
            spawn_local(async move {
                if let Some(event) = self.work(effect).await {
                    self.step(event);
                }
            });
        }
    }

    async fn work(self, effect: Effect) -> Option<Event> {
        let disk = self.disk()?;
        let failed = |turn, why| {
            let chance = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
            Event::Failed { turn, why, chance }
        };
        Some(match effect {
            Effect::Load { turn, maker } => match disk.load(&maker).await {
                Ok(batch) => {
                    if batch.rows.is_empty() {
                        self.catch_up_with_other_tabs(&maker).await;
                    }
                    Event::Loaded { turn, batch }
                }
                Err(_) => failed(turn, Failed::Away),
            },
            Effect::Send { turn, body } => {
                match call::ask::<PushAnswer>("POST", path::PUSH, call::Body::Json(body)).await {
                    Ok(answer) => {
                        self.contact.set(Contact::Online);
                        Event::Answered { turn, answer }
                    }
                    Err(error) => failed(turn, self.why(error)),
                }
            }
            Effect::Settle { turn, settle } => match self.keep_answered(&disk, &settle).await {
                Ok(()) => {
                    self.settled(&settle).await;
                    Event::Settled { turn }
                }
                Err(_) => failed(turn, Failed::Away),
            },
            Effect::BeginAnew { turn, maker } => match disk.begin_anew(&maker).await {
                Ok(()) => Event::BegunAnew { turn },
                Err(_) => failed(turn, Failed::Away),
            },
            Effect::LoadArchive { turn, incarnation } => match disk.archived(incarnation).await {
                Ok(rows) => Event::ArchiveLoaded { turn, rows },
                Err(_) => failed(turn, Failed::Away),
            },
            Effect::Offer { turn, rows } => {
                match call::ask::<OfferAnswer>("POST", path::OFFER, call::json(&offer(rows))).await {
                    Ok(OfferAnswer { incarnation, said }) => Event::OfferAnswered { turn, incarnation, said },
                    Err(error) => failed(turn, self.why(error)),
                }
            }
            Effect::SettleOffer { turn, incarnation, said } => match disk.offered(incarnation, &said).await {
                Ok(()) => Event::OfferSettled { turn },
                Err(_) => failed(turn, Failed::Away),
            },
            Effect::WakeIn { turn, ms } => {
                TimeoutFuture::new(ms).await;
                Event::Woke { turn }
            }
            Effect::AskWho => {
                // It stays here: signing in again sends it.
                self.ask_me(None);
                return None;
            }
        })
    }

    fn why(self, error: RequestError) -> Failed {
        match error {
            RequestError::SignedOut => Failed::SignedOut,
            RequestError::TooLarge => Failed::TooLarge,
            RequestError::Offline => {
                self.contact.set(Contact::Offline);
                Failed::Away
            }
            _ => Failed::Away,
        }
    }

    /// Answers lie on the device: tells whoever asked, and takes them off the screen when a pull has brought what they
    /// did.
    async fn settled(self, settle: &Settle) {
        for settled in &settle.answers {
            let answer = &settled.answer;
            let heard = self.queue.with_untracked(|queue| {
                queue.iter().find(|queued| queued.id == answer.id).and_then(|queued| queued.heard)
            });
            self.is_at(answer.id, At::Answered);
            if let Some(heard) = heard {
                // The screen that asked may be gone by now.
                heard.try_run(answer.clone());
            }
        }
        if let Some(maker) = self.maker() {
            self.show_refused(&maker).await;
        }
        spawn_local(self.pull_all());
    }

    /// Writes answers down. What was answered is shown until a pull has brought what it did, also by a page that starts
    /// without a network in between.
    async fn keep_answered(self, disk: &Disk, settle: &Settle) -> Result<(), NotKept> {
        if self.read.command.is_none() {
            return disk.settle(settle).await;
        }
        let mut answered: Vec<String> =
            disk.recall(ANSWERED).await.map(|text| lines(&text)).unwrap_or_default();
        answered.extend(settle.answers.iter().map(|one| one.row.bytes.clone()));
        let first = answered.len().saturating_sub(HELD_MAX);
        disk.remember(ANSWERED, &answered[first..].join("\n")).await;
        disk.settle(settle).await
    }

    /// The commands that were answered and are still laid over the views.
    pub fn answered(self) -> HashSet<CommandId> {
        let answered = |queued: &&Queued| queued.at == At::Answered;
        self.queue.with_untracked(|queue| queue.iter().filter(answered).map(|queued| queued.id).collect())
    }

    /// A pull has brought what these commands did.
    pub async fn shown(self, answered: &HashSet<CommandId>) {
        self.queue.update(|queue| queue.retain(|queued| !answered.contains(&queued.id)));
        if let (true, Some(disk)) = (self.answered().is_empty(), self.disk()) {
            disk.remember(ANSWERED, "").await;
        }
    }

    /// What an earlier page of this device asked is shown as if it was tapped here.
    pub async fn show_waiting(self, maker: &Maker) {
        let Some(disk) = self.disk() else { return };
        let Ok(rows) = disk.waiting(maker).await else { return };
        let lasts = disk.lasts();
        let answered = disk.recall(ANSWERED).await.map(|text| lines(&text)).unwrap_or_default();
        self.queue.update(|queue| {
            let known: HashSet<CommandId> = queue.iter().map(|queued| queued.id).collect();
            let waits: HashSet<CommandId> = rows.iter().map(|row| row.id).collect();
            let before = answered.iter().filter_map(|bytes| {
                let Named { id } = serde_json::from_str(bytes).ok()?;
                let command = self.read.command(bytes);
                (!waits.contains(&id)).then_some(Queued { id, command, heard: None, at: At::Answered })
            });
            let before: Vec<_> = before.collect();
            let found = rows.iter().map(|row| {
                let command = self.read.command(&row.bytes);
                Queued { id: row.id, command, heard: None, at: At::Kept { lasts } }
            });
            let mut all: Vec<_> =
                before.into_iter().chain(found).filter(|one| !known.contains(&one.id)).collect();
            all.append(queue);
            *queue = all;
        });
        self.show_refused(maker).await;
    }

    /// The device holds nothing more: what this page still waits for was sent by another one.
    async fn catch_up_with_other_tabs(self, maker: &Maker) {
        let kept = |queued: &Queued| matches!(queued.at, At::Kept { .. });
        if !self.queue.with_untracked(|queue| queue.iter().any(kept)) {
            return;
        }
        let Some(disk) = self.disk() else { return };
        let Ok(rows) = disk.waiting(maker).await else { return };
        let held: HashSet<CommandId> = rows.iter().map(|row| row.id).collect();
        self.queue.update(|queue| {
            for queued in queue.iter_mut().filter(|queued| kept(queued) && !held.contains(&queued.id)) {
                queued.at = At::Answered;
            }
        });
        self.show_refused(maker).await;
        self.pull_all().await;
    }

    /// The browser asks before a page is closed that holds what the device does not.
    pub fn warn_before_leaving(self) {
        let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let loose = |queued: &Queued| matches!(queued.at, At::Tapped | At::Kept { lasts: false });
            if self.queue.with_untracked(|queue| queue.iter().any(loose)) {
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

/// What every envelope has.
#[derive(Deserialize)]
struct Named {
    id: CommandId,
}

/// Envelopes are JSON without a line break in it.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn offer(rows: Vec<Archived>) -> Offer {
    let commands = rows.into_iter().map(|row| SealedCommand { id: row.id, sealed: row.sealed }).collect();
    Offer { commands }
}
