//! From bytes to rows of cells; a workbook of Excel goes to `xlsx`, the rest is CSV: encoding, delimiter, quotes, row numbers as a spreadsheet counts them.
//! It knows no column and no rule.

use super::xlsx;
use encoding_rs::WINDOWS_1252;
use sync::requests::{IMPORT_MAX, MistakeReason, RequestError};

/// Most rows that one file may have, the header not counted.
pub const ROWS_MAX: usize = 5_000;

/// First bytes of files that are no text: old or locked Excel, PDF, PNG, JPEG.
const NOT_TEXT: &[&[u8]] = &[b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff"];

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// As a spreadsheet numbers it: the header is 1, empty rows count, a cell with line breaks is one row.
    pub row: u32,
    pub cells: Vec<String>,
    /// A quote was opened in this row and never closed, so everything behind it was swallowed.
    pub quote_open: bool,
}

impl Record {
    /// Spreadsheets save rows that somebody emptied.
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a file. Inner Err: the file as a whole cannot be read as a table.
pub fn records(bytes: &[u8]) -> Result<Result<Vec<Record>, MistakeReason>, RequestError> {
    if bytes.len() as u64 > IMPORT_MAX {
        return Err(RequestError::TooLarge);
    }
    if NOT_TEXT.iter().any(|start| bytes.starts_with(start)) {
        return Err(RequestError::NotASpreadsheet);
    }
    let records = if bytes.starts_with(xlsx::START) {
        xlsx::records(bytes)?
    } else {
        match text(bytes) {
            Ok(text) => split(&text),
            Err(reason) => return Ok(Err(reason)),
        }
    };
    if records.len() > ROWS_MAX + 1 {
        return Err(RequestError::TooLarge);
    }
    // A header alone holds nothing to import.
    Ok(if records.len() < 2 { Err(MistakeReason::EmptyFile) } else { Ok(records) })
}

/// UTF-8 with or without a byte order mark, else Windows-1252 as Dutch Excel saves CSV. Line breaks become plain.
fn text(bytes: &[u8]) -> Result<String, MistakeReason> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(MistakeReason::EmptyFile);
    }
    // Neither encoding has NUL in a text; UTF-16 has one in nearly every character.
    if bytes.contains(&0) || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(MistakeReason::UnreadableText);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    // The five bytes that Windows-1252 does not define come out as C1 control characters.
    if text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        return Err(MistakeReason::UnreadableText);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// `;` or `,`: whichever the header has more of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: char| header.chars().filter(|c| *c == sign).count();
    if count(';') > count(',') { b';' } else { b',' }
}

fn split(text: &str) -> Vec<Record> {
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let (mut row, mut starts) = (0, 0);
    let mut record = csv::StringRecord::new();
    // The text is in memory and UTF-8, and rows of any length are welcome: reading ends at its end only.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        starts = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(starts);
        // The reader skips lines without a cell; a spreadsheet counts them.
        let skipped = text.as_bytes()[starts..].iter().take_while(|byte| **byte == b'\n').count();
        row += u32::try_from(skipped).unwrap_or(u32::MAX - 1) + 1;
        let cells = record.iter().map(str::to_owned).collect();
        records.push(Record { row, cells, quote_open: false });
        // One more than allowed is enough to know.
        if records.len() > ROWS_MAX + 1 {
            break;
        }
    }
    if let Some(last) = records.last_mut() {
        last.quote_open = ends_inside_a_quote(&text[starts..], delimiter);
    }
    records.retain(|record| record.quote_open || !record.is_blank());
    records
}

/// Follows the quotes of one record as RFC 4180 §2 writes them.
fn ends_inside_a_quote(record: &str, delimiter: u8) -> bool {
    let (mut inside, mut cell_begins) = (false, true);
    let mut bytes = record.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if inside {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                inside = false;
            }
        } else {
            inside = byte == b'"' && cell_begins;
            cell_begins = byte == delimiter || byte == b'\n';
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let records = records(bytes).expect("a text").expect("a table");
        records.into_iter().map(|record| (record.row, record.cells)).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn the_delimiter_is_the_one_of_the_header() {
        assert_eq!(check(b"a;b\n1,5;2\n"), [row(1, &["a", "b"]), row(2, &["1,5", "2"])]);
        assert_eq!(check(b"a,b\n1;5,2\n"), [row(1, &["a", "b"]), row(2, &["1;5", "2"])]);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let read = check(b"a;b\r\n\r\n\"one\r\ntwo\";2\r\n;\r\n3;4\r\n\r\n5;6");
        let expected =
            [row(1, &["a", "b"]), row(3, &["one\ntwo", "2"]), row(5, &["3", "4"]), row(7, &["5", "6"])];
        assert_eq!(read, expected);
    }

    #[test]
    fn utf_8_with_a_mark_and_windows_1252_are_read() {
        assert_eq!(check("\u{feff}naam\nRenée\n".as_bytes())[1], row(2, &["Renée"]));
        assert_eq!(check(b"naam\nRen\xe9e \x96 \x80\n")[1], row(2, &["Renée – €"]));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(records(b"PK\x03\x04rest"), Err(RequestError::NotASpreadsheet));
        assert_eq!(records(b"\xff\xfea\0b\0"), Ok(Err(MistakeReason::UnreadableText)));
        assert_eq!(records(b"naam\n\x81\xff\n"), Ok(Err(MistakeReason::UnreadableText)));
        assert_eq!(records(b" \r\n"), Ok(Err(MistakeReason::EmptyFile)));
        assert_eq!(records(b"naam\n"), Ok(Err(MistakeReason::EmptyFile)));
    }

    #[test]
    fn a_file_of_ten_megabytes_and_one_of_too_many_rows_are_too_large() {
        assert_eq!(records(&vec![b'a'; 10_000_000]), Err(RequestError::TooLarge));
        let rows = |count: usize| format!("a\n{}", "1\n".repeat(count));
        assert_eq!(records(rows(ROWS_MAX + 1).as_bytes()), Err(RequestError::TooLarge));
        assert_eq!(check(rows(ROWS_MAX).as_bytes()).len(), ROWS_MAX + 1);
    }

    #[test]
    fn a_quote_that_never_ends_is_seen_and_one_that_ends_is_not() {
        let open = |text: &str| records(text.as_bytes()).expect("a text").expect("a table").pop();
        assert!(open("a,b\n1,\"two\n3,4\n").is_some_and(|last| last.quote_open && last.row == 2));
        assert!(open("a,b\n1,\"tw\"\"o\"\n").is_some_and(|last| !last.quote_open));
        assert!(open("a,b\n1,5\" buis\n").is_some_and(|last| !last.quote_open));
    }
}
