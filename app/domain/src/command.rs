//! What a person may ask for. One enum for every write; the wire form is `{"kind": "sign_up@1", "args": {…}}`.
//! Stored commands only grow: a new field has a serde default, a new meaning a new `@n`.
//! A golden test in `sync` shows when bytes change.

mod args;

pub use args::{BringInterpreter, MakeFair, Needs, SeatEmployer, SignUp, Talk};

use crate::fair::further::{Form, Topic};
use crate::fair::group::Agreed;
use crate::fair::leaning::Leaning;
use crate::fair::practical::{Bring, There};
use crate::fair::telling::Message;
use crate::fair::{Attendance, Day};
use crate::ids::*;
use crate::people::Roles;
use crate::rotation::Who;
use crate::scoring::{Answer, Criterion, NextStep, Score, Verdict};
use crate::text::{Line, Name, Note};
use serde::{Deserialize, Serialize};

/// A command with its arguments. Who asks is never an argument: it comes from the login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "args")]
pub enum Command {
    // people
    #[serde(rename = "create_location@1")]
    CreateLocation { location: LocationId, name: Name },
    /// Makes an account without a password and the invite that lets its owner choose one.
    #[serde(rename = "invite_staff@1")]
    InviteStaff { account: AccountId, invite: InviteId, name: Name, login_name: Name, roles: Roles },
    #[serde(rename = "deactivate_staff@1")]
    DeactivateStaff { account: AccountId },
    #[serde(rename = "readmit_staff@1")]
    ReadmitStaff { account: AccountId },
    /// A one-time link with which its owner chooses a new password; ends every login of the account.
    #[serde(rename = "reset_password@1")]
    ResetPassword { account: AccountId, invite: InviteId },
    #[serde(rename = "revoke_login@1")]
    RevokeLogin { login: LoginId },
    /// The desk hands out a new PIN; the old one and its logins end.
    #[serde(rename = "give_new_pin@1")]
    GiveNewPin { resident: ResidentId },
    /// The desk hands out a card to who has none, or lost it: personal link and PIN. The old ones and their logins end.
    #[serde(rename = "give_new_card@1")]
    GiveNewCard { resident: ResidentId },
    /// Writes what a preview showed, all or nothing.
    #[serde(rename = "confirm_import@1")]
    ConfirmImport { import: ImportId },
    /// Takes what a preview of a spreadsheet with texts showed; the public pages of the location speak so from then on.
    #[serde(rename = "review_texts@1")]
    ReviewTexts { import: ImportId },
    /// From now on people hear this upload for its text; the one before it goes.
    #[serde(rename = "put_recording@1")]
    PutRecording { recording: RecordingId },
    #[serde(rename = "take_recording_away@1")]
    TakeRecordingAway { recording: RecordingId },

