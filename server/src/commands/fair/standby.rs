//! Places that come free: who is next in line is asked, in the transaction in which the place came free, and what they
//! answer. The rule is [`domain::fair::standby`].

use super::{planned_sessions, rejection_of, scopes_of};
use crate::app::Shared;
use crate::commands::{self, Desk, Done};
use domain::command::Command;
use domain::fair::standby::{self, InLine, NothingToDecide, PassedOn, Places};
use domain::fair::{Counts, SignUpRefused, SignUpState, Through, begins};
use domain::ids::{CommandId, FairId, SignUpId};
use domain::people::Actor;
use domain::time::from_ms;
use store::fairs::Fair;
use store::sign_ups::{SignUpRow, Standing};
use store::{StoreError, Tx, fairs, sign_ups};
use sync::{Envelope, Rejection};

fn places(fair: &Fair) -> Places {
    Places { state: fair.state, capacity: fair.capacity, starts: from_ms(fair.starts_ms) }
}

/// What a decision about one more place stands on. Under [`fairs::lock`].
pub async fn counts(tx: &mut Tx, fair: &Fair, now_ms: i64) -> Result<Counts, StoreError> {
    let over_ms = standby::over_until_ms(from_ms(now_ms), from_ms(fair.starts_ms));
    let Standing { placed, offered, over, standby, .. } = sign_ups::counts(tx, fair.id, over_ms).await?;
    let taken = placed + offered - over;
    Ok(Counts { capacity: fair.capacity, standby_max: fair.standby_max, taken, standby })
}

async fn steps(tx: &mut Tx, fair: &Fair, now_ms: i64) -> Result<Vec<InLine>, StoreError> {
    let line: Vec<_> = sign_ups::of_fair(tx, fair.id)
        .await?
        .iter()
        .map(|row| InLine { sign_up: row.id, state: row.state })
        .collect();
    Ok(places(fair).settle(&line, from_ms(now_ms)))
}

/// Asks whose turn it is, and lets go who did not answer. True when somebody has a place now without a question.
pub async fn settle(tx: &mut Tx, fair: &Fair, now_ms: i64) -> Result<bool, StoreError> {
    // As long as there is room nobody is asked and nobody waits; when it is full, nothing is free. A crowd that signs up
    // would else read the whole list for each of them.
    let Standing { placed, offered, standby, .. } = sign_ups::counts(tx, fair.id, 0).await?;
    if offered == 0 && (standby == 0 || placed >= fair.capacity) {
        return Ok(false);
    }
    let steps = steps(tx, fair, now_ms).await?;
    for InLine { sign_up, state } in &steps {
        sign_ups::set_state(tx, *sign_up, *state).await?;
    }
    Ok(steps.iter().any(|step| step.state == SignUpState::Placed))
}

/// A sign-up and its fair, locked.
async fn find(tx: &mut Tx, id: SignUpId) -> Result<Option<(SignUpRow, Fair)>, StoreError> {
    let Some(found) = sign_ups::get(tx, id).await? else { return Ok(None) };
    let Some(fair) = fairs::lock(tx, found.fair).await? else { return Ok(None) };
    // Before the lock somebody else may have changed it.
    Ok(sign_ups::get(tx, id).await?.map(|row| (row, fair)))
}

/// What the new state of a sign-up changes for others and for the plan.
async fn changed(
    tx: &mut Tx,
    desk: &Desk<'_>,
    row: &SignUpRow,
    fair: &Fair,
    placed: bool,
) -> Result<Done, StoreError> {
    settle(tx, fair, desk.now_ms).await?;
    let touches_plan = placed || row.state == SignUpState::Placed;
    let replan = if touches_plan { planned_sessions(tx, fair.id).await? } else { vec![] };
    Ok(Done { replan, ..Done::applied(scopes_of(tx, fair).await?) }.about(row.resident))
}

