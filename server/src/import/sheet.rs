//! A file whose columns are known: which are there, which are missing, which may never be stored.

use super::read;
use std::collections::HashMap;
use sync::requests::{Mistake, MistakeReason, RequestError};

/// A column that a kind of file has.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub required: bool,
}

/// A column that every file of the kind must have.
pub const fn must(name: &'static str) -> Column {
    Column { name, required: true }
}

/// A column that may be left out.
pub const fn may(name: &'static str) -> Column {
    Column { name, required: false }
}

/// Words within the names of columns that ask for what is never stored (domain.md §5).
const FORBIDDEN: &[&str] = &[
    "bsn",
    "burgerservice",
    "sofi",
    "vnummer",
    "vnr",
    "vreemdelingennummer",
    "nationali",
    "etnici",
    "ethnic",
    "afkomst",
    "herkomst",
    "geboorteland",
    "geloof",
    "religi",
    "godsdienst",
    "asiel",
    "vlucht",
    "gezondheid",
    "ziekte",
    "medisch",
    "diagnose",
    "beperking",
    "handicap",
    "zwanger",
    "gezin",
    "kinderen",
    "burgerlijkestaat",
    "seksue",
    "geaardheid",
    "politiek",
    "strafblad",
    "foto",
    "video",
    "paspoort",
    "idbewijs",
    "idkaart",
    "idkopie",
];

/// The rows of a file by column.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The columns that are known, in the order of the file and as the file writes them. Empty when the header
    /// has a mistake: a column that may not be stored is not shown either.
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
    pub mistakes: Vec<Mistake>,
    places: HashMap<&'static str, usize>,
}

/// A row with as many cells as the header.
#[derive(Debug)]
pub struct SheetRow {
    pub row: u32,
    pub cells: Vec<String>,
}

impl Sheet {
    /// Reads a file that should have these columns. Err: it is no table at all.
    pub fn read(bytes: &[u8], columns: &'static [Column]) -> Result<Sheet, RequestError> {
        let mut records = match read::records(bytes)? {
            Ok(records) => records.into_iter(),
            Err(reason) => return Ok(Sheet::refused(vec![fault(0, "", reason)])),
        };
        let Some(header) = records.next() else {
            return Ok(Sheet::refused(vec![fault(0, "", MistakeReason::EmptyFile)]));
        };
        let mut names: Vec<String> = header.cells.iter().map(|cell| shown(cell)).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let places = match lay_out(header.row, &names, columns) {
            Ok(places) => places,
            Err(mistakes) => return Ok(Sheet::refused(mistakes)),
        };
        let mut sheet = Sheet { columns: names, places, ..Sheet::default() };
        for record in records {
            sheet.take(record);
        }
        Ok(sheet)
    }

    fn refused(mistakes: Vec<Mistake>) -> Sheet {
        Sheet { mistakes, ..Sheet::default() }
    }

    fn take(&mut self, record: read::Record) {
        let width = self.columns.len();
        let surplus = record.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
        let reason = match record.cells.len() {
            _ if record.quote_open => MistakeReason::QuoteNeverEnds,
            _ if surplus => MistakeReason::TooManyCells,
            count if count < width => MistakeReason::TooFewCells,
            _ => {
                let cells = record.cells.into_iter().take(width).collect();
                return self.rows.push(SheetRow { row: record.row, cells });
            }
        };
        self.mistakes.push(fault(record.row, "", reason));
    }

    /// The mistake with the column's name as the file writes it.
    pub fn as_written(&self, mistake: &Mistake) -> Mistake {
        let name = self.place(&mistake.column).and_then(|place| self.columns.get(place));
        Mistake { column: name.unwrap_or(&mistake.column).clone(), ..mistake.clone() }
    }

    /// Where a column stands; None when the file leaves it out.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }
}

/// A mistake in the making.
pub fn fault(row: u32, column: &str, reason: MistakeReason) -> Mistake {
    Mistake { row, column: column.to_owned(), reason }
}

/// The name of a column as a message shows it. What stands in a first row can be anything, also a whole letter.
fn shown(cell: &str) -> String {
    cell.trim().chars().filter(|c| !c.is_control()).take(60).collect()
}

/// "Loon per uur" and "loon_per_uur" are one column.
fn folded(name: &str) -> String {
    name.to_lowercase().replace([' ', '-'], "_")
}

fn is_forbidden(name: &str) -> bool {
    let letters: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    FORBIDDEN.iter().any(|stem| letters.contains(stem))
}

fn lay_out(
    row: u32,
    names: &[String],
    columns: &'static [Column],
) -> Result<HashMap<&'static str, usize>, Vec<Mistake>> {
    let mut places = HashMap::new();
    let mut mistakes = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let known = columns.iter().find(|column| column.name == folded(name));
        let reason = match known {
            Some(column) if places.insert(column.name, place).is_none() => continue,
            Some(_) => MistakeReason::Duplicate,
            None if is_forbidden(name) => MistakeReason::ForbiddenColumn,
            None => MistakeReason::UnknownColumn,
        };
        mistakes.push(fault(row, name, reason));
    }
    let missing = columns.iter().filter(|column| column.required && !places.contains_key(column.name));
    mistakes.extend(missing.map(|column| fault(row, column.name, MistakeReason::MissingColumn)));
    if mistakes.is_empty() { Ok(places) } else { Err(mistakes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[must("code"), must("loon_per_uur"), may("wensen")];

    fn check(text: &str) -> Vec<(u32, String, MistakeReason)> {
        let sheet = Sheet::read(text.as_bytes(), COLUMNS).expect("a table");
        sheet.mistakes.into_iter().map(|mistake| (mistake.row, mistake.column, mistake.reason)).collect()
    }

    #[test]
    fn a_header_is_read_as_people_type_it() {
        assert_eq!(check(" Code ;Loon per uur;;\nA;15;;\n"), []);
    }

    #[test]
    fn a_column_that_may_never_be_stored_is_refused_whatever_it_is_called() {
        for name in ["BSN", "V-nummer", "Nationaliteit van moeder", "geloof", "Foto"] {
            let found = check(&format!("code,loon_per_uur,{name}\nA,15,x\n"));
            assert_eq!(found, [(1, name.to_owned(), MistakeReason::ForbiddenColumn)], "{name}");
        }
    }

    #[test]
    fn with_a_mistake_in_the_header_no_row_and_no_column_is_kept() {
        let sheet = Sheet::read(b"code,loon_per_uur,bsn\nA,15,NIET-BEWAREN\n", COLUMNS).expect("a table");
        assert!(sheet.rows.is_empty() && sheet.columns.is_empty());
    }

    #[test]
    fn a_column_that_comes_twice_is_named() {
        let found = check("code,Code,loon_per_uur\nA,B,15\n");
        assert_eq!(found, [(1, "Code".to_owned(), MistakeReason::Duplicate)]);
    }

    #[test]
    fn empty_cells_beyond_the_header_are_no_mistake_and_full_ones_are() {
        assert_eq!(check("code,loon_per_uur\nA,15,,\n"), []);
        let found = check("code,loon_per_uur\nA,15,x\nB\n");
        let expected =
            [(2, String::new(), MistakeReason::TooManyCells), (3, String::new(), MistakeReason::TooFewCells)];
        assert_eq!(found, expected);
    }
}
