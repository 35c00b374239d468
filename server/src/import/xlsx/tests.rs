//! Workbooks made here by hand, good ones and hostile ones.

use super::*;
use crate::import::sheet::Sheet;
use crate::import::{columns, parse, residents};
use std::io::Write;
use sync::requests::ImportKind;
use zip::write::{SimpleFileOptions, ZipWriter};

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 1 is a time of day, style 2 a date.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A workbook with these texts and these rows (`<row>…`).
fn book(texts: &str, rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    zipped(&[
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn texts(announced: &str, list: &[&str]) -> String {
    let items: String = list.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{announced}">{items}</sst>"#
    )
}

fn inline(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn each_kind_of_cell_becomes_the_text_that_dutch_excel_writes() {
    let rows = concat!(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="A3"><v>15.400000000000001</v></c><c r="B3"><v>40</v></c></row>"#,
        r#"<row r="4"><c r="A4" s="1"><v>0.395833333333333</v></c><c r="B4" s="2"><v>46359</v></c></row>"#,
        r#"<row r="5"><c r="A5" t="b"><v>1</v></c></row>"#,
        r#"<row r="6"><c r="A6" t="str"><f>B3&amp;"x"</f><v>40x</v></c></row>"#,
    );
    let read = records(&book(&texts("2", &["kop", "tweede &amp; laatste"]), rows)).expect("a workbook");
    let cells: Vec<_> = read.iter().map(|row| (row.row, row.cells.join("|"))).collect();
    let expected = ["1 kop|tweede & laatste", "3 15,4|40", "4 09:30|03-12-2026", "5 ja|", "6 40x|"];
    assert_eq!(cells.iter().map(|(row, cells)| format!("{row} {cells}")).collect::<Vec<_>>(), expected);
}

#[test]
fn a_workbook_and_a_csv_with_the_same_rows_are_read_the_same() {
    let csv = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/bewoners.csv")).expect("the demo");
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).expect("few columns"));
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let line = |record: Record| {
        let row = record.row;
        let cells = record.cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let cells: String =
            cells.map(|(at, text)| inline(&format!("{}{row}", letter(at)), &escaped(text))).collect();
        format!(r#"<row r="{row}">{cells}</row>"#)
    };
    let rows: String =
        crate::import::read::records(&csv).expect("a text").expect("a table").into_iter().map(line).collect();
    let read = |bytes: &[u8]| {
        let sheet = Sheet::read(bytes, residents::COLUMNS).expect("a table");
        let (rows, mistakes) = parse(ImportKind::Residents, &sheet);
        (serde_json::to_string(&rows).expect("rows"), mistakes)
    };
    let from_book = read(&book(&texts("0", &[]), &rows));
    assert_eq!(from_book.1, []);
    assert_eq!(from_book, read(&csv));
}

#[test]
fn what_is_no_workbook_is_refused() {
    let refused = |bytes: &[u8]| assert_eq!(records(bytes), Err(RequestError::NotASpreadsheet));
    refused(b"PK\x03\x04rest");
    refused(&zipped(&[("word/document.xml", b"<document/>")]));
    let whole = book(&texts("0", &[]), "");
    refused(&whole[..whole.len() / 2]);
    refused(&book(
        &texts("0", &[]),
        r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
    ));
    let utf_16: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&zipped(&[("xl/sharedStrings.xml", &utf_16)]));
}

#[test]
fn an_empty_sheet_holds_nothing_to_import() {
    let bytes = book(&texts("0", &[]), "");
    let sheet = Sheet::read(&bytes, columns(ImportKind::Residents)).expect("a table");
    assert_eq!(sheet.mistakes.len(), 1);
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let too_large = |bytes: &[u8]| assert_eq!(records(bytes), Err(RequestError::TooLarge));
    let packed = zipped(&[("xl/media/image1.png", &vec![0; UNPACKED_MAX as usize + 1])]);
    assert!(packed.len() < 100_000, "small enough to be sent");
    too_large(&packed);
    // A single cell far away asks for a whole sheet; a list of texts asks for room that nobody has.
    too_large(&book(&texts("0", &[]), r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#));
    too_large(&book(&texts("0", &[]), r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#));
    too_large(&book(&texts("99999999999999", &["a"]), ""));
    too_large(&book(&texts("99999999999999999999999999", &["a"]), ""));
    let many: String =
        (1..=ROWS_MAX + 2).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#)).collect();
    too_large(&book(&texts("0", &[]), &many));
    let names: Vec<String> = (0..=PARTS_MAX).map(|at| format!("{at}.xml")).collect();
    too_large(&zipped(&names.iter().map(|name| (name.as_str(), &b""[..])).collect::<Vec<_>>()));
}
