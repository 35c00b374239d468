//! Signing in and out: passwords, pairing codes, invitations.

use super::Refused;
use crate::app::{Peer, Shared};
use crate::chance;
use crate::sign_in::{
    Door, Signed, address, clear, close_account, from_app, hash_password, open_login, read, set, unchanged,
    verify_password,
};
use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::LocationId;
use domain::people::{Actor, Credential, PairingCode, Password, PasswordRefused};
use store::logins::Holder;
use store::{Tx, accounts, audit, devices, employers, invites, locations, logins, scopes, tries};
use sync::Scope;
use sync::requests::{House, Pair, RequestError, SignIn, UseInvite};
use sync::views::{DeviceKind, Me};

/// Tries of one login name, over all server processes, before it is closed until [`TRIES_MS`] after the first.
const TRIES_MAX: u32 = 10;
const TRIES_MS: i64 = 120_000;
/// Nobody's login name is longer.
const LOGIN_NAME_MAX: usize = 80;

fn opened(app: &Shared, headers: &HeaderMap, token: &str, life_s: i64) -> Result<Response, Refused> {
    let secure = crate::router::is_https(app, headers);
    let cookie = set(Door::App, token, life_s, secure).ok_or(Refused(RequestError::Server))?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
}

/// The security log gets fixed words and no name.
async fn note(
    tx: &mut Tx,
    app: &Shared,
    location: Option<LocationId>,
    what: Credential,
    ok: bool,
) -> Result<(), Refused> {
    let words = match (what, ok) {
        (Credential::Password, true) => "password opened",
        (Credential::Password, false) => "password refused",
        (Credential::Pin, true) => "pin opened",
        (Credential::Pin, false) => "pin refused",
        (Credential::PairingCode, true) => "code opened",
        (Credential::PairingCode, false) => "code refused",
    };
    metrics::counter!("werkronde_sign_ins_total", "what" => words).increment(1);
    Ok(audit::note(tx, location, words, None, app.clock.now_ms()).await?)
}

pub async fn sign_in(
    State(app): State<Shared>,
    peer: Peer,
    headers: HeaderMap,
    Json(typed): Json<SignIn>,
) -> Result<Response, Refused> {
    if !app.limits.password_from(address(&app, &headers, peer.0)) {
        return Err(RequestError::TooMany { retry_after_s: 60 }.into());
    }
    let login_name = typed.login_name.trim();
    if login_name.chars().count() > LOGIN_NAME_MAX {
        return Err(RequestError::WrongPassword.into());
    }
    let (tried, now_ms) = (app.keys.tried(login_name), app.clock.now_ms());
    if !app.limits.password_of(&tried) {
        return Err(RequestError::TooMany { retry_after_s: 60 }.into());
    }
    // Counted before anything is looked at, so that many tries at once are not one.
    let mut tx = app.store.write().await?;
    let times = tries::count(&mut tx, &tried, now_ms, now_ms + TRIES_MS).await?;
    let account = accounts::by_login_name(&mut tx, login_name).await?;
    tx.commit().await?;
    if times > TRIES_MAX {
        return Err(RequestError::TooMany { retry_after_s: 60 }.into());
    }
    let account = account.filter(|account| account.active);
    let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let fits = verify_password(&typed.password, stored).await;
    let mut tx = app.store.write().await?;
    let stands = match &account {
        Some(account) if fits => unchanged(&mut tx, account).await?,
        _ => false,
    };
    let Some(account) = account.filter(|_| stands) else {
        note(&mut tx, &app, None, Credential::Password, false).await?;
        tx.commit().await?;
        return Err(RequestError::WrongPassword.into());
    };
    tries::forget(&mut tx, &tried).await?;
    let (token, life_s) = open_login(&mut tx, &app, account.location, Holder::Account(account.id)).await?;
    note(&mut tx, &app, Some(account.location), Credential::Password, true).await?;
    let scope = Scope::Location(account.location);
    let ver = scopes::raise(&mut tx, scope).await?;
    tx.commit().await?;
    app.hub.tell(&[(scope, ver)]);
    opened(&app, &headers, &token, life_s)
}

