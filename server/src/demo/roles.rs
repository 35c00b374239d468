//! How to get in as everyone who plays a part in the demo.

use crate::app::{App, Shared};
use domain::ids::LocationId;
use domain::people::Role;
use serde::{Serialize, Serializer};
use store::{StoreError, Tx, accounts, residents};

/// Long enough for any account, and known to everybody who reads this.
pub const PASSWORD: &str = "werkronde-demo";

/// One role of the demo: where to go and what to type there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoRole {
    pub role: &'static str,
    pub link: String,
    /// What to type, by the name of the field.
    #[serde(serialize_with = "as_object")]
    pub sign_in: Vec<(&'static str, String)>,
}

fn as_object<S: Serializer>(pairs: &[(&'static str, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

/// This database holds the demo: every one of its sign-ins is there, with a password that everybody knows.
pub async fn is_demo(tx: &mut Tx) -> Result<bool, StoreError> {
    for staff in STAFF {
        if accounts::by_login_name(tx, staff.login_name).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A member of the demo's staff; nobody is called that.
pub struct Staff {
    role: &'static str,
    pub login_name: &'static str,
    pub name: &'static str,
    pub roles: &'static [Role],
}

pub const STAFF: &[Staff] = &[
    Staff {
        role: "organiser",
        login_name: "organisator",
        name: "Wolkje Wegwijzer",
        roles: &[Role::Organiser, Role::Desk],
    },
    Staff { role: "desk", login_name: "balie", name: "Bosje Balpen", roles: &[Role::Desk] },
    Staff { role: "matcher", login_name: "matcher", name: "Kaatje Knoop", roles: &[Role::Matcher] },
    Staff {
        role: "administrator",
        login_name: "beheerder",
        name: "Sleutel Hanger",
        roles: &[Role::Administrator],
    },
];

/// Every role; none where the demo's staff is not there.
pub async fn all(app: &Shared) -> Result<Vec<DemoRole>, StoreError> {
    let mut tx = app.store.read().await?;
    let mut roles = Vec::new();
    let mut location = None;
    for person in STAFF {
        if let Some(account) = accounts::by_login_name(&mut tx, person.login_name).await? {
            location = Some(account.location);
            roles.push(staff(person));
        }
    }
    let Some(location) = location else { return Ok(roles) };
    for (number, role) in [(1, "resident"), (2, "second resident")] {
        roles.extend(resident(app, &mut tx, location, number, role).await?);
    }
    roles.push(DemoRole { role: "visitor", link: "/".into(), sign_in: vec![] });
    roles.extend(["tablet", "projector"].map(paired));
    Ok(roles)
}

fn staff(person: &Staff) -> DemoRole {
    DemoRole {
        role: person.role,
        link: "/app/".into(),
        sign_in: vec![("login_name", person.login_name.into()), ("password", PASSWORD.into())],
    }
}

async fn resident(
    app: &App,
    tx: &mut Tx,
    location: LocationId,
    number: u32,
    role: &'static str,
) -> Result<Option<DemoRole>, StoreError> {
    let found = residents::by_number(tx, location, number).await?;
    Ok(found.map(|resident| DemoRole {
        role,
        link: format!("/k/{}", app.keys.card(resident.id, resident.card_rev)),
        sign_in: vec![("pin", app.keys.pin(resident.id, resident.pin_rev).reveal().to_owned())],
    }))
}

fn paired(role: &'static str) -> DemoRole {
    let code = "from the console's devices page".to_owned();
    DemoRole { role, link: "/app/pair".into(), sign_in: vec![("code", code)] }
}
