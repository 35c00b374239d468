//! Employers and their vacancies.

mod vacancies;

pub use vacancies::{
    Vacancy, insert_vacancy, update_vacancy, vacancies_of_fair, vacancies_of_location, vacancy,
    vacancy_by_title,
};

use crate::row::{Record, Row, args, json};
use crate::{StoreError, Tx};
use domain::ids::{EmployerId, FairId, LocationId};

macro_rules! columns {
    () => {
        "id, location_id, name, place, sector, interviewers, created_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    pub id: EmployerId,
    pub location: LocationId,
    /// One of its kind at this location.
    pub name: String,
    pub place: String,
    pub sector: String,
    /// Who may say at a tablet that it is they.
    pub interviewers: Vec<String>,
    pub created_ms: i64,
}

impl Record for Employer {
    fn read(row: &Row) -> Result<Employer, StoreError> {
        Ok(Employer {
            id: EmployerId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            name: row.get("name")?,
            place: row.get("place")?,
            sector: row.get("sector")?,
            interviewers: row.json("interviewers")?,
            created_ms: row.get("created_ms")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, employer: &Employer) -> Result<(), StoreError> {
    const SQL: &str = concat!("INSERT INTO employers (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let Employer { id, location, name, place, sector, interviewers, created_ms } = employer;
    let values = args![*id, *location, name, place, sector, json(interviewers)?, *created_ms];
    tx.run(SQL, values).await.map(drop)
}

/// Name, place, sector and interviewers.
pub async fn update(tx: &mut Tx, employer: &Employer) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE employers SET name = $2, place = $3, sector = $4, interviewers = $5 WHERE id = $1";
    let Employer { id, name, place, sector, interviewers, .. } = employer;
    tx.run(SQL, args![*id, name, place, sector, json(interviewers)?]).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: EmployerId) -> Result<Option<Employer>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM employers WHERE id = $1"), args![id]).await
}

pub async fn by_name(tx: &mut Tx, location: LocationId, name: &str) -> Result<Option<Employer>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM employers WHERE location_id = $1 AND name = $2");
    tx.one(SQL, args![location, name]).await
}

/// Those with a party in a session of this fair, by name.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Employer>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM employers WHERE id IN (SELECT employer_id FROM parties WHERE session_id IN \
         (SELECT id FROM sessions WHERE fair_id = $1)) ORDER BY name, id"
    );
    tx.all(SQL, args![fair]).await
}

/// By name.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Employer>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM employers WHERE location_id = $1 ORDER BY name, id");
    tx.all(SQL, args![location]).await
}
