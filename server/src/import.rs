//! Files as an organiser has them, read into people, employers, sign-ups and interpreters. Two steps: a preview that
//! says what a file would do and writes nothing but itself, and the confirmation that does it, all or nothing.
//!
//! Reading is pure (`read`, `sheet`, `cells` and one file per kind); what a row would change is found by `weigh`,
//! which both steps use, so that a confirmation does what the preview showed. Nothing is ever deleted by an import.

pub(crate) mod cells;
mod employers;
mod interpreters;
mod keep;
mod last_year;
mod read;
mod residents;
pub(crate) mod sheet;
mod sign_ups;
#[cfg(test)]
mod tests;
mod weigh;
mod xlsx;

use crate::commands::Done;
use crate::{chance, planning};
use cells::Parsed;
use domain::ids::{FairId, ImportId, LocationId, SessionId};
use serde::{Deserialize, Serialize};
use sheet::{Column, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use store::imports::ImportRow;
use store::{StoreError, Tx, fairs, imports, plans};
use sync::requests::{ImportKind, ImportPreview, Mistake, RequestError};
use sync::{Rejection, Scope};
use tokio::sync::Semaphore;
use weigh::{Here, Weighed};

/// Mistakes that a preview lists; the rest is counted.
const MISTAKES_SHOWN: usize = 200;
/// Rows that a preview shows as they were read.
const SAMPLE: usize = 5;
/// How long a preview waits to be confirmed. It holds personal data.
pub const WAITS_MS: i64 = 24 * 3600 * 1000;
/// Files that are read at once: each may take 32 MB unpacked.
static READ_AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The rows of a file without mistakes, as they wait for confirmation.
#[derive(Serialize, Deserialize)]
struct Waiting {
    fair: FairId,
    rows: Rows,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "rows", rename_all = "snake_case")]
enum Rows {
    Employers(Vec<employers::VacancyRow>),
    Residents(Vec<residents::ResidentRow>),
    SignUps(Vec<sign_ups::SignUpRow>),
    Interpreters(Vec<interpreters::InterpreterRow>),
    LastYear(Vec<last_year::PastTalkRow>),
}

fn columns(kind: ImportKind) -> &'static [Column] {
    match kind {
        ImportKind::Employers => employers::COLUMNS,
        ImportKind::Residents => residents::COLUMNS,
        ImportKind::SignUps => sign_ups::COLUMNS,
        ImportKind::Interpreters => interpreters::COLUMNS,
        ImportKind::LastYear => last_year::COLUMNS,
    }
}

/// Reads the rows of a sheet: those without a mistake, and the mistakes.
fn parse(kind: ImportKind, sheet: &Sheet) -> (Rows, Vec<Mistake>) {
    fn as_rows<T>(parsed: Parsed<T>, rows: impl Fn(Vec<T>) -> Rows) -> (Rows, Vec<Mistake>) {
        (rows(parsed.rows), parsed.mistakes)
    }
    match kind {
        ImportKind::Employers => as_rows(employers::parse(sheet), Rows::Employers),
        ImportKind::Residents => as_rows(residents::parse(sheet), Rows::Residents),
        ImportKind::SignUps => as_rows(sign_ups::parse(sheet), Rows::SignUps),
        ImportKind::Interpreters => as_rows(interpreters::parse(sheet), Rows::Interpreters),
        ImportKind::LastYear => as_rows(last_year::parse(sheet), Rows::LastYear),
    }
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Rows::Employers(rows) => rows.len(),
            Rows::Residents(rows) => rows.len(),
            Rows::SignUps(rows) => rows.len(),
            Rows::Interpreters(rows) => rows.len(),
            Rows::LastYear(rows) => rows.len(),
        }
    }
}

/// A file as it was read, before it is held against what is stored.
pub struct Paper {
    kind: ImportKind,
    sheet: Sheet,
    rows: Rows,
    mistakes: Vec<Mistake>,
}

