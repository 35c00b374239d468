//! Second interviews: asked by an employer, answered by the resident. One per candidacy in a session.

use crate::candidacies::Candidacy;
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::follow_up::FollowUpState;
use domain::ids::{CandidacyId, EmployerId, FollowUpId, LocationId, ResidentId, SessionId, VacancyId};

/// Each with the person, the vacancy and the employer of its candidacy.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.location_id, f.session_id, f.candidacy_id, c.resident_id, c.vacancy_id, \
             v.employer_id, v.title, f.state, f.asked_ms, f.changed_ms FROM follow_ups f \
             JOIN candidacies c ON c.id = f.candidacy_id JOIN vacancies v ON v.id = c.vacancy_id ",
            $rest
        )
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub location: LocationId,
    pub session: SessionId,
    pub candidacy: CandidacyId,
    // Of the candidacy: read along, stored there.
    pub resident: ResidentId,
    pub vacancy: VacancyId,
    pub employer: EmployerId,
    pub vacancy_title: String,
    pub state: FollowUpState,
    pub asked_ms: i64,
    pub changed_ms: i64,
}

impl Record for FollowUp {
    fn read(row: &Row) -> Result<FollowUp, StoreError> {
        Ok(FollowUp {
            id: FollowUpId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            candidacy: CandidacyId(row.get("candidacy_id")?),
            resident: ResidentId(row.get("resident_id")?),
            vacancy: VacancyId(row.get("vacancy_id")?),
            employer: EmployerId(row.get("employer_id")?),
            vacancy_title: row.get("title")?,
            state: row.word("state", FollowUpState::parse)?,
            asked_ms: row.get("asked_ms")?,
            changed_ms: row.get("changed_ms")?,
        })
    }
}

pub async fn find(
    tx: &mut Tx,
    session: SessionId,
    candidacy: CandidacyId,
) -> Result<Option<FollowUp>, StoreError> {
    const SQL: &str = select!("WHERE f.session_id = $1 AND f.candidacy_id = $2");
    tx.one(SQL, args![session, candidacy]).await
}

pub async fn get(tx: &mut Tx, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    tx.one(select!("WHERE f.id = $1"), args![id]).await
}

/// [`StoreError::Taken`] when there is one already.
pub async fn insert(
    tx: &mut Tx,
    id: FollowUpId,
    session: SessionId,
    of: &Candidacy,
    state: FollowUpState,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO follow_ups (id, location_id, session_id, candidacy_id, state, asked_ms, \
                       changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $6)";
    tx.run(SQL, args![id, of.location, session, of.id, state.as_str(), at_ms]).await.map(drop)
}

pub async fn set_state(
    tx: &mut Tx,
    id: FollowUpId,
    state: FollowUpState,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE follow_ups SET state = $2, changed_ms = $3 WHERE id = $1";
    tx.run(SQL, args![id, state.as_str(), at_ms]).await.map(drop)
}

/// In the order in which they were asked.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<FollowUp>, StoreError> {
    tx.all(select!("WHERE f.location_id = $1 ORDER BY f.asked_ms, f.id"), args![location]).await
}

/// In the order in which they were asked.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<FollowUp>, StoreError> {
    tx.all(select!("WHERE c.resident_id = $1 ORDER BY f.asked_ms, f.id"), args![resident]).await
}

/// By person, and each person's in the order in which they were asked.
pub async fn of_vacancy(tx: &mut Tx, vacancy: VacancyId) -> Result<Vec<FollowUp>, StoreError> {
    tx.all(select!("WHERE c.vacancy_id = $1 ORDER BY c.resident_id, f.asked_ms, f.id"), args![vacancy]).await
}
