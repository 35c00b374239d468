//! Employers, known by their name, and their vacancies, known by title.

use super::hall::{Company, Hall};
use super::{Fate, Here, Weighed};
use crate::chance;
use crate::import::employers::{CompanyRow, VacancyRow};
use crate::import::keep::Write;
use domain::fair::folded;
use domain::ids::{EmployerId, VacancyId};
use std::collections::HashMap;
use store::employers::{self, Employer, Vacancy};
use store::{StoreError, Tx, fairs};

/// What is stored of a company, and what the file says of it.
struct Known {
    employers: HashMap<String, Employer>,
    vacancies: HashMap<(EmployerId, String), Vacancy>,
    /// Place of an employer's next vacancy.
    next: HashMap<EmployerId, u32>,
}

pub async fn weigh(tx: &mut Tx, here: &Here, rows: &[VacancyRow]) -> Result<Weighed, StoreError> {
    let sessions = fairs::sessions_of(tx, here.fair.id).await?;
    if sessions.is_empty() {
        return Ok(Weighed::without_session());
    }
    let mut known = Known::load(tx, here).await?;
    let mut weighed = Weighed::default();
    let mut companies: Vec<Company> = Vec::new();
    let mut places: HashMap<EmployerId, usize> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let (employer, company_fate) = known.employer(here, row, &mut weighed.writes);
        let (vacancy, fate) = known.vacancy(here, row, employer, &mut weighed.writes);
        // A vacancy that is the same stands in a row that also says something else of the company.
        weighed.fates.push(if fate == Fate::Same { company_fate } else { fate });
        let place = *places.entry(employer).or_insert(companies.len());
        if place == companies.len() {
            companies.push(Company {
                employer,
                name: row.employer.clone(),
                first: index,
                said: None,
                vacancies: vec![],
            });
        }
        let company = &mut companies[place];
        company.said = company.said.take().or(row.company.clone());
        company.vacancies.push((row.row, vacancy));
    }
    for session in &sessions {
        let mut hall = Hall::load(tx, here, session).await?;
        for company in &companies {
            hall.seat(company, &mut weighed);
        }
    }
    Ok(weighed)
}

impl Known {
    async fn load(tx: &mut Tx, here: &Here) -> Result<Known, StoreError> {
        let employers = employers::of_location(tx, here.location).await?;
        let vacancies = employers::vacancies_of_location(tx, here.location).await?;
        let mut next: HashMap<EmployerId, u32> = HashMap::new();
        for vacancy in &vacancies {
            let place = next.entry(vacancy.employer).or_default();
            *place = (*place).max(vacancy.ord + 1);
        }
        Ok(Known {
            employers: employers.into_iter().map(|employer| (folded(&employer.name), employer)).collect(),
            vacancies: vacancies
                .into_iter()
                .map(|vacancy| ((vacancy.employer, folded(&vacancy.title)), vacancy))
                .collect(),
            next,
        })
    }

    fn employer(&mut self, here: &Here, row: &VacancyRow, writes: &mut Vec<Write>) -> (EmployerId, Fate) {
        let name = folded(&row.employer);
        match (self.employers.get_mut(&name), &row.company) {
            (Some(employer), None) => (employer.id, Fate::Same),
            (Some(employer), Some(said)) => {
                let mended = mended(employer, said);
                if mended == *employer {
                    return (employer.id, Fate::Same);
                }
                writes.push(Write::Employer(mended.clone()));
                *employer = mended;
                (employer.id, Fate::Changed)
            }
            (None, said) => {
                let employer = newcomer(here, row, said.as_ref());
                let id = employer.id;
                writes.push(Write::NewEmployer(employer.clone()));
                self.employers.insert(name, employer);
                (id, Fate::New)
            }
        }
    }

    fn vacancy(
        &mut self,
        here: &Here,
        row: &VacancyRow,
        employer: EmployerId,
        writes: &mut Vec<Write>,
    ) -> (VacancyId, Fate) {
        let known = self.vacancies.get(&(employer, folded(&row.title)));
        let next = self.next.entry(employer).or_default();
        let vacancy = Vacancy {
            id: known.map_or_else(|| VacancyId(chance::id()), |known| known.id),
            location: here.location,
            employer,
            title: row.title.clone(),
            kind: row.kind.clone(),
            pictogram: row.pictogram.clone(),
            wage: row.wage,
            hours: row.hours,
            lang: row.lang,
            level: row.level,
            shifts: row.shifts.clone(),
            vog: row.vog,
            permit_willing: row.permit_willing,
            ord: known.map_or(*next, |known| known.ord),
        };
        let id = vacancy.id;
        match known {
            Some(known) if *known == vacancy => (id, Fate::Same),
            Some(_) => {
                writes.push(Write::Vacancy(vacancy));
                (id, Fate::Changed)
            }
            None => {
                *next += 1;
                writes.push(Write::NewVacancy(vacancy));
                (id, Fate::New)
            }
        }
    }
}

/// Interviewers are added and never taken away: one who is missing in the file may stand in another fair's.
fn mended(known: &Employer, said: &CompanyRow) -> Employer {
    let mut interviewers = known.interviewers.clone();
    let more = said.interviewers.iter().filter(|name| !known.interviewers.contains(name));
    interviewers.extend(more.cloned());
    Employer { place: said.place.clone(), sector: said.sector.clone(), interviewers, ..known.clone() }
}

fn newcomer(here: &Here, row: &VacancyRow, said: Option<&CompanyRow>) -> Employer {
    Employer {
        id: EmployerId(chance::id()),
        location: here.location,
        name: row.employer.clone(),
        place: said.map(|said| said.place.clone()).unwrap_or_default(),
        sector: said.map(|said| said.sector.clone()).unwrap_or_default(),
        interviewers: said.map(|said| said.interviewers.clone()).unwrap_or_default(),
        created_ms: here.now_ms,
    }
}
