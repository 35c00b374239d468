//! Identities. Each is a UUID (version 7 where the server or a device made it) in a type of its own,
//! so that a resident's id can never be handed in where a sign-up's is asked.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// One reception centre with its desk and staff.
    LocationId,
    /// A staff member's account.
    AccountId,
    /// A one-time link with which someone becomes staff or chooses a new password.
    InviteId,
    /// One signed-in browser, tablet or phone; revocable.
    LoginId,
    /// A person who lives at a location.
    ResidentId,
    /// A company.
    EmployerId,
    /// A job, internship or work-experience place of an employer.
    VacancyId,
    /// A job fair, speed-date or other day.
    FairId,
    /// One plan and one timer within a fair.
    SessionId,
    /// Whom a resident sits down with in a session.
    PartyId,
    /// A numbered table in a session.
    TableId,
    /// Someone who interprets in a session.
    InterpreterId,
    /// One person's sign-up for one fair.
    SignUpId,
    /// People who come to a fair together. Whoever has it can come along: it is the code in the group's link.
    GroupId,
    /// An instruction for residents as somebody says it.
    RecordingId,
    /// A picture of a place.
    PictureId,
    /// One version of a session's plan; a change makes a child.
    PlanId,
    /// A tablet, projector or other paired screen.
    DeviceId,
    /// A party's sheet about one resident, written by one scorer.
    SheetId,
    /// What came after a talk: a second interview that was asked.
    FollowUpId,
    /// A time that is offered for a second interview.
    TimeId,
    /// A person and a vacancy.
    CandidacyId,
    /// What a resident asked the matcher.
    QuestionId,
    /// A command; made by whoever asks, so that asking twice is asking once.
    CommandId,
    /// A file that was read for import and waits for confirmation.
    ImportId,
}
