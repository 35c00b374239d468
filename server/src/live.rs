//! Hints that something changed: `{scope: ver}` and no data, so permission lives in one place, the pull.
//! One watch channel per scope: a slow reader misses steps, never the last one. Lost hints are healed by polling.

use crate::app::Shared;
use crate::project;
use crate::sign_in::Signed;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use domain::ids::SessionId;
use domain::people::Actor;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use sync::Scope;
use sync::views::PlanningView;
use tokio::sync::watch;

/// Most scopes that one screen may follow.
const FOLLOWS_MAX: usize = 8;

/// Who waits for which scope.
#[derive(Default)]
pub struct Hub {
    scopes: Mutex<HashMap<Scope, watch::Sender<u64>>>,
    closing: watch::Sender<bool>,
}

impl Hub {
    /// Tells everyone who follows these scopes their new version.
    pub fn tell(&self, changed: &[(Scope, u64)]) {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        for (scope, ver) in changed {
            if let Some(sender) = scopes.get(scope) {
                // Two commits may tell in the other order; a version never goes back.
                sender.send_if_modified(|known| {
                    let newer = *ver > *known;
                    *known = (*known).max(*ver);
                    newer
                });
            }
        }
        scopes.retain(|_, sender| sender.receiver_count() > 0);
    }

    /// Follows a scope from now on.
    pub fn follow(&self, scope: Scope) -> watch::Receiver<u64> {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.entry(scope).or_insert_with(|| watch::channel(0).0).subscribe()
    }

    /// Ends every live line: the server is going down, screens come back to the next one.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Waits for [`Hub::close`].
    pub async fn closed(&self) {
        let mut closing = self.closing.subscribe();
        // The sender lives as long as self, so waiting cannot fail before it is told.
        let _ = closing.wait_for(|closed| *closed).await;
    }
}

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

async fn talk(app: Shared, signed: Signed, mut socket: WebSocket) {
    let mut follows: Vec<(Scope, watch::Receiver<u64>)> = Vec::new();
    let mut plannings: Vec<(SessionId, watch::Receiver<Option<PlanningView>>)> = Vec::new();
    loop {
        tokio::select! {
            heard = socket.recv() => {
                let Some(Ok(message)) = heard else { return };
                match message {
                    Message::Text(text) => match serde_json::from_str(&text) {
                        Ok(Heard::Ping { n }) => {
                            let server_ms = app.clock.now_ms();
                            if say(&mut socket, &Said::Pong { n, server_ms }).await.is_err() { return }
                        }
                        Ok(Heard::Follow { scopes }) => {
                            follows = scopes
                                .into_iter()
                                .take(FOLLOWS_MAX)
                                .filter(|scope| project::may_follow(&signed.actor, *scope))
                                .map(|scope| (scope, app.hub.follow(scope)))
                                .collect();
                            let staff = matches!(signed.actor, Actor::Staff { .. });
                            let sessions = follows.iter().filter_map(|(scope, _)| match scope {
                                Scope::Session(session) if staff => Some(*session),
                                _ => None,
                            });
                            plannings = sessions.map(|session| (session, app.runs.watch(session))).collect();
                        }
                        Err(_) => return,
                    },
                    Message::Close(_) => return,
                    _ => {}
                }
            }
            changed = next_change(&mut follows) => {
                let (scope, ver) = changed;
                if say(&mut socket, &Said::Changed { scope, ver }).await.is_err() { return }
            }
            planning = next_change(&mut plannings) => {
                let (session, now) = planning;
                if say(&mut socket, &Said::Planning { session, now }).await.is_err() { return }
            }
            () = app.hub.closed() => {
                // The screen reconnects to the next server; a failed goodbye changes nothing.
                let _ = socket.send(Message::Close(None)).await;
                return;
            }
        }
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

async fn say(socket: &mut WebSocket, said: &Said) -> Result<(), axum::Error> {
    let text = serde_json::to_string(said).map_err(axum::Error::new)?;
    socket.send(Message::Text(text.into())).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;

    #[tokio::test]
    async fn a_follower_hears_the_latest_version_once() {
        let hub = Hub::default();
        let scope = Scope::Location(LocationId(uuid::Uuid::nil()));
        let mut follows = vec![(scope, hub.follow(scope))];
        hub.tell(&[(scope, 2), (scope, 3), (scope, 1)]);
        assert_eq!(next_change(&mut follows).await, (scope, 3));
        let quiet = tokio::time::timeout(std::time::Duration::from_millis(20), next_change(&mut follows));
        assert!(quiet.await.is_err());
    }
}
