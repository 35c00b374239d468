//! What a device asked and the server has not answered: a state machine without I/O. It says what to do next
//! ([`Effect`]); whoever drives it does that, with a browser's storage and network or with simulated ones, and says how
//! it went ([`Event`]).
//!
//! The **disk is the queue**. The machine holds no command between two steps, so that several tabs, a killed tab and a
//! new build all see the same: what is on the disk is unsent, and what was answered is not there any more. Two tabs that
//! send the same commands at once are one more resend, and the server knows resends by their ids.
//!
//! Commands go in the order of their log, in batches; a refused one takes its place and holds up nothing. Each wait
//! doubles up to [`WAIT_MAX_MS`], with chance in it so that a hall does not come back as one.

mod disk;
mod machine;
mod tablet;

pub use disk::{Archived, Batch, Disk, Full, HELD_MAX, Kept, Offered, Refused, Settle, Settled};
pub use machine::{Effect, Event, Failed, Outbox};
pub use tablet::read_tablet;

/// Commands in one push.
pub const BATCH: usize = 100;
/// Bytes of commands in one push; one that is longer goes alone.
pub const BATCH_BYTES: usize = 200_000;
/// Commands of the archive in one offer.
pub const OFFER: usize = 50;
/// How often what a restored server cannot take yet is offered to it before the line next comes back.
pub const OFFERS: u32 = 12;
/// How often the archive is offered in a row to a server that knows less of a log than the device does, before the log
/// is begun anew.
pub const GAP_OFFERS: u32 = 100;
/// The first wait after a failure; doubled each time up to [`WAIT_MAX_MS`].
pub const WAIT_MS: u32 = 500;
pub const WAIT_MAX_MS: u32 = 15_000;
/// How long a device keeps what the server acknowledged, to offer it again to a restored server.
pub const ARCHIVE_MS: i64 = 14 * 24 * 3_600_000;
