//! Who is signed in where. Only the token's hash is kept; a login ends by date or by being revoked.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{AccountId, DeviceId, LocationId, LoginId, ResidentId};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, location_id, token_hash, account_id, resident_id, device_id, created_ms, last_seen_ms, expires_ms"
    };
}

/// Whose login it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Account(AccountId),
    Resident(ResidentId),
    Device(DeviceId),
}

impl Holder {
    fn columns(self) -> (Option<AccountId>, Option<ResidentId>, Option<DeviceId>) {
        match self {
            Holder::Account(id) => (Some(id), None, None),
            Holder::Resident(id) => (None, Some(id), None),
            Holder::Device(id) => (None, None, Some(id)),
        }
    }

    fn read(row: &Row) -> Result<Holder, StoreError> {
        let id = |column| row.get::<Option<Uuid>>(column);
        match (id("account_id")?, id("resident_id")?, id("device_id")?) {
            (Some(id), None, None) => Ok(Holder::Account(AccountId(id))),
            (None, Some(id), None) => Ok(Holder::Resident(ResidentId(id))),
            (None, None, Some(id)) => Ok(Holder::Device(DeviceId(id))),
            _ => Err(StoreError::Corrupt("a login's holder")),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    pub id: LoginId,
    pub location: LocationId,
    pub token_hash: Vec<u8>,
    pub holder: Holder,
    pub created_ms: i64,
    pub last_seen_ms: i64,
    pub expires_ms: i64,
}

impl Record for Login {
    fn read(row: &Row) -> Result<Login, StoreError> {
        Ok(Login {
            id: LoginId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            token_hash: row.get("token_hash")?,
            holder: Holder::read(row)?,
            created_ms: row.get("created_ms")?,
            last_seen_ms: row.get("last_seen_ms")?,
            expires_ms: row.get("expires_ms")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, login: &Login) -> Result<(), StoreError> {
    const SQL: &str =
        concat!("INSERT INTO logins (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let Login { id, location, token_hash, holder, created_ms, last_seen_ms, expires_ms } = login;
    let (account, resident, device) = holder.columns();
    let values =
        args![*id, *location, token_hash, account, resident, device, *created_ms, *last_seen_ms, *expires_ms];
    tx.run(SQL, values).await.map(drop)
}

/// None once it was revoked or has expired.
pub async fn by_hash(tx: &mut Tx, token_hash: &[u8], now_ms: i64) -> Result<Option<Login>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM logins WHERE token_hash = $1 AND revoked_ms IS NULL AND expires_ms > $2"
    );
    tx.one(SQL, args![token_hash, now_ms]).await
}

/// Ended ones too.
pub async fn get(tx: &mut Tx, id: LoginId) -> Result<Option<Login>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM logins WHERE id = $1"), args![id]).await
}

/// None once someone ended it, which is more than that its time is over.
pub async fn not_ended(tx: &mut Tx, id: LoginId) -> Result<Option<Login>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM logins WHERE id = $1 AND revoked_ms IS NULL");
    tx.one(SQL, args![id]).await
}

pub async fn touch(tx: &mut Tx, id: LoginId, now_ms: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE logins SET last_seen_ms = $2 WHERE id = $1 AND last_seen_ms < $2";
    tx.run(SQL, args![id, now_ms]).await.map(drop)
}

/// False when it had ended already.
pub async fn revoke(tx: &mut Tx, id: LoginId, now_ms: i64) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE logins SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL AND expires_ms > $2";
    tx.did(SQL, args![id, now_ms]).await
}

/// Ends every login of this holder; how many that were.
pub async fn revoke_of(tx: &mut Tx, holder: Holder, now_ms: i64) -> Result<u64, StoreError> {
    const SQL: &str = "UPDATE logins SET revoked_ms = $4 \
                       WHERE (account_id = $1 OR resident_id = $2 OR device_id = $3) \
                       AND revoked_ms IS NULL AND expires_ms > $4";
    let (account, resident, device) = holder.columns();
    tx.run(SQL, args![account, resident, device, now_ms]).await
}

/// Those that have not ended, newest first, at most 500.
pub async fn of_location(tx: &mut Tx, location: LocationId, now_ms: i64) -> Result<Vec<Login>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM logins WHERE location_id = $1 AND revoked_ms IS NULL AND expires_ms > $2 \
         ORDER BY created_ms DESC, id DESC LIMIT 500"
    );
    tx.all(SQL, args![location, now_ms]).await
}

/// Where staff logins expired between these times.
pub async fn locations_of_expired(
    tx: &mut Tx,
    after_ms: i64,
    until_ms: i64,
) -> Result<Vec<LocationId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT location_id FROM logins WHERE expires_ms > $1 AND expires_ms <= $2 \
                       AND account_id IS NOT NULL AND revoked_ms IS NULL";
    let rows = tx.rows(SQL, args![after_ms, until_ms]).await?;
    rows.iter().map(|row| row.get("location_id").map(LocationId)).collect()
}