    // fair
    /// A new day with one session, in preparation.
    #[serde(rename = "make_fair@1")]
    MakeFair(MakeFair),
    /// Another description of a day that has not begun.
    #[serde(rename = "change_fair@1")]
    ChangeFair {
        fair: FairId,
        day: Day,
        /// The published plan ends, because the rounds change under it.
        #[serde(default)]
        take_back_plan: bool,
    },
    /// An employer comes with work and tables, or comes otherwise than was said before.
    #[serde(rename = "seat_employer@1")]
    SeatEmployer(SeatEmployer),
    /// An employer does not come after all.
    #[serde(rename = "unseat_employer@1")]
    UnseatEmployer { fair: FairId, employer: EmployerId },
    /// An interpreter comes, or comes at other times or with other languages.
    #[serde(rename = "bring_interpreter@1")]
    BringInterpreter(BringInterpreter),
    #[serde(rename = "open_sign_up@1")]
    OpenSignUp { fair: FairId },
    #[serde(rename = "close_sign_up@1")]
    CloseSignUp { fair: FairId },
    /// Whether sign-ups from the public page wait until staff approve them. Those that wait already go on waiting.
    #[serde(rename = "ask_approval@1")]
    AskApproval { fair: FairId, approval: bool },
    #[serde(rename = "sign_up@1")]
    SignUp(SignUp),
    #[serde(rename = "withdraw@1")]
    Withdraw { sign_up: SignUpId },
    /// Whether somebody to whom a place was offered comes. A no is a withdrawal.
    #[serde(rename = "answer_offer@1")]
    AnswerOffer { sign_up: SignUpId, comes: bool },
    /// Who let a place lapse or withdrew wants to come after all, behind everyone who came meanwhile.
    #[serde(rename = "come_back@1")]
    ComeBack { sign_up: SignUpId },
    /// There is no place this time for somebody who waits for approval. Giving the place is how they are approved.
    #[serde(rename = "decline_sign_up@1")]
    DeclineSignUp { sign_up: SignUpId },
    /// The desk gives a free place to somebody who stands there, or the one that was kept to who waits for approval.
    #[serde(rename = "give_place@1")]
    GivePlace { sign_up: SignUpId },
    /// Begins a group of people who come together; this person leads it.
    #[serde(rename = "start_group@1")]
    StartGroup { group: GroupId, sign_up: SignUpId },
    /// Somebody who has signed up already comes along with a group.
    #[serde(rename = "join_group@1")]
    JoinGroup { group: GroupId, sign_up: SignUpId },
    #[serde(rename = "leave_group@1")]
    LeaveGroup { sign_up: SignUpId },
    /// Who leads a group says what it agreed: the whole of it.
    #[serde(rename = "arrange_group@1")]
    ArrangeGroup { sign_up: SignUpId, agreed: Agreed },
    /// Staff told somebody this, or did not after all.
    #[serde(rename = "mark_told@1")]
    MarkTold { fair: FairId, resident: ResidentId, message: Message, told: bool },
    /// Staff tell somebody this by e-mail: they count as told, and the server sends it.
    #[serde(rename = "send_message@1")]
    SendMessage { fair: FairId, resident: ResidentId, message: Message },
    /// Places whose offer is over go to the next in line. The server asks it, when a deadline has passed.
    #[serde(rename = "pass_places_on@1")]
    PassPlacesOn { fair: FairId },
    /// Whether an employer that wants to go on with this person gets their telephone number; may be taken back.
    #[serde(rename = "choose_sharing@1")]
    ChooseSharing { sign_up: SignUpId, phone: bool },
    /// What somebody who chose no vacancy would rather do.
    #[serde(rename = "choose_leaning@1")]
    ChooseLeaning { sign_up: SignUpId, leaning: Leaning },
    /// What people should know before they come: the whole of it.
    #[serde(rename = "describe_practical@1")]
    DescribePractical { fair: FairId, bring: Vec<Bring>, there: Vec<There> },
    /// From now on the fair's pages show this picture of its place; the one before it goes.
    #[serde(rename = "put_picture@1")]
    PutPicture { fair: FairId, picture: PictureId },
    #[serde(rename = "take_picture_away@1")]
    TakePictureAway { fair: FairId, picture: PictureId },
    /// What the organiser wants to know of everybody who has a place; nothing is none.
    #[serde(rename = "ask_further@1")]
    AskFurther { fair: FairId, topics: Vec<Topic> },
    /// What somebody who has a place answers, or the desk for them.
    #[serde(rename = "answer_further@1")]
    AnswerFurther { sign_up: SignUpId, answers: Form },
    /// Someone came, did not come, or the mark was wrong.
    #[serde(rename = "mark_attendance@1")]
    MarkAttendance { session: SessionId, resident: ResidentId, attendance: Attendance },

