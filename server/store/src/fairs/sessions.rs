//! Sessions: one timetable, one plan and one timer each.

use crate::db::locking;
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::Timetable;
use domain::ids::{FairId, LocationId, SessionId};
use domain::time::{from_ms, to_ms};

macro_rules! columns {
    () => {
        "id, location_id, fair_id, starts_ms, rounds, talk_min, change_min, break_after, break_min, promised, \
         meetings_max, walk_min, second_after, second_min"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub location: LocationId,
    pub fair: FairId,
    /// Its start is kept to the millisecond.
    pub timetable: Timetable,
    /// Talks that everyone gets.
    pub promised: u32,
    /// Talks that nobody gets more of.
    pub meetings_max: u32,
    /// From the far side of the hall to the other.
    pub walk_min: u32,
}

impl Record for Session {
    fn read(row: &Row) -> Result<Session, StoreError> {
        let timetable = Timetable {
            starts: from_ms(row.get("starts_ms")?),
            rounds: row.number("rounds")?,
            talk_min: row.number("talk_min")?,
            change_min: row.number("change_min")?,
            break_after: row.number("break_after")?,
            break_min: row.number("break_min")?,
            second_after: row.number("second_after")?,
            second_min: row.number("second_min")?,
        };
        Ok(Session {
            id: SessionId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            fair: FairId(row.get("fair_id")?),
            timetable,
            promised: row.number("promised")?,
            meetings_max: row.number("meetings_max")?,
            walk_min: row.number("walk_min")?,
        })
    }
}

pub async fn insert_session(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO sessions (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let Session { id, location, fair, timetable, promised, meetings_max, walk_min } = session;
    let Timetable { starts, rounds, talk_min, change_min, break_after, break_min, second_after, second_min } =
        *timetable;
    let values = args![
        *id,
        *location,
        *fair,
        to_ms(starts),
        rounds,
        talk_min,
        change_min,
        break_after,
        break_min,
        *promised,
        *meetings_max,
        *walk_min,
        second_after,
        second_min,
    ];
    tx.run(SQL, values).await.map(drop)
}

/// Its timetable and what everyone gets.
pub async fn update_session(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sessions SET starts_ms = $2, rounds = $3, talk_min = $4, change_min = $5, \
                       break_after = $6, break_min = $7, promised = $8, meetings_max = $9, walk_min = $10, \
                       second_after = $11, second_min = $12 WHERE id = $1";
    let Session { id, timetable, promised, meetings_max, walk_min, .. } = session;
    let Timetable { starts, rounds, talk_min, change_min, break_after, break_min, second_after, second_min } =
        *timetable;
    let values = args![
        *id,
        to_ms(starts),
        rounds,
        talk_min,
        change_min,
        break_after,
        break_min,
        *promised,
        *meetings_max,
        *walk_min,
        second_after,
        second_min,
    ];
    tx.run(SQL, values).await.map(drop)
}

pub async fn session(tx: &mut Tx, id: SessionId) -> Result<Option<Session>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM sessions WHERE id = $1"), args![id]).await
}

/// As [`session`], and until the transaction ends nobody else decides about its plan.
pub async fn lock_session(tx: &mut Tx, id: SessionId) -> Result<Option<Session>, StoreError> {
    tx.one(locking!("SELECT ", columns!(), " FROM sessions WHERE id = $1"), args![id]).await
}

/// By start.
pub async fn sessions_of(tx: &mut Tx, fair: FairId) -> Result<Vec<Session>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM sessions WHERE fair_id = $1 ORDER BY starts_ms, id");
    tx.all(SQL, args![fair]).await
}
