//! What lies between devices and server, and the order in which things happen.

use crate::day::Day;
use server::project::Drawing;
use std::sync::Arc;
use sync::log::Maker;
use sync::requests::RequestError;
use sync::{Held, OfferAnswer, PullAnswer, PushAnswer, Scope, SealedCommand};
use uuid::Uuid;

/// How long a page waits for an answer.
const PATIENCE_MS: i64 = 10_000;

/// Which page of which device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub device: usize,
    pub tab: u64,
}

#[derive(Debug, Clone)]
pub enum Ask {
    Push { turn: u64, body: String },
    Offer { turn: u64, commands: Vec<SealedCommand> },
    Pull { turn: u64, scope: Scope, base: u64, incarnation: Option<Uuid>, held: Option<Arc<Held>> },
    Who,
}

/// A question on its way.
#[derive(Debug, Clone)]
pub struct Request {
    pub from: Page,
    pub token: String,
    /// By the device's clock.
    pub asked_ms: i64,
    pub ask: Ask,
}

#[derive(Debug, Clone)]
pub enum Said {
    Push(Result<PushAnswer, RequestError>),
    Offer(Result<OfferAnswer, RequestError>),
    Pull(Result<Box<PullAnswer<Drawing>>, RequestError>),
    Who(Result<Option<Maker>, RequestError>),
}

impl Said {
    /// What a page hears when nothing comes back.
    fn nothing(ask: &Ask) -> Said {
        let why = RequestError::Offline;
        match ask {
            Ask::Push { .. } => Said::Push(Err(why)),
            Ask::Offer { .. } => Said::Offer(Err(why)),
            Ask::Pull { .. } => Said::Pull(Err(why)),
            Ask::Who => Said::Who(Err(why)),
        }
    }
}

/// What happens next.
#[derive(Debug, Clone)]
pub enum Happening {
    /// Somebody taps.
    Tap(usize),
    /// A page looks whether there is something new.
    Look(usize),
    Arrives(Request),
    /// What waits at the door goes through together.
    Through,
    Hears {
        request: Request,
        said: Said,
    },
    Hint {
        device: usize,
        scope: Scope,
        ver: u64,
    },
    Wakes {
        page: Page,
        turn: u64,
    },
    /// Whoever holds a device signs in again.
    SignsIn(usize),
    /// The network of a device is back.
    LineIsBack(usize),
    /// Something goes wrong.
    Wrong,
}

impl Day {
    /// Lets this happen after so many milliseconds; what is due at once happens in the order in which it was said.
    pub fn after(&mut self, ms: i64, what: Happening) {
        self.number += 1;
        self.queue.insert((self.now_ms + ms.max(0), self.number), what);
    }

    fn way_ms(&mut self) -> i64 {
        let slow = self.faults.slow && self.chance.one_in(8);
        self.chance.ms(if slow { 1_000..9_000 } else { 5..90 })
    }

    fn is_lost(&mut self, device: usize) -> bool {
        self.devices[device].cut_until_ms > self.now_ms || (self.faults.loses && self.chance.one_in(6))
    }

    /// Puts a question on its way. Whatever becomes of it, its page hears something within its patience.
    pub fn send(&mut self, from: Page, ask: Ask) {
        let device = &self.devices[from.device];
        let (token, asked_ms) = (device.token.clone(), device.wall_ms(self.now_ms));
        let request = Request { from, token, asked_ms, ask };
        if self.is_lost(from.device) {
            self.nothing_back(request);
            return;
        }
        let way = self.way_ms();
        if let Some(said) = self.confused(&request) {
            self.after(way, Happening::Hears { request, said });
            return;
        }
        if self.faults.repeats && self.chance.one_in(8) {
            let later = way + self.chance.ms(1..20_000);
            self.after(later, Happening::Arrives(request.clone()));
        }
        self.after(way, Happening::Arrives(request));
    }

    /// The page's patience ends.
    pub fn nothing_back(&mut self, request: Request) {
        let said = Said::nothing(&request.ask);
        self.after(PATIENCE_MS, Happening::Hears { request, said });
    }

    /// Sends an answer back. The page hears one answer to each question; a second one finds no one who waits.
    pub fn reply(&mut self, request: Request, said: Said) {
        if self.is_lost(request.from.device) {
            self.nothing_back(request);
            return;
        }
        self.passes(&request, &said);
        let way = self.way_ms();
        self.after(way, Happening::Hears { request, said });
    }

    /// Something on the way keeps what passes.
    fn passes(&mut self, request: &Request, said: &Said) {
        if let (Some(key), Said::Push(Ok(_)) | Said::Pull(Ok(_))) = (kept_as(request), said) {
            self.on_the_way.insert(key, said.clone());
        }
    }

    /// And may answer a question of this device with what it kept of an earlier one, so that the server never hears it.
    fn confused(&mut self, request: &Request) -> Option<Said> {
        if !self.faults.confuses || !self.chance.one_in(7) {
            return None;
        }
        self.on_the_way.get(&kept_as(request)?).cloned()
    }
}

fn kept_as(request: &Request) -> Option<(usize, String)> {
    let word = match &request.ask {
        Ask::Push { .. } => "push".to_owned(),
        Ask::Pull { scope, .. } => scope.to_string(),
        Ask::Offer { .. } | Ask::Who => return None,
    };
    Some((request.from.device, word))
}
