//! One-time links with which someone becomes staff or chooses a new password. Only the token's hash is kept.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{AccountId, InviteId};

macro_rules! columns {
    () => {
        "id, account_id, token_hash, expires_ms, used_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    pub id: InviteId,
    pub account: AccountId,
    pub token_hash: Vec<u8>,
    pub expires_ms: i64,
    pub used_ms: Option<i64>,
}

impl Record for Invite {
    fn read(row: &Row) -> Result<Invite, StoreError> {
        Ok(Invite {
            id: InviteId(row.get("id")?),
            account: AccountId(row.get("account_id")?),
            token_hash: row.get("token_hash")?,
            expires_ms: row.get("expires_ms")?,
            used_ms: row.get("used_ms")?,
        })
    }
}

/// [`StoreError::Gone`] when there is no such account. The location is the account's.
pub async fn insert(tx: &mut Tx, invite: &Invite) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO invites (location_id, ",
        columns!(),
        ") SELECT location_id, $1, id, $3, $4, $5 FROM accounts WHERE id = $2"
    );
    let Invite { id, account, token_hash, expires_ms, used_ms } = invite;
    let stored = tx.did(SQL, args![*id, *account, token_hash, *expires_ms, *used_ms]).await?;
    if stored { Ok(()) } else { Err(StoreError::Gone) }
}

/// Used and expired ones too, so that the page can say which it is.
pub async fn by_hash(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<Invite>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM invites WHERE token_hash = $1"), args![token_hash]).await
}

/// Every open link of this account opens nothing any more.
pub async fn void_of(tx: &mut Tx, account: AccountId, now_ms: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE invites SET used_ms = $2 WHERE account_id = $1 AND used_ms IS NULL";
    tx.run(SQL, args![account, now_ms]).await.map(drop)
}

/// False when it was used already.
pub async fn use_up(tx: &mut Tx, id: InviteId, now_ms: i64) -> Result<bool, StoreError> {
    tx.did("UPDATE invites SET used_ms = $2 WHERE id = $1 AND used_ms IS NULL", args![id, now_ms]).await
}
