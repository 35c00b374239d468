//! One push or offer, inside the transaction of its group.

use super::archive::Kept;
use crate::app::App;
use crate::commands::{self, Done, Prepared};
use crate::sign_in;
use domain::ids::{CommandId, LocationId, LoginId, SessionId};
use domain::people::Actor;
use std::sync::{Arc, Mutex, PoisonError};
use store::logins::Login;
use store::logs::Log;
use store::{StoreError, Tx, audit, journal, logins, logs};
use sync::log::{Digest, LogEnd, Maker, fit};
use sync::outbox::Offered;
use sync::{Answer, Envelope, LogStanding, Outcome, Rejection, SealedCommand, Shown};

/// Who asks.
#[derive(Debug)]
pub enum Asker {
    /// As the caller says: the server itself, a public form.
    Actor(Actor),
    /// As the login stands when its turn comes; one that ended or ran out meanwhile asks for nothing more.
    Login(LoginId, LocationId),
    /// Who made a file of unsent work: their login may have run out since, but nobody ended it.
    Maker(LoginId, LocationId),
}

/// A command that asks to be admitted.
pub struct Asked {
    /// Err: this build cannot read it.
    pub envelope: Result<Envelope, CommandId>,
    /// Exactly as it came.
    pub bytes: String,
    /// What was worked out before the transaction, so that nobody waits for it.
    pub planned: Option<Prepared>,
    /// Opened with it, in the same transaction, where its answer shows a PIN: an old form alone signs nobody in.
    pub opens: Option<Login>,
}

impl Asked {
    fn id(&self) -> CommandId {
        self.envelope.as_ref().map_or_else(|id| *id, |envelope| envelope.id)
    }
}

/// What waits.
pub enum Work {
    /// Commands of one asker, in their order; `after` where a device keeps a log.
    Push { asker: Asker, after: Option<LogEnd>, commands: Vec<Asked> },
    /// Commands that a device has from an earlier answer.
    Offer(Vec<SealedCommand>),
}

impl Work {
    pub(super) fn size(&self) -> usize {
        match self {
            Work::Push { commands, .. } => commands.len(),
            Work::Offer(commands) => commands.len(),
        }
    }

    /// Whose it is, where it belongs to one location.
    pub(super) fn location(&self) -> Option<LocationId> {
        match self {
            Work::Push { asker: Asker::Login(_, location) | Asker::Maker(_, location), .. } => {
                Some(*location)
            }
            Work::Push { asker: Asker::Actor(actor), .. } => actor.location(),
            Work::Offer(_) => None,
        }
    }
}

/// What became of it.
#[derive(Debug)]
pub struct Admitted {
    pub log: LogStanding,
    pub answers: Vec<Answer>,
    pub said: Vec<(CommandId, Offered)>,
    /// A mended plan should be proposed for these.
    pub replan: Vec<SessionId>,
    pub(super) scopes: Vec<sync::Scope>,
    pub(super) public: Vec<LocationId>,
    pub(super) counted: Vec<(&'static str, &'static str)>,
}

impl Admitted {
    fn of(log: LogStanding) -> Admitted {
        let (answers, said, replan, scopes, public, counted) = Default::default();
        Admitted { log, answers, said, replan, scopes, public, counted }
    }

    fn did(&mut self, envelope: &Envelope, done: &Done) {
        self.scopes.extend(&done.scopes);
        self.replan.extend(&done.replan);
        self.public.extend(done.public);
        self.counted.push((envelope.command.kind(), commands::word(done.outcome)));
    }
}

/// The command at which a turn is, for whoever looks at what is left of it.
#[derive(Debug, Clone, Default)]
pub struct Found(Arc<Mutex<Option<CommandId>>>);

impl Found {
    pub fn at(&self) -> Option<CommandId> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_at(&self, id: CommandId) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(id);
    }
}

/// How a turn meets a command over which the server stumbles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// It ends the transaction. Cheap, and hardly ever wrong.
    Together,
    /// Each command has a savepoint, and what came before it stands.
    Each,
}

pub async fn admit(
    tx: &mut Tx,
    app: &App,
    work: &Work,
    care: Care,
    found: &Found,
) -> Result<Admitted, StoreError> {
    match work {
        Work::Push { asker, after, commands } => {
            let turn = Turn { app, care, found };
            push(tx, &turn, asker, *after, commands).await
        }
        Work::Offer(offered) => offer(tx, app, offered, found).await,
    }
}

