//! The one way to change anything: load, may, decide, save, tell.

mod again;
mod facts;
mod fair;
mod follow_up;
mod people;
mod pipeline;
mod public;
mod rotation;
mod scoring;

pub use fair::{day_of, leads, pass_all_on, place_of};
pub use rotation::Prepared;

use crate::admission::{self, Admitted, Asked, Asker, Work};
use crate::app::{App, Shared};
use domain::command::Command;
use domain::ids::{CommandId, LocationId, PlanId, ResidentId, SessionId};
use domain::people::Actor;
use domain::policy::{May, Why, may};
use std::collections::BTreeSet;
use store::journal::Entry;
use store::logins::Login;
use store::{StoreError, Tx, journal, plans};
use sync::{Answer, Envelope, Outcome, Rejection, Scope, Shown};
use tracing::Instrument;

/// What a handler did.
pub struct Done {
    pub outcome: Outcome,
    pub shown: Option<Shown>,
    /// Scopes whose viewers see something new.
    pub scopes: Vec<Scope>,
    /// The resident whom the command is about: its payload is kept under their key.
    pub subject: Option<ResidentId>,
    /// A mended plan should be proposed for these sessions.
    pub replan: Vec<SessionId>,
    /// The location whose public pages may show something else now.
    pub public: Option<LocationId>,
}

impl Done {
    pub(crate) fn applied(scopes: Vec<Scope>) -> Done {
        Done { outcome: Outcome::Applied, shown: None, scopes, subject: None, replan: vec![], public: None }
    }

    pub(crate) fn noop() -> Done {
        Done { outcome: Outcome::Noop, ..Done::applied(vec![]) }
    }

    pub(crate) fn rejected(rejection: Rejection) -> Done {
        Done { outcome: Outcome::Rejected(rejection), ..Done::applied(vec![]) }
    }

    fn about(self, resident: ResidentId) -> Done {
        Done { subject: Some(resident), ..self }
    }

    fn showing(self, shown: Shown) -> Done {
        Done { shown: Some(shown), ..self }
    }
}

/// What a handler works with besides the transaction.
struct Desk<'a> {
    app: &'a App,
    actor: &'a Actor,
    location: LocationId,
    command: CommandId,
    now_ms: i64,
    /// A plan made before the transaction began, for [`Command::MakePlan`].
    planned: Option<&'a Prepared>,
}

/// Admits one command. Err: the store did not answer or the server stumbled; nothing was written, ask again.
pub async fn execute(app: &Shared, actor: &Actor, envelope: &Envelope) -> Result<Answer, StoreError> {
    let mut admitted = one(app, actor, envelope, None).await?;
    mend(app, &admitted);
    admitted.answers.pop().ok_or(StoreError::Unanswered)
}

/// The same for a sign-up, which opens this login where its answer shows a PIN: one commit for both.
pub async fn sign_up(
    app: &Shared,
    actor: &Actor,
    envelope: &Envelope,
    opens: Login,
) -> Result<Answer, StoreError> {
    let mut admitted = one(app, actor, envelope, Some(opens)).await?;
    mend(app, &admitted);
    admitted.answers.pop().ok_or(StoreError::Unanswered)
}

/// The same for who ends afterwards: the mended plans that it asks for are there when it returns.
pub async fn execute_whole(app: &Shared, actor: &Actor, envelope: &Envelope) -> Result<Answer, StoreError> {
    let mut admitted = one(app, actor, envelope, None).await?;
    for session in admitted.replan.iter().copied().collect::<BTreeSet<_>>() {
        propose(app.clone(), session).await;
    }
    admitted.answers.pop().ok_or(StoreError::Unanswered)
}

/// Admits a push or an offer.
pub async fn push(app: &Shared, work: Work) -> Result<Admitted, StoreError> {
    let admitted = admission::admit(app, work).await?;
    mend(app, &admitted);
    Ok(admitted)
}

async fn one(
    app: &Shared,
    actor: &Actor,
    envelope: &Envelope,
    opens: Option<Login>,
) -> Result<Admitted, StoreError> {
    let bytes = serde_json::to_string(envelope).map_err(|_| StoreError::Corrupt("command"))?;
    let planned = prepare(app, actor, &envelope.command).await?;
    let asked = Asked { envelope: Ok(envelope.clone()), bytes, planned, opens };
    let work = Work::Push { asker: Asker::Actor(actor.clone()), after: None, commands: vec![asked] };
    admission::admit(app, work).await
}

/// Has plans mended where a command asks for that.
fn mend(app: &Shared, admitted: &Admitted) {
    for session in admitted.replan.iter().copied().collect::<BTreeSet<_>>() {
        tokio::spawn(propose(app.clone(), session).in_current_span());
    }
}

