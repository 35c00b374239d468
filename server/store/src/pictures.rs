//! Pictures of places, and which fair shows which. What no fair shows was only uploaded, and nobody sees it.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::picture::{PlacePicture, Shows};
use domain::ids::{FairId, LocationId, PictureId};

/// Most pictures from which one is taken again.
const AGAIN_MAX: i64 = 6;

macro_rules! columns {
    () => {
        "p.id, p.location_id, p.shows, p.width, p.height, p.length, p.made_ms, p.made_by"
    };
}

/// A picture without what is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub place: PlacePicture,
    pub location: LocationId,
    /// Of the file, in bytes.
    pub length: u32,
    pub made_ms: i64,
    /// As in the journal ("staff:<id>").
    pub by: String,
}

impl Record for Picture {
    fn read(row: &Row) -> Result<Picture, StoreError> {
        Ok(Picture {
            place: PlacePicture {
                id: PictureId(row.get("id")?),
                shows: row.word("shows", Shows::parse)?,
                width: row.number("width")?,
                height: row.number("height")?,
            },
            location: LocationId(row.get("location_id")?),
            length: row.number("length")?,
            made_ms: row.get("made_ms")?,
            by: row.get("made_by")?,
        })
    }
}

/// Keeps an upload. False: this id is known already, and its file stays.
pub async fn insert(tx: &mut Tx, picture: &Picture, file: &[u8]) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO pictures \
                       (id, location_id, shows, width, height, length, made_ms, made_by, bytes) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    let Picture { place: PlacePicture { id, shows, width, height }, location, length, made_ms, by } = picture;
    tx.did(SQL, args![*id, *location, shows.as_str(), *width, *height, *length, *made_ms, by, file]).await
}

pub async fn get(tx: &mut Tx, id: PictureId) -> Result<Option<Picture>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM pictures p WHERE p.id = $1"), args![id]).await
}

/// What is seen; None where no fair shows it.
pub async fn file(tx: &mut Tx, id: PictureId) -> Result<Option<Vec<u8>>, StoreError> {
    const SQL: &str = "SELECT p.bytes FROM pictures p WHERE p.id = $1 \
                       AND EXISTS (SELECT 1 FROM fair_pictures f WHERE f.picture_id = p.id)";
    tx.row(SQL, args![id]).await?.map(|row| row.get("bytes")).transpose()
}

/// From now on the fair shows this one; the one before it is gone where no other fair shows it. False: it did already.
pub async fn put(tx: &mut Tx, fair: FairId, id: PictureId) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO fair_pictures (fair_id, location_id, picture_id) \
                       SELECT $1, location_id, id FROM pictures WHERE id = $2 \
                       ON CONFLICT (fair_id) DO UPDATE SET picture_id = excluded.picture_id \
                       WHERE fair_pictures.picture_id <> excluded.picture_id";
    let before = of(tx, fair).await?;
    let changed = tx.did(SQL, args![fair, id]).await?;
    if let Some(before) = before.filter(|_| changed) {
        delete_unseen(tx, before.id).await?;
    }
    Ok(changed)
}

/// The fair shows this one no more, and it is gone where no other fair does. False: it did not.
pub async fn take_away(tx: &mut Tx, fair: FairId, id: PictureId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM fair_pictures WHERE fair_id = $1 AND picture_id = $2";
    let changed = tx.did(SQL, args![fair, id]).await?;
    if changed {
        delete_unseen(tx, id).await?;
    }
    Ok(changed)
}

async fn delete_unseen(tx: &mut Tx, id: PictureId) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM pictures WHERE id = $1 \
                       AND NOT EXISTS (SELECT 1 FROM fair_pictures f WHERE f.picture_id = pictures.id)";
    tx.run(SQL, args![id]).await
}

/// What a fair shows.
pub async fn of(tx: &mut Tx, fair: FairId) -> Result<Option<PlacePicture>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM pictures p JOIN fair_pictures f ON f.picture_id = p.id WHERE f.fair_id = $1"
    );
    let found: Option<Picture> = tx.one(SQL, args![fair]).await?;
    Ok(found.map(|picture| picture.place))
}

/// What other fairs of a location show and this one does not, the newest first.
pub async fn elsewhere(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
) -> Result<Vec<PlacePicture>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM pictures p WHERE p.location_id = $1 \
         AND EXISTS (SELECT 1 FROM fair_pictures f WHERE f.picture_id = p.id) \
         AND NOT EXISTS (SELECT 1 FROM fair_pictures f WHERE f.picture_id = p.id AND f.fair_id = $2) \
         ORDER BY p.made_ms DESC, p.id LIMIT $3"
    );
    let found: Vec<Picture> = tx.all(SQL, args![location, fair, AGAIN_MAX]).await?;
    Ok(found.into_iter().map(|picture| picture.place).collect())
}

/// Deletes what was uploaded before this time and no fair shows; how many that were.
pub async fn delete_waiting(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM pictures WHERE made_ms < $1 \
                       AND NOT EXISTS (SELECT 1 FROM fair_pictures f WHERE f.picture_id = pictures.id)";
    tx.run(SQL, args![before_ms]).await
}
