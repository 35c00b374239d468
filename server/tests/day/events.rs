//! The day's further events: a round that does not take place, somebody who walks in, and taking back the last event.

use crate::hall::{Browser, Hall};
use crate::thread::{console, plan_and_publish, wait_for_proposal};
use domain::command::{Command, Needs, SignUp};
use domain::fair::Attendance;
use domain::ids::{FairId, ResidentId, SessionId, SignUpId};
use domain::lang::Lang;
use domain::people::Contact;
use domain::rotation::Who;
use domain::text::Name;
use server::chance;
use store::Target;
use sync::views::{CauseView, Deed, MeetingView, Undo};
use sync::{Outcome, Rejection};
use uuid::Uuid;

async fn published(hall: &Hall) -> (Browser, SessionId, FairId) {
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    plan_and_publish(&mut organiser, fair.session).await;
    (organiser, fair.session, fair.fair)
}

async fn mended(organiser: &mut Browser, session: SessionId) -> Vec<MeetingView> {
    let plan = wait_for_proposal(organiser, session).await;
    organiser.does(Command::PublishPlan { session, plan }).await;
    console(organiser, session).await.plan.expect("published").meetings
}

#[tokio::test]
async fn a_round_that_does_not_take_place_seats_nobody_until_it_does_on_sqlite() {
    dropped(Target::Memory).await;
}

#[tokio::test]
async fn a_round_that_does_not_take_place_seats_nobody_until_it_does_on_postgresql() {
    dropped(Target::Postgres(crate::cluster::database())).await;
}

async fn dropped(target: Target) {
    let hall = Hall::on(target).await;
    let (mut organiser, session, _) = published(&hall).await;
    organiser.does(Command::StartDay { session, based_on: 0 }).await;
    let drop =
        |rounds: &[u32]| Command::MarkAway { session, who: Who::Hall(session), rounds: rounds.to_vec() };
    organiser.does(drop(&[1, 4])).await;
    wait_for_proposal(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    assert_eq!(view.away, [(Who::Hall(session), vec![4])], "the round that runs is not dropped");
    assert_eq!(view.happened[0].deed, Deed::PlanMade);
    assert!(view.happened.iter().any(|one| one.deed == Deed::RoundDropped));
    let proposal = view.proposal.expect("proposed");
    let dropped = proposal.changes.iter().filter(|change| change.from.is_some_and(|from| from.round == 4));
    let causes: Vec<_> = dropped.map(|change| change.cause.clone()).collect();
    assert!(!causes.is_empty());
    assert!(causes.iter().all(|cause| *cause == Some(CauseView::RoundDropped(4))), "{causes:?}");
    let after = mended(&mut organiser, session).await;
    assert!(after.iter().all(|meeting| meeting.round != 4));
    assert!(after.iter().any(|meeting| meeting.round > 4));
    organiser.does(drop(&[])).await;
    let back = mended(&mut organiser, session).await;
    assert!(back.iter().any(|meeting| meeting.round == 4), "it takes place after all");

    let elsewhere = Who::Hall(SessionId(Uuid::from_u128(1)));
    let strange = Command::MarkAway { session, who: elsewhere, rounds: vec![5] };
    assert_eq!(organiser.push(strange).await.outcome, Outcome::Rejected(Rejection::NotFound));
    let mut desk = hall.signed_in("desk").await;
    assert_eq!(desk.push(drop(&[5])).await.outcome, Outcome::Rejected(Rejection::NotFound));
}

#[tokio::test]
async fn who_walks_in_during_the_day_is_signed_up_at_the_desk_and_planned() {
    let hall = Hall::open().await;
    let (mut organiser, session, fair) = published(&hall).await;
    organiser.does(Command::OpenSignUp { fair }).await;
    organiser.does(Command::CloseSignUp { fair }).await;
    organiser.does(Command::StartDay { session, based_on: 0 }).await;
    let resident = ResidentId(chance::id());
    let wish = |resident| {
        Command::SignUp(SignUp {
            fair,
            sign_up: SignUpId(chance::id()),
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
    };
    let mut desk = hall.signed_in("desk").await;
    desk.does(wish(resident)).await;
    let after = mended(&mut organiser, session).await;
    let rounds: Vec<u32> =
        after.iter().filter(|meeting| meeting.resident == resident).map(|one| one.round).collect();
    assert!(!rounds.is_empty() && rounds.iter().all(|round| *round > 1), "{rounds:?}");
}

#[tokio::test]
async fn the_last_event_is_taken_back_with_one_tap() {
    let hall = Hall::open().await;
    let (mut organiser, session, _) = published(&hall).await;
    let meetings = console(&mut organiser, session).await.plan.expect("published").meetings;
    let resident = meetings[0].resident;
    let mark = |attendance| Command::MarkAttendance { session, resident, attendance };
    let attendance = |view: &sync::views::ConsoleView| {
        view.people.iter().find(|one| one.resident == resident).expect("placed").attendance
    };
    organiser.does(mark(Attendance::Present)).await;
    organiser.does(mark(Attendance::NoShow)).await;
    let view = console(&mut organiser, session).await;
    let offers: Vec<_> = view.happened.iter().filter_map(|one| one.undo.clone()).collect();
    let stood = Undo::Attendance(resident, Attendance::Present);
    assert_eq!(offers, std::slice::from_ref(&stood), "only the last event, and what stood before it");
    organiser.does(stood.command(session)).await;
    assert_eq!(attendance(&console(&mut organiser, session).await), Attendance::Present);

    let table = meetings[0].table;
    let away =
        |rounds: &[u32]| Command::MarkAway { session, who: Who::Table(table), rounds: rounds.to_vec() };
    organiser.does(away(&[3])).await;
    let view = console(&mut organiser, session).await;
    let undo = view.happened.iter().find_map(|one| one.undo.clone()).expect("an undo");
    assert_eq!(undo, Undo::Away(Who::Table(table), vec![]));
    organiser.does(undo.command(session)).await;
    let view = console(&mut organiser, session).await;
    assert!(view.away.is_empty());
    let redo = view.happened.iter().find_map(|one| one.undo.clone());
    assert_eq!(redo, Some(Undo::Away(Who::Table(table), vec![3])), "and the other way round");
}
