//! A location: its fairs for everyone of the staff, staff and logins for who minds them.

use crate::app::App;
use domain::ids::{LocationId, LoginId};
use domain::people::{Actor, Role, Roles};
use std::collections::HashMap;
use store::logins::Holder;
use store::{StoreError, Tx, accounts, fairs, locations, logins};
use sync::views::{LocationView, LoginView, StaffView};

pub async fn view(
    tx: &mut Tx,
    app: &App,
    id: LocationId,
    actor: &Actor,
    roles: &Roles,
    current: LoginId,
) -> Result<Option<LocationView>, StoreError> {
    let Some(location) = locations::get(tx, id).await? else { return Ok(None) };
    let mut heads = Vec::new();
    for fair in fairs::of_location(tx, id).await? {
        heads.extend(super::fair::head(tx, &fair).await?);
    }
    let minds_staff = roles.has(Role::Administrator);
    let accounts = accounts::of_location(tx, id).await?;
    let names: HashMap<_, _> = accounts.iter().map(|account| (account.id, account.name.clone())).collect();
    let own = match actor {
        Actor::Staff { account, .. } => Some(*account),
        _ => None,
    };
    let logins = logins::of_location(tx, id, app.clock.now_ms()).await?;
    let logins = logins.into_iter().filter_map(|login| {
        let Holder::Account(account) = login.holder else { return None };
        let visible = minds_staff || own == Some(account);
        visible.then(|| LoginView {
            login: login.id,
            account_name: names.get(&account).cloned().unwrap_or_default(),
            since_ms: login.created_ms,
            last_seen_ms: login.last_seen_ms,
            current: login.id == current,
        })
    });
    let staff = accounts.into_iter().filter(|_| minds_staff).map(|account| StaffView {
        account: account.id,
        name: account.name,
        login_name: account.login_name,
        roles: account.roles,
        active: account.active,
        ready: account.password_hash.is_some(),
    });
    Ok(Some(LocationView {
        location: id,
        name: location.name,
        fairs: heads,
        staff: staff.collect(),
        logins: logins.collect(),
    }))
}
