//! The picture of a fair's place. What was uploaded is seen once a command says so. The public pages show it, and no
//! screen of the workplace.

use crate::commands::{Desk, Done};
use domain::ids::{FairId, PictureId};
use store::{StoreError, Tx, fairs, pictures};
use sync::Rejection;

pub async fn put(tx: &mut Tx, desk: &Desk<'_>, id: FairId, picture: PictureId) -> Result<Done, StoreError> {
    let Some(fair) = fairs::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let found = pictures::get(tx, picture).await?.filter(|found| found.location == fair.location);
    if found.is_none() {
        return Ok(Done::rejected(Rejection::NotFound));
    }
    if super::is_over(&fair, desk.now_ms) {
        return Ok(Done::rejected(Rejection::NotNow));
    }
    let changed = pictures::put(tx, id, picture).await?;
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() })
}

/// At any time: a picture that should not be there must go also when the day is over.
pub async fn take_away(tx: &mut Tx, fair: FairId, picture: PictureId) -> Result<Done, StoreError> {
    let changed = pictures::take_away(tx, fair, picture).await?;
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() })
}
