//! Why people got what they got; and that a plan knows what came in while it was made.

use crate::hall::{Browser, Hall};
use crate::thread::{console, plan_and_publish, wait_for_proposal};
use domain::command::Command;
use domain::fair::{Attendance, Place};
use domain::ids::{PlanId, ResidentId, SessionId};
use server::{chance, planning};
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Target, plans};
use sync::views::{CauseView, Deed, ReasonView, ReasonsView};
use sync::{Outcome, Scope, View};
use uuid::Uuid;

pub async fn reasons(browser: &mut Browser, plan: PlanId) -> Option<ReasonsView> {
    match browser.pull(Scope::Reasons(plan)).await?.view? {
        View::Reasons(view) => Some(*view),
        other => panic!("not the reasons: {other:?}"),
    }
}

fn misses(session: SessionId, resident: ResidentId) -> Command {
    Command::MarkAttendance { session, resident, attendance: Attendance::NoShow }
}

#[tokio::test]
async fn a_plan_tells_each_person_and_employer_why_on_sqlite() {
    told(Target::Memory).await;
}

#[tokio::test]
async fn a_plan_tells_each_person_and_employer_why_on_postgresql() {
    told(Target::Postgres(crate::cluster::database())).await;
}

async fn told(target: Target) {
    let hall = Hall::on(target).await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    plan_and_publish(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    let plan = view.plan.expect("published");
    let told = reasons(&mut organiser, plan.plan).await.expect("reasons");

    let placed = view.people.iter().filter(|person| person.place == Some(Place::Placed)).count();
    assert_eq!(told.people.len(), placed, "everybody is told");
    let mut talks: BTreeMap<ResidentId, u32> = BTreeMap::new();
    plan.meetings.iter().for_each(|meeting| *talks.entry(meeting.resident).or_default() += 1);
    for person in &told.people {
        assert_eq!(person.talks, talks.get(&person.resident).copied().unwrap_or(0));
        let wished = person.missed.iter().filter(|missed| missed.stars > 0).count() as u32;
        assert_eq!(person.wishes, person.wishes_met + wished);
        assert!(
            person.missed.iter().all(|missed| !missed.reasons.is_empty() && !missed.party_name.is_empty())
        );
        let met = |missed: &sync::views::MissedView| {
            plan.meetings.iter().any(|one| one.resident == person.resident && one.party == missed.party)
        };
        assert!(!person.missed.iter().any(met), "nobody misses who they meet");
    }
    let kinds = told.people.iter().flat_map(|person| &person.missed).flat_map(|missed| &missed.reasons);
    assert!(kinds.clone().any(|reason| matches!(reason, ReasonView::NoFreeTable(_))), "{:?}", kinds.count());
    let of_parties: u32 = told.parties.iter().map(|party| party.talks).sum();
    assert_eq!(of_parties as usize, plan.meetings.len());
    for party in &told.parties {
        assert_eq!(party.places, party.talks + party.free.len() as u32, "{}", party.name);
    }

    let mut desk = hall.signed_in("desk").await;
    assert!(reasons(&mut desk, plan.plan).await.is_some());
    let mut administrator = hall.signed_in("administrator").await;
    assert!(administrator.pull(Scope::Reasons(plan.plan)).await.is_none());
    assert!(hall.browser().pull(Scope::Reasons(plan.plan)).await.is_none());
    assert!(organiser.pull(Scope::Reasons(PlanId(Uuid::from_u128(1)))).await.is_none());
}

#[tokio::test]
async fn a_mended_plan_says_of_each_change_what_set_it_off() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    plan_and_publish(&mut organiser, session).await;
    let before = console(&mut organiser, session).await.plan.expect("published").meetings;
    let absent = before[0].resident;
    organiser.does(misses(session, absent)).await;
    wait_for_proposal(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    let changes = view.proposal.expect("proposed").changes;
    assert!(changes.iter().all(|change| change.cause.is_some()));
    let lost: Vec<_> = changes.iter().filter(|change| change.resident == absent).collect();
    assert_eq!(lost.len(), before.iter().filter(|meeting| meeting.resident == absent).count());
    for change in lost {
        let from = change.from.expect("lost");
        assert_eq!((change.to, &change.cause), (None, &Some(CauseView::NotThere(from.round))));
    }
}

/// Waits until somebody plans this session: what they plan from has been read.
async fn planning_has_begun(hall: &Hall, session: SessionId) {
    for _ in 0..10_000 {
        if hall.app.runs.is_planning(session) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    panic!("nobody plans");
}

#[tokio::test]
async fn a_plan_knows_who_stayed_away_while_it_was_made() {
    let hall = Hall::open_to_plan_long().await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    plan_and_publish(&mut organiser, session).await;
    let absent = console(&mut organiser, session).await.plan.expect("published").meetings[0].resident;

    let plan = PlanId(chance::id());
    let mut asks = organiser.clone();
    let making = tokio::spawn(async move { asks.push(Command::MakePlan { session, plan }).await });
    planning_has_begun(&hall, session).await;
    organiser.does(misses(session, absent)).await;
    assert_eq!(making.await.expect("no panic").outcome, Outcome::Superseded);

    let newer = wait_for_proposal(&mut organiser, session).await;
    let mut tx = hall.app.store.read().await.expect("the store answers");
    assert_eq!(plans::get(&mut tx, plan).await.expect("reads"), None, "the older plan was let go");
    let row = plans::get(&mut tx, newer).await.expect("reads").expect("stored");
    let seated = planning::meetings_of(&row.document).expect("a plan");
    assert!(!seated.is_empty());
    assert!(seated.iter().all(|meeting| meeting.party.id() != absent.to_string()), "and the newer one knows");
}

#[tokio::test]
async fn a_burst_of_events_is_answered_by_a_plan_or_two() {
    let hall = Hall::open_to_plan_long().await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    plan_and_publish(&mut organiser, session).await;
    let meetings = console(&mut organiser, session).await.plan.expect("published").meetings;
    let mut absent: Vec<ResidentId> = meetings.iter().map(|meeting| meeting.resident).collect();
    absent.dedup();
    absent.truncate(6);
    for resident in &absent {
        organiser.does(misses(session, *resident)).await;
    }
    let gone = |view: &sync::views::ConsoleView| {
        let lost = |resident: &ResidentId| {
            let changes = view.proposal.iter().flat_map(|proposal| &proposal.changes);
            changes.filter(|change| change.resident == *resident).any(|change| change.to.is_none())
        };
        absent.iter().all(lost)
    };
    let mut view = console(&mut organiser, session).await;
    for _ in 0..600 {
        if gone(&view) && !hall.app.runs.is_planning(session) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        view = console(&mut organiser, session).await;
    }
    assert!(gone(&view), "the last plan knows of all of them");
    let made = view.happened.iter().filter(|one| one.deed == Deed::PlanMade).count();
    assert!(made < 1 + absent.len(), "{made} plans for {} events", absent.len());
}

#[tokio::test]
async fn a_plan_in_the_making_is_seen_and_may_be_good_enough() {
    let hall = Hall::open_to_plan_long().await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    let body = serde_json::json!({ "session": session });
    let mut desk = hall.signed_in("desk").await;
    let mut seen = hall.app.runs.watch(session);
    let mut asks = organiser.clone();
    let plan = PlanId(chance::id());
    let making = tokio::spawn(async move { asks.push(Command::MakePlan { session, plan }).await });
    seen.changed().await.expect("somebody plans");
    let first = seen.borrow_and_update().expect("a report");
    assert!(first.points > 0);

    let refused = desk.post_json("/app-api/enough", &body).await;
    assert_eq!(refused.status, axum::http::StatusCode::NOT_FOUND, "who plans nothing stops nothing");
    let heard = organiser.post_json("/app-api/enough", &body).await;
    assert_eq!(heard.status, axum::http::StatusCode::NO_CONTENT);
    assert_eq!(making.await.expect("no panic").outcome, Outcome::Applied);
    assert_eq!(*seen.borrow_and_update(), None, "it is done");
    let proposal = console(&mut organiser, session).await.proposal.expect("a plan all the same");
    assert_eq!((proposal.plan, proposal.kept.meetings > 0), (plan, true));
}
