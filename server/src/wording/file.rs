//! A language as a spreadsheet: a row per sentence, so that a plural text has a row for each of its forms. Written with
//! `;` and a byte order mark, as Dutch Excel opens it; read back by the same columns from CSV or an Excel workbook.

use super::{SENTENCE_MAX, braces_fit, entry, forms_of, said};
use crate::import::cells::{Cells, each};
use crate::import::sheet::{Column, Sheet, fault, may, must};
use domain::lang::Lang;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use sync::requests::{Mistake, MistakeReason};
use ui::texts::overlay::Overlay;
use ui::texts::{ENTRIES, Entry};

pub const COLUMNS: &[Column] = &[
    must("sleutel"),
    must("vorm"),
    may("nederlands"),
    may("engels"),
    must("vertaling"),
    must("gecontroleerd"),
];

/// A text as a file says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub key: String,
    pub forms: BTreeMap<String, String>,
    pub reviewed: bool,
}

/// The language as it stands at a location. Err: the file could not be written, which a list in memory always can.
pub fn export(lang: Lang, overlay: &Overlay) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xef\xbb\xbf".to_vec());
    out.write_record(COLUMNS.iter().map(|column| column.name))?;
    for entry in &ENTRIES {
        let kept = said(entry, lang, overlay);
        let (needed, also) = forms_of(entry, lang);
        let has = |form: &&str| kept.as_ref().is_some_and(|kept| kept.forms.contains_key(*form));
        for form in needed.iter().chain(also.iter().filter(|form| has(form))) {
            let sentence = kept.as_ref().and_then(|kept| kept.forms.get(*form)).map_or("", String::as_str);
            let reviewed = if kept.as_ref().is_some_and(|kept| kept.reviewed) { "ja" } else { "nee" };
            let word = if entry.plural { form } else { "" };
            let row = [
                entry.key,
                word,
                near(entry, Lang::Nl, form),
                near(entry, Lang::En, form),
                sentence,
                reviewed,
            ];
            out.write_record(row.map(guarded))?;
        }
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// The sentence in another language: in this form, else as it stands for any number.
fn near(entry: &Entry, lang: Lang, form: &str) -> &'static str {
    let forms = entry.compiled(lang);
    let named = |wanted: &str| forms.iter().find(|(name, _)| *name == wanted);
    named(form).or_else(|| named("other")).map_or("", |(_, sentence)| sentence)
}

const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// A cell that begins like a formula is one for a spreadsheet: an apostrophe makes it text (OWASP, CSV injection).
fn guarded(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// Takes the apostrophe off again.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// One row: a form of a text.
struct Form {
    row: u32,
    entry: &'static Entry,
    form: String,
    sentence: Option<String>,
    reviewed: bool,
}

/// The texts of a sheet that are whole and fit; what was left empty is still missing and no mistake.
pub fn read(sheet: &Sheet, lang: Lang) -> (Vec<Said>, Vec<Mistake>) {
    let mut seen = BTreeSet::new();
    let parsed = each(sheet, |cells| one(cells, lang, &mut seen));
    let mut mistakes = parsed.mistakes;
    let mut by_key: BTreeMap<&str, Vec<Form>> = BTreeMap::new();
    for form in parsed.rows {
        by_key.entry(form.entry.key).or_default().push(form);
    }
    // A text with a bad row is named by that row alone.
    let faulty: BTreeSet<u32> = mistakes.iter().map(|mistake| mistake.row).collect();
    let mut texts = Vec::new();
    for (key, forms) in by_key {
        let Some(first) = forms.first() else { continue };
        let (row, entry, reviewed) = (first.row, first.entry, forms.iter().all(|form| form.reviewed));
        let said: BTreeMap<String, String> =
            forms.into_iter().filter_map(|form| Some((form.form, form.sentence?))).collect();
        if said.is_empty() {
            continue;
        }
        let whole = forms_of(entry, lang).0.iter().all(|form| said.contains_key(*form));
        if whole {
            texts.push(Said { key: key.to_owned(), forms: said, reviewed });
        } else if faulty.is_empty() {
            mistakes.push(fault(row, "vertaling", MistakeReason::MissingForm));
        }
    }
    mistakes.sort_by_key(|mistake| mistake.row);
    (texts, mistakes)
}

fn one(cells: &Cells<'_>, lang: Lang, seen: &mut BTreeSet<(&'static str, String)>) -> Option<Form> {
    let Some(entry) = entry(cells.filled("sleutel")?) else {
        cells.fault("sleutel", MistakeReason::UnknownText);
        return None;
    };
    let form = match (entry.plural, cells.raw("vorm")) {
        (false, "") => "other",
        (true, form) => form,
        (false, _) => {
            cells.fault("vorm", MistakeReason::UnknownForm);
            return None;
        }
    };
    let (needed, also) = forms_of(entry, lang);
    if !needed.contains(&form) && !also.contains(&form) {
        cells.fault("vorm", MistakeReason::UnknownForm);
    }
    if !seen.insert((entry.key, form.to_owned())) {
        cells.fault("sleutel", MistakeReason::Duplicate);
    }
    let reviewed = cells.yes("gecontroleerd");
    let sentence = cells.optional::<SENTENCE_MAX>("vertaling")?.map(|cell| unguarded(&cell).to_owned());
    if sentence.as_ref().is_some_and(|sentence| !braces_fit(entry, sentence)) {
        cells.fault("vertaling", MistakeReason::WrongBraces);
    }
    Some(Form { row: cells.row(), entry, form: form.to_owned(), sentence, reviewed: reviewed? })
}
