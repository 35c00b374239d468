//! Tablets and projectors: a code is shown, typed once within five minutes, and the organiser confirms the screen.

use crate::chance;
use crate::commands::{Desk, Done};
use domain::command::Command;
use domain::people::PairingCode;
use store::devices::Device;
use store::logins::Holder;
use store::{StoreError, Tx, devices, fairs, logins};
use sync::views::DeviceKind;
use sync::{Rejection, Scope, Shown};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::OpenPairing { session, device, employer, name } => {
            if let Some(employer) = employer {
                let parties = fairs::parties(tx, *session).await?;
                if !parties.iter().any(|party| party.employer == *employer) {
                    return Ok(Done::rejected(Rejection::NotFound));
                }
            }
            let code = PairingCode::from_chance(desk.app.chance.bytes());
            let row = Device {
                id: *device,
                location: desk.location,
                session: *session,
                kind: if employer.is_some() { DeviceKind::Tablet } else { DeviceKind::Projector },
                employer: *employer,
                name: name.as_str().into(),
                code_hash: chance::hash(code.reveal()),
                code_expires_ms: desk.now_ms + PairingCode::LIFE_S * 1000,
                paired_ms: None,
                confirmed_ms: None,
                interviewer: None,
                last_seen_ms: None,
                revoked_ms: None,
                created_ms: desk.now_ms,
            };
            devices::insert(tx, &row).await?;
            let shown = Shown::PairingCode(code.spaced());
            Ok(Done::applied(vec![Scope::Session(*session)]).showing(shown))
        }
        Command::ConfirmDevice { device } => match devices::get(tx, *device).await? {
            Some(row) if row.paired_ms.is_some() && row.revoked_ms.is_none() => {
                match devices::confirm(tx, *device, desk.now_ms).await? {
                    true => Ok(Done::applied(vec![Scope::Session(row.session)])),
                    false => Ok(Done::noop()),
                }
            }
            Some(_) => Ok(Done::rejected(Rejection::NotNow)),
            None => Ok(Done::rejected(Rejection::NotFound)),
        },
        Command::RevokeDevice { device } => match devices::get(tx, *device).await? {
            Some(row) => {
                devices::revoke(tx, *device, desk.now_ms).await?;
                logins::revoke_of(tx, Holder::Device(*device), desk.now_ms).await?;
                Ok(Done::applied(vec![Scope::Location(row.location), Scope::Session(row.session)]))
            }
            None => Ok(Done::rejected(Rejection::NotFound)),
        },
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}
