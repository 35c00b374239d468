//! Fairs, and under them their sessions, parties, tables and interpreters.

mod halls;
mod sessions;

pub use halls::{
    Interpreter, Party, TableRow, insert_interpreter, insert_party, insert_table, interpreters, parties,
    party, remove_party, remove_table, renumber_table, tables, update_interpreter, update_party,
    update_table,
};
pub use sessions::{Session, insert_session, lock_session, session, sessions_of, update_session};

use crate::db::{Sql, locking};
use crate::held::{HeldFair, Tally, tally};
use crate::row::{Record, Row, args};
use crate::{Store, StoreError, Tx};
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
    if let Some(held) = tx.held.fairs.get(&id) {
        return Ok(Some(held.fair.clone()));
    }
    tx.one(concat!("SELECT ", columns!(), " FROM fairs WHERE id = $1"), args![id]).await
}

/// As [`get`], and until the transaction ends nobody else decides about this fair: places are counted under it.
pub async fn lock(tx: &mut Tx, id: FairId) -> Result<Option<Fair>, StoreError> {
    const SQL: Sql = locking!("SELECT ", columns!(), ", ", tally!(), " FROM fairs WHERE id = $1");
    if let Some(held) = tx.held.fairs.get(&id) {
        return Ok(Some(held.fair.clone()));
    }
    let Some(row) = tx.row(SQL, args![id]).await? else { return Ok(None) };
    let (fair, tally) = (Fair::read(&row)?, Tally::read(&row)?);
    tx.held.fairs.insert(id, HeldFair { fair: fair.clone(), tally, changed: false });
    Ok(Some(fair))
}

/// What changes from one look at a fair's page to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// Of its location: see [`crate::locations::public_version`].
    pub version: u64,
    pub placed: u32,
    /// Places that are held for an answer.
    pub offered: u32,
    pub standby: u32,
}

/// In one statement, for the pages that a crowd opens.
pub async fn glance(store: &Store, id: FairId) -> Result<Option<Glance>, StoreError> {
    const SQL: &str = concat!(
        "SELECT l.public_version AS n, ",
        tally!(),
        " FROM fairs f JOIN locations l ON l.id = f.location_id WHERE f.id = $1"
    );
    let Some(row) = store.row(SQL, args![id]).await? else { return Ok(None) };
    let Tally { placed, offered, standby, .. } = Tally::read(&row)?;
    Ok(Some(Glance { version: row.number("n")?, placed, offered, standby }))
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
    tx.let_go_of(*id).await?;
    let values = args![*id, name, place, meeting_point, *capacity, *standby_max, *starts_ms, *ends_ms];
    tx.run(SQL, values).await.map(drop)
}

pub async fn set_state(tx: &mut Tx, id: FairId, state: FairState) -> Result<(), StoreError> {
    tx.let_go_of(id).await?;
    tx.run("UPDATE fairs SET state = $2 WHERE id = $1", args![id, state.as_str()]).await.map(drop)
}

/// Whether sign-ups wait for approval. False when it stood so already.
pub async fn set_approval(tx: &mut Tx, id: FairId, approval: bool) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE fairs SET approval = $2 WHERE id = $1 AND approval <> $2";
    tx.let_go_of(id).await?;
    tx.did(SQL, args![id, approval]).await
}
