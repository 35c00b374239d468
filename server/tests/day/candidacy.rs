//! For which vacancy: what an interviewer names, changes and leaves out, and what comes of it.

use crate::hall::{Browser, Hall};
use crate::thread::{employer_with_a_choice, follow_ups, pair_tablet, plan_and_publish, tablet_view};
use domain::command::{Command, Talk};
use domain::follow_up::FollowUpState;
use domain::ids::VacancyId;
use domain::people::{Contact, Phone};
use domain::pipeline::{Stage, Why};
use domain::scoring::{NextStep, Verdict};
use domain::text::{Line, Name};
use std::collections::BTreeMap;
use store::residents;
use sync::views::TabletTalk;
use sync::{Outcome, Rejection, Scope, View};

/// A tablet at an employer with a choice, and its talk of round 1.
struct Table {
    hall: Hall,
    tablet: Browser,
    interviewers: Vec<String>,
    shown: TabletTalk,
    /// A vacancy of another employer at the same fair.
    foreign: VacancyId,
}

impl Table {
    async fn open() -> Table {
        let hall = Hall::open().await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, _) = organiser.fairs().await;
        organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
        let session = fair.session;
        plan_and_publish(&mut organiser, session).await;
        let employer = employer_with_a_choice(&mut organiser, &fair).await;
        let mut tablet = pair_tablet(&hall, &mut organiser, session, employer).await;
        organiser.does(Command::StartDay { session, based_on: 0 }).await;
        let View::Fair(offer) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
        let other = offer.employers.iter().find(|one| one.employer != employer).expect("another employer");
        let foreign = other.vacancies.first().expect("its vacancy").vacancy;
        let view = tablet_view(&mut tablet, session).await;
        let shown = view.talks.into_iter().find(|talk| talk.round == 1).expect("a talk in round 1");
        Table { hall, tablet, interviewers: view.interviewers, shown, foreign }
    }

    fn talk(&self) -> Talk {
        self.shown.talk
    }

    fn vacancy(&self, n: usize) -> VacancyId {
        self.shown.vacancies[n].0
    }

    /// The interviewer who holds the tablet writes a strength.
    async fn writes(&mut self) {
        let text = Line::parse("Telt snel").expect("a line");
        let talk = self.talk();
        self.tablet.does(Command::WriteStrength { talk, text }).await;
    }

    async fn ends(
        &mut self,
        (verdict, next_step): (Verdict, NextStep),
        base: Option<Verdict>,
        vacancy: Option<VacancyId>,
    ) -> Outcome {
        let talk = self.talk();
        self.tablet.push(Command::GiveVerdict { talk, verdict, next_step, base, vacancy }).await.outcome
    }

    /// Each vacancy for which a candidacy of this person at this employer has begun: why it stands where it stands, and its
    /// second interview.
    async fn candidacies(&mut self) -> BTreeMap<String, (Why, Option<FollowUpState>)> {
        let mut matcher = self.hall.signed_in("matcher").await;
        let rows = follow_ups(&mut matcher).await.candidacies;
        rows.into_iter()
            .filter(|row| row.resident == self.talk().resident)
            .filter(|row| row.begun)
            .map(|row| (row.titles.concat(), (row.stage.why, row.follow_up_state)))
            .collect()
    }

    fn told(
        &self,
        rows: &[(usize, Why, Option<FollowUpState>)],
    ) -> BTreeMap<String, (Why, Option<FollowUpState>)> {
        let title = |n: usize| self.shown.vacancies[n].1.clone();
        rows.iter().map(|(n, why, state)| (title(*n), (*why, *state))).collect()
    }
}

const SECOND: (Verdict, NextStep) = (Verdict::Yes, NextStep::SecondInterview);
const YES: Option<Verdict> = Some(Verdict::Yes);

#[tokio::test]
async fn a_verdict_names_a_vacancy_of_its_own_employer() {
    let mut table = Table::open().await;
    table.writes().await;
    let foreign = Some(table.foreign);
    assert_eq!(table.ends(SECOND, None, foreign).await, Outcome::Rejected(Rejection::NotFound));
    // As a tablet from before sheets named a vacancy sends it: only what is clear is filled in.
    let clear = table.shown.first_is_meant.then_some(());
    let unsaid = table.ends(SECOND, None, None).await;
    match clear {
        Some(_) => assert_eq!(unsaid, Outcome::Applied),
        None => assert_eq!(unsaid, Outcome::Rejected(Rejection::VacancyMissing)),
    }
    let base = clear.and(YES);
    assert_eq!(table.ends((Verdict::Yes, NextStep::Nothing), base, None).await, Outcome::Applied);
    let stands: Vec<_> = table.candidacies().await.into_values().collect();
    let left = clear.map(|_| (Why::EmployerTookBack, Some(FollowUpState::TakenBack)));
    assert_eq!(stands, Vec::from_iter(left), "what names no vacancy begins no candidacy");
}