    // rotation
    /// In which of the rounds to come someone or something is not there; of no round means back. Rounds that are over
    /// stay as they were said.
    #[serde(rename = "mark_away@1")]
    MarkAway { session: SessionId, who: Who, rounds: Vec<u32> },
    /// Plans the rounds that nobody has begun and keeps the result as a proposal.
    #[serde(rename = "make_plan@1")]
    MakePlan { session: SessionId, plan: PlanId },
    #[serde(rename = "publish_plan@1")]
    PublishPlan { session: SessionId, plan: PlanId },
    #[serde(rename = "discard_plan@1")]
    DiscardPlan { session: SessionId, plan: PlanId },
    #[serde(rename = "start_day@1")]
    StartDay { session: SessionId, based_on: u32 },
    #[serde(rename = "pause@1")]
    Pause { session: SessionId, based_on: u32 },
    #[serde(rename = "resume@1")]
    Resume { session: SessionId, based_on: u32 },
    #[serde(rename = "extend@1")]
    Extend { session: SessionId, based_on: u32, minutes: u32 },
    #[serde(rename = "next_phase@1")]
    NextPhase { session: SessionId, based_on: u32 },
    /// Shows a pairing code for a tablet of this employer, or for a projector.
    #[serde(rename = "open_pairing@1")]
    OpenPairing { session: SessionId, device: DeviceId, employer: Option<EmployerId>, name: Name },
    #[serde(rename = "confirm_device@1")]
    ConfirmDevice { device: DeviceId },
    #[serde(rename = "revoke_device@1")]
    RevokeDevice { device: DeviceId },

    // scoring
    /// The interviewer says who they are, from the employer's own list.
    #[serde(rename = "pick_interviewer@1")]
    PickInterviewer { name: Name },
    #[serde(rename = "score_criterion@1")]
    ScoreCriterion { talk: Talk, criterion: Criterion, score: Score },
    #[serde(rename = "write_strength@1")]
    WriteStrength { talk: Talk, text: Line },
    /// Adds a version; nothing is overwritten.
    #[serde(rename = "write_note@1")]
    WriteNote { talk: Talk, text: Note },
    /// Ends the sheet. `base` is the verdict that the screen showed, None for none.
    #[serde(rename = "give_verdict@1")]
    GiveVerdict {
        talk: Talk,
        verdict: Verdict,
        next_step: NextStep,
        base: Option<Verdict>,
        /// For which vacancy of the party's employer. Builds from before candidacies do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vacancy: Option<VacancyId>,
    },
    /// The resident's own word about a talk.
    #[serde(rename = "answer_talk@1")]
    AnswerTalk { session: SessionId, party: PartyId, answer: Answer },

    // follow_up
    #[serde(rename = "answer_second_interview@1")]
    AnswerSecondInterview { follow_up: FollowUpId, wants: bool },
    /// A time to come a second time, for whoever is asked for this vacancy.
    #[serde(rename = "offer_time@1")]
    OfferTime { time: TimeId, vacancy: VacancyId, starts_ms: i64, place: Line },
    #[serde(rename = "take_time_back@1")]
    TakeTimeBack { time: TimeId },
    /// Picks one of the times; none of them where none fits.
    #[serde(rename = "choose_time@1")]
    ChooseTime { follow_up: FollowUpId, time: Option<TimeId> },

    // pipeline
    /// A resident asks the matcher something.
    #[serde(rename = "ask_matcher@1")]
    AskMatcher { question: QuestionId, text: Line },
    /// Who asked needs no answer any more. One that was answered stands.
    #[serde(rename = "take_question_back@1")]
    TakeQuestionBack { question: QuestionId },
    /// In words, or without any where it was told by word of mouth. `base_ms`: when the answer was given that the page
    /// showed, None for none.
    #[serde(rename = "answer_question@1")]
    AnswerQuestion { question: QuestionId, words: Option<Note>, base_ms: Option<i64> },
}

