//! What each paired device last told of itself. One row a device: what it told before is of no use to anyone.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{DeviceId, LocationId, SessionId};
use sync::device::Keeping;

macro_rules! columns {
    () => {
        "device_id, location_id, session_id, heard_ms, unsent, attention, keeps, build"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub device: DeviceId,
    pub location: LocationId,
    pub session: SessionId,
    pub heard_ms: i64,
    pub unsent: u32,
    pub attention: u32,
    pub keeps: Keeping,
    pub build: Option<String>,
}

impl Record for Contact {
    fn read(row: &Row) -> Result<Contact, StoreError> {
        Ok(Contact {
            device: DeviceId(row.get("device_id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            heard_ms: row.get("heard_ms")?,
            unsent: row.number("unsent")?,
            attention: row.number("attention")?,
            keeps: row.word("keeps", Keeping::parse)?,
            build: row.get("build")?,
        })
    }
}

/// Writes down what a device told. False: it told something less than `pause_ms` ago, and nothing was written.
pub async fn hear(tx: &mut Tx, contact: &Contact, pause_ms: i64) -> Result<bool, StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO contacts (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (device_id) DO UPDATE SET \
         heard_ms = excluded.heard_ms, unsent = excluded.unsent, attention = excluded.attention, \
         keeps = excluded.keeps, build = excluded.build WHERE contacts.heard_ms <= excluded.heard_ms - $9"
    );
    let Contact { device, location, session, heard_ms, unsent, attention, keeps, build } = contact;
    let values =
        args![*device, *location, *session, *heard_ms, *unsent, *attention, keeps.as_str(), build, pause_ms];
    tx.did(SQL, values).await
}

/// Of every device of a session that ever told something.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<Contact>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM contacts WHERE session_id = $1 ORDER BY device_id");
    tx.all(SQL, args![session]).await
}
