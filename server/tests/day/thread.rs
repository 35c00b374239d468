//! The seven steps of the first fair.

use crate::hall::{Browser, Hall};
use domain::command::{Command, Talk};
use domain::fair::Attendance;
use domain::follow_up::FollowUpState;
use domain::ids::{CommandId, DeviceId, EmployerId, PlanId, ResidentId, SessionId, SignUpId};
use domain::pipeline::Stage;
use domain::rotation::TimerMode;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use domain::text::{Line, Name, Note};
use server::chance;
use std::collections::BTreeSet;
use std::time::Duration;
use store::Target;
use sync::views::{CandidacyRow, ConsoleView, FairHead, FollowUpView, TabletView};
use sync::{Outcome, Rejection, Scope, Shown, View};

pub async fn console(browser: &mut Browser, session: SessionId) -> ConsoleView {
    match browser.view(Scope::Session(session)).await {
        View::Console(view) => *view,
        other => panic!("not a console: {other:?}"),
    }
}

pub async fn tablet_view(browser: &mut Browser, session: SessionId) -> TabletView {
    match browser.view(Scope::Session(session)).await {
        View::Tablet(view) => *view,
        other => panic!("not a tablet: {other:?}"),
    }
}

pub async fn follow_ups(browser: &mut Browser) -> FollowUpView {
    let scope = Scope::FollowUp(browser.location().await);
    match browser.view(scope).await {
        View::FollowUp(view) => *view,
        other => panic!("not the follow-up: {other:?}"),
    }
}

fn text_between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let start =
        text.find(before).map(|at| at + before.len()).unwrap_or_else(|| panic!("{before} is not there"));
    let end = text[start..].find(after).unwrap_or_else(|| panic!("{after} is not there"));
    &text[start..start + end]
}

/// Signs somebody up through the public form; gives the page and the browser in which they are signed in now.
async fn sign_up(hall: &Hall, fair: &FairHead, name: &str, ids: &Ids) -> (Browser, String) {
    let mut phone = hall.browser();
    let (key, sign_up, resident) = (ids.key.to_string(), ids.sign_up.to_string(), ids.resident.to_string());
    let fields = [
        ("name", name),
        ("contact", "desk"),
        ("adult", "1"),
        ("spoken", "en"),
        ("key", key.as_str()),
        ("sign_up", sign_up.as_str()),
        ("resident", resident.as_str()),
    ];
    let heard = phone.post_form(&format!("/banenmarkt/{}?lang=ar", fair.fair), &fields).await;
    assert_eq!(heard.status.as_u16(), 200, "{}", heard.text);
    (phone, heard.text)
}

struct Ids {
    key: CommandId,
    sign_up: SignUpId,
    resident: ResidentId,
}

fn ids() -> Ids {
    Ids { key: CommandId(chance::id()), sign_up: SignUpId(chance::id()), resident: ResidentId(chance::id()) }
}

pub async fn plan_and_publish(organiser: &mut Browser, session: SessionId) {
    let plan = PlanId(chance::id());
    organiser.does(Command::MakePlan { session, plan }).await;
    let view = console(organiser, session).await;
    assert!(view.tables.iter().all(|table| !table.employer_name.is_empty()), "each table names its employer");
    let proposed = view.proposal.expect("a first plan").meetings;
    assert!(!proposed.is_empty(), "the first plan can be looked at before it counts");
    organiser.does(Command::PublishPlan { session, plan }).await;
    let published = console(organiser, session).await.plan.expect("published").meetings;
    assert_eq!(proposed, published, "and what was looked at is what counts");
}

/// An employer with a talk in round 1 and more than one vacancy.
pub async fn employer_with_a_choice(organiser: &mut Browser, fair: &FairHead) -> EmployerId {
    let View::Fair(offer) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let view = console(organiser, fair.session).await;
    let plan = view.plan.expect("published");
    let in_round_1 = |employer: EmployerId| {
        plan.meetings.iter().filter(|meeting| meeting.round == 1).any(|meeting| {
            view.tables.iter().any(|table| table.party == meeting.party && table.employer == employer)
        })
    };
    let choice = offer.employers.iter().find(|one| one.vacancies.len() > 1 && in_round_1(one.employer));
    choice.expect("an employer with a choice").employer
}

