//! Groups of people who come together to a fair, and what they agreed. Who belongs to one stands in their sign-ups.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::group::{Agreed, Travel};
use domain::ids::{FairId, GroupId, LocationId, SignUpId};
use domain::text::Name;

macro_rules! columns {
    () => {
        "id, location_id, fair_id, maker_id, created_ms, meet, meet_at_min, travel, leave_at_min"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: GroupId,
    pub location: LocationId,
    pub fair: FairId,
    /// The sign-up that made it: it may have left since.
    pub maker: SignUpId,
    pub created_ms: i64,
    pub agreed: Agreed,
}

impl Record for Group {
    fn read(row: &Row) -> Result<Group, StoreError> {
        Ok(Group {
            id: GroupId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            fair: FairId(row.get("fair_id")?),
            maker: SignUpId(row.get("maker_id")?),
            created_ms: row.get("created_ms")?,
            agreed: Agreed {
                meet: row.word_opt("meet", |text| Name::parse(text).ok())?,
                meet_at_min: row.number_opt("meet_at_min")?,
                travel: row.word_opt("travel", Travel::parse)?,
                leave_at_min: row.number_opt("leave_at_min")?,
            },
        })
    }
}

/// A new group, which has agreed nothing yet.
pub async fn insert(
    tx: &mut Tx,
    id: GroupId,
    location: LocationId,
    fair: FairId,
    maker: SignUpId,
    created_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sign_up_groups (id, location_id, fair_id, maker_id, created_ms) \
                       VALUES ($1, $2, $3, $4, $5)";
    tx.run(SQL, args![id, location, fair, maker, created_ms]).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: GroupId) -> Result<Option<Group>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM sign_up_groups WHERE id = $1"), args![id]).await
}

/// Every group of a fair, the oldest first.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Group>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM sign_up_groups WHERE fair_id = $1 ORDER BY created_ms, id");
    tx.all(SQL, args![fair]).await
}

/// What it agreed from now on.
pub async fn agree(tx: &mut Tx, id: GroupId, agreed: &Agreed) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sign_up_groups SET meet = $2, meet_at_min = $3, travel = $4, leave_at_min = $5 \
                       WHERE id = $1";
    let (meet, travel) = (agreed.meet.as_ref().map(Name::as_str), agreed.travel.map(Travel::as_str));
    tx.run(SQL, args![id, meet, agreed.meet_at_min, travel, agreed.leave_at_min]).await.map(drop)
}
