//! Times that are offered for second interviews, and who picked which. A time is held by one at most.

use crate::db::{Sql, locking};
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::follow_up::times::{Said, Time};
use domain::ids::{FollowUpId, LocationId, ResidentId, TimeId, VacancyId};
use domain::text::Line;

macro_rules! select {
    () => {
        "SELECT id, location_id, vacancy_id, starts_ms, place, taken_back, offered_ms, \
         (SELECT c.follow_up_id FROM interview_choices c WHERE c.held_id = interview_times.id) AS held_by \
         FROM interview_times "
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRow {
    pub id: TimeId,
    pub location: LocationId,
    pub vacancy: VacancyId,
    pub place: Line,
    pub offered_ms: i64,
    pub time: Time,
}

impl Record for TimeRow {
    fn read(row: &Row) -> Result<TimeRow, StoreError> {
        Ok(TimeRow {
            id: TimeId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            vacancy: VacancyId(row.get("vacancy_id")?),
            place: row.word("place", |text| Line::parse(text).ok())?,
            offered_ms: row.get("offered_ms")?,
            time: Time {
                starts_ms: row.get("starts_ms")?,
                taken_back: row.get("taken_back")?,
                held_by: row.get::<Option<_>>("held_by")?.map(FollowUpId),
            },
        })
    }
}

/// What somebody said to the times that they were offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub follow_up: FollowUpId,
    pub said: Said,
    /// The one that they picked last. It is theirs while they say so.
    pub time: Option<TimeId>,
    pub at_ms: i64,
}

impl Record for Choice {
    fn read(row: &Row) -> Result<Choice, StoreError> {
        Ok(Choice {
            follow_up: FollowUpId(row.get("follow_up_id")?),
            said: row.word("said", Said::parse)?,
            time: row.get::<Option<_>>("time_id")?.map(TimeId),
            at_ms: row.get("at_ms")?,
        })
    }
}

/// A new time; `by` as in the journal ("staff:<id>").
pub async fn offer(tx: &mut Tx, row: &TimeRow, by: &str) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO interview_times (id, location_id, vacancy_id, starts_ms, place, taken_back, \
                       offered_ms, offered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let TimeRow { id, location, vacancy, place, offered_ms, time } = row;
    let Time { starts_ms, taken_back, .. } = *time;
    let values = args![*id, *location, *vacancy, starts_ms, place.as_str(), taken_back, *offered_ms, by];
    tx.run(SQL, values).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: TimeId) -> Result<Option<TimeRow>, StoreError> {
    tx.one(concat!(select!(), "WHERE id = $1"), args![id]).await
}

/// As [`get`], and until the transaction ends nobody else decides about this time.
pub async fn lock(tx: &mut Tx, id: TimeId) -> Result<Option<TimeRow>, StoreError> {
    tx.rows(locking!("SELECT id FROM interview_times WHERE id = $1"), args![id]).await?;
    get(tx, id).await
}

/// Nobody can pick it any more. False: so it was already.
pub async fn take_back(tx: &mut Tx, id: TimeId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE interview_times SET taken_back = $2 WHERE id = $1 AND taken_back <> $2";
    tx.did(SQL, args![id, true]).await
}

/// Of this vacancy: those that begin later and were not taken back, in order.
pub async fn to_come(tx: &mut Tx, vacancy: VacancyId, now_ms: i64) -> Result<Vec<TimeRow>, StoreError> {
    const SQL: &str = concat!(
        select!(),
        "WHERE vacancy_id = $1 AND starts_ms > $2 AND taken_back = $3 ORDER BY starts_ms, id"
    );
    tx.all(SQL, args![vacancy, now_ms, false]).await
}

/// The last word stands. [`StoreError::Taken`] when somebody else holds that time.
pub async fn say(tx: &mut Tx, location: LocationId, choice: &Choice) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO interview_choices (follow_up_id, location_id, said, time_id, held_id, at_ms) \
                       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (follow_up_id) DO UPDATE SET \
                       said = excluded.said, time_id = excluded.time_id, held_id = excluded.held_id, \
                       at_ms = excluded.at_ms";
    let Choice { follow_up, said, time, at_ms } = *choice;
    let held = time.filter(|_| said == Said::Picked);
    tx.run(SQL, args![follow_up, location, said.as_str(), time, held, at_ms]).await.map(drop)
}

pub async fn choice(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<Choice>, StoreError> {
    const SQL: &str =
        "SELECT follow_up_id, said, time_id, at_ms FROM interview_choices WHERE follow_up_id = $1";
    tx.one(SQL, args![follow_up]).await
}

/// Until the transaction ends nobody else offers a time for this vacancy.
pub async fn lock_of_vacancy(tx: &mut Tx, vacancy: VacancyId) -> Result<(), StoreError> {
    tx.row(locking!("SELECT id FROM vacancies WHERE id = $1"), args![vacancy]).await.map(drop)
}

/// When the second interviews of one person begin whose time stands. Until the transaction ends nobody else decides
/// about the times of this person.
pub async fn lock_of_resident(
    tx: &mut Tx,
    resident: ResidentId,
) -> Result<Vec<(FollowUpId, i64)>, StoreError> {
    const LOCK: Sql = locking!(
        "SELECT id FROM follow_ups WHERE candidacy_id IN (SELECT id FROM candidacies WHERE resident_id = $1) \
         ORDER BY id"
    );
    const SQL: &str = "SELECT c.follow_up_id, t.starts_ms FROM interview_choices c \
                       JOIN interview_times t ON t.id = c.held_id \
                       JOIN follow_ups f ON f.id = c.follow_up_id \
                       JOIN candidacies d ON d.id = f.candidacy_id WHERE d.resident_id = $1 \
                       ORDER BY t.starts_ms, c.follow_up_id";
    tx.rows(LOCK, args![resident]).await?;
    tx.rows(SQL, args![resident]).await?.iter().map(held).collect()
}

fn held(row: &Row) -> Result<(FollowUpId, i64), StoreError> {
    Ok((FollowUpId(row.get("follow_up_id")?), row.get("starts_ms")?))
}

/// When everybody's second interview is whose time stands.
pub async fn picked(tx: &mut Tx, location: LocationId) -> Result<Vec<(FollowUpId, i64)>, StoreError> {
    const SQL: &str = "SELECT c.follow_up_id, t.starts_ms FROM interview_choices c \
                       JOIN interview_times t ON t.id = c.held_id WHERE c.location_id = $1 \
                       ORDER BY t.starts_ms, c.follow_up_id";
    tx.rows(SQL, args![location]).await?.iter().map(held).collect()
}
