//! Second interviews: asked by an employer, answered by the resident. One per employer and person in a session.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::follow_up::FollowUpState;
use domain::ids::{EmployerId, FollowUpId, LocationId, ResidentId, SessionId};

macro_rules! columns {
    () => {
        "id, location_id, session_id, employer_id, resident_id, state, asked_ms, changed_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub location: LocationId,
    pub session: SessionId,
    pub employer: EmployerId,
    pub resident: ResidentId,
    pub state: FollowUpState,
    pub asked_ms: i64,
    pub changed_ms: i64,
}

impl Record for FollowUp {
    fn read(row: &Row) -> Result<FollowUp, StoreError> {
        Ok(FollowUp {
            id: FollowUpId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            employer: EmployerId(row.get("employer_id")?),
            resident: ResidentId(row.get("resident_id")?),
            state: row.word("state", FollowUpState::parse)?,
            asked_ms: row.get("asked_ms")?,
            changed_ms: row.get("changed_ms")?,
        })
    }
}

pub async fn find(
    tx: &mut Tx,
    session: SessionId,
    employer: EmployerId,
    resident: ResidentId,
) -> Result<Option<FollowUp>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM follow_ups WHERE session_id = $1 AND employer_id = $2 AND resident_id = $3"
    );
    tx.one(SQL, args![session, employer, resident]).await
}

pub async fn get(tx: &mut Tx, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM follow_ups WHERE id = $1"), args![id]).await
}

/// [`StoreError::Taken`] when there is one already.
pub async fn insert(tx: &mut Tx, follow_up: &FollowUp) -> Result<(), StoreError> {
    const SQL: &str =
        concat!("INSERT INTO follow_ups (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let FollowUp { id, location, session, employer, resident, state, asked_ms, changed_ms } = follow_up;
    let values =
        args![*id, *location, *session, *employer, *resident, state.as_str(), *asked_ms, *changed_ms,];
    tx.run(SQL, values).await.map(drop)
}

pub async fn set_state(
    tx: &mut Tx,
    id: FollowUpId,
    state: FollowUpState,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE follow_ups SET state = $2, changed_ms = $3 WHERE id = $1";
    tx.run(SQL, args![id, state.as_str(), at_ms]).await.map(drop)
}

/// In the order in which they were asked.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<FollowUp>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM follow_ups WHERE location_id = $1 ORDER BY asked_ms, id");
    tx.all(SQL, args![location]).await
}

/// In the order in which they were asked.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<FollowUp>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM follow_ups WHERE resident_id = $1 ORDER BY asked_ms, id");
    tx.all(SQL, args![resident]).await
}