/// A tablet of this employer, confirmed and with a name on it.
pub async fn pair_tablet(
    hall: &Hall,
    organiser: &mut Browser,
    session: SessionId,
    employer: EmployerId,
) -> Browser {
    let device = DeviceId(chance::id());
    let name = Name::parse("Tablet 1").expect("a name");
    let answer =
        organiser.does(Command::OpenPairing { session, device, employer: Some(employer), name }).await;
    let Some(Shown::PairingCode(code)) = answer.shown else { panic!("no code was shown") };
    let mut tablet = hall.browser();
    let heard = tablet.post_json("/app-api/pair", &serde_json::json!({ "code": code })).await;
    assert_eq!(heard.status.as_u16(), 204, "{}", heard.text);
    let again = hall.browser().post_json("/app-api/pair", &serde_json::json!({ "code": code })).await;
    assert_eq!(again.status.as_u16(), 401, "a code opens once");
    assert!(tablet_view(&mut tablet, session).await.talks.is_empty(), "nothing before the organiser's word");
    organiser.does(Command::ConfirmDevice { device }).await;
    let picked =
        tablet_view(&mut tablet, session).await.interviewers.first().cloned().expect("an interviewer");
    tablet.does(Command::PickInterviewer { name: Name::parse(&picked).expect("a name") }).await;
    tablet
}

#[tokio::test]
async fn the_first_fair_on_sqlite() {
    the_first_fair(Target::Memory).await;
}

#[tokio::test]
async fn the_first_fair_on_postgresql() {
    the_first_fair(Target::Postgres(crate::cluster::database())).await;
}

