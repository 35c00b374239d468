//! How often a secret was tried in vain. Kept here and not in memory, so that several server processes count together.

use crate::row::args;
use crate::{StoreError, Tx};

/// Counts one try and gives how many that makes since the count began. `what` is a hash of what is tried, so that nothing
/// typed is stored; a count that is over begins anew and lasts until `until_ms`.
pub async fn count(tx: &mut Tx, what: &[u8], now_ms: i64, until_ms: i64) -> Result<u32, StoreError> {
    const SQL: &str = "INSERT INTO tries (what, times, until_ms) VALUES ($1, 1, $3) ON CONFLICT (what) DO UPDATE SET \
                       times = CASE WHEN tries.until_ms > $2 THEN tries.times + 1 ELSE 1 END, \
                       until_ms = CASE WHEN tries.until_ms > $2 THEN tries.until_ms ELSE $3 END RETURNING times AS n";
    tx.row(SQL, args![what, now_ms, until_ms]).await?.ok_or(StoreError::Corrupt("tries"))?.number("n")
}

/// The secret was known: the next count begins at nothing.
pub async fn forget(tx: &mut Tx, what: &[u8]) -> Result<(), StoreError> {
    tx.run("DELETE FROM tries WHERE what = $1", args![what]).await.map(drop)
}

/// Forgets the counts that are over; how many.
pub async fn delete_over(tx: &mut Tx, now_ms: i64) -> Result<u64, StoreError> {
    tx.run("DELETE FROM tries WHERE until_ms <= $1", args![now_ms]).await
}
