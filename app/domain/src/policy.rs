//! Who may do what: one exhaustive match. The server refuses by it, a screen hides its buttons by it.
//! Not found and forbidden look alike from outside, so facts that were not found refuse.

use crate::command::Command;
use crate::ids::{EmployerId, LocationId, ResidentId, SessionId};
use crate::people::{Actor, Role, Roles};
use crate::rotation::Who;

/// What was looked up about a command's subject. None: not known here (a device), or not there (the server).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Location of the thing that the command names.
    pub location: Option<LocationId>,
    /// Employer of the party that a talk is with.
    pub employer: Option<EmployerId>,
    /// Resident whom the sign-up, talk or follow-up is about.
    pub resident: Option<ResidentId>,
    /// A published plan of the session seats this party and resident together.
    pub meets: Option<bool>,
    /// The account that the command names is the actor's own.
    pub own_account: Option<bool>,
}

/// Why the answer is no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// This actor never may.
    Role,
    /// It belongs to another location, employer or person.
    NotYours,
    /// The organiser has not confirmed this tablet, or nobody picked a name on it.
    NotConfirmed,
    /// Nobody locks themselves out.
    Yourself,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    Allowed,
    Refused(Why),
    /// This device lacks the facts: send it and see.
    AskServer,
}

const RUN_THE_DAY: &[Role] = &[Role::Organiser];
const AT_THE_DESK: &[Role] = &[Role::Organiser, Role::Desk];
const FOLLOW_UP: &[Role] = &[Role::Organiser, Role::Matcher];
const STAFF_ADMIN: &[Role] = &[Role::Administrator];
const WORDING: &[Role] = &[Role::Administrator, Role::Organiser];

/// Who sees a fair, its plan and its day.
pub fn sees_day(roles: &Roles) -> bool {
    roles.any(&[Role::Organiser, Role::Desk, Role::Matcher, Role::CaseManager])
}

/// Who sees what employers wrote, and where each candidate stands.
pub fn sees_follow_up(roles: &Roles) -> bool {
    roles.any(FOLLOW_UP)
}

/// Who reads what people answered to further questions: who asks them, who can answer for others, who finds them work.
pub fn reads_further(roles: &Roles) -> bool {
    roles.any(&[Role::Organiser, Role::Desk, Role::Matcher])
}

