//! A fair before the day: employers with their vacancies, and who signed up.

mod groups;

use domain::fair::standby::stands;
use domain::fair::{Attendance, SignUpState};
use domain::ids::{FairId, LocationId, ResidentId, SessionId};
use domain::time::from_ms;
use std::collections::HashMap;
use store::fairs::Fair;
use store::sign_ups::Standing;
use store::{StoreError, Tx, attendance, employers, fairs, plans, residents, sign_ups, timers};
use sync::views::{
    EmployerView, FairHead, FairView, InterpreterView, PersonView, SeatingView, SetupView, VacancyView,
};

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The head of a fair; None for one without a session, which no screen can show.
pub async fn head(tx: &mut Tx, fair: &Fair) -> Result<Option<FairHead>, StoreError> {
    let Some(session) = fairs::sessions_of(tx, fair.id).await?.into_iter().next() else { return Ok(None) };
    // Nothing here depends on the time: an offer that is over is held until somebody else takes the place.
    let Standing { placed, pending, offered, standby, .. } = sign_ups::counts(tx, fair.id, 0).await?;
    Ok(Some(FairHead {
        fair: fair.id,
        session: session.id,
        kind: fair.kind,
        name: fair.name.clone(),
        place: fair.place.clone(),
        meeting_point: fair.meeting_point.clone(),
        state: fair.state,
        starts_ms: fair.starts_ms,
        ends_ms: fair.ends_ms,
        capacity: fair.capacity,
        placed: placed - pending,
        offered,
        pending,
        standby,
        employers: short(employers::of_fair(tx, fair.id).await?.len()),
        tables: short(fairs::tables(tx, session.id).await?.len()),
    }))
}

pub async fn view(tx: &mut Tx, id: FairId, location: LocationId) -> Result<Option<FairView>, StoreError> {
    let Some(fair) = fairs::get(tx, id).await?.filter(|fair| fair.location == location) else {
        return Ok(None);
    };
    let Some(head) = head(tx, &fair).await? else { return Ok(None) };
    let session = head.session;
    let Some(setup) = setup(tx, &fair, session).await? else { return Ok(None) };
    Ok(Some(FairView {
        setup,
        employers: employers_of(tx, id, session).await?,
        interpreters: fairs::interpreters(tx, session).await?.into_iter().map(interpreter).collect(),
        people: people(tx, id, session).await?,
        groups: groups::views(tx, id).await?,
        public_path: format!("/banenmarkt/{id}"),
        head,
    }))
}

async fn setup(tx: &mut Tx, fair: &Fair, id: SessionId) -> Result<Option<SetupView>, StoreError> {
    let Some(session) = fairs::session(tx, id).await? else { return Ok(None) };
    Ok(Some(SetupView {
        timetable: session.timetable,
        standby_max: fair.standby_max,
        promised: session.promised,
        meetings_max: session.meetings_max,
        begun: timers::has_begun(tx, id).await?,
        planned: plans::published(tx, id).await?.is_some(),
        approval: fair.approval,
    }))
}

fn interpreter(row: fairs::Interpreter) -> InterpreterView {
    InterpreterView {
        interpreter: row.id,
        name: row.name,
        langs: row.langs,
        from_ms: row.from_ms,
        until_ms: row.until_ms,
    }
}

fn seating(row: &fairs::TableRow) -> SeatingView {
    SeatingView {
        table: row.id,
        number: row.number,
        room: row.room.clone(),
        langs: row.langs.clone(),
        interviewer: row.interviewer.clone().unwrap_or_default(),
        open_from_ms: row.open_from_ms,
        open_until_ms: row.open_until_ms,
    }
}

async fn employers_of(
    tx: &mut Tx,
    fair: FairId,
    session: SessionId,
) -> Result<Vec<EmployerView>, StoreError> {
    let vacancies = employers::vacancies_of_fair(tx, fair).await?;
    let parties = fairs::parties(tx, session).await?;
    let tables = fairs::tables(tx, session).await?;
    let employers = employers::of_fair(tx, fair).await?;
    Ok(employers
        .into_iter()
        .map(|employer| {
            let parties: Vec<_> =
                parties.iter().filter(|party| party.employer == employer.id).map(|party| party.id).collect();
            EmployerView {
                tables: tables.iter().filter(|table| parties.contains(&table.party)).map(seating).collect(),
                vacancies: vacancies
                    .iter()
                    .filter(|vacancy| vacancy.employer == employer.id)
                    .map(vacancy)
                    .collect(),
                employer: employer.id,
                name: employer.name,
                place: employer.place,
                interviewers: employer.interviewers,
                parties,
            }
        })
        .collect())
}

fn vacancy(vacancy: &employers::Vacancy) -> VacancyView {
    VacancyView {
        vacancy: vacancy.id,
        title: vacancy.title.clone(),
        pictogram: vacancy.pictogram.clone(),
        wage_cents: vacancy.wage.0,
        hours: vacancy.hours,
        lang: vacancy.lang,
        level: vacancy.level.as_str().into(),
        shifts: vacancy.shifts.clone(),
        kind: vacancy.kind.clone(),
        vog: vacancy.vog,
        permit_willing: vacancy.permit_willing,
    }
}

/// Everyone who signed up, by number, with their place in the line.
pub async fn people(tx: &mut Tx, fair: FairId, session: SessionId) -> Result<Vec<PersonView>, StoreError> {
    let marks: HashMap<_, _> = attendance::of_session(tx, session).await?.into_iter().collect();
    let mut chosen: HashMap<ResidentId, u32> = HashMap::new();
    for (resident, _) in sign_ups::interests_of_fair(tx, fair).await? {
        *chosen.entry(resident).or_default() += 1;
    }
    let Some(starts_ms) = fairs::get(tx, fair).await?.map(|fair| fair.starts_ms) else { return Ok(vec![]) };
    let groups = groups::numbers(tx, fair).await?;
    let mut ahead = 0;
    let places: HashMap<_, _> = sign_ups::of_fair(tx, fair)
        .await?
        .into_iter()
        .map(|row| {
            let place = stands(row.state, ahead, from_ms(starts_ms));
            ahead += u32::from(row.state == SignUpState::Standby);
            let group = row.group.and_then(|group| groups.get(&group).copied());
            (row.resident, (place, group, row))
        })
        .collect();
    let residents = residents::of_fair(tx, fair).await?;
    Ok(residents
        .into_iter()
        .filter_map(|resident| {
            let (place, group, row) = places.get(&resident.id)?;
            Some(PersonView {
                resident: resident.id,
                sign_up: row.id,
                number: resident.number,
                name: resident.name,
                lang: resident.lang,
                place: *place,
                needs: row.needs,
                shares_phone: row.shares_phone,
                group: *group,
                attendance: marks.get(&resident.id).copied().unwrap_or(Attendance::Expected),
                stars: chosen.get(&resident.id).copied().unwrap_or(0),
            })
        })
        .collect())
}
