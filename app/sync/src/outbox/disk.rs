//! What a device keeps, as a value: the model that every storage of a browser follows. It is the storage itself where a
//! browser offers none, and in the simulation.

use super::{ARCHIVE_MS, BATCH, BATCH_BYTES, OFFER};
use crate::log::{Digest, LogEnd, Maker};
use crate::{Answer, Outcome, Rejection};
use domain::ids::CommandId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A command that has no answer yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub id: CommandId,
    pub maker: Maker,
    /// Where its log ended before it.
    pub before: LogEnd,
    /// The envelope as it was written; never written anew, so that a newer build sends what an older one kept.
    pub bytes: String,
}

impl Kept {
    /// Where its log ends with it.
    pub fn end(&self) -> LogEnd {
        self.before.then(&Digest::of(&self.bytes))
    }
}

/// What stands next in a maker's log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    pub rows: Vec<Kept>,
}

impl Batch {
    /// Takes rows in their order, up to what one push holds; at least one.
    pub fn of(rows: impl IntoIterator<Item = Kept>) -> Batch {
        let mut bytes = 0;
        let mut taken = Vec::new();
        for row in rows.into_iter().take(BATCH) {
            bytes += row.bytes.len();
            if bytes > BATCH_BYTES && !taken.is_empty() {
                break;
            }
            taken.push(row);
        }
        Batch { rows: taken }
    }

    /// The body of the push; None without rows. Commands stand in it byte for byte.
    pub fn body(&self) -> Option<String> {
        let first = self.rows.first()?;
        let after = serde_json::to_string(&first.before).ok()?;
        let commands: Vec<&str> = self.rows.iter().map(|row| row.bytes.as_str()).collect();
        Some(format!(r#"{{"after":{after},"commands":[{}]}}"#, commands.join(",")))
    }
}

/// A command that the server refused for good, until someone has seen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub id: CommandId,
    pub maker: Maker,
    pub bytes: String,
    pub rejection: Rejection,
}

/// A command that the server acknowledged: sealed by it, so that this device cannot read it, and kept for a server
/// that forgets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    pub id: CommandId,
    /// The database that is known to have it.
    pub known_to: Uuid,
    pub at_ms: i64,
    pub sealed: String,
}

/// An answer that is to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub row: Kept,
    pub answer: Answer,
}

/// What one push brought. Written in one go: the row leaves the outbox in the transaction that puts it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settle {
    pub incarnation: Uuid,
    pub answers: Vec<Settled>,
    /// The server's clock, as far as it was ever told; the archive is kept by it.
    pub server_ms: Option<i64>,
}

/// What a restored server said to one of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offered {
    /// It has it, now or already.
    Known,
    /// Not yet: what it stands on is not there. Offer it again.
    Later,
    /// Not sealed by this server.
    Unreadable,
}

/// No more fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// Most commands that a device holds: those that wait for an answer and the refused ones that nobody has looked at.
/// Beyond it a tap is refused, so that nothing that was taken ever has to go.
pub const HELD_MAX: usize = 2_000;

/// One device's storage. Few enough of each that a list is looked through.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    ends: Vec<(Maker, LogEnd)>,
    /// Of each maker in the order of its log.
    rows: Vec<Kept>,
    refused: Vec<Refused>,
    /// In the order in which this device heard of them.
    archive: Vec<Archived>,
}

impl Disk {
    /// Adds a command at the end of its maker's log, where `fresh` names a log that begins. The same id again is the
    /// same row.
    pub fn keep(&mut self, maker: &Maker, id: CommandId, bytes: String, fresh: Uuid) -> Result<(), Full> {
        if self.rows.iter().any(|row| row.id == id) {
            return Ok(());
        }
        if self.rows.len() + self.refused.len() >= HELD_MAX {
            return Err(Full);
        }
        let before = self.ends.iter().find(|(of, _)| of == maker).map(|(_, end)| *end);
        let row = Kept { id, maker: maker.clone(), before: before.unwrap_or(LogEnd::empty(fresh)), bytes };
        self.ends_at(maker, row.end());
        self.rows.push(row);
        Ok(())
    }

    fn ends_at(&mut self, maker: &Maker, end: LogEnd) {
        self.ends.retain(|(of, _)| of != maker);
        self.ends.push((maker.clone(), end));
    }

    /// The next rows of a maker.
    pub fn load(&self, maker: &Maker) -> Batch {
        Batch::of(self.rows.iter().filter(|row| row.maker == *maker).cloned())
    }

    /// Commands of every maker that have no answer.
    pub fn rows(&self) -> &[Kept] {
        &self.rows
    }

    /// Commands that were refused and that nobody has seen.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The whole archive, in the order in which this device heard of it.
    pub fn acknowledged(&self) -> &[Archived] {
        &self.archive
    }

    /// Writes answers down; `now_ms` is the server's clock where that is known.
    pub fn settle(&mut self, settle: &Settle, now_ms: i64) {
        for Settled { row, answer } in &settle.answers {
            // By its id: another tab may have given the log a new name meanwhile.
            let Some(at) = self.rows.iter().position(|kept| kept.id == row.id) else { continue };
            let Kept { id, maker, bytes, .. } = self.rows.remove(at);
            if let Outcome::Rejected(rejection) = answer.outcome {
                self.refused.push(Refused { id, maker, bytes, rejection });
            } else if let Some(sealed) = answer.sealed.clone() {
                let known_to = settle.incarnation;
                self.archive.push(Archived { id, known_to, at_ms: now_ms, sealed });
            }
        }
        self.archive.retain(|one| now_ms.saturating_sub(one.at_ms) < ARCHIVE_MS);
    }

    /// Someone has seen a refusal.
    pub fn dismiss(&mut self, id: CommandId) {
        self.refused.retain(|one| one.id != id);
    }

    /// Gives what waits a log of its own: the server has another story under the old name.
    pub fn begin_anew(&mut self, maker: &Maker, fresh: Uuid) {
        let mut end = LogEnd::empty(fresh);
        for row in self.rows.iter_mut().filter(|row| row.maker == *maker) {
            row.before = end;
            end = row.end();
        }
        self.ends_at(maker, end);
    }

    /// What this database may have forgotten, oldest first.
    pub fn archived(&self, incarnation: Uuid) -> Vec<Archived> {
        self.archive.iter().filter(|one| one.known_to != incarnation).take(OFFER).cloned().collect()
    }

    /// What a database said to an offer; what it cannot read is of no use to anyone.
    pub fn offered(&mut self, incarnation: Uuid, said: &[(CommandId, Offered)]) {
        for (id, offered) in said {
            match offered {
                Offered::Known => {
                    self.archive
                        .iter_mut()
                        .filter(|one| one.id == *id)
                        .for_each(|one| one.known_to = incarnation);
                }
                Offered::Unreadable => self.archive.retain(|one| one.id != *id),
                Offered::Later => {}
            }
        }
    }
}
