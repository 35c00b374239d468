//! Commands of follow-up: the resident's word about a second interview, given by themselves or told to staff; and the
//! times for it.

mod times;

use super::{Desk, Done};
use domain::command::{Command, Talk};
use domain::follow_up::{FollowUpRefused, after_sheets, asks};
use domain::ids::FollowUpId;
use std::collections::BTreeSet;
use store::{StoreError, Tx, candidacies, fairs, follow_ups, sheets};
use sync::{Rejection, Scope};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    let Command::AnswerSecondInterview { follow_up, wants } = command else {
        return times::handle(tx, desk, command).await;
    };
    let Some(row) = follow_ups::get(tx, *follow_up).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    match row.state.answer(*wants) {
        Ok(state) => {
            follow_ups::set_state(tx, row.id, state, desk.now_ms).await?;
            let mut scopes = vec![Scope::FollowUp(row.location), Scope::Session(row.session)];
            if !wants {
                scopes.extend(times::give_back(tx, desk, &row).await?);
            }
            Ok(Done::applied(scopes).about(row.resident))
        }
        Err(FollowUpRefused::Unchanged) => Ok(Done::noop().about(row.resident)),
        Err(FollowUpRefused::TakenBack) => Ok(Done::rejected(Rejection::Outdated).about(row.resident)),
    }
}

/// What the ended sheets of an employer make of the second interviews with this person: asked, taken back, or left as
/// they stand. Each belongs to the candidacy of its vacancy.
pub async fn follow(tx: &mut Tx, desk: &Desk<'_>, talk: Talk) -> Result<(), StoreError> {
    let Some(party) = fairs::party(tx, talk.party).await? else { return Err(StoreError::Gone) };
    let mut sheets = sheets::endings(tx, talk.session, party.employer, talk.resident).await?;
    sheets.retain(|sheet| asks(sheet.verdict, sheet.next_step));
    // A sheet from before sheets named a vacancy asks for whatever was made of it.
    let asked = |vacancy| sheets.iter().any(|sheet| sheet.vacancy.is_none_or(|named| named == vacancy));
    let mut standing = follow_ups::of_resident(tx, talk.resident).await?;
    standing.retain(|found| found.session == talk.session && found.employer == party.employer);
    for found in &standing {
        if let Some(state) = after_sheets(Some(found.state), asked(found.vacancy)) {
            follow_ups::set_state(tx, found.id, state, desk.now_ms).await?;
        }
    }
    let named: BTreeSet<_> = sheets.iter().filter_map(|sheet| sheet.vacancy).collect();
    for vacancy in named {
        if standing.iter().any(|found| found.vacancy == vacancy) {
            continue;
        }
        let begun = candidacies::find(tx, talk.resident, vacancy).await?.ok_or(StoreError::Gone)?;
        if let Some(state) = after_sheets(None, true) {
            let id = FollowUpId(desk.app.chance.id());
            follow_ups::insert(tx, id, talk.session, &begun, state, desk.now_ms).await?;
        }
    }
    Ok(())
}
