//! Hints that something changed: `{scope: ver}` and no data, so permission lives in one place, the pull. Lost hints are
//! healed by polling. `hub` tells the lines of this process, `between` the other processes.

pub mod between;
mod hub;
mod words;

pub use hub::Hub;
pub use words::Outgoing;

use crate::app::{App, Shared};
use crate::project;
use crate::sign_in::{self, Signed};
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use domain::ids::SessionId;
use domain::people::Actor;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::StoreError;
use sync::Scope;
use sync::views::PlanningView;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout, timeout_at};

/// Most scopes that one screen may follow.
const FOLLOWS_MAX: usize = 8;
/// A screen asks for the time every few seconds, in a sleeping tab every minute. One of which nothing is heard is gone.
const SILENCE: Duration = Duration::from_secs(150);
/// A screen that takes nothing for so long is gone too; it comes back by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a screen says on the line.
#[derive(Debug, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Heard {
    Follow {
        scopes: Vec<Scope>,
    },
    /// For the clock: answered at once with the server's time.
    Ping {
        n: u32,
    },
}

/// What the server says.
#[derive(Debug, Serialize)]
#[serde(tag = "say", rename_all = "snake_case")]
enum Said {
    Changed {
        scope: Scope,
        ver: u64,
    },
    /// How the plan stands that is being made of a followed session; None: it is done.
    Planning {
        session: SessionId,
        now: Option<PlanningView>,
    },
    Pong {
        n: u32,
        server_ms: i64,
    },
}

/// `GET /app-api/live`: the line of one screen. Buffers are small and bounded (architecture: traps).
pub async fn line(State(app): State<Shared>, signed: Signed, upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .read_buffer_size(4 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(64 * 1024)
        .max_message_size(16 * 1024)
        .on_upgrade(move |socket| talk(app, signed, socket))
        .into_response()
}

/// What one screen follows.
#[derive(Default)]
struct Follows {
    scopes: Vec<(Scope, watch::Receiver<u64>)>,
    plannings: Vec<(SessionId, watch::Receiver<Option<PlanningView>>)>,
}

impl Follows {
    async fn of(app: &App, actor: &Actor, wanted: Vec<Scope>) -> Result<Follows, StoreError> {
        let mut scopes = Vec::with_capacity(FOLLOWS_MAX);
        let mut tx = app.store.read().await?;
        for scope in wanted.into_iter().take(FOLLOWS_MAX) {
            if project::follows(&mut tx, actor, scope).await? {
                scopes.push((scope, app.hub.follow(scope)));
            }
        }
        let staff = matches!(actor, Actor::Staff { .. });
        let sessions = scopes.iter().filter_map(|(scope, _)| match scope {
            Scope::Session(session) if staff => Some(*session),
            _ => None,
        });
        let plannings = sessions.map(|session| (session, app.runs.watch(session))).collect();
        Ok(Follows { scopes, plannings })
    }
}

/// Where the end of every login is told: its location changes seldom, its session with each score.
fn ends_of(app: &App, signed: &Signed) -> Vec<(Scope, watch::Receiver<u64>)> {
    let scope = Scope::Location(signed.location);
    vec![(scope, app.hub.follow(scope))]
}

/// A line whose login cannot be looked at ends too: the screen comes back and asks again.
async fn is_alive(app: &App, signed: &Signed) -> bool {
    let actor = async {
        let mut tx = app.store.read().await?;
        sign_in::actor_at(&mut tx, signed.login, app.clock.now_ms()).await
    };
    matches!(actor.await, Ok(Some(_)))
}

async fn talk(app: Shared, signed: Signed, mut socket: WebSocket) {
    let mut ends = ends_of(&app, &signed);
    // It may have ended before anybody listened.
    let mut ended = !is_alive(&app, &signed).await;
    let mut follows = Follows::default();
    let left_ms = u64::try_from(signed.expires_ms - app.clock.now_ms()).unwrap_or(0);
    let over = sleep(Duration::from_millis(left_ms));
    tokio::pin!(over);
    let mut silent_from = Instant::now() + SILENCE;
    loop {
        let said = tokio::select! {
            biased;
            () = std::future::ready(()), if ended => vec![],
            _ = next_change(&mut ends) => {
                ended = !is_alive(&app, &signed).await;
                continue;
            }
            heard = timeout_at(silent_from, socket.recv()) => {
                silent_from = Instant::now() + SILENCE;
                let Ok(Some(Ok(Message::Text(text)))) = heard else {
                    match heard {
                        Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
                        _ => return,
                    }
                };
                match serde_json::from_str(&text) {
                    Ok(Heard::Ping { n }) => vec![Said::Pong { n, server_ms: app.clock.now_ms() }],
                    Ok(Heard::Follow { scopes }) => {
                        let Ok(followed) = Follows::of(&app, &signed.actor, scopes).await else { return };
                        follows = followed;
                        standing(&app, &follows).await
                    }
                    Err(_) => return,
                }
            }
            (scope, ver) = next_change(&mut follows.scopes) => vec![Said::Changed { scope, ver }],
            (session, now) = next_change(&mut follows.plannings) => vec![Said::Planning { session, now }],
            () = &mut over => vec![],
            () = app.hub.closed() => vec![],
        };
        if said.is_empty() && (ended || over.is_elapsed() || app.hub.is_closed()) {
            // The screen comes back: to the next server, or to signing in. A failed goodbye changes nothing.
            let _ = timeout(PATIENCE, socket.send(Message::Close(None))).await;
            return;
        }
        for one in &said {
            if say(&mut socket, one).await.is_err() {
                return;
            }
            if let Said::Changed { scope, ver } = *one {
                // Whoever asks draws it where this fails.
                let _ = project::draw_ahead(&app, &signed.actor, signed.login, scope, ver).await;
            }
        }
    }
}

/// What was changed between a screen's last question and the moment from which it follows would else be told by the next
/// change only.
async fn standing(app: &App, follows: &Follows) -> Vec<Said> {
    let wanted: Vec<_> = follows.scopes.iter().map(|(scope, _)| *scope).collect();
    match between::versions(app, &wanted).await {
        Ok(versions) => versions.into_iter().map(|(scope, ver)| Said::Changed { scope, ver }).collect(),
        // It asks by itself now and then.
        Err(_) => vec![],
    }
}

/// The next that changed, with its latest value; never ends when nothing is followed.
pub async fn next_change<K: Copy, V: Clone>(follows: &mut [(K, watch::Receiver<V>)]) -> (K, V) {
    if follows.is_empty() {
        return std::future::pending().await;
    }
    let waits = follows.iter_mut().map(|(scope, receiver)| {
        Box::pin(async move {
            match receiver.changed().await {
                Ok(()) => (*scope, receiver.borrow_and_update().clone()),
                Err(_) => std::future::pending().await,
            }
        })
    });
    first(waits.collect()).await
}

async fn first<F: Future + Unpin>(mut waits: Vec<F>) -> F::Output {
    std::future::poll_fn(move |cx| {
        for wait in &mut waits {
            if let std::task::Poll::Ready(output) = std::pin::Pin::new(wait).poll(cx) {
                return std::task::Poll::Ready(output);
            }
        }
        std::task::Poll::Pending
    })
    .await
}

/// Err: the screen is gone, or takes nothing.
async fn say(socket: &mut WebSocket, said: &Said) -> Result<(), ()> {
    let text = serde_json::to_string(said).map_err(drop)?;
    let sent = timeout(PATIENCE, socket.send(Message::Text(text.into()))).await;
    sent.map_err(drop)?.map_err(drop)
}
