//! "Second interviews", for who plans them: under the workplace's door and drawn each time.

use super::choose_time::stands;
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::sign_in::Signed;
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::follow_up::FollowUpState;
use domain::follow_up::times::OFFERED_MAX;
use domain::ids::{CommandId, EmployerId, LocationId, TimeId, VacancyId};
use domain::time::{from_ms, to_ms};
use std::collections::{BTreeMap, HashMap};
use store::follow_ups::FollowUp;
use store::times::TimeRow;
use store::{StoreError, Tx, employers, follow_ups, residents, times};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{DOES, FOLLOW_UP, KEY, TIME, TimeFault, TypedTime, time_field};
use ui::public::views::{OfferedTime, Page, PersonToPlan, PlanningPage, Sorry, TimeNo, TimesPage, ToPlan};

/// Where the vacancies are listed.
pub const PLANNING: &str = "/app-api/second-interviews";
/// People of one vacancy on its page.
const PEOPLE_MAX: usize = 60;

/// Who plans second interviews may see them: the same question to the same policy.
const ASKED: Command = Command::TakeTimeBack { time: TimeId(uuid::Uuid::nil()) };

pub async fn planning(visit: Visit) -> Reply {
    visit.for_staff(&ASKED, async |_, location| listed(&visit, location).await).await
}

pub async fn page(Path(vacancy): Path<VacancyId>, visit: Visit) -> Reply {
    visit
        .for_staff(&ASKED, async |_, location| shown(&visit, location, vacancy, Again::default()).await)
        .await
}

pub async fn post(Path(vacancy): Path<VacancyId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    visit
        .for_staff(&ASKED, async |signed, location| done(&visit, &signed, location, vacancy, &pairs).await)
        .await
}

/// What was typed and not taken, and why.
#[derive(Default)]
struct Again {
    typed: TypedTime,
    faults: Vec<TimeFault>,
    no: Option<TimeNo>,
}

async fn done(
    visit: &Visit,
    signed: &Signed,
    location: LocationId,
    vacancy: VacancyId,
    pairs: &[(String, String)],
) -> Result<Reply, StoreError> {
    let typed = TypedTime::from_pairs(pairs);
    let time: Option<TimeId> = field(pairs, TIME);
    let command = match (field::<String>(pairs, DOES).as_deref(), time, field(pairs, FOLLOW_UP)) {
        (Some("offer"), Some(time), _) => match typed.parse() {
            Ok((starts, place)) => {
                Some(Command::OfferTime { time, vacancy, starts_ms: to_ms(starts), place })
            }
            Err(faults) => {
                return shown(visit, location, vacancy, Again { typed, faults, no: None }).await;
            }
        },
        (Some("back"), Some(time), _) => Some(Command::TakeTimeBack { time }),
        (Some("pick"), _, Some(follow_up)) => {
            Some(Command::ChooseTime { follow_up, time: field(pairs, &time_field(follow_up)) })
        }
        _ => None,
    };
    let Some((id, command)) = field::<CommandId>(pairs, KEY).zip(command) else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    let again = match commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome {
        Outcome::Applied | Outcome::Noop => return Ok(visit.go_to(&visit.path)),
        Outcome::Rejected(Rejection::NotNow) => Again { typed, faults: vec![TimeFault::NotThen], no: None },
        Outcome::Rejected(Rejection::NotFound) => return Ok(visit.nothing()),
        Outcome::Rejected(Rejection::SameTime) => Again { typed, faults: vec![], no: Some(TimeNo::SameTime) },
        // Somebody else was first, or the form was sent before with other words: the page shows what stands.
        Outcome::Rejected(
            Rejection::Taken | Rejection::Outdated | Rejection::Full | Rejection::Malformed,
        ) => Again { typed, faults: vec![], no: Some(TimeNo::Gone) },
        Outcome::Rejected(_) | Outcome::Superseded => {
            return Ok(visit.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble));
        }
    };
    shown(visit, location, vacancy, again).await
}

