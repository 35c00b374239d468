//! "Read aloud": recordings of instructions, for who puts them in; and what a phone plays. A page with a form and no
//! script: the file comes as the browser sends it, and is judged by what is in it.

mod play;

use super::sign_up::{field, pairs};
use super::upload::{self, Sent};
use super::{Reply, Visit};
use crate::commands::actor_word;
use crate::sign_in::Signed;
use crate::{chance, commands};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use axum::http::header::RANGE;
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::fair::recording::{RecordingRefused, check_recording};
use domain::ids::{CommandId, LocationId, RecordingId};
use domain::lang::Lang;
use domain::time::from_ms;
use std::collections::HashMap;
use store::recordings::Recording;
use store::texts::TextRow;
use store::{StoreError, recordings, texts};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, RECORDING, TEXT};
use ui::public::views::{AloudLangPage, AloudNo, AloudPage, AloudSlot, AloudStands, Page, Sorry};
use ui::texts::aloud::{HEARD, heard};

/// Where the languages are listed.
pub const ALOUD: &str = "/app-api/aloud";
/// More than a recording may be, so that one that is too large is told so in words.
pub const UPLOAD_BYTES: usize = 4_000_000;

/// Who changes the texts puts in their recordings: the same question to the same policy.
const ASKED: Command = Command::PutRecording { recording: RecordingId(uuid::Uuid::nil()) };

pub async fn languages(visit: Visit) -> Reply {
    visit.for_staff(&ASKED, async |_, location| listed(&visit, location).await).await
}

pub async fn page(Path(tag): Path<String>, visit: Visit) -> Reply {
    visit.for_staff(&ASKED, async |_, location| shown(&visit, location, &tag, Again::Nothing).await).await
}

pub async fn post(
    Path(tag): Path<String>,
    visit: Visit,
    form: Result<Multipart, MultipartRejection>,
) -> Reply {
    let put = async |signed: Signed, location| uploaded(&visit, &signed, location, &tag, form).await;
    visit.for_staff(&ASKED, put).await
}

pub async fn away(Path(tag): Path<String>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let taken = async |signed: Signed, location| {
        let ids = field::<CommandId>(&pairs, KEY).zip(field::<RecordingId>(&pairs, RECORDING));
        let Some((id, recording)) = ids else { return Ok(bad(&visit)) };
        sent(&visit, &signed, location, &tag, id, Command::TakeRecordingAway { recording }).await
    };
    visit.for_staff(&ASKED, taken).await
}

/// What is heard: the same for ever under its address, which a new recording does not have.
pub async fn sound(Path(id): Path<RecordingId>, visit: Visit) -> Response {
    let found = async { recordings::file(&mut visit.app.store.read().await?, id).await };
    match found.await {
        Ok(Some((sound, file))) => play::played(sound, file, visit.headers.get(RANGE)),
        Ok(None) => visit.nothing().into_response(),
        Err(error) => visit.trouble(&error).into_response(),
    }
}

fn bad(visit: &Visit) -> Reply {
    visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)
}

