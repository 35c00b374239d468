//! What each device's log came to. A row is held while a push of that log is admitted, so that two pushes of one device
//! follow each other.

use crate::db::locking;
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::LocationId;
use sync::log::{Digest, LogEnd, Maker};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    pub end: LogEnd,
    pub location: LocationId,
    pub maker: Maker,
    pub heard_ms: i64,
}

impl Record for Log {
    fn read(row: &Row) -> Result<Log, StoreError> {
        let hash: Vec<u8> = row.get("hash")?;
        let hash = hash.try_into().map_err(|_| StoreError::Corrupt("a log's hash"))?;
        Ok(Log {
            end: LogEnd { log: row.get("log_id")?, seq: row.number("seq")?, hash: Digest(hash) },
            location: LocationId(row.get("location_id")?),
            maker: Maker(row.get("maker")?),
            heard_ms: row.get("heard_ms")?,
        })
    }
}

/// Holds the log until the transaction ends; an unknown one is begun as `begun` says. Two that begin the same one wait
/// for each other.
pub async fn hold(tx: &mut Tx, begun: &Log) -> Result<Log, StoreError> {
    const BEGIN: &str = "INSERT INTO logs (log_id, location_id, maker, seq, hash, heard_ms) \
                         VALUES ($1, $2, $3, 0, $4, $5) ON CONFLICT (log_id) DO NOTHING";
    let empty = LogEnd::empty(begun.end.log);
    let values = args![empty.log, begun.location, &begun.maker.0, &empty.hash.0[..], begun.heard_ms];
    tx.run(BEGIN, values).await?;
    let held = locking!("SELECT log_id, location_id, maker, seq, hash, heard_ms FROM logs WHERE log_id = $1");
    tx.one(held, args![empty.log]).await?.ok_or(StoreError::Corrupt("logs"))
}

/// Moves the end of a log that is held.
pub async fn move_end(tx: &mut Tx, end: LogEnd, heard_ms: i64) -> Result<(), StoreError> {
    let seq = i64::try_from(end.seq).map_err(|_| StoreError::Corrupt("a log's number"))?;
    let sql = "UPDATE logs SET seq = $2, hash = $3, heard_ms = $4 WHERE log_id = $1";
    tx.run(sql, args![end.log, seq, &end.hash.0[..], heard_ms]).await.map(drop)
}

/// Forgets logs that were not heard of since; how many. A device that comes back after that begins anew.
pub async fn delete_before(tx: &mut Tx, heard_ms: i64) -> Result<u64, StoreError> {
    tx.run("DELETE FROM logs WHERE heard_ms < $1", args![heard_ms]).await
}
