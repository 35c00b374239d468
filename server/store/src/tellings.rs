//! Who was told what about a fair; one row for each message, of what it spoke last.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::telling::{Message, Told};
use domain::ids::{FairId, LocationId, ResidentId};

macro_rules! columns {
    () => {
        "fair_id, resident_id, message, about, at_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub fair: FairId,
    pub resident: ResidentId,
    pub told: Told,
}

impl Record for Telling {
    fn read(row: &Row) -> Result<Telling, StoreError> {
        Ok(Telling {
            fair: FairId(row.get("fair_id")?),
            resident: ResidentId(row.get("resident_id")?),
            told: Told {
                message: row.word("message", Message::parse)?,
                about: row.get("about")?,
                at_ms: row.get("at_ms")?,
            },
        })
    }
}

/// Told now; `by` as in the journal ("staff:<id>"). False when it spoke of the same already.
pub async fn tell(
    tx: &mut Tx,
    location: LocationId,
    telling: &Telling,
    by: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO tellings (fair_id, resident_id, message, location_id, about, told_by, at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (fair_id, resident_id, message) DO UPDATE SET \
         about = excluded.about, told_by = excluded.told_by, at_ms = excluded.at_ms \
         WHERE tellings.about <> excluded.about";
    let Telling { fair, resident, told: Told { message, about, at_ms } } = telling;
    tx.did(SQL, args![*fair, *resident, message.as_str(), location, about, by, *at_ms]).await
}

/// Not told after all. False when nothing stood.
pub async fn take_back(
    tx: &mut Tx,
    fair: FairId,
    resident: ResidentId,
    message: Message,
) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM tellings WHERE fair_id = $1 AND resident_id = $2 AND message = $3";
    tx.did(SQL, args![fair, resident, message.as_str()]).await
}

/// Not told after all, where it still speaks of this. False when that did not stand.
pub async fn take_back_about(
    tx: &mut Tx,
    fair: FairId,
    resident: ResidentId,
    (message, about): (Message, &str),
) -> Result<bool, StoreError> {
    const SQL: &str =
        "DELETE FROM tellings WHERE fair_id = $1 AND resident_id = $2 AND message = $3 AND about = $4";
    tx.did(SQL, args![fair, resident, message.as_str(), about]).await
}

/// Everything that was told about a fair, the latest first.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Telling>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM tellings WHERE fair_id = $1 ORDER BY at_ms DESC, resident_id, message"
    );
    tx.all(SQL, args![fair]).await
}

/// Everything that somebody was told, the latest first.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<Telling>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM tellings WHERE resident_id = $1 ORDER BY at_ms DESC, fair_id, message"
    );
    tx.all(SQL, args![resident]).await
}