async fn actor_now(tx: &mut Tx, app: &App, asker: &Asker) -> Result<Option<Actor>, StoreError> {
    match asker {
        Asker::Actor(actor) => Ok(Some(actor.clone())),
        Asker::Login(id, _) => sign_in::actor_at(tx, *id, app.clock.now_ms()).await,
        Asker::Maker(id, _) => sign_in::actor_not_ended(tx, *id).await,
    }
}

struct Turn<'a> {
    app: &'a App,
    care: Care,
    found: &'a Found,
}

async fn push(
    tx: &mut Tx,
    turn: &Turn<'_>,
    asker: &Asker,
    after: Option<LogEnd>,
    commands: &[Asked],
) -> Result<Admitted, StoreError> {
    let Turn { app, found, .. } = *turn;
    let Some(mut actor) = actor_now(tx, app, asker).await? else { return Err(StoreError::Gone) };
    // First of all, so that two pushes of one location hold nothing that the other one waits for.
    journal::hold(tx, actor.location()).await?;
    let mut ends = None;
    if let Some(after) = after {
        match fits(tx, app, &actor, after, commands).await? {
            Ok(end) => ends = Some((after, end)),
            Err(standing) => return Ok(Admitted::of(standing)),
        }
    }
    let mut admitted = Admitted::of(LogStanding::Fits);
    let mut at = after;
    for asked in commands {
        found.is_at(asked.id());
        let end = at.map(|end| end.then(&Digest::of(&asked.bytes)));
        let Some(answer) = command(tx, turn, &actor, asked, &mut admitted).await? else { break };
        let sealed = end.filter(|_| !matches!(answer.outcome, Outcome::Rejected(_))).and_then(|end| {
            let command = asked.bytes.clone();
            app.admission.archive.seal(&Kept { actor: actor.clone(), end, command })
        });
        admitted.answers.push(Answer { sealed, ..answer });
        at = end;
        if asked.envelope.as_ref().is_ok_and(|envelope| envelope.command.kind() == "pick_interviewer@1") {
            // The name decides whose sheet the next command writes on.
            let Some(now) = actor_now(tx, app, asker).await? else { break };
            actor = now;
        }
    }
    if let (Some((_, end)), Some(at)) = (ends, at) {
        // Not beyond what was answered; and a resend moves nothing back.
        let end = if at.seq < end.seq && admitted.answers.len() < commands.len() { at } else { end };
        logs::move_end(tx, end, app.clock.now_ms()).await?;
    }
    Ok(admitted)
}

/// Holds the device's log and looks whether the push follows it.
async fn fits(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    after: LogEnd,
    commands: &[Asked],
) -> Result<Result<LogEnd, LogStanding>, StoreError> {
    let (Some(maker), Some(location)) = (Maker::of(actor), actor.location()) else {
        return Ok(Err(LogStanding::Forked));
    };
    let begun = Log { end: LogEnd::empty(after.log), location, maker, heard_ms: app.clock.now_ms() };
    let held = logs::hold(tx, &begun).await?;
    if (&held.maker, held.location) != (&begun.maker, location) {
        audit::note(tx, Some(location), "push on another's log", Some(&begun.maker.0), begun.heard_ms)
            .await?;
        return Ok(Err(LogStanding::Forked));
    }
    let digests: Vec<_> = commands.iter().map(|asked| Digest::of(&asked.bytes)).collect();
    let mut fits = fit(Some(held.end), after, &digests);
    let resent = usize::try_from(held.end.seq.saturating_sub(after.seq)).unwrap_or(usize::MAX);
    for asked in commands.iter().take(resent).filter(|asked| asked.envelope.is_ok()) {
        // What stands in the log was answered once; else it is another story under the same numbers.
        if fits.is_ok() && journal::outcome_of(tx, asked.id()).await?.is_none() {
            fits = Err(LogStanding::Forked);
        }
    }
    if let Err(standing) = fits {
        let what = if standing == LogStanding::Forked { "log forked" } else { "log ahead" };
        audit::note(tx, Some(location), what, Some(&begun.maker.0), begun.heard_ms).await?;
    }
    Ok(fits)
}

