//! A change of visibility is a change: whatever changes what somebody may see raises the version of the scope in which
//! they see it, or their screen would go on showing what is over. Screens of every kind watch a day here; after each step
//! a scope that kept its version must still show the same.

use crate::hall::{Browser, Hall};
use crate::thread::{employer_with_a_choice, pair_tablet, plan_and_publish, tablet_view, wait_for_proposal};
use axum::http::StatusCode;
use domain::command::{Command, Needs, SignUp, Talk};
use domain::fair::{Attendance, Day};
use domain::ids::{AccountId, DeviceId, FairId, InviteId, PlanId, ResidentId, SessionId, SignUpId};
use domain::lang::Lang;
use domain::people::{Contact, Role};
use domain::rotation::Who;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use domain::text::{Line, Name, Note};
use serde_json::Value;
use server::{chance, clock, dates};
use std::collections::BTreeSet;
use store::scopes;
use sync::requests::RequestError;
use sync::views::FairHead;
use sync::{PullAnswer, Scope, Shown, View};

/// One scope on one screen.
struct Copy {
    who: &'static str,
    browser: Browser,
    scope: Scope,
    ver: u64,
    shown: Option<Value>,
}

#[derive(Default)]
struct Screens(Vec<Copy>);

/// The public page of a fair, which a process keeps in memory: without what is another for each visitor.
pub async fn public_page(browser: &mut Browser, fair: FairId) -> String {
    let mut shown = String::new();
    for path in [format!("/banenmarkt/{fair}"), format!("/banenmarkt/{fair}?lang=ar")] {
        browser.cookies.clear();
        let html = browser.get(&path).await.text;
        let (before, _) = html.split_once("name=\"key\" value=\"").unwrap_or((&html, ""));
        shown += before;
    }
    shown
}

/// Last contact is no change: it is told with whatever else changes.
fn without_contact(mut view: Value) -> Value {
    match &mut view {
        Value::Object(fields) => {
            fields.remove("last_seen_ms");
            fields.values_mut().for_each(|field| *field = without_contact(field.take()));
        }
        Value::Array(list) => list.iter_mut().for_each(|item| *item = without_contact(item.take())),
        _ => {}
    }
    view
}

impl Copy {
    /// Drawn anew: this process may show again what it drew for the same version.
    async fn look(&mut self, hall: &Hall) -> (u64, Option<Value>) {
        let heard = hall.elsewhere(&self.browser).get(&format!("/app-api/pull?scope={}", self.scope)).await;
        match heard.status {
            StatusCode::OK => {
                let pull: PullAnswer<View> = serde_json::from_str(&heard.text).expect("a pull");
                let view = serde_json::to_value(pull.view.expect("whole")).expect("json");
                (pull.ver, Some(without_contact(view)))
            }
            _ => {
                let error: RequestError = serde_json::from_str(&heard.text).expect("a refusal");
                assert!(matches!(error, RequestError::NotFound | RequestError::SignedOut), "{error:?}");
                (0, None)
            }
        }
    }

    /// What is shown at one version: a plan may be proposed while somebody looks.
    async fn look_while_it_stands(&mut self, hall: &Hall) -> (u64, Option<Value>) {
        for _ in 0..100 {
            let before = self.version(hall).await;
            let (_, shown) = self.look(hall).await;
            if self.version(hall).await == before {
                return (before, shown);
            }
        }
        panic!("{} never stands still", self.scope);
    }

    async fn version(&self, hall: &Hall) -> u64 {
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        scopes::version(&mut tx, self.scope).await.expect("a version")
    }
}

fn fair_of(scope: Scope) -> Option<FairId> {
    match scope {
        Scope::Fair(fair) => Some(fair),
        _ => None,
    }
}

impl Screens {
    async fn open(&mut self, hall: &Hall, who: &'static str, browser: &Browser, scope: Scope) {
        let mut copy = Copy { who, browser: browser.clone(), scope, ver: 0, shown: None };
        (copy.ver, copy.shown) = copy.look(hall).await;
        assert!(copy.shown.is_some(), "{who} sees {scope}");
        self.0.push(copy);
    }

    /// Every screen looks again, and the public pages too.
    async fn after(&mut self, hall: &Hall, step: &str) {
        let mut visitor = hall.browser();
        let mut new_here = hall.elsewhere(&visitor);
        let fairs: BTreeSet<_> = self.0.iter().filter_map(|copy| fair_of(copy.scope)).collect();
        for fair in fairs {
            let (known, drawn) =
                (public_page(&mut visitor, fair).await, public_page(&mut new_here, fair).await);
            assert!(known == drawn, "{step}: the public page is shown as it was");
        }
        for copy in &mut self.0 {
            let (ver, shown) = copy.look_while_it_stands(hall).await;
            if ver == copy.ver {
                assert_eq!(copy.shown, shown, "{step}: {} still shows {} as it was", copy.who, copy.scope);
            }
            (copy.ver, copy.shown) = (ver, shown);
        }
    }

