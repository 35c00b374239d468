//! A date that passes can change what a screen may see, and nobody asks for it by a command. Once a minute one of the
//! server processes looks which dates passed since the last time, and raises the scopes that show it. Then it also
//! forgets what waited too long, and passes on the places that nobody confirmed in time.

use crate::app::Shared;
use crate::{commands, import, mail};
use domain::pipeline::question::{ANSWERED_KEPT_MS, OPEN_KEPT_MS};
use std::collections::BTreeSet;
use store::{StoreError, imports, jobs, logins, pictures, questions, recordings, scopes, tries};
use sync::Scope;

const NAME: &str = "dates";
/// Not more often than this, however many processes there are.
const EVERY_MS: i64 = 50_000;

/// Looks at the dates that passed until now, once for all processes: in one transaction, so that a process that dies on
/// the way leaves them to the next. A place is passed on by a command of its own, after that transaction.
pub async fn pass(app: &Shared, now_ms: i64) -> Result<(), StoreError> {
    let mut tx = app.store.write().await?;
    let Some(since_ms) = jobs::take(&mut tx, NAME, now_ms - EVERY_MS, now_ms).await? else { return Ok(()) };
    // A login that is over leaves the list of logins.
    let locations = logins::locations_of_expired(&mut tx, since_ms, now_ms).await?;
    let mut changed: BTreeSet<Scope> = locations.into_iter().map(Scope::Location).collect();
    let over = questions::delete_over(&mut tx, now_ms - ANSWERED_KEPT_MS, now_ms - OPEN_KEPT_MS).await?;
    changed.extend(over.into_iter().map(Scope::FollowUp));
    let mut told = Vec::with_capacity(changed.len());
    for scope in changed {
        told.push((scope, scopes::raise(&mut tx, scope).await?));
    }
    tries::delete_over(&mut tx, now_ms).await?;
    imports::delete_waiting(&mut tx, now_ms - import::WAITS_MS).await?;
    recordings::delete_waiting(&mut tx, now_ms - import::WAITS_MS).await?;
    pictures::delete_waiting(&mut tx, now_ms - import::WAITS_MS).await?;
    mail::forget(&mut tx, now_ms).await?;
    tx.commit().await?;
    app.hub.tell(&told);
    commands::pass_all_on(app, now_ms).await
}
