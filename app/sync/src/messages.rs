//! Push, and what is offered to a restored server. Every command is answered by its own id; a permanent no takes its place and blocks nothing.

use crate::log::LogEnd;
use crate::outbox::Offered;
use domain::command::Command;
use domain::fair::Place;
use domain::ids::CommandId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

/// Most commands in one push.
pub const PUSH_MAX: usize = 200;
/// Most sealed commands in one offer.
pub const OFFER_MAX: usize = 200;
/// A screen without live hints asks again after this long.
pub const PULL_WAIT_MS: u32 = 3_000;

/// A command as a screen sends it, owned or borrowed. `id` makes asking twice asking once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<C = Command> {
    pub id: CommandId,
    /// Device wall clock; evidence, never decides.
    pub made_at_ms: i64,
    #[serde(flatten)]
    pub command: C,
}

/// Commands in the order in which they were asked, each byte for byte as it was kept.
#[derive(Debug, Clone, Deserialize)]
pub struct Push {
    /// Where the device's log ended before the first of them. None: a build that kept no log.
    #[serde(default)]
    pub after: Option<LogEnd>,
    pub commands: Vec<Box<RawValue>>,
}

/// An answer for each command of a push, in its order; none of them where the log does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAnswer {
    pub incarnation: Uuid,
    pub log: LogStanding,
    pub answers: Vec<Answer>,
    /// The server's clock: a device keeps its archive by it, because its own may be wrong by a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_ms: Option<i64>,
}

/// How a device's log stands to what the server knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogStanding {
    Fits,
    /// The server knows less than the device thinks: it was restored.
    Behind,
    /// The server knows another story under this name, or it is not yours: the device was copied or set back.
    Forked,
}

/// What a device has from an earlier answer, offered to a server that may have forgotten it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub commands: Vec<SealedCommand>,
}

/// One command of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedCommand {
    pub id: CommandId,
    pub sealed: String,
}

/// What became of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferAnswer {
    pub incarnation: Uuid,
    pub said: Vec<(CommandId, Offered)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub id: CommandId,
    pub outcome: Outcome,
    /// What is shown once and stored nowhere. Gone when the answer is lost: ask for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// The command as the server admitted it, sealed by the server for itself: see [`crate::outbox::Archived`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Applied,
    /// It stood like that already.
    Noop,
    /// Stored, but a later word stands.
    Superseded,
    Rejected(Rejection),
}

/// A no that will stay a no. Each has a sentence in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Not yours, or not there: the two look alike.
    NotFound,
    NotConfirmed,
    Yourself,
    /// The fair does not take sign-ups now.
    Closed,
    AlreadySignedUp,
    /// Places and standby are all taken.
    Full,
    NotAdult,
    /// The place that was offered went to the next in line.
    PassedOn,
    /// It stands on something that someone else has changed: look again.
    Outdated,
    /// Not possible now: the day has not begun, has begun already or is over.
    NotNow,
    /// A published plan stands on it: it must be taken back first.
    PlanStands,
    StrengthMissing,
    NoIsNo,
    /// What leads on says for which vacancy.
    VacancyMissing,
    /// A login name, number or code that is taken.
    Taken,
    /// This person is to be somewhere else then.
    SameTime,
    /// The file has mistakes, or the preview is gone.
    ImportNotReady,
    /// Cannot be read by this server.
    Malformed,
    /// The server stumbled over it three times; whoever minds the server was told.
    SetAside,
}

/// Shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    Pin(String),
    /// A path such as `/app/invite#…`.
    Link(String),
    PairingCode(String),
    /// A new card: the secret part of its link, and the PIN that goes apart from it.
    Card {
        number: u32,
        card: String,
        pin: String,
    },
    /// `pin`: None when the form was sent before; it is told once.
    SignedUp {
        place: Place,
        number: u32,
        card: String,
        pin: Option<String>,
    },
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(hidden)")
    }
}
