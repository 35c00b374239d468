//! Several server processes on one PostgreSQL. After a commit a process says which scopes changed, at most each 50 ms and
//! never inside a command's transaction; every process hears it. Words get lost when a line breaks, so behind them each
//! process looks for itself every two seconds at the versions of what is followed there.

use super::words::{Outgoing, Word};
use crate::app::{App, Shared};
use crate::chance;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::between::{self, Ear};
use store::{StoreError, scopes};
use sync::Scope;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// Between two times that one process speaks.
const TOGETHER: Duration = Duration::from_millis(50);
const SWEEP: Duration = Duration::from_secs(2);
/// Sweeps between two signs of life.
const HERE_EVERY: u32 = 5;
/// A line on which even the own signs of life are not heard is dead, whatever the socket says.
const SILENCE: Duration = Duration::from_secs(30);
/// Before a broken line is tried again: doubled each time, with chance, up to the most.
const AGAIN_MS: u64 = 100;
const AGAIN_MAX_MS: u64 = 5_000;
/// Scopes asked for in one question.
const ASKED: usize = 500;

/// Says what waits to be said, for as long as the process lives.
pub async fn speak(app: Shared, outgoing: Arc<Outgoing>) {
    loop {
        for word in outgoing.take().await {
            if let Err(error) = say(&app, &word).await {
                tracing::warn!(%error, "other processes were not told; they find out by looking");
                break;
            }
        }
        sleep(TOGETHER).await;
    }
}

async fn say(app: &Shared, word: &Word) -> Result<(), StoreError> {
    let text = serde_json::to_string(word).map_err(|_| StoreError::Corrupt("a word"))?;
    between::say(&app.store, &text).await
}

/// Hears what other processes say, on a line that is made anew whenever it breaks. Ends where nobody speaks.
pub async fn listen(app: Shared) {
    let mut again_ms = AGAIN_MS;
    loop {
        match between::listen(&app.store).await {
            Ok(None) => return,
            Ok(Some(ear)) => {
                again_ms = AGAIN_MS;
                // What was said while nobody listened.
                sweep(&app).await;
                hear(&app, ear).await;
                tracing::warn!("the line between processes broke and is made anew");
            }
            Err(error) => tracing::warn!(%error, "no line between processes"),
        }
        sleep(Duration::from_millis(chance::between(again_ms / 2, again_ms))).await;
        again_ms = (again_ms * 2).min(AGAIN_MAX_MS);
    }
}

async fn hear(app: &Shared, mut ear: Ear) {
    while let Ok(Some(text)) = timeout(SILENCE, between::hear(&mut ear)).await {
        match serde_json::from_str(&text) {
            Ok(Word::Changed(changed)) => app.hub.hear(&changed),
            Ok(Word::Planning(session, now)) => app.runs.hear(session, now),
            Ok(Word::Enough(session)) => app.runs.enough(session),
            Ok(Word::Here) => {}
            // A newer build may say more: it is looked for.
            Ok(Word::All) | Err(_) => sweep(app).await,
        }
    }
}

/// Looks for what was missed, every two seconds, and gives a sign of life now and then.
pub async fn look(app: Shared) {
    let mut every = interval(SWEEP);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for turn in 0_u32.. {
        every.tick().await;
        sweep(&app).await;
        app.runs.forget_silent(Instant::now());
        if turn % HERE_EVERY == 0 {
            // A database that is away is noticed by the sweep, and said there.
            let _ = say(&app, &Word::Here).await;
        }
    }
}

async fn sweep(app: &Shared) {
    let followed = app.hub.followed();
    for part in followed.chunks(ASKED) {
        match versions(app, part).await {
            Ok(versions) => app.hub.hear(&versions),
            Err(error) => return tracing::warn!(%error, "could not look for what changed"),
        }
    }
}

/// The versions of these scopes as they stand.
pub async fn versions(app: &App, wanted: &[Scope]) -> Result<Vec<(Scope, u64)>, StoreError> {
    let mut tx = app.store.read().await?;
    scopes::versions(&mut tx, wanted).await
}