    /// What this screen shows of this scope, as text.
    fn shown(&self, who: &str, scope: Scope) -> String {
        let copy = self.0.iter().find(|copy| copy.who == who && copy.scope == scope).expect("a screen");
        copy.shown.as_ref().map(Value::to_string).unwrap_or_default()
    }
}

struct Day1 {
    hall: Hall,
    screens: Screens,
    organiser: Browser,
    fair: FairHead,
    session: SessionId,
}

impl Day1 {
    async fn begin() -> Day1 {
        let hall = Hall::open().await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, _) = organiser.fairs().await;
        let location = organiser.location().await;
        let mut screens = Screens::default();
        let everyone = [
            (
                "organiser",
                &[Scope::Location(location), Scope::Fair(fair.fair), Scope::Session(fair.session)][..],
            ),
            ("desk", &[Scope::Fair(fair.fair), Scope::Session(fair.session)]),
            ("matcher", &[Scope::FollowUp(location)]),
            ("administrator", &[Scope::Location(location)]),
        ];
        for (who, scopes) in everyone {
            let browser = hall.signed_in(who).await;
            for scope in scopes {
                screens.open(&hall, who, &browser, *scope).await;
            }
        }
        screens.after(&hall, "everybody signed in").await;
        let session = fair.session;
        Day1 { hall, screens, organiser, fair, session }
    }

    async fn does(&mut self, command: Command) {
        let kind = command.kind();
        self.organiser.does(command).await;
        self.screens.after(&self.hall, kind).await;
    }

    async fn proposed(&mut self) -> PlanId {
        let plan = wait_for_proposal(&mut self.organiser, self.session).await;
        self.screens.after(&self.hall, "a plan was proposed").await;
        plan
    }
}

fn walk_in(fair: &FairHead, resident: ResidentId, sign_up: SignUpId) -> Command {
    Command::SignUp(SignUp {
        fair: fair.fair,
        sign_up,
        resident,
        name: Name::parse("Testbloem").expect("a name"),
        lang: Lang::Nl,
        contact: Contact::Desk,
        adult: true,
        spoken: vec![],
        interests: vec![],
        needs: Needs::default(),
        shares_phone: false,
        group: None,
    })
}

#[tokio::test]
async fn no_step_of_a_day_changes_what_a_screen_shows_without_a_new_version() {
    let mut day = Day1::begin().await;
    let (fair, session) = (day.fair.clone(), day.session);
    day.does(Command::OpenSignUp { fair: fair.fair }).await;
    let (resident, sign_up) = (ResidentId(chance::id()), SignUpId(chance::id()));
    day.does(walk_in(&fair, resident, sign_up)).await;
    another_hall(&mut day).await;
    plan_and_publish(&mut day.organiser, session).await;
    day.screens.after(&day.hall, "published").await;

    // Somebody who is planned withdraws: their place, their talks and where they stand change.
    day.does(Command::Withdraw { sign_up }).await;
    let plan = day.proposed().await;
    day.does(Command::DiscardPlan { session, plan }).await;

    let employer = employer_with_a_choice(&mut day.organiser, &fair).await;
    let mut tablet = pair_tablet(&day.hall, &mut day.organiser, session, employer).await;
    day.screens.open(&day.hall, "tablet", &tablet, Scope::Session(session)).await;
    day.screens.after(&day.hall, "a tablet was paired").await;
    day.does(Command::StartDay { session, based_on: 0 }).await;
    day.does(Command::Pause { session, based_on: 1 }).await;
    day.does(Command::Resume { session, based_on: 2 }).await;
    day.does(Command::Extend { session, based_on: 3, minutes: 2 }).await;

    let talks = tablet_view(&mut tablet, session).await.talks;
    let shown = talks.into_iter().find(|talk| talk.round == 1).expect("a talk in round 1");
    for command in sheet(shown.talk, shown.vacancies[0].0) {
        let kind = command.kind();
        tablet.does(command).await;
        day.screens.after(&day.hall, kind).await;
    }
    let absent = |attendance| Command::MarkAttendance { session, resident: shown.talk.resident, attendance };
    day.does(absent(Attendance::NoShow)).await;
    let plan = day.proposed().await;
    day.does(Command::PublishPlan { session, plan }).await;
    day.does(Command::MarkAway { session, who: Who::Hall(session), rounds: vec![4] }).await;
    day.proposed().await;
    day.does(Command::NextPhase { session, based_on: 4 }).await;
}

/// Another number of places, and an employer under another name.
async fn another_hall(day: &mut Day1) {
    let fair = day.fair.fair;
    let View::Fair(view) = day.organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    let line = |text: &str| Line::parse(text).expect("a line");
    let other = Day {
        name: Name::parse("Banenmarkt Anders").expect("a name"),
        place: line(&day.fair.place),
        meeting_point: line(&day.fair.meeting_point),
        timetable: view.setup.timetable,
        capacity: day.fair.capacity + 1,
        standby_max: view.setup.standby_max,
        promised: view.setup.promised,
        meetings_max: view.setup.meetings_max,
    };
    day.does(Command::ChangeFair { fair, day: other, take_back_plan: false }).await;
    let first = view.employers.first().expect("an employer").employer;
    day.does(Command::UnseatEmployer { fair, employer: first }).await;
}

