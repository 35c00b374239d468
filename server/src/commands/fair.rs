//! Commands of the fair: making it, opening, signing up, withdrawing, who came.

mod further;
mod group;
mod leaning;
mod making;
mod picture;
mod practical;
mod seating;
mod standby;
mod telling;

pub use further::is_over;
pub use group::leads;
pub use standby::pass_all_on;
pub use telling::day_of;

use super::{Desk, Done};
use crate::app::App;
use domain::command::{Command, SignUp};
use domain::fair::standby::stands;
use domain::fair::{
    Attendance, AttendanceRefused, FairState, Place, SignUpRefused, SignUpState, StateRefused, Through,
    begins, mark, place,
};
use domain::ids::{FairId, ResidentId, SessionId, SignUpId};
use domain::people::Actor;
use domain::time::from_ms;
use store::fairs::Fair;
use store::residents::Resident;
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, attendance, fairs, plans, residents, sign_ups};
use sync::{Rejection, Scope, Shown};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::MakeFair(wish) => making::make(tx, desk, wish).await,
        Command::ChangeFair { fair, day, take_back_plan } => {
            making::change(tx, desk, *fair, day, *take_back_plan).await
        }
        Command::SeatEmployer(wish) => seating::seat(tx, desk, wish).await,
        Command::UnseatEmployer { fair, employer } => seating::unseat(tx, *fair, *employer).await,
        Command::BringInterpreter(wish) => seating::bring_interpreter(tx, wish).await,
        Command::OpenSignUp { fair } => set_state(tx, *fair, FairState::open).await,
        Command::CloseSignUp { fair } => set_state(tx, *fair, FairState::close).await,
        Command::AskApproval { fair, approval } => ask_approval(tx, *fair, *approval).await,
        Command::SignUp(wish) => sign_up(tx, desk, wish).await,
        Command::Withdraw { sign_up } => standby::answer(tx, desk, *sign_up, false).await,
        Command::AnswerOffer { sign_up, comes } => standby::answer(tx, desk, *sign_up, *comes).await,
        Command::ComeBack { sign_up } => standby::come_back(tx, desk, *sign_up).await,
        Command::DeclineSignUp { sign_up } => standby::decline(tx, desk, *sign_up).await,
        Command::GivePlace { sign_up } => standby::give(tx, desk, *sign_up).await,
        Command::StartGroup { group, sign_up } => group::start(tx, desk, *group, *sign_up).await,
        Command::JoinGroup { group, sign_up } => group::join_one(tx, *group, *sign_up).await,
        Command::LeaveGroup { sign_up } => group::leave(tx, *sign_up).await,
        Command::ArrangeGroup { sign_up, agreed } => group::arrange(tx, *sign_up, agreed).await,
        Command::MarkTold { fair, resident, message, told } => {
            telling::mark(tx, desk, (*fair, *resident), *message, *told).await
        }
        Command::SendMessage { fair, resident, message } => {
            telling::send(tx, desk, (*fair, *resident), *message).await
        }
        Command::PassPlacesOn { fair } => standby::pass_on(tx, desk, *fair).await,
        Command::ChooseSharing { sign_up, phone } => choose_sharing(tx, *sign_up, *phone).await,
        Command::ChooseLeaning { sign_up, leaning } => leaning::lean(tx, *sign_up, *leaning).await,
        Command::DescribePractical { fair, bring, there } => {
            practical::describe(tx, desk, *fair, bring, there).await
        }
        Command::PutPicture { fair, picture } => picture::put(tx, desk, *fair, *picture).await,
        Command::TakePictureAway { fair, picture } => picture::take_away(tx, *fair, *picture).await,
        Command::AskFurther { fair, topics } => further::ask(tx, desk, *fair, topics).await,
        Command::AnswerFurther { sign_up, answers } => further::answer(tx, desk, *sign_up, answers).await,
        Command::MarkAttendance { session, resident, attendance } => {
            mark_attendance(tx, desk, *session, *resident, *attendance).await
        }
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

/// Everything that shows a fair, its day or who signed up for it.
async fn scopes_of(tx: &mut Tx, fair: &Fair) -> Result<Vec<Scope>, StoreError> {
    let sessions = fairs::sessions_of(tx, fair.id).await?;
    Ok(with_sessions(fair, sessions.iter().map(|session| session.id)))
}

fn with_sessions(fair: &Fair, sessions: impl Iterator<Item = SessionId>) -> Vec<Scope> {
    let (location, follow_up) = (Scope::Location(fair.location), Scope::FollowUp(fair.location));
    [Scope::Fair(fair.id), location, follow_up].into_iter().chain(sessions.map(Scope::Session)).collect()
}

