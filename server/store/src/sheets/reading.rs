//! Whole sheets, put together from three tables in three questions however many sheets there are.

use super::{Sheet, SheetNote, criterion, score};
use crate::row::{Arg, Record, Row, args};
use crate::{StoreError, Tx};
use domain::command::Talk;
use domain::ids::{EmployerId, LocationId, PartyId, ResidentId, SessionId, SheetId, VacancyId};
use domain::scoring::{NextStep, Verdict};
use std::collections::HashMap;

macro_rules! columns {
    () => {
        "id, location_id, session_id, party_id, resident_id, scorer, strength, verdict, next_step, vacancy_id, \
         ended_ms"
    };
}

/// The three questions about the sheets that a condition picks.
macro_rules! whole {
    ($condition:literal) => {
        [
            concat!("SELECT ", columns!(), " FROM sheets WHERE ", $condition),
            concat!(
                "SELECT sheet_id, criterion, score FROM scores WHERE sheet_id IN (SELECT id FROM sheets WHERE ",
                $condition,
                ")"
            ),
            concat!(
                "SELECT sheet_id, body, at_ms, written_by FROM sheet_notes WHERE sheet_id IN \
                 (SELECT id FROM sheets WHERE ",
                $condition,
                ") ORDER BY at_ms DESC, command_id DESC"
            ),
        ]
    };
}

/// Without its scores and notes.
impl Record for Sheet {
    fn read(row: &Row) -> Result<Sheet, StoreError> {
        Ok(Sheet {
            id: SheetId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            party: PartyId(row.get("party_id")?),
            resident: ResidentId(row.get("resident_id")?),
            scorer: row.get("scorer")?,
            strength: row.get("strength")?,
            verdict: row.word_opt("verdict", Verdict::parse)?,
            next_step: row.word_opt("next_step", NextStep::parse)?,
            vacancy: row.get::<Option<_>>("vacancy_id")?.map(VacancyId),
            ended_ms: row.get("ended_ms")?,
            scores: Vec::new(),
            notes: Vec::new(),
        })
    }
}

pub async fn find(tx: &mut Tx, talk: Talk, scorer: &str) -> Result<Option<Sheet>, StoreError> {
    const SQL: [&str; 3] = whole!("session_id = $1 AND party_id = $2 AND resident_id = $3 AND scorer = $4");
    let Talk { session, party, resident } = talk;
    let sheets = read(tx, SQL, args![session, party, resident, scorer]).await?;
    Ok(sheets.into_iter().next())
}

/// In the order in which they were opened.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<Sheet>, StoreError> {
    let mut sheets = read(tx, whole!("session_id = $1"), args![session]).await?;
    sheets.sort_by_key(|sheet| sheet.id);
    Ok(sheets)
}

/// Ended ones first, latest first; at most 2,000.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Sheet>, StoreError> {
    const SQL: [&str; 3] = whole!("location_id = $1 ORDER BY COALESCE(ended_ms, 0) DESC, id DESC LIMIT 2000");
    read(tx, SQL, args![location]).await
}

/// How one sheet ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    pub verdict: Verdict,
    pub next_step: NextStep,
    /// None also on a sheet from before sheets named one.
    pub vacancy: Option<VacancyId>,
}

impl Record for Ending {
    fn read(row: &Row) -> Result<Ending, StoreError> {
        Ok(Ending {
            verdict: row.word("verdict", Verdict::parse)?,
            next_step: row.word("next_step", NextStep::parse)?,
            vacancy: row.get::<Option<_>>("vacancy_id")?.map(VacancyId),
        })
    }
}

/// How every ended sheet of this employer about this person in a session ended, in the order of opening.
pub async fn endings(
    tx: &mut Tx,
    session: SessionId,
    employer: EmployerId,
    resident: ResidentId,
) -> Result<Vec<Ending>, StoreError> {
    const SQL: &str = "SELECT verdict, next_step, vacancy_id FROM sheets WHERE session_id = $1 \
                       AND resident_id = $3 AND ended_ms IS NOT NULL AND party_id IN \
                       (SELECT id FROM parties WHERE session_id = $1 AND employer_id = $2) ORDER BY id";
    tx.all(SQL, args![session, employer, resident]).await
}

/// Sheets with a verdict.
pub async fn ended_count(tx: &mut Tx, session: SessionId) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT COUNT(*) AS n FROM sheets WHERE session_id = $1 AND ended_ms IS NOT NULL";
    tx.row(SQL, args![session]).await?.map_or(Ok(0), |row| row.number("n"))
}

async fn read(
    tx: &mut Tx,
    [sheets, scores, notes]: [&'static str; 3],
    args: &[Arg<'_>],
) -> Result<Vec<Sheet>, StoreError> {
    let mut sheets: Vec<Sheet> = tx.all(sheets, args).await?;
    let places: HashMap<SheetId, usize> =
        sheets.iter().enumerate().map(|(place, sheet)| (sheet.id, place)).collect();
    let place = |row: &Row| Ok::<_, StoreError>(places.get(&SheetId(row.get("sheet_id")?)).copied());
    for row in tx.rows(scores, args).await? {
        if let Some(place) = place(&row)? {
            sheets[place].scores.push((criterion(&row)?, score(&row)?));
        }
    }
    for row in tx.rows(notes, args).await? {
        if let Some(place) = place(&row)? {
            let note =
                SheetNote { text: row.get("body")?, at_ms: row.get("at_ms")?, by: row.get("written_by")? };
            sheets[place].notes.push(note);
        }
    }
    for sheet in &mut sheets {
        sheet.scores.sort_by_key(|(criterion, _)| *criterion);
    }
    Ok(sheets)
}
