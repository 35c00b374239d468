//! A scope is what a screen follows: one counter, raised by every change that the screen may see.

use domain::ids::{FairId, LocationId, PlanId, SessionId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What can be followed. Written as "fair:<id>" in an address and in storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scope {
    /// Fairs, staff and logins of a location.
    Location(LocationId),
    /// A fair before the day: employers, vacancies, sign-ups.
    Fair(FairId),
    /// The live day: plan, timer, attendance, devices. Tablets and projectors see their own part.
    Session(SessionId),
    /// How the devices of a session are doing: when they were heard, what waits on them.
    Contacts(SessionId),
    /// What came of the talks at a location.
    FollowUp(LocationId),
    /// Why people got what they got in a plan. A plan is never edited, so this has one version for ever.
    Reasons(PlanId),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Location(id) => write!(f, "location:{id}"),
            Scope::Fair(id) => write!(f, "fair:{id}"),
            Scope::Session(id) => write!(f, "session:{id}"),
            Scope::Contacts(id) => write!(f, "contacts:{id}"),
            Scope::FollowUp(id) => write!(f, "follow_up:{id}"),
            Scope::Reasons(id) => write!(f, "reasons:{id}"),
        }
    }
}

/// Not a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownScope;

impl fmt::Display for UnknownScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a scope")
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let (word, id) = text.split_once(':').ok_or(UnknownScope)?;
        Ok(match word {
            "location" => Scope::Location(id.parse().map_err(|_| UnknownScope)?),
            "fair" => Scope::Fair(id.parse().map_err(|_| UnknownScope)?),
            "session" => Scope::Session(id.parse().map_err(|_| UnknownScope)?),
            "contacts" => Scope::Contacts(id.parse().map_err(|_| UnknownScope)?),
            "follow_up" => Scope::FollowUp(id.parse().map_err(|_| UnknownScope)?),
            "reasons" => Scope::Reasons(id.parse().map_err(|_| UnknownScope)?),
            _ => return Err(UnknownScope),
        })
    }
}

impl TryFrom<String> for Scope {
    type Error = UnknownScope;
    fn try_from(text: String) -> Result<Self, UnknownScope> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> String {
        scope.to_string()
    }
}