/// May this actor do this? `facts` as far as they are known.
pub fn may(actor: &Actor, command: &Command, facts: &Facts) -> May {
    if *actor == Actor::System {
        return May::Allowed;
    }
    match command {
        Command::CreateLocation { .. } => any_location(actor, STAFF_ADMIN),
        Command::InviteStaff { .. } => any_location(actor, STAFF_ADMIN),
        Command::ReadmitStaff { .. } | Command::ResetPassword { .. } => staff(actor, facts, STAFF_ADMIN),
        Command::DeactivateStaff { .. } => match facts.own_account {
            Some(true) => May::Refused(Why::Yourself),
            _ => staff(actor, facts, STAFF_ADMIN),
        },
        Command::RevokeLogin { .. } => match facts.own_account {
            Some(true) => May::Allowed,
            _ => staff(actor, facts, STAFF_ADMIN),
        },
        Command::GiveNewPin { .. } | Command::GiveNewCard { .. } => staff(actor, facts, AT_THE_DESK),
        Command::ConfirmImport { .. } => staff(actor, facts, RUN_THE_DAY),
        Command::ReviewTexts { .. } | Command::PutRecording { .. } | Command::TakeRecordingAway { .. } => {
            staff(actor, facts, WORDING)
        }
        Command::MakeFair(_) => any_location(actor, RUN_THE_DAY),
        Command::ChangeFair { .. }
        | Command::SeatEmployer(_)
        | Command::UnseatEmployer { .. }
        | Command::BringInterpreter(_)
        | Command::AskApproval { .. }
        | Command::AskFurther { .. }
        | Command::DescribePractical { .. }
        | Command::PutPicture { .. }
        | Command::TakePictureAway { .. }
        | Command::OpenSignUp { .. }
        | Command::CloseSignUp { .. } => staff(actor, facts, RUN_THE_DAY),
        Command::SignUp(_) => match actor {
            Actor::Visitor { location } => here(*location, facts),
            Actor::Staff { .. } => staff(actor, facts, AT_THE_DESK),
            _ => May::Refused(Why::Role),
        },
        Command::Withdraw { .. }
        | Command::AnswerOffer { .. }
        | Command::ComeBack { .. }
        | Command::StartGroup { .. }
        | Command::JoinGroup { .. }
        | Command::LeaveGroup { .. }
        | Command::ArrangeGroup { .. }
        | Command::ChooseSharing { .. }
        | Command::ChooseLeaning { .. }
        | Command::AnswerFurther { .. } => own_or_staff(actor, facts, AT_THE_DESK),
        Command::GivePlace { .. }
        | Command::DeclineSignUp { .. }
        | Command::MarkTold { .. }
        | Command::SendMessage { .. } => staff(actor, facts, AT_THE_DESK),
        // The server alone, above.
        Command::PassPlacesOn { .. } => May::Refused(Why::Role),
        Command::MarkAttendance { .. } | Command::MarkAway { who: Who::Resident(_), .. } => {
            staff(actor, facts, AT_THE_DESK)
        }
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
        | Command::RevokeDevice { .. } => staff(actor, facts, RUN_THE_DAY),
        Command::PickInterviewer { .. } => match actor {
            Actor::Tablet { confirmed: true, .. } => May::Allowed,
            Actor::Tablet { .. } => May::Refused(Why::NotConfirmed),
            _ => May::Refused(Why::Role),
        },
        Command::ScoreCriterion { talk, .. }
        | Command::WriteStrength { talk, .. }
        | Command::WriteNote { talk, .. }
        | Command::GiveVerdict { talk, .. } => on_the_tablet(actor, facts, talk.session),
        Command::AnswerTalk { .. } => match actor {
            Actor::Resident { .. } => meets(facts),
            _ => May::Refused(Why::Role),
        },
        Command::AnswerSecondInterview { .. } | Command::ChooseTime { .. } => {
            own_or_staff(actor, facts, FOLLOW_UP)
        }
        Command::OfferTime { .. } | Command::TakeTimeBack { .. } => staff(actor, facts, FOLLOW_UP),
        Command::AskMatcher { .. } | Command::TakeQuestionBack { .. } => own_or_staff(actor, facts, &[]),
        Command::AnswerQuestion { .. } => staff(actor, facts, FOLLOW_UP),
    }
}

fn here(location: LocationId, facts: &Facts) -> May {
    match facts.location {
        Some(at) if at == location => May::Allowed,
        Some(_) => May::Refused(Why::NotYours),
        None => May::AskServer,
    }
}

fn any_location(actor: &Actor, roles: &[Role]) -> May {
    match actor {
        Actor::Staff { roles: held, .. } if held.any(roles) => May::Allowed,
        _ => May::Refused(Why::Role),
    }
}

fn staff(actor: &Actor, facts: &Facts, roles: &[Role]) -> May {
    match actor {
        Actor::Staff { location, roles: held, .. } if held.any(roles) => here(*location, facts),
        _ => May::Refused(Why::Role),
    }
}

fn own_or_staff(actor: &Actor, facts: &Facts, roles: &[Role]) -> May {
    match actor {
        Actor::Resident { resident, .. } => match facts.resident {
            Some(of) if of == *resident => May::Allowed,
            Some(_) => May::Refused(Why::NotYours),
            None => May::AskServer,
        },
        _ => staff(actor, facts, roles),
    }
}

fn meets(facts: &Facts) -> May {
    match facts.meets {
        Some(true) => May::Allowed,
        Some(false) => May::Refused(Why::NotYours),
        None => May::AskServer,
    }
}

fn on_the_tablet(actor: &Actor, facts: &Facts, talk_in: SessionId) -> May {
    let Actor::Tablet { session, employer, confirmed, interviewer, .. } = actor else {
        return May::Refused(Why::Role);
    };
    if !confirmed || interviewer.is_none() {
        return May::Refused(Why::NotConfirmed);
    }
    if *session != talk_in {
        return May::Refused(Why::NotYours);
    }
    match facts.employer {
        Some(of) if of == *employer => meets(facts),
        Some(_) => May::Refused(Why::NotYours),
        None => May::AskServer,
    }
}

#[cfg(test)]
mod tests;
