//! tolken.csv: who interprets between which languages, and when.

use super::cells::{Cells, Parsed, each};
use super::sheet::{Column, Sheet, must};
use domain::fair::folded;
use domain::lang::Lang;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use sync::requests::MistakeReason;

pub const COLUMNS: &[Column] = &[must("naam"), must("talen"), must("van"), must("tot")];

/// One interpreter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterpreterRow {
    pub row: u32,
    pub name: String,
    pub langs: Vec<Lang>,
    /// Minutes since midnight.
    pub from_min: u16,
    pub until_min: u16,
}

pub fn parse(sheet: &Sheet) -> Parsed<InterpreterRow> {
    let mut names = HashSet::new();
    each(sheet, |cells| one(cells, &mut names))
}

fn one(cells: &Cells<'_>, names: &mut HashSet<String>) -> Option<InterpreterRow> {
    let name = cells.text::<80>("naam");
    let langs = cells.langs("talen");
    let filled = cells.filled("van").is_some() & cells.filled("tot").is_some();
    let window = cells.window("van", "tot");
    let (Some((Some(from_min), Some(until_min))), true) = (window, filled) else { return None };
    let row = InterpreterRow { row: cells.row(), name: name?, langs: langs?, from_min, until_min };
    if row.langs.len() < 2 {
        // Whoever knows one language interprets nothing.
        cells.fault("talen", MistakeReason::OneLanguage);
    }
    if cells.is_good() && !names.insert(folded(&row.name)) {
        cells.fault("naam", MistakeReason::Duplicate);
    }
    Some(row)
}
