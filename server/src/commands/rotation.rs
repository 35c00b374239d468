//! Commands of rotation: plans, the clock of the day, and the screens in the hall.

mod away;
mod devices;

use super::{Desk, Done, facts};
use crate::app::{App, Shared};
use crate::planning::{self, Draft, Input, NoPlan};
use domain::command::Command;
use domain::fair::phases;
use domain::ids::{PlanId, SessionId};
use domain::people::Actor;
use domain::policy::{May, may};
use domain::rotation::{Timer, TimerMode, TimerRefused, first_open_round};
use store::plans::{PlanRow, PlanState};
use store::{StoreError, Tx, fairs, plans, timers};
use sync::{Outcome, Rejection, Scope};

/// A plan that was made before the transaction.
pub enum Prepared {
    Made {
        parent: Option<PlanId>,
        draft: Box<Draft>,
    },
    /// Nothing is left to plan.
    Over,
}

/// Loads the session, asks the policy and plans, all before anyone is kept waiting. None: the transaction will refuse.
pub async fn prepare(
    app: &Shared,
    actor: &Actor,
    command: &Command,
    session: SessionId,
) -> Result<Option<Prepared>, StoreError> {
    let mut tx = app.store.read().await?;
    let facts = facts::load(&mut tx, actor, command).await?;
    if may(actor, command, &facts) != May::Allowed {
        return Ok(None);
    }
    let Some(input) = planning::load(&mut tx, session, app.clock.now_ms()).await? else {
        return Ok(None);
    };
    drop(tx);
    let _running = app.runs.begin(session);
    let desk = app.clone();
    let made = tokio::task::spawn_blocking(move || {
        let task = planning::task(&input)?;
        let enough = &|| desk.runs.is_enough(session);
        let draft =
            planning::draft(&input, &task, desk.moves, enough, &mut |now| desk.runs.tell(session, now))?;
        Ok::<_, NoPlan>(Prepared::Made { parent: task.parent, draft: Box::new(draft) })
    });
    match made.await {
        Ok(Ok(made)) => Ok(Some(made)),
        Ok(Err(NoPlan::Over)) => Ok(Some(Prepared::Over)),
        Ok(Err(NoPlan::Broken)) | Err(_) => Err(StoreError::Corrupt("rotation instance")),
    }
}

/// Whether the proposal that waits was made of what stands now: another process answered the same events.
pub async fn is_proposed(app: &App, session: SessionId) -> Result<bool, StoreError> {
    let mut tx = app.store.read().await?;
    let Some(waits) = plans::proposal(&mut tx, session).await? else { return Ok(false) };
    let Some(input) = planning::load(&mut tx, session, app.clock.now_ms()).await? else {
        return Ok(false);
    };
    let mark = planning::about(&waits)?.mark;
    Ok(planning::task(&input).is_ok_and(|task| task.mark() == mark))
}

/// Whether what was planned is still what there is to plan. Expects that the session is held.
async fn still_stands(
    tx: &mut Tx,
    desk: &Desk<'_>,
    session: SessionId,
    draft: &Draft,
) -> Result<bool, StoreError> {
    let Some(input) = planning::load(tx, session, desk.now_ms).await? else { return Ok(false) };
    Ok(planning::task(&input).is_ok_and(|task| task.mark() == draft.about.mark))
}

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::OpenPairing { .. } | Command::ConfirmDevice { .. } | Command::RevokeDevice { .. } => {
            devices::handle(tx, desk, command).await
        }
        Command::MarkAway { session, who, rounds } => away::mark(tx, desk, *session, *who, rounds).await,
        Command::MakePlan { session, plan } => make(tx, desk, *session, *plan).await,
        Command::PublishPlan { session, plan } => publish(tx, desk, *session, *plan).await,
        Command::DiscardPlan { session, plan } => discard(tx, *session, *plan).await,
        Command::StartDay { session, based_on } => {
            if plans::published(tx, *session).await?.is_none() {
                return Ok(Done::rejected(Rejection::NotNow));
            }
            let done =
                clock(tx, desk, *session, *based_on, |timer, phases, now| timer.start(phases, now)).await?;
            // From now on the fair's own screen changes nothing of the day.
            shown_on_the_fair(tx, *session, done).await
        }
        Command::Pause { session, based_on } => {
            clock(tx, desk, *session, *based_on, |timer, phases, now| timer.pause(phases, now)).await
        }
        Command::Resume { session, based_on } => {
            clock(tx, desk, *session, *based_on, |timer, phases, now| timer.resume(phases, now)).await
        }
        Command::Extend { session, based_on, minutes } => {
            clock(tx, desk, *session, *based_on, |timer, phases, now| timer.extend(phases, now, *minutes))
                .await
        }
        Command::NextPhase { session, based_on } => {
            clock(tx, desk, *session, *based_on, |timer, phases, now| timer.next(phases, now)).await
        }
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

