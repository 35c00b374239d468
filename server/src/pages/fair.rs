//! The fairs of a location, and one fair with its form.

use super::{Reply, Visit};
use crate::chance;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::fair::{FairState, SignUpRefused};
use domain::ids::{CommandId, FairId, LocationId, ResidentId, SignUpId, VacancyId};
use domain::time::from_ms;
use std::collections::HashMap;
use store::fairs::Fair;
use store::sign_ups::Standing;
use store::{StoreError, Tx, employers, fairs, locations, sign_ups};
use ui::public::form::{FieldFault, GROUP, Typed};
use ui::public::views::{FairHead, FairPage, FairsPage, Page, SignUpIds, SignUpWindow, Sorry, VacancyCard};

/// The first location's fairs: most servers have one.
pub async fn fairs(visit: Visit) -> Reply {
    match first_location(&visit).await {
        Ok(Some(location)) => list(&visit, location).await,
        Ok(None) => visit.page(Page::Fairs(FairsPage {
            location_name: "Werkronde".into(),
            fairs: vec![],
            elsewhere: vec![],
        })),
        Err(error) => visit.trouble(&error),
    }
}

pub async fn fairs_of(Path(location): Path<LocationId>, visit: Visit) -> Reply {
    list(&visit, location).await
}

/// Where a page belongs whose address names no location; it speaks as that location does.
pub async fn first_location(visit: &Visit) -> Result<Option<LocationId>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let first = locations::all(&mut tx).await?.first().map(|location| location.id);
    if let Some(location) = first {
        visit.at(&mut tx, location).await?;
    }
    Ok(first)
}

