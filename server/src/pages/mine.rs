//! A resident's own page: now, next, where; answers; withdrawing; signing out.

use super::sign_up::{field, pairs};
use super::{Reply, Visit, mine_view, schedule};
use crate::sign_in::{Door, Signed, clear, read};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::ids::{CommandId, ResidentId, SignUpId};
use domain::scoring::Verdict;
use std::convert::Infallible;
use std::time::Duration;
use store::{StoreError, fairs, logins, sign_ups};
use sync::{Envelope, Outcome, Rejection, Scope};
use ui::public::form::{COMES, GROUP, SHARE};
use ui::public::views::{Page, Sorry, WithdrawPage};

pub const MINE: &str = "/mijn";

pub async fn page(visit: Visit) -> Reply {
    let loaded = async {
        let Some((signed, resident)) = visit.resident().await? else { return Ok(None) };
        let page = mine_view::load(&visit, resident).await?;
        Ok(page.map(|page| (signed, page)))
    };
    match loaded.await {
        Ok(Some((signed, page))) => schedule::of_login(visit.page(Page::Mine(Box::new(page))), &signed),
        Ok(None) => sign_in_first(&visit),
        Err(error) => visit.trouble(&error),
    }
}

pub fn sign_in_first(visit: &Visit) -> Reply {
    visit.sorry(StatusCode::UNAUTHORIZED, Sorry::SignIn)
}

/// Sends a resident's command and goes back to their page. Inside: why it was refused.
pub async fn send(
    visit: &Visit,
    signed: &Signed,
    key: Option<CommandId>,
    command: Command,
) -> Result<Result<Reply, Rejection>, StoreError> {
    let id = key.unwrap_or_else(|| CommandId(chance::id()));
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    let answer = commands::execute(&visit.app, &signed.actor, &envelope).await?;
    Ok(match answer.outcome {
        // Their page says what became of the place, and what they can do.
        Outcome::Rejected(Rejection::PassedOn) => Ok(visit.go_to(MINE)),
        Outcome::Rejected(why) => Err(why),
        _ => Ok(visit.go_to(MINE)),
    })
}

/// One sentence about what was refused.
pub fn refused(visit: &Visit, why: Rejection) -> Reply {
    let (status, sorry) = refusal(why);
    visit.sorry(status, sorry)
}

/// How a no is told: what is not theirs looks like what is not there.
fn refusal(why: Rejection) -> (StatusCode, Sorry) {
    match why {
        Rejection::NotFound | Rejection::NotConfirmed => (StatusCode::NOT_FOUND, Sorry::NotFound),
        Rejection::Malformed
        | Rejection::NotAdult
        | Rejection::StrengthMissing
        | Rejection::VacancyMissing
        | Rejection::NoIsNo => (StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm),
        Rejection::Yourself
        | Rejection::Closed
        | Rejection::AlreadySignedUp
        | Rejection::Full
        | Rejection::PassedOn
        | Rejection::Outdated
        | Rejection::NotNow
        | Rejection::PlanStands
        | Rejection::Taken
        | Rejection::SameTime
        | Rejection::ImportNotReady => (StatusCode::CONFLICT, Sorry::Closed),
        Rejection::SetAside => (StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble),
    }
}

async fn posted(
    visit: &Visit,
    body: &[u8],
    command: impl FnOnce(&[(String, String)]) -> Option<Command>,
) -> Reply {
    let pairs = pairs(body);
    let done = async {
        let Some((signed, _)) = visit.resident().await? else { return Ok(sign_in_first(visit)) };
        match command(&pairs) {
            Some(command) => {
                let sent = send(visit, &signed, field(&pairs, "key"), command).await?;
                Ok(sent.unwrap_or_else(|why| refused(visit, why)))
            }
            None => Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)),
        }
    };
    visit.settled(done.await)
}

/// Another word than these is no form of ours.
fn yes_or_no(pairs: &[(String, String)], name: &str) -> Option<bool> {
    match field::<String>(pairs, name)?.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

pub async fn answer(visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| {
        let word: String = field(pairs, "answer")?;
        Some(Command::AnswerTalk {
            session: field(pairs, "session")?,
            party: field(pairs, "party")?,
            answer: Verdict::parse(&word)?,
        })
    })
    .await
}

pub async fn second_interview(visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| {
        let wants = yes_or_no(pairs, "wants")?;
        Some(Command::AnswerSecondInterview { follow_up: field(pairs, "follow_up")?, wants })
    })
    .await
}

