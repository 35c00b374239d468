//! The journal: every command with its outcome. Idempotency, audit and evidence in one.
//! A payload is locked with the key of the person whom it is about (`keys`); the chain of hashes runs over what is
//! locked (`chain`), so that deleting a person's key leaves a journal that still verifies.
//! `actor`, `kind` and `outcome` stay readable: they hold ids and fixed words, never what a person wrote.

mod chain;
mod keys;

pub use chain::verify;
pub use keys::forget;

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use chain::{Link, chain_of};
use domain::ids::{CommandId, LocationId, ResidentId};
use keys::{Known, owner};
use std::collections::HashMap;
use uuid::Uuid;

/// A command as it is written down.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub command: CommandId,
    /// None: the server itself, in a chain of its own.
    pub location: Option<LocationId>,
    /// "staff:<id>".
    pub actor: &'a str,
    /// With its version: "sign_up@1".
    pub kind: &'a str,
    /// Whom it is about; their key locks the payload. None: the location's key does.
    pub subject: Option<ResidentId>,
    /// The command as JSON.
    pub payload: &'a [u8],
    /// The outcome as JSON.
    pub outcome: &'a str,
    /// The device's own clock; evidence only.
    pub made_at_ms: i64,
    pub at_ms: i64,
}

/// An entry as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub command: CommandId,
    pub actor: String,
    pub kind: String,
    pub subject: Option<ResidentId>,
    pub outcome: String,
    pub at_ms: i64,
    /// None once the person's key is gone.
    pub payload: Option<Vec<u8>>,
}

/// What this command came to, if it was ever answered.
pub async fn outcome_of(tx: &mut Tx, command: CommandId) -> Result<Option<String>, StoreError> {
    let row = tx.row("SELECT outcome FROM journal WHERE command_id = $1", args![command]).await?;
    row.map(|row| row.get("outcome")).transpose()
}

/// What was written of this command, if it was ever answered.
pub async fn get(tx: &mut Tx, command: CommandId) -> Result<Option<Read>, StoreError> {
    const SQL: &str = "SELECT command_id, chain_id, actor, kind, subject_id, nonce, ciphertext, outcome, at_ms \
                       FROM journal WHERE command_id = $1";
    let Some(row) = tx.row(SQL, args![command]).await? else { return Ok(None) };
    let chain = row.get("chain_id")?;
    read(tx, &row, chain, &mut HashMap::new()).await.map(Some)
}

/// The last command of this kind about this person that was applied.
pub async fn last_about(
    tx: &mut Tx,
    subject: ResidentId,
    [one, other]: [&str; 2],
) -> Result<Option<CommandId>, StoreError> {
    const SQL: &str = "SELECT command_id FROM journal WHERE subject_id = $1 AND kind IN ($2, $3) \
                       AND outcome = '\"applied\"' ORDER BY seq DESC LIMIT 1";
    let row = tx.row(SQL, args![subject, one, other]).await?;
    row.map(|row| row.get("command_id").map(CommandId)).transpose()
}

/// Holds a location's chain until the transaction ends, as the next [`append`] would: a transaction that writes more
/// than one entry holds it first, so that it waits before it holds anything else.
pub async fn hold(tx: &mut Tx, location: Option<LocationId>) -> Result<(), StoreError> {
    chain::hold_end(tx, chain_of(location)).await.map(drop)
}