#[tokio::test]
async fn another_vacancy_moves_the_second_interview_with_it() {
    let mut table = Table::open().await;
    table.writes().await;
    let (first, other) = (Some(table.vacancy(0)), Some(table.vacancy(1)));
    assert_eq!(table.ends(SECOND, None, first).await, Outcome::Applied);
    let asked = table.told(&[(0, Why::EmployerAsks, Some(FollowUpState::Asked))]);
    assert_eq!(table.candidacies().await, asked);
    assert_eq!(table.ends(SECOND, YES, other).await, Outcome::Applied);
    let moved = table.told(&[
        (0, Why::EmployerTookBack, Some(FollowUpState::TakenBack)),
        (1, Why::EmployerAsks, Some(FollowUpState::Asked)),
    ]);
    assert_eq!(table.candidacies().await, moved);
    let call = (Verdict::Maybe, NextStep::Call);
    assert_eq!(table.ends(call, YES, other).await, Outcome::Applied);
    let called = table.told(&[
        (0, Why::EmployerTookBack, Some(FollowUpState::TakenBack)),
        (1, Why::EmployerNames, Some(FollowUpState::TakenBack)),
    ]);
    assert_eq!(table.candidacies().await, called);
}

#[tokio::test]
async fn the_matcher_sees_whether_the_employer_may_have_the_telephone_number() {
    let mut table = Table::open().await;
    table.writes().await;
    let first = Some(table.vacancy(0));
    assert_eq!(table.ends(SECOND, None, first).await, Outcome::Applied);
    let resident = table.talk().resident;
    let contact = Contact::Phone(Phone::parse("06 12345678").expect("a number"));
    let mut tx = table.hall.app.store.write().await.expect("a transaction");
    let row = residents::get(&mut tx, resident).await.expect("read").expect("the resident");
    residents::update(&mut tx, &residents::Resident { contact, ..row }).await.expect("written");
    tx.commit().await.expect("stands");
    let mut organiser = table.hall.signed_in("organiser").await;
    let mut matcher = table.hall.signed_in("matcher").await;
    let (fair, _) = organiser.fairs().await;
    let View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let person = view.people.iter().find(|person| person.resident == resident).expect("signed up");
    for phone in [!person.shares_phone, person.shares_phone] {
        organiser.does(Command::ChooseSharing { sign_up: person.sign_up, phone }).await;
        let rows = follow_ups(&mut matcher).await.candidacies;
        let row = rows.iter().find(|row| row.resident == resident && row.begun).expect("a candidacy");
        assert_eq!(row.shares_phone, Some(phone));
    }
}

#[tokio::test]
async fn two_interviewers_name_two_vacancies_and_neither_takes_back_the_others() {
    let mut table = Table::open().await;
    table.writes().await;
    let (first, other) = (Some(table.vacancy(0)), Some(table.vacancy(1)));
    assert_eq!(table.ends(SECOND, None, first).await, Outcome::Applied);
    let colleague = table.interviewers.last().expect("a colleague").clone();
    let colleague = format!("{colleague} de tweede");
    table.tablet.does(Command::PickInterviewer { name: Name::parse(&colleague).expect("a name") }).await;
    table.writes().await;
    let no = (Verdict::No, NextStep::Nothing);
    assert_eq!(table.ends(no, None, None).await, Outcome::Applied);
    let one = table.told(&[(0, Why::EmployerAsks, Some(FollowUpState::Asked))]);
    assert_eq!(table.candidacies().await, one, "a colleague's no takes nothing back");
    assert_eq!(table.ends(SECOND, Some(Verdict::No), other).await, Outcome::Applied);
    let both = table.told(&[
        (0, Why::EmployerAsks, Some(FollowUpState::Asked)),
        (1, Why::EmployerAsks, Some(FollowUpState::Asked)),
    ]);
    assert_eq!(table.candidacies().await, both);
    let mut matcher = table.hall.signed_in("matcher").await;
    let rows = follow_ups(&mut matcher).await.candidacies;
    let of_vacancy = |n: usize| {
        rows.iter().find(|row| {
            row.resident == table.talk().resident
                && row.begun
                && row.titles == [table.shown.vacancies[n].1.clone()]
        })
    };
    let follow_up = of_vacancy(0).and_then(|row| row.follow_up).expect("asked");
    matcher.does(Command::AnswerSecondInterview { follow_up, wants: false }).await;
    let follow_up = of_vacancy(1).and_then(|row| row.follow_up).expect("asked");
    matcher.does(Command::AnswerSecondInterview { follow_up, wants: true }).await;
    let rows = follow_ups(&mut matcher).await.candidacies;
    let stages: Vec<_> = rows
        .iter()
        .filter(|row| row.resident == table.talk().resident && row.begun)
        .map(|row| (row.stage.stage, row.person))
        .collect();
    let person = Stage::SecondInterview;
    assert_eq!(stages, [(Stage::SecondInterview, person), (Stage::Met, person)]);
}
