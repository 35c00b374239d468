//! Who asks. An actor is made from a login, never from an argument.

use crate::ids::{AccountId, DeviceId, EmployerId, LocationId, ResidentId, SessionId};
use serde::{Deserialize, Serialize};

/// What a staff member may do at their location. One person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Dedicated COA employee: prepares and runs the day.
    Organiser,
    /// Coordinator of the desk: signs up on someone's behalf, prints cards, gives new PINs.
    Desk,
    /// Carries people on to a second interview and a match.
    Matcher,
    /// Sees the stages of the residents of this location.
    CaseManager,
    /// Goals, evaluation and totals.
    ProjectLeader,
    /// Settings, staff and logins; no content.
    Administrator,
}

impl Role {
    pub const ALL: &'static [Role] = &[
        Role::Organiser,
        Role::Desk,
        Role::Matcher,
        Role::CaseManager,
        Role::ProjectLeader,
        Role::Administrator,
    ];

    /// The word in storage and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Organiser => "organiser",
            Role::Desk => "desk",
            Role::Matcher => "matcher",
            Role::CaseManager => "case_manager",
            Role::ProjectLeader => "project_leader",
            Role::Administrator => "administrator",
        }
    }

    /// Reads [`Role::as_str`] back.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.as_str() == word)
    }
}

/// A set of roles, kept sorted and without doubles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Role>", into = "Vec<Role>")]
pub struct Roles(Vec<Role>);

impl Roles {
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    pub fn any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }

    /// "organiser desk", as stored.
    pub fn to_words(&self) -> String {
        self.0.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Reads [`Roles::to_words`] back; a word that no build knows gives no right.
    pub fn from_words(words: &str) -> Roles {
        words.split_whitespace().filter_map(Role::parse).collect::<Vec<_>>().into()
    }
}

impl From<Vec<Role>> for Roles {
    fn from(mut roles: Vec<Role>) -> Roles {
        roles.sort();
        roles.dedup();
        Roles(roles)
    }
}

impl From<Roles> for Vec<Role> {
    fn from(roles: Roles) -> Vec<Role> {
        roles.0
    }
}

/// Who sends a command or looks at a projection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Staff at one location.
    Staff { account: AccountId, location: LocationId, roles: Roles },
    /// A resident signed in by card and PIN: sees and changes only what is theirs.
    Resident { resident: ResidentId, location: LocationId },
    /// A tablet at an employer's tables; `confirmed` by the organiser, `interviewer` once a name is picked.
    Tablet {
        device: DeviceId,
        location: LocationId,
        session: SessionId,
        employer: EmployerId,
        confirmed: bool,
        interviewer: Option<String>,
    },
    /// A screen in the hall: reads, never writes.
    Projector { device: DeviceId, location: LocationId, session: SessionId },
    /// Someone who is not signed in and posts a public form of this location.
    Visitor { location: LocationId },
    /// The server itself, for work that a date or an import started.
    System,
}

impl Actor {
    /// The location that the actor belongs to; None for the server itself.
    pub fn location(&self) -> Option<LocationId> {
        match self {
            Actor::Staff { location, .. }
            | Actor::Resident { location, .. }
            | Actor::Tablet { location, .. }
            | Actor::Projector { location, .. }
            | Actor::Visitor { location } => Some(*location),
            Actor::System => None,
        }
    }

    /// The same person or device, whatever roles, approval or name they have by now.
    pub fn is_same(&self, other: &Actor) -> bool {
        match (self, other) {
            (Actor::Staff { account: a, .. }, Actor::Staff { account: b, .. }) => a == b,
            (Actor::Resident { resident: a, .. }, Actor::Resident { resident: b, .. }) => a == b,
            (Actor::Tablet { device: a, .. }, Actor::Tablet { device: b, .. })
            | (Actor::Projector { device: a, .. }, Actor::Projector { device: b, .. }) => a == b,
            _ => self == other,
        }
    }

    /// Staff of this location with one of these roles.
    pub fn is_staff(&self, at: LocationId, any_of: &[Role]) -> bool {
        matches!(self, Actor::Staff { location, roles, .. } if *location == at && roles.any(any_of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_new_role_or_name_makes_nobody_somebody_else() {
        let location = LocationId(Uuid::from_u128(1));
        let staff = |account, role| Actor::Staff {
            account: AccountId(Uuid::from_u128(account)),
            location,
            roles: vec![role].into(),
        };
        let tablet = |device, interviewer: Option<&str>| Actor::Tablet {
            device: DeviceId(Uuid::from_u128(device)),
            location,
            session: SessionId(Uuid::from_u128(2)),
            employer: EmployerId(Uuid::from_u128(3)),
            confirmed: interviewer.is_some(),
            interviewer: interviewer.map(str::to_owned),
        };
        assert!(staff(4, Role::Desk).is_same(&staff(4, Role::Matcher)));
        assert!(!staff(4, Role::Desk).is_same(&staff(5, Role::Desk)));
        assert!(tablet(6, None).is_same(&tablet(6, Some("Twijg"))));
        assert!(!tablet(6, None).is_same(&tablet(7, None)));
        assert!(!staff(6, Role::Desk).is_same(&tablet(6, None)));
    }
}
