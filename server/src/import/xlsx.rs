//! From the bytes of an Excel workbook (.xlsx) to rows of cells, as `read` gives them for CSV: the first sheet, cell by
//! cell, each as the text that Dutch Excel would have written. It knows no column and no rule.
//!
//! A workbook is a zip of XML from somebody else. So everything in it is unpacked once into nothing, up to a bound, and
//! looked at, before the reader may build anything from it; and rows are made from the cells that come, never from
//! the size that the file claims.

use super::read::{ROWS_MAX, Record};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx};
use std::io::{Cursor, Read};
use sync::requests::RequestError;

/// Everything in the zip together, unpacked. A full file of five thousand rows takes about a tenth of it.
const UNPACKED_MAX: u64 = 32_000_000;
const PARTS_MAX: usize = 500;
/// Columns that are looked at; a file for import has some twenty.
const COLUMNS_MAX: u32 = 200;
/// Shared texts that a workbook may announce: the reader makes room for as many at once.
const TEXTS_MAX: u64 = 1_000_000;
/// Rows that somebody emptied count as well, and a sheet may have a few thousand of them below the last.
const LAST_ROW: u32 = 4 * ROWS_MAX as u32;

/// How a zip begins. That it is a workbook is seen when it is opened.
pub const START: &[u8] = b"PK\x03\x04";

/// The rows of the first sheet that hold something, the header first.
pub fn records(bytes: &[u8]) -> Result<Vec<Record>, RequestError> {
    look_inside(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| RequestError::NotASpreadsheet)?;
    let first = book.sheet_names().into_iter().next().ok_or(RequestError::NotASpreadsheet)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| RequestError::NotASpreadsheet)?;
    let mut rows: Vec<Record> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| RequestError::NotASpreadsheet)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if row > LAST_ROW || column > COLUMNS_MAX {
            return Err(RequestError::TooLarge);
        }
        put(&mut rows, row + 1, column as usize, text)?;
    }
    even_out(&mut rows);
    Ok(rows)
}

/// Puts a cell at its place. Rows come in their order; a file that says otherwise was not made by a spreadsheet.
fn put(rows: &mut Vec<Record>, row: u32, column: usize, text: String) -> Result<(), RequestError> {
    match rows.last() {
        Some(last) if last.row > row => return Err(RequestError::NotASpreadsheet),
        Some(last) if last.row == row => {}
        _ if rows.len() > ROWS_MAX => return Err(RequestError::TooLarge),
        _ => rows.push(Record { row, cells: Vec::new(), quote_open: false }),
    }
    if let Some(Record { cells, .. }) = rows.last_mut() {
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }
    Ok(())
}

/// A sheet leaves out empty cells at the end of a row: every row gets the width of the header.
fn even_out(rows: &mut [Record]) {
    let width = rows.first().map_or(0, |header| header.cells.len());
    for row in rows {
        row.cells.resize(row.cells.len().max(width), String::new());
    }
}

/// Unpacks everything once, within bounds, keeping nothing. What the zip says of its own sizes is not believed.
fn look_inside(bytes: &[u8]) -> Result<(), RequestError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| RequestError::NotASpreadsheet)?;
    if zip.len() > PARTS_MAX {
        return Err(RequestError::TooLarge);
    }
    let mut left = UNPACKED_MAX;
    let mut part = Vec::new();
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| RequestError::NotASpreadsheet)?;
        let name = file.name().map_err(|_| RequestError::NotASpreadsheet)?.to_lowercase();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        part.clear();
        let read = file.take(left + 1).read_to_end(&mut part).map_err(|_| RequestError::NotASpreadsheet)?;
        left = left.checked_sub(read as u64).ok_or(RequestError::TooLarge)?;
        if is_xml {
            look_at_xml(&part)?;
        }
    }
    Ok(())
}

/// Only UTF-8, so that what is looked for here is what the reader will read; and no room for more texts than fit.
fn look_at_xml(part: &[u8]) -> Result<(), RequestError> {
    let text = std::str::from_utf8(part).map_err(|_| RequestError::NotASpreadsheet)?;
    if text.contains('\0') {
        return Err(RequestError::NotASpreadsheet);
    }
    for announced in text.split("uniqueCount").skip(1) {
        let number = announced.trim_start_matches(|c: char| c.is_whitespace() || "='\"+".contains(c));
        let digits = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if !digits.is_empty() && digits.parse::<u64>().ok().is_none_or(|count| count > TEXTS_MAX) {
            return Err(RequestError::TooLarge);
        }
    }
    Ok(())
}

/// A cell as text: "13,5", "09:30", "03-12-2026", "ja".
fn text(cell: &DataRef<'_>) -> String {
    match Data::from(cell.clone()) {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => with_comma(number),
        Data::Bool(yes) => if yes { "ja" } else { "nee" }.to_owned(),
        Data::DateTime(at) => moment(&at),
        Data::Error(error) => error.to_string(),
    }
}

/// A spreadsheet keeps 15.4 as 15.400000000000000355: it shows fifteen digits, and so do we.
fn with_comma(number: f64) -> String {
    let short: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    short.to_string().replace('.', ",")
}

/// A time alone lies on day nought.
fn moment(at: &ExcelDateTime) -> String {
    if at.as_f64() < 1.0 {
        let minutes = (at.as_f64() * 1440.0).round() as u32;
        return format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{day:02}-{month:02}-{year}")
}

#[cfg(test)]
mod tests;
