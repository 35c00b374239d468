//! The demo day: fills an empty database with the files of `demo/`, read as any other file, and says how to sign in.
//! Its sign-ins are known to everybody, so `serve --demo` listens on this computer only.

mod days;
mod place;
mod roles;
#[cfg(test)]
mod tests;

pub use roles::{DemoRole, is_demo};

use crate::app::Shared;
use crate::{chance, clock, import, sign_in};
use domain::ids::{AccountId, FairId, LocationId};
use domain::people::{Password, Roles};
use roles::{PASSWORD, STAFF};
use store::accounts::Account;
use store::locations::Location;
use store::{StoreError, Tx, accounts, locations};
use sync::Outcome;
use sync::requests::ImportKind;

/// The files of the banenmarkt, in the order in which they build on each other.
const BEFORE_SIGN_UPS: &[(ImportKind, &[u8])] = &[
    (ImportKind::Employers, include_bytes!("../../demo/werkgevers.csv")),
    (ImportKind::Residents, include_bytes!("../../demo/bewoners.csv")),
];
const AFTER_BOTH_DAYS: &[(ImportKind, &[u8])] = &[
    (ImportKind::SignUps, include_bytes!("../../demo/aanmeldingen.csv")),
    (ImportKind::Interpreters, include_bytes!("../../demo/tolken.csv")),
    (ImportKind::LastYear, include_bytes!("../../demo/vorig-jaar.csv")),
];

/// Fills an empty database; one that holds something stays as it is. Gives the demo's sign-ins either way,
/// and none where the database is not a demo's.
pub async fn fill(app: &Shared) -> Result<Vec<DemoRole>, StoreError> {
    if accounts::count(&mut app.store.read().await?).await? == 0 {
        // One transaction: a start that was cut off leaves an empty database, never half a demo.
        let password = password().await?;
        let mut tx = app.store.write().await?;
        set_up(&mut tx, &password, clock::now_ms()).await?;
        tx.commit().await?;
    }
    roles::all(app).await
}

async fn password() -> Result<String, StoreError> {
    let broken = StoreError::Corrupt("demo password");
    let Ok(password) = Password::parse(PASSWORD) else { return Err(broken) };
    sign_in::hash_password(&password).await.ok_or(broken)
}

async fn set_up(tx: &mut Tx, password_hash: &str, now_ms: i64) -> Result<(), StoreError> {
    let demo = days::read()?;
    let location =
        Location { id: LocationId(chance::id()), name: demo.location.name.clone(), created_ms: now_ms };
    locations::insert(tx, &location).await?;
    staff(tx, location.id, password_hash, now_ms).await?;
    let fair = days::banenmarkt(tx, location.id, &demo, now_ms).await?;
    place::put_in(tx, location.id, fair, now_ms).await?;
    for (kind, file) in BEFORE_SIGN_UPS {
        read_in(tx, location.id, fair, *kind, file, now_ms).await?;
    }
    days::speed_date(tx, location.id, &demo, now_ms).await?;
    for (kind, file) in AFTER_BOTH_DAYS {
        read_in(tx, location.id, fair, *kind, file, now_ms).await?;
    }
    Ok(())
}

async fn staff(tx: &mut Tx, location: LocationId, hash: &str, now_ms: i64) -> Result<(), StoreError> {
    for person in STAFF {
        let account = Account {
            id: AccountId(chance::id()),
            location,
            name: person.name.into(),
            login_name: person.login_name.into(),
            roles: Roles::from(person.roles.to_vec()),
            password_hash: Some(hash.to_owned()),
            active: true,
            created_ms: now_ms,
        };
        accounts::insert(tx, &account).await?;
    }
    Ok(())
}

/// Previews and confirms a file, as an organiser does on the screen.
async fn read_in(
    tx: &mut Tx,
    location: LocationId,
    fair: FairId,
    kind: ImportKind,
    file: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    let broken = StoreError::Corrupt("demo file");
    let Ok(paper) = import::paper(kind, file) else { return Err(broken) };
    let Some(preview) = import::preview(tx, location, fair, paper, now_ms).await? else { return Err(broken) };
    if let Some(mistake) = preview.mistakes.first() {
        tracing::error!(%kind, row = mistake.row, column = mistake.column, "a demo file has a mistake");
        return Err(broken);
    }
    match import::confirm(tx, location, preview.import, now_ms).await?.outcome {
        Outcome::Applied => Ok(()),
        _ => Err(broken),
    }
}
