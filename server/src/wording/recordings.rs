//! Recordings of instructions: what was uploaded is heard once a command says so, and no more once one takes it away.

use crate::commands::Done;
use domain::ids::{LocationId, RecordingId};
use store::{StoreError, Tx, recordings};
use sync::{Rejection, Scope};
use ui::texts::overlay::Overlay;

pub async fn put(tx: &mut Tx, location: LocationId, id: RecordingId) -> Result<Done, StoreError> {
    let found = recordings::get(tx, id).await?.filter(|found| found.location == location);
    let Some(found) = found else { return Ok(Done::rejected(Rejection::NotFound)) };
    let changed = recordings::put(tx, &found).await?;
    Ok(if changed { Done::applied(vec![Scope::Location(location)]) } else { Done::noop() })
}

pub async fn take_away(tx: &mut Tx, location: LocationId, id: RecordingId) -> Result<Done, StoreError> {
    let changed = recordings::take_away(tx, id).await?;
    Ok(if changed { Done::applied(vec![Scope::Location(location)]) } else { Done::noop() })
}

/// Where somebody can listen at this location.
pub async fn hear(tx: &mut Tx, location: LocationId, overlay: &mut Overlay) -> Result<(), StoreError> {
    for row in recordings::of_location(tx, location).await? {
        overlay.hear(row.lang, &row.key, row.id);
    }
    Ok(())
}
