//! What a resident asks the matcher, and the answer.

use crate::commands::{Desk, Done, actor_word};
use domain::command::Command;
use domain::ids::QuestionId;
use domain::people::Actor;
use domain::pipeline::question::{self, AnswerRefused, Answered};
use domain::text::{Line, Note};
use store::{StoreError, Tx, questions, residents};
use sync::{Rejection, Scope};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::AskMatcher { question, text } => ask(tx, desk, *question, text).await,
        Command::TakeQuestionBack { question } => take_back(tx, *question).await,
        Command::AnswerQuestion { question, words, base_ms } => {
            answer(tx, desk, *question, words.as_ref(), *base_ms).await
        }
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

async fn ask(tx: &mut Tx, desk: &Desk<'_>, id: QuestionId, text: &Line) -> Result<Done, StoreError> {
    let Actor::Resident { resident, .. } = *desk.actor else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    // The form that was sent already, under another key: its question stands as it was asked first.
    if let Some(known) = questions::get(tx, id).await? {
        let own = known.resident == resident;
        let done = if own { Done::noop() } else { Done::rejected(Rejection::NotFound) };
        return Ok(done.about(resident));
    }
    // What is counted stays true until the commit, whichever process hears the next one.
    residents::lock(tx, resident).await?;
    let before = questions::of_resident(tx, resident).await?;
    let before: Vec<_> = before.iter().map(|one| (one.asked_ms, one.answered.is_none())).collect();
    if question::may_ask(&before, desk.now_ms).is_err() {
        return Ok(Done::rejected(Rejection::NotNow).about(resident));
    }
    questions::insert(tx, id, desk.location, resident, text, desk.now_ms).await?;
    Ok(Done::applied(vec![Scope::FollowUp(desk.location)]).about(resident))
}

/// A question that was answered meanwhile stands, with its answer.
async fn take_back(tx: &mut Tx, id: QuestionId) -> Result<Done, StoreError> {
    let Some(asked) = questions::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let done = match questions::take_back(tx, id).await? {
        true => Done::applied(vec![Scope::FollowUp(asked.location)]),
        false => Done::rejected(Rejection::Outdated),
    };
    Ok(done.about(asked.resident))
}

async fn answer(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: QuestionId,
    words: Option<&Note>,
    base_ms: Option<i64>,
) -> Result<Done, StoreError> {
    let Some(asked) = questions::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let done = match question::answer(asked.answered.as_ref(), words, base_ms) {
        Ok(()) => {
            let answered = Answered { words: words.cloned(), at_ms: desk.now_ms };
            questions::answer(tx, id, &answered, &actor_word(desk.actor)).await?;
            Done::applied(vec![Scope::FollowUp(asked.location)])
        }
        Err(AnswerRefused::Unchanged) => Done::noop(),
        Err(AnswerRefused::Outdated) => Done::rejected(Rejection::Outdated),
    };
    Ok(done.about(asked.resident))
}
