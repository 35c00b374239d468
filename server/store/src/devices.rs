//! Paired screens: tablets at an employer's tables and projectors. A pairing code opens once; only its hash is kept.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{DeviceId, EmployerId, LocationId, SessionId};
use sync::views::DeviceKind;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, location_id, session_id, kind, employer_id, name, code_hash, code_expires_ms, paired_ms, confirmed_ms, \
         interviewer, last_seen_ms, revoked_ms, created_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub location: LocationId,
    pub session: SessionId,
    pub kind: DeviceKind,
    pub employer: Option<EmployerId>,
    pub name: String,
    pub code_hash: Vec<u8>,
    pub code_expires_ms: i64,
    /// When someone typed the code.
    pub paired_ms: Option<i64>,
    /// When the organiser said that it is the right one.
    pub confirmed_ms: Option<i64>,
    pub interviewer: Option<String>,
    pub last_seen_ms: Option<i64>,
    pub revoked_ms: Option<i64>,
    pub created_ms: i64,
}

fn kind_word(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Tablet => "tablet",
        DeviceKind::Projector => "projector",
    }
}

fn parse_kind(word: &str) -> Option<DeviceKind> {
    [DeviceKind::Tablet, DeviceKind::Projector].into_iter().find(|kind| kind_word(*kind) == word)
}

impl Record for Device {
    fn read(row: &Row) -> Result<Device, StoreError> {
        Ok(Device {
            id: DeviceId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            kind: row.word("kind", parse_kind)?,
            employer: row.get::<Option<Uuid>>("employer_id")?.map(EmployerId),
            name: row.get("name")?,
            code_hash: row.get("code_hash")?,
            code_expires_ms: row.get("code_expires_ms")?,
            paired_ms: row.get("paired_ms")?,
            confirmed_ms: row.get("confirmed_ms")?,
            interviewer: row.get("interviewer")?,
            last_seen_ms: row.get("last_seen_ms")?,
            revoked_ms: row.get("revoked_ms")?,
            created_ms: row.get("created_ms")?,
        })
    }
}

/// The same id again gets the new code, as long as nobody typed the old one. [`StoreError::Taken`] when someone did.
pub async fn insert(tx: &mut Tx, device: &Device) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO devices (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO UPDATE SET \
         code_hash = excluded.code_hash, code_expires_ms = excluded.code_expires_ms \
         WHERE devices.paired_ms IS NULL AND devices.session_id = excluded.session_id"
    );
    let d = device;
    let values = args![
        d.id,
        d.location,
        d.session,
        kind_word(d.kind),
        d.employer,
        &d.name,
        &d.code_hash,
        d.code_expires_ms,
        d.paired_ms,
        d.confirmed_ms,
        &d.interviewer,
        d.last_seen_ms,
        d.revoked_ms,
        d.created_ms,
    ];
    if tx.did(SQL, values).await? { Ok(()) } else { Err(StoreError::Taken) }
}

pub async fn get(tx: &mut Tx, id: DeviceId) -> Result<Option<Device>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM devices WHERE id = $1"), args![id]).await
}

/// Uses the code up: of two who type it at once one gets the device. None when it was used, has expired or was revoked.
pub async fn pair_by_code(tx: &mut Tx, code_hash: &[u8], now_ms: i64) -> Result<Option<Device>, StoreError> {
    const SQL: &str = concat!(
        "UPDATE devices SET paired_ms = $2, last_seen_ms = $2 WHERE code_hash = $1 AND paired_ms IS NULL \
         AND revoked_ms IS NULL AND code_expires_ms > $2 RETURNING ",
        columns!()
    );
    tx.one(SQL, args![code_hash, now_ms]).await
}

/// False when it is not paired, confirmed already or revoked.
pub async fn confirm(tx: &mut Tx, id: DeviceId, now_ms: i64) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE devices SET confirmed_ms = $2 WHERE id = $1 AND paired_ms IS NOT NULL \
                       AND confirmed_ms IS NULL AND revoked_ms IS NULL";
    tx.did(SQL, args![id, now_ms]).await
}

pub async fn set_interviewer(tx: &mut Tx, id: DeviceId, name: &str) -> Result<(), StoreError> {
    tx.run("UPDATE devices SET interviewer = $2 WHERE id = $1", args![id, name]).await.map(drop)
}

pub async fn touch(tx: &mut Tx, id: DeviceId, now_ms: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE devices SET last_seen_ms = $2 WHERE id = $1 \
                       AND (last_seen_ms IS NULL OR last_seen_ms < $2)";
    tx.run(SQL, args![id, now_ms]).await.map(drop)
}

/// False when it was revoked already. Its logins are ended by `logins::revoke_of`.
pub async fn revoke(tx: &mut Tx, id: DeviceId, now_ms: i64) -> Result<bool, StoreError> {
    tx.did("UPDATE devices SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL", args![id, now_ms]).await
}

/// Those that were not revoked, by name.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<Device>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM devices WHERE session_id = $1 AND revoked_ms IS NULL ORDER BY name, id"
    );
    tx.all(SQL, args![session]).await
}
