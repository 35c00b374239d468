//! The server as a process that can die: the real admission, projections and store on SQLite in memory, with a clock
//! and chance that the simulation holds. What died comes back on the same database with nothing in its memory.
//!
//! Every handler looks at the clock within its transaction. So a machine that stops at the n-th look stops before its
//! commit, at a place that differs by seed, and no line of the server knows of it.

use crate::chance::Chance;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use server::admission::Work;
use server::app::{App, Ground, Settings, Shared};
use server::app_api::sync_calls;
use server::chance::Chance as Drawn;
use server::clock::Clock;
use server::project::{Drawing, Wanted};
use server::{commands, sign_in};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::{MasterKey, Store, Target};
use sync::log::Maker;
use sync::requests::RequestError;
use sync::{OfferAnswer, PullAnswer, Push, PushAnswer, Scope, SealedCommand};
use tokio::sync::watch;
use uuid::Uuid;

/// Moves of the planner: a day of six people needs few.
const MOVES: u64 = 200;
/// No fuse burns.
const UNLIT: i64 = i64::MAX;

pub fn key() -> MasterKey {
    MasterKey::from_bytes([9; 32])
}

/// What the machine is to the server, whichever process runs on it.
struct Machine {
    now_ms: AtomicI64,
    /// Looks at the clock until it stops.
    fuse: AtomicI64,
    chance: Mutex<Chance>,
}

/// What a dying machine throws. Not a panic with a message: nobody is to read it.
struct Stopped;

pub struct Server {
    pub app: Shared,
    machine: Arc<Machine>,
    follows: BTreeMap<Scope, watch::Receiver<u64>>,
    /// Whole databases as they were put aside.
    pub backup: Option<Arc<[u8]>>,
}

impl Server {
    pub fn on(store: Store, now_ms: i64, chance: Chance) -> Server {
        let machine = Arc::new(Machine {
            now_ms: AtomicI64::new(now_ms),
            fuse: AtomicI64::new(UNLIT),
            chance: Mutex::new(chance),
        });
        let app = process(store, &machine);
        Server { app, machine, follows: BTreeMap::new(), backup: None }
    }

    pub async fn of_image(image: Arc<[u8]>, now_ms: i64, chance: Chance) -> Server {
        let store = Store::open(&Target::Image(image), key()).await.expect("the image opens");
        Server::on(store, now_ms, chance)
    }

    pub fn is_at(&self, now_ms: i64) {
        self.machine.now_ms.store(now_ms, Ordering::Relaxed);
    }

    pub fn incarnation(&self) -> Uuid {
        self.app.store.incarnation()
    }

    /// A new process on the same database.
    pub fn restart(&mut self) {
        self.machine.fuse.store(UNLIT, Ordering::Relaxed);
        self.app = process(self.app.store.clone(), &self.machine);
        self.follows.clear();
    }

    pub async fn put_aside(&mut self) {
        self.backup = self.app.store.image().await.expect("an image");
    }

    /// Back to what was put aside, under a new incarnation, as `werkronde restore` does it.
    pub async fn restore(&mut self) -> bool {
        let Some(image) = self.backup.clone() else { return false };
        let old = Store::open(&Target::Image(image), key()).await.expect("the backup opens");
        old.renew_incarnation().await.expect("a new incarnation");
        let image = old.image().await.expect("an image").expect("in memory");
        let store = Store::open(&Target::Image(image), key()).await.expect("it opens again");
        self.app.store.close().await;
        old.close().await;
        self.app = process(store, &self.machine);
        self.follows.clear();
        true
    }

    /// From now on the machine stops at the n-th look at the clock; 0: it goes on.
    pub fn light(&self, looks: i64) {
        self.machine.fuse.store(if looks > 0 { looks } else { UNLIT }, Ordering::Relaxed);
    }

    /// Whether the machine was to stop.
    pub fn is_lit(&self) -> bool {
        self.machine.fuse.load(Ordering::Relaxed) != UNLIT
    }

    /// Whether it did, before it had looked so often.
    pub fn stopped(&self) -> bool {
        self.machine.fuse.load(Ordering::Relaxed) <= 0
    }

