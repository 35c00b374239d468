//! The resident's own word about a talk. One answer stands per person and party in a session.

use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::ids::{LocationId, PartyId, ResidentId, SessionId};
use domain::scoring::Answer;

/// The last word stands.
pub async fn set(
    tx: &mut Tx,
    location: LocationId,
    session: SessionId,
    party: PartyId,
    resident: ResidentId,
    answer: Answer,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO answers (session_id, party_id, resident_id, location_id, answer, at_ms) \
                       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (session_id, party_id, resident_id) \
                       DO UPDATE SET answer = excluded.answer, at_ms = excluded.at_ms";
    tx.run(SQL, args![session, party, resident, location, answer.as_str(), at_ms]).await.map(drop)
}

type Given = (SessionId, PartyId, ResidentId, Answer);

fn read(row: &Row) -> Result<Given, StoreError> {
    Ok((
        SessionId(row.get("session_id")?),
        PartyId(row.get("party_id")?),
        ResidentId(row.get("resident_id")?),
        row.word("answer", Answer::parse)?,
    ))
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT session_id, party_id, resident_id, answer FROM answers WHERE ",
            $condition,
            " ORDER BY at_ms, session_id, party_id, resident_id"
        )
    };
}

/// In the order in which they were given, as are the next two.
pub async fn of_session(
    tx: &mut Tx,
    session: SessionId,
) -> Result<Vec<(PartyId, ResidentId, Answer)>, StoreError> {
    let rows = tx.rows(select!("session_id = $1"), args![session]).await?;
    rows.iter().map(|row| read(row).map(|(_, party, resident, answer)| (party, resident, answer))).collect()
}

pub async fn of_resident(
    tx: &mut Tx,
    resident: ResidentId,
) -> Result<Vec<(SessionId, PartyId, Answer)>, StoreError> {
    let rows = tx.rows(select!("resident_id = $1"), args![resident]).await?;
    rows.iter().map(|row| read(row).map(|(session, party, _, answer)| (session, party, answer))).collect()
}

pub async fn of_location(
    tx: &mut Tx,
    location: LocationId,
) -> Result<Vec<(SessionId, PartyId, ResidentId, Answer)>, StoreError> {
    let rows = tx.rows(select!("location_id = $1"), args![location]).await?;
    rows.iter().map(read).collect()
}
