//! Sheets: what one scorer of a party wrote about one resident. Keyed by (session, party, resident, scorer), never
//! by a plan or a round, so that a re-plan cannot orphan a score.

mod hands;
mod reading;

pub use hands::{Hand, add_verdict, hands_of_session};
pub use reading::{Ending, ended_count, endings, find, of_location, of_session};

use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::command::Talk;
use domain::ids::{CommandId, DeviceId, LocationId, PartyId, ResidentId, SessionId, SheetId, VacancyId};
use domain::scoring::{Criterion, NextStep, Score, Verdict};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub id: SheetId,
    pub location: LocationId,
    pub session: SessionId,
    pub party: PartyId,
    pub resident: ResidentId,
    /// The interviewer's name, whichever tablet they hold.
    pub scorer: String,
    pub strength: Option<String>,
    pub verdict: Option<Verdict>,
    pub next_step: Option<NextStep>,
    /// For which vacancy.
    pub vacancy: Option<VacancyId>,
    pub ended_ms: Option<i64>,
    /// In the order of [`Criterion::ALL`].
    pub scores: Vec<(Criterion, Score)>,
    /// Latest first; nothing is overwritten.
    pub notes: Vec<SheetNote>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetNote {
    pub text: String,
    pub at_ms: i64,
    pub by: String,
}

/// The sheet of this talk and scorer; made under `new_id` where there is none.
pub async fn open(
    tx: &mut Tx,
    location: LocationId,
    talk: Talk,
    scorer: &str,
    new_id: SheetId,
) -> Result<SheetId, StoreError> {
    const MAKE: &str = "INSERT INTO sheets (id, location_id, session_id, party_id, resident_id, scorer) \
                        VALUES ($1, $2, $3, $4, $5, $6) \
                        ON CONFLICT (session_id, party_id, resident_id, scorer) DO NOTHING";
    const FIND: &str = "SELECT id FROM sheets WHERE session_id = $1 AND party_id = $2 AND resident_id = $3 \
                        AND scorer = $4";
    let Talk { session, party, resident } = talk;
    tx.run(MAKE, args![new_id, location, session, party, resident, scorer]).await?;
    let row = tx.row(FIND, args![session, party, resident, scorer]).await?;
    Ok(SheetId(row.ok_or(StoreError::Gone)?.get("id")?))
}

/// The score that arrives last stands; every one that stood before is in [`score_history`], with the device that it came
/// from.
pub async fn set_score(
    tx: &mut Tx,
    id: SheetId,
    criterion: Criterion,
    score: Score,
    device: DeviceId,
    at_ms: i64,
) -> Result<(), StoreError> {
    // The first statement holds the row, so that two scores at a time get two turns.
    const STANDS: &str = "INSERT INTO scores (sheet_id, criterion, location_id, score, at_ms, turn) \
                          SELECT id, $2, location_id, $3, $4, 1 FROM sheets WHERE id = $1 \
                          ON CONFLICT (sheet_id, criterion) DO UPDATE SET score = excluded.score, \
                          at_ms = excluded.at_ms, turn = scores.turn + 1";
    const HISTORY: &str = "INSERT INTO score_history \
                           (sheet_id, criterion, turn, location_id, score, at_ms, device_id) \
                           SELECT sheet_id, criterion, turn, location_id, score, at_ms, $3 FROM scores \
                           WHERE sheet_id = $1 AND criterion = $2";
    let criterion = criterion.as_str();
    let steps = u32::from(u8::from(score));
    if !tx.did(STANDS, args![id, criterion, steps, at_ms]).await? {
        return Err(StoreError::Gone);
    }
    tx.run(HISTORY, args![id, criterion, device]).await.map(drop)
}

/// Every score of a sheet in the order in which they were given, the standing ones included.
pub async fn score_history(tx: &mut Tx, id: SheetId) -> Result<Vec<(Criterion, Score, i64)>, StoreError> {
    const SQL: &str = "SELECT criterion, score, at_ms FROM score_history WHERE sheet_id = $1 ORDER BY at_ms, criterion, turn";
    let rows = tx.rows(SQL, args![id]).await?;
    rows.iter().map(|row| Ok((criterion(row)?, score(row)?, row.get("at_ms")?))).collect()
}

pub async fn set_strength(tx: &mut Tx, id: SheetId, text: &str) -> Result<(), StoreError> {
    tx.run("UPDATE sheets SET strength = $2 WHERE id = $1", args![id, text]).await.map(drop)
}

/// Adds a version. The command that asks twice adds once.
pub async fn add_note(
    tx: &mut Tx,
    id: SheetId,
    command: CommandId,
    text: &str,
    by: &str,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sheet_notes (command_id, sheet_id, location_id, body, at_ms, written_by) \
                       SELECT $2, id, location_id, $3, $4, $5 FROM sheets WHERE id = $1 \
                       ON CONFLICT (command_id) DO NOTHING";
    tx.run(SQL, args![id, command, text, at_ms, by]).await.map(drop)
}

/// Ends the sheet, or changes the verdict of an ended one.
pub async fn set_verdict(
    tx: &mut Tx,
    id: SheetId,
    verdict: Verdict,
    next_step: NextStep,
    vacancy: Option<VacancyId>,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE sheets SET verdict = $2, next_step = $3, vacancy_id = $4, ended_ms = $5 WHERE id = $1";
    tx.run(SQL, args![id, verdict.as_str(), next_step.as_str(), vacancy, at_ms]).await.map(drop)
}

fn criterion(row: &Row) -> Result<Criterion, StoreError> {
    row.word("criterion", Criterion::parse)
}

fn score(row: &Row) -> Result<Score, StoreError> {
    let steps: u8 = row.number("score")?;
    Score::try_from(steps).map_err(|_| StoreError::Corrupt("score"))
}