async fn make(tx: &mut Tx, desk: &Desk<'_>, session: SessionId, id: PlanId) -> Result<Done, StoreError> {
    let Some(row) = fairs::lock_session(tx, session).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let (parent, draft) = match desk.planned {
        Some(Prepared::Made { parent, draft }) => (*parent, draft),
        Some(Prepared::Over) => {
            plans::set_made(tx, session).await?;
            return Ok(Done::rejected(Rejection::NotNow));
        }
        None => return Ok(Done::rejected(Rejection::NotFound)),
    };
    // Planning read before and saves now. Had the day moved meanwhile, this would take the place of a plan that knows
    // more: so it is let go, and one is made of what stands.
    if !still_stands(tx, desk, session, draft).await? {
        let done = Done { outcome: Outcome::Superseded, ..Done::applied(vec![]) };
        return Ok(Done { replan: vec![session], ..done });
    }
    plans::set_made(tx, session).await?;
    if let (Actor::System, Some(waits)) = (desk.actor, plans::proposal(tx, session).await?)
        && planning::about(&waits)?.mark == draft.about.mark
    {
        // The same plan lies there already; another under a new name would only take it from under a finger.
        return Ok(Done::noop());
    }
    plans::discard_proposals(tx, session).await?;
    let about = serde_json::to_string(&draft.about).map_err(|_| StoreError::Corrupt("plan"))?;
    let plan = PlanRow {
        id,
        location: row.location,
        session,
        parent,
        state: PlanState::Proposed,
        document: draft.plan.to_json(),
        about,
        made_ms: desk.now_ms,
        published_ms: None,
    };
    plans::insert(tx, &plan).await?;
    let told = serde_json::to_string(&draft.told).map_err(|_| StoreError::Corrupt("plan reasons"))?;
    plans::set_reasons(tx, row.location, id, &told).await?;
    Ok(Done::applied(vec![Scope::Session(session)]))
}

async fn publish(tx: &mut Tx, desk: &Desk<'_>, session: SessionId, id: PlanId) -> Result<Done, StoreError> {
    let Some(row) = fairs::lock_session(tx, session).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let Some(plan) = plans::get(tx, id).await?.filter(|plan| plan.session == session) else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    if plan.state == PlanState::Published {
        return Ok(Done::noop());
    }
    // A round may have begun since the proposal was made, and a begun round is never re-seated.
    if planning::first_open(tx, &row, desk.now_ms).await? != planning::about(&plan)?.first_open_round {
        plans::set_state(tx, id, PlanState::Discarded).await?;
        let done = Done::rejected(Rejection::Outdated);
        return Ok(Done { scopes: vec![Scope::Session(session)], replan: vec![session], ..done });
    }
    if !plans::publish(tx, id, plan.parent, desk.now_ms).await? {
        return Ok(Done::rejected(Rejection::Outdated));
    }
    // The fair says whether a plan stands on it.
    let scopes = vec![Scope::Session(session), Scope::Fair(row.fair), Scope::FollowUp(row.location)];
    Ok(Done::applied(scopes))
}

async fn discard(tx: &mut Tx, session: SessionId, id: PlanId) -> Result<Done, StoreError> {
    match plans::get(tx, id).await?.filter(|plan| plan.session == session) {
        Some(plan) if plan.state == PlanState::Proposed => {
            plans::set_state(tx, id, PlanState::Discarded).await?;
            Ok(Done::applied(vec![Scope::Session(session)]))
        }
        Some(_) => Ok(Done::noop()),
        None => Ok(Done::rejected(Rejection::NotFound)),
    }
}

async fn shown_on_the_fair(tx: &mut Tx, session: SessionId, mut done: Done) -> Result<Done, StoreError> {
    if done.outcome == Outcome::Applied
        && let Some(row) = fairs::session(tx, session).await?
    {
        done.scopes.push(Scope::Fair(row.fair));
    }
    Ok(done)
}

/// A step of the clock: only where the asker saw the clock as it stands.
async fn clock(
    tx: &mut Tx,
    desk: &Desk<'_>,
    session: SessionId,
    based_on: u32,
    step: impl FnOnce(Timer, &[domain::fair::Phase], i64) -> Result<Timer, TimerRefused>,
) -> Result<Done, StoreError> {
    let Some(row) = fairs::lock_session(tx, session).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let timer = timers::get(tx, session).await?;
    if timer.rev != based_on {
        return Ok(Done::rejected(Rejection::Outdated));
    }
    let next = match step(timer, &phases(&row.timetable), desk.now_ms) {
        Ok(next) => next,
        Err(TimerRefused::Unchanged) => return Ok(Done::noop()),
        Err(_) => return Ok(Done::rejected(Rejection::NotNow)),
    };
    // While the clock stood still nobody planned for what that moves.
    let seen_ms = if timer.mode == TimerMode::Paused { timer.anchor_ms } else { desk.now_ms };
    let before = planning::load(tx, session, seen_ms).await?;
    if !timers::set(tx, row.location, session, based_on, &next).await? {
        return Ok(Done::rejected(Rejection::Outdated));
    }
    let done = Done::applied(vec![Scope::Session(session)]);
    let after = planning::load(tx, session, desk.now_ms).await?;
    let first = first_open_round(next.now(&phases(&row.timetable), desk.now_ms), row.timetable.rounds);
    let there = |input: Option<Input>| input.map(|input| input.rounds_there(first));
    if there(before) == there(after) {
        return Ok(done);
    }
    // Somebody has to leave before a round that comes later now, or is still there for one that comes sooner.
    plans::discard_proposals(tx, session).await?;
    let planned = plans::published(tx, session).await?.is_some();
    Ok(Done { replan: planned.then_some(session).into_iter().collect(), ..done })
}
