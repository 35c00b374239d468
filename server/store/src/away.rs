//! Who or what is away in which rounds of a session. What stands; who said what before lies in the journal.

use crate::row::{Row, args, json};
use crate::{StoreError, Tx};
use domain::ids::{EmployerId, InterpreterId, LocationId, ResidentId, SessionId, TableId};
use domain::rotation::Who;
use uuid::Uuid;

/// Sets the rounds, all of them; `by` as in the journal ("staff:<id>").
pub async fn set(
    tx: &mut Tx,
    location: LocationId,
    session: SessionId,
    who: Who,
    rounds: &[u32],
    by: &str,
    at_ms: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO away (session_id, kind, subject_id, location_id, rounds, marked_by, at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (session_id, kind, subject_id) DO UPDATE SET \
         rounds = excluded.rounds, marked_by = excluded.marked_by, at_ms = excluded.at_ms";
    let (kind, subject) = parts(who);
    let rounds = json(&rounds)?;
    tx.run(SQL, args![session, kind, subject, location, rounds.as_str(), by, at_ms]).await.map(drop)
}

/// Only who is away in some round.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<(Who, Vec<u32>)>, StoreError> {
    const SQL: &str = "SELECT kind, subject_id, rounds FROM away WHERE session_id = $1 AND rounds <> '[]' \
                       ORDER BY kind, subject_id";
    let rows = tx.rows(SQL, args![session]).await?;
    rows.iter().map(|row| Ok((who(row)?, row.json("rounds")?))).collect()
}

fn parts(who: Who) -> (&'static str, Uuid) {
    match who {
        Who::Resident(ResidentId(id)) => ("resident", id),
        Who::Interpreter(InterpreterId(id)) => ("interpreter", id),
        Who::Table(TableId(id)) => ("table", id),
        Who::Employer(EmployerId(id)) => ("employer", id),
        Who::Hall(SessionId(id)) => ("hall", id),
    }
}

fn who(row: &Row) -> Result<Who, StoreError> {
    let make: fn(Uuid) -> Who = row.word("kind", |kind| {
        Some(match kind {
            "resident" => |id| Who::Resident(ResidentId(id)),
            "interpreter" => |id| Who::Interpreter(InterpreterId(id)),
            "table" => |id| Who::Table(TableId(id)),
            "employer" => |id| Who::Employer(EmployerId(id)),
            "hall" => |id| Who::Hall(SessionId(id)),
            _ => return None,
        })
    })?;
    row.get("subject_id").map(make)
}