/// Reads a file. Err: it is no table, or too large.
pub fn paper(kind: ImportKind, bytes: &[u8]) -> Result<Paper, RequestError> {
    let sheet = Sheet::read(bytes, columns(kind))?;
    let (rows, mistakes) = parse(kind, &sheet);
    Ok(Paper { kind, sheet, rows, mistakes })
}

/// Does this off the async threads: five megabytes keep a core busy for a while, and others wait for these threads.
/// None: it broke off.
pub async fn aside<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let _place = READ_AT_ONCE.acquire().await.ok()?;
    tokio::task::spawn_blocking(read).await.ok()
}

/// Says what a file would do. Inner None: the fair is not at this location.
/// A file with any mistake is kept as a number of mistakes only, so that it can never be confirmed.
pub async fn preview(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
    paper: Paper,
    now_ms: i64,
) -> Result<Option<ImportPreview>, StoreError> {
    let Paper { kind, sheet, rows, mut mistakes } = paper;
    let Some(here) = here(tx, location, fair, now_ms).await? else { return Ok(None) };
    let weighed = weigh::weigh(tx, &here, &rows).await?;
    let faulty: BTreeSet<u32> = weighed.mistakes.iter().map(|mistake| mistake.row).collect();
    let rows_good = short(rows.len().saturating_sub(faulty.len()));
    mistakes.extend(weighed.mistakes.iter().map(|mistake| sheet.as_written(mistake)));
    mistakes.sort_by_key(|mistake| mistake.row);
    let mistakes_total = short(mistakes.len());
    let import = wait(tx, &here, kind, rows, mistakes_total).await?;
    mistakes.truncate(MISTAKES_SHOWN);
    let tally = weighed.tally();
    Ok(Some(ImportPreview {
        import,
        fair,
        kind,
        rows_good,
        mistakes,
        mistakes_total,
        sample: sample(&sheet),
        columns: sheet.columns,
        new: tally.new,
        changed: tally.changed,
        same: tally.same,
    }))
}

