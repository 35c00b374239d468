//! "Ask the matcher", for a resident: what they asked, and the page on which they ask.

use super::mine::{MINE, refused, send, sign_in_first};
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, QuestionId, ResidentId};
use domain::pipeline::question::may_ask;
use domain::text::Line;
use domain::time::from_ms;
use store::questions::Question;
use store::{StoreError, Tx, questions};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{ASKS, AskFault, KEY, QUESTION};
use ui::public::views::{AskPage, OwnQuestion, Page, Sorry, TakeBackPage};

/// Where a resident asks.
pub const ASK: &str = "/mijn/vraag";
/// Questions on somebody's own page.
const SHOWN_MAX: usize = 6;
/// Signs of a question that are shown again: one more than it may have, so that a longer one is still too long.
const TYPED_KEPT: usize = 301;

pub async fn page(visit: Visit) -> Reply {
    let loaded = async {
        match visit.resident().await? {
            Some((_, resident)) => asking(&visit, resident, None).await,
            None => Ok(sign_in_first(&visit)),
        }
    };
    visit.settled(loaded.await)
}

pub async fn post(visit: Visit, RawForm(body): RawForm) -> Reply {
    if !visit.app.limits.post(visit.from) {
        return visit.sorry(StatusCode::TOO_MANY_REQUESTS, Sorry::TooManyTries);
    }
    visit.settled(asked(&visit, &pairs(&body)).await)
}

async fn asked(visit: &Visit, pairs: &[(String, String)]) -> Result<Reply, StoreError> {
    let Some((signed, resident)) = visit.resident().await? else { return Ok(sign_in_first(visit)) };
    let ids = field::<CommandId>(pairs, KEY).zip(field::<QuestionId>(pairs, QUESTION));
    let Some((id, question)) = ids else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    let raw: String = field(pairs, ASKS).unwrap_or_default();
    let typed: String = raw.chars().take(TYPED_KEPT).collect();
    let text = match Line::parse(&typed) {
        Ok(text) => text,
        Err(refused) => return asking(visit, resident, Some((typed, Some(refused.into())))).await,
    };
    let command = Command::AskMatcher { question, text };
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => Ok(visit.go_to(MINE)),
        // The page says that it is enough for now, and keeps what was typed.
        Outcome::Rejected(Rejection::NotNow) => asking(visit, resident, Some((typed, None))).await,
        // Who went back and wrote something else gets another form with it.
        Outcome::Rejected(Rejection::Malformed | Rejection::NotFound) => {
            asking(visit, resident, Some((typed, Some(AskFault::Old)))).await
        }
        Outcome::Rejected(_) | Outcome::Superseded => {
            Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble))
        }
    }
}

/// Where somebody takes this question back.
fn back_path(question: QuestionId) -> String {
    format!("{ASK}/{question}")
}

/// "Are you sure?". What was answered meanwhile stands on their page.
pub async fn back_page(Path(id): Path<QuestionId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let mut tx = visit.app.store.read().await?;
        let asked = questions::get(&mut tx, id).await?.filter(|asked| asked.resident == resident);
        Ok(match asked {
            None => visit.nothing(),
            Some(asked) if asked.answered.is_some() => visit.go_to(MINE),
            Some(asked) => visit.page(Page::TakeBack(TakeBackPage {
                action: back_path(id),
                key: CommandId(chance::id()),
                text: asked.text.into(),
                mine_path: MINE.into(),
            })),
        })
    };
    visit.settled(loaded.await)
}

pub async fn take_back(Path(question): Path<QuestionId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, _)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let sent = send(&visit, &signed, field(&pairs, KEY), Command::TakeQuestionBack { question }).await?;
        Ok(match sent {
            Ok(reply) => reply,
            Err(Rejection::Outdated) => visit.go_to(MINE),
            Err(why) => refused(&visit, why),
        })
    };
    visit.settled(done.await)
}

/// The form, empty or once more with what was typed.
async fn asking(
    visit: &Visit,
    resident: ResidentId,
    again: Option<(String, Option<AskFault>)>,
) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let before = questions::of_resident(&mut tx, resident).await?;
    let before: Vec<_> = before.iter().map(|one| (one.asked_ms, one.answered.is_none())).collect();
    let enough = may_ask(&before, visit.app.clock.now_ms()).is_err();
    let status = match &again {
        None => StatusCode::OK,
        Some((_, None)) => StatusCode::CONFLICT,
        Some((_, Some(_))) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (typed, fault) = again.unwrap_or_default();
    let page = AskPage {
        action: ASK.into(),
        key: CommandId(chance::id()),
        question: QuestionId(chance::id()),
        typed,
        fault,
        enough,
        mine_path: MINE.into(),
    };
    Ok(visit.reply(status, Page::Ask(Box::new(page))))
}

/// What somebody asked, as their own page shows it: the latest.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<OwnQuestion>, StoreError> {
    let mut own = all(tx, resident).await?;
    own.truncate(SHOWN_MAX);
    Ok(own)
}

/// All that is kept of what somebody asked.
pub async fn all(tx: &mut Tx, resident: ResidentId) -> Result<Vec<OwnQuestion>, StoreError> {
    let own = |one: Question| OwnQuestion {
        text: one.text.into(),
        at: from_ms(one.asked_ms),
        back_path: one.answered.is_none().then(|| back_path(one.id)),
        answered: one.answered,
    };
    Ok(questions::of_resident(tx, resident).await?.into_iter().map(own).collect())
}
