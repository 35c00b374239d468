//! What devices say of themselves, and unsent work that comes as a file.

use super::Refused;
use super::sync_calls::{asked, signed};
use crate::admission::{Asker, Work};
use crate::app::{App, Shared};
use crate::commands;
use crate::sign_in::{Signed, actor_not_ended};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use domain::command::Command;
use domain::ids::{LocationId, LoginId};
use domain::people::{Actor, Role};
use store::contacts::Contact;
use store::{StoreError, audit, contacts, logins, scopes};
use sync::device::{FILE_MAX, Pass, Report, Taken};
use sync::log::Maker;
use sync::outbox::HELD_MAX;
use sync::requests::RequestError;
use sync::{LogStanding, Outcome, Push, Scope, upcast};

/// A device that reports more often than this is not written down each time.
const PAUSE_MS: i64 = 2_000;
/// Signs in the name of a build.
const BUILD_MAX: usize = 40;
/// How often a push from a file is tried while the server stumbles over one of its commands; then that one is set aside.
const TRIES: u32 = 5;

/// A paired device says how it is doing. No command: it changes nothing that anybody decided, and the journal would be
/// full of it.
pub async fn report(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(report): Json<Report>,
) -> Result<StatusCode, Refused> {
    let signed = signed(&app, &headers).await?;
    let (Actor::Tablet { device, session, .. } | Actor::Projector { device, session, .. }) = signed.actor
    else {
        return Err(RequestError::NotFound.into());
    };
    let at_most = |count: u32| count.min(u32::try_from(HELD_MAX).unwrap_or(u32::MAX));
    let is_build =
        |build: &String| build.len() <= BUILD_MAX && build.chars().all(|c| c.is_ascii_alphanumeric());
    let contact = Contact {
        device,
        location: signed.location,
        session,
        heard_ms: app.clock.now_ms(),
        unsent: at_most(report.unsent),
        attention: at_most(report.attention),
        keeps: report.keeps,
        build: report.build.filter(is_build),
    };
    let mut tx = app.store.write().await?;
    if contacts::hear(&mut tx, &contact, PAUSE_MS).await? {
        let scope = Scope::Contacts(session);
        let ver = scopes::raise(&mut tx, scope).await?;
        tx.commit().await?;
        app.hub.tell(&[(scope, ver)]);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The build that this server has, so that a page knows when it is an old one.
pub async fn build(State(app): State<Shared>) -> String {
    app.settings.site_version.clone()
}

/// What a login needs to send by file one day.
pub async fn pass(State(app): State<Shared>, headers: HeaderMap) -> Result<Json<Pass>, Refused> {
    let signed = signed(&app, &headers).await?;
    if Maker::of(&signed.actor).is_none() {
        return Err(RequestError::NotFound.into());
    }
    let pass = app.by_file.pass(signed.login, app.chance.bytes(), app.clock.now_ms());
    pass.map(Json).ok_or(Refused(RequestError::Server))
}

/// The organiser loads a file. Its commands are the maker's own, admitted as the maker's login stands now, by the same
/// log, chain and ids as a push: loading it twice, or a push of the same afterwards, changes nothing.
pub async fn unsent(
    State(app): State<Shared>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Taken>, Refused> {
    let loads = signed(&app, &headers).await?;
    if !loads.actor.is_staff(loads.location, &[Role::Organiser]) {
        return Err(RequestError::NotFound.into());
    }
    let file = body.ok().filter(|file| file.len() <= FILE_MAX).ok_or(Refused(RequestError::TooLarge))?;
    let Some(opened) = app.by_file.open(&file, app.clock.now_ms()) else {
        note(&app, &loads, "file of unsent work not opened").await?;
        return Err(RequestError::NotOurFile.into());
    };
    let maker = maker(&app, opened.login, loads.location).await?;
    let Some(maker) = maker.filter(|maker| is_ready(maker, &opened.pushes)) else {
        note(&app, &loads, "file of unsent work refused").await?;
        return Err(RequestError::MakerEnded.into());
    };
    let mut taken = Taken { taken: 0, refused: 0, left: 0 };
    for push in &opened.pushes {
        let push = serde_json::from_str::<Push>(push).ok().filter(|push| push.after.is_some());
        let push = push.ok_or(Refused(RequestError::NotOurFile))?;
        admit(&app, (opened.login, loads.location), &maker, &push, &mut taken).await?;
    }
    note(&app, &loads, "file of unsent work taken").await?;
    Ok(Json(taken))
}

/// Whether a tablet was approved, and knows who writes on it: before that every command would be refused for good. The
/// first in the file may be the name.
fn is_ready(maker: &Actor, pushes: &[String]) -> bool {
    let Actor::Tablet { confirmed, interviewer, .. } = maker else { return true };
    let names = || {
        let first = serde_json::from_str::<Push>(pushes.first()?).ok()?;
        let first = upcast::read(first.commands.first()?.get())?;
        Some(matches!(first.command, Command::PickInterviewer { .. }))
    };
    *confirmed && (interviewer.is_some() || names() == Some(true))
}

/// Who made the file, as they stand now. None: their login was ended, their account closed, their device switched off,
/// or they are of another location.
async fn maker(app: &App, login: LoginId, location: LocationId) -> Result<Option<Actor>, StoreError> {
    let mut tx = app.store.read().await?;
    let known = logins::get(&mut tx, login).await?.filter(|known| known.location == location);
    match known {
        Some(_) => actor_not_ended(&mut tx, login).await,
        None => Ok(None),
    }
}

async fn admit(
    app: &Shared,
    (login, location): (LoginId, LocationId),
    maker: &Actor,
    push: &Push,
    taken: &mut Taken,
) -> Result<(), Refused> {
    let all = u32::try_from(push.commands.len()).unwrap_or(u32::MAX);
    for _ in 0..TRIES {
        let work = Work::Push {
            asker: Asker::Maker(login, location),
            after: push.after,
            commands: asked(app, maker, &push.commands).await?,
        };
        let admitted = match commands::push(app, work).await {
            Err(StoreError::Gone) => return Err(RequestError::MakerEnded.into()),
            admitted => admitted?,
        };
        if admitted.log != LogStanding::Fits {
            taken.left += all;
            return Ok(());
        }
        if admitted.answers.len() == push.commands.len() {
            let refused = admitted.answers.iter().filter(|one| matches!(one.outcome, Outcome::Rejected(_)));
            let refused = u32::try_from(refused.count()).unwrap_or(u32::MAX);
            taken.refused += refused;
            taken.taken += all.saturating_sub(refused);
            return Ok(());
        }
    }
    Err(RequestError::Server.into())
}

async fn note(app: &App, loads: &Signed, what: &str) -> Result<(), StoreError> {
    let who = format!("login:{}", loads.login);
    let mut tx = app.store.write().await?;
    audit::note(&mut tx, Some(loads.location), what, Some(&who), app.clock.now_ms()).await?;
    tx.commit().await
}
