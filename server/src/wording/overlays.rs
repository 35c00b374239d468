//! The overlay of each location, kept between pages. It is as new as the version of what the location shows the public,
//! which every change of a text raises: so it is right for each process, after a restore, and for a page that reads from
//! an older snapshot.

use super::overlay;
use domain::ids::LocationId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{StoreError, Tx, locations};
use ui::texts::overlay::Overlay;

/// More locations than one server has. Beyond that all are read anew.
const LOCATIONS_MAX: usize = 200;

#[derive(Default)]
pub struct Overlays(Mutex<BTreeMap<LocationId, (u64, Arc<Overlay>)>>);

impl Overlays {
    /// What this location changed, as this transaction sees it.
    pub async fn of(&self, tx: &mut Tx, location: LocationId) -> Result<Arc<Overlay>, StoreError> {
        let version = locations::public_version(tx, location).await?;
        if let Some((known, overlay)) = self.known().get(&location)
            && *known == version
        {
            return Ok(overlay.clone());
        }
        let read = Arc::new(overlay(tx, location).await?);
        let mut known = self.known();
        if known.len() >= LOCATIONS_MAX {
            known.clear();
        }
        known.insert(location, (version, read.clone()));
        Ok(read)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<LocationId, (u64, Arc<Overlay>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
