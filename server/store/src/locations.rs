//! Locations: one reception centre each.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::LocationId;

macro_rules! columns {
    () => {
        "id, name, created_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    pub id: LocationId,
    pub name: String,
    pub created_ms: i64,
}

impl Record for Location {
    fn read(row: &Row) -> Result<Location, StoreError> {
        Ok(Location {
            id: LocationId(row.get("id")?),
            name: row.get("name")?,
            created_ms: row.get("created_ms")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, location: &Location) -> Result<(), StoreError> {
    const SQL: &str = concat!("INSERT INTO locations (", columns!(), ") VALUES ($1, $2, $3)");
    let Location { id, name, created_ms } = location;
    tx.run(SQL, args![*id, name, *created_ms]).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: LocationId) -> Result<Option<Location>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM locations WHERE id = $1"), args![id]).await
}

/// Every location of this server, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Location>, StoreError> {
    tx.all(concat!("SELECT ", columns!(), " FROM locations ORDER BY name, id"), args![]).await
}