    pub async fn signed(&self, token: &str) -> Result<sign_in::Signed, RequestError> {
        let signed = sign_in::from_app(&self.app, &cookie(token)).await;
        signed.map_err(|_| RequestError::Server)?.ok_or(RequestError::SignedOut)
    }

    /// A push up to where it waits in line.
    pub async fn takes(&self, token: &str, body: &str) -> Result<Work, RequestError> {
        let signed = self.signed(token).await?;
        let push: Push = serde_json::from_str(body).map_err(|_| RequestError::NotFound)?;
        sync_calls::taken(&self.app, &signed, &push).await.map_err(|refused| refused.0)
    }

    /// What waits goes through together.
    pub async fn admits(&self, waiting: Vec<Work>) -> Vec<Result<PushAnswer, RequestError>> {
        let pushes = waiting.into_iter().map(|work| commands::push(&self.app, work));
        let admitted = futures_util::future::join_all(pushes).await;
        self.settles().await;
        // What is left of the fuse is for what is admitted, not for what is said of it.
        let fuse = self.machine.fuse.swap(UNLIT, Ordering::Relaxed);
        let answer = |admitted| sync_calls::answer(&self.app, admitted);
        let answers = admitted
            .into_iter()
            .map(|one| one.map(answer).map_err(|error| sync_calls::refused(error).0))
            .collect();
        self.machine.fuse.store(fuse, Ordering::Relaxed);
        answers
    }

    pub async fn offered(&self, commands: Vec<SealedCommand>) -> Result<OfferAnswer, RequestError> {
        let admitted = commands::push(&self.app, Work::Offer(commands)).await;
        self.settles().await;
        let admitted = admitted.map_err(|_| RequestError::Server)?;
        Ok(OfferAnswer { incarnation: self.incarnation(), said: admitted.said })
    }

    pub async fn pulled(&self, token: &str, wanted: Wanted) -> Result<PullAnswer<Drawing>, RequestError> {
        let pull = sync_calls::pull(State(self.app.clone()), cookie(token), Query(wanted)).await;
        pull.map(|Json(pull)| pull).map_err(|refused| refused.0)
    }

    /// Whose log a device with this token writes; None: nobody is signed in.
    pub async fn maker(&self, token: &str) -> Option<Maker> {
        self.signed(token).await.ok().and_then(|signed| Maker::of(&signed.actor))
    }

    /// Waits for the plans that a command set off, so that the next step finds them done.
    pub async fn settles(&self) {
        loop {
            // What was spawned meanwhile gets its turn first.
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            if self.app.runs.rests() {
                return;
            }
            // The planner's thread may be on this core.
            std::thread::yield_now();
        }
    }

    /// Which scopes have a new version since this was asked last.
    pub fn hints(&mut self, scopes: &[Scope]) -> Vec<(Scope, u64)> {
        let mut changed = Vec::new();
        for scope in scopes {
            let heard = self.follows.entry(*scope).or_insert_with(|| self.app.hub.follow(*scope));
            if heard.has_changed().unwrap_or(false) {
                changed.push((*scope, *heard.borrow_and_update()));
            }
        }
        changed
    }
}

fn cookie(token: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(COOKIE, format!("wr_app={token}").parse().expect("a header"));
    headers
}

fn process(store: Store, machine: &Arc<Machine>) -> Shared {
    let settings = Settings {
        demo: false,
        site_dir: std::env::temp_dir(),
        site_version: "simulation".into(),
        public_url: None,
        trust_proxy: false,
        mail: None,
    };
    let clock = machine.clone();
    let clock = Clock::of(move || {
        if clock.fuse.load(Ordering::Relaxed) != UNLIT && clock.fuse.fetch_sub(1, Ordering::Relaxed) <= 1 {
            std::panic::resume_unwind(Box::new(Stopped));
        }
        clock.now_ms.load(Ordering::Relaxed)
    });
    let (ids, bytes) = (machine.clone(), machine.clone());
    let chance = Drawn::of(
        move || {
            let now_ms = ids.now_ms.load(Ordering::Relaxed);
            ids.chance.lock().unwrap_or_else(PoisonError::into_inner).id(now_ms)
        },
        move |into| bytes.chance.lock().unwrap_or_else(PoisonError::into_inner).fill(into),
    );
    Arc::new(App::on(Ground { clock, chance, moves: MOVES }, store, &key(), settings))
}