async fn here(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
    now_ms: i64,
) -> Result<Option<Here>, StoreError> {
    let fair = fairs::lock(tx, fair).await?.filter(|fair| fair.location == location);
    Ok(fair.map(|fair| Here { location, fair, now_ms }))
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn sample(sheet: &Sheet) -> Vec<Vec<String>> {
    let trimmed = |cells: &[String]| cells.iter().map(|cell| cell.trim().to_owned()).collect();
    sheet.rows.iter().take(SAMPLE).map(|row| trimmed(&row.cells)).collect()
}

/// Keeps what was read until it is confirmed.
async fn wait(
    tx: &mut Tx,
    here: &Here,
    kind: ImportKind,
    rows: Rows,
    mistakes: u32,
) -> Result<ImportId, StoreError> {
    let id = match &rows {
        Rows::LastYear(talks) if mistakes == 0 => weigh::past_id(here.location, talks)?,
        _ => ImportId(chance::id()),
    };
    if imports::get(tx, id).await?.is_some() {
        return Ok(id);
    }
    let rows = match mistakes {
        0 => serde_json::to_string(&Waiting { fair: here.fair.id, rows }),
        _ => Ok("null".to_owned()),
    };
    let row = ImportRow {
        id,
        location: here.location,
        kind: kind.as_str().into(),
        rows: rows.map_err(|_| StoreError::Corrupt("import rows"))?,
        mistakes,
        made_ms: here.now_ms,
        confirmed_ms: None,
    };
    imports::insert(tx, &row).await?;
    Ok(id)
}

/// Does what a preview showed. What it refers to is looked up again: a file may wait while others work.
/// Confirming twice, or confirming the same file again, changes nothing.
///
/// What was read is forgotten with the confirmation. Of last year's talks, of which nothing is made so far, stays that
/// they were checked: nothing is kept that nobody uses.
pub async fn confirm(
    tx: &mut Tx,
    location: LocationId,
    import: ImportId,
    now_ms: i64,
) -> Result<Done, StoreError> {
    let waiting = imports::get(tx, import).await?;
    let waiting = waiting
        .filter(|row| row.location == location && row.mistakes == 0 && row.kind != crate::wording::KIND);
    let Some(row) = waiting else { return Ok(Done::rejected(Rejection::ImportNotReady)) };
    if row.confirmed_ms.is_some() {
        return Ok(Done::noop());
    }
    let Waiting { fair, rows } =
        serde_json::from_str(&row.rows).map_err(|_| StoreError::Corrupt("import rows"))?;
    let Some(here) = here(tx, location, fair, now_ms).await? else {
        return Ok(Done::rejected(Rejection::ImportNotReady));
    };
    // Under the fair's lock, so that two confirmations at once become one after the other.
    if imports::get(tx, import).await?.is_none_or(|row| row.confirmed_ms.is_some()) {
        return Ok(Done::noop());
    }
    let weighed = weigh::weigh(tx, &here, &rows).await?;
    if !weighed.mistakes.is_empty() {
        return Ok(Done::rejected(Rejection::ImportNotReady));
    }
    imports::confirm(tx, import, now_ms).await?;
    let touched = touched(tx, &here, &rows, &weighed).await?;
    let before = marks(tx, &touched, now_ms).await?;
    for write in &weighed.writes {
        keep::write(tx, write).await?;
    }
    let after = marks(tx, &touched, now_ms).await?;
    let mut replan = vec![];
    for (session, mark) in after {
        if before.get(&session) == Some(&mark) {
            continue;
        }
        // What was proposed knows less than the file.
        plans::discard_proposals(tx, session).await?;
        if plans::published(tx, session).await?.is_some() {
            replan.push(session);
        }
    }
    Ok(Done { replan, ..Done::applied(scopes(tx, &here, &weighed).await?) })
}

/// The fairs whose day may be another after this. People belong to the location and may come to any of its fairs.
async fn touched(
    tx: &mut Tx,
    here: &Here,
    rows: &Rows,
    weighed: &Weighed,
) -> Result<BTreeSet<FairId>, StoreError> {
    if weighed.writes.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(match rows {
        Rows::Residents(_) => {
            fairs::of_location(tx, here.location).await?.iter().map(|fair| fair.id).collect()
        }
        _ => weighed.fairs.iter().copied().chain([here.fair.id]).collect(),
    })
}

/// What each session that has a plan, or the proposal of one, is planned from; where all rounds began nothing is.
async fn marks(
    tx: &mut Tx,
    fairs: &BTreeSet<FairId>,
    now_ms: i64,
) -> Result<BTreeMap<SessionId, String>, StoreError> {
    let mut marks = BTreeMap::new();
    for fair in fairs {
        for session in fairs::sessions_of(tx, *fair).await? {
            let planned = plans::published(tx, session.id).await?.is_some()
                || plans::proposal(tx, session.id).await?.is_some();
            if !planned || planning::first_open(tx, &session, now_ms).await? > session.timetable.rounds {
                continue;
            }
            if let Some(input) = planning::load(tx, session.id, now_ms).await? {
                let mark = planning::task(&input).map(|task| task.mark()).unwrap_or_default();
                marks.insert(session.id, mark);
            }
        }
    }
    Ok(marks)
}

async fn scopes(tx: &mut Tx, here: &Here, weighed: &Weighed) -> Result<Vec<Scope>, StoreError> {
    let mut scopes = vec![Scope::Location(here.location), Scope::FollowUp(here.location)];
    let fairs: BTreeSet<FairId> = weighed.fairs.iter().copied().chain([here.fair.id]).collect();
    for fair in fairs {
        scopes.push(Scope::Fair(fair));
        scopes.extend(fairs::sessions_of(tx, fair).await?.iter().map(|session| Scope::Session(session.id)));
    }
    Ok(scopes)
}
