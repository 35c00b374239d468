//! What residents ask the matcher, and what they were answered.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{LocationId, QuestionId, ResidentId};
use domain::pipeline::question::Answered;
use domain::text::{Line, Note};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, location_id, resident_id, question, asked_ms, words, answered_ms FROM questions ",
            $rest
        )
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub location: LocationId,
    pub resident: ResidentId,
    pub text: Line,
    pub asked_ms: i64,
    /// None: it waits.
    pub answered: Option<Answered>,
}

impl Record for Question {
    fn read(row: &Row) -> Result<Question, StoreError> {
        let words = row.word_opt("words", |text| Note::parse(text).ok())?;
        let answered_ms: Option<i64> = row.get("answered_ms")?;
        Ok(Question {
            id: QuestionId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            resident: ResidentId(row.get("resident_id")?),
            text: row.word("question", |text| Line::parse(text).ok())?,
            asked_ms: row.get("asked_ms")?,
            answered: answered_ms.map(|at_ms| Answered { words, at_ms }),
        })
    }
}

/// A new question, which waits.
pub async fn insert(
    tx: &mut Tx,
    id: QuestionId,
    location: LocationId,
    resident: ResidentId,
    text: &Line,
    asked_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO questions (id, location_id, resident_id, question, asked_ms) \
                       VALUES ($1, $2, $3, $4, $5)";
    tx.run(SQL, args![id, location, resident, text.as_str(), asked_ms]).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: QuestionId) -> Result<Option<Question>, StoreError> {
    tx.one(select!("WHERE id = $1"), args![id]).await
}

/// The last answer stands; `by` as in the journal ("staff:<id>").
pub async fn answer(tx: &mut Tx, id: QuestionId, answered: &Answered, by: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE questions SET words = $2, answered_ms = $3, answered_by = $4 WHERE id = $1";
    let words = answered.words.as_ref().map(Note::as_str);
    tx.run(SQL, args![id, words, answered.at_ms, by]).await.map(drop)
}

/// Takes a question out that nobody answered. False: it was answered, or is gone.
pub async fn take_back(tx: &mut Tx, id: QuestionId) -> Result<bool, StoreError> {
    tx.did("DELETE FROM questions WHERE id = $1 AND answered_ms IS NULL", args![id]).await
}

/// The latest first.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<Question>, StoreError> {
    tx.all(select!("WHERE resident_id = $1 ORDER BY asked_ms DESC, id"), args![resident]).await
}

/// Those that wait, in the order in which they were asked; so many at most.
pub async fn waiting(tx: &mut Tx, location: LocationId, most: u32) -> Result<Vec<Question>, StoreError> {
    const SQL: &str =
        select!("WHERE location_id = $1 AND answered_ms IS NULL ORDER BY asked_ms, id LIMIT $2");
    tx.all(SQL, args![location, most]).await
}

/// How many wait.
pub async fn count_waiting(tx: &mut Tx, location: LocationId) -> Result<u32, StoreError> {
    const SQL: &str =
        "SELECT count(*) AS waiting FROM questions WHERE location_id = $1 AND answered_ms IS NULL";
    tx.row(SQL, args![location]).await?.map_or(Ok(0), |row| row.number("waiting"))
}

/// Those that were answered, the latest first; so many at most.
pub async fn answered(tx: &mut Tx, location: LocationId, most: u32) -> Result<Vec<Question>, StoreError> {
    const SQL: &str =
        select!("WHERE location_id = $1 AND answered_ms IS NOT NULL ORDER BY answered_ms DESC, id LIMIT $2");
    tx.all(SQL, args![location, most]).await
}

/// Deletes what was answered before one time, or asked before another and never answered; at which locations that was.
pub async fn delete_over(
    tx: &mut Tx,
    answered_before_ms: i64,
    asked_before_ms: i64,
) -> Result<Vec<LocationId>, StoreError> {
    const SQL: &str = "DELETE FROM questions WHERE answered_ms < $1 OR (answered_ms IS NULL AND asked_ms < $2) \
                       RETURNING location_id";
    let rows = tx.rows(SQL, args![answered_before_ms, asked_before_ms]).await?;
    rows.iter().map(|row| row.get("location_id").map(LocationId)).collect()
}
