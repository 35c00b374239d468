//! The link of a group: a sign-up that comes along with it, or a question to who has signed up already. And what a group
//! agreed, as who leads it says.

use super::draft::Draft;
use super::fair::{fresh_ids, head, path};
use super::mine::{MINE, refused, send, sign_in_first};
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, FairId, GroupId, ResidentId, SignUpId};
use store::{StoreError, fairs, groups, sign_ups};
use ui::public::form::{AgreedFault, GROUP, KEY, TypedAgreed};
use ui::public::views::{ArrangePage, JoinPage, Page, Sorry};

/// Where a group is joined.
pub fn address(fair: FairId, group: GroupId) -> String {
    format!("{}/samen/{group}", path(fair))
}

pub async fn door(Path((fair, group)): Path<(FairId, GroupId)>, visit: Visit) -> Reply {
    visit.settled(open(&visit, fair, group).await)
}

async fn open(visit: &Visit, fair: FairId, group: GroupId) -> Result<Reply, StoreError> {
    let known = {
        let mut tx = visit.app.store.read().await?;
        groups::get(&mut tx, group).await?.is_some_and(|found| found.fair == fair)
    };
    if !known {
        return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    }
    if let Some((_, resident)) = visit.resident().await?
        && let Some(reply) = of_known(visit, fair, group, resident).await?
    {
        return Ok(reply);
    }
    // The group travels with what is typed: no address of a form has to carry it.
    let mut draft = visit.draft(fair);
    if draft.sent {
        draft = Draft::holding(fair, fresh_ids(), vec![]);
    }
    draft.fields.retain(|(name, _)| name != GROUP);
    draft.fields.push((GROUP.to_owned(), group.to_string()));
    Ok(visit.go_to(&path(fair)).with_cookie(visit.keep(draft)))
}

/// Who has signed up for this day on this phone. None: nobody.
async fn of_known(
    visit: &Visit,
    fair: FairId,
    group: GroupId,
    resident: ResidentId,
) -> Result<Option<Reply>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let own = sign_ups::by_fair_and_resident(&mut tx, fair, resident).await?;
    let Some(row) = own.filter(|row| row.state.goes_on()) else { return Ok(None) };
    let Some(found) = fairs::get(&mut tx, fair).await? else { return Ok(None) };
    if row.group == Some(group) {
        return Ok(Some(visit.go_to(MINE)));
    }
    let page = JoinPage {
        head: head(&mut tx, &found).await?,
        action: format!("/mijn/samen/{}", row.id),
        group,
        key: CommandId(chance::id()),
        mine_path: MINE.into(),
    };
    Ok(Some(visit.page(Page::Join(page))))
}

/// Where who leads a group says what it agreed.
pub fn arrange_path(sign_up: SignUpId) -> String {
    format!("/mijn/afspraak/{sign_up}")
}

pub async fn arrange_page(Path(sign_up): Path<SignUpId>, visit: Visit) -> Reply {
    let loaded = async {
        match visit.resident().await? {
            Some((_, resident)) => arranging(&visit, sign_up, resident, None).await,
            None => Ok(sign_in_first(&visit)),
        }
    };
    visit.settled(loaded.await)
}

pub async fn arrange(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let typed = TypedAgreed::from_pairs(&pairs);
        match typed.parse() {
            Ok(agreed) => {
                let command = Command::ArrangeGroup { sign_up, agreed };
                let sent = send(&visit, &signed, field(&pairs, KEY), command).await?;
                Ok(sent.unwrap_or_else(|why| refused(&visit, why)))
            }
            Err(faults) => arranging(&visit, sign_up, resident, Some((typed, faults))).await,
        }
    };
    visit.settled(done.await)
}

/// The form with what stands, or once more with what was typed and must be mended.
async fn arranging(
    visit: &Visit,
    id: SignUpId,
    resident: ResidentId,
    again: Option<(TypedAgreed, Vec<AgreedFault>)>,
) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let nothing = || Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    let own = sign_ups::get(&mut tx, id).await?.filter(|row| row.resident == resident);
    let Some((fair, group)) = own.and_then(|row| Some((row.fair, row.group?))) else { return nothing() };
    let found = (groups::get(&mut tx, group).await?, fairs::get(&mut tx, fair).await?);
    let (Some(group), Some(fair)) = found else { return nothing() };
    if commands::leads(&mut tx, &group).await? != Some(id) {
        return nothing();
    }
    let status = if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (typed, faults) = again.unwrap_or_else(|| (TypedAgreed::of(&group.agreed), vec![]));
    let page = ArrangePage {
        head: head(&mut tx, &fair).await?,
        action: arrange_path(id),
        key: CommandId(chance::id()),
        typed,
        faults,
        mine_path: MINE.into(),
    };
    Ok(visit.reply(status, Page::Arrange(Box::new(page))))
}
