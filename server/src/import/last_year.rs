//! vorig-jaar.csv: last year's talks as history of who met whom. Untidy and yet right: blanks, capitals, empty rows.

use super::cells::{Cells, Parsed, each};
use super::residents::code;
use super::sheet::{Column, Sheet, may, must};
use chrono::NaiveDate;
use domain::fair::folded;
use domain::scoring::Verdict;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use sync::requests::MistakeReason;

pub const COLUMNS: &[Column] = &[
    must("datum"),
    must("code"),
    may("roepnaam"),
    must("werkgever"),
    must("ronde"),
    must("aanwezig"),
    must("uitkomst"),
    may("vervolg"),
];

/// One talk, held or missed. The name is not kept: the code decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastTalkRow {
    pub row: u32,
    pub date: NaiveDate,
    pub code: String,
    /// Name of the company, folded.
    pub employer: String,
    pub round: u32,
    pub came: bool,
    pub verdict: Option<Verdict>,
    pub agreed: Option<String>,
}

type Key = (NaiveDate, String, String, u32);

pub fn parse(sheet: &Sheet) -> Parsed<PastTalkRow> {
    let mut seen = HashSet::new();
    each(sheet, |cells| one(cells, &mut seen))
}

fn one(cells: &Cells<'_>, seen: &mut HashSet<Key>) -> Option<PastTalkRow> {
    let date = cells.word("datum", MistakeReason::NotADate, date);
    let code = code(cells);
    let employer = cells.text::<80>("werkgever");
    let round = cells.number("ronde", 1..=24);
    let came = cells.yes("aanwezig");
    let verdict = verdict(cells);
    let agreed = cells.optional::<300>("vervolg");
    let row = PastTalkRow {
        row: cells.row(),
        date: date?,
        code: code?,
        employer: folded(&employer?),
        round: round?,
        came: came?,
        verdict: verdict?,
        agreed: agreed?,
    };
    let key = (row.date, row.code.clone(), row.employer.clone(), row.round);
    if cells.is_good() && !seen.insert(key) {
        cells.fault("code", MistakeReason::Duplicate);
    }
    Some(row)
}

/// `dd-mm-jjjj`, with or without leading zeros.
fn date(cell: &str) -> Option<NaiveDate> {
    let mut parts = cell.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = parts.next().is_none() && year.len() == 4;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.filter(|_| is_date)
}

/// Empty where nobody came, and where nothing was written down.
fn verdict(cells: &Cells<'_>) -> Option<Option<Verdict>> {
    if cells.raw("uitkomst").is_empty() {
        return Some(None);
    }
    let known = |word: &str| match word {
        "ja" => Some(Verdict::Yes),
        "misschien" => Some(Verdict::Maybe),
        "nee" => Some(Verdict::No),
        _ => None,
    };
    cells.word("uitkomst", MistakeReason::UnknownWord, known).map(Some)
}