impl Command {
    /// The session that the command is about, where it is about one.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Command::MarkAttendance { session, .. }
            | Command::MarkAway { session, .. }
            | Command::MakePlan { session, .. }
            | Command::PublishPlan { session, .. }
            | Command::DiscardPlan { session, .. }
            | Command::StartDay { session, .. }
            | Command::Pause { session, .. }
            | Command::Resume { session, .. }
            | Command::Extend { session, .. }
            | Command::NextPhase { session, .. }
            | Command::OpenPairing { session, .. }
            | Command::AnswerTalk { session, .. } => Some(*session),
            Command::ScoreCriterion { talk, .. }
            | Command::WriteStrength { talk, .. }
            | Command::WriteNote { talk, .. }
            | Command::GiveVerdict { talk, .. } => Some(talk.session),
            _ => None,
        }
    }

    /// The kind with its version, as in the journal: "sign_up@1".
    pub fn kind(&self) -> &'static str {
        match self {
            Command::CreateLocation { .. } => "create_location@1",
            Command::InviteStaff { .. } => "invite_staff@1",
            Command::DeactivateStaff { .. } => "deactivate_staff@1",
            Command::ReadmitStaff { .. } => "readmit_staff@1",
            Command::ResetPassword { .. } => "reset_password@1",
            Command::RevokeLogin { .. } => "revoke_login@1",
            Command::GiveNewPin { .. } => "give_new_pin@1",
            Command::GiveNewCard { .. } => "give_new_card@1",
            Command::ConfirmImport { .. } => "confirm_import@1",
            Command::ReviewTexts { .. } => "review_texts@1",
            Command::PutRecording { .. } => "put_recording@1",
            Command::TakeRecordingAway { .. } => "take_recording_away@1",
            Command::MakeFair(_) => "make_fair@1",
            Command::ChangeFair { .. } => "change_fair@1",
            Command::SeatEmployer(_) => "seat_employer@1",
            Command::UnseatEmployer { .. } => "unseat_employer@1",
            Command::BringInterpreter(_) => "bring_interpreter@1",
            Command::OpenSignUp { .. } => "open_sign_up@1",
            Command::CloseSignUp { .. } => "close_sign_up@1",
            Command::AskApproval { .. } => "ask_approval@1",
            Command::SignUp(_) => "sign_up@1",
            Command::Withdraw { .. } => "withdraw@1",
            Command::AnswerOffer { .. } => "answer_offer@1",
            Command::ComeBack { .. } => "come_back@1",
            Command::DeclineSignUp { .. } => "decline_sign_up@1",
            Command::GivePlace { .. } => "give_place@1",
            Command::StartGroup { .. } => "start_group@1",
            Command::JoinGroup { .. } => "join_group@1",
            Command::LeaveGroup { .. } => "leave_group@1",
            Command::ArrangeGroup { .. } => "arrange_group@1",
            Command::MarkTold { .. } => "mark_told@1",
            Command::SendMessage { .. } => "send_message@1",
            Command::PassPlacesOn { .. } => "pass_places_on@1",
            Command::ChooseSharing { .. } => "choose_sharing@1",
            Command::ChooseLeaning { .. } => "choose_leaning@1",
            Command::DescribePractical { .. } => "describe_practical@1",
            Command::PutPicture { .. } => "put_picture@1",
            Command::TakePictureAway { .. } => "take_picture_away@1",
            Command::AskFurther { .. } => "ask_further@1",
            Command::AnswerFurther { .. } => "answer_further@1",
            Command::MarkAttendance { .. } => "mark_attendance@1",
            Command::MarkAway { .. } => "mark_away@1",
            Command::MakePlan { .. } => "make_plan@1",
            Command::PublishPlan { .. } => "publish_plan@1",
            Command::DiscardPlan { .. } => "discard_plan@1",
            Command::StartDay { .. } => "start_day@1",
            Command::Pause { .. } => "pause@1",
            Command::Resume { .. } => "resume@1",
            Command::Extend { .. } => "extend@1",
            Command::NextPhase { .. } => "next_phase@1",
            Command::OpenPairing { .. } => "open_pairing@1",
            Command::ConfirmDevice { .. } => "confirm_device@1",
            Command::RevokeDevice { .. } => "revoke_device@1",
            Command::PickInterviewer { .. } => "pick_interviewer@1",
            Command::ScoreCriterion { .. } => "score_criterion@1",
            Command::WriteStrength { .. } => "write_strength@1",
            Command::WriteNote { .. } => "write_note@1",
            Command::GiveVerdict { .. } => "give_verdict@1",
            Command::AnswerTalk { .. } => "answer_talk@1",
            Command::AnswerSecondInterview { .. } => "answer_second_interview@1",
            Command::OfferTime { .. } => "offer_time@1",
            Command::TakeTimeBack { .. } => "take_time_back@1",
            Command::ChooseTime { .. } => "choose_time@1",
            Command::AskMatcher { .. } => "ask_matcher@1",
            Command::TakeQuestionBack { .. } => "take_question_back@1",
            Command::AnswerQuestion { .. } => "answer_question@1",
        }
    }
}
