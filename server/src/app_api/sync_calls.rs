//! Push, pull, and what devices offer to a restored server.

use super::Refused;
use crate::admission::{Admitted, Asked, Asker, Work};
use crate::app::{Peer, Shared};
use crate::project::{Drawing, Wanted};
use crate::sign_in::{Door, Found, Signed, address, from_app, read as read_cookie};
use crate::{commands, project};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use domain::ids::{CommandId, LocationId};
use domain::people::Actor;
use serde::Deserialize;
use serde_json::value::RawValue;
use store::{StoreError, audit};
use sync::requests::{Enough, RequestError};
use sync::{Envelope, OFFER_MAX, Offer, OfferAnswer, PUSH_MAX, PullAnswer, Push, PushAnswer, upcast};

pub async fn push(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(push): Json<Push>,
) -> Result<Json<PushAnswer>, Refused> {
    let signed = signed(&app, &headers).await?;
    let work = taken(&app, &signed, &push).await?;
    let admitted = commands::push(&app, work).await.map_err(refused)?;
    Ok(Json(answer(&app, admitted)))
}

/// A push as it waits in line.
pub async fn taken(app: &Shared, signed: &Signed, push: &Push) -> Result<Work, Refused> {
    let commands = asked(app, &signed.actor, &push.commands).await?;
    Ok(Work::Push { asker: Asker::Login(signed.login, signed.location), after: push.after, commands })
}

/// What a device hears of its push.
pub fn answer(app: &Shared, admitted: Admitted) -> PushAnswer {
    PushAnswer {
        incarnation: app.store.incarnation(),
        log: admitted.log,
        answers: admitted.answers,
        server_ms: Some(app.clock.now_ms()),
    }
}

/// Why a push was not admitted.
pub fn refused(error: StoreError) -> Refused {
    match error {
        // The login ended while it waited.
        StoreError::Gone => Refused(RequestError::SignedOut),
        error => error.into(),
    }
}

/// Commands as they ask to be admitted, with what is worked out before that; at most [`PUSH_MAX`] of them.
pub async fn asked(app: &Shared, actor: &Actor, commands: &[Box<RawValue>]) -> Result<Vec<Asked>, Refused> {
    let mut all = Vec::with_capacity(commands.len().min(PUSH_MAX));
    for raw in commands.iter().take(PUSH_MAX) {
        let envelope = read(raw.get())?;
        let planned = match &envelope {
            Ok(envelope) => crate::commands::prepare(app, actor, &envelope.command).await?,
            Err(_) => None,
        };
        all.push(Asked { envelope, bytes: raw.get().to_owned(), planned, opens: None });
    }
    Ok(all)
}

/// A command that this build cannot read must not take the others down with it, as long as it has an id.
fn read(raw: &str) -> Result<Result<Envelope, CommandId>, Refused> {
    #[derive(Deserialize)]
    struct Named {
        id: CommandId,
    }
    match upcast::read(raw) {
        Some(envelope) => Ok(Ok(envelope)),
        None => match serde_json::from_str::<Named>(raw) {
            Ok(named) => Ok(Err(named.id)),
            Err(_) => Err(Refused(RequestError::Malformed)),
        },
    }
}

/// What devices have from before a restore. Needs no login, for a restored server may know none of today's: what it
/// takes was sealed by itself.
pub async fn offer(
    State(app): State<Shared>,
    headers: HeaderMap,
    peer: Peer,
    Json(offer): Json<Offer>,
) -> Result<Json<OfferAnswer>, Refused> {
    if !app.limits.offer(address(&app, &headers, peer.0)) {
        return Err(Refused(RequestError::TooMany { retry_after_s: 10 }));
    }
    let commands = offer.commands.into_iter().take(OFFER_MAX).collect();
    let admitted = commands::push(&app, Work::Offer(commands)).await?;
    Ok(Json(OfferAnswer { incarnation: app.store.incarnation(), said: admitted.said }))
}

pub async fn signed(app: &Shared, headers: &HeaderMap) -> Result<Signed, Refused> {
    match from_app(app, headers).await? {
        Some(signed) => Ok(signed),
        None => Err(nobody(app, headers).await?),
    }
}

/// What somebody hears whose login opens nothing.
async fn nobody(app: &Shared, headers: &HeaderMap) -> Result<Refused, StoreError> {
    if read_cookie(headers, Door::App).is_some() && app.limits.note("login") {
        note(app, None, "login refused", None).await?;
    }
    Ok(Refused(RequestError::SignedOut))
}

/// Writes down, in fixed words, that something was asked that is not theirs. Bounded by the caller, so that nobody fills
/// the log by asking again and again.
async fn note(
    app: &Shared,
    location: Option<LocationId>,
    what: &str,
    who: Option<&str>,
) -> Result<(), StoreError> {
    let mut tx = app.store.write().await?;
    audit::note(&mut tx, location, what, who, app.clock.now_ms()).await?;
    tx.commit().await
}

/// Who may have a plan made may say that it is good enough.
pub async fn enough(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(Enough { session }): Json<Enough>,
) -> Result<StatusCode, Refused> {
    let signed = signed(&app, &headers).await?;
    let mut tx = app.store.read().await?;
    if !commands::may_plan(&mut tx, &signed.actor, session).await? {
        return Err(Refused(RequestError::NotFound));
    }
    app.runs.say_enough(session);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn pull(
    State(app): State<Shared>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Json<PullAnswer<Drawing>>, Refused> {
    let token = read_cookie(&headers, Door::App).ok_or(Refused(RequestError::SignedOut))?;
    // Who asks and what they see are read from one snapshot.
    let mut tx = app.store.read().await?;
    let Some(found) = Found::look(&mut tx, &app, token).await? else {
        drop(tx);
        return Err(nobody(&app, &headers).await?);
    };
    let signed = &found.signed;
    let pull = project::pull(&mut tx, &app, &signed.actor, signed.login, wanted).await?;
    drop(tx);
    found.note(&app).await?;
    if pull.is_none() && app.limits.note(&signed.login.to_string()) {
        let who = format!("login:{}", signed.login);
        note(&app, Some(signed.location), "scope refused", Some(&who)).await?;
    }
    pull.map(Json).ok_or(Refused(RequestError::NotFound))
}
