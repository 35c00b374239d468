//! Where an organiser chooses the questions, staff read what was answered, and the desk answers for who has no phone.
//! Under the workplace's door and drawn each time: answers stay out of what a device keeps.

use super::{AtTheDesk, bad_form, form};
use crate::pages::sign_up::{field, pairs};
use crate::pages::{Reply, Visit};
use crate::sign_in::{Signed, from_app};
use crate::{chance, commands};
use axum::extract::{Path, Query, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::further::{Form, Said, Topic};
use domain::ids::{CommandId, FairId, LocationId, SignUpId};
use domain::people::Actor;
use domain::policy::{Facts, May, may, reads_further};
use serde::Deserialize;
use store::fairs::Fair;
use store::further::Person;
use store::{StoreError, Tx, fairs, further, sign_ups};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, TOPIC, further_of, topics_of};
use ui::public::views::{FurtherAsk, FurtherOfPage, FurtherPerson, Page, Sorry};
use uuid::Uuid;

/// People of a fair on one page.
const PEOPLE_MAX: usize = 100;

/// Where the questions of a fair are.
fn path(fair: FairId) -> String {
    format!("/app-api/further/{fair}")
}

/// Where the desk answers for somebody.
fn desk_path(sign_up: SignUpId) -> String {
    format!("/app-api/further/for/{sign_up}")
}

/// From which number on people are listed; what is no number is the beginning.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    from: String,
}

pub async fn page(Path(id): Path<FairId>, Query(from): Query<From>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((signed, fair)) = who_reads(&visit, id).await? else { return Ok(visit.nothing()) };
        let mut tx = visit.app.store.read().await?;
        visit.at(&mut tx, fair.location).await?;
        let page = of_fair(&visit, &mut tx, &signed.actor, fair, from.from.parse().unwrap_or(0)).await?;
        Ok(visit.page(Page::FurtherOf(Box::new(page))))
    };
    visit.settled(loaded.await)
}

pub async fn post(Path(id): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, _)) = who_reads(&visit, id).await? else { return Ok(visit.nothing()) };
        let Some(topics) = topics_of(&pairs, TOPIC) else { return Ok(bad_form(&visit)) };
        send(
            &visit,
            &signed,
            &pairs,
            Command::AskFurther { fair: id, topics: topics.into_iter().collect() },
            &path(id),
        )
        .await
    };
    visit.settled(done.await)
}

pub async fn desk_page(Path(id): Path<SignUpId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(visit.nothing()) };
        let mut tx = visit.app.store.read().await?;
        let row = sign_ups::get(&mut tx, id).await?;
        let Some(row) = row.filter(|row| may_answer(&signed.actor, row.location)) else {
            return Ok(visit.nothing());
        };
        let desk = AtTheDesk { action: desk_path(id), back_path: path(row.fair) };
        form(&visit, &mut tx, &row, Some(desk)).await
    };
    visit.settled(loaded.await)
}

pub async fn desk_post(Path(id): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(visit.nothing()) };
        let mut tx = visit.app.store.read().await?;
        let row = sign_ups::get(&mut tx, id).await?;
        let Some(row) = row.filter(|row| may_answer(&signed.actor, row.location)) else {
            return Ok(visit.nothing());
        };
        drop(tx);
        let Some(answers) = further_of(&pairs) else { return Ok(bad_form(&visit)) };
        let command = Command::AnswerFurther { sign_up: id, answers };
        send(&visit, &signed, &pairs, command, &path(row.fair)).await
    };
    visit.settled(done.await)
}

/// Sends a colleague's command and goes back to the page that shows it.
async fn send(
    visit: &Visit,
    signed: &Signed,
    pairs: &[(String, String)],
    command: Command,
    back: &str,
) -> Result<Reply, StoreError> {
    let Some(id) = field::<CommandId>(pairs, KEY) else { return Ok(bad_form(visit)) };
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    Ok(match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => visit.go_to(back),
        Outcome::Rejected(Rejection::NotFound) => visit.nothing(),
        Outcome::Rejected(Rejection::NotNow) => visit.sorry(StatusCode::CONFLICT, Sorry::Closed),
        // The form was sent before with other answers.
        Outcome::Rejected(Rejection::Malformed) => bad_form(visit),
        Outcome::Rejected(_) | Outcome::Superseded => {
            visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble)
        }
    })
}

fn at(location: LocationId) -> Facts {
    Facts { location: Some(location), ..Facts::default() }
}

/// Whether the desk at this location is theirs to answer at.
fn may_answer(actor: &Actor, location: LocationId) -> bool {
    let command = Command::AnswerFurther { sign_up: SignUpId(Uuid::nil()), answers: Form::new() };
    matches!(actor, Actor::Staff { .. }) && may(actor, &command, &at(location)) == May::Allowed
}

fn may_ask(actor: &Actor, fair: &Fair) -> bool {
    let command = Command::AskFurther { fair: fair.id, topics: vec![] };
    may(actor, &command, &at(fair.location)) == May::Allowed
}

async fn who_reads(visit: &Visit, id: FairId) -> Result<Option<(Signed, Fair)>, StoreError> {
    let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(None) };
    let mut tx = visit.app.store.read().await?;
    let Some(fair) = fairs::get(&mut tx, id).await? else { return Ok(None) };
    let reads = match &signed.actor {
        Actor::Staff { location, roles, .. } => *location == fair.location && reads_further(roles),
        _ => false,
    };
    Ok(reads.then_some((signed, fair)))
}

async fn of_fair(
    visit: &Visit,
    tx: &mut Tx,
    actor: &Actor,
    fair: Fair,
    from: u32,
) -> Result<FurtherOfPage, StoreError> {
    let topics = further::topics(tx, fair.id).await?;
    let mut people = further::people(tx, fair.id).await?;
    // What is not asked any more is nobody's to read.
    for person in &mut people {
        person.answers.retain(|topic, _| topics.contains(topic));
    }
    let open = !commands::is_over(&fair, visit.app.clock.now_ms());
    let ask = FurtherAsk { action: path(fair.id), key: CommandId(chance::id()) };
    let may_fill = open && may_answer(actor, fair.location);
    let tally = topics.iter().map(|topic| (*topic, tally(*topic, &people))).collect();
    let (placed, answered) = (count(&people, |_| true), count(&people, |one| !one.answers.is_empty()));
    let mut rest = people.into_iter().skip_while(|person| person.number < from);
    let part: Vec<_> = rest.by_ref().take(PEOPLE_MAX).map(|person| shown(person, may_fill)).collect();
    let more = rest.next().map(|next| next.number);
    Ok(FurtherOfPage {
        fair: fair.id,
        ask: (open && may_ask(actor, &fair)).then_some(ask),
        tally,
        placed,
        answered,
        people: part,
        more_path: more.map(|from| format!("{}?from={from}&lang={}", path(fair.id), visit.lang.tag())),
        fair_name: fair.name,
        topics,
    })
}

fn count(people: &[Person], of: impl Fn(&Person) -> bool) -> u32 {
    u32::try_from(people.iter().filter(|person| of(person)).count()).unwrap_or(u32::MAX)
}

fn tally(topic: Topic, people: &[Person]) -> Vec<(Said, u32)> {
    let said_so = |said: Said| count(people, |person| person.answers.get(&topic) == Some(&said));
    topic.answers().iter().map(|said| (*said, said_so(*said))).collect()
}

fn shown(person: Person, may_fill: bool) -> FurtherPerson {
    FurtherPerson {
        number: person.number,
        name: person.name,
        answers: person.answers,
        path: may_fill.then(|| desk_path(person.sign_up)),
    }
}
