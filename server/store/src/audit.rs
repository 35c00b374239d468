//! What happened to doors and keys: who signed in, who was refused, who looked. Fixed words and ids, no content.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::LocationId;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub location: Option<LocationId>,
    pub what: String,
    /// "login:<id>"; None for the server itself and for people who are not signed in.
    pub who: Option<String>,
    pub at_ms: i64,
}

impl Record for Note {
    fn read(row: &Row) -> Result<Note, StoreError> {
        Ok(Note {
            location: row.get::<Option<Uuid>>("location_id")?.map(LocationId),
            what: row.get("what")?,
            who: row.get("who")?,
            at_ms: row.get("at_ms")?,
        })
    }
}

/// `what` is one of the caller's fixed words, never something that a person typed.
pub async fn note(
    tx: &mut Tx,
    location: Option<LocationId>,
    what: &str,
    who: Option<&str>,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO audit (location_id, what, who, at_ms) VALUES ($1, $2, $3, $4)";
    tx.run(SQL, args![location, what, who, at_ms]).await.map(drop)
}

/// Of the whole server, newest first.
pub async fn latest(tx: &mut Tx, n: u32) -> Result<Vec<Note>, StoreError> {
    const SQL: &str = "SELECT location_id, what, who, at_ms FROM audit ORDER BY id DESC LIMIT $1";
    tx.all(SQL, args![n]).await
}
