//! What rows would change: each is new, changed or the same, and comes down to writes. Reads the store, writes nothing.

mod employers;
mod hall;
mod interpreters;
mod past;
mod residents;
mod sign_ups;

pub use past::past_id;

use super::Rows;
use super::keep::Write;
use super::sheet::fault;
use chrono::{NaiveDate, NaiveTime};
use domain::ids::{FairId, LocationId};
use domain::time::{from_amsterdam, in_amsterdam, to_ms};
use std::collections::BTreeSet;
use store::fairs::{Fair, Session};
use store::{StoreError, Tx};
use sync::requests::{Mistake, MistakeReason};

/// Where and when a file is read.
pub struct Here {
    pub location: LocationId,
    pub fair: Fair,
    pub now_ms: i64,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    New,
    Changed,
    Same,
}

/// Counted fates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub new: u32,
    pub changed: u32,
    pub same: u32,
}

/// What a file comes down to.
#[derive(Debug, Default)]
pub struct Weighed {
    /// Of the rows without a mistake.
    pub fates: Vec<Fate>,
    pub mistakes: Vec<Mistake>,
    pub writes: Vec<Write>,
    /// Fairs that the file writes to besides its own.
    pub fairs: BTreeSet<FairId>,
}

impl Weighed {
    /// How many rows are new, changed and the same.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for fate in &self.fates {
            match fate {
                Fate::New => tally.new += 1,
                Fate::Changed => tally.changed += 1,
                Fate::Same => tally.same += 1,
            }
        }
        tally
    }

    fn fault(&mut self, row: u32, column: &str, reason: MistakeReason) {
        self.mistakes.push(fault(row, column, reason));
    }

    /// The fair has no session, so there is no day that the rows could belong to.
    fn without_session() -> Weighed {
        Weighed { mistakes: vec![fault(0, "", MistakeReason::UnknownSession)], ..Weighed::default() }
    }
}

/// Compares rows with what is stored.
pub async fn weigh(tx: &mut Tx, here: &Here, rows: &Rows) -> Result<Weighed, StoreError> {
    match rows {
        Rows::Employers(rows) => employers::weigh(tx, here, rows).await,
        Rows::Residents(rows) => residents::weigh(tx, here, rows).await,
        Rows::SignUps(rows) => sign_ups::weigh(tx, here, rows).await,
        Rows::Interpreters(rows) => interpreters::weigh(tx, here, rows).await,
        Rows::LastYear(rows) => past::weigh(tx, here, rows).await,
    }
}

/// The day of a session on Amsterdam's calendar.
fn day_of(session: &Session) -> NaiveDate {
    in_amsterdam(session.timetable.starts).date_naive()
}

/// The instant at which Amsterdam's clocks show this many minutes after midnight.
fn at_minute(day: NaiveDate, minutes: u16) -> i64 {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0);
    to_ms(from_amsterdam(day, time.unwrap_or_default()))
}
