//! Calls beside push and pull: signing in and out, pairing, invites, previews.

use crate::call::{self, Body, ask, tell};
use crate::engine::Engine;
use crate::unsent_file::offer;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::requests::{Enough, House, Pair, RequestError, SignIn, UseInvite, path};
use sync::views::Me;
use ui::workplace::link::{Contact, Done, Request, Who};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The question who is signed in, and who waits for its answer.
#[derive(Default)]
pub struct Asking {
    underway: bool,
    again: bool,
    heard: Vec<Done<()>>,
}

impl Asking {
    /// Who is told what is asked now; none, and nothing under way any more, where nothing is left to ask.
    fn next(&mut self) -> Option<Vec<Done<()>>> {
        self.underway = std::mem::take(&mut self.again);
        self.underway.then(|| std::mem::take(&mut self.heard))
    }
}

impl Engine {
    pub fn request(self, request: Request) {
        match request {
            Request::SignIn { login_name, password, done } => {
                self.enter(path::SIGN_IN, call::json(&SignIn { login_name, password }), done);
            }
            Request::Pair { code, done } => self.enter(path::PAIR, call::json(&Pair { code }), done),
            Request::UseInvite { token, password, done } => {
                self.enter(path::USE_INVITE, call::json(&UseInvite { token, password }), done);
            }
            Request::SignOut => spawn_local(self.sign_out()),
            Request::AskMe => self.ask_me(None),
            Request::Preview { fair, kind, input, done } => spawn_local(async move {
                let preview = match chosen_file(&input).await {
                    Some(bytes) => ask("POST", &path::import(fair, kind), Body::Bytes(bytes)).await,
                    None => Err(RequestError::NoFile),
                };
                done.try_run(preview);
            }),
            Request::TextsStand { done } => spawn_local(async move {
                done.try_run(ask("GET", path::TEXTS, Body::None).await);
            }),
            Request::PreviewTexts { lang, input, done } => spawn_local(async move {
                let preview = match chosen_file(&input).await {
                    Some(bytes) => ask("POST", &path::texts_of(lang), Body::Bytes(bytes)).await,
                    None => Err(RequestError::NoFile),
                };
                done.try_run(preview);
            }),
            Request::EnoughPlanning { session } => spawn_local(async move {
                // What was not heard changes nothing: the plan is made in full.
                let _ = tell("POST", path::ENOUGH, call::json(&Enough { session })).await;
            }),
            Request::Dismiss { command } => self.dismiss(command),
            Request::SaveText { name, text } => {
                // A browser that offers no file has shown the text all the same.
                let _ = offer(name, &js_sys::Array::of1(&text.into()));
            }
            Request::SaveUnsent { done } => self.save_unsent(done),
            Request::LoadUnsent { input, done } => self.load_unsent(input, done),
            Request::Print => {
                if let Some(window) = web_sys::window() {
                    // A browser that cannot print has no dialogue to open.
                    let _ = window.print();
                }
            }
        }
    }

    fn enter(self, address: &'static str, body: Body, done: Done<()>) {
        spawn_local(async move {
            let entered = match self.settle().await {
                Ok(()) => tell("POST", address, body).await,
                Err(why) => Err(why),
            };
            match entered {
                Ok(()) => self.ask_me(Some(done)),
                Err(error) => {
                    done.try_run(Err(error));
                }
            }
        });
    }

    /// Asks who is signed in; what waits in the outbox goes on then. One question at a time: an answer is dealt with
    /// to its end before the next, so that one from before somebody came in never wipes what came after it.
    pub fn ask_me(self, done: Option<Done<()>>) {
        let first = self.asking.try_update_value(|asking| {
            asking.heard.extend(done);
            asking.again = true;
            !std::mem::replace(&mut asking.underway, true)
        });
        if first == Some(true) {
            spawn_local(self.ask_who());
        }
    }

    async fn ask_who(self) {
        while let Some(heard) = self.asking.try_update_value(Asking::next).flatten() {
            let answer: Result<Option<Me>, RequestError> = match self.settle().await {
                Ok(()) => ask("GET", path::ME, Body::None).await,
                Err(why) => Err(why),
            };
            if matches!(answer, Ok(None)) && self.asking.with_value(|asking| asking.again) {
                // Somebody may have come in since it was asked.
                self.asking.update_value(|asking| asking.heard.extend(heard));
                continue;
            }
            let told = self.hear_who(answer).await;
            for done in heard {
                done.try_run(told);
            }
        }
    }

    async fn hear_who(self, answer: Result<Option<Me>, RequestError>) -> Result<(), RequestError> {
        match answer {
            Ok(Some(me)) => {
                self.contact.set(Contact::Online);
                self.make_room_for(&me).await;
                self.remember_who(&me).await;
                self.known(me).await;
                spawn_local(self.fetch_pass());
                Ok(())
            }
            Ok(None) => {
                self.contact.set(Contact::Online);
                if matches!(self.who.get_untracked(), Who::Known(_)) || self.knew_someone().await {
                    self.mark_ended(true);
                }
                self.forget_everything().await;
                self.count_left_here().await;
                self.who.set(Who::Nobody);
                spawn_local(self.look_at_the_house());
                Err(RequestError::SignedOut)
            }
            Err(RequestError::Offline) => {
                self.contact.set(Contact::Offline);
                if self.who.get_untracked() == Who::Asking {
                    self.recall_who().await;
                }
                self.ask_on();
                Err(RequestError::Offline)
            }
            Err(error) => {
                // Nobody is thrown out because the server stumbled.
                self.ask_on();
                Err(error)
            }
        }
    }

    /// What stands at the door.
    async fn look_at_the_house(self) {
        if let Ok(House { demo }) = ask("GET", path::HOUSE, Body::None).await {
            self.demo.set(demo);
        }
    }

    /// Without an answer: asks on, as long as nobody knows who is here, or the server does not know who left.
    fn ask_on(self) {
        let owes = self.owes_sign_out.get_untracked();
        if owes && self.who.get_untracked() != Who::Nobody {
            self.who.set(Who::Nobody);
        }
        if owes || self.who.get_untracked() == Who::Asking {
            self.ask_again_soon();
        }
    }

    /// Asks who is signed in once more, in a moment.
    pub fn ask_again_soon(self) {
        gloo_timers::callback::Timeout::new(2_000, move || self.ask_me(None)).forget();
    }
}

pub async fn chosen_file(input: &str) -> Option<Uint8Array> {
    let document = web_sys::window()?.document()?;
    let input = document.get_element_by_id(input)?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer))
}
