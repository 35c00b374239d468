//! Which slice decides about a command and saves what it decided.

use super::{Desk, Done, actor_word, fair, follow_up, people, pipeline, rotation, scoring};
use domain::command::Command;
use store::{StoreError, Tx};
use sync::Outcome;

pub async fn decide_and_save(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
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
        | Command::AskFurther { .. }
        | Command::DescribePractical { .. }
        | Command::PutPicture { .. }
        | Command::TakePictureAway { .. }
        | Command::AnswerFurther { .. }
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