/// [`StoreError::Taken`] when this command is written already, [`StoreError::Gone`] when its person was forgotten.
/// On PostgreSQL it holds the location's chain until the transaction ends: write it late.
pub async fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO journal (command_id, location_id, chain_id, seq, actor, kind, subject_id, \
                       nonce, ciphertext, outcome, made_at_ms, at_ms, hash) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let chain = chain_of(entry.location);
    let key = keys::for_writing(tx, owner(entry.subject, chain)).await?;
    let sealed = key.seal(entry.payload, entry.command.0.as_bytes())?;
    let (before, previous) = chain::hold_end(tx, chain).await?;
    let seq = before + 1;
    let link = Link {
        command: entry.command.0,
        seq,
        actor: entry.actor,
        kind: entry.kind,
        subject: entry.subject.map(|subject| subject.0),
        nonce: &sealed.nonce,
        ciphertext: &sealed.ciphertext,
        outcome: entry.outcome,
        made_at_ms: entry.made_at_ms,
        at_ms: entry.at_ms,
    };
    let hash = link.hash(&previous);
    let values = args![
        entry.command,
        entry.location,
        chain,
        seq,
        entry.actor,
        entry.kind,
        entry.subject,
        &sealed.nonce[..],
        &sealed.ciphertext,
        entry.outcome,
        entry.made_at_ms,
        entry.at_ms,
        &hash[..],
    ];
    tx.run(SQL, values).await?;
    chain::move_end(tx, chain, seq, &hash)
}

/// The last `n` entries of these kinds (none named: of every kind), newest first.
pub async fn latest(
    tx: &mut Tx,
    location: LocationId,
    kinds: &[&str],
    n: u32,
) -> Result<Vec<Read>, StoreError> {
    // A list in one text, so that the statement is the same for any number of kinds: REPLACE finds a whole word.
    const SQL: &str = "SELECT command_id, actor, kind, subject_id, nonce, ciphertext, outcome, at_ms FROM journal \
                       WHERE chain_id = $1 AND ($2 = '' OR REPLACE($2, ' ' || kind || ' ', '') <> $2) \
                       ORDER BY seq DESC LIMIT $3";
    let chain = chain_of(Some(location));
    let words = if kinds.is_empty() { String::new() } else { format!(" {} ", kinds.join("  ")) };
    let rows = tx.rows(SQL, args![chain, words, n]).await?;
    let mut known = HashMap::new();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.push(read(tx, &row, chain, &mut known).await?);
    }
    Ok(entries)
}

/// A command that was refused, without its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub actor: String,
    pub kind: String,
    pub outcome: String,
    pub at_ms: i64,
}

/// Entries of a location among which the refused ones are looked for.
const REFUSED_AMONG: i64 = 5_000;

/// The refused ones among a location's last [`REFUSED_AMONG`] entries, newest first, at most `n`.
pub async fn refused(tx: &mut Tx, location: LocationId, n: u32) -> Result<Vec<Refused>, StoreError> {
    const SQL: &str = "SELECT actor, kind, outcome, at_ms FROM journal WHERE chain_id = $1 \
                       AND seq > (SELECT seq FROM journal_ends WHERE chain_id = $1) - $2 \
                       AND outcome LIKE '{\"rejected\":%' ORDER BY seq DESC LIMIT $3";
    tx.all(SQL, args![chain_of(Some(location)), REFUSED_AMONG, n]).await
}

impl Record for Refused {
    fn read(row: &Row) -> Result<Refused, StoreError> {
        Ok(Refused {
            actor: row.get("actor")?,
            kind: row.get("kind")?,
            outcome: row.get("outcome")?,
            at_ms: row.get("at_ms")?,
        })
    }
}

async fn read(tx: &mut Tx, row: &Row, chain: Uuid, known: &mut Known) -> Result<Read, StoreError> {
    let command = CommandId(row.get("command_id")?);
    let subject = row.get::<Option<Uuid>>("subject_id")?.map(ResidentId);
    let key = keys::for_reading(tx, owner(subject, chain), known).await?;
    let payload = match key {
        None => None,
        Some(key) => {
            let opened = key.open(row.get("nonce")?, row.get("ciphertext")?, command.0.as_bytes());
            Some(opened.ok_or(StoreError::Corrupt("a journal payload"))?)
        }
    };
    Ok(Read {
        command,
        actor: row.get("actor")?,
        kind: row.get("kind")?,
        subject,
        outcome: row.get("outcome")?,
        at_ms: row.get("at_ms")?,
        payload,
    })
}