/// Every vacancy for which somebody is asked to come again.
async fn listed(visit: &Visit, location: LocationId) -> Result<Reply, StoreError> {
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, location).await?;
    let picked: HashMap<_, _> = times::picked(&mut tx, location).await?.into_iter().collect();
    let companies: HashMap<EmployerId, String> = employers::of_location(&mut tx, location)
        .await?
        .into_iter()
        .map(|employer| (employer.id, employer.name))
        .collect();
    let mut vacancies: BTreeMap<(String, String, VacancyId), ToPlan> = BTreeMap::new();
    for asked in follow_ups::of_location(&mut tx, location).await? {
        if !asked.state.is_open() {
            continue;
        }
        let employer_name = companies.get(&asked.employer).cloned().unwrap_or_default();
        let key = (employer_name.clone(), asked.vacancy_title.clone(), asked.vacancy);
        let vacancy = vacancies.entry(key).or_insert_with(|| ToPlan {
            path: format!("{PLANNING}/{}", asked.vacancy),
            employer_name,
            vacancy_title: asked.vacancy_title.clone(),
            people: 0,
            without: 0,
        });
        vacancy.people += 1;
        vacancy.without += u32::from(!picked.contains_key(&asked.id));
    }
    Ok(visit.page(Page::Planning(PlanningPage { vacancies: vacancies.into_values().collect() })))
}

async fn shown(
    visit: &Visit,
    location: LocationId,
    vacancy: VacancyId,
    again: Again,
) -> Result<Reply, StoreError> {
    let Again { typed, faults, no } = again;
    let status = match (no, faults.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let now_ms = visit.app.clock.now_ms();
    let mut tx = visit.app.store.read().await?;
    visit.at(&mut tx, location).await?;
    let known = employers::vacancy(&mut tx, vacancy).await?.filter(|known| known.location == location);
    let Some(known) = known else { return Ok(visit.nothing()) };
    let employer = employers::get(&mut tx, known.employer).await?;
    let offered = times::to_come(&mut tx, vacancy, now_ms).await?;
    let last_ms = offered.iter().map(|row| row.offered_ms).max();
    let asked = follow_ups::of_vacancy(&mut tx, vacancy).await?;
    let page = TimesPage {
        employer_name: employer.map(|employer| employer.name).unwrap_or_default(),
        vacancy_title: known.title,
        action: visit.path.clone(),
        index_path: PLANNING.into(),
        people: people(&mut tx, &asked, last_ms).await?,
        enough: offered.len() >= OFFERED_MAX,
        offered: offered_times(&mut tx, offered).await?,
        key: CommandId(chance::id()),
        time: TimeId(chance::id()),
        typed,
        faults,
        no,
    };
    Ok(visit.reply(status, Page::Times(Box::new(page))))
}

async fn people(
    tx: &mut Tx,
    asked: &[FollowUp],
    last_ms: Option<i64>,
) -> Result<Vec<PersonToPlan>, StoreError> {
    let mut people = Vec::new();
    for one in asked.iter().filter(|one| one.state.is_open()).take(PEOPLE_MAX) {
        let Some(resident) = residents::get(tx, one.resident).await? else { continue };
        people.push(PersonToPlan {
            follow_up: one.id,
            number: resident.number,
            name: resident.name,
            wants: one.state == FollowUpState::Accepted,
            stands: stands(tx, one, last_ms).await?,
            keys: [CommandId(chance::id()), CommandId(chance::id())],
        });
    }
    people.sort_by_key(|one| one.number);
    Ok(people)
}

async fn offered_times(tx: &mut Tx, rows: Vec<TimeRow>) -> Result<Vec<OfferedTime>, StoreError> {
    let mut offered = Vec::with_capacity(rows.len());
    for row in rows {
        let holder = match row.time.held_by {
            Some(holder) => follow_ups::get(tx, holder).await?,
            None => None,
        };
        let held_by = match holder {
            Some(holder) => residents::get(tx, holder.resident).await?,
            None => None,
        };
        offered.push(OfferedTime {
            time: row.id,
            starts: from_ms(row.time.starts_ms),
            place: row.place.into(),
            held_by: held_by.map(|resident| (resident.number, resident.name)),
            key: CommandId(chance::id()),
        });
    }
    Ok(offered)
}
