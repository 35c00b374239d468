//! Commands of follow-up: the resident's word about a second interview, given by themselves or told to staff.

use super::{Desk, Done};
use domain::command::Command;
use domain::follow_up::FollowUpRefused;
use store::{StoreError, Tx, follow_ups};
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