/// The same, and what came of the talks: it shows names of that day, and where somebody who does not come stands.
async fn all_scopes_of(tx: &mut Tx, fair: &Fair) -> Result<Vec<Scope>, StoreError> {
    let mut scopes = scopes_of(tx, fair).await?;
    scopes.push(Scope::FollowUp(fair.location));
    Ok(scopes)
}

async fn set_state(
    tx: &mut Tx,
    id: FairId,
    step: fn(FairState) -> Result<FairState, StateRefused>,
) -> Result<Done, StoreError> {
    let Some(fair) = fairs::lock(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let Ok(state) = step(fair.state) else { return Ok(Done::rejected(Rejection::NotNow)) };
    fairs::set_state(tx, id, state).await?;
    Ok(Done::applied(scopes_of(tx, &fair).await?))
}

async fn ask_approval(tx: &mut Tx, id: FairId, approval: bool) -> Result<Done, StoreError> {
    let Some(fair) = fairs::lock(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    match fairs::set_approval(tx, id, approval).await? {
        true => Ok(Done::applied(scopes_of(tx, &fair).await?)),
        false => Ok(Done::noop()),
    }
}

async fn sign_up(tx: &mut Tx, desk: &Desk<'_>, wish: &SignUp) -> Result<Done, StoreError> {
    if !wish.adult {
        return Ok(Done::rejected(Rejection::NotAdult));
    }
    // The lock makes the counts below the truth until the commit: the last place is given once.
    let Some(fair) = fairs::lock(tx, wish.fair).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    // Who signs up is new here: nobody who ever signed up for anything is without a row of their own.
    let already = sign_ups::is_taken(tx, wish.sign_up, wish.resident).await?;
    let counts = standby::counts(tx, &fair, desk.now_ms).await?;
    let through = match desk.actor {
        Actor::Visitor { .. } => Through::Page,
        _ => Through::Desk,
    };
    let given = match place(fair.state, through, counts, already) {
        Ok(given) => given,
        Err(refused) => return Ok(Done::rejected(rejection_of(refused))),
    };
    let resident = new_resident(tx, desk, wish).await?;
    let row = SignUpRow {
        id: wish.sign_up,
        location: fair.location,
        fair: fair.id,
        resident: wish.resident,
        state: begins(given, through, fair.approval),
        queue: sign_ups::next_queue(tx, fair.id).await?,
        needs: wish.needs,
        shares_phone: wish.shares_phone,
        group: group::of_newcomer(tx, fair.id, wish.group).await?,
        created_ms: desk.now_ms,
    };
    let interests = known_vacancies(tx, &fair, wish).await?;
    sign_ups::insert(tx, &row, &interests).await?;
    standby::settle(tx, &fair, desk.now_ms).await?;
    let (given, placed) = match row.state {
        SignUpState::Pending => (Place::Pending, false),
        state => (given, state == SignUpState::Placed),
    };
    let shown = card(desk.app, &resident, given, true);
    let sessions = plans::sessions_of(tx, fair.id).await?;
    let scopes = with_sessions(&fair, sessions.iter().map(|(session, _)| *session));
    let planned = sessions.into_iter().filter(|(_, planned)| *planned && placed);
    let done = Done { replan: planned.map(|(session, _)| session).collect(), ..Done::applied(scopes) };
    Ok(done.about(wish.resident).showing(shown))
}

/// A choice on a vacancy that this fair does not have is dropped: the page may be older than the fair.
async fn known_vacancies(
    tx: &mut Tx,
    fair: &Fair,
    wish: &SignUp,
) -> Result<Vec<domain::fair::VacancyInterest>, StoreError> {
    use store::employers::vacancies_of_fair;
    if wish.interests.is_empty() {
        return Ok(vec![]);
    }
    let known: Vec<_> = vacancies_of_fair(tx, fair.id).await?.iter().map(|vacancy| vacancy.id).collect();
    let mut chosen = wish.interests.clone();
    chosen.retain(|choice| known.contains(&choice.vacancy));
    chosen.sort_by_key(|choice| choice.vacancy);
    chosen.dedup_by_key(|choice| choice.vacancy);
    Ok(chosen)
}

fn rejection_of(refused: SignUpRefused) -> Rejection {
    match refused {
        SignUpRefused::Closed => Rejection::Closed,
        SignUpRefused::AlreadySignedUp => Rejection::AlreadySignedUp,
        SignUpRefused::Full => Rejection::Full,
    }
}

async fn new_resident(tx: &mut Tx, desk: &Desk<'_>, wish: &SignUp) -> Result<Resident, StoreError> {
    let resident = Resident {
        id: wish.resident,
        location: desk.location,
        number: residents::next_number(tx, desk.location).await?,
        code: None,
        name: wish.name.as_str().into(),
        lang: wish.lang,
        contact: wish.contact.clone(),
        spoken: wish.spoken.clone(),
        available_from_min: None,
        available_until_min: None,
        strength: None,
        experience: None,
        wishes: None,
        pin_rev: 1,
        pin_misses: 0,
        card_rev: 1,
        created_ms: desk.now_ms,
    };
    residents::insert(tx, &resident).await?;
    Ok(resident)
}

fn card(app: &App, resident: &Resident, place: Place, with_pin: bool) -> Shown {
    Shown::SignedUp {
        place,
        number: resident.number,
        card: app.keys.card(resident.id, resident.card_rev),
        pin: with_pin.then(|| app.keys.pin(resident.id, resident.pin_rev).reveal().to_owned()),
    }
}

/// The same sign-up posted again shows the same card: a double tap or a lost answer must not cost someone their PIN.
/// Card and PIN only while they are the first ones.
pub(super) async fn shown_again(
    app: &App,
    tx: &mut Tx,
    wish: &SignUp,
    with_pin: bool,
) -> Result<Option<Shown>, StoreError> {
    let Some(row) = sign_ups::get(tx, wish.sign_up).await? else { return Ok(None) };
    let Some(resident) = residents::get(tx, row.resident).await? else { return Ok(None) };
    // A later card is the desk's to hand over.
    if resident.id != wish.resident || resident.card_rev != 1 {
        return Ok(None);
    }
    let with_pin = with_pin && resident.pin_rev == 1;
    let place = place_of(tx, &row).await?;
    Ok(place.map(|place| card(app, &resident, place, with_pin)))
}

/// Where a sign-up stands; None when withdrawn.
pub async fn place_of(tx: &mut Tx, row: &SignUpRow) -> Result<Option<Place>, StoreError> {
    let Some(fair) = fairs::get(tx, row.fair).await? else { return Ok(None) };
    let ahead = match row.state {
        SignUpState::Standby => {
            let all = sign_ups::of_fair(tx, row.fair).await?;
            let waits = |other: &&SignUpRow| other.state == SignUpState::Standby && other.queue < row.queue;
            u32::try_from(all.iter().filter(waits).count()).unwrap_or(u32::MAX)
        }
        _ => 0,
    };
    Ok(stands(row.state, ahead, from_ms(fair.starts_ms)))
}

/// Says yes or takes it back; nothing else changes by it.
async fn choose_sharing(tx: &mut Tx, id: SignUpId, phone: bool) -> Result<Done, StoreError> {
    let Some(row) = sign_ups::get(tx, id).await? else { return Ok(Done::rejected(Rejection::NotFound)) };
    let Some(fair) = fairs::get(tx, row.fair).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    if !sign_ups::set_shares_phone(tx, id, phone).await? {
        return Ok(Done::noop().about(row.resident));
    }
    Ok(Done::applied(scopes_of(tx, &fair).await?).about(row.resident))
}

/// The sessions of this fair in whose published plan somebody comes or goes.
async fn planned_sessions(tx: &mut Tx, fair: FairId) -> Result<Vec<SessionId>, StoreError> {
    let sessions = plans::sessions_of(tx, fair).await?;
    Ok(sessions.into_iter().filter_map(|(session, planned)| planned.then_some(session)).collect())
}

async fn mark_attendance(
    tx: &mut Tx,
    desk: &Desk<'_>,
    session: SessionId,
    resident: ResidentId,
    becomes: Attendance,
) -> Result<Done, StoreError> {
    let Some(row) = fairs::lock_session(tx, session).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let signed_up = sign_ups::by_fair_and_resident(tx, row.fair, resident).await?;
    if signed_up.is_none_or(|sign_up| !sign_up.state.goes_on()) {
        return Ok(Done::rejected(Rejection::NotFound));
    }
    let stands = attendance::get(tx, session, resident).await?;
    if let Err(AttendanceRefused::Unchanged) = mark(stands, becomes) {
        return Ok(Done::noop().about(resident));
    }
    let by = super::actor_word(desk.actor);
    attendance::set(tx, row.location, session, resident, becomes, &by, desk.now_ms).await?;
    let touches_plan = stands == Attendance::NoShow || becomes == Attendance::NoShow;
    let replan = match plans::published(tx, session).await? {
        Some(_) if touches_plan => vec![session],
        _ => vec![],
    };
    let scopes = vec![Scope::Session(session), Scope::Fair(row.fair), Scope::FollowUp(row.location)];
    Ok(Done { replan, ..Done::applied(scopes) }.about(resident))
}