async fn the_first_fair(target: Target) {
    let hall = Hall::on(target).await;
    let mut organiser = hall.signed_in("organiser").await;

    // 1. The organiser opens sign-up.
    let (fair, _) = organiser.fairs().await;
    assert_eq!((fair.employers, fair.tables), (20, 26));
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let session = fair.session;

    // 2. A resident signs up in Arabic, twice with one form.
    let ids = ids();
    let (_, first) = sign_up(&hall, &fair, "Testbloem", &ids).await;
    let (mut phone, second) = sign_up(&hall, &fair, "Testbloem", &ids).await;
    assert!(first.contains("<html lang=\"ar\" dir=\"rtl\"") && first.contains("Testbloem"));
    let card = text_between(&first, "/k/", "<").split(['"', '?', '&']).next().unwrap_or_default().to_owned();
    assert!(second.contains(&card), "one form, one card");
    let (now, _) = organiser.fairs().await;
    assert_eq!(now.placed, fair.placed + 1, "one form, one sign-up");

    // 3. Plan and publish; every plan passes the checker.
    plan_and_publish(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    let plan = view.plan.clone().expect("published");
    assert_eq!(plan.kept.without_meeting, 0, "everybody talks with somebody");
    let places: BTreeSet<_> = plan.meetings.iter().map(|meeting| (meeting.round, meeting.table)).collect();
    assert_eq!(places.len(), plan.meetings.len(), "one party at a table");
    assert_eq!(
        organiser.push(Command::StartDay { session, based_on: 9 }).await.outcome,
        Outcome::Rejected(Rejection::Outdated)
    );

    // 4. The first round begins; tablet, projector and phone show it.
    let employer = employer_with_a_choice(&mut organiser, &fair).await;
    let mut tablet = pair_tablet(&hall, &mut organiser, session, employer).await;
    organiser.does(Command::StartDay { session, based_on: 0 }).await;
    let timer = console(&mut organiser, session).await.timer;
    assert_eq!(timer.mode, TimerMode::Running);
    assert_eq!(tablet_view(&mut tablet, session).await.timer, timer, "one clock for every screen");
    let mine = phone.get("/mijn?lang=nl").await;
    assert!(mine.status.is_success() && mine.text.contains("Testbloem"), "{}", mine.status);

    // 5. The interviewer scores, writes, ends.
    let (talk, vacancy) = score(&mut tablet, session).await;

    // 6. A no-show; a mended plan waits; it is published.
    let absent = plan.meetings.iter().find(|meeting| meeting.round >= 3 && meeting.resident != talk.resident);
    let absent = absent.expect("a later talk").resident;
    organiser
        .does(Command::MarkAttendance { session, resident: absent, attendance: Attendance::NoShow })
        .await;
    let proposal = wait_for_proposal(&mut organiser, session).await;
    let mended = console(&mut organiser, session).await.proposal.expect("it waits");
    assert_eq!(mended.meetings, [], "a mended plan says what it changes, not all of it");
    organiser.does(Command::PublishPlan { session, plan: proposal }).await;
    let mended = console(&mut organiser, session).await.plan.expect("published");
    assert!(mended.meetings.iter().all(|meeting| meeting.resident != absent || meeting.round == 1));
    let begun = |plan: &sync::views::PlanView| {
        let mut begun: Vec<_> =
            plan.meetings.iter().filter(|one| one.round == 1 && one.resident != absent).cloned().collect();
        begun.sort_by_key(|one| one.table_number);
        begun
    };
    assert_eq!(begun(&plan), begun(&mended), "a begun round is never re-seated");

    // 7. The sheet is listed, the second interview is asked, and the stage follows from it.
    let mut matcher = hall.signed_in("matcher").await;
    let listed = follow_ups(&mut matcher).await;
    assert!(
        listed
            .sheets
            .iter()
            .any(|sheet| sheet.resident == talk.resident && sheet.vacancy_title.as_ref() == Some(&vacancy))
    );
    let row = listed.candidacies.iter().find(|row| row.follow_up.is_some()).expect("a follow-up").clone();
    assert_eq!((row.resident, row.stage.stage), (talk.resident, Stage::Met));
    assert_eq!((row.begun, &row.titles[..], row.employer), (true, &[vacancy][..], employer));
    let others = |row: &&CandidacyRow| row.resident == talk.resident && row.employer != employer;
    assert!(listed.candidacies.iter().filter(others).all(|row| !row.begun));
    let follow_up = row.follow_up.expect("a follow-up");
    matcher.does(Command::AnswerSecondInterview { follow_up, wants: true }).await;
    let listed = follow_ups(&mut matcher).await;
    let row =
        listed.candidacies.iter().find(|row| row.follow_up == Some(follow_up)).expect("the same").clone();
    assert_eq!(
        (row.stage.stage, row.follow_up_state),
        (Stage::SecondInterview, Some(FollowUpState::Accepted))
    );
    let stages: BTreeSet<_> =
        listed.candidacies.iter().filter(|row| row.resident == talk.resident).map(|row| row.person).collect();
    assert_eq!(stages, [Stage::SecondInterview].into(), "the person stands where the furthest one does");
}

/// The whole sheet of the first talk on this tablet, and the title of the vacancy that it names.
async fn score(tablet: &mut Browser, session: SessionId) -> (Talk, String) {
    let view = tablet_view(tablet, session).await;
    let shown = view.talks.into_iter().find(|talk| talk.round == 1).expect("a talk in round 1");
    let (talk, (vacancy, title, _)) = (shown.talk, shown.vacancies.last().expect("a vacancy").clone());
    let score = Score::try_from(3).expect("a score");
    tablet.does(Command::ScoreCriterion { talk, criterion: Criterion::Motivation, score }).await;
    let verdict = |base| Command::GiveVerdict {
        talk,
        verdict: Verdict::Yes,
        next_step: NextStep::SecondInterview,
        base,
        vacancy: Some(vacancy),
    };
    let early = tablet.push(verdict(None)).await;
    assert_eq!(early.outcome, Outcome::Rejected(Rejection::StrengthMissing));
    tablet.does(Command::WriteStrength { talk, text: Line::parse("Telt snel").expect("a line") }).await;
    let note = CommandId(chance::id());
    let write = Command::WriteNote { talk, text: Note::parse("Belt maandag terug").expect("a note") };
    assert_eq!(tablet.push_as(note, write.clone()).await.outcome, Outcome::Applied);
    assert_eq!(tablet.push_as(note, write).await.outcome, Outcome::Applied, "sent twice, answered the same");
    tablet.does(verdict(None)).await;
    let late = tablet.push(verdict(None)).await;
    assert_eq!(late.outcome, Outcome::Superseded, "another screen was first");
    let sheet =
        tablet_view(tablet, session).await.talks.into_iter().find(|one| one.talk == talk).expect("it").sheet;
    assert_eq!((sheet.notes.len(), sheet.verdict), (1, Some(Verdict::Yes)));
    assert_eq!(sheet.vacancy, Some(vacancy));
    (talk, title)
}

pub async fn wait_for_proposal(organiser: &mut Browser, session: SessionId) -> PlanId {
    // The server plans beside the request; screens hear of it by a hint.
    for _ in 0..600 {
        if let Some(proposal) = console(organiser, session).await.proposal {
            return proposal.plan;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no proposal within 30 seconds");
}
