//! Who came. One mark stands per person and session; every mark that was ever made is kept as evidence.

use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::fair::Attendance;
use domain::ids::{LocationId, ResidentId, SessionId};

/// Marks someone; `by` as in the journal ("staff:<id>").
pub async fn set(
    tx: &mut Tx,
    location: LocationId,
    session: SessionId,
    resident: ResidentId,
    mark: Attendance,
    by: &str,
    at_ms: i64,
) -> Result<(), StoreError> {
    // Both statements in this order: the first holds the row, so that two marks at a time get two turns.
    const STANDS: &str = "INSERT INTO attendance (session_id, resident_id, location_id, mark, marked_by, at_ms, marks) \
         VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (session_id, resident_id) DO UPDATE SET \
         mark = excluded.mark, marked_by = excluded.marked_by, at_ms = excluded.at_ms, \
         marks = attendance.marks + 1";
    const EVIDENCE: &str = "INSERT INTO attendance_marks (session_id, resident_id, turn, location_id, mark, marked_by, at_ms) \
         SELECT session_id, resident_id, marks, location_id, mark, marked_by, at_ms FROM attendance \
         WHERE session_id = $1 AND resident_id = $2";
    tx.run(STANDS, args![session, resident, location, mark.as_str(), by, at_ms]).await?;
    tx.run(EVIDENCE, args![session, resident]).await.map(drop)
}

/// Only who was ever marked; everyone else is expected.
pub async fn of_session(
    tx: &mut Tx,
    session: SessionId,
) -> Result<Vec<(ResidentId, Attendance)>, StoreError> {
    const SQL: &str = "SELECT resident_id, mark FROM attendance WHERE session_id = $1 ORDER BY resident_id";
    let rows = tx.rows(SQL, args![session]).await?;
    let read = |row: &Row| Ok((ResidentId(row.get("resident_id")?), row.word("mark", Attendance::parse)?));
    rows.iter().map(read).collect()
}

/// Expected when nobody said otherwise.
pub async fn get(tx: &mut Tx, session: SessionId, resident: ResidentId) -> Result<Attendance, StoreError> {
    const SQL: &str = "SELECT mark FROM attendance WHERE session_id = $1 AND resident_id = $2";
    let row = tx.row(SQL, args![session, resident]).await?;
    row.map_or(Ok(Attendance::Expected), |row| row.word("mark", Attendance::parse))
}

/// Every mark of one person in the order in which they were made: what, by whom, when.
pub async fn marks(
    tx: &mut Tx,
    session: SessionId,
    resident: ResidentId,
) -> Result<Vec<(Attendance, String, i64)>, StoreError> {
    const SQL: &str = "SELECT mark, marked_by, at_ms FROM attendance_marks \
                       WHERE session_id = $1 AND resident_id = $2 ORDER BY turn";
    let rows = tx.rows(SQL, args![session, resident]).await?;
    let read =
        |row: &Row| Ok((row.word("mark", Attendance::parse)?, row.get("marked_by")?, row.get("at_ms")?));
    rows.iter().map(read).collect()
}
