//! The cells of one row, read into values. A cell has one mistake at most, and a formula is always called a formula.

use super::sheet::{Sheet, SheetRow, fault};
use domain::lang::Lang;
use domain::text::{Text, TextRefused};
use std::cell::RefCell;
use std::ops::RangeInclusive;
use sync::requests::{Mistake, MistakeReason};

/// What a file holds: the rows without a mistake, and the mistakes.
#[derive(Debug, PartialEq)]
pub struct Parsed<T> {
    pub rows: Vec<T>,
    pub mistakes: Vec<Mistake>,
}

/// Reads every row. A row with a mistake is left out.
pub fn each<T>(sheet: &Sheet, mut read: impl FnMut(&Cells<'_>) -> Option<T>) -> Parsed<T> {
    let mut parsed = Parsed { rows: Vec::with_capacity(sheet.rows.len()), mistakes: sheet.mistakes.clone() };
    for row in &sheet.rows {
        let cells = Cells::new(sheet, row);
        let value = read(&cells);
        let mut mistakes = cells.mistakes.into_inner();
        match value {
            Some(value) if mistakes.is_empty() => parsed.rows.push(value),
            _ => parsed.mistakes.append(&mut mistakes),
        }
    }
    parsed.mistakes.sort_by_key(|mistake| mistake.row);
    parsed
}

/// One row while it is read. Reading a cell that cannot be taken gives None and notes why.
pub struct Cells<'a> {
    sheet: &'a Sheet,
    line: &'a SheetRow,
    mistakes: RefCell<Vec<Mistake>>,
}

/// A spreadsheet would run the cell (OWASP, CSV injection). Blanks in front do not make it harmless.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['\t', '\n']) || cell.trim_start().starts_with(['=', '+', '-', '@'])
}

fn unsafe_cell(cell: &str) -> Option<MistakeReason> {
    if is_formula(cell) && !cell.trim().is_empty() {
        return Some(MistakeReason::Formula);
    }
    let control = |c: char| c.is_control() && c != '\n';
    cell.trim().chars().any(control).then_some(MistakeReason::ControlCharacter)
}