/// Yes or no to sharing the telephone number.
pub async fn share(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| {
        let phone = yes_or_no(pairs, SHARE)?;
        Some(Command::ChooseSharing { sign_up, phone })
    })
    .await
}

/// Yes or no to a place that came free.
pub async fn answer_offer(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| {
        let comes = yes_or_no(pairs, COMES)?;
        Some(Command::AnswerOffer { sign_up, comes })
    })
    .await
}

pub async fn come_back(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |_| Some(Command::ComeBack { sign_up })).await
}

/// The id of the group comes with the form, so that a double tap is one group.
pub async fn start_group(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| Some(Command::StartGroup { group: field(pairs, GROUP)?, sign_up })).await
}

pub async fn join_group(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |pairs| Some(Command::JoinGroup { group: field(pairs, GROUP)?, sign_up })).await
}

pub async fn leave_group(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |_| Some(Command::LeaveGroup { sign_up })).await
}

pub async fn withdraw(Path(sign_up): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    posted(&visit, &body, |_| Some(Command::Withdraw { sign_up })).await
}

pub async fn withdraw_page(Path(sign_up): Path<SignUpId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let mut tx = visit.app.store.read().await?;
        let own = sign_ups::get(&mut tx, sign_up).await?.filter(|row| row.resident == resident);
        let fair = match own {
            Some(row) => fairs::get(&mut tx, row.fair).await?,
            None => None,
        };
        let Some(fair) = fair else { return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotYours)) };
        let page = WithdrawPage {
            head: super::fair::head(&mut tx, &fair).await?,
            action: visit.path.clone(),
            key: CommandId(chance::id()),
            mine_path: MINE.into(),
        };
        Ok::<_, StoreError>(visit.page(Page::Withdraw(page)))
    };
    visit.settled(loaded.await)
}

pub async fn sign_out(visit: Visit) -> Reply {
    match end_login(&visit).await {
        Ok(cleared) => visit.go_to("/").with_cookie(cleared),
        Err(error) => visit.trouble(&error),
    }
}

/// Ends the login of whoever is signed in here; gives the cookie that forgets it.
pub async fn end_login(visit: &Visit) -> Result<Option<HeaderValue>, StoreError> {
    if let Some(token) = read(&visit.headers, Door::Mine) {
        let mut tx = visit.app.store.write().await?;
        let now_ms = visit.app.clock.now_ms();
        if let Some(login) = logins::by_hash(&mut tx, &chance::hash(token), now_ms).await? {
            logins::revoke(&mut tx, login.id, now_ms).await?;
        }
        tx.commit().await?;
    }
    Ok(clear(Door::Mine))
}

/// "Something changed": no data, so that permission stays in the page itself.
pub async fn live(visit: Visit) -> Response {
    let scopes = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(None) };
        sessions_of(&visit, resident).await.map(Some)
    };
    match scopes.await {
        Ok(Some(scopes)) => stream(&visit, scopes),
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Err(error) => visit.trouble(&error).into_response(),
    }
}

async fn sessions_of(visit: &Visit, resident: ResidentId) -> Result<Vec<Scope>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let mut scopes = Vec::new();
    for row in sign_ups::of_resident(&mut tx, resident).await? {
        scopes.extend(
            fairs::sessions_of(&mut tx, row.fair).await?.iter().map(|session| Scope::Session(session.id)),
        );
    }
    scopes.truncate(4);
    Ok(scopes)
}

fn stream(visit: &Visit, scopes: Vec<Scope>) -> Response {
    let hub = visit.app.clone();
    let follows: Vec<_> = scopes.into_iter().map(|scope| (scope, visit.app.hub.follow(scope))).collect();
    let events = futures_util::stream::unfold((hub, follows), |(app, mut follows)| async move {
        tokio::select! {
            _ = crate::live::next_change(&mut follows) => {
                Some((Ok::<_, Infallible>(Event::default().data("changed")), (app, follows)))
            }
            () = app.hub.closed() => None,
        }
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(25));
    Sse::new(events).keep_alive(alive).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_says_whether_it_is_gone_too_late_or_badly_asked() {
        assert_eq!(refusal(Rejection::NotFound), (StatusCode::NOT_FOUND, Sorry::NotFound));
        assert_eq!(refusal(Rejection::NotNow), (StatusCode::CONFLICT, Sorry::Closed));
        assert_eq!(refusal(Rejection::Malformed), (StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
        assert_eq!(refusal(Rejection::SetAside), (StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble));
    }
}
