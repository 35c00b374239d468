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

pub use drawn::{Drawing, Drawn, Look};

use crate::app::App;
use domain::ids::LoginId;
use domain::people::Actor;
use domain::policy::{sees_day, sees_follow_up};
use serde::Deserialize;
use store::{StoreError, Tx, fairs, plans, scopes};
use sync::{PullAnswer, Scope, View};
use uuid::Uuid;

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

/// A question of a screen.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Wanted {
    pub scope: Scope,
    /// The version that the screen has; 0: none.
    #[serde(default)]
    pub base: u64,
    /// Of which database that is.
    pub incarnation: Option<Uuid>,
    /// What the text of that version is called by, where the screen can be told what changed in it: see [`sync::Held`].
    pub sum: Option<u64>,
}

impl Wanted {
    /// With nothing in hand.
    pub fn whole(scope: Scope) -> Wanted {
        Wanted { scope, base: 0, incarnation: None, sum: None }
    }
}

/// One scope for one viewer, from one snapshot. None: revoked. Drawn only where there is something newer: screens ask
/// every few seconds, and mostly there is not.
pub async fn pull(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    login: LoginId,
    wanted: Wanted,
) -> Result<Option<PullAnswer<Drawing>>, StoreError> {
    let Wanted { scope, base, .. } = wanted;
    if !may_follow(actor, scope) {
        return Ok(None);
    }
    let ver = scopes::version(tx, scope).await?;
    let incarnation = app.store.incarnation();
    let same_database = wanted.incarnation == Some(incarnation);
    let server_ms = app.clock.now_ms();
    let nothing = PullAnswer { incarnation, scope, base, ver, server_ms, view: None, edits: None };
    if ver == base && same_database {
        return Ok(is_shown(tx, actor, scope).await?.then_some(nothing));
    }
    let look = Look::of(actor, login, scope);
    let drawing = match look.is_shared() {
        true => {
            let place = app.drawn.place(look, ver);
            place.get_or_try_init(|| drawing(tx, app, actor, login, scope)).await?.clone()
        }
        false => drawing(tx, app, actor, login, scope).await?,
    };
    let Some(drawing) = drawing else { return Ok(None) };
    let held = wanted.sum.filter(|_| same_database);
    let edits = held.and_then(|sum| app.drawn.edits(look, base, sum, &drawing));
    if !look.is_shared() {
        app.drawn.keep(look, ver, &drawing);
    }
    let view = edits.is_none().then(|| drawing.clone());
    Ok(Some(PullAnswer { view, edits, ..nothing }))
}

/// Draws what the viewers who are told of this version will ask for, unless somebody does or did.
pub async fn draw_ahead(
    app: &App,
    actor: &Actor,
    login: LoginId,
    scope: Scope,
    ver: u64,
) -> Result<(), StoreError> {
    let look = Look::of(actor, login, scope);
    if look.is_shared() && app.drawn.claim(look, ver) {
        let mut tx = app.store.read().await?;
        pull(&mut tx, app, actor, login, Wanted::whole(scope)).await?;
    }
    Ok(())
}

async fn drawing(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    login: LoginId,
    scope: Scope,
) -> Result<Option<Drawing>, StoreError> {
    let view = draw(tx, app, actor, login, scope).await?;
    view.as_ref().map(Drawing::of).transpose()
}

async fn draw(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    login: LoginId,
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
