//! Where an organiser puts in a picture of a fair's place, under the workplace's door; and what phones load.

use super::fair::path as fair_path;
use super::sign_up::{field, pairs};
use super::upload::{self, Sent};
use super::{Reply, Visit};
use crate::chance;
use crate::commands::{self, actor_word};
use crate::photo::{self, Photo};
use crate::sign_in::Signed;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::fair::picture::{PictureRefused, PlacePicture, Shows};
use domain::ids::{CommandId, FairId, PictureId};
use store::StoreError;
use store::fairs::Fair;
use store::pictures::{self, Picture};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, NOBODY, PICTURE, SHOWS};
use ui::public::views::{Page, PictureNo, PicturePage, PictureStands, Sorry};
use uuid::Uuid;

/// More than a photo may be, so that one that is too large is told so in words.
pub const UPLOAD_BYTES: usize = 25_000_000;

/// Where it is put in for this fair.
pub fn path(fair: FairId) -> String {
    format!("/app-api/picture/{fair}")
}

/// Who may put one in, may put in any.
fn asked(fair: FairId) -> Command {
    Command::PutPicture { fair, picture: PictureId(Uuid::nil()) }
}

/// What a form said that is shown once more.
#[derive(Default)]
struct Again {
    shows: Option<Shows>,
    nobody: bool,
    faults: Vec<PictureRefused>,
    no: Option<PictureNo>,
}

impl Again {
    fn no(why: PictureNo) -> Again {
        Again { no: Some(why), ..Again::default() }
    }

    fn status(&self) -> StatusCode {
        match (self.no, self.faults.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, true) => StatusCode::OK,
        }
    }
}

pub async fn page(Path(id): Path<FairId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, fair)) = visit.staff_of(id, &asked(id)).await? else { return Ok(visit.nothing()) };
        shown(&visit, fair, Again::default()).await
    };
    visit.settled(loaded.await)
}

pub async fn post(
    Path(id): Path<FairId>,
    visit: Visit,
    form: Result<Multipart, MultipartRejection>,
) -> Reply {
    let done = async {
        let Some((signed, fair)) = visit.staff_of(id, &asked(id)).await? else { return Ok(visit.nothing()) };
        uploaded(&visit, &signed, fair, form).await
    };
    visit.settled(done.await)
}

/// One that another fair of the location shows.
pub async fn again(Path(id): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    pressed(id, visit, &body, |fair, picture| Command::PutPicture { fair, picture }).await
}

pub async fn away(Path(id): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    pressed(id, visit, &body, |fair, picture| Command::TakePictureAway { fair, picture }).await
}

/// What is seen: the same for ever under its address, which a new picture does not have.
pub async fn seen(Path(id): Path<PictureId>, visit: Visit) -> Response {
    let found = async { pictures::file(&mut visit.app.store.read().await?, id).await };
    match found.await {
        Ok(Some(file)) => {
            let told = [
                (CONTENT_TYPE, "image/jpeg"),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (CONTENT_DISPOSITION, "inline"),
            ];
            (told, file).into_response()
        }
        Ok(None) => visit.nothing().into_response(),
        Err(error) => visit.trouble(&error).into_response(),
    }
}

async fn pressed(
    id: FairId,
    visit: Visit,
    body: &[u8],
    command: impl FnOnce(FairId, PictureId) -> Command,
) -> Reply {
    let pairs = pairs(body);
    let done = async {
        let Some((signed, fair)) = visit.staff_of(id, &asked(id)).await? else { return Ok(visit.nothing()) };
        let ids = field::<CommandId>(&pairs, KEY).zip(field::<PictureId>(&pairs, PICTURE));
        let Some((key, picture)) = ids else { return Ok(bad(&visit)) };
        sent(&visit, &signed, fair, key, command(id, picture)).await
    };
    visit.settled(done.await)
}

fn bad(visit: &Visit) -> Reply {
    visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)
}

async fn uploaded(
    visit: &Visit,
    signed: &Signed,
    fair: Fair,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Reply, StoreError> {
    let Some(_turn) = photo::turn().await else {
        return Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble));
    };
    let Some(Sent { pairs, file, too_large }) = upload::read(form).await else { return Ok(bad(visit)) };
    let ids = field::<CommandId>(&pairs, KEY).zip(field::<PictureId>(&pairs, PICTURE));
    let Some((key, id)) = ids else {
        let faults = vec![PictureRefused::TooLarge];
        return if too_large {
            shown(visit, fair, Again { faults, ..Again::default() }).await
        } else {
            Ok(bad(visit))
        };
    };
    let shows = field::<String>(&pairs, SHOWS).and_then(|word| Shows::parse(&word));
    let nobody = pairs.iter().any(|(name, _)| name == NOBODY);
    let read = if too_large { Err(PictureRefused::TooLarge) } else { photo::read(file).await };
    let (shows, photo) = match (shows, nobody, read) {
        (Some(shows), true, Ok(photo)) => (shows, photo),
        (shows, nobody, read) => {
            let missing = [(shows.is_none(), PictureRefused::Shows), (!nobody, PictureRefused::Nobody)];
            let missing = missing.into_iter().filter_map(|(is_missing, why)| is_missing.then_some(why));
            let faults = missing.chain(read.err()).collect();
            return shown(visit, fair, Again { shows, nobody, faults, no: None }).await;
        }
    };
    let Photo { file, width, height } = photo;
    let made = Picture {
        place: PlacePicture { id, shows, width, height },
        location: fair.location,
        length: u32::try_from(file.len()).unwrap_or(u32::MAX),
        made_ms: visit.app.clock.now_ms(),
        by: actor_word(&signed.actor),
    };
    let mut tx = visit.app.store.write().await?;
    // An id that is known came with the same form: a double tap.
    pictures::insert(&mut tx, &made, &file).await?;
    tx.commit().await?;
    let command = Command::PutPicture { fair: fair.id, picture: id };
    sent(visit, signed, fair, key, command).await
}

async fn sent(
    visit: &Visit,
    signed: &Signed,
    fair: Fair,
    id: CommandId,
    command: Command,
) -> Result<Reply, StoreError> {
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => Ok(visit.go_to(&path(fair.id))),
        Outcome::Rejected(Rejection::NotFound | Rejection::Malformed) => {
            shown(visit, fair, Again::no(PictureNo::Gone)).await
        }
        Outcome::Rejected(Rejection::NotNow) => shown(visit, fair, Again::no(PictureNo::Over)).await,
        Outcome::Rejected(_) | Outcome::Superseded => {
            Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble))
        }
    }
}

async fn shown(visit: &Visit, fair: Fair, again: Again) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, fair.location).await?;
    let stands = |picture| PictureStands { picture, key: CommandId(chance::id()) };
    let action = path(fair.id);
    let status = again.status();
    let page = PicturePage {
        practical_path: super::practical::path(fair.id),
        again_action: format!("{action}/again"),
        away_action: format!("{action}/away"),
        action,
        put_key: CommandId(chance::id()),
        picture: PictureId(chance::id()),
        stands: pictures::of(&mut tx, fair.id).await?.map(stands),
        elsewhere: pictures::elsewhere(&mut tx, fair.location, fair.id)
            .await?
            .into_iter()
            .map(stands)
            .collect(),
        shows: again.shows,
        nobody: again.nobody,
        faults: again.faults,
        no: again.no,
        is_over: commands::is_over(&fair, visit.app.clock.now_ms()),
        public_path: fair.state.is_public().then(|| fair_path(fair.id)),
        place: fair.place,
        fair_name: fair.name,
    };
    Ok(visit.reply(status, Page::Picture(Box::new(page))))
}
