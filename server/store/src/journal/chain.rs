//! The chain: each entry's hash covers the entry and the hash before it; the end is kept apart, so that a journal
//! that was cut short is noticed too.

use crate::db::{Sql, locking};
use crate::held::End;
use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::ids::LocationId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Entries that are checked at a time.
const PAGE: u32 = 500;

/// A location's entries form one chain; the server's own have the nil id.
pub(super) fn chain_of(location: Option<LocationId>) -> Uuid {
    location.map_or(Uuid::nil(), |location| location.0)
}

/// Everything that the hash covers.
pub(super) struct Link<'a> {
    pub command: Uuid,
    pub seq: i64,
    pub actor: &'a str,
    pub kind: &'a str,
    pub subject: Option<Uuid>,
    pub nonce: &'a [u8],
    pub ciphertext: &'a [u8],
    pub outcome: &'a str,
    pub made_at_ms: i64,
    pub at_ms: i64,
}

impl Link<'_> {
    /// SHA-256 over the previous hash and each part with its length before it, so that no two entries read alike.
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let subject = self.subject.map_or([0; 16], Uuid::into_bytes);
        let mut hash = Sha256::new();
        for part in [
            previous,
            self.command.as_bytes(),
            &self.seq.to_be_bytes(),
            self.actor.as_bytes(),
            self.kind.as_bytes(),
            &subject,
            self.nonce,
            self.ciphertext,
            self.outcome.as_bytes(),
            &self.made_at_ms.to_be_bytes(),
            &self.at_ms.to_be_bytes(),
        ] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }

    fn read(row: &Row) -> Result<Link<'_>, StoreError> {
        Ok(Link {
            command: row.get("command_id")?,
            seq: row.get("seq")?,
            actor: row.get("actor")?,
            kind: row.get("kind")?,
            subject: row.get("subject_id")?,
            nonce: row.get("nonce")?,
            ciphertext: row.get("ciphertext")?,
            outcome: row.get("outcome")?,
            made_at_ms: row.get("made_at_ms")?,
            at_ms: row.get("at_ms")?,
        })
    }
}

/// Holds the chain until the transaction ends, so that two writers never follow the same entry. The number of the
/// last entry and its hash; 0 and zeroes before the first.
pub(super) async fn hold_end(tx: &mut Tx, chain: Uuid) -> Result<(i64, Vec<u8>), StoreError> {
    const BEGIN: &str =
        "INSERT INTO journal_ends (chain_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (chain_id) DO NOTHING";
    const END: Sql = locking!("SELECT seq, hash FROM journal_ends WHERE chain_id = $1");
    if let Some(end) = tx.held.ends.get(&chain) {
        return Ok((end.seq, end.hash.clone()));
    }
    let mut row = tx.row(END, args![chain]).await?;
    if row.is_none() {
        tx.run(BEGIN, args![chain, &[0u8; 32][..]]).await?;
        row = tx.row(END, args![chain]).await?;
    }
    let row = row.ok_or(StoreError::Corrupt("journal_ends"))?;
    let (seq, hash): (i64, Vec<u8>) = (row.get("seq")?, row.get("hash")?);
    tx.held.ends.insert(chain, End { seq, hash: hash.clone(), written: seq });
    Ok((seq, hash))
}

/// The chain, which is held, goes on to this entry; its row is written when the transaction ends.
pub(super) fn move_end(tx: &mut Tx, chain: Uuid, seq: i64, hash: &[u8]) -> Result<(), StoreError> {
    match tx.held.ends.get_mut(&chain) {
        Some(end) if end.seq == seq - 1 => {
            (end.seq, end.hash) = (seq, hash.to_vec());
            Ok(())
        }
        _ => Err(StoreError::Corrupt("journal_ends")),
    }
}

/// Reads a location's whole chain again; how many entries it has. [`StoreError::Corrupt`] at the first entry that
/// was changed, taken out or put in, and where the end was cut off.
pub async fn verify(tx: &mut Tx, location: LocationId) -> Result<u64, StoreError> {
    const SQL: &str = "SELECT command_id, seq, actor, kind, subject_id, nonce, ciphertext, outcome, made_at_ms, \
                       at_ms, hash FROM journal WHERE chain_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    const END: &str = "SELECT seq, hash FROM journal_ends WHERE chain_id = $1";
    let chain = chain_of(Some(location));
    tx.write_held().await?;
    let mut seq = 0;
    let mut hash = vec![0; 32];
    loop {
        let page = tx.rows(SQL, args![chain, seq, PAGE]).await?;
        for row in &page {
            let link = Link::read(row)?;
            let expected = link.hash(&hash);
            if link.seq != seq + 1 || row.get::<&[u8]>("hash")? != expected {
                return Err(StoreError::Corrupt("the journal's chain"));
            }
            seq = link.seq;
            hash = expected.to_vec();
        }
        if page.is_empty() {
            break;
        }
    }
    let end = tx.row(END, args![chain]).await?;
    let (end_seq, end_hash) = match &end {
        Some(row) => (row.get("seq")?, row.get("hash")?),
        None => (0, vec![0; 32]),
    };
    if (seq, hash) != (end_seq, end_hash) {
        return Err(StoreError::Corrupt("the journal's end"));
    }
    u64::try_from(seq).map_err(|_| StoreError::Corrupt("the journal's chain"))
}
