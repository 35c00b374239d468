//! Load: what the policy needs to know about the thing that a command names. What is not there stays None and is refused.

use domain::command::{BringInterpreter, Command, SeatEmployer, Talk};
use domain::people::Actor;
use domain::policy::Facts;
use store::logins::Holder;
use store::{
    StoreError, Tx, accounts, devices, employers, fairs, follow_ups, imports, logins, plans, questions,
    recordings, residents, sign_ups, times,
};

/// Facts about the command's subject, read in the command's own transaction.
pub async fn load(tx: &mut Tx, actor: &Actor, command: &Command) -> Result<Facts, StoreError> {
    let at = |location| Facts { location, ..Facts::default() };
    Ok(match command {
        Command::CreateLocation { .. }
        | Command::InviteStaff { .. }
        | Command::MakeFair(_)
        | Command::PickInterviewer { .. } => at(actor.location()),
        Command::DeactivateStaff { account }
        | Command::ReadmitStaff { account }
        | Command::ResetPassword { account, .. } => {
            let found = accounts::get(tx, *account).await?;
            let own = matches!(actor, Actor::Staff { account: own, .. } if own == account);
            Facts { own_account: Some(own), ..at(found.map(|found| found.location)) }
        }
        Command::RevokeLogin { login } => match logins::get(tx, *login).await? {
            Some(found) => {
                let own = matches!((actor, found.holder), (Actor::Staff { account, .. }, Holder::Account(of)) if *account == of);
                Facts { own_account: Some(own), ..at(Some(found.location)) }
            }
            None => Facts::default(),
        },
        Command::GiveNewPin { resident } | Command::GiveNewCard { resident } => {
            at(residents::get(tx, *resident).await?.map(|found| found.location))
        }
        Command::PutRecording { recording } | Command::TakeRecordingAway { recording } => {
            at(recordings::get(tx, *recording).await?.map(|found| found.location))
        }
        // What is elsewhere, was mended or waited too long is said by the answer, and all of it alike.
        Command::ConfirmImport { import } | Command::ReviewTexts { import } => match actor.location() {
            Some(own) => at(Some(own)),
            None => at(imports::get(tx, *import).await?.map(|found| found.location)),
        },
        Command::OpenSignUp { fair }
        | Command::CloseSignUp { fair }
        | Command::AskApproval { fair, .. }
        | Command::AskFurther { fair, .. }
        | Command::DescribePractical { fair, .. }
        | Command::PutPicture { fair, .. }
        | Command::TakePictureAway { fair, .. }
        | Command::PassPlacesOn { fair }
        | Command::MarkTold { fair, .. }
        | Command::SendMessage { fair, .. }
        | Command::ChangeFair { fair, .. }
        | Command::SeatEmployer(SeatEmployer { fair, .. })
        | Command::UnseatEmployer { fair, .. }
        | Command::BringInterpreter(BringInterpreter { fair, .. }) => {
            at(fairs::get(tx, *fair).await?.map(|found| found.location))
        }
        // Held from here on: what is read of it stays true until the commit, so it is read once.
        Command::SignUp(sign_up) => at(fairs::lock(tx, sign_up.fair).await?.map(|found| found.location)),
        Command::Withdraw { sign_up }
        | Command::AnswerOffer { sign_up, .. }
        | Command::ComeBack { sign_up }
        | Command::StartGroup { sign_up, .. }
        | Command::JoinGroup { sign_up, .. }
        | Command::LeaveGroup { sign_up }
        | Command::ArrangeGroup { sign_up, .. }
        | Command::DeclineSignUp { sign_up }
        | Command::GivePlace { sign_up }
        | Command::ChooseLeaning { sign_up, .. }
        | Command::AnswerFurther { sign_up, .. }
        | Command::ChooseSharing { sign_up, .. } => match sign_ups::get(tx, *sign_up).await? {
            Some(found) => Facts { resident: Some(found.resident), ..at(Some(found.location)) },
            None => Facts::default(),
        },
        Command::ConfirmDevice { device } | Command::RevokeDevice { device } => {
            at(devices::get(tx, *device).await?.map(|found| found.location))
        }
        Command::ScoreCriterion { talk, .. }
        | Command::WriteStrength { talk, .. }
        | Command::WriteNote { talk, .. }
        | Command::GiveVerdict { talk, .. } => of_talk(tx, *talk).await?,
        Command::AnswerTalk { session, party, .. } => match actor {
            Actor::Resident { resident, .. } => {
                of_talk(tx, Talk { session: *session, party: *party, resident: *resident }).await?
            }
            _ => Facts::default(),
        },
        Command::AnswerSecondInterview { follow_up, .. } | Command::ChooseTime { follow_up, .. } => {
            match follow_ups::get(tx, *follow_up).await? {
                Some(found) => Facts { resident: Some(found.resident), ..at(Some(found.location)) },
                None => Facts::default(),
            }
        }
        Command::OfferTime { vacancy, .. } => {
            at(employers::vacancy(tx, *vacancy).await?.map(|found| found.location))
        }
        Command::TakeTimeBack { time } => at(times::get(tx, *time).await?.map(|found| found.location)),
        // Only ever about oneself.
        Command::AskMatcher { .. } => match actor {
            Actor::Resident { resident, location } => {
                Facts { resident: Some(*resident), ..at(Some(*location)) }
            }
            _ => Facts::default(),
        },
        Command::AnswerQuestion { question, .. } => {
            at(questions::get(tx, *question).await?.map(|found| found.location))
        }
        Command::TakeQuestionBack { question } => match questions::get(tx, *question).await? {
            Some(found) => Facts { resident: Some(found.resident), ..at(Some(found.location)) },
            None => Facts::default(),
        },
        Command::MarkAttendance { .. }
        | Command::MarkAway { .. }
        | Command::MakePlan { .. }
        | Command::PublishPlan { .. }
        | Command::DiscardPlan { .. }
        | Command::StartDay { .. }
        | Command::Pause { .. }
        | Command::Resume { .. }
        | Command::Extend { .. }
        | Command::NextPhase { .. }
        | Command::OpenPairing { .. } => match command.session() {
            Some(session) => at(fairs::session(tx, session).await?.map(|found| found.location)),
            None => Facts::default(),
        },
    })
}

async fn of_talk(tx: &mut Tx, talk: Talk) -> Result<Facts, StoreError> {
    let party = fairs::party(tx, talk.party).await?.filter(|party| party.session == talk.session);
    let Some(party) = party else { return Ok(Facts::default()) };
    // In any plan that was published: a re-plan must not orphan a sheet that was begun.
    let meets = plans::was_seated(tx, talk.session, talk.party, talk.resident).await?;
    Ok(Facts {
        location: Some(party.location),
        employer: Some(party.employer),
        resident: Some(talk.resident),
        meets: Some(meets),
        own_account: None,
    })
}
