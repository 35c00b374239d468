//! Fairs, and under them their sessions, parties, tables and interpreters.

mod halls;
mod sessions;

pub use halls::{
    Interpreter, Party, TableRow, insert_interpreter, insert_party, insert_table, interpreters, parties,
    party, remove_party, remove_table, renumber_table, tables, update_interpreter, update_party,
    update_table,
};
pub use sessions::{Session, insert_session, lock_session, session, sessions_of, update_session};

use crate::db::locking;
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::{FairKind, FairState};
use domain::ids::{FairId, LocationId};

macro_rules! columns {
    () => {
        "id, location_id, kind, name, place, meeting_point, state, capacity, standby_max, starts_ms, ends_ms, \
         created_ms, approval"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fair {
    pub id: FairId,
    pub location: LocationId,
    pub kind: FairKind,
    pub name: String,
    pub place: String,
    pub meeting_point: String,
    pub state: FairState,
    pub capacity: u32,
    pub standby_max: u32,
    pub starts_ms: i64,
    pub ends_ms: i64,
    pub created_ms: i64,
    /// Sign-ups from the public page wait until staff approve them.
    pub approval: bool,
}

impl Record for Fair {
    fn read(row: &Row) -> Result<Fair, StoreError> {
        Ok(Fair {
            id: FairId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            kind: row.word("kind", FairKind::parse)?,
            name: row.get("name")?,
            place: row.get("place")?,
            meeting_point: row.get("meeting_point")?,
            state: row.word("state", FairState::parse)?,
            capacity: row.number("capacity")?,
            standby_max: row.number("standby_max")?,
            starts_ms: row.get("starts_ms")?,
            ends_ms: row.get("ends_ms")?,
            created_ms: row.get("created_ms")?,
            approval: row.get("approval")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, fair: &Fair) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO fairs (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let f = fair;
    let values = args![
        f.id,
        f.location,
        f.kind.as_str(),
        &f.name,
        &f.place,
        &f.meeting_point,
        f.state.as_str(),
        f.capacity,
        f.standby_max,
        f.starts_ms,
        f.ends_ms,
        f.created_ms,
        f.approval,
    ];
    tx.run(SQL, values).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: FairId) -> Result<Option<Fair>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM fairs WHERE id = $1"), args![id]).await
}

/// As [`get`], and until the transaction ends nobody else decides about this fair: places are counted under it.
pub async fn lock(tx: &mut Tx, id: FairId) -> Result<Option<Fair>, StoreError> {
    tx.one(locking!("SELECT ", columns!(), " FROM fairs WHERE id = $1"), args![id]).await
}

/// By the day on which they start.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Fair>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM fairs WHERE location_id = $1 ORDER BY starts_ms, id");
    tx.all(SQL, args![location]).await
}

/// All but its kind, its location and how far it is.
pub async fn update(tx: &mut Tx, fair: &Fair) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE fairs SET name = $2, place = $3, meeting_point = $4, capacity = $5, standby_max = $6, \
                       starts_ms = $7, ends_ms = $8 WHERE id = $1";
    let Fair { id, name, place, meeting_point, capacity, standby_max, starts_ms, ends_ms, .. } = fair;
    let values = args![*id, name, place, meeting_point, *capacity, *standby_max, *starts_ms, *ends_ms];
    tx.run(SQL, values).await.map(drop)
}

pub async fn set_state(tx: &mut Tx, id: FairId, state: FairState) -> Result<(), StoreError> {
    tx.run("UPDATE fairs SET state = $2 WHERE id = $1", args![id, state.as_str()]).await.map(drop)
}

/// Whether sign-ups wait for approval. False when it stood so already.
pub async fn set_approval(tx: &mut Tx, id: FairId, approval: bool) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE fairs SET approval = $2 WHERE id = $1 AND approval <> $2";
    tx.did(SQL, args![id, approval]).await
}
