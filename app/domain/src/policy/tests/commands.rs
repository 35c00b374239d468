//! One of each command, for the matrix.

use super::*;
use crate::command::{BringInterpreter, MakeFair, Needs, SeatEmployer, SignUp};
use crate::fair::telling::Message;
use crate::fair::{Attendance, Day, FairKind, Timetable};
use crate::lang::Lang;
use crate::people::Contact;
use crate::scoring::{Criterion, NextStep, Score, Verdict};
use crate::text::{Line, Note};

fn day() -> Day {
    let line = || Line::parse("Zonnedauw").expect("a line");
    let starts = crate::time::from_ms(0);
    let timetable = Timetable {
        starts,
        rounds: 6,
        talk_min: 8,
        change_min: 2,
        break_after: 0,
        break_min: 0,
        second_after: 0,
        second_min: 0,
    };
    Day {
        name: name(),
        place: line(),
        meeting_point: line(),
        timetable,
        capacity: 24,
        standby_max: 5,
        promised: 1,
        meetings_max: 3,
    }
}

/// One of each kind. The match in `Command::kind` is exhaustive, and the test below counts.
pub fn every_command() -> Vec<Command> {
    let account = AccountId(id(50));
    let invite = InviteId(id(51));
    let device = DeviceId(id(52));
    let fair = FairId(id(53));
    let sign_up = SignUpId(id(54));
    let (session, plan, based_on) = (SESSION, PLAN, 0);
    vec![
        Command::CreateLocation { location: HERE, name: name() },
        Command::InviteStaff { account, invite, name: name(), login_name: name(), roles: Roles::default() },
        Command::DeactivateStaff { account },
        Command::ReadmitStaff { account },
        Command::ResetPassword { account, invite },
        Command::RevokeLogin { login: LoginId(id(55)) },
        Command::GiveNewPin { resident: RESIDENT },
        Command::GiveNewCard { resident: RESIDENT },
        Command::ConfirmImport { import: ImportId(id(56)) },
        Command::ReviewTexts { import: ImportId(id(57)) },
        Command::PutRecording { recording: RecordingId(id(59)) },
        Command::TakeRecordingAway { recording: RecordingId(id(59)) },
        Command::MakeFair(MakeFair {
            fair,
            session: SESSION,
            kind: FairKind::Banenmarkt,
            day: day(),
            like: None,
        }),
        Command::ChangeFair { fair, day: day(), take_back_plan: false },
        Command::SeatEmployer(SeatEmployer {
            fair,
            employer: EMPLOYER,
            name: name(),
            place: None,
            offers: vec![],
            tables: vec![],
        }),
        Command::UnseatEmployer { fair, employer: EMPLOYER },
        Command::BringInterpreter(BringInterpreter {
            fair,
            interpreter: InterpreterId(id(58)),
            name: name(),
            langs: vec![Lang::Nl, Lang::Ar],
            from_min: 780,
            until_min: 900,
        }),
        Command::OpenSignUp { fair },
        Command::CloseSignUp { fair },
        Command::AskApproval { fair, approval: true },
        Command::SignUp(SignUp {
            fair,
            sign_up,
            resident: RESIDENT,
            name: name(),
            lang: Lang::Ar,
            contact: Contact::Desk,
            adult: true,
            spoken: vec![],
            interests: vec![],
            needs: Needs::default(),
            shares_phone: false,
            group: None,
        }),
        Command::Withdraw { sign_up },
        Command::AnswerOffer { sign_up, comes: true },
        Command::ComeBack { sign_up },
        Command::DeclineSignUp { sign_up },
        Command::GivePlace { sign_up },
        Command::StartGroup { group: GroupId(id(59)), sign_up },
        Command::JoinGroup { group: GroupId(id(59)), sign_up },
        Command::LeaveGroup { sign_up },
        Command::ArrangeGroup { sign_up, agreed: Default::default() },
        Command::MarkTold { fair, resident: RESIDENT, message: Message::Reminder, told: true },
        Command::SendMessage { fair, resident: RESIDENT, message: Message::Reminder },
        Command::PassPlacesOn { fair },
        Command::ChooseSharing { sign_up, phone: true },
        Command::ChooseLeaning { sign_up, leaning: Default::default() },
        Command::DescribePractical { fair, bring: vec![], there: vec![] },
        Command::PutPicture { fair, picture: PictureId(id(60)) },
        Command::TakePictureAway { fair, picture: PictureId(id(60)) },
        Command::AskFurther { fair, topics: Default::default() },
        Command::AnswerFurther { sign_up, answers: Default::default() },
        Command::MarkAttendance { session, resident: RESIDENT, attendance: Attendance::NoShow },
        Command::MarkAway { session, who: Who::Resident(RESIDENT), rounds: vec![3] },
        Command::MakePlan { session, plan },
        Command::PublishPlan { session, plan },
        Command::DiscardPlan { session, plan },
        Command::StartDay { session, based_on },
        Command::Pause { session, based_on },
        Command::Resume { session, based_on },
        Command::Extend { session, based_on, minutes: 1 },
        Command::NextPhase { session, based_on },
        Command::OpenPairing { session, device, employer: Some(EMPLOYER), name: name() },
        Command::ConfirmDevice { device },
        Command::RevokeDevice { device },
        Command::PickInterviewer { name: name() },
        Command::ScoreCriterion {
            talk: TALK,
            criterion: Criterion::Motivation,
            score: Score::try_from(3).expect("a score"),
        },
        Command::WriteStrength { talk: TALK, text: Line::parse("rustig").expect("a line") },
        Command::WriteNote { talk: TALK, text: Note::parse("belt terug").expect("a note") },
        Command::GiveVerdict {
            talk: TALK,
            verdict: Verdict::Yes,
            next_step: NextStep::Call,
            base: None,
            vacancy: Some(VacancyId(id(58))),
        },
        Command::AnswerTalk { session, party: TALK.party, answer: Verdict::Maybe },
        Command::AnswerSecondInterview { follow_up: FollowUpId(id(57)), wants: true },
        Command::OfferTime {
            time: TimeId(id(59)),
            vacancy: VacancyId(id(58)),
            starts_ms: 7,
            place: Line::parse("Kantoor").expect("a line"),
        },
        Command::TakeTimeBack { time: TimeId(id(59)) },
        Command::ChooseTime { follow_up: FollowUpId(id(57)), time: None },
        Command::AskMatcher { question: QuestionId(id(58)), text: Line::parse("Hoe laat?").expect("a line") },
        Command::TakeQuestionBack { question: QuestionId(id(58)) },
        Command::AnswerQuestion { question: QuestionId(id(58)), words: None, base_ms: None },
    ]
}
