//! The employer itself and its vacancies: known by id, else by name and by title, else new. Nothing is deleted: what is
//! not offered here may be offered at another fair.

use super::Hall;
use crate::commands::Desk;
use domain::command::SeatEmployer;
use domain::fair::{Offer, folded};
use domain::ids::{EmployerId, VacancyId};
use store::employers::{self, Employer, Vacancy};
use store::{StoreError, Tx};
use sync::Rejection;

/// Inner Err: the name or a title belongs to another one already.
pub async fn keep(
    tx: &mut Tx,
    desk: &Desk<'_>,
    hall: &Hall,
    wish: &SeatEmployer,
) -> Result<Result<(EmployerId, Vec<VacancyId>), Rejection>, StoreError> {
    let all = employers::of_location(tx, desk.location).await?;
    let by_name = all.iter().find(|one| folded(&one.name) == folded(wish.name.as_str()));
    let known = match (all.iter().find(|one| one.id == wish.employer), by_name) {
        (Some(one), Some(named)) if one.id != named.id => return Ok(Err(Rejection::Taken)),
        (Some(one), _) => Some(one),
        // A company that stands here already is changed by its own form.
        (None, Some(named)) if !hall.parties_of(named.id).is_empty() => return Ok(Err(Rejection::Taken)),
        (None, named) => named,
    };
    let employer = match known {
        Some(known) => {
            let changed = changed(known, hall, wish);
            employers::update(tx, &changed).await?;
            changed
        }
        None => {
            let employer = Employer {
                id: wish.employer,
                location: desk.location,
                name: wish.name.to_string(),
                place: wish.place.as_ref().map(ToString::to_string).unwrap_or_default(),
                sector: String::new(),
                interviewers: names(wish),
                created_ms: desk.now_ms,
            };
            employers::insert(tx, &employer).await?;
            employer
        }
    };
    Ok(vacancies(tx, desk, employer.id, &wish.offers).await?.map(|vacancies| (employer.id, vacancies)))
}

fn names(wish: &SeatEmployer) -> Vec<String> {
    wish.tables.iter().map(|table| table.interviewer.to_string()).collect()
}

/// Who sat at one of its tables here and does not any more is no interviewer any more; others stay on the list.
fn changed(known: &Employer, hall: &Hall, wish: &SeatEmployer) -> Employer {
    let sat: Vec<_> = hall.tables_of(known.id).into_iter().filter_map(|table| table.interviewer).collect();
    let mut interviewers = names(wish);
    for name in &known.interviewers {
        if !sat.contains(name) && !interviewers.iter().any(|kept| folded(kept) == folded(name)) {
            interviewers.push(name.clone());
        }
    }
    Employer {
        name: wish.name.to_string(),
        place: wish.place.as_ref().map_or_else(|| known.place.clone(), ToString::to_string),
        interviewers,
        ..known.clone()
    }
}

async fn vacancies(
    tx: &mut Tx,
    desk: &Desk<'_>,
    employer: EmployerId,
    offers: &[Offer],
) -> Result<Result<Vec<VacancyId>, Rejection>, StoreError> {
    let mut known = employers::vacancies_of_location(tx, desk.location).await?;
    known.retain(|vacancy| vacancy.employer == employer);
    let mut next = known.iter().map(|vacancy| vacancy.ord + 1).max().unwrap_or(0);
    let mut ids = Vec::new();
    for offer in offers {
        let titled = known.iter().find(|one| folded(&one.title) == folded(offer.title.as_str()));
        let same = match (known.iter().find(|one| one.id == offer.vacancy), titled) {
            (Some(one), Some(titled)) if one.id != titled.id => return Ok(Err(Rejection::Taken)),
            (Some(one), _) => Some(one),
            (None, titled) => titled,
        };
        let id = same.map_or(offer.vacancy, |one| one.id);
        let vacancy = vacancy(desk, employer, id, same.map_or(next, |one| one.ord), offer);
        match same {
            Some(_) => employers::update_vacancy(tx, &vacancy).await?,
            None => {
                next += 1;
                employers::insert_vacancy(tx, &vacancy).await?;
            }
        }
        ids.push(id);
    }
    Ok(Ok(ids))
}

fn vacancy(desk: &Desk<'_>, employer: EmployerId, id: VacancyId, ord: u32, offer: &Offer) -> Vacancy {
    let shifts: Vec<_> = offer.shifts.iter().map(|shift| shift.as_str()).collect();
    Vacancy {
        id,
        location: desk.location,
        employer,
        title: offer.title.to_string(),
        kind: offer.kind.as_str().into(),
        pictogram: offer.picture.as_str().into(),
        wage: offer.wage,
        hours: offer.hours,
        lang: offer.lang,
        level: offer.level,
        shifts: shifts.join(" "),
        vog: offer.vog,
        permit_willing: offer.permit_willing,
        ord,
    }
}
