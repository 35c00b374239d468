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

/// The version of what everybody may see of this location: its fairs, their employers and vacancies, its texts.
pub async fn public_version(tx: &mut Tx, id: LocationId) -> Result<u64, StoreError> {
    const SQL: &str = "SELECT public_version AS n FROM locations WHERE id = $1";
    tx.row(SQL, args![id]).await?.map_or(Ok(0), |row| row.number("n"))
}

/// Something of that is another now.
pub async fn raise_public_version(tx: &mut Tx, id: LocationId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE locations SET public_version = public_version + 1 WHERE id = $1";
    tx.run(SQL, args![id]).await.map(drop)
}
