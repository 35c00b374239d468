//! Signing out, and room for who comes next. A device forgets at once; the server may hear it later, and that it has not
//! heard yet is said.

use crate::call::{Body, tell};
use crate::engine::Engine;
use crate::remembered::Mark;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use sync::requests::{RequestError, path};
use sync::views::Me;
use ui::workplace::link::{Contact, Who};

const TURN_MS: u32 = 50;

impl Engine {
    /// Somebody signs out: nothing of theirs stays here, whether or not the server can be reached.
    pub async fn sign_out(self) {
        // Remembered before it is tried, for a page that dies on the way; said only where it did not work.
        Mark::OwesSignOut.set(true);
        self.forget_everything().await;
        let told = self.tell_sign_out().await;
        self.count_left_here().await;
        self.who.set(Who::Nobody);
        if told.is_err() {
            self.ask_again_soon();
        }
    }

    /// Tells the server of a sign-out that it has not heard. Nobody signs in before that: its answer would sign them out.
    pub async fn settle(self) -> Result<(), RequestError> {
        // A call ends by itself, so this does.
        while self.settling.get_value() {
            TimeoutFuture::new(TURN_MS).await;
        }
        // Another tab may have told it, or may owe it.
        if !Mark::OwesSignOut.stands() && !self.owes_sign_out.get_untracked() {
            return Ok(());
        }
        self.tell_sign_out().await
    }

    async fn tell_sign_out(self) -> Result<(), RequestError> {
        self.settling.set_value(true);
        let told = tell("POST", path::SIGN_OUT, Body::None).await;
        self.settling.set_value(false);
        Mark::OwesSignOut.set(told.is_err());
        self.owes_sign_out.set(told.is_err());
        if told.is_err() {
            self.contact.set(Contact::Offline);
        }
        told
    }

    /// Before somebody else is shown here, what was another's goes: from the screen and from the device.
    pub async fn make_room_for(self, me: &Me) {
        let before = match self.who.get_untracked() {
            Who::Known(before) => Some((*before).clone()),
            Who::Asking | Who::Nobody => self.remembered_who().await,
        };
        if before.is_some_and(|before| !before.actor.is_same(&me.actor)) {
            self.forget_everything().await;
            self.who.set(Who::Nobody);
            // The screens of the one before are taken down in this turn.
            TimeoutFuture::new(0).await;
        }
    }
}
