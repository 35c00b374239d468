//! Files that were read for import and wait for confirmation. They hold personal data: it goes with the confirmation, or
//! soon without one. Of a confirmed file stays that it was.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{ImportId, LocationId};

macro_rules! columns {
    () => {
        "id, location_id, kind, content, mistakes, made_ms, confirmed_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    pub id: ImportId,
    pub location: LocationId,
    pub kind: String,
    /// The file's rows, parsed and clean, as JSON; "null" once it was confirmed.
    pub rows: String,
    pub mistakes: u32,
    pub made_ms: i64,
    pub confirmed_ms: Option<i64>,
}

impl Record for ImportRow {
    fn read(row: &Row) -> Result<ImportRow, StoreError> {
        Ok(ImportRow {
            id: ImportId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            kind: row.get("kind")?,
            rows: row.get("content")?,
            mistakes: row.number("mistakes")?,
            made_ms: row.get("made_ms")?,
            confirmed_ms: row.get("confirmed_ms")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, import: &ImportRow) -> Result<(), StoreError> {
    const SQL: &str = concat!("INSERT INTO imports (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let ImportRow { id, location, kind, rows, mistakes, made_ms, confirmed_ms } = import;
    tx.run(SQL, args![*id, *location, kind, rows, *mistakes, *made_ms, *confirmed_ms]).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: ImportId) -> Result<Option<ImportRow>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM imports WHERE id = $1"), args![id]).await
}

/// What was read is forgotten. False when it was confirmed already.
pub async fn confirm(tx: &mut Tx, id: ImportId, now_ms: i64) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE imports SET confirmed_ms = $2, content = 'null' WHERE id = $1 AND confirmed_ms IS NULL";
    tx.did(SQL, args![id, now_ms]).await
}

/// Deletes what was read before this time and never confirmed; how many that were.
pub async fn delete_waiting(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    tx.run("DELETE FROM imports WHERE made_ms < $1 AND confirmed_ms IS NULL", args![before_ms]).await
}