pub async fn sign_out(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Refused> {
    if let Some(token) = read(&headers, Door::App) {
        let mut told = Vec::new();
        let mut tx = app.store.write().await?;
        let now_ms = app.clock.now_ms();
        if let Some(login) = logins::by_hash(&mut tx, &chance::hash(token), now_ms).await? {
            logins::revoke(&mut tx, login.id, now_ms).await?;
            let scope = Scope::Location(login.location);
            told.push((scope, scopes::raise(&mut tx, scope).await?));
        }
        tx.commit().await?;
        app.hub.tell(&told);
    }
    let cookie = clear(Door::App).ok_or(Refused(RequestError::Server))?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
}

/// Who is signed in; `null` for nobody, which is no error: every start asks.
pub async fn me(State(app): State<Shared>, headers: HeaderMap) -> Result<Json<Option<Me>>, Refused> {
    let Some(signed) = from_app(&app, &headers).await? else { return Ok(Json(None)) };
    let mut tx = app.store.read().await?;
    let name = name_of(&mut tx, &signed).await?;
    let location_name =
        locations::get(&mut tx, signed.location).await?.map(|location| location.name).unwrap_or_default();
    let (demo, mail) = (app.settings.demo, app.settings.mail.is_some());
    Ok(Json(Some(Me { actor: signed.actor, name, location_name, demo, mail })))
}

/// What the door itself says, to whoever stands before it.
pub async fn house(State(app): State<Shared>) -> Json<House> {
    Json(House { demo: app.settings.demo })
}

async fn name_of(tx: &mut Tx, signed: &Signed) -> Result<String, Refused> {
    let name = match &signed.actor {
        Actor::Staff { account, .. } => accounts::get(tx, *account).await?.map(|account| account.name),
        Actor::Tablet { employer, interviewer, .. } => match interviewer {
            Some(name) => Some(name.clone()),
            None => employers::get(tx, *employer).await?.map(|employer| employer.name),
        },
        Actor::Projector { device, .. } => devices::get(tx, *device).await?.map(|device| device.name),
        Actor::Resident { .. } | Actor::Visitor { .. } | Actor::System => None,
    };
    Ok(name.unwrap_or_default())
}

pub async fn pair(
    State(app): State<Shared>,
    peer: Peer,
    headers: HeaderMap,
    Json(typed): Json<Pair>,
) -> Result<Response, Refused> {
    if !app.limits.code(address(&app, &headers, peer.0)) {
        return Err(RequestError::TooMany { retry_after_s: 60 }.into());
    }
    let code = PairingCode::parse(&typed.code).ok_or(Refused(RequestError::WrongCode))?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let Some(device) = devices::pair_by_code(&mut tx, &chance::hash(code.reveal()), now_ms).await? else {
        note(&mut tx, &app, None, Credential::PairingCode, false).await?;
        tx.commit().await?;
        return Err(RequestError::WrongCode.into());
    };
    if device.kind == DeviceKind::Projector {
        // It shows first names that stand on everybody's badge and takes nothing: the code is enough.
        devices::confirm(&mut tx, device.id, now_ms).await?;
    }
    let (token, life_s) = open_login(&mut tx, &app, device.location, Holder::Device(device.id)).await?;
    note(&mut tx, &app, Some(device.location), Credential::PairingCode, true).await?;
    let scope = Scope::Session(device.session);
    let ver = scopes::raise(&mut tx, scope).await?;
    tx.commit().await?;
    app.hub.tell(&[(scope, ver)]);
    opened(&app, &headers, &token, life_s)
}

pub async fn use_invite(
    State(app): State<Shared>,
    peer: Peer,
    headers: HeaderMap,
    Json(typed): Json<UseInvite>,
) -> Result<Response, Refused> {
    if !app.limits.code(address(&app, &headers, peer.0)) {
        return Err(RequestError::TooMany { retry_after_s: 60 }.into());
    }
    let password = Password::parse(&typed.password).map_err(|refused| match refused {
        PasswordRefused::TooShort => RequestError::PasswordTooShort,
        PasswordRefused::TooLong => RequestError::PasswordTooLong,
    })?;
    let hash = hash_password(&password).await.ok_or(Refused(RequestError::Server))?;
    let now_ms = app.clock.now_ms();
    let mut tx = app.store.write().await?;
    let invite = invites::by_hash(&mut tx, &chance::hash(&typed.token)).await?;
    let usable = invite.filter(|invite| invite.used_ms.is_none() && invite.expires_ms > now_ms);
    let Some(invite) = usable else { return Err(RequestError::UsedUp.into()) };
    if !invites::use_up(&mut tx, invite.id, now_ms).await? {
        return Err(RequestError::UsedUp.into());
    }
    accounts::set_password_hash(&mut tx, invite.account, Some(&hash)).await?;
    // Who chose a password has this one door, and whoever was in by another is out.
    close_account(&mut tx, invite.account, now_ms).await?;
    let account = accounts::get(&mut tx, invite.account).await?.filter(|account| account.active);
    let Some(account) = account else { return Err(RequestError::UsedUp.into()) };
    let (token, life_s) = open_login(&mut tx, &app, account.location, Holder::Account(account.id)).await?;
    audit::note(&mut tx, Some(account.location), "password chosen", None, now_ms).await?;
    let scope = Scope::Location(account.location);
    let ver = scopes::raise(&mut tx, scope).await?;
    tx.commit().await?;
    app.hub.tell(&[(scope, ver)]);
    opened(&app, &headers, &token, life_s)
}
