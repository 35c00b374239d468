//! The preview of a file for import. It writes nothing but the preview itself.

use super::Refused;
use crate::app::Shared;
use crate::import;
use crate::sign_in::from_app;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use domain::ids::FairId;
use domain::people::Role;
use store::fairs;
use sync::requests::{IMPORT_MAX, ImportKind, ImportPreview, RequestError};

pub async fn preview(
    State(app): State<Shared>,
    Path((fair, kind)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ImportPreview>, Refused> {
    let signed = from_app(&app, &headers).await?.ok_or(Refused(RequestError::SignedOut))?;
    let named = fair.parse::<FairId>().ok().zip(ImportKind::parse(&kind));
    let (fair, kind) = named.ok_or(Refused(RequestError::NotFound))?;
    let bytes = body.map_err(|_| Refused(RequestError::TooLarge))?;
    if bytes.len() as u64 > IMPORT_MAX {
        return Err(RequestError::TooLarge.into());
    }
    let known = fairs::get(&mut app.store.read().await?, fair).await?;
    let known = known.filter(|fair| fair.location == signed.location);
    if known.is_none() || !signed.actor.is_staff(signed.location, &[Role::Organiser]) {
        return Err(RequestError::NotFound.into());
    }
    let read = import::aside(move || import::paper(kind, &bytes)).await;
    let paper = read.ok_or(Refused(RequestError::Server))?.map_err(Refused)?;
    let mut tx = app.store.write().await?;
    let preview = import::preview(&mut tx, signed.location, fair, paper, app.clock.now_ms()).await?;
    let preview = preview.ok_or(Refused(RequestError::NotFound))?;
    tx.commit().await?;
    Ok(Json(preview))
}
