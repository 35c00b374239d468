//! The texts for residents: how each language stands, a language as a spreadsheet, and the preview of a changed one.

use super::Refused;
use crate::app::Shared;
use crate::sign_in::{Signed, from_app};
use crate::{import, wording};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::ids::ImportId;
use domain::lang::Lang;
use domain::policy::{Facts, May, may};
use sync::requests::{IMPORT_MAX, RequestError, TextsPreview, TextsStand};
use uuid::Uuid;

/// Who may change texts may read how they stand: the same question to the same policy.
async fn signed(app: &Shared, headers: &HeaderMap) -> Result<Signed, Refused> {
    let signed = from_app(app, headers).await?.ok_or(Refused(RequestError::SignedOut))?;
    let facts = Facts { location: Some(signed.location), ..Facts::default() };
    let command = Command::ReviewTexts { import: ImportId(Uuid::nil()) };
    match may(&signed.actor, &command, &facts) {
        May::Allowed => Ok(signed),
        May::Refused(_) | May::AskServer => Err(RequestError::NotFound.into()),
    }
}

fn language(tag: &str) -> Result<Lang, Refused> {
    wording::reviewable().find(|lang| lang.tag() == tag).ok_or(Refused(RequestError::NotFound))
}

pub async fn stands(State(app): State<Shared>, headers: HeaderMap) -> Result<Json<Vec<TextsStand>>, Refused> {
    let signed = signed(&app, &headers).await?;
    let overlay = app.overlays.of(&mut app.store.read().await?, signed.location).await?;
    Ok(Json(wording::stands(&overlay)))
}

pub async fn export(
    State(app): State<Shared>,
    Path(tag): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let signed = signed(&app, &headers).await?;
    let lang = language(&tag)?;
    let overlay = app.overlays.of(&mut app.store.read().await?, signed.location).await?;
    let file = wording::export(lang, &overlay).map_err(|_| Refused(RequestError::Server))?;
    let name = format!("attachment; filename=\"teksten-{lang}.csv\"");
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], file)
        .into_response())
}

pub async fn preview(
    State(app): State<Shared>,
    Path(tag): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<TextsPreview>, Refused> {
    let signed = signed(&app, &headers).await?;
    let lang = language(&tag)?;
    let bytes = body.map_err(|_| Refused(RequestError::TooLarge))?;
    if bytes.len() as u64 > IMPORT_MAX {
        return Err(RequestError::TooLarge.into());
    }
    let read = import::aside(move || wording::paper(lang, &bytes)).await;
    let paper = read.ok_or(Refused(RequestError::Server))?.map_err(Refused)?;
    let mut tx = app.store.write().await?;
    let preview = wording::preview(&mut tx, signed.location, paper, app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Json(preview))
}
