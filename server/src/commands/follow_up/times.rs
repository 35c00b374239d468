//! Times for second interviews: offered and taken back by staff, picked by who was asked. Whoever can see a time hears
//! when it comes, goes or is somebody else's.

use crate::commands::{Desk, Done, actor_word};
use domain::command::Command;
use domain::follow_up::FollowUpState;
use domain::follow_up::times::{ChooseRefused, OfferRefused, Said, Time, choose, may_offer, none_fits};
use domain::ids::{FollowUpId, TimeId, VacancyId};
use domain::text::Line;
use std::collections::BTreeSet;
use store::follow_ups::FollowUp;
use store::times::{Choice, TimeRow};
use store::{StoreError, Tx, follow_ups, times};
use sync::{Rejection, Scope};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::OfferTime { time, vacancy, starts_ms, place } => {
            offer(tx, desk, *time, *vacancy, *starts_ms, place).await
        }
        Command::TakeTimeBack { time } => take_back(tx, desk, *time).await,
        Command::ChooseTime { follow_up, time } => pick(tx, desk, *follow_up, *time).await,
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

async fn offer(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: TimeId,
    vacancy: VacancyId,
    starts_ms: i64,
    place: &Line,
) -> Result<Done, StoreError> {
    // What is counted stays true until the commit, whichever process offers one too.
    times::lock_of_vacancy(tx, vacancy).await?;
    let standing = times::to_come(tx, vacancy, desk.now_ms).await?;
    match may_offer(standing.len(), starts_ms, desk.now_ms) {
        Err(OfferRefused::NotThen) => return Ok(Done::rejected(Rejection::NotNow)),
        Err(OfferRefused::Enough) => return Ok(Done::rejected(Rejection::Full)),
        Ok(()) => {}
    }
    // The form that was sent already, under another key.
    if times::get(tx, id).await?.is_some() {
        return Ok(Done::rejected(Rejection::Outdated));
    }
    let row = TimeRow {
        id,
        location: desk.location,
        vacancy,
        place: place.clone(),
        offered_ms: desk.now_ms,
        time: Time { starts_ms, taken_back: false, held_by: None },
    };
    times::offer(tx, &row, &actor_word(desk.actor)).await?;
    Ok(Done::applied(seen_by(tx, desk, vacancy).await?))
}

/// Who had picked it is told on their page, and picks another.
async fn take_back(tx: &mut Tx, desk: &Desk<'_>, id: TimeId) -> Result<Done, StoreError> {
    let Some(row) = times::lock(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let changed = times::take_back(tx, id).await?;
    let scopes = if changed { seen_by(tx, desk, row.vacancy).await? } else { vec![] };
    let mut done = if changed { Done::applied(scopes) } else { Done::noop() };
    let holder = match row.time.held_by {
        Some(holder) => follow_ups::get(tx, holder).await?,
        None => None,
    };
    if let Some(holder) = holder {
        let lost = Choice { follow_up: holder.id, said: Said::Lost, time: Some(id), at_ms: desk.now_ms };
        times::say(tx, desk.location, &lost).await?;
        done = done.about(holder.resident);
    }
    Ok(done)
}

async fn pick(
    tx: &mut Tx,
    desk: &Desk<'_>,
    follow_up: FollowUpId,
    time: Option<TimeId>,
) -> Result<Done, StoreError> {
    let Some(asked) = follow_ups::get(tx, follow_up).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let no = |why| Ok(Done::rejected(why).about(asked.resident));
    let Some(id) = time else { return nothing_fits(tx, desk, &asked).await };
    let Some(row) = times::lock(tx, id).await?.filter(|row| row.vacancy == asked.vacancy) else {
        return no(Rejection::NotFound);
    };
    let mut others = times::lock_of_resident(tx, asked.resident).await?;
    others.retain(|(of, _)| *of != follow_up);
    let others_ms: Vec<_> = others.into_iter().map(|(_, starts_ms)| starts_ms).collect();
    match choose(follow_up, asked.state, &row.time, &others_ms, desk.now_ms) {
        Ok(state) => {
            follow_ups::set_state(tx, follow_up, state, desk.now_ms).await?;
            let picked = Choice { follow_up, said: Said::Picked, time, at_ms: desk.now_ms };
            times::say(tx, asked.location, &picked).await?;
            Ok(Done::applied(seen_by(tx, desk, asked.vacancy).await?).about(asked.resident))
        }
        Err(ChooseRefused::Unchanged) => Ok(Done::noop().about(asked.resident)),
        Err(ChooseRefused::Taken) => no(Rejection::Taken),
        Err(ChooseRefused::SameTime) => no(Rejection::SameTime),
        Err(ChooseRefused::Gone | ChooseRefused::NotAsked) => no(Rejection::Outdated),
    }
}

/// None of the times fits. What was picked before is free for others.
async fn nothing_fits(tx: &mut Tx, desk: &Desk<'_>, asked: &FollowUp) -> Result<Done, StoreError> {
    if !asked.state.is_open() {
        return Ok(Done::rejected(Rejection::Outdated).about(asked.resident));
    }
    let before = times::choice(tx, asked.id).await?;
    let last_ms =
        times::to_come(tx, asked.vacancy, desk.now_ms).await?.iter().map(|row| row.offered_ms).max();
    if before.is_some_and(|before| none_fits(before.said, before.at_ms, last_ms)) {
        return Ok(Done::noop().about(asked.resident));
    }
    // Who looks for another time wants the interview.
    follow_ups::set_state(tx, asked.id, FollowUpState::Accepted, desk.now_ms).await?;
    let time = before.and_then(|before| before.time);
    let choice = Choice { follow_up: asked.id, said: Said::NoneFits, time, at_ms: desk.now_ms };
    times::say(tx, asked.location, &choice).await?;
    Ok(Done::applied(seen_by(tx, desk, asked.vacancy).await?).about(asked.resident))
}

/// Who says no to the interview gives back the time that they picked.
pub async fn give_back(tx: &mut Tx, desk: &Desk<'_>, asked: &FollowUp) -> Result<Vec<Scope>, StoreError> {
    let Some(choice) = times::choice(tx, asked.id).await?.filter(|choice| choice.said == Said::Picked) else {
        return Ok(vec![]);
    };
    let given_back = Choice { said: Said::GaveBack, at_ms: desk.now_ms, ..choice };
    times::say(tx, asked.location, &given_back).await?;
    seen_by(tx, desk, asked.vacancy).await
}

/// Where the times of a vacancy are seen: by staff, and by everybody who was asked for it.
async fn seen_by(tx: &mut Tx, desk: &Desk<'_>, vacancy: VacancyId) -> Result<Vec<Scope>, StoreError> {
    let mut scopes = BTreeSet::from([Scope::FollowUp(desk.location)]);
    let asked = follow_ups::of_vacancy(tx, vacancy).await?;
    scopes.extend(asked.into_iter().map(|asked| Scope::Session(asked.session)));
    Ok(scopes.into_iter().collect())
}
