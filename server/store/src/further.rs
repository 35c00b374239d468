//! Further questions: what a fair asks everybody who has a place, and what each answered, per sign-up.

use crate::row::{Record, Row, args, json};
use crate::{StoreError, Tx};
use domain::fair::further::{Answers, Topics};
use domain::ids::{FairId, LocationId, SignUpId};

/// From now on the fair asks these. False when it did already.
pub async fn ask(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
    topics: &Topics,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO further_questions (fair_id, location_id, topics) VALUES ($1, $2, $3) \
                       ON CONFLICT (fair_id) DO UPDATE SET topics = excluded.topics \
                       WHERE further_questions.topics <> excluded.topics";
    tx.did(SQL, args![fair, location, json(topics)?]).await
}

/// What the fair asks.
pub async fn topics(tx: &mut Tx, fair: FairId) -> Result<Topics, StoreError> {
    let row = tx.row("SELECT topics FROM further_questions WHERE fair_id = $1", args![fair]).await?;
    row.map_or(Ok(Topics::new()), |row| row.json("topics"))
}

/// The answers as they stand from now on; nothing is kept of who answers nothing. False when they stood so already.
pub async fn answer(
    tx: &mut Tx,
    location: LocationId,
    sign_up: SignUpId,
    answers: &Answers,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO further_answers (sign_up_id, location_id, answers) VALUES ($1, $2, $3) \
                       ON CONFLICT (sign_up_id) DO UPDATE SET answers = excluded.answers \
                       WHERE further_answers.answers <> excluded.answers";
    if answers.is_empty() {
        return tx.did("DELETE FROM further_answers WHERE sign_up_id = $1", args![sign_up]).await;
    }
    tx.did(SQL, args![sign_up, location, json(answers)?]).await
}

pub async fn answers(tx: &mut Tx, sign_up: SignUpId) -> Result<Answers, StoreError> {
    let row = tx.row("SELECT answers FROM further_answers WHERE sign_up_id = $1", args![sign_up]).await?;
    row.map_or(Ok(Answers::new()), |row| row.json("answers"))
}

/// Somebody who has a place, and what they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub sign_up: SignUpId,
    pub number: u32,
    pub name: String,
    pub answers: Answers,
}

impl Record for Person {
    fn read(row: &Row) -> Result<Person, StoreError> {
        Ok(Person {
            sign_up: SignUpId(row.get("id")?),
            number: row.number("number")?,
            name: row.get("name")?,
            answers: row.json("answers")?,
        })
    }
}

/// Who has a place at the fair, by number.
pub async fn people(tx: &mut Tx, fair: FairId) -> Result<Vec<Person>, StoreError> {
    const SQL: &str = "SELECT s.id, r.number, r.name, COALESCE(a.answers, '{}') AS answers FROM sign_ups s \
                       JOIN residents r ON r.id = s.resident_id \
                       LEFT JOIN further_answers a ON a.sign_up_id = s.id \
                       WHERE s.fair_id = $1 AND s.state = 'placed' ORDER BY r.number, s.id";
    tx.all(SQL, args![fair]).await
}
