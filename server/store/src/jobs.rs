//! What is done now and then by one of the server processes: when each was done last.

use crate::db::locking;
use crate::row::args;
use crate::{StoreError, Tx};

/// Takes a job whose turn it is, and gives until when it was done last (0: never). It counts as done until `now_ms` once
/// the transaction commits; until then another process that asks waits. None: not before `due_ms`.
pub async fn take(tx: &mut Tx, name: &str, due_ms: i64, now_ms: i64) -> Result<Option<i64>, StoreError> {
    const BEGIN: &str = "INSERT INTO jobs (name, done_ms) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING";
    let held = locking!("SELECT done_ms FROM jobs WHERE name = $1");
    tx.run(BEGIN, args![name]).await?;
    let row = tx.row(held, args![name]).await?.ok_or(StoreError::Corrupt("jobs"))?;
    let done_ms: i64 = row.get("done_ms")?;
    if done_ms >= due_ms {
        return Ok(None);
    }
    tx.run("UPDATE jobs SET done_ms = $2 WHERE name = $1", args![name, now_ms]).await?;
    Ok(Some(done_ms))
}
