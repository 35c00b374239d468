//! Instructions for residents as somebody says them. What was uploaded stands once a command says so; of each text and
//! language of a location stands one at most.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::recording::Sound;
use domain::ids::{LocationId, RecordingId};
use domain::lang::Lang;

macro_rules! columns {
    () => {
        "id, location_id, lang, text_key, sound, length, stands, made_ms, made_by"
    };
}

/// A recording without what is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    pub id: RecordingId,
    pub location: LocationId,
    pub lang: Lang,
    /// "public.fair.name".
    pub key: String,
    pub sound: Sound,
    /// Of the file, in bytes.
    pub length: u32,
    /// It is what people hear.
    pub stands: bool,
    pub made_ms: i64,
    /// As in the journal ("staff:<id>").
    pub by: String,
}

impl Record for Recording {
    fn read(row: &Row) -> Result<Recording, StoreError> {
        Ok(Recording {
            id: RecordingId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            lang: row.word("lang", |tag| tag.parse().ok())?,
            key: row.get("text_key")?,
            sound: row.word("sound", Sound::parse)?,
            length: row.number("length")?,
            stands: row.get("stands")?,
            made_ms: row.get("made_ms")?,
            by: row.get("made_by")?,
        })
    }
}

/// Keeps an upload. False: this id is known already, and its file stays.
pub async fn insert(tx: &mut Tx, recording: &Recording, file: &[u8]) -> Result<bool, StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO recordings (",
        columns!(),
        ", bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING"
    );
    let Recording { id, location, lang, key, sound, length, stands, made_ms, by } = recording;
    let (lang, sound) = (lang.tag(), sound.as_str());
    tx.did(SQL, args![*id, *location, lang, key, sound, *length, *stands, *made_ms, by, file]).await
}

pub async fn get(tx: &mut Tx, id: RecordingId) -> Result<Option<Recording>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM recordings WHERE id = $1"), args![id]).await
}

/// What is heard; None where it does not stand.
pub async fn file(tx: &mut Tx, id: RecordingId) -> Result<Option<(Sound, Vec<u8>)>, StoreError> {
    const SQL: &str = "SELECT sound, bytes FROM recordings WHERE id = $1 AND stands = $2";
    let Some(row) = tx.row(SQL, args![id, true]).await? else { return Ok(None) };
    Ok(Some((row.word("sound", Sound::parse)?, row.get("bytes")?)))
}

/// From now on people hear this one; the one before it is gone. False: it stood already.
pub async fn put(tx: &mut Tx, recording: &Recording) -> Result<bool, StoreError> {
    const BEFORE: &str = "DELETE FROM recordings WHERE location_id = $1 AND lang = $2 AND text_key = $3 \
                          AND stands = $4 AND id <> $5";
    const SQL: &str = "UPDATE recordings SET stands = $2 WHERE id = $1 AND stands <> $2";
    let Recording { id, location, lang, key, .. } = recording;
    tx.run(BEFORE, args![*location, lang.tag(), key, true, *id]).await?;
    tx.did(SQL, args![*id, true]).await
}

/// False: it is gone already.
pub async fn take_away(tx: &mut Tx, id: RecordingId) -> Result<bool, StoreError> {
    tx.did("DELETE FROM recordings WHERE id = $1", args![id]).await
}

/// What people hear at a location, in order of language and text.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Recording>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM recordings WHERE location_id = $1 AND stands = $2 ORDER BY lang, text_key"
    );
    tx.all(SQL, args![location, true]).await
}

/// Deletes what was uploaded before this time and never stood; how many that were.
pub async fn delete_waiting(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    tx.run("DELETE FROM recordings WHERE made_ms < $1 AND stands = $2", args![before_ms, false]).await
}
