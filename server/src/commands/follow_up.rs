//! Commands of follow-up: the resident's word about a second interview, given by themselves or told to staff.

use super::{Desk, Done};
use crate::chance;
use domain::command::{Command, Talk};
use domain::follow_up::{FollowUpRefused, after_verdict};
use domain::ids::FollowUpId;
use domain::scoring::{NextStep, Verdict};
use store::follow_ups::FollowUp;
use store::{StoreError, Tx, fairs, follow_ups};
use sync::{Rejection, Scope};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    let Command::AnswerSecondInterview { follow_up, wants } = command else {
        return Ok(Done::rejected(Rejection::Malformed));
    };
    let Some(row) = follow_ups::get(tx, *follow_up).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    match row.state.answer(*wants) {
        Ok(state) => {
            follow_ups::set_state(tx, row.id, state, desk.now_ms).await?;
            let scopes = vec![Scope::FollowUp(row.location), Scope::Session(row.session)];
            Ok(Done::applied(scopes).about(row.resident))
        }
        Err(FollowUpRefused::Unchanged) => Ok(Done::noop().about(row.resident)),
        Err(FollowUpRefused::TakenBack) => Ok(Done::rejected(Rejection::Outdated).about(row.resident)),
    }
}

/// What an ended sheet makes of the second interview: asked, taken back, or left as it stands.
pub async fn follow(
    tx: &mut Tx,
    desk: &Desk<'_>,
    talk: Talk,
    verdict: Verdict,
    next_step: NextStep,
) -> Result<(), StoreError> {
    let Some(party) = fairs::party(tx, talk.party).await? else { return Err(StoreError::Gone) };
    let stands = follow_ups::find(tx, talk.session, party.employer, talk.resident).await?;
    let becomes = after_verdict(stands.as_ref().map(|found| found.state), verdict, next_step);
    match (stands, becomes) {
        (_, None) => Ok(()),
        (Some(found), Some(state)) => follow_ups::set_state(tx, found.id, state, desk.now_ms).await,
        (None, Some(state)) => {
            let row = FollowUp {
                id: FollowUpId(chance::id()),
                location: desk.location,
                session: talk.session,
                employer: party.employer,
                resident: talk.resident,
                state,
                asked_ms: desk.now_ms,
                changed_ms: desk.now_ms,
            };
            follow_ups::insert(tx, &row).await
        }
    }
}
