//! Projections: what each viewer sees of a scope, in one place per kind of record. None: not yours, or not there.

mod contacts;
mod drawn;
mod fair;
mod hands;
mod location;
mod pipeline;
mod reasons;
mod rotation;
mod scoring;

pub use drawn::{Drawn, Look};

use crate::app::App;
use domain::people::Actor;
use domain::policy::{sees_day, sees_follow_up};
use store::{StoreError, Tx, fairs, plans, scopes};
use sync::{Pull, Scope, View};

/// Whether hints of a scope are this person's to hear: location and role decide, as they do for the pull.
pub async fn follows(tx: &mut Tx, actor: &Actor, scope: Scope) -> Result<bool, StoreError> {
    Ok(may_follow(actor, scope) && is_shown(tx, actor, scope).await?)
}

/// What can be told without looking. The pull checks again with the record at hand.
fn may_follow(actor: &Actor, scope: Scope) -> bool {
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

/// One scope for one viewer, from one snapshot. None: revoked. Drawn only where there is something newer: screens ask
/// every few seconds, and mostly there is not.
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
    if ver == base && same_database {
        return Ok(is_shown(&mut tx, actor, scope).await?.then(|| answer(None)));
    }
    let view = match Look::of(actor, scope) {
        Some(look) => {
            let place = app.drawn.place(look, ver);
            place.get_or_try_init(|| draw(&mut tx, app, actor, login, scope)).await?.clone()
        }
        None => draw(&mut tx, app, actor, login, scope).await?,
    };
    Ok(view.map(|view| answer(Some(view))))
}

/// Draws what the viewers who are told of this version will ask for, unless somebody does or did.
pub async fn draw_ahead(
    app: &App,
    actor: &Actor,
    login: domain::ids::LoginId,
    scope: Scope,
    ver: u64,
) -> Result<(), StoreError> {
    match Look::of(actor, scope) {
        Some(look) if app.drawn.claim(look, ver) => pull(app, actor, login, scope, 0, None).await.map(drop),
        _ => Ok(()),
    }
}

async fn draw(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    login: domain::ids::LoginId,
    scope: Scope,
) -> Result<Option<View>, StoreError> {
    Ok(match (actor, scope) {
        (Actor::Staff { location, roles, .. }, Scope::Location(of)) if *location == of => {
            let view = location::view(tx, app, of, actor, roles, login).await?;
            view.map(|view| View::Location(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Fair(id)) if sees_day(roles) => {
            fair::view(tx, id, *location).await?.map(|view| View::Fair(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Session(id)) if sees_day(roles) => {
            rotation::console(tx, id, *location).await?.map(|view| View::Console(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Contacts(id)) if sees_day(roles) => {
            let build = &app.settings.site_version;
            contacts::view(tx, id, *location, build).await?.map(|view| View::Contacts(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::Reasons(id)) if sees_day(roles) => {
            reasons::view(tx, id, *location).await?.map(|view| View::Reasons(Box::new(view)))
        }
        (Actor::Tablet { device, .. }, Scope::Session(_)) => {
            scoring::tablet(tx, *device).await?.map(|view| View::Tablet(Box::new(view)))
        }
        (Actor::Projector { session, .. }, Scope::Session(_)) => {
            rotation::projector(tx, *session).await?.map(|view| View::Projector(Box::new(view)))
        }
        (Actor::Staff { location, roles, .. }, Scope::FollowUp(of))
            if *location == of && sees_follow_up(roles) =>
        {
            pipeline::view(tx, of).await?.map(|view| View::FollowUp(Box::new(view)))
        }
        _ => None,
    })
}

/// Whether [`draw`] would draw something: whoever asks for what is not theirs learns nothing from how the answer looks.
async fn is_shown(tx: &mut Tx, actor: &Actor, scope: Scope) -> Result<bool, StoreError> {
    let Actor::Staff { location, roles, .. } = actor else {
        // A tablet or projector asks for its own session, and its login is alive.
        return Ok(true);
    };
    let of = match scope {
        Scope::Location(of) => Some(of),
        Scope::FollowUp(of) => Some(of).filter(|_| sees_follow_up(roles)),
        Scope::Fair(id) if sees_day(roles) => fairs::get(tx, id).await?.map(|fair| fair.location),
        Scope::Session(id) | Scope::Contacts(id) if sees_day(roles) => {
            fairs::session(tx, id).await?.map(|session| session.location)
        }
        Scope::Reasons(id) if sees_day(roles) => plans::get(tx, id).await?.map(|plan| plan.location),
        Scope::Fair(_) | Scope::Session(_) | Scope::Contacts(_) | Scope::Reasons(_) => None,
    };
    Ok(of == Some(*location))
}
