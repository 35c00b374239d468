//! Projections: what each viewer sees of a scope, in one place per kind of record. None: not yours, or not there.

mod contacts;
mod fair;
mod hands;
mod location;
mod pipeline;
mod reasons;
mod rotation;
mod scoring;

use crate::app::App;
use domain::people::{Actor, Role};
use store::{StoreError, scopes};
use sync::{Pull, Scope, View};

/// Who may follow hints of a scope. A hint holds no data; the pull checks again with the record at hand.
pub fn may_follow(actor: &Actor, scope: Scope) -> bool {
    match (actor, scope) {
        (Actor::Staff { location, .. }, Scope::Location(of) | Scope::FollowUp(of)) => *location == of,
        (
            Actor::Staff { .. },
            Scope::Fair(_) | Scope::Session(_) | Scope::Contacts(_) | Scope::Reasons(_),
        ) => true,
        (Actor::Tablet { session, .. } | Actor::Projector { session, .. }, Scope::Session(of)) => {
            *session == of
        }
        _ => false,
    }
}

/// One scope for one viewer, from one snapshot. None: revoked.
pub async fn pull(
    app: &App,
    actor: &Actor,
    login: domain::ids::LoginId,
    scope: Scope,
    base: u64,
    incarnation: Option<uuid::Uuid>,
) -> Result<Option<Pull>, StoreError> {
    if !may_follow(actor, scope) {
        return Ok(None);
    }
    let mut tx = app.store.read().await?;
    let ver = scopes::version(&mut tx, scope).await?;
    let same_database = incarnation == Some(app.store.incarnation());
    let answer = |view| Pull {
        incarnation: app.store.incarnation(),
        scope,
        base,
        ver,
        server_ms: app.clock.now_ms(),
        view,
    };
    let view = match (actor, scope) {
        (Actor::Staff { location, roles, .. }, Scope::Location(of)) if *location == of => {
            let view = location::view(&mut tx, app, of, actor, roles, login).await?;
            view.map(|view| View::Location(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Fair(id)) if sees_day(roles) => {
            fair::view(&mut tx, id, *location).await?.map(|view| View::Fair(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Session(id)) if sees_day(roles) => {
            rotation::console(&mut tx, id, *location).await?.map(|view| View::Console(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Contacts(id)) if sees_day(roles) => {
            let build = &app.settings.site_version;
            contacts::view(&mut tx, id, *location, build).await?.map(|view| View::Contacts(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Reasons(id)) if sees_day(roles) => {
            reasons::view(&mut tx, id, *location).await?.map(|view| View::Reasons(Box::new(view)))
        }
        (Actor::Tablet { device, .. }, Scope::Session(_)) => {
            scoring::tablet(&mut tx, *device).await?.map(|view| View::Tablet(Box::new(view)))
        }
        (Actor::Projector { session, .. }, Scope::Session(_)) => {
            rotation::projector(&mut tx, *session).await?.map(|view| View::Projector(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::FollowUp(of))
            if *location == of && roles.any(&[Role::Organiser, Role::Matcher]) =>
        {
            pipeline::view(&mut tx, of).await?.map(|view| View::FollowUp(Box::new(view)))
        }
        _ => None,
    };
    Ok(view.map(|view| answer((ver != base || !same_database).then_some(view))))
}

fn sees_day(roles: &domain::people::Roles) -> bool {
    roles.any(&[Role::Organiser, Role::Desk, Role::Matcher, Role::CaseManager])
}