/// Makes the mended plans that an earlier process was asked for and did not get to.
pub async fn mend_due(app: Shared) {
    let due = async { plans::due(&mut app.store.read().await?).await };
    match due.await {
        Ok(sessions) => {
            for session in sessions {
                propose(app.clone(), session).await;
            }
        }
        Err(error) => {
            tracing::warn!(%error, "which plans are due was not read; the organiser can ask for one");
        }
    }
}

/// Planning takes long and writes nothing, so it happens before anyone is kept waiting.
pub async fn prepare(app: &Shared, actor: &Actor, command: &Command) -> Result<Option<Prepared>, StoreError> {
    match command {
        Command::MakePlan { session, .. } => rotation::prepare(app, actor, command, *session).await,
        _ => Ok(None),
    }
}

/// How often in a row a mended plan is made anew because the day moved while it was made.
const ANEW_MAX: u32 = 3;

/// After an event of the day: plans what is left of it and puts that beside the plan that stands. Events that come while
/// it plans are answered together by the next turn.
async fn propose(app: Shared, session: SessionId) {
    let Some(mut minding) = app.runs.ask(session) else { return };
    let mut anew = 0;
    while minding.again() {
        // Where that can not be told, planning says why.
        if rotation::is_proposed(&app, session).await.unwrap_or(false) {
            continue;
        }
        let envelope = Envelope {
            id: CommandId(app.chance.id()),
            made_at_ms: app.clock.now_ms(),
            command: Command::MakePlan { session, plan: PlanId(app.chance.id()) },
        };
        match one(&app, &Actor::System, &envelope, None).await {
            Ok(admitted) if admitted.replan.is_empty() => anew = 0,
            Ok(_) if anew < ANEW_MAX => {
                anew += 1;
                minding.once_more();
            }
            Ok(_) => {
                tracing::warn!("the day moves faster than it is planned; the organiser can ask for a plan")
            }
            Err(error) => {
                tracing::error!(%error, "a mended plan could not be proposed; the organiser can ask for one");
            }
        }
    }
}

/// What a command came to that was answered before. A known key with somebody else's name or with other words on it is
/// no resend: it gets no answer that was meant for the first.
pub async fn answered(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    envelope: &Envelope,
) -> Result<Option<(Outcome, Option<Shown>)>, StoreError> {
    let Some(known) = journal::get(tx, envelope.id).await? else { return Ok(None) };
    if known.actor != actor_word(actor) || !again::is_same(&known, envelope) {
        return Ok(Some((Outcome::Rejected(Rejection::Malformed), None)));
    }
    let outcome = outcome(&known.outcome)?;
    let shown = match outcome {
        Outcome::Applied => again::shown(app, tx, &known, &envelope.command).await?,
        _ => None,
    };
    Ok(Some((outcome, shown)))
}

/// Load, may, decide, save. The caller raises the versions of the scopes and commits.
pub async fn decide(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    envelope: &Envelope,
    planned: Option<&Prepared>,
) -> Result<Done, StoreError> {
    let Envelope { id, command, .. } = envelope;
    let facts = facts::load(tx, actor, command).await?;
    let done = match may(actor, command, &facts) {
        May::Allowed => {
            let location = facts.location.or(actor.location()).ok_or(StoreError::Gone)?;
            let now_ms = app.clock.now_ms();
            let desk = Desk { app, actor, location, command: *id, now_ms, planned };
            let mut done = decide_and_save(tx, &desk, command).await?;
            done.public =
                (done.outcome == Outcome::Applied && public::shows_anew(command)).then_some(location);
            // A process that dies before it planned leaves it to the next.
            for session in &done.replan {
                plans::set_due(tx, *session, now_ms).await?;
            }
            done
        }
        May::Refused(why) => Done::rejected(rejection_of(why)),
        May::AskServer => Done::rejected(Rejection::NotFound),
    };
    keep(tx, app, actor, facts.location, envelope, &done).await?;
    Ok(done)
}

/// Writes down that a command was set aside: the server stumbled over it too often.
pub async fn set_aside(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    envelope: &Envelope,
) -> Result<Done, StoreError> {
    let done = Done::rejected(Rejection::SetAside);
    keep(tx, app, actor, None, envelope, &done).await?;
    Ok(done)
}

/// Whether this person may have a plan made of this session.
pub async fn may_plan(tx: &mut Tx, actor: &Actor, session: SessionId) -> Result<bool, StoreError> {
    let command = Command::MakePlan { session, plan: PlanId(uuid::Uuid::nil()) };
    let facts = facts::load(tx, actor, &command).await?;
    Ok(may(actor, &command, &facts) == May::Allowed)
}

fn rejection_of(why: Why) -> Rejection {
    match why {
        // Not there and not yours look alike from outside.
        Why::Role | Why::NotYours => Rejection::NotFound,
        Why::NotConfirmed => Rejection::NotConfirmed,
        Why::Yourself => Rejection::Yourself,
    }
}

/// Reads the outcome of an entry in the journal.
pub fn outcome(written: &str) -> Result<Outcome, StoreError> {
    serde_json::from_str(written).map_err(|_| StoreError::Corrupt("journal outcome"))
}

