//! Candidacies: a person and a vacancy. One of each pair, whatever fair it began at; it is never unmade, and where it
//! stands is derived elsewhere.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{CandidacyId, LocationId, ResidentId, VacancyId};

macro_rules! columns {
    () => {
        "id, location_id, resident_id, vacancy_id, begun_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    pub id: CandidacyId,
    pub location: LocationId,
    pub resident: ResidentId,
    pub vacancy: VacancyId,
    pub begun_ms: i64,
}

impl Record for Candidacy {
    fn read(row: &Row) -> Result<Candidacy, StoreError> {
        Ok(Candidacy {
            id: CandidacyId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            resident: ResidentId(row.get("resident_id")?),
            vacancy: VacancyId(row.get("vacancy_id")?),
            begun_ms: row.get("begun_ms")?,
        })
    }
}

/// Begins a candidacy, or leaves the one of this person and vacancy as it is.
pub async fn begin(tx: &mut Tx, candidacy: &Candidacy) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO candidacies (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5) ON CONFLICT (resident_id, vacancy_id) DO NOTHING"
    );
    let Candidacy { id, location, resident, vacancy, begun_ms } = candidacy;
    tx.run(SQL, args![*id, *location, *resident, *vacancy, *begun_ms]).await.map(drop)
}

pub async fn find(
    tx: &mut Tx,
    resident: ResidentId,
    vacancy: VacancyId,
) -> Result<Option<Candidacy>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM candidacies WHERE resident_id = $1 AND vacancy_id = $2");
    tx.one(SQL, args![resident, vacancy]).await
}

/// In the order in which they began.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Candidacy>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM candidacies WHERE location_id = $1 ORDER BY begun_ms, id");
    tx.all(SQL, args![location]).await
}
