//! "Questions of residents", for who answers them: under the workplace's door and drawn each time, so that what people
//! ask stays out of what a device keeps.

use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::sign_in::Signed;
use crate::{chance, commands};
use axum::extract::RawForm;
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, LocationId, QuestionId};
use domain::text::{Note, TextRefused};
use domain::time::from_ms;
use store::questions::Question;
use store::{StoreError, Tx, questions, residents};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{BASE, HOW, KEY, QUESTION, words_field};
use ui::public::views::{AnswerAgain, AnsweringPage, NotTaken, Page, Sorry, ToAnswer};

/// Questions that wait, at once: a page of paper, and a while of work.
const WAITING_MAX: u32 = 30;
/// What was answered lately, to be mended.
const ANSWERED_MAX: u32 = 10;
/// Signs of an answer that are shown again: one more than it may have.
const TYPED_KEPT: usize = 2_001;

/// Who answers questions may read them: the same question to the same policy.
const ASKED: Command =
    Command::AnswerQuestion { question: QuestionId(uuid::Uuid::nil()), words: None, base_ms: None };

pub async fn page(visit: Visit) -> Reply {
    visit.for_staff(&ASKED, async |_, location| shown(&visit, location, None).await).await
}

pub async fn post(visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    visit.for_staff(&ASKED, async |signed, location| answered(&visit, &signed, location, &pairs).await).await
}

async fn answered(
    visit: &Visit,
    signed: &Signed,
    location: LocationId,
    pairs: &[(String, String)],
) -> Result<Reply, StoreError> {
    let ids = field::<CommandId>(pairs, KEY).zip(field::<QuestionId>(pairs, QUESTION));
    let Some((id, question)) = ids else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    let by_mouth = field::<String>(pairs, HOW).as_deref() == Some("mouth");
    let raw: String = field(pairs, &words_field(question)).unwrap_or_default();
    let typed: String = raw.chars().take(TYPED_KEPT).collect();
    let again = |typed, why| Some(AnswerAgain { question, typed, why });
    let words = match Note::parse(&typed) {
        _ if by_mouth => None,
        Ok(words) => Some(words),
        Err(TextRefused::Empty) => return shown(visit, location, again(typed, NotTaken::Empty)).await,
        Err(TextRefused::TooLong | TextRefused::Unprintable) => {
            return shown(visit, location, again(typed, NotTaken::Unfit)).await;
        }
    };
    let command = Command::AnswerQuestion { question, words, base_ms: field(pairs, BASE) };
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => Ok(visit.go_to(&visit.path)),
        // Whoever asked it took it back, or it was kept too long.
        Outcome::Rejected(Rejection::NotFound) => shown(visit, location, again(typed, NotTaken::Gone)).await,
        // A colleague was first, or the form was sent before with other words.
        Outcome::Rejected(Rejection::Outdated | Rejection::Malformed) => {
            shown(visit, location, again(typed, NotTaken::Late)).await
        }
        Outcome::Rejected(_) | Outcome::Superseded => {
            Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble))
        }
    }
}

async fn shown(visit: &Visit, location: LocationId, again: Option<AnswerAgain>) -> Result<Reply, StoreError> {
    let status = match again.as_ref().map(|again| again.why) {
        None => StatusCode::OK,
        Some(NotTaken::Late | NotTaken::Gone) => StatusCode::CONFLICT,
        Some(NotTaken::Empty | NotTaken::Unfit) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, location).await?;
    let waiting = questions::waiting(&mut tx, location, WAITING_MAX).await?;
    let shown = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    let more = questions::count_waiting(&mut tx, location).await?.saturating_sub(shown);
    let lately = questions::answered(&mut tx, location, ANSWERED_MAX).await?;
    let page = AnsweringPage {
        action: visit.path.clone(),
        waiting: to_answer(&mut tx, waiting).await?,
        more,
        answered: to_answer(&mut tx, lately).await?,
        again,
    };
    Ok(visit.reply(status, Page::Answering(Box::new(page))))
}

async fn to_answer(tx: &mut Tx, asked: Vec<Question>) -> Result<Vec<ToAnswer>, StoreError> {
    let mut list = Vec::with_capacity(asked.len());
    for one in asked {
        let Some(resident) = residents::get(tx, one.resident).await? else { continue };
        list.push(ToAnswer {
            question: one.id,
            number: resident.number,
            name: resident.name,
            lang: resident.lang,
            text: one.text.into(),
            at: from_ms(one.asked_ms),
            answered: one.answered,
            keys: [CommandId(chance::id()), CommandId(chance::id())],
        });
    }
    Ok(list)
}
