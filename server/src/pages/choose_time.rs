//! Which time fits for a second interview, as its person says on their own page.

use super::mine::{MINE, send, sign_in_first};
use super::sign_up::{field, pairs};
use super::{Reply, Visit, mine_view};
use crate::chance;
use axum::extract::RawForm;
use axum::http::StatusCode;
use domain::command::Command;
use domain::follow_up::times::{Said, none_fits};
use domain::ids::{CommandId, FollowUpId};
use domain::time::from_ms;
use store::follow_ups::FollowUp;
use store::{StoreError, Tx, times};
use sync::Rejection;
use ui::public::form::{FOLLOW_UP, KEY, TIME};
use ui::public::views::{FreeTime, InterviewTimes, Page, Sorry, TimeNo, TimesStand};

/// The page itself takes the form: where a time has gone meanwhile, it is drawn as the answer, under its own address.
pub async fn post(visit: Visit, RawForm(body): RawForm) -> Reply {
    visit.settled(chosen(&visit, &pairs(&body)).await)
}

async fn chosen(visit: &Visit, pairs: &[(String, String)]) -> Result<Reply, StoreError> {
    let Some((signed, resident)) = visit.resident().await? else { return Ok(sign_in_first(visit)) };
    let bad = || Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    let Some(follow_up) = field::<FollowUpId>(pairs, FOLLOW_UP) else { return bad() };
    let time = field(pairs, TIME);
    if time.is_none() && pairs.iter().any(|(name, _)| name == TIME) {
        return bad();
    }
    let command = Command::ChooseTime { follow_up, time };
    match send(visit, &signed, field(pairs, KEY), command).await? {
        Ok(reply) => Ok(reply),
        Err(why @ (Rejection::Taken | Rejection::Outdated | Rejection::SameTime)) => {
            let Some(mut page) = mine_view::load(visit, resident).await? else {
                return Ok(sign_in_first(visit));
            };
            let meant = page.second_interviews.iter_mut().find(|second| second.follow_up == follow_up);
            if let Some(second) = meant {
                second.times.no =
                    Some(if why == Rejection::SameTime { TimeNo::SameTime } else { TimeNo::Gone });
            }
            Ok(visit.reply(StatusCode::CONFLICT, Page::Mine(Box::new(page))))
        }
        Err(why) => Ok(super::mine::refused(visit, why)),
    }
}

/// The times of a second interview as its person sees them.
pub async fn of(tx: &mut Tx, asked: &FollowUp, now_ms: i64) -> Result<InterviewTimes, StoreError> {
    let offered =
        if asked.state.is_open() { times::to_come(tx, asked.vacancy, now_ms).await? } else { vec![] };
    let stands = stands(tx, asked, offered.iter().map(|row| row.offered_ms).max()).await?;
    let free = offered.into_iter().filter(|row| row.time.is_free(now_ms)).map(|row| FreeTime {
        time: row.id,
        starts: from_ms(row.time.starts_ms),
        place: row.place.into(),
        key: CommandId(chance::id()),
    });
    let free = free.collect();
    Ok(InterviewTimes { action: MINE.into(), stands, free, none_key: CommandId(chance::id()), no: None })
}

/// What they said to the times; `offered_ms`: when the last of those that are to come was offered.
pub async fn stands(
    tx: &mut Tx,
    asked: &FollowUp,
    offered_ms: Option<i64>,
) -> Result<TimesStand, StoreError> {
    let Some(choice) = times::choice(tx, asked.id).await? else { return Ok(TimesStand::Nothing) };
    let time = match choice.time {
        Some(time) => times::get(tx, time).await?,
        None => None,
    };
    Ok(match (choice.said, time) {
        (Said::Picked, Some(row)) => {
            TimesStand::Picked { starts: from_ms(row.time.starts_ms), place: row.place.into() }
        }
        (Said::Lost, _) if asked.state.is_open() => TimesStand::Lost,
        (said, _) if asked.state.is_open() && none_fits(said, choice.at_ms, offered_ms) => {
            TimesStand::NoneFits
        }
        _ => TimesStand::Nothing,
    })
}
