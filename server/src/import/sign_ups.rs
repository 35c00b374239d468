//! aanmeldingen.csv: who signed up for which day, for which vacancy, how gladly.

use super::cells::{Cells, Parsed, each};
use super::residents::code;
use super::sheet::{Column, Sheet, must};
use domain::fair::Interest;
use domain::fair::folded;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use sync::requests::MistakeReason;

pub const COLUMNS: &[Column] = &[must("sessie"), must("code"), must("vacature"), must("sterren")];

/// One person's choice on one vacancy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignUpRow {
    pub row: u32,
    /// The word for the day, folded.
    pub day: String,
    pub code: String,
    /// Title of the vacancy, folded.
    pub vacancy: String,
    pub interest: Interest,
}

pub fn parse(sheet: &Sheet) -> Parsed<SignUpRow> {
    let mut seen = HashSet::new();
    each(sheet, |cells| one(cells, &mut seen))
}

fn one(cells: &Cells<'_>, seen: &mut HashSet<(String, String, String)>) -> Option<SignUpRow> {
    let day = cells.text::<80>("sessie");
    let code = code(cells);
    let vacancy = cells.text::<80>("vacature");
    let interest = cells.word("sterren", MistakeReason::UnknownWord, |word| match word {
        "1" => Some(Interest::One),
        "2" => Some(Interest::Two),
        "3" => Some(Interest::Three),
        "liever niet" => Some(Interest::RatherNot),
        _ => None,
    });
    let (day, code, vacancy) = (folded(&day?), code?, folded(&vacancy?));
    let row = SignUpRow { row: cells.row(), day, code, vacancy, interest: interest? };
    let key = (row.day.clone(), row.code.clone(), row.vacancy.clone());
    if cells.is_good() && !seen.insert(key) {
        cells.fault("vacature", MistakeReason::Duplicate);
    }
    Some(row)
}
