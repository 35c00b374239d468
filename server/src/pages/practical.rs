//! Where an organiser says what people should know before they come; under the workplace's door.

use super::fair::path as fair_path;
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, FairId};
use store::practical;
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, practical_of};
use ui::public::views::{Page, PracticalPage, Sorry};

/// Who may say it, says anything of it.
fn asked(fair: FairId) -> Command {
    Command::DescribePractical { fair, bring: vec![], there: vec![] }
}

/// Where it is said for this fair.
pub fn path(fair: FairId) -> String {
    format!("/app-api/practical/{fair}")
}

pub async fn page(Path(id): Path<FairId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, fair)) = visit.staff_of(id, &asked(id)).await? else { return Ok(visit.nothing()) };
        let mut tx = visit.app.store.read().await?;
        visit.at(&mut tx, fair.location).await?;
        Ok(visit.page(Page::Practical(PracticalPage {
            fair: id,
            action: path(id),
            picture_path: super::picture::path(id),
            key: CommandId(chance::id()),
            practical: practical::of(&mut tx, id).await?,
            is_over: commands::is_over(&fair, visit.app.clock.now_ms()),
            public_path: fair.state.is_public().then(|| fair_path(id)),
            fair_name: fair.name,
        })))
    };
    visit.settled(loaded.await)
}

pub async fn post(Path(id): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, _)) = visit.staff_of(id, &asked(id)).await? else { return Ok(visit.nothing()) };
        let read = field::<CommandId>(&pairs, KEY).zip(practical_of(&pairs));
        let Some((key, said)) = read else {
            return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
        };
        let command = Command::DescribePractical { fair: id, bring: said.bring, there: said.there };
        let envelope = Envelope { id: key, made_at_ms: visit.app.clock.now_ms(), command };
        Ok(match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
            Outcome::Applied | Outcome::Noop => visit.go_to(&path(id)),
            Outcome::Rejected(Rejection::NotFound) => visit.nothing(),
            Outcome::Rejected(Rejection::NotNow) => visit.sorry(StatusCode::CONFLICT, Sorry::Closed),
            // The form was sent before with other answers.
            Outcome::Rejected(Rejection::Malformed) => {
                visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)
            }
            Outcome::Rejected(_) | Outcome::Superseded => {
                visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble)
            }
        })
    };
    visit.settled(done.await)
}
