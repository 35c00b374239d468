//! "Messages": who is to be told what about a fair. For staff, under the workplace's door and drawn each time: telephone
//! numbers stay out of what a device keeps.

use super::fair::{head, path};
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::sign_in::{Signed, from_app};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::SignUpState;
use domain::fair::telling::{Message, Told};
use domain::ids::{CommandId, FairId, ResidentId};
use domain::people::Contact;
use domain::policy::{Facts, May, may};
use domain::time::from_ms;
use std::collections::{BTreeMap, HashMap};
use store::fairs::Fair;
use store::residents::Resident;
use store::{StoreError, Tx, fairs, residents, sign_ups, tellings};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, MESSAGE, RESIDENT, TOLD};
use ui::public::views::{Page, Sorry, TellPage, Telling, ToldOf};

/// Who is looked at, at once: a page of paper, and a while of work.
const DUE_MAX: usize = 50;
/// What was told lately, to be taken back.
const TOLD_MAX: usize = 10;

pub async fn page(Path(fair): Path<FairId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, fair)) = allowed(&visit, fair).await? else { return Ok(None) };
        let mut tx = visit.app.store.read().await?;
        visit.at(&mut tx, fair.location).await?;
        load(&visit, &mut tx, &fair).await.map(Some)
    };
    match loaded.await {
        Ok(Some(page)) => visit.page(Page::Tell(Box::new(page))),
        // What is not theirs looks like what is not there.
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

pub async fn mark(Path(fair): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    visit.settled(marked(&visit, fair, &pairs(&body)).await)
}

async fn marked(visit: &Visit, fair: FairId, pairs: &[(String, String)]) -> Result<Reply, StoreError> {
    let nothing = || Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    let Some((signed, _)) = allowed(visit, fair).await? else { return nothing() };
    let told = match field::<String>(pairs, TOLD).as_deref() {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    let (Some(id), Some(resident), Some(message), Some(told)) =
        (field::<CommandId>(pairs, KEY), field(pairs, RESIDENT), field(pairs, MESSAGE), told)
    else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    let command = Command::MarkTold { fair, resident, message, told };
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Rejected(Rejection::NotFound) => nothing(),
        // Whatever changed meanwhile stands on the page.
        _ => Ok(visit.go_to(&visit.path)),
    }
}

/// Who asks and about which fair, where they may tell people of it.
async fn allowed(visit: &Visit, id: FairId) -> Result<Option<(Signed, Fair)>, StoreError> {
    let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(None) };
    let mut tx = visit.app.store.read().await?;
    let Some(fair) = fairs::get(&mut tx, id).await? else { return Ok(None) };
    let resident = ResidentId(uuid::Uuid::nil());
    let command = Command::MarkTold { fair: id, resident, message: Message::Reminder, told: true };
    let facts = Facts { location: Some(fair.location), ..Facts::default() };
    Ok((may(&signed.actor, &command, &facts) == May::Allowed).then_some((signed, fair)))
}

async fn load(visit: &Visit, tx: &mut Tx, fair: &Fair) -> Result<TellPage, StoreError> {
    let now = from_ms(visit.app.clock.now_ms());
    let states: HashMap<ResidentId, SignUpState> =
        sign_ups::of_fair(tx, fair.id).await?.into_iter().map(|row| (row.resident, row.state)).collect();
    let mut told: HashMap<ResidentId, Vec<Told>> = HashMap::new();
    let all = tellings::of_fair(tx, fair.id).await?;
    for telling in &all {
        told.entry(telling.resident).or_default().push(telling.told.clone());
    }
    let people: BTreeMap<ResidentId, Resident> =
        residents::of_location(tx, fair.location).await?.into_iter().map(|one| (one.id, one)).collect();
    let day = commands::day_of(fair);
    let mut due: Vec<_> = people
        .values()
        .filter_map(|one| {
            let state = states.get(&one.id).copied();
            let told = told.get(&one.id).map_or(&[][..], Vec::as_slice);
            // Who came in by a file is known to the location itself.
            Some((day.due(state, one.code.is_some(), told, now)?, state, one))
        })
        .collect();
    due.sort_by_key(|(message, _, one)| (*message, one.number));
    let more = u32::try_from(due.len().saturating_sub(DUE_MAX)).unwrap_or(u32::MAX);
    let due = due.into_iter().take(DUE_MAX).map(|(message, state, one)| Telling {
        resident: one.id,
        number: one.number,
        name: one.name.clone(),
        lang: one.lang,
        message,
        until_ms: state.and_then(SignUpState::until_ms),
        phone: match &one.contact {
            Contact::Phone(phone) => Some(phone.clone()),
            Contact::Desk | Contact::RoomSlip => None,
        },
        key: CommandId(chance::id()),
    });
    let told = all.iter().take(TOLD_MAX).filter_map(|telling| {
        let one = people.get(&telling.resident)?;
        Some(ToldOf {
            resident: one.id,
            number: one.number,
            name: one.name.clone(),
            message: telling.told.message,
            at_ms: telling.told.at_ms,
            key: CommandId(chance::id()),
        })
    });
    Ok(TellPage {
        fair_link: format!("{}{}", visit.origin(), path(fair.id)),
        action: visit.path.clone(),
        fair: fair.id,
        due: due.collect(),
        more,
        told: told.collect(),
        head: head(tx, fair).await?,
    })
}
