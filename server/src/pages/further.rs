//! Further questions, for who has a place: the page on which somebody answers. What staff see of them: `staff`.

mod staff;

pub use staff::{desk_page, desk_post, page as staff_page, post as staff_post};

use super::mine::{MINE, refused, send, sign_in_first};
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::SignUpState;
use domain::ids::{CommandId, SignUpId};
use store::fairs::Fair;
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, fairs, further, residents, sign_ups};
use ui::public::form::{KEY, further_of};
use ui::public::views::{FurtherPage, FurtherWay, Page, Sorry};

/// Where somebody answers for this sign-up.
fn own_path(sign_up: SignUpId) -> String {
    format!("/mijn/vragen/{sign_up}")
}

/// The way to the questions from somebody's own page. None: nothing is asked of them.
pub async fn way(
    tx: &mut Tx,
    fair: &Fair,
    row: &SignUpRow,
    now_ms: i64,
) -> Result<Option<FurtherWay>, StoreError> {
    if row.state != SignUpState::Placed || commands::is_over(fair, now_ms) {
        return Ok(None);
    }
    let topics = further::topics(tx, fair.id).await?;
    if topics.is_empty() {
        return Ok(None);
    }
    let answers = further::answers(tx, row.id).await?;
    // Who answered some has seen the others, and passed them over.
    let is_new = !topics.iter().any(|topic| answers.contains_key(topic));
    Ok(Some(FurtherWay { path: own_path(row.id), is_new }))
}

pub async fn page(Path(id): Path<SignUpId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let mut tx = visit.app.store.read().await?;
        let own = sign_ups::get(&mut tx, id).await?.filter(|row| row.resident == resident);
        let Some(row) = own else { return Ok(visit.nothing()) };
        form(&visit, &mut tx, &row, None).await
    };
    visit.settled(loaded.await)
}

pub async fn post(Path(id): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, _)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let Some(answers) = further_of(&pairs) else { return Ok(bad_form(&visit)) };
        let command = Command::AnswerFurther { sign_up: id, answers };
        let sent = send(&visit, &signed, field(&pairs, KEY), command).await?;
        Ok(sent.unwrap_or_else(|why| refused(&visit, why)))
    };
    visit.settled(done.await)
}

/// Where the form of somebody for whom the desk answers goes, and where it leads back to.
struct AtTheDesk {
    action: String,
    back_path: String,
}

/// The form of one person. Who has no place, or whose day is over, is asked nothing.
async fn form(
    visit: &Visit,
    tx: &mut Tx,
    row: &SignUpRow,
    desk: Option<AtTheDesk>,
) -> Result<Reply, StoreError> {
    let Some(fair) = fairs::get(tx, row.fair).await? else { return Ok(visit.nothing()) };
    let topics = further::topics(tx, fair.id).await?;
    let is_over = commands::is_over(&fair, visit.app.clock.now_ms());
    if row.state != SignUpState::Placed || is_over || topics.is_empty() {
        return Ok(visit.nothing());
    }
    visit.at(tx, fair.location).await?;
    let answers = further::answers(tx, row.id).await?;
    let whose = match desk {
        Some(_) => residents::get(tx, row.resident).await?.map(|one| (one.number, one.name)),
        None => None,
    };
    let (action, back_path) = match desk {
        Some(desk) => (desk.action, desk.back_path),
        None => (own_path(row.id), MINE.into()),
    };
    Ok(visit.page(Page::Further(FurtherPage {
        fair_name: fair.name,
        whose,
        action,
        key: CommandId(chance::id()),
        questions: topics.into_iter().map(|topic| (topic, answers.get(&topic).copied())).collect(),
        back_path,
    })))
}

fn bad_form(visit: &Visit) -> Reply {
    visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)
}