/// Why the page is shown once more.
#[derive(Clone, Copy)]
enum Again {
    Nothing,
    Fault(&'static str, RecordingRefused),
    No(AloudNo),
}

async fn uploaded(
    visit: &Visit,
    signed: &Signed,
    location: LocationId,
    tag: &str,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Reply, StoreError> {
    let Ok(lang) = tag.parse::<Lang>() else { return Ok(visit.nothing()) };
    let Some(Sent { pairs, file, too_large }) = upload::read(form).await else { return Ok(bad(visit)) };
    let ids = field::<CommandId>(&pairs, KEY).zip(field::<RecordingId>(&pairs, RECORDING));
    let key = field::<String>(&pairs, TEXT).and_then(|key| heard(&key));
    let (Some((id, recording)), Some(key)) = (ids, key) else {
        return match too_large {
            true => shown(visit, location, tag, Again::No(AloudNo::TooLarge)).await,
            false => Ok(bad(visit)),
        };
    };
    let judged = if too_large { Err(RecordingRefused::TooLarge) } else { check_recording(&file) };
    let sound = match judged {
        Ok(sound) => sound,
        Err(why) => return shown(visit, location, tag, Again::Fault(key, why)).await,
    };
    let made = Recording {
        id: recording,
        location,
        lang,
        key: key.to_owned(),
        sound,
        length: u32::try_from(file.len()).unwrap_or(u32::MAX),
        stands: false,
        made_ms: visit.app.clock.now_ms(),
        by: actor_word(&signed.actor),
    };
    let mut tx = visit.app.store.write().await?;
    // An id that is known came with the same form: a double tap.
    recordings::insert(&mut tx, &made, &file).await?;
    tx.commit().await?;
    sent(visit, signed, location, tag, id, Command::PutRecording { recording }).await
}

async fn sent(
    visit: &Visit,
    signed: &Signed,
    location: LocationId,
    tag: &str,
    id: CommandId,
    command: Command,
) -> Result<Reply, StoreError> {
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => Ok(visit.go_to(&format!("{ALOUD}/{tag}"))),
        Outcome::Rejected(Rejection::NotFound | Rejection::Malformed) => {
            shown(visit, location, tag, Again::No(AloudNo::Gone)).await
        }
        Outcome::Rejected(_) | Outcome::Superseded => {
            Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble))
        }
    }
}

/// How many instructions can be heard in each language.
async fn listed(visit: &Visit, location: LocationId) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, location).await?;
    let mut counts: HashMap<Lang, u32> = HashMap::new();
    for row in recordings::of_location(&mut tx, location).await? {
        *counts.entry(row.lang).or_default() += u32::from(heard(&row.key).is_some());
    }
    let of = |lang: &Lang| (*lang, format!("{ALOUD}/{lang}"), counts.get(lang).copied().unwrap_or(0));
    Ok(visit.page(Page::Aloud(AloudPage { languages: Lang::ALL.iter().map(of).collect() })))
}

async fn shown(visit: &Visit, location: LocationId, tag: &str, again: Again) -> Result<Reply, StoreError> {
    let Ok(of) = tag.parse::<Lang>() else { return Ok(visit.nothing()) };
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, location).await?;
    let made = recordings::of_location(&mut tx, location).await?;
    let made: HashMap<_, _> =
        made.into_iter().filter(|row| row.lang == of).map(|row| (row.key.clone(), row)).collect();
    let changed: HashMap<_, _> = texts::of_location(&mut tx, location)
        .await?
        .into_iter()
        .filter(|row| row.lang == of)
        .map(|TextRow { key, at_ms, .. }| (key, at_ms))
        .collect();
    let slot = |key: &&'static str| AloudSlot {
        key,
        stands: made.get(*key).map(|row| AloudStands {
            recording: row.id,
            made: from_ms(row.made_ms),
            text_is_newer: changed.get(*key).is_some_and(|at_ms| *at_ms > row.made_ms),
            away_key: CommandId(chance::id()),
        }),
        put_key: CommandId(chance::id()),
        recording: RecordingId(chance::id()),
    };
    let (status, fault, no) = match again {
        Again::Nothing => (StatusCode::OK, None, None),
        Again::Fault(key, why) => (StatusCode::UNPROCESSABLE_ENTITY, Some((key, why)), None),
        Again::No(AloudNo::TooLarge) => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(AloudNo::TooLarge)),
        Again::No(AloudNo::Gone) => (StatusCode::CONFLICT, None, Some(AloudNo::Gone)),
    };
    let page = AloudLangPage {
        of,
        index_path: ALOUD.into(),
        action: format!("{ALOUD}/{of}"),
        away_action: format!("{ALOUD}/{of}/away"),
        slots: HEARD.iter().map(slot).collect(),
        fault,
        no,
    };
    Ok(visit.reply(status, Page::AloudLang(Box::new(page))))
}
