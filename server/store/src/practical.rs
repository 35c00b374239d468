//! What people should know before they come to a fair.

use crate::row::{args, json};
use crate::{StoreError, Tx};
use domain::fair::practical::Practical;
use domain::ids::{FairId, LocationId};

/// False when it said so already.
pub async fn describe(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
    practical: &Practical,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO practical (fair_id, location_id, practical) VALUES ($1, $2, $3) \
                       ON CONFLICT (fair_id) DO UPDATE SET practical = excluded.practical \
                       WHERE practical.practical <> excluded.practical";
    tx.did(SQL, args![fair, location, json(practical)?]).await
}

pub async fn of(tx: &mut Tx, fair: FairId) -> Result<Practical, StoreError> {
    let row = tx.row("SELECT practical FROM practical WHERE fair_id = $1", args![fair]).await?;
    row.map_or(Ok(Practical::default()), |row| row.json("practical"))
}
