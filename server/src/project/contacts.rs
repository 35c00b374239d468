//! How the devices of a session are doing: what each told of itself, and what the server refused. Kinds and reasons only;
//! what was written stays on the device and in the locked journal.

use crate::commands;
use domain::ids::{AccountId, DeviceId, LocationId, SessionId};
use std::collections::HashMap;
use store::{StoreError, Tx, accounts, contacts, devices, fairs, journal};
use sync::views::{ContactView, ContactsView, RefusedView, ToldView};
use sync::{Outcome, Rejection};

/// Refused commands that are read, and that are shown.
const READ: u32 = 200;
const SHOWN: usize = 50;

pub async fn view(
    tx: &mut Tx,
    id: SessionId,
    location: LocationId,
    build: &str,
) -> Result<Option<ContactsView>, StoreError> {
    let session = fairs::session(tx, id).await?.filter(|session| session.location == location);
    if session.is_none() {
        return Ok(None);
    }
    let told: HashMap<_, _> =
        contacts::of_session(tx, id).await?.into_iter().map(|contact| (contact.device, contact)).collect();
    let seen = devices::of_session(tx, id).await?.into_iter().filter_map(|device| {
        let contact = told.get(&device.id);
        let heard_ms = device.last_seen_ms.max(contact.map(|contact| contact.heard_ms))?;
        let told = contact.map(|contact| ToldView {
            unsent: contact.unsent,
            attention: contact.attention,
            keeps: contact.keeps,
            old_build: contact.build.as_ref().is_some_and(|known| known != build),
        });
        Some(ContactView { device: device.id, heard_ms, told })
    });
    let devices = seen.collect();
    Ok(Some(ContactsView { session: id, devices, refused: refused(tx, id, location).await? }))
}

async fn refused(
    tx: &mut Tx,
    session: SessionId,
    location: LocationId,
) -> Result<Vec<RefusedView>, StoreError> {
    let mut names = HashMap::new();
    let mut shown = Vec::new();
    for one in journal::refused(tx, location, READ).await? {
        let Outcome::Rejected(rejection) = commands::outcome(&one.outcome)? else { continue };
        let is_tablet = one.actor.starts_with("tablet:");
        if !is_tablet && rejection != Rejection::SetAside {
            continue;
        }
        let by = match names.get(&one.actor) {
            Some(known) => known,
            None => {
                let name = name_of(tx, session, location, &one.actor).await?;
                names.entry(one.actor.clone()).or_insert(name)
            }
        };
        let Some(by) = by.clone() else { continue };
        shown.push(RefusedView { at_ms: one.at_ms, kind: one.kind, by, rejection });
        if shown.len() == SHOWN {
            break;
        }
    }
    Ok(shown)
}

/// The name behind an actor's word in the journal. None: a tablet of another session, or somebody who is not shown.
async fn name_of(
    tx: &mut Tx,
    session: SessionId,
    location: LocationId,
    actor: &str,
) -> Result<Option<String>, StoreError> {
    let Some((word, id)) = actor.split_once(':') else { return Ok(None) };
    let Ok(id) = id.parse::<uuid::Uuid>() else { return Ok(None) };
    Ok(match word {
        "tablet" => {
            let device = devices::get(tx, DeviceId(id)).await?;
            device.filter(|device| device.session == session).map(|device| device.name)
        }
        "staff" => {
            let account = accounts::get(tx, AccountId(id)).await?;
            account.filter(|account| account.location == location).map(|account| account.name)
        }
        _ => None,
    })
}