/// The outcome as one word, for counts.
pub fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Applied => "applied",
        Outcome::Noop => "noop",
        Outcome::Superseded => "superseded",
        Outcome::Rejected(_) => "rejected",
    }
}

async fn decide_and_save(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::CreateLocation { .. }
        | Command::InviteStaff { .. }
        | Command::DeactivateStaff { .. }
        | Command::ReadmitStaff { .. }
        | Command::ResetPassword { .. }
        | Command::RevokeLogin { .. }
        | Command::GiveNewPin { .. }
        | Command::GiveNewCard { .. } => people::handle(tx, desk, command).await,
        Command::ConfirmImport { import } => {
            crate::import::confirm(tx, desk.location, *import, desk.now_ms).await
        }
        Command::ReviewTexts { import } => {
            let by = actor_word(desk.actor);
            crate::wording::confirm(tx, desk.location, *import, &by, desk.now_ms).await
        }
        Command::PutRecording { recording } => crate::wording::put(tx, desk.location, *recording).await,
        Command::TakeRecordingAway { recording } => {
            crate::wording::take_away(tx, desk.location, *recording).await
        }
        Command::MakeFair(_)
        | Command::ChangeFair { .. }
        | Command::SeatEmployer(_)
        | Command::UnseatEmployer { .. }
        | Command::BringInterpreter(_)
        | Command::OpenSignUp { .. }
        | Command::CloseSignUp { .. }
        | Command::AskApproval { .. }
        | Command::SignUp(_)
        | Command::Withdraw { .. }
        | Command::AnswerOffer { .. }
        | Command::ComeBack { .. }
        | Command::DeclineSignUp { .. }
        | Command::GivePlace { .. }
        | Command::StartGroup { .. }
        | Command::JoinGroup { .. }
        | Command::LeaveGroup { .. }
        | Command::ArrangeGroup { .. }
        | Command::MarkTold { .. }
        | Command::SendMessage { .. }
        | Command::PassPlacesOn { .. }
        | Command::ChooseSharing { .. }
        | Command::ChooseLeaning { .. }
        | Command::MarkAttendance { .. } => fair::handle(tx, desk, command).await,
        Command::MarkAway { .. }
        | Command::MakePlan { .. }
        | Command::PublishPlan { .. }
        | Command::DiscardPlan { .. }
        | Command::StartDay { .. }
        | Command::Pause { .. }
        | Command::Resume { .. }
        | Command::Extend { .. }
        | Command::NextPhase { .. }
        | Command::OpenPairing { .. }
        | Command::ConfirmDevice { .. }
        | Command::RevokeDevice { .. } => rotation::handle(tx, desk, command).await,
        Command::PickInterviewer { .. }
        | Command::ScoreCriterion { .. }
        | Command::WriteStrength { .. }
        | Command::WriteNote { .. }
        | Command::AnswerTalk { .. } => scoring::handle(tx, desk, command).await,
        Command::GiveVerdict { talk, .. } => {
            let done = scoring::handle(tx, desk, command).await?;
            if done.outcome == Outcome::Applied {
                pipeline::follow(tx, desk, *talk).await?;
                follow_up::follow(tx, desk, *talk).await?;
            }
            Ok(done)
        }
        Command::AnswerSecondInterview { .. }
        | Command::OfferTime { .. }
        | Command::TakeTimeBack { .. }
        | Command::ChooseTime { .. } => follow_up::handle(tx, desk, command).await,
        Command::AskMatcher { .. } | Command::TakeQuestionBack { .. } | Command::AnswerQuestion { .. } => {
            pipeline::handle(tx, desk, command).await
        }
    }
}

/// Writes the command's record.
async fn keep(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    location: Option<LocationId>,
    envelope: &Envelope,
    done: &Done,
) -> Result<(), StoreError> {
    let refused = matches!(done.outcome, Outcome::Rejected(_));
    let payload = again::written(actor, &envelope.command, refused)?;
    let outcome = serde_json::to_string(&done.outcome).map_err(|_| StoreError::Corrupt("outcome"))?;
    let entry = Entry {
        command: envelope.id,
        location: location.or(actor.location()),
        actor: &actor_word(actor),
        kind: envelope.command.kind(),
        subject: done.subject,
        payload: &payload,
        outcome: &outcome,
        made_at_ms: envelope.made_at_ms,
        at_ms: app.clock.now_ms(),
    };
    journal::append(tx, &entry).await
}

/// Who asked, for the journal: ids only.
pub fn actor_word(actor: &Actor) -> String {
    match actor {
        Actor::Staff { account, .. } => format!("staff:{account}"),
        Actor::Resident { resident, .. } => format!("resident:{resident}"),
        Actor::Tablet { device, .. } => format!("tablet:{device}"),
        Actor::Projector { device, .. } => format!("projector:{device}"),
        Actor::Visitor { .. } => "visitor".into(),
        Actor::System => "system".into(),
    }
}
