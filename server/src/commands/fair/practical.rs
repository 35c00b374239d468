//! What people should know before they come. The public pages show it, and no screen of the workplace.

use crate::commands::{Desk, Done};
use domain::fair::practical::{Bring, Practical, There};
use domain::ids::FairId;
use store::{StoreError, Tx, fairs, practical};
use sync::Rejection;

pub async fn describe(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: FairId,
    bring: &[Bring],
    there: &[There],
) -> Result<Done, StoreError> {
    let Some(fair) = fairs::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if super::is_over(&fair, desk.now_ms) {
        return Ok(Done::rejected(Rejection::NotNow));
    }
    let said = Practical::new(bring.to_vec(), there.to_vec());
    let changed = practical::describe(tx, fair.location, id, &said).await?;
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() })
}