/// Yes keeps the place; no, like a withdrawal, gives it to the next.
pub async fn answer(tx: &mut Tx, desk: &Desk<'_>, id: SignUpId, comes: bool) -> Result<Done, StoreError> {
    let Some((row, fair)) = find(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    // What the desk says for somebody is decided.
    let approval = fair.approval && matches!(desk.actor, Actor::Resident { .. });
    match standby::answer(row.state, comes, approval) {
        Ok(state) if state == row.state => Ok(Done::noop().about(row.resident)),
        Ok(state) => {
            sign_ups::set_state(tx, id, state).await?;
            changed(tx, desk, &row, &fair, state == SignUpState::Placed).await
        }
        Err(PassedOn) => Ok(Done::rejected(Rejection::PassedOn).about(row.resident)),
    }
}

pub async fn come_back(tx: &mut Tx, desk: &Desk<'_>, id: SignUpId) -> Result<Done, StoreError> {
    let Some((row, fair)) = find(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let through = match desk.actor {
        Actor::Resident { .. } => Through::Page,
        _ => Through::Desk,
    };
    let counts = counts(tx, &fair, desk.now_ms).await?;
    let state = match standby::come_back(row.state, fair.state, through, counts) {
        Ok(given) => begins(given, through, fair.approval),
        Err(SignUpRefused::AlreadySignedUp) => return Ok(Done::noop().about(row.resident)),
        Err(refused) => return Ok(Done::rejected(rejection_of(refused)).about(row.resident)),
    };
    let queue = sign_ups::next_queue(tx, fair.id).await?;
    sign_ups::come_back(tx, id, state, queue).await?;
    changed(tx, desk, &row, &fair, state == SignUpState::Placed).await
}

/// Staff say that there is no place for who waits for their word; it goes to the next in line.
pub async fn decline(tx: &mut Tx, desk: &Desk<'_>, id: SignUpId) -> Result<Done, StoreError> {
    let Some((row, fair)) = find(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    match standby::decline(row.state) {
        Ok(state) if state == row.state => Ok(Done::noop().about(row.resident)),
        Ok(state) => {
            sign_ups::set_state(tx, id, state).await?;
            changed(tx, desk, &row, &fair, false).await
        }
        Err(NothingToDecide) => Ok(Done::rejected(Rejection::NotNow).about(row.resident)),
    }
}

pub async fn give(tx: &mut Tx, desk: &Desk<'_>, id: SignUpId) -> Result<Done, StoreError> {
    let Some((row, fair)) = find(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let counts = counts(tx, &fair, desk.now_ms).await?;
    match standby::give(row.state, fair.state, counts) {
        Ok(state) => {
            sign_ups::set_state(tx, id, state).await?;
            changed(tx, desk, &row, &fair, true).await
        }
        Err(SignUpRefused::AlreadySignedUp) => Ok(Done::noop().about(row.resident)),
        Err(refused) => Ok(Done::rejected(rejection_of(refused)).about(row.resident)),
    }
}

pub async fn pass_on(tx: &mut Tx, desk: &Desk<'_>, id: FairId) -> Result<Done, StoreError> {
    let Some(fair) = fairs::lock(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    if steps(tx, &fair, desk.now_ms).await?.is_empty() {
        return Ok(Done::noop());
    }
    settle(tx, &fair, desk.now_ms).await?;
    Ok(Done::applied(scopes_of(tx, &fair).await?))
}

/// Passes on what a deadline set free: the server's own command for each fair where there is something to do. What one
/// process does not get to, the next look finds again.
pub async fn pass_all_on(app: &Shared, now_ms: i64) -> Result<(), StoreError> {
    for fair in waiting(app, now_ms).await? {
        let id = CommandId(app.chance.id());
        let envelope = Envelope { id, made_at_ms: now_ms, command: Command::PassPlacesOn { fair } };
        commands::execute(app, &Actor::System, &envelope).await?;
    }
    Ok(())
}

async fn waiting(app: &Shared, now_ms: i64) -> Result<Vec<FairId>, StoreError> {
    let mut tx = app.store.read().await?;
    let mut waiting = vec![];
    for id in sign_ups::fairs_with_offers_over(&mut tx, now_ms).await? {
        let Some(fair) = fairs::get(&mut tx, id).await? else { continue };
        if !steps(&mut tx, &fair, now_ms).await?.is_empty() {
            waiting.push(id);
        }
    }
    Ok(waiting)
}