fn sheet(talk: Talk, vacancy: domain::ids::VacancyId) -> Vec<Command> {
    let score = Score::try_from(3).expect("a score");
    vec![
        Command::ScoreCriterion { talk, criterion: Criterion::Motivation, score },
        Command::WriteStrength { talk, text: Line::parse("Telt snel").expect("a line") },
        Command::WriteNote { talk, text: Note::parse("Belt maandag terug").expect("a note") },
        Command::GiveVerdict {
            talk,
            verdict: Verdict::Yes,
            next_step: NextStep::SecondInterview,
            base: None,
            vacancy: Some(vacancy),
        },
    ]
}

#[tokio::test]
async fn who_may_no_longer_look_hears_of_a_change_and_sees_nothing() {
    let mut day = Day1::begin().await;
    let session = day.session;
    let location = day.organiser.location().await;
    let mut administrator = day.hall.signed_in("administrator").await;
    day.screens.after(&day.hall, "signed in").await;

    // A colleague is invited, signs in, signs out, and is deactivated.
    let account = AccountId(chance::id());
    let name = |text: &str| Name::parse(text).expect("a name");
    let invite = Command::InviteStaff {
        account,
        invite: InviteId(chance::id()),
        name: name("Nieuwe Kracht"),
        login_name: name("kracht"),
        roles: vec![Role::Desk].into(),
    };
    let Some(Shown::Link(link)) = administrator.does(invite).await.shown else { panic!("no link") };
    day.screens.after(&day.hall, "invited").await;
    let token = link.split('#').nth(1).expect("behind the #");
    let mut colleague = day.hall.browser();
    let body = serde_json::json!({ "token": token, "password": "een heel lang wachtwoord" });
    assert_eq!(colleague.post_json("/app-api/use-invite", &body).await.status, StatusCode::NO_CONTENT);
    day.screens.after(&day.hall, "used an invitation").await;
    let mut elsewhere = day.hall.browser();
    let typed = serde_json::json!({ "login_name": "kracht", "password": "een heel lang wachtwoord" });
    assert_eq!(elsewhere.post_json("/app-api/sign-in", &typed).await.status, StatusCode::NO_CONTENT);
    day.screens.after(&day.hall, "signed in").await;
    day.screens.open(&day.hall, "colleague", &elsewhere, Scope::Location(location)).await;
    assert_eq!(colleague.post_json("/app-api/sign-out", &()).await.status, StatusCode::NO_CONTENT);
    day.screens.after(&day.hall, "signed out").await;
    administrator.does(Command::DeactivateStaff { account }).await;
    day.screens.after(&day.hall, "deactivated").await;
    assert_eq!(day.screens.shown("colleague", Scope::Location(location)), "", "nothing any more");

    // A projector is paired and revoked.
    let device = DeviceId(chance::id());
    let open = Command::OpenPairing { session, device, employer: None, name: name("Zaal") };
    let Some(Shown::PairingCode(code)) = day.organiser.does(open).await.shown else { panic!("no code") };
    let mut projector = day.hall.browser();
    let heard = projector.post_json("/app-api/pair", &serde_json::json!({ "code": code })).await;
    assert_eq!(heard.status, StatusCode::NO_CONTENT);
    day.screens.after(&day.hall, "paired").await;
    day.screens.open(&day.hall, "projector", &projector, Scope::Session(session)).await;
    day.does(Command::RevokeDevice { device }).await;
    assert_eq!(day.screens.shown("projector", Scope::Session(session)), "", "nothing any more");
}

#[tokio::test]
async fn a_login_that_expires_leaves_the_list_by_a_new_version_and_once() {
    const HOURS_13_MS: i64 = 13 * 3_600_000;
    let day = Day1::begin().await;
    let mut organiser = day.organiser.clone();
    let scope = Scope::Location(organiser.location().await);
    let ver = async |hall: &Hall| {
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        scopes::version(&mut tx, scope).await.expect("a version")
    };
    let mut follows = [(scope, day.hall.app.hub.follow(scope))];
    let (before, now_ms) = (ver(&day.hall).await, clock::now_ms());
    dates::pass(&day.hall.app, now_ms).await.expect("looked");
    assert_eq!(ver(&day.hall).await, before, "nothing expired yet");
    dates::pass(&day.hall.app, now_ms + HOURS_13_MS).await.expect("looked");
    assert_eq!(ver(&day.hall).await, before + 1);
    assert_eq!(server::live::next_change(&mut follows).await, (scope, before + 1), "screens hear of it");
    dates::pass(&day.hall.app, now_ms + HOURS_13_MS + 10_000).await.expect("looked");
    dates::pass(&day.hall.app, now_ms + 2 * HOURS_13_MS).await.expect("looked");
    assert_eq!(ver(&day.hall).await, before + 1, "once");
}