/// One command in its savepoint. None: the server stumbled over it; what came before it stands.
async fn command(
    tx: &mut Tx,
    turn: &Turn<'_>,
    actor: &Actor,
    asked: &Asked,
    admitted: &mut Admitted,
) -> Result<Option<Answer>, StoreError> {
    let app = turn.app;
    let answer = |outcome, shown| Some(Answer { id: asked.id(), outcome, shown, sealed: None });
    let envelope = match &asked.envelope {
        Ok(envelope) => envelope,
        Err(_) => return Ok(answer(Outcome::Rejected(Rejection::Malformed), None)),
    };
    if let Some((outcome, shown)) = commands::answered(tx, app, actor, envelope).await? {
        open(tx, asked, outcome, shown.as_ref()).await?;
        return Ok(answer(outcome, shown));
    }
    let careful = turn.care == Care::Each;
    if careful {
        tx.savepoint().await?;
    }
    let done = match app.admission.is_set_aside(envelope.id) {
        true => commands::set_aside(tx, app, actor, envelope).await,
        false => commands::decide(tx, app, actor, envelope, asked.planned.as_ref()).await,
    };
    match done {
        Ok(done) => {
            if careful {
                tx.release_savepoint().await?;
            }
            open(tx, asked, done.outcome, done.shown.as_ref()).await?;
            admitted.did(envelope, &done);
            Ok(answer(done.outcome, done.shown))
        }
        Err(StoreError::Busy) => Err(StoreError::Busy),
        Err(error) if !careful => Err(error),
        Err(error) => {
            tx.undo_to_savepoint().await?;
            let last = app.admission.stumbled(envelope.id);
            tracing::error!(%error, kind = envelope.command.kind(), command = %envelope.id, last, "a command failed");
            Ok(None)
        }
    }
}

/// Opens the login that comes with a sign-up.
async fn open(tx: &mut Tx, asked: &Asked, outcome: Outcome, shown: Option<&Shown>) -> Result<(), StoreError> {
    match (&asked.opens, outcome, shown) {
        (Some(login), Outcome::Applied, Some(Shown::SignedUp { pin: Some(_), .. })) => {
            logins::insert(tx, login).await
        }
        _ => Ok(()),
    }
}

/// A restored server takes back what it had admitted. What it cannot take yet leaves nothing behind.
async fn offer(
    tx: &mut Tx,
    app: &App,
    offered: &[SealedCommand],
    found: &Found,
) -> Result<Admitted, StoreError> {
    let mut admitted = Admitted::of(LogStanding::Fits);
    for one in offered {
        let said = match app.admission.archive.open(&one.sealed) {
            Some(kept) => match sync::upcast::read(&kept.command) {
                Some(envelope) if envelope.id == one.id => {
                    found.is_at(envelope.id);
                    take_back(tx, app, &kept, &envelope, &mut admitted).await?
                }
                // A kind that this build does not know yet.
                _ => Offered::Later,
            },
            None => Offered::Unreadable,
        };
        admitted.said.push((one.id, said));
    }
    Ok(admitted)
}

async fn take_back(
    tx: &mut Tx,
    app: &App,
    kept: &Kept,
    envelope: &Envelope,
    admitted: &mut Admitted,
) -> Result<Offered, StoreError> {
    journal::hold(tx, kept.actor.location()).await?;
    let mut said = Offered::Known;
    if journal::outcome_of(tx, envelope.id).await?.is_none() {
        tx.savepoint().await?;
        match commands::decide(tx, app, &kept.actor, envelope, None).await {
            Ok(done) if !matches!(done.outcome, Outcome::Rejected(_)) => {
                tx.release_savepoint().await?;
                admitted.did(envelope, &done);
            }
            Err(StoreError::Busy) => return Err(StoreError::Busy),
            done => {
                tx.undo_to_savepoint().await?;
                if let Err(error) = done {
                    let (kind, command) = (envelope.command.kind(), envelope.id);
                    tracing::error!(%error, kind, %command, "what a device offered could not be taken back yet");
                }
                said = Offered::Later;
            }
        }
    }
    if let (Offered::Known, Some(maker), Some(location)) =
        (said, Maker::of(&kept.actor), kept.actor.location())
    {
        let begun = Log { end: LogEnd::empty(kept.end.log), location, maker, heard_ms: app.clock.now_ms() };
        if logs::hold(tx, &begun).await?.end.seq < kept.end.seq {
            logs::move_end(tx, kept.end, begun.heard_ms).await?;
        }
    }
    Ok(said)
}
