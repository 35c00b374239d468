//! What one process does is known to the other: changes, plans in the making, tries of a password. Two apps in one test,
//! each with its own connections.

use crate::cluster;
use crate::hall::{Browser, Hall};
use domain::command::Command;
use domain::fair::Attendance;
use domain::ids::{PlanId, SessionId};
use server::jobs::{self, Jobs};
use server::{chance, live};
use std::time::Duration;
use store::Target;
use store::journal;
use sync::views::{ConsoleView, Deed};
use sync::{Scope, View};
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);

struct Two {
    halls: [Hall; 2],
    _jobs: Vec<Jobs>,
}

impl Two {
    /// Two processes on a new database; those of `working` speak and listen.
    async fn open(working: [bool; 2]) -> Two {
        let target = Target::Postgres(cluster::database());
        let halls = [Hall::on(target.clone()).await, Hall::on(target).await];
        let running = halls.iter().zip(working).filter(|(_, works)| *works);
        let _jobs = running.map(|(hall, _)| jobs::start(&hall.app)).collect();
        Two { halls, _jobs }
    }
}

async fn console(browser: &mut Browser, session: SessionId) -> ConsoleView {
    match browser.view(Scope::Session(session)).await {
        View::Console(view) => *view,
        other => panic!("not a console: {other:?}"),
    }
}

#[tokio::test]
async fn a_change_at_one_process_is_told_at_the_other() {
    let two = Two::open([true, true]).await;
    told(&two).await;
}

#[tokio::test]
async fn what_nobody_told_is_found_by_looking() {
    // The first does not speak, as if everything it says were lost.
    let two = Two::open([false, true]).await;
    told(&two).await;
}

async fn told(two: &Two) {
    let mut organiser = two.halls[0].signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let scope = Scope::Fair(fair.fair);
    let mut follows = [(scope, two.halls[1].app.hub.follow(scope))];
    for step in [Command::OpenSignUp { fair: fair.fair }, Command::CloseSignUp { fair: fair.fair }] {
        organiser.does(step).await;
        let ver = organiser.pull(scope).await.expect("mine").ver;
        let heard = timeout(PATIENCE, live::next_change(&mut follows)).await.expect("in the end");
        assert_eq!(heard, (scope, ver));
    }
}

#[tokio::test]
async fn a_plan_in_the_making_shows_at_the_other_process_and_is_good_enough_from_there() {
    let two = Two::open([true, true]).await;
    let [here, there] = &two.halls;
    let mut organiser = here.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let session = fair.session;
    let mut seen = there.app.runs.watch(session);
    let shows = async {
        let shown = timeout(PATIENCE, seen.wait_for(Option::is_some)).await.expect("in the end");
        assert!(shown.expect("it is watched").is_some_and(|now| now.points > 0));
        let done = timeout(PATIENCE, seen.wait_for(Option::is_none)).await.expect("in the end");
        assert!(done.expect("it is watched").is_none(), "and then it is done");
    };
    tokio::join!(shows, organiser.does(Command::MakePlan { session, plan: PlanId(chance::id()) }));

    let _running = here.app.runs.begin(session);
    there.app.runs.say_enough(session);
    let heard = async {
        while !here.app.runs.is_enough(session) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, heard).await.expect("the one that plans hears it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_at_two_processes_lead_to_one_proposal_that_knows_both() {
    let two = Two::open([true, true]).await;
    let [here, there] = &two.halls;
    let (mut first, mut second) = (here.signed_in("organiser").await, there.signed_in("organiser").await);
    let (fair, _) = first.fairs().await;
    let session = fair.session;
    let plan = PlanId(chance::id());
    first.does(Command::MakePlan { session, plan }).await;
    first.does(Command::PublishPlan { session, plan }).await;
    let meetings = console(&mut first, session).await.plan.expect("published").meetings;
    let mut absent: Vec<_> = meetings.iter().map(|meeting| meeting.resident).collect();
    absent.sort();
    absent.dedup();
    let mark =
        |n: usize| Command::MarkAttendance { session, resident: absent[n], attendance: Attendance::NoShow };
    tokio::join!(first.does(mark(0)), second.does(mark(1)));
    let quiet = async {
        loop {
            let planning = [here, there].iter().any(|hall| hall.app.runs.is_planning(session));
            let view = console(&mut first, session).await;
            if let (false, Some(proposal)) = (planning, view.proposal) {
                let gone = |n: usize| proposal.changes.iter().any(|one| one.resident == absent[n]);
                if gone(0) && gone(1) {
                    break;
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(PATIENCE * 2, quiet).await.expect("one proposal for both");
    let mut tx = here.app.store.read().await.expect("a snapshot");
    let location = first.location().await;
    let made = journal::latest(&mut tx, location, &["make_plan@1"], 50).await.expect("the journal");
    let applied = made.iter().filter(|entry| entry.outcome == "\"applied\"").count();
    assert!(applied <= 3, "the first plan, and at most one proposal for each event: {applied}");
    drop(tx);
    let view = console(&mut second, session).await;
    assert!(view.happened.iter().filter(|one| one.deed == Deed::NoShow).count() == 2);
}

#[tokio::test]
async fn tries_of_a_password_are_counted_over_both_processes() {
    let two = Two::open([false, false]).await;
    let try_at = async |n: usize, name: &str, password: &str| {
        let body = serde_json::json!({ "login_name": name, "password": password });
        two.halls[n % 2].browser().post_json("/app-api/sign-in", &body).await.status.as_u16()
    };
    for n in 0..10 {
        assert_eq!(try_at(n, "Organisator", "verkeerd").await, 401);
    }
    for n in 0..2 {
        assert_eq!(try_at(n, "organisator", "werkronde-demo").await, 429, "closed at both for a while");
        assert_eq!(try_at(n, "balie", "werkronde-demo").await, 204, "that name only");
    }
}

#[tokio::test]
async fn a_date_is_looked_at_by_one_process() {
    let two = Two::open([false, false]).await;
    let location = two.halls[0].signed_in("organiser").await.location().await;
    let scope = Scope::Location(location);
    let version = async || {
        let mut tx = two.halls[0].app.store.read().await.expect("a snapshot");
        store::scopes::version(&mut tx, scope).await.expect("a version")
    };
    let (before, later_ms) = (version().await, server::clock::now_ms() + 13 * 3_600_000);
    let [here, there] = &two.halls;
    let passed =
        tokio::join!(server::dates::pass(&here.app, later_ms), server::dates::pass(&there.app, later_ms));
    passed.0.and(passed.1).expect("both looked");
    assert_eq!(version().await, before + 1, "and one of them found it");
}