impl<'a> Cells<'a> {
    fn new(sheet: &'a Sheet, line: &'a SheetRow) -> Cells<'a> {
        let named = sheet.columns.iter().zip(&line.cells);
        let unsafe_cells = named.filter_map(|(name, cell)| Some(fault(line.row, name, unsafe_cell(cell)?)));
        Cells { sheet, line, mistakes: RefCell::new(unsafe_cells.collect()) }
    }

    /// The row's number.
    pub fn row(&self) -> u32 {
        self.line.row
    }

    /// Nothing was wrong so far.
    pub fn is_good(&self) -> bool {
        self.mistakes.borrow().is_empty()
    }

    /// Notes a mistake, unless the cell has one.
    pub fn fault(&self, column: &'static str, reason: MistakeReason) {
        let name = self.sheet.place(column).and_then(|place| self.sheet.columns.get(place));
        let name = name.map_or(column, String::as_str);
        let mut mistakes = self.mistakes.borrow_mut();
        if !mistakes.iter().any(|mistake| mistake.column == name) {
            mistakes.push(fault(self.line.row, name, reason));
        }
    }

    fn refuse<T>(&self, column: &'static str, reason: MistakeReason) -> Option<T> {
        self.fault(column, reason);
        None
    }

    /// The cell without blanks around it; empty too when the file has no such column.
    pub fn raw(&self, column: &'static str) -> &'a str {
        let place = self.sheet.place(column);
        place.and_then(|place| self.line.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// A cell that must hold something.
    pub fn filled(&self, column: &'static str) -> Option<&'a str> {
        let cell = self.raw(column);
        if cell.is_empty() { self.refuse(column, MistakeReason::Empty) } else { Some(cell) }
    }

    /// A text of at most `MAX` characters.
    pub fn text<const MAX: usize>(&self, column: &'static str) -> Option<String> {
        self.text_of::<MAX>(column, self.filled(column)?)
    }

    /// A text that may be left empty: then inner None.
    pub fn optional<const MAX: usize>(&self, column: &'static str) -> Option<Option<String>> {
        match self.raw(column) {
            "" => Some(None),
            cell => self.text_of::<MAX>(column, cell).map(Some),
        }
    }

    /// Such a text out of a cell that holds several.
    pub fn text_of<const MAX: usize>(&self, column: &'static str, cell: &str) -> Option<String> {
        match Text::<MAX>::parse(cell) {
            Ok(text) => Some(text.into()),
            Err(TextRefused::Empty) => self.refuse(column, MistakeReason::Empty),
            Err(TextRefused::TooLong) => self.refuse(column, MistakeReason::TooLong),
            Err(TextRefused::Unprintable) => self.refuse(column, MistakeReason::ControlCharacter),
        }
    }

    /// One of some words, whatever its capitals.
    pub fn word<T>(
        &self,
        column: &'static str,
        reason: MistakeReason,
        known: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = self.filled(column)?.to_lowercase();
        known(&word).or_else(|| self.refuse(column, reason))
    }

    /// `ja` or `nee`.
    pub fn yes(&self, column: &'static str) -> Option<bool> {
        self.word(column, MistakeReason::NotYesOrNo, |word| match word {
            "ja" => Some(true),
            "nee" => Some(false),
            _ => None,
        })
    }

    /// A whole number within bounds.
    pub fn number(&self, column: &'static str, bounds: RangeInclusive<u32>) -> Option<u32> {
        let cell = self.filled(column)?;
        if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.refuse(column, MistakeReason::NotANumber);
        }
        let number = cell.parse().ok().filter(|number| bounds.contains(number));
        number.or_else(|| self.refuse(column, MistakeReason::OutOfRange))
    }

    /// Minutes since midnight of two clock times, `HH:MM`; an empty one is open.
    pub fn window(&self, from: &'static str, until: &'static str) -> Option<(Option<u16>, Option<u16>)> {
        let (starts, ends) = (self.time(from), self.time(until));
        let (starts, ends) = (starts?, ends?);
        if matches!((starts, ends), (Some(starts), Some(ends)) if ends <= starts) {
            return self.refuse(until, MistakeReason::EndsBeforeItBegins);
        }
        Some((starts, ends))
    }

    fn time(&self, column: &'static str) -> Option<Option<u16>> {
        match self.raw(column) {
            "" => Some(None),
            cell => match minutes(cell) {
                Some(minutes) => Some(Some(minutes)),
                None => self.refuse(column, MistakeReason::NotATime),
            },
        }
    }

    /// What stands between the `|` of a cell that must hold something.
    pub fn list(&self, column: &'static str) -> Option<Vec<&'a str>> {
        let parts: Vec<&str> = self.filled(column)?.split('|').map(str::trim).collect();
        if parts.iter().any(|part| part.is_empty()) {
            return self.refuse(column, MistakeReason::Unreadable);
        }
        Some(parts)
    }

    /// Languages, each once.
    pub fn langs(&self, column: &'static str) -> Option<Vec<Lang>> {
        let mut langs = Vec::new();
        for tag in self.list(column)? {
            let Ok(lang) = tag.parse() else { return self.refuse(column, MistakeReason::UnknownLanguage) };
            if langs.contains(&lang) {
                return self.refuse(column, MistakeReason::Duplicate);
            }
            langs.push(lang);
        }
        Some(langs)
    }
}

/// "9:00" and "09:00".
fn minutes(cell: &str) -> Option<u16> {
    let (hours, minutes) = cell.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_read_and_others_are_not() {
        assert_eq!((minutes("09:05"), minutes("9:05"), minutes("23:59")), (Some(545), Some(545), Some(1439)));
        for wrong in ["24:00", "9", "09:60", "half vijf", "+9:00", "09:5"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_formula_is_one_also_behind_blanks_and_a_phone_number_is_none() {
        for cell in ["=1", " =1", "\t=1", "\tword", "+1+1", "-2", "@SUM(A1)"] {
            assert_eq!(unsafe_cell(cell), Some(MistakeReason::Formula), "{cell:?}");
        }
        assert_eq!(unsafe_cell("telefoon +31 6 00000002"), None);
        assert_eq!(unsafe_cell("lees\u{7}voor"), Some(MistakeReason::ControlCharacter));
    }
}
