//! What people who chose no vacancy answered to the three pictures, per sign-up.

use crate::row::{args, json};
use crate::{StoreError, Tx};
use domain::fair::leaning::Leaning;
use domain::ids::{FairId, LocationId, ResidentId, SignUpId};

/// The last answer stands. False when it stood so already.
pub async fn set(
    tx: &mut Tx,
    location: LocationId,
    sign_up: SignUpId,
    leaning: Leaning,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO leanings (sign_up_id, location_id, leaning) VALUES ($1, $2, $3) \
                       ON CONFLICT (sign_up_id) DO UPDATE SET leaning = excluded.leaning \
                       WHERE leanings.leaning <> excluded.leaning";
    tx.did(SQL, args![sign_up, location, json(&leaning)?]).await
}

pub async fn get(tx: &mut Tx, sign_up: SignUpId) -> Result<Option<Leaning>, StoreError> {
    let row = tx.row("SELECT leaning FROM leanings WHERE sign_up_id = $1", args![sign_up]).await?;
    row.map(|row| row.json("leaning")).transpose()
}

/// Of everybody who answered for this fair.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<(ResidentId, Leaning)>, StoreError> {
    const SQL: &str = "SELECT s.resident_id, l.leaning FROM leanings l JOIN sign_ups s ON s.id = l.sign_up_id \
                       WHERE s.fair_id = $1 ORDER BY s.resident_id";
    let rows = tx.rows(SQL, args![fair]).await?;
    rows.iter().map(|row| Ok((ResidentId(row.get("resident_id")?), row.json("leaning")?))).collect()
}
