//! The live line: hints that something changed and the server's clock. It may break at any time;
//! asking now and then keeps every screen right without it.

use crate::clock::device_ms;
use crate::engine::Engine;
use domain::ids::SessionId;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use sync::Scope;
use sync::requests::path;
use sync::views::PlanningView;
use ui::workplace::link::Who;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, VisibilityState, WebSocket};

/// Without a line every scope is asked for this often; with one, every fifth time.
const ASK_MS: u32 = sync::PULL_WAIT_MS;
const PINGS_AT_FIRST: u32 = 8;
const AGAIN_MS: u32 = 1_000;
const AGAIN_MAX_MS: u32 = 15_000;

/// The line as it stands.
#[derive(Default)]
pub struct Line {
    socket: Option<WebSocket>,
    open: bool,
    tries: u32,
    asks: u32,
    pings: HashMap<u32, i64>,
    next_ping: u32,
}

#[derive(Serialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Say {
    Follow { scopes: Vec<Scope> },
    Ping { n: u32 },
}

#[derive(Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Heard {
    Changed { scope: Scope, ver: u64 },
    Planning { session: SessionId, now: Option<PlanningView> },
    Pong { n: u32, server_ms: i64 },
}

impl Engine {
    /// Keeps the line up for as long as the page lives.
    pub fn keep_line(self) {
        Interval::new(ASK_MS, move || self.ask_now_and_then()).forget();
        let wake = Closure::<dyn Fn()>::new(move || {
            let hidden = web_sys::window()
                .and_then(|window| window.document())
                .is_some_and(|document| document.visibility_state() == VisibilityState::Hidden);
            if !hidden {
                self.wake();
            }
        });
        if let Some(window) = web_sys::window() {
            let listener = wake.as_ref().unchecked_ref();
            // Without a listener the next ask finds out, seconds later.
            let _ = window.add_event_listener_with_callback("online", listener);
            let _ = window.add_event_listener_with_callback("pageshow", listener);
            if let Some(document) = window.document() {
                let _ = document.add_event_listener_with_callback("visibilitychange", listener);
            }
        }
        wake.forget();
    }

    /// The device is back: a socket may look open and be dead, so a new one is made and everything is asked.
    pub fn wake(self) {
        self.line.update_value(|line| line.tries = 0);
        self.connect();
        self.kick();
        if matches!(self.who.get_untracked(), Who::Known(_)) {
            // Another tab may have signed somebody else in meanwhile.
            self.ask_me(None);
        }
        spawn_local(self.pull_all());
    }

    fn ask_now_and_then(self) {
        let mut ask = false;
        self.line.update_value(|line| {
            line.asks = line.asks.wrapping_add(1);
            ask = !line.open || line.asks % 5 == 0;
        });
        if ask && matches!(self.who.get_untracked(), Who::Known(_)) {
            spawn_local(self.pull_all());
        }
        self.say_name();
        self.ping();
    }

    /// Opens the line anew, where somebody is signed in.
    pub fn connect(self) {
        let old = self.line.try_update_value(|line| {
            line.open = false;
            line.pings.clear();
            line.socket.take()
        });
        if let Some(Some(socket)) = old {
            socket.set_onclose(None);
            socket.set_onmessage(None);
            // Already closed is as good.
            let _ = socket.close();
        }
        if !matches!(self.who.get_untracked(), Who::Known(_)) {
            return;
        }
        let origin = crate::remembered::origin().replacen("http", "ws", 1);
        let Ok(socket) = WebSocket::new(&format!("{origin}{}", path::LIVE)) else { return };
        self.listen(&socket);
        self.line.update_value(|line| line.socket = Some(socket));
    }

    fn listen(self, socket: &WebSocket) {
        let open = Closure::<dyn Fn()>::new(move || {
            self.line.update_value(|line| {
                line.open = true;
                line.tries = 0;
            });
            self.say_follows();
            (0..PINGS_AT_FIRST).for_each(|_| self.ping());
            self.kick();
            spawn_local(self.pull_all());
        });
        socket.set_onopen(Some(open.as_ref().unchecked_ref()));
        open.forget();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| self.heard(&event));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        message.forget();
        let close = Closure::<dyn Fn()>::new(move || {
            let tries = self.line.try_update_value(|line| {
                line.open = false;
                line.socket = None;
                line.tries += 1;
                line.tries
            });
            let wait = AGAIN_MS.saturating_mul(1 << tries.unwrap_or(1).min(4)).min(AGAIN_MAX_MS);
            let jitter = (js_sys::Math::random() * f64::from(wait)) as u32;
            Timeout::new(wait / 2 + jitter, move || {
                let down = self.line.try_update_value(|line| line.socket.is_none()).unwrap_or(false);
                if down {
                    self.connect();
                }
            })
            .forget();
        });
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        close.forget();
    }

    fn heard(self, event: &MessageEvent) {
        let Some(text) = event.data().as_string() else { return };
        match serde_json::from_str(&text) {
            Ok(Heard::Changed { scope, ver }) => self.hinted(scope, ver),
            Ok(Heard::Planning { session, now }) => self.planning.set(now.map(|now| (session, now))),
            Ok(Heard::Pong { n, server_ms }) => {
                let asked = self.line.try_update_value(|line| line.pings.remove(&n)).flatten();
                if let Some(asked_ms) = asked {
                    self.heard_time(asked_ms, server_ms);
                }
            }
            // A newer server may say more.
            Err(_) => {}
        }
    }

    fn ping(self) {
        let mut n = 0;
        self.line.update_value(|line| {
            n = line.next_ping;
            line.next_ping = line.next_ping.wrapping_add(1);
            if line.pings.len() > 32 {
                line.pings.clear();
            }
            line.pings.insert(n, device_ms());
        });
        self.say(&Say::Ping { n });
    }

    /// Tells the server which hints are wanted.
    pub fn say_follows(self) {
        self.say(&Say::Follow { scopes: self.followed() });
    }

    fn say(self, what: &Say) {
        let Ok(text) = serde_json::to_string(what) else { return };
        self.line.with_value(|line| {
            if let (Some(socket), true) = (&line.socket, line.open) {
                // A line that broke meanwhile says so by closing.
                let _ = socket.send_with_str(&text);
            }
        });
    }
}
