//! Vacancies: jobs, internships and work-experience places.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::Wage;
use domain::ids::{EmployerId, FairId, LocationId, VacancyId};
use domain::lang::Lang;
use domain::people::Level;

macro_rules! columns {
    () => {
        "id, location_id, employer_id, title, kind, pictogram, wage_cents, hours, lang, level, shifts, vog, \
         permit_willing, ord"
    };
}

/// By the employer's name, then in the employer's own order.
macro_rules! ordered {
    () => {
        " ORDER BY (SELECT name FROM employers WHERE employers.id = vacancies.employer_id), employer_id, ord, title"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    pub id: VacancyId,
    pub location: LocationId,
    pub employer: EmployerId,
    /// One of its kind with this employer.
    pub title: String,
    /// "baan", "stage" or "werkervaringsplek".
    pub kind: String,
    pub pictogram: String,
    pub wage: Wage,
    /// A week.
    pub hours: u32,
    /// Spoken at work.
    pub lang: Lang,
    pub level: Level,
    pub shifts: String,
    /// A certificate of conduct is asked.
    pub vog: bool,
    /// The employer is willing to ask for a work permit.
    pub permit_willing: bool,
    pub ord: u32,
}

impl Record for Vacancy {
    fn read(row: &Row) -> Result<Vacancy, StoreError> {
        Ok(Vacancy {
            id: VacancyId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            employer: EmployerId(row.get("employer_id")?),
            title: row.get("title")?,
            kind: row.get("kind")?,
            pictogram: row.get("pictogram")?,
            wage: Wage(row.number("wage_cents")?),
            hours: row.number("hours")?,
            lang: row.word("lang", |tag| tag.parse().ok())?,
            level: row.word("level", Level::parse)?,
            shifts: row.get("shifts")?,
            vog: row.get("vog")?,
            permit_willing: row.get("permit_willing")?,
            ord: row.number("ord")?,
        })
    }
}

pub async fn insert_vacancy(tx: &mut Tx, vacancy: &Vacancy) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO vacancies (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let v = vacancy;
    let values = args![
        v.id,
        v.location,
        v.employer,
        &v.title,
        &v.kind,
        &v.pictogram,
        v.wage.0,
        v.hours,
        v.lang.tag(),
        v.level.as_str(),
        &v.shifts,
        v.vog,
        v.permit_willing,
        v.ord,
    ];
    tx.run(SQL, values).await.map(drop)
}

/// All but its employer.
pub async fn update_vacancy(tx: &mut Tx, vacancy: &Vacancy) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE vacancies SET title = $2, kind = $3, pictogram = $4, wage_cents = $5, hours = $6, \
                       lang = $7, level = $8, shifts = $9, vog = $10, permit_willing = $11, ord = $12 \
                       WHERE id = $1";
    let v = vacancy;
    let values = args![
        v.id,
        &v.title,
        &v.kind,
        &v.pictogram,
        v.wage.0,
        v.hours,
        v.lang.tag(),
        v.level.as_str(),
        &v.shifts,
        v.vog,
        v.permit_willing,
        v.ord,
    ];
    tx.run(SQL, values).await.map(drop)
}

pub async fn vacancy(tx: &mut Tx, id: VacancyId) -> Result<Option<Vacancy>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM vacancies WHERE id = $1"), args![id]).await
}

pub async fn vacancy_by_title(
    tx: &mut Tx,
    employer: EmployerId,
    title: &str,
) -> Result<Option<Vacancy>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM vacancies WHERE employer_id = $1 AND title = $2");
    tx.one(SQL, args![employer, title]).await
}

/// What the parties in the sessions of this fair talk about.
pub async fn vacancies_of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Vacancy>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM vacancies WHERE id IN (SELECT vacancy_id FROM party_vacancies WHERE party_id IN \
         (SELECT id FROM parties WHERE session_id IN (SELECT id FROM sessions WHERE fair_id = $1)))",
        ordered!()
    );
    tx.all(SQL, args![fair]).await
}

pub async fn vacancies_of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Vacancy>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM vacancies WHERE location_id = $1", ordered!());
    tx.all(SQL, args![location]).await
}
