//! What a device keeps of the day for a start without a network: who is signed in, and the session that they follow.
//! Nothing else of what the server sends is ever on the device, and all of this goes at sign-out.

use crate::engine::Engine;
use crate::pull::{Answer, Heard};
use crate::remembered::Mark;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use sync::copy::Event;
use sync::views::Me;
use sync::{Held, Scope, View};
use ui::workplace::link::{Contact, Who};

const WHO: &str = "who";

impl Engine {
    /// Keeps the latest view of the session.
    pub async fn remember_day(self, scope: Scope, held: &Held) {
        if let (Scope::Session(_), Some(disk)) = (scope, self.disk()) {
            disk.remember(&scope.to_string(), &held.as_answer(scope)).await;
        }
    }

    /// What was kept of the session, for until the server says something newer.
    pub async fn recall_day(self, scope: Scope) -> Option<Heard> {
        let (Scope::Session(_), Some(disk)) = (scope, self.disk()) else { return None };
        let kept: Answer = serde_json::from_str(&disk.recall(&scope.to_string()).await?).ok()?;
        let text = kept.text(None).ok()??.into_owned();
        let view = (self.read.view)(&text)?;
        let held = Held::of(&kept, text);
        Some(Heard { event: Event::Recalled(kept.with(Some(view))), held: Some(Arc::new(held)) })
    }

    /// The session is not ours any more: what was kept of it goes.
    pub async fn forget_day(self, scope: Scope) {
        if let (Scope::Session(_), Some(disk)) = (scope, self.disk()) {
            // A storage that refuses to forget is locked with a key that no script reads.
            let _ = disk.wipe(&scope.to_string()).await;
        }
    }

    pub async fn remember_who(self, me: &Me) {
        if let (Some(disk), Ok(text)) = (self.disk(), serde_json::to_string(me)) {
            disk.remember(WHO, &text).await;
        }
    }

    /// Without a network whoever was signed in here still is; the server has the last word when it is back.
    pub async fn recall_who(self) {
        let Some(me) = self.remembered_who().await else { return };
        if self.who.get_untracked() == Who::Asking {
            self.contact.set(Contact::Offline);
            self.known(me).await;
        }
    }

    /// Who was signed in here last and did not sign out.
    pub async fn remembered_who(self) -> Option<Me> {
        let text = self.disk()?.recall(WHO).await?;
        serde_json::from_str(&text).ok()
    }

    /// Whether this device remembers someone who did not sign out here.
    pub async fn knew_someone(self) -> bool {
        match self.disk() {
            Some(disk) => disk.recall(WHO).await.is_some(),
            None => false,
        }
    }

    /// The login was ended elsewhere, or its time is over: said until someone signs in.
    pub fn mark_ended(self, ended: bool) {
        if self.ended.get_untracked() != ended {
            self.ended.set(ended);
        }
        Mark::Ended.set(ended);
    }

    /// Someone is signed in: shows what they asked on this device before, and goes on sending it.
    pub async fn known(self, me: Me) {
        self.demo.set(me.demo);
        let new = Who::Known(Arc::new(me));
        if self.who.get_untracked() != new {
            self.who.set(new);
            self.mark_ended(false);
            spawn_local(self.ask_to_keep());
            if let Some(maker) = self.maker() {
                self.show_waiting(&maker).await;
            }
            self.connect();
        }
        self.kick();
    }

    /// Nobody is signed in: forgets what this page and this device know. What the server did not acknowledge stays.
    pub async fn forget_everything(self) {
        self.follows.update_value(|follows| {
            for follow in follows.values_mut() {
                follow.copy.step::<View>(Event::Forget);
                follow.held = None;
                follow.signal.update(|followed| followed.view = None);
            }
        });
        self.queue.set(vec![]);
        self.pass.set_value(None);
        self.attention.set(Arc::default());
        self.step(sync::outbox::Event::SignedOut);
        if let Some(disk) = self.disk() {
            // A storage that refuses to forget is locked with a key that no script reads.
            let _ = disk.forget().await;
        }
    }
}
