//! Last year's talks. They are history: checked against people and employers, and kept as one file. Files are told
//! apart by what they hold, so the same file read again is the same import.

use super::{Fate, Here, Weighed};
use crate::import::last_year::PastTalkRow;
use domain::fair::folded;
use domain::ids::{ImportId, LocationId};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use store::{StoreError, Tx, employers, imports, residents};
use sync::requests::MistakeReason;
use uuid::Builder;

/// The import that these talks are, at this location.
pub fn past_id(location: LocationId, rows: &[PastTalkRow]) -> Result<ImportId, StoreError> {
    let rows = serde_json::to_vec(rows).map_err(|_| StoreError::Corrupt("import rows"))?;
    let hash = Sha256::new().chain_update(location.0.as_bytes()).chain_update(rows).finalize();
    let mut start = [0; 16];
    start.copy_from_slice(&hash[..16]);
    Ok(ImportId(Builder::from_custom_bytes(start).into_uuid()))
}

pub async fn weigh(tx: &mut Tx, here: &Here, rows: &[PastTalkRow]) -> Result<Weighed, StoreError> {
    let known = employers::of_location(tx, here.location).await?;
    let known: HashSet<String> = known.iter().map(|employer| folded(&employer.name)).collect();
    let mut people: HashMap<&str, bool> = HashMap::new();
    let mut weighed = Weighed::default();
    for row in rows {
        let is_known = match people.get(row.code.as_str()) {
            Some(is_known) => *is_known,
            None => residents::by_code(tx, here.location, &row.code).await?.is_some(),
        };
        people.insert(&row.code, is_known);
        if !is_known {
            weighed.fault(row.row, "code", MistakeReason::UnknownPerson);
        } else if !known.contains(&row.employer) {
            weighed.fault(row.row, "werkgever", MistakeReason::UnknownEmployer);
        }
    }
    let kept = imports::get(tx, past_id(here.location, rows)?).await?;
    let fate = if kept.is_some_and(|kept| kept.confirmed_ms.is_some()) { Fate::Same } else { Fate::New };
    weighed.fates = vec![fate; rows.len() - weighed.mistakes.len()];
    Ok(weighed)
}
