//! What a device keeps, as a value: the model that every storage of a browser follows. It is the storage itself where a
//! browser offers none, and in the simulation.

use super::{ARCHIVE_MS, BATCH, BATCH_BYTES, OFFER};
use crate::log::{Digest, LogEnd, Maker};
use crate::{Answer, Outcome, Rejection};
use domain::ids::CommandId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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

/// What stands next in a maker's log, and how many wait behind it.
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
    /// In the order in which this device heard of them.
    pub place: u64,
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

/// One device's storage.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    ends: BTreeMap<Maker, LogEnd>,
    rows: BTreeMap<(Maker, u64), Kept>,
    pub refused: BTreeMap<CommandId, Refused>,
    archive: BTreeMap<CommandId, Archived>,
    places: u64,
}

impl Disk {
    /// Adds a command at the end of its maker's log, where `fresh` names a log that begins. The same id again is the
    /// same row.
    pub fn keep(&mut self, maker: &Maker, id: CommandId, bytes: String, fresh: Uuid) -> Result<Kept, Full> {
        if let Some(row) = self.rows.values().find(|row| row.id == id) {
            return Ok(row.clone());
        }
        if self.rows.len() + self.refused.len() >= HELD_MAX {
            return Err(Full);
        }
        let before = *self.ends.entry(maker.clone()).or_insert_with(|| LogEnd::empty(fresh));
        let row = Kept { id, maker: maker.clone(), before, bytes };
        let end = row.end();
        self.ends.insert(maker.clone(), end);
        self.rows.insert((maker.clone(), end.seq), row.clone());
        Ok(row)
    }

    /// The next rows of a maker.
    pub fn load(&self, maker: &Maker) -> Batch {
        Batch::of(self.of(maker).cloned())
    }

    fn of(&self, maker: &Maker) -> impl Iterator<Item = &Kept> {
        self.rows.range((maker.clone(), 0)..=(maker.clone(), u64::MAX)).map(|(_, row)| row)
    }

    /// Commands of every maker that have no answer.
    pub fn unsent(&self) -> usize {
        self.rows.len()
    }

    /// Every row, by maker and order.
    pub fn rows(&self) -> impl Iterator<Item = &Kept> {
        self.rows.values()
    }

    /// Writes answers down.
    pub fn settle(&mut self, settle: &Settle, now_ms: i64) {
        for Settled { row, answer } in &settle.answers {
            // By its id: another tab may have given the log a new name meanwhile.
            let Some(key) = self.rows.iter().find(|(_, kept)| kept.id == row.id).map(|(key, _)| key.clone())
            else {
                continue;
            };
            self.rows.remove(&key);
            if let Outcome::Rejected(rejection) = answer.outcome {
                let (id, maker, bytes) = (row.id, row.maker.clone(), row.bytes.clone());
                self.refused.insert(id, Refused { id, maker, bytes, rejection });
            } else if let Some(sealed) = answer.sealed.clone() {
                self.places += 1;
                let (id, place, known_to) = (row.id, self.places, settle.incarnation);
                self.archive.insert(id, Archived { id, known_to, place, at_ms: now_ms, sealed });
            }
        }
        self.archive.retain(|_, one| now_ms.saturating_sub(one.at_ms) < ARCHIVE_MS);
    }

    /// Someone has seen a refusal.
    pub fn dismiss(&mut self, id: CommandId) {
        self.refused.remove(&id);
    }

    /// Gives what waits a log of its own: the server has another story under the old name.
    pub fn begin_anew(&mut self, maker: &Maker, fresh: Uuid) {
        let waiting: Vec<Kept> = self.of(maker).cloned().collect();
        self.rows.retain(|(of, _), _| of != maker);
        let mut end = LogEnd::empty(fresh);
        for mut row in waiting {
            row.before = end;
            end = row.end();
            self.rows.insert((maker.clone(), end.seq), row);
        }
        self.ends.insert(maker.clone(), end);
    }

    /// What this database may have forgotten, oldest first.
    pub fn archived(&self, incarnation: Uuid) -> Vec<Archived> {
        let mut rows: Vec<_> = self.archive.values().filter(|one| one.known_to != incarnation).collect();
        rows.sort_by_key(|one| one.place);
        rows.into_iter().take(OFFER).cloned().collect()
    }

    /// What a database said to an offer; what it cannot read is of no use to anyone.
    pub fn offered(&mut self, incarnation: Uuid, said: &[(CommandId, Offered)]) {
        for (id, offered) in said {
            match offered {
                Offered::Known => {
                    if let Some(one) = self.archive.get_mut(id) {
                        one.known_to = incarnation;
                    }
                }
                Offered::Unreadable => {
                    self.archive.remove(id);
                }
                Offered::Later => {}
            }
        }
    }
}
