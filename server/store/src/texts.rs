//! What a location changed in the texts that residents read. Whoever reads holds each row against the texts of the
//! program: a later build may have dropped one or given it other names in braces.

use crate::row::{Record, Row, args, json};
use crate::{StoreError, Tx};
use domain::ids::LocationId;
use domain::lang::Lang;
use std::collections::BTreeMap;

macro_rules! columns {
    () => {
        "location_id, lang, text_key, forms, reviewed, changed_by, at_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    pub location: LocationId,
    pub lang: Lang,
    /// "public.fair.title".
    pub key: String,
    /// A sentence by plural category; only `other` where it counts nothing.
    pub forms: BTreeMap<String, String>,
    /// A native reader has checked it.
    pub reviewed: bool,
    /// As in the journal ("staff:<id>").
    pub by: String,
    pub at_ms: i64,
}

impl Record for TextRow {
    fn read(row: &Row) -> Result<TextRow, StoreError> {
        Ok(TextRow {
            location: LocationId(row.get("location_id")?),
            lang: row.word("lang", |tag| tag.parse().ok())?,
            key: row.get("text_key")?,
            forms: row.json("forms")?,
            reviewed: row.get("reviewed")?,
            by: row.get("changed_by")?,
            at_ms: row.get("at_ms")?,
        })
    }
}

/// Sets a text; the one before is gone from here and stays in the journal's file.
pub async fn set(tx: &mut Tx, text: &TextRow) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO texts (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (location_id, lang, text_key) DO UPDATE SET \
         forms = excluded.forms, reviewed = excluded.reviewed, changed_by = excluded.changed_by, \
         at_ms = excluded.at_ms"
    );
    let TextRow { location, lang, key, forms, reviewed, by, at_ms } = text;
    let forms = json(forms)?;
    let values = args![*location, lang.tag(), key, forms.as_str(), *reviewed, by, *at_ms];
    tx.run(SQL, values).await.map(drop)
}

/// In order of language and key.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<TextRow>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM texts WHERE location_id = $1 ORDER BY lang, text_key");
    tx.all(SQL, args![location]).await
}
