//! From a cookie to an actor. Identity comes from here and from nowhere else.

use super::{Door, read};
use crate::app::{App, Shared};
use crate::chance;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::ids::{AccountId, LocationId, LoginId};
use domain::people::Actor;
use store::accounts::Account;
use store::logins::{Holder, Login};
use store::{StoreError, Tx, accounts, devices, invites, logins};
use sync::views::DeviceKind;

/// A request with a login that is alive.
#[derive(Debug, Clone)]
pub struct Signed {
    pub actor: Actor,
    pub login: LoginId,
    pub location: LocationId,
    pub expires_ms: i64,
}

/// How long a login lives, in seconds: staff a working day, a resident's phone until after the fair, a tablet its day.
const STAFF_S: i64 = 12 * 3600;
const RESIDENT_S: i64 = 30 * 24 * 3600;
const DEVICE_S: i64 = 36 * 3600;
/// A login is marked as seen at most this often.
const SEEN_MS: i64 = 20_000;

/// A login that is not open yet, with its token and life in seconds.
pub fn new_login(app: &App, location: LocationId, holder: Holder) -> (Login, String, i64) {
    let (token, token_hash) = app.chance.token();
    let now_ms = app.clock.now_ms();
    let life_s = match holder {
        Holder::Account(_) => STAFF_S,
        Holder::Resident(_) => RESIDENT_S,
        Holder::Device(_) => DEVICE_S,
    };
    let login = Login {
        id: LoginId(app.chance.id()),
        location,
        token_hash,
        holder,
        created_ms: now_ms,
        last_seen_ms: now_ms,
        expires_ms: now_ms + life_s * 1000,
    };
    (login, token, life_s)
}

/// Opens a login and gives its token and life in seconds.
pub async fn open_login(
    tx: &mut Tx,
    app: &App,
    location: LocationId,
    holder: Holder,
) -> Result<(String, i64), StoreError> {
    let (login, token, life_s) = new_login(app, location, holder);
    logins::insert(tx, &login).await?;
    Ok((token, life_s))
}

/// The actor of a login, as its account, card or device stands now. None: it may do nothing any more.
async fn actor_of(tx: &mut Tx, login: &Login) -> Result<Option<Actor>, StoreError> {
    let location = login.location;
    Ok(match login.holder {
        Holder::Account(id) => accounts::get(tx, id)
            .await?
            .filter(|account| account.active)
            .map(|account| Actor::Staff { account: id, location, roles: account.roles }),
        Holder::Resident(resident) => Some(Actor::Resident { resident, location }),
        Holder::Device(id) => devices::get(tx, id)
            .await?
            .filter(|device| device.revoked_ms.is_none())
            .and_then(|device| match (device.kind, device.employer) {
                (DeviceKind::Projector, _) => {
                    Some(Actor::Projector { device: id, location, session: device.session })
                }
                (DeviceKind::Tablet, Some(employer)) => Some(Actor::Tablet {
                    device: id,
                    location,
                    session: device.session,
                    employer,
                    confirmed: device.confirmed_ms.is_some(),
                    interviewer: device.interviewer,
                }),
                (DeviceKind::Tablet, None) => None,
            }),
    })
}

/// The actor of a login that nobody ended, though its time may be over.
pub async fn actor_not_ended(tx: &mut Tx, id: LoginId) -> Result<Option<Actor>, StoreError> {
    match logins::not_ended(tx, id).await? {
        Some(login) => actor_of(tx, &login).await,
        None => Ok(None),
    }
}

/// The actor of a login that is alive at this time.
pub async fn actor_at(tx: &mut Tx, id: LoginId, now_ms: i64) -> Result<Option<Actor>, StoreError> {
    match logins::not_ended(tx, id).await? {
        Some(login) if login.expires_ms > now_ms => actor_of(tx, &login).await,
        _ => Ok(None),
    }
}

/// Ends every login of an account and every link that would open it.
pub async fn close_account(tx: &mut Tx, account: AccountId, now_ms: i64) -> Result<(), StoreError> {
    invites::void_of(tx, account, now_ms).await?;
    logins::revoke_of(tx, Holder::Account(account), now_ms).await.map(drop)
}

/// Whether an account still opens with what was looked at before this transaction: while a password is worked out, its
/// account may be closed or get a link for a new one. Holds the account until the transaction ends.
pub async fn unchanged(tx: &mut Tx, seen: &Account) -> Result<bool, StoreError> {
    let stands = accounts::lock(tx, seen.id).await?;
    Ok(stands.is_some_and(|stands| stands.active && stands.password_hash == seen.password_hash))
}

/// Who asks, as one snapshot knows them.
pub struct Found {
    pub signed: Signed,
    holder: Holder,
    last_seen_ms: i64,
    now_ms: i64,
}

impl Found {
    /// Looks for the login that a token opens.
    pub async fn look(tx: &mut Tx, app: &App, token: &str) -> Result<Option<Found>, StoreError> {
        let now_ms = app.clock.now_ms();
        let Some(login) = logins::by_hash(tx, &chance::hash(token), now_ms).await? else { return Ok(None) };
        let Some(actor) = actor_of(tx, &login).await? else { return Ok(None) };
        let Login { id, location, holder, last_seen_ms, expires_ms, .. } = login;
        let signed = Signed { actor, login: id, location, expires_ms };
        Ok(Some(Found { signed, holder, last_seen_ms, now_ms }))
    }

    /// Writes down that they were seen, now and then; after the snapshot, for this is a transaction of its own.
    pub async fn note(&self, app: &App) -> Result<(), StoreError> {
        if self.now_ms - self.last_seen_ms <= SEEN_MS {
            return Ok(());
        }
        let mut tx = app.store.write().await?;
        logins::touch(&mut tx, self.signed.login, self.now_ms).await?;
        if let Holder::Device(device) = self.holder {
            devices::touch(&mut tx, device, self.now_ms).await?;
        }
        tx.commit().await
    }
}

async fn signed(app: &App, headers: &HeaderMap, door: Door) -> Result<Option<Signed>, StoreError> {
    let Some(token) = read(headers, door) else { return Ok(None) };
    let mut tx = app.store.read().await?;
    let Some(found) = Found::look(&mut tx, app, token).await? else { return Ok(None) };
    drop(tx);
    found.note(app).await?;
    Ok(Some(found.signed))
}

/// Who asks at the workplace's door. Err is logged by the caller.
pub async fn from_app(app: &App, headers: &HeaderMap) -> Result<Option<Signed>, StoreError> {
    signed(app, headers, Door::App).await
}

/// Which resident asks.
pub async fn from_mine(app: &App, headers: &HeaderMap) -> Result<Option<Signed>, StoreError> {
    signed(app, headers, Door::Mine).await
}

/// The answer when the store did not answer: try again.
pub const TROUBLE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

impl FromRequestParts<Shared> for Signed {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Signed, StatusCode> {
        match from_app(app, &parts.headers).await {
            Ok(Some(signed)) => Ok(signed),
            Ok(None) => Err(StatusCode::UNAUTHORIZED),
            Err(error) => {
                tracing::error!(%error, "a login could not be read");
                Err(TROUBLE)
            }
        }
    }
}
