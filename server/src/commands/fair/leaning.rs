//! What somebody who chose no vacancy would rather do. The next plan knows it; one that stands moves nobody for it.

use crate::commands::Done;
use domain::fair::leaning::Leaning;
use domain::ids::SignUpId;
use store::{StoreError, Tx, leanings, sign_ups};
use sync::Rejection;

pub async fn lean(tx: &mut Tx, sign_up: SignUpId, leaning: Leaning) -> Result<Done, StoreError> {
    let Some(row) = sign_ups::get(tx, sign_up).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if !row.state.goes_on() {
        return Ok(Done::rejected(Rejection::NotNow).about(row.resident));
    }
    let changed = leanings::set(tx, row.location, sign_up, leaning).await?;
    // No screen shows it: it is in what a plan is made of.
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() }.about(row.resident))
}
