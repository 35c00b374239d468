//! The wording of a location: what is missing or unchecked in each language, a language as a spreadsheet, and what
//! came back from it. A changed text is laid over the compiled one and used by the public pages at once.
//!
//! Two steps, as every import: a preview that writes nothing but itself, and `ReviewTexts`, which does what it showed.

mod file;
mod overlays;
mod recordings;
#[cfg(test)]
mod tests;

pub use file::export;
pub use overlays::Overlays;
pub use recordings::{put, take_away};

use crate::chance;
use crate::commands::Done;
use crate::import::sheet::Sheet;
use domain::ids::{ImportId, LocationId};
use domain::lang::Lang;
use file::{COLUMNS, Said};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::imports::ImportRow;
use store::texts::TextRow;
use store::{StoreError, Tx, imports, texts};
use sync::requests::{Mistake, RequestError, TextsPreview, TextsStand};
use sync::{Rejection, Scope};
use ui::texts::overlay::{Kept, Overlay};
use ui::texts::rules::placeholders;
use ui::texts::{ENTRIES, Entry, PUBLIC_LANGS, categories};

/// The kind under which a file with texts waits among the imports.
pub const KIND: &str = "texts";
/// Mistakes that a preview lists; the rest is counted.
const MISTAKES_SHOWN: usize = 200;
/// Longer than any sentence for residents should be.
const SENTENCE_MAX: usize = 600;

/// The languages that can be reviewed: Dutch is what all others are held against.
pub fn reviewable() -> impl Iterator<Item = Lang> {
    PUBLIC_LANGS.iter().copied().filter(|lang| *lang != Lang::Nl)
}

pub fn entry(key: &str) -> Option<&'static Entry> {
    ENTRIES.binary_search_by_key(&key, |entry| entry.key).ok().and_then(|at| ENTRIES.get(at))
}

/// The plural forms that a language gives for this text: those it must, and those it may.
pub fn forms_of(entry: &Entry, lang: Lang) -> (&'static [&'static str], &'static [&'static str]) {
    let of = categories::CATEGORIES.iter().find(|of| of.tag == lang.tag());
    match of.filter(|_| entry.plural) {
        Some(of) => (of.needed, of.also),
        None => (&["other"], &[]),
    }
}

/// A sentence names exactly what the text names; a plural may count or not.
pub fn braces_fit(entry: &Entry, sentence: &str) -> bool {
    placeholders(sentence).is_ok_and(|mut found| {
        if entry.plural {
            found.remove("n");
        }
        found.iter().eq(entry.names.iter())
    })
}

/// The changed texts of a location, as far as this build still has and understands them, and what can be heard there.
pub async fn overlay(tx: &mut Tx, location: LocationId) -> Result<Overlay, StoreError> {
    let mut overlay = Overlay::default();
    for row in texts::of_location(tx, location).await? {
        if fits(&row.key, row.lang, &row.forms) {
            overlay.keep(row.lang, &row.key, Kept { forms: row.forms, reviewed: row.reviewed });
        }
    }
    recordings::hear(tx, location, &mut overlay).await?;
    Ok(overlay)
}

fn fits(key: &str, lang: Lang, forms: &BTreeMap<String, String>) -> bool {
    entry(key).is_some_and(|entry| {
        let (needed, also) = forms_of(entry, lang);
        needed.iter().all(|form| forms.contains_key(*form))
            && forms.iter().all(|(form, sentence)| {
                (needed.contains(&form.as_str()) || also.contains(&form.as_str()))
                    && braces_fit(entry, sentence)
            })
    })
}

/// How each language stands at a location.
pub fn stands(overlay: &Overlay) -> Vec<TextsStand> {
    reviewable()
        .map(|lang| {
            let mut stand = TextsStand { lang, all: short(ENTRIES.len()), missing: 0, unreviewed: 0 };
            for entry in &ENTRIES {
                match said(entry, lang, overlay) {
                    None => stand.missing += 1,
                    Some(said) if !said.reviewed => stand.unreviewed += 1,
                    Some(_) => {}
                }
            }
            stand
        })
        .collect()
}

