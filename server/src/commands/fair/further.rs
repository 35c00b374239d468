//! Further questions, for who has a place. No screen of the workplace shows them: staff read them on a page that is drawn
//! each time, and the resident on their own.

use crate::commands::{Desk, Done};
use domain::fair::SignUpState;
use domain::fair::further::{Said, Topic, answered};
use domain::ids::{FairId, SignUpId};
use store::fairs::Fair;
use store::{StoreError, Tx, fairs, further, sign_ups};
use sync::Rejection;

pub async fn ask(tx: &mut Tx, desk: &Desk<'_>, id: FairId, topics: &[Topic]) -> Result<Done, StoreError> {
    let Some(fair) = fairs::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if is_over(&fair, desk.now_ms) {
        return Ok(Done::rejected(Rejection::NotNow));
    }
    let changed = further::ask(tx, fair.location, id, &topics.iter().copied().collect()).await?;
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() })
}

pub async fn answer(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: SignUpId,
    form: &[(Topic, Option<Said>)],
) -> Result<Done, StoreError> {
    let Some(row) = sign_ups::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let Some(fair) = fairs::get(tx, row.fair).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if row.state != SignUpState::Placed || is_over(&fair, desk.now_ms) {
        return Ok(Done::rejected(Rejection::NotNow).about(row.resident));
    }
    let asked = further::topics(tx, fair.id).await?;
    let stands = further::answers(tx, id).await?;
    let done = match answered(stands, form, &asked) {
        Err(_) => Done::rejected(Rejection::Malformed),
        Ok(answers) => match further::answer(tx, row.location, id, &answers).await? {
            true => Done::applied(vec![]),
            false => Done::noop(),
        },
    };
    Ok(done.about(row.resident))
}

/// What nobody comes to any more is asked no more.
pub fn is_over(fair: &Fair, now_ms: i64) -> bool {
    now_ms >= fair.ends_ms
}
