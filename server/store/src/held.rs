//! What a transaction knows of rows that it holds: nobody else changes them until it ends, so it reads them once, keeps
//! count itself, and writes them back last. A crowd that goes through together would else read and write the same rows
//! for each of them.

use crate::fairs::Fair;
use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::fair::SignUpState;
use domain::ids::{FairId, LocationId, ResidentId};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct Held {
    /// Where each chain of the journal ends.
    pub ends: HashMap<Uuid, End>,
    pub fairs: HashMap<FairId, HeldFair>,
    /// The number for the next person of a location.
    pub numbers: HashMap<LocationId, u32>,
    /// Who was never here before this transaction.
    pub newcomers: HashSet<ResidentId>,
}

pub(crate) struct End {
    pub seq: i64,
    pub hash: Vec<u8>,
    /// What the row says, where that is another.
    pub written: i64,
}

pub(crate) struct HeldFair {
    pub fair: Fair,
    pub tally: Tally,
    /// The row says something else.
    pub changed: bool,
}

/// How many sign-ups of a fair stand where, as its row keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// Those for whom a place is kept too.
    pub placed: u32,
    /// Of these, for how many staff have to decide.
    pub pending: u32,
    /// Whose time is over too.
    pub offered: u32,
    pub standby: u32,
    /// Of who came last.
    pub last_queue: u32,
}

/// Its columns.
macro_rules! tally {
    () => {
        "placed, pending, offered, standby, last_queue"
    };
}
pub(crate) use tally;

impl Tally {
    pub fn read(row: &Row) -> Result<Tally, StoreError> {
        Ok(Tally {
            placed: row.number("placed")?,
            pending: row.number("pending")?,
            offered: row.number("offered")?,
            standby: row.number("standby")?,
            last_queue: row.number("last_queue")?,
        })
    }

    /// One who came.
    pub fn of(state: SignUpState, queue: u32) -> Tally {
        Tally {
            placed: u32::from(matches!(state, SignUpState::Placed | SignUpState::Pending)),
            pending: u32::from(state == SignUpState::Pending),
            offered: u32::from(matches!(state, SignUpState::Offered { .. })),
            standby: u32::from(state == SignUpState::Standby),
            last_queue: queue,
        }
    }

    pub fn with(self, other: Tally) -> Tally {
        Tally {
            placed: self.placed + other.placed,
            pending: self.pending + other.pending,
            offered: self.offered + other.offered,
            standby: self.standby + other.standby,
            last_queue: self.last_queue.max(other.last_queue),
        }
    }
}

impl Tx {
    /// Writes back what was counted; what is held stays held.
    pub(crate) async fn write_held(&mut self) -> Result<(), StoreError> {
        const END: &str = "UPDATE journal_ends SET seq = $2, hash = $3 WHERE chain_id = $1 AND seq = $4";
        const TALLY: &str = "UPDATE fairs SET placed = $2, pending = $3, offered = $4, standby = $5, last_queue = $6 WHERE id = $1";
        let mut held = std::mem::take(&mut self.held);
        for (chain, end) in held.ends.iter_mut().filter(|(_, end)| end.seq != end.written) {
            if !self.did(END, args![*chain, end.seq, &end.hash, end.written]).await? {
                return Err(StoreError::Corrupt("journal_ends"));
            }
            end.written = end.seq;
        }
        for (id, fair) in held.fairs.iter_mut().filter(|(_, fair)| fair.changed) {
            let Tally { placed, pending, offered, standby, last_queue } = fair.tally;
            self.run(TALLY, args![*id, placed, pending, offered, standby, last_queue]).await?;
            fair.changed = false;
        }
        self.held = held;
        Ok(())
    }

    /// Reads this fair anew when it is held the next time; what was counted of it is written back first.
    pub(crate) async fn let_go_of(&mut self, fair: FairId) -> Result<(), StoreError> {
        if self.held.fairs.get(&fair).is_some_and(|held| held.changed) {
            self.write_held().await?;
        }
        self.held.fairs.remove(&fair);
        Ok(())
    }
}
