//! The keys that lock the journal's payloads, one per owner: a person, a location, or the system.

use crate::row::args;
use crate::vault::DataKey;
use crate::{StoreError, Tx};
use domain::ids::ResidentId;
use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use uuid::Uuid;

/// Keys that one reading has met; None for a deleted one.
pub(super) type Known = HashMap<Uuid, Option<DataKey>>;

/// The person's own key, or else that of the chain's location.
pub(super) fn owner(subject: Option<ResidentId>, chain: Uuid) -> Uuid {
    subject.map_or(chain, |subject| subject.0)
}

/// The owner's key, made where there never was one. [`StoreError::Gone`] when it was deleted: a forgotten person
/// gets no second key, or an entry written late would be readable again.
pub(super) async fn for_writing(tx: &mut Tx, owner: Uuid) -> Result<DataKey, StoreError> {
    const MAKE: &str = "INSERT INTO person_keys (owner_id, nonce, wrapped) VALUES ($1, $2, $3) ON CONFLICT (owner_id) DO NOTHING";
    // Of who came in this very transaction there is none to look for.
    let newcomer = tx.held.newcomers.contains(&ResidentId(owner));
    if !newcomer && let Found::Key(key) = find(tx, owner).await? {
        return Ok(key);
    }
    let key = DataKey::new();
    let made = tx.vault.wrap(&key, owner.as_bytes())?;
    if tx.did(MAKE, args![owner, &made.nonce[..], &made.ciphertext]).await? {
        return Ok(key);
    }
    // Someone else was first, or it was deleted.
    match find(tx, owner).await? {
        Found::Key(key) => Ok(key),
        Found::Deleted | Found::Never => Err(StoreError::Gone),
    }
}

pub(super) async fn for_reading<'k>(
    tx: &mut Tx,
    owner: Uuid,
    known: &'k mut Known,
) -> Result<Option<&'k DataKey>, StoreError> {
    let slot = match known.entry(owner) {
        Occupied(slot) => slot.into_mut(),
        Vacant(slot) => slot.insert(match find(tx, owner).await? {
            Found::Key(key) => Some(key),
            Found::Deleted | Found::Never => None,
        }),
    };
    Ok(slot.as_ref())
}

/// Deletes the person's key: nothing that the journal holds about them can be read again, here or in a backup that
/// is kept without its keys. The row stays, empty.
pub async fn forget(tx: &mut Tx, resident: ResidentId) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO person_keys (owner_id, nonce, wrapped) VALUES ($1, NULL, NULL) \
                       ON CONFLICT (owner_id) DO UPDATE SET nonce = NULL, wrapped = NULL";
    tx.run(SQL, args![resident]).await.map(drop)
}

enum Found {
    Key(DataKey),
    Deleted,
    Never,
}

async fn find(tx: &mut Tx, owner: Uuid) -> Result<Found, StoreError> {
    let row = tx.row("SELECT nonce, wrapped FROM person_keys WHERE owner_id = $1", args![owner]).await?;
    let Some(row) = row else { return Ok(Found::Never) };
    let parts: (Option<&[u8]>, Option<&[u8]>) = (row.get("nonce")?, row.get("wrapped")?);
    let (Some(nonce), Some(wrapped)) = parts else { return Ok(Found::Deleted) };
    tx.vault.unwrap(nonce, wrapped, owner.as_bytes()).map(Found::Key)
}
