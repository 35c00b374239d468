//! Groups of people who come together. The rule is [`domain::fair::group`]: a group changes nobody's place.

use super::{planned_sessions, scopes_of};
use crate::commands::{Desk, Done};
use domain::fair::SignUpState;
use domain::fair::group::{Agreed, JoinRefused, join, leader};
use domain::ids::{FairId, GroupId, SignUpId};
use store::groups::{self, Group};
use store::sign_ups::{self, SignUpRow};
use store::{StoreError, Tx, fairs};
use sync::Rejection;

/// The group that somebody signs up with. A link of another day, or to a group that is full, is no reason to turn
/// anybody away: they come without it.
pub async fn of_newcomer(
    tx: &mut Tx,
    fair: FairId,
    wish: Option<GroupId>,
) -> Result<Option<GroupId>, StoreError> {
    let Some(id) = wish else { return Ok(None) };
    Ok(match groups::get(tx, id).await? {
        Some(group) if group.fair == fair && join(members(tx, id).await?, false).is_ok() => Some(id),
        _ => None,
    })
}

/// Whoever is in it, also who does not come any more. Under the fair's lock.
async fn members(tx: &mut Tx, id: GroupId) -> Result<u32, StoreError> {
    Ok(u32::try_from(sign_ups::of_group(tx, id).await?.len()).unwrap_or(u32::MAX))
}

/// A sign-up whose fair is locked, so that a group is counted right.
async fn locked(tx: &mut Tx, id: SignUpId) -> Result<Option<SignUpRow>, StoreError> {
    let Some(found) = sign_ups::get(tx, id).await? else { return Ok(None) };
    fairs::lock(tx, found.fair).await?;
    sign_ups::get(tx, id).await
}

/// Somebody begins a group, and leads it. Who is in one already stays there.
pub async fn start(tx: &mut Tx, desk: &Desk<'_>, id: GroupId, by: SignUpId) -> Result<Done, StoreError> {
    let Some(row) = locked(tx, by).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if row.group.is_some() {
        return Ok(Done::noop().about(row.resident));
    }
    if groups::get(tx, id).await?.is_some() {
        return Ok(Done::rejected(Rejection::Taken).about(row.resident));
    }
    groups::insert(tx, id, row.location, row.fair, by, desk.now_ms).await?;
    belongs(tx, &row, Some(id), false).await
}

/// Somebody who has signed up already comes along.
pub async fn join_one(tx: &mut Tx, id: GroupId, who: SignUpId) -> Result<Done, StoreError> {
    let Some(row) = locked(tx, who).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let Some(group) = groups::get(tx, id).await?.filter(|group| group.fair == row.fair) else {
        return Ok(Done::rejected(Rejection::NotFound).about(row.resident));
    };
    if row.group == Some(id) {
        return Ok(Done::noop().about(row.resident));
    }
    let refused = match join(members(tx, id).await?, row.group.is_some()) {
        Ok(()) => return belongs(tx, &row, Some(id), leaves_together(&group)).await,
        Err(JoinRefused::Full) => Rejection::Full,
        Err(JoinRefused::InOne) => Rejection::Taken,
    };
    Ok(Done::rejected(refused).about(row.resident))
}

pub async fn leave(tx: &mut Tx, who: SignUpId) -> Result<Done, StoreError> {
    let Some(row) = locked(tx, who).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let Some(id) = row.group else { return Ok(Done::noop().about(row.resident)) };
    let together = groups::get(tx, id).await?.is_some_and(|group| leaves_together(&group));
    belongs(tx, &row, None, together).await
}

/// What the group agreed, said by who leads it or by the desk in their name. To anybody else there is nothing to say.
pub async fn arrange(tx: &mut Tx, by: SignUpId, agreed: &Agreed) -> Result<Done, StoreError> {
    let Some(row) = locked(tx, by).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let group = match row.group {
        Some(id) => groups::get(tx, id).await?,
        None => None,
    };
    let Some(group) = group.filter(|_| row.state.goes_on()) else {
        return Ok(Done::rejected(Rejection::NotFound).about(row.resident));
    };
    if leads(tx, &group).await? != Some(by) {
        return Ok(Done::rejected(Rejection::NotFound).about(row.resident));
    }
    if !agreed.holds() {
        return Ok(Done::rejected(Rejection::Malformed).about(row.resident));
    }
    if group.agreed == *agreed {
        return Ok(Done::noop().about(row.resident));
    }
    groups::agree(tx, group.id, agreed).await?;
    let other_time = group.agreed.leave_at_min != agreed.leave_at_min;
    told(tx, &row, other_time).await
}

/// Whose sign-up leads this group now.
pub async fn leads(tx: &mut Tx, group: &Group) -> Result<Option<SignUpId>, StoreError> {
    let members = sign_ups::of_group(tx, group.id).await?;
    Ok(leader(group.maker, members.iter().map(|row| (row.id, row.state))))
}

fn leaves_together(group: &Group) -> bool {
    group.agreed.leave_at_min.is_some()
}

async fn belongs(
    tx: &mut Tx,
    row: &SignUpRow,
    group: Option<GroupId>,
    other_time: bool,
) -> Result<Done, StoreError> {
    sign_ups::set_group(tx, row.id, group).await?;
    told(tx, row, other_time && row.state == SignUpState::Placed).await
}

/// With another time to leave, a plan that stands may seat somebody when they are gone.
async fn told(tx: &mut Tx, row: &SignUpRow, other_time: bool) -> Result<Done, StoreError> {
    let Some(fair) = fairs::get(tx, row.fair).await? else { return Err(StoreError::Gone) };
    let replan = if other_time { planned_sessions(tx, fair.id).await? } else { vec![] };
    Ok(Done { replan, ..Done::applied(scopes_of(tx, &fair).await?) }.about(row.resident))
}
