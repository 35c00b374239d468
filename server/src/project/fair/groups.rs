//! People who come together, as staff see them: a number, who leads, and what was agreed.

use super::short;
use domain::fair::group::leader;
use domain::ids::{FairId, GroupId};
use std::collections::HashMap;
use store::{StoreError, Tx, groups, residents, sign_ups};
use sync::views::GroupView;

/// Groups are numbered as they began: a number names nobody, and stays when others leave.
pub async fn numbers(tx: &mut Tx, fair: FairId) -> Result<HashMap<GroupId, u32>, StoreError> {
    let all = groups::of_fair(tx, fair).await?;
    Ok(all.iter().zip(1..).map(|(group, number)| (group.id, number)).collect())
}

/// Those of which somebody comes.
pub async fn views(tx: &mut Tx, fair: FairId) -> Result<Vec<GroupView>, StoreError> {
    let mut views = vec![];
    for (group, number) in groups::of_fair(tx, fair).await?.into_iter().zip(1..) {
        let members = sign_ups::of_group(tx, group.id).await?;
        let leads = leader(group.maker, members.iter().map(|row| (row.id, row.state)));
        let Some(leads) = members.iter().find(|row| Some(row.id) == leads) else { continue };
        let Some(resident) = residents::get(tx, leads.resident).await? else { continue };
        views.push(GroupView {
            number,
            leader: resident.number,
            leader_name: resident.name,
            people: short(members.iter().filter(|row| row.state.goes_on()).count()),
            meet: group.agreed.meet.map(|meet| meet.as_str().to_owned()),
            meet_at_min: group.agreed.meet_at_min,
            travel: group.agreed.travel,
            leave_at_min: group.agreed.leave_at_min,
        });
    }
    Ok(views)
}
