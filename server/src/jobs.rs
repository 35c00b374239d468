//! What a server process does by itself while it runs: speaking with other processes, looking at dates, forgetting what
//! is over. Each ends with [`Jobs`].

use crate::app::Shared;
use crate::commands;
use crate::dates;
use crate::live::between;
use crate::mail;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

const NOW_AND_THEN: Duration = Duration::from_secs(60);

/// They run for as long as this is kept.
#[must_use]
pub struct Jobs(JoinSet<()>);

/// Begins them.
pub fn start(app: &Shared) -> Jobs {
    let mut jobs = JoinSet::new();
    if let Some(outgoing) = &app.outgoing {
        jobs.spawn(between::speak(app.clone(), outgoing.clone()));
        jobs.spawn(between::listen(app.clone()));
        jobs.spawn(between::look(app.clone()));
    }
    jobs.spawn(commands::mend_due(app.clone()));
    jobs.spawn(mail::send_due(app.clone()));
    jobs.spawn(now_and_then(app.clone()));
    Jobs(jobs)
}

impl Jobs {
    /// Ends them and waits until they are gone, so that none holds the store.
    pub async fn end(mut self) {
        self.0.shutdown().await;
    }
}

async fn now_and_then(app: Shared) {
    let mut every = interval(NOW_AND_THEN);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        app.limits.forget();
        if let Err(error) = dates::pass(&app, app.clock.now_ms()).await {
            tracing::warn!(%error, "what a date changes was not looked at; it is tried again in a minute");
        }
    }
}
