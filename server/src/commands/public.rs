//! Which commands change what everybody may see of a location: its fairs, their employers and vacancies, its texts. How
//! many have a place or wait is no part of it; each look at a page asks for that anew.

use domain::command::Command;

/// Whether the public pages of the location may show something else afterwards. In doubt they may: then they are drawn
/// once more for nothing.
pub fn shows_anew(command: &Command) -> bool {
    match command {
        Command::CreateLocation { .. }
        | Command::ConfirmImport { .. }
        | Command::ReviewTexts { .. }
        | Command::PutRecording { .. }
        | Command::TakeRecordingAway { .. }
        | Command::MakeFair(_)
        | Command::ChangeFair { .. }
        | Command::SeatEmployer(_)
        | Command::UnseatEmployer { .. }
        | Command::BringInterpreter(_)
        | Command::OpenSignUp { .. }
        | Command::CloseSignUp { .. }
        | Command::AskApproval { .. }
        | Command::DescribePractical { .. }
        | Command::PutPicture { .. }
        | Command::TakePictureAway { .. } => true,
        Command::InviteStaff { .. }
        | Command::DeactivateStaff { .. }
        | Command::ReadmitStaff { .. }
        | Command::ResetPassword { .. }
        | Command::RevokeLogin { .. }
        | Command::GiveNewPin { .. }
        | Command::GiveNewCard { .. }
        | Command::SignUp(_)
        | Command::Withdraw { .. }
        | Command::AnswerOffer { .. }
        | Command::ComeBack { .. }
        | Command::GivePlace { .. }
        | Command::DeclineSignUp { .. }
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
        | Command::AnswerFurther { .. }
        | Command::MarkAttendance { .. }
        | Command::MarkAway { .. }
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
        | Command::RevokeDevice { .. }
        | Command::PickInterviewer { .. }
        | Command::ScoreCriterion { .. }
        | Command::WriteStrength { .. }
        | Command::WriteNote { .. }
        | Command::GiveVerdict { .. }
        | Command::AnswerTalk { .. }
        | Command::AnswerSecondInterview { .. }
        | Command::OfferTime { .. }
        | Command::TakeTimeBack { .. }
        | Command::ChooseTime { .. }
        | Command::AskMatcher { .. }
        | Command::TakeQuestionBack { .. }
        | Command::AnswerQuestion { .. } => false,
    }
}
