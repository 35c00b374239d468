//! How an actor is read: the fields of all kinds by one reader. A reader for each kind, as serde would derive it, is three
//! times the WebAssembly in each of the workplace's programs. What is written is serde's own; both are the same text.

use super::{Actor, Roles};
use crate::ids::{AccountId, DeviceId, EmployerId, LocationId, ResidentId, SessionId};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Wire {
    Staff(Fields),
    Resident(Fields),
    Tablet(Fields),
    Projector(Fields),
    Visitor(Fields),
    System,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    account: Option<AccountId>,
    location: Option<LocationId>,
    roles: Option<Roles>,
    resident: Option<ResidentId>,
    device: Option<DeviceId>,
    session: Option<SessionId>,
    employer: Option<EmployerId>,
    confirmed: Option<bool>,
    interviewer: Option<String>,
}

/// A kind of actor without something that this kind has.
#[derive(Debug, thiserror::Error)]
#[error("an actor lacks a field")]
pub(super) struct Lacking;

impl TryFrom<Wire> for Actor {
    type Error = Lacking;
    fn try_from(wire: Wire) -> Result<Actor, Lacking> {
        read(wire).ok_or(Lacking)
    }
}

fn read(wire: Wire) -> Option<Actor> {
    Some(match wire {
        Wire::Staff(of) => Actor::Staff { account: of.account?, location: of.location?, roles: of.roles? },
        Wire::Resident(of) => Actor::Resident { resident: of.resident?, location: of.location? },
        Wire::Tablet(of) => Actor::Tablet {
            device: of.device?,
            location: of.location?,
            session: of.session?,
            employer: of.employer?,
            confirmed: of.confirmed?,
            interviewer: of.interviewer,
        },
        Wire::Projector(of) => {
            Actor::Projector { device: of.device?, location: of.location?, session: of.session? }
        }
        Wire::Visitor(of) => Actor::Visitor { location: of.location? },
        Wire::System => Actor::System,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Role;
    use uuid::Uuid;

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        let id = Uuid::from_u128;
        let (location, session, device) = (LocationId(id(1)), SessionId(id(2)), DeviceId(id(3)));
        let tablet = |interviewer: Option<&str>| Actor::Tablet {
            device,
            location,
            session,
            employer: EmployerId(id(4)),
            confirmed: true,
            interviewer: interviewer.map(str::to_owned),
        };
        let every = [
            Actor::Staff {
                account: AccountId(id(5)),
                location,
                roles: vec![Role::Desk, Role::Matcher].into(),
            },
            Actor::Resident { resident: ResidentId(id(6)), location },
            tablet(None),
            tablet(Some("Twijg")),
            Actor::Projector { device, location, session },
            Actor::Visitor { location },
            Actor::System,
        ];
        for actor in every {
            let text = serde_json::to_string(&actor).expect("writes");
            assert_eq!(serde_json::from_str::<Actor>(&text).expect("reads"), actor, "{text}");
        }
    }

    #[test]
    fn nobody_is_made_of_half_an_actor() {
        for text in
            [r#"{"staff":{}}"#, r#"{"visitor":{"roles":[]}}"#, r#"{"somebody":{}}"#, r#""staff""#, "{}"]
        {
            assert!(serde_json::from_str::<Actor>(text).is_err(), "{text}");
        }
    }
}
