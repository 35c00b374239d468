//! Behind the personal link: a button and a PIN. A look alone signs nobody in, so that a link preview cannot.

use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::sign_in::open_login;
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::people::{Pin, PinTries, TRIES_MAX};
use store::logins::Holder;
use store::residents::Resident;
use store::{StoreError, Tx, audit, residents};
use ui::public::views::{CardDoor, CardDoorPage, Page, Sorry};

pub async fn door(Path(card): Path<String>, visit: Visit) -> Reply {
    let loaded = async {
        let mut tx = visit.app.store.read().await?;
        owner(&visit, &mut tx, &card).await
    };
    match loaded.await {
        Ok(Some(resident)) => {
            let closed = PinTries(resident.pin_misses).is_closed();
            let state = if closed { CardDoor::Closed } else { CardDoor::Ask };
            page(&visit, StatusCode::OK, &card, &resident, state)
        }
        Ok(None) => strange(&visit).await.unwrap_or_else(|error| visit.trouble(&error)),
        Err(error) => visit.trouble(&error),
    }
}

/// A look at a card that is nobody's, or is over: a try like any other.
async fn strange(visit: &Visit) -> Result<Reply, StoreError> {
    if !visit.app.limits.card(visit.from) {
        return held_back(visit).await;
    }
    note_and_end(visit, "card refused").await?;
    Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::Expired))
}

/// Written down once a minute, so that guessing fills no disk.
async fn held_back(visit: &Visit) -> Result<Reply, StoreError> {
    if visit.app.limits.note("card tries") {
        note_and_end(visit, "card tries held back").await?;
    }
    Ok(visit.sorry(StatusCode::TOO_MANY_REQUESTS, Sorry::TooManyTries))
}

async fn note_and_end(visit: &Visit, what: &str) -> Result<(), StoreError> {
    let mut tx = visit.app.store.write().await?;
    audit::note(&mut tx, None, what, None, visit.app.clock.now_ms()).await?;
    tx.commit().await
}

pub async fn enter(Path(card): Path<String>, visit: Visit, RawForm(body): RawForm) -> Reply {
    if !visit.app.limits.card(visit.from) {
        return held_back(&visit).await.unwrap_or_else(|error| visit.trouble(&error));
    }
    let typed: Option<String> = field(&pairs(&body), "pin");
    visit.settled(open(&visit, &card, &typed.unwrap_or_default()).await)
}

fn page(visit: &Visit, status: StatusCode, card: &str, resident: &Resident, state: CardDoor) -> Reply {
    let action = format!("/k/{card}");
    visit.reply(status, Page::CardDoor(CardDoorPage { action, number: resident.number, state }))
}

/// Whose card this is. None: nobody's, or an old one; the two look alike.
async fn owner(visit: &Visit, tx: &mut Tx, card: &str) -> Result<Option<Resident>, StoreError> {
    let Some(id) = visit.app.keys.named_by(card) else { return Ok(None) };
    let found = residents::get(tx, id).await?;
    let owner = found.filter(|resident| visit.app.keys.opens(card, id, resident.card_rev));
    if let Some(owner) = &owner {
        visit.at(tx, owner.location).await?;
    }
    Ok(owner)
}

async fn open(visit: &Visit, card: &str, typed: &str) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.write().await?;
    let now_ms = visit.app.clock.now_ms();
    let Some(resident) = owner(visit, &mut tx, card).await? else {
        audit::note(&mut tx, None, "card refused", None, now_ms).await?;
        tx.commit().await?;
        return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::Expired));
    };
    if PinTries(resident.pin_misses).is_closed() {
        return Ok(page(visit, StatusCode::FORBIDDEN, card, &resident, CardDoor::Closed));
    }
    let Some(pin) = Pin::parse(typed) else {
        // Nothing was guessed, so it costs no try.
        let tries_left = TRIES_MAX.saturating_sub(resident.pin_misses);
        let state = if typed.trim().is_empty() { CardDoor::Ask } else { CardDoor::WrongPin { tries_left } };
        return Ok(page(visit, StatusCode::UNPROCESSABLE_ENTITY, card, &resident, state));
    };
    if !visit.app.keys.pin_fits(&pin, resident.id, resident.pin_rev) {
        let misses = residents::miss(&mut tx, resident.id).await?;
        audit::note(&mut tx, Some(resident.location), "pin refused", None, now_ms).await?;
        tx.commit().await?;
        let state = match PinTries(misses).is_closed() {
            true => CardDoor::Closed,
            false => CardDoor::WrongPin { tries_left: TRIES_MAX.saturating_sub(misses) },
        };
        return Ok(page(visit, StatusCode::UNPROCESSABLE_ENTITY, card, &resident, state));
    }
    residents::clear_misses(&mut tx, resident.id).await?;
    let (token, life_s) =
        open_login(&mut tx, &visit.app, resident.location, Holder::Resident(resident.id)).await?;
    audit::note(&mut tx, Some(resident.location), "pin opened", None, now_ms).await?;
    tx.commit().await?;
    Ok(visit.go_to("/mijn").with_cookie(visit.resident_cookie(&token, life_s)))
}