async fn list(visit: &Visit, location: LocationId) -> Reply {
    match load_list(visit, location).await {
        Ok(Some(page)) => visit.page(Page::Fairs(page)),
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

async fn load_list(visit: &Visit, id: LocationId) -> Result<Option<FairsPage>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(location) = locations::get(&mut tx, id).await? else { return Ok(None) };
    visit.at(&mut tx, id).await?;
    let others = locations::all(&mut tx).await?.into_iter().filter(|other| other.id != id);
    let elsewhere = others.map(|other| (format!("/locatie/{}", other.id), other.name)).collect();
    let mut page = FairsPage { location_name: location.name, fairs: vec![], elsewhere };
    for fair in fairs::of_location(&mut tx, id).await? {
        if fair.state.is_public() {
            page.fairs.push((path(fair.id), head(&mut tx, &fair).await?));
        }
    }
    Ok(Some(page))
}

pub fn path(fair: FairId) -> String {
    format!("/banenmarkt/{fair}")
}

/// The head of a fair, with whether someone can sign up now.
pub async fn head(tx: &mut Tx, fair: &Fair) -> Result<FairHead, StoreError> {
    // A place that is held may still be taken by whom it is held for, also when their time is over.
    let Standing { placed, offered, standby, .. } = sign_ups::counts(tx, fair.id, 0).await?;
    let window = match fair.state {
        FairState::Preparing => SignUpWindow::NotYet,
        FairState::Closed => SignUpWindow::Closed,
        FairState::Cancelled => SignUpWindow::Cancelled,
        FairState::Open if placed + offered < fair.capacity && standby == 0 => SignUpWindow::Open,
        FairState::Open if standby < fair.standby_max => SignUpWindow::StandbyOnly,
        FairState::Open => SignUpWindow::Full,
    };
    Ok(FairHead {
        name: fair.name.clone(),
        kind: fair.kind,
        starts: from_ms(fair.starts_ms),
        ends: from_ms(fair.ends_ms),
        place: fair.place.clone(),
        meeting_point: fair.meeting_point.clone(),
        window,
        approval: fair.approval,
    })
}

pub async fn page(Path(id): Path<FairId>, visit: Visit) -> Reply {
    let draft = visit.draft(id);
    let loaded = async {
        // Who signed up here is not shown to the next one, who gets a form with ids of its own.
        let (ids, fields) = match draft.sent {
            true => (fresh_ids(), &[][..]),
            false => (draft.ids(), &draft.fields[..]),
        };
        let Some((_, offered)) = offered(&visit, id).await? else { return Ok(None) };
        let was_here = draft.sent || draft.fields.iter().any(|(name, _)| name != GROUP);
        let filled = Filled { typed: Typed::from_pairs(fields, &offered), was_here, ..Filled::default() };
        load(&visit, id, ids, filled).await
    };
    match loaded.await {
        Ok(Some(page)) if draft.sent => visit.page(Page::Fair(Box::new(page))),
        Ok(Some(page)) => visit.page(Page::Fair(Box::new(page))).with_cookie(visit.keep(draft)),
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

/// Where the fair is, and its vacancies. None: there is no such fair, or nobody may see it yet.
pub async fn offered(
    visit: &Visit,
    fair: FairId,
) -> Result<Option<(LocationId, Vec<VacancyId>)>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(found) = fairs::get(&mut tx, fair).await?.filter(|fair| fair.state.is_public()) else {
        return Ok(None);
    };
    visit.at(&mut tx, found.location).await?;
    let vacancies = employers::vacancies_of_fair(&mut tx, fair).await?;
    Ok(Some((found.location, vacancies.into_iter().map(|vacancy| vacancy.id).collect())))
}

/// What the form holds when it is shown again.
#[derive(Default)]
pub struct Filled {
    pub typed: Typed,
    pub faults: Vec<FieldFault>,
    pub refused: Option<SignUpRefused>,
    /// Something of somebody is still on this phone.
    pub was_here: bool,
}

/// Ids for a form that nobody has seen yet.
pub fn fresh_ids() -> SignUpIds {
    SignUpIds {
        key: CommandId(chance::id()),
        sign_up: SignUpId(chance::id()),
        resident: ResidentId(chance::id()),
    }
}

/// The fair's page. None: there is no such fair, or nobody may see it yet.
pub async fn load(
    visit: &Visit,
    id: FairId,
    ids: SignUpIds,
    filled: Filled,
) -> Result<Option<FairPage>, StoreError> {
    let mut tx = visit.app.store.read().await?;
    let Some(fair) = fairs::get(&mut tx, id).await?.filter(|fair| fair.state.is_public()) else {
        return Ok(None);
    };
    visit.at(&mut tx, fair.location).await?;
    let Some(session) = fairs::sessions_of(&mut tx, id).await?.into_iter().next() else { return Ok(None) };
    Ok(Some(FairPage {
        head: head(&mut tx, &fair).await?,
        talk_min: session.timetable.talk_min,
        vacancies: vacancies(&mut tx, id).await?,
        action: path(id),
        ids,
        typed: filled.typed,
        faults: filled.faults,
        refused: filled.refused,
        steps_path: format!("{}/stap", path(id)),
        next_action: filled.was_here.then(|| super::steps::next_action(id)),
    }))
}

/// Most vacancies on one page.
const VACANCIES_MAX: usize = 60;

async fn vacancies(tx: &mut Tx, fair: FairId) -> Result<Vec<VacancyCard>, StoreError> {
    let companies: HashMap<_, _> =
        employers::of_fair(tx, fair).await?.into_iter().map(|employer| (employer.id, employer)).collect();
    let list = employers::vacancies_of_fair(tx, fair).await?;
    Ok(list
        .into_iter()
        .take(VACANCIES_MAX)
        .filter_map(|vacancy| {
            let company = companies.get(&vacancy.employer)?;
            Some(VacancyCard {
                id: vacancy.id,
                title: vacancy.title,
                employer: company.name.clone(),
                place: company.place.clone(),
                kind: vacancy.kind,
                pictogram: vacancy.pictogram,
                wage: vacancy.wage,
                hours: vacancy.hours,
                lang: vacancy.lang,
                level: vacancy.level,
                shifts: vacancy.shifts,
            })
        })
        .collect())
}