/// What a reader of this language sees; None where it is the Dutch.
pub fn said(entry: &Entry, lang: Lang, overlay: &Overlay) -> Option<Kept> {
    if let Some(kept) = overlay.text(lang, entry.key) {
        return Some(kept.clone());
    }
    let compiled = entry.compiled(lang);
    let forms =
        compiled.iter().map(|(form, sentence)| ((*form).to_owned(), (*sentence).to_owned())).collect();
    (!compiled.is_empty()).then(|| Kept { forms, reviewed: entry.compiled_reviewed(lang) })
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The texts of a file without mistakes, as they wait for confirmation: only what it changes.
#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    lang: Lang,
    texts: Vec<Said>,
}

/// A spreadsheet as it was read, before it is held against what is stored.
pub struct Paper {
    lang: Lang,
    texts: Vec<Said>,
    mistakes: Vec<Mistake>,
}

/// Reads a spreadsheet with texts. Err: it is no table, or too large.
pub fn paper(lang: Lang, bytes: &[u8]) -> Result<Paper, RequestError> {
    let sheet = Sheet::read(bytes, COLUMNS)?;
    let (texts, mistakes) = file::read(&sheet, lang);
    Ok(Paper { lang, texts, mistakes: mistakes.iter().map(|mistake| sheet.as_written(mistake)).collect() })
}

/// Says what a spreadsheet would do.
/// A file with any mistake is kept as a number of mistakes only, so that it can never be confirmed.
pub async fn preview(
    tx: &mut Tx,
    location: LocationId,
    paper: Paper,
    now_ms: i64,
) -> Result<TextsPreview, StoreError> {
    let Paper { lang, texts, mut mistakes } = paper;
    let overlay = overlay(tx, location).await?;
    let (mut new, mut changed, mut same) = (0, 0, 0);
    let mut waiting = Waiting { lang, texts: vec![] };
    for text in texts {
        match entry(&text.key).and_then(|entry| said(entry, lang, &overlay)) {
            None => new += 1,
            Some(kept) if kept.forms == text.forms && kept.reviewed == text.reviewed => {
                same += 1;
                continue;
            }
            Some(_) => changed += 1,
        }
        waiting.texts.push(text);
    }
    let mistakes_total = short(mistakes.len());
    mistakes.truncate(MISTAKES_SHOWN);
    let content = if mistakes_total == 0 { serde_json::to_string(&waiting) } else { Ok("null".to_owned()) };
    let row = ImportRow {
        id: ImportId(chance::id()),
        location,
        kind: KIND.into(),
        rows: content.map_err(|_| StoreError::Corrupt("texts"))?,
        mistakes: mistakes_total,
        made_ms: now_ms,
        confirmed_ms: None,
    };
    imports::insert(tx, &row).await?;
    Ok(TextsPreview { import: row.id, lang, mistakes, mistakes_total, new, changed, same })
}

/// Does what a preview showed. Confirming twice changes nothing.
pub async fn confirm(
    tx: &mut Tx,
    location: LocationId,
    import: ImportId,
    by: &str,
    now_ms: i64,
) -> Result<Done, StoreError> {
    let waiting = imports::get(tx, import).await?;
    let Some(row) = waiting.filter(|row| row.location == location && row.kind == KIND && row.mistakes == 0)
    else {
        return Ok(Done::rejected(Rejection::ImportNotReady));
    };
    if row.confirmed_ms.is_some() {
        return Ok(Done::noop());
    }
    let Waiting { lang, texts } =
        serde_json::from_str(&row.rows).map_err(|_| StoreError::Corrupt("texts"))?;
    // A file may wait while the program is renewed.
    if !texts.iter().all(|text| fits(&text.key, lang, &text.forms)) {
        return Ok(Done::rejected(Rejection::ImportNotReady));
    }
    if !imports::confirm(tx, import, now_ms).await? {
        return Ok(Done::noop());
    }
    for Said { key, forms, reviewed } in texts {
        let text = TextRow { location, lang, key, forms, reviewed, by: by.to_owned(), at_ms: now_ms };
        store::texts::set(tx, &text).await?;
    }
    Ok(Done::applied(vec![Scope::Location(location)]))
}
