//! Commands of people: locations, staff, logins, PINs and cards.

use super::{Desk, Done};
use crate::app::App;
use crate::sign_in::close_account;
use domain::command::Command;
use domain::ids::{AccountId, InviteId};
use store::accounts::Account;
use store::invites::Invite;
use store::locations::Location;
use store::logins::Holder;
use store::residents::Resident;
use store::{StoreError, Tx, accounts, invites, locations, logins, residents};
use sync::{Rejection, Scope, Shown};

/// How long an invitation or reset link opens.
const INVITE_MS: i64 = 3 * 24 * 3600 * 1000;

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    let here = vec![Scope::Location(desk.location)];
    match command {
        Command::CreateLocation { location, name } => {
            let row = Location { id: *location, name: name.as_str().into(), created_ms: desk.now_ms };
            locations::insert(tx, &row).await?;
            Ok(Done::applied(here))
        }
        Command::InviteStaff { account, invite, name, login_name, roles } => {
            if accounts::by_login_name(tx, login_name.as_str()).await?.is_some() {
                return Ok(Done::rejected(Rejection::Taken));
            }
            let row = Account {
                id: *account,
                location: desk.location,
                name: name.as_str().into(),
                login_name: login_name.as_str().to_lowercase(),
                roles: roles.clone(),
                password_hash: None,
                active: true,
                created_ms: desk.now_ms,
            };
            accounts::insert(tx, &row).await?;
            let link = link(tx, desk, *account, *invite).await?;
            Ok(Done::applied(here).showing(link))
        }
        Command::DeactivateStaff { account } => {
            accounts::set_active(tx, *account, false).await?;
            close_account(tx, *account, desk.now_ms).await?;
            Ok(Done::applied(here))
        }
        Command::ReadmitStaff { account } => {
            accounts::set_active(tx, *account, true).await?;
            Ok(Done::applied(here))
        }
        Command::ResetPassword { account, invite } => {
            accounts::set_password_hash(tx, *account, None).await?;
            close_account(tx, *account, desk.now_ms).await?;
            let link = link(tx, desk, *account, *invite).await?;
            Ok(Done::applied(here).showing(link))
        }
        Command::RevokeLogin { login } => match logins::revoke(tx, *login, desk.now_ms).await? {
            true => Ok(Done::applied(here)),
            false => Ok(Done::noop()),
        },
        Command::GiveNewPin { resident } => {
            let rev = residents::new_pin(tx, *resident).await?;
            logins::revoke_of(tx, Holder::Resident(*resident), desk.now_ms).await?;
            let pin = desk.app.keys.pin(*resident, rev).reveal().to_owned();
            Ok(Done::applied(here).about(*resident).showing(Shown::Pin(pin)))
        }
        Command::GiveNewCard { resident } => {
            residents::new_card(tx, *resident).await?;
            logins::revoke_of(tx, Holder::Resident(*resident), desk.now_ms).await?;
            let Some(found) = residents::get(tx, *resident).await? else { return Err(StoreError::Gone) };
            Ok(Done::applied(here).about(*resident).showing(card(desk.app, &found)))
        }
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

/// The card and the PIN that count for this person now.
pub(super) fn card(app: &App, resident: &Resident) -> Shown {
    Shown::Card {
        number: resident.number,
        card: app.keys.card(resident.id, resident.card_rev),
        pin: app.keys.pin(resident.id, resident.pin_rev).reveal().to_owned(),
    }
}

async fn link(tx: &mut Tx, desk: &Desk<'_>, account: AccountId, id: InviteId) -> Result<Shown, StoreError> {
    let (token, token_hash) = desk.app.chance.token();
    let expires_ms = desk.now_ms + INVITE_MS;
    invites::insert(tx, &Invite { id, account, token_hash, expires_ms, used_ms: None }).await?;
    // After the `#`, so that it is in no server's log.
    Ok(Shown::Link(format!("/app/invite#{token}")))
}
