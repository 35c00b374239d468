//! Slips and badges of a session, for staff who see its day: under the workplace's door, because names stand on them.

use super::fair::head;
use super::hall::Hall;
use super::{Reply, Visit};
use crate::project::follows;
use crate::sign_in::from_app;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::fair::SignUpState;
use domain::ids::{FairId, SessionId};
use domain::people::Actor;
use std::collections::HashSet;
use store::residents::Resident;
use store::{StoreError, Tx, fairs, residents, sign_ups};
use sync::Scope;
use ui::public::views::{Page, Slip, SlipsPage, Sorry};

pub async fn slips(Path(session): Path<SessionId>, visit: Visit) -> Reply {
    drawn(&visit, session, Page::Slips).await
}

pub async fn badges(Path(session): Path<SessionId>, visit: Visit) -> Reply {
    drawn(&visit, session, Page::Badges).await
}

async fn drawn(visit: &Visit, session: SessionId, page: fn(Box<SlipsPage>) -> Page) -> Reply {
    match load(visit, session).await {
        Ok(Some(found)) => visit.page(page(Box::new(found))),
        // What is not theirs looks like what is not there.
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

async fn load(visit: &Visit, id: SessionId) -> Result<Option<SlipsPage>, StoreError> {
    let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(None) };
    let mut tx = visit.app.store.read().await?;
    let staff = matches!(signed.actor, Actor::Staff { .. });
    if !staff || !follows(&mut tx, &signed.actor, Scope::Session(id)).await? {
        return Ok(None);
    }
    visit.at(&mut tx, signed.location).await?;
    let Some(session) = fairs::session(&mut tx, id).await? else { return Ok(None) };
    let Some(fair) = fairs::get(&mut tx, session.fair).await? else { return Ok(None) };
    let hall = Hall::load(&mut tx, &session, visit.app.clock.now_ms()).await?;
    let people = placed(&mut tx, fair.id).await?;
    let people = people.into_iter().map(|resident| Slip {
        schedule: hall.of(resident.id).schedule(visit.app.clock.now_ms()),
        number: resident.number,
        name: resident.name,
        lang: resident.lang,
    });
    Ok(Some(SlipsPage { people: people.collect(), head: head(&mut tx, &fair).await? }))
}

/// Who has a place, by number, as the papers are handed out.
async fn placed(tx: &mut Tx, fair: FairId) -> Result<Vec<Resident>, StoreError> {
    let rows = sign_ups::of_fair(tx, fair).await?;
    let placed: HashSet<_> =
        rows.iter().filter(|row| row.state == SignUpState::Placed).map(|row| row.resident).collect();
    let mut people = residents::of_fair(tx, fair).await?;
    people.retain(|resident| placed.contains(&resident.id));
    people.sort_by_key(|resident| resident.number);
    Ok(people)
}
