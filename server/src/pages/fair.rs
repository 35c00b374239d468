//! The fairs of a location, and one fair with its form.

use super::draw;
use super::known::{Look, Shown};
use super::sheet::Sheet;
use super::{Reply, Visit};
use crate::chance;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::fair::{FairState, SignUpRefused};
use domain::ids::{CommandId, FairId, LocationId, ResidentId, SignUpId};
use domain::time::from_ms;
use std::collections::HashMap;
use store::employers::{Employer, Vacancy};
use store::fairs::Fair;
use store::sign_ups::Standing;
use store::{StoreError, Tx, fairs, locations, pictures, practical, sign_ups};
use ui::public::form::{FieldFault, GROUP, Typed};
use ui::public::views::{FairHead, FairPage, FairsPage, Page, SignUpIds, SignUpWindow, Sorry, VacancyCard};
use uuid::Uuid;

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
    let Standing { placed, offered, standby, .. } = sign_ups::counts(tx, fair.id, 0).await?;
    let window = window(fair, placed + offered, standby);
    Ok(FairHead {
        name: fair.name.clone(),
        kind: fair.kind,
        starts: from_ms(fair.starts_ms),
        ends: from_ms(fair.ends_ms),
        place: fair.place.clone(),
        meeting_point: fair.meeting_point.clone(),
        window,
        approval: fair.approval,
        practical: practical::of(tx, fair.id).await?,
        picture: pictures::of(tx, fair.id).await?,
    })
}

/// What somebody can do there. `taken`: with places that are held; one may still be taken by whom it is held for, also
/// when their time is over.
pub fn window(fair: &Fair, taken: u32, standby: u32) -> SignUpWindow {
    match fair.state {
        FairState::Preparing => SignUpWindow::NotYet,
        FairState::Closed => SignUpWindow::Closed,
        FairState::Cancelled => SignUpWindow::Cancelled,
        FairState::Open if taken < fair.capacity && standby == 0 => SignUpWindow::Open,
        FairState::Open if standby < fair.standby_max => SignUpWindow::StandbyOnly,
        FairState::Open => SignUpWindow::Full,
    }
}

pub async fn page(Path(id): Path<FairId>, visit: Visit) -> Reply {
    match shown(&visit, id).await {
        Ok(Some(reply)) => reply,
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

async fn shown(visit: &Visit, id: FairId) -> Result<Option<Reply>, StoreError> {
    let draft = visit.draft(id);
    let Some((shown, window)) = visit.fair(id).await? else { return Ok(None) };
    // Who signed up here is not shown to the next one, who gets a form with ids of its own.
    let (ids, fields) = match draft.sent {
        true => (fresh_ids(), &[][..]),
        false => (draft.ids(), &draft.fields[..]),
    };
    if !draft.sent
        && fields.is_empty()
        && let Some(reply) = empty_form(visit, &shown, window, ids).await
    {
        return Ok(Some(reply.with_cookie(visit.keep(draft))));
    }
    let was_here = draft.sent || fields.iter().any(|(name, _)| name != GROUP);
    let filled = Filled { typed: Typed::from_pairs(fields, &shown.vacancies), was_here, ..Filled::default() };
    let Some(page) = of(&shown, window, ids, mail(visit), filled) else { return Ok(None) };
    let reply = visit.page(Page::Fair(Box::new(page)));
    Ok(Some(if draft.sent { reply } else { reply.with_cookie(visit.keep(draft)) }))
}

/// Stand where the ids of a form come, in a page that is drawn for everybody.
const BLANKS: SignUpIds = SignUpIds {
    key: CommandId(Uuid::from_u128(0x0bad_cafe_0000_4000_8000_0000_0000_0001)),
    sign_up: SignUpId(Uuid::from_u128(0x0bad_cafe_0000_4000_8000_0000_0000_0002)),
    resident: ResidentId(Uuid::from_u128(0x0bad_cafe_0000_4000_8000_0000_0000_0003)),
};

fn written(ids: SignUpIds) -> [String; 3] {
    [ids.key.to_string(), ids.sign_up.to_string(), ids.resident.to_string()]
}

/// The form in which nobody typed anything is the same for everybody but for its ids. None: it is to be drawn.
async fn empty_form(visit: &Visit, shown: &Shown, window: SignUpWindow, ids: SignUpIds) -> Option<Reply> {
    let frame = visit.frame();
    // An id can be written in several ways, and the page leads back to where it was asked for.
    if frame.path != path(shown.fair.id) || !window.takes_sign_ups() {
        return None;
    }
    let look = Look { lang: frame.lang, window, open_line: frame.open_line };
    let draw = async || {
        let page = of(shown, window, BLANKS, mail(visit), Filled::default())?;
        let html = draw::text(Page::Fair(Box::new(page)), frame, shown.wording.clone()).await?;
        Sheet::cut(&html, written(BLANKS).each_ref().map(String::as_str))
    };
    let sheet = visit.app.known.sheet(shown, look, draw).await?;
    Some(visit.filled(sheet, written(ids)))
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
    let found = visit.fair(id).await?;
    Ok(found.and_then(|(shown, window)| of(&shown, window, ids, mail(visit), filled)))
}

/// The same for everybody as long as this server runs, so it may stand on a page that is drawn once.
fn mail(visit: &Visit) -> bool {
    visit.app.settings.mail.is_some()
}

/// None: it has no session, and so nothing to come to.
fn of(shown: &Shown, window: SignUpWindow, ids: SignUpIds, mail: bool, filled: Filled) -> Option<FairPage> {
    let id = shown.fair.id;
    Some(FairPage {
        head: shown.head(window),
        talk_min: shown.talk_min?,
        vacancies: shown.cards.clone(),
        action: path(id),
        ids,
        typed: filled.typed,
        mail,
        faults: filled.faults,
        refused: filled.refused,
        steps_path: format!("{}/stap", path(id)),
        next_action: filled.was_here.then(|| super::steps::next_action(id)),
    })
}

/// Most vacancies on one page.
const VACANCIES_MAX: usize = 60;

/// As cards, with the names of their employers.
pub fn cards(list: Vec<Vacancy>, companies: Vec<Employer>) -> Vec<VacancyCard> {
    let companies: HashMap<_, _> = companies.into_iter().map(|employer| (employer.id, employer)).collect();
    list.into_iter()
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
        .collect()
}
