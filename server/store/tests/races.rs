//! Two people at the same moment. Each race is run on both databases; what only one may have, one gets.

use crate::world::*;
use domain::fair::{Counts, Place, SignUpRefused, SignUpState, Through, place};
use domain::follow_up::times::{OFFERED_MAX, Time, may_offer};
use domain::ids::*;
use domain::pipeline::question::{OPEN_MAX, may_ask};
use domain::text::Line;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use store::devices::Device;
use store::invites::Invite;
use store::journal::Entry;
use store::logins::{Holder, Login};
use store::plans::{PlanRow, PlanState};
use store::sign_ups::Standing;
use store::times::{self, TimeRow};
use store::{
    Store, StoreError, Tx, devices, employers, fairs, invites, journal, logins, plans, questions, residents,
    scopes, sign_ups,
};
use sync::Scope;
use sync::views::DeviceKind;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// Runs the same try for 0, 1, … at once and gives back every outcome, by number.
async fn all_at_once<T, F>(store: &Store, tries: u32, one: impl Fn(Store, u32) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = Result<T, StoreError>> + Send + 'static,
{
    if store.kind() == "postgres" {
        // Connections are opened one after the other: without this the first try is over before the last begins.
        let mut open = Vec::new();
        for _ in 0..tries {
            open.push(read(store).await);
        }
    }
    let mut running = JoinSet::new();
    let start = Arc::new(Barrier::new(tries as usize));
    for number in 0..tries {
        let (one, start) = (one(store.clone(), number), start.clone());
        running.spawn(async move {
            start.wait().await;
            (number, one.await.expect("the try itself goes well"))
        });
    }
    let mut outcomes = running.join_all().await;
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn wins(outcomes: &[bool]) -> usize {
    outcomes.iter().filter(|won| **won).count()
}

/// What the server does for one person: lock, count, decide, save.
async fn try_sign_up(store: Store, number: u32) -> Result<Result<Place, SignUpRefused>, StoreError> {
    let mut tx = store.write().await?;
    let fair = fairs::lock(&mut tx, FAIR).await?.ok_or(StoreError::Gone)?;
    let Standing { placed: taken, standby, .. } = sign_ups::counts(&mut tx, FAIR, NOW).await?;
    let counts = Counts { capacity: fair.capacity, standby_max: fair.standby_max, taken, standby };
    let decided = place(fair.state, Through::Page, counts, false);
    if let Ok(place) = decided {
        let state = if place == Place::Placed { SignUpState::Placed } else { SignUpState::Standby };
        let queue = sign_ups::next_queue(&mut tx, FAIR).await?;
        sign_ups::insert(&mut tx, &sign_up(number + 1, state, queue), &[]).await?;
    }
    tx.commit().await?;
    Ok(decided)
}

async fn the_last_place(store: &Store) {
    settle(store, 8).await.unwrap();
    let got = all_at_once(store, 8, try_sign_up).await;
    let placed = got.iter().filter(|place| **place == Ok(Place::Placed)).count();
    let full = got.iter().filter(|place| **place == Err(SignUpRefused::Full)).count();
    assert_eq!((placed, full), (2, 3), "two places, three on standby: {got:?}");
    let mut tx = read(store).await;
    let standing = sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap();
    assert_eq!((standing.placed, standing.standby), (2, 3));
    let queue = sign_ups::of_fair(&mut tx, FAIR).await.unwrap();
    assert_eq!(queue.iter().map(|s| s.queue).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

async fn one_use(store: &Store) {
    settle(store, 1).await.unwrap();
    let mut tx = write(store).await;
    let invite = InviteId(id(0x21));
    let link =
        Invite { id: invite, account: ACCOUNT, token_hash: vec![7; 32], expires_ms: NOW, used_ms: None };
    invites::insert(&mut tx, &link).await.unwrap();
    let tablet = Device {
        id: DeviceId(id(0x71)),
        location: LOCATION,
        session: SESSION,
        kind: DeviceKind::Tablet,
        employer: Some(EMPLOYER),
        name: "Tablet 1".into(),
        code_hash: vec![1; 32],
        code_expires_ms: NOW + 1,
        paired_ms: None,
        confirmed_ms: None,
        interviewer: None,
        last_seen_ms: None,
        revoked_ms: None,
        created_ms: NOW,
    };
    devices::insert(&mut tx, &tablet).await.unwrap();
    let login = LoginId(id(0x91));
    let signed_in = Login {
        id: login,
        location: LOCATION,
        token_hash: vec![9; 32],
        holder: Holder::Account(ACCOUNT),
        created_ms: NOW,
        last_seen_ms: NOW,
        expires_ms: NOW + 1,
    };
    logins::insert(&mut tx, &signed_in).await.unwrap();
    tx.commit().await.unwrap();

    let used = all_at_once(store, 6, |store, _| async move {
        let mut tx = store.write().await?;
        let used = invites::use_up(&mut tx, invite, NOW).await?;
        tx.commit().await.map(|()| used)
    });
    assert_eq!(wins(&used.await), 1, "an invite opens once");
    let paired = all_at_once(store, 6, |store, _| async move {
        let mut tx = store.write().await?;
        let paired = devices::pair_by_code(&mut tx, &[1; 32], NOW).await?;
        tx.commit().await.map(|()| paired.is_some())
    });
    assert_eq!(wins(&paired.await), 1, "a pairing code opens once");
    let revoked = all_at_once(store, 6, |store, _| async move {
        let mut tx = store.write().await?;
        let revoked = logins::revoke(&mut tx, login, NOW).await?;
        tx.commit().await.map(|()| revoked)
    });
    assert_eq!(wins(&revoked.await), 1, "a login ends once");
}

async fn misses_add_up(store: &Store) {
    settle(store, 1).await.unwrap();
    let mut counted = all_at_once(store, 12, |store, _| async move {
        let mut tx = store.write().await?;
        let misses = residents::miss(&mut tx, resident_id(1)).await?;
        tx.commit().await.map(|()| misses)
    })
    .await;
    counted.sort();
    assert_eq!(counted, (1..=12).collect::<Vec<_>>());
}

async fn one_plan(store: &Store) {
    settle(store, 0).await.unwrap();
    let proposal = |number: u32| PlanRow {
        id: PlanId(id(0x80 + u128::from(number))),
        location: LOCATION,
        session: SESSION,
        parent: None,
        state: PlanState::Proposed,
        document: "{}".into(),
        about: "{}".into(),
        made_ms: NOW,
        published_ms: None,
    };
    let mut tx = write(store).await;
    for number in 0..2 {
        plans::insert(&mut tx, &proposal(number)).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut first = write(store).await;
    assert!(plans::publish(&mut first, proposal(0).id, None, NOW).await.unwrap());
    let (second, other) = (proposal(1).id, store.clone());
    let second = tokio::spawn(async move {
        let mut tx = other.write().await?;
        let published = plans::publish(&mut tx, second, None, NOW).await?;
        tx.commit().await.map(|()| published)
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!second.is_finished(), "the second waits for the first");
    first.commit().await.unwrap();
    assert!(!second.await.unwrap().unwrap(), "and then sees that it came too late");
}

async fn numbers_and_chain(store: &Store) {
    settle(store, 2).await.unwrap();
    all_at_once(store, 12, |store, number| async move {
        let mut tx = store.write().await?;
        let given = residents::next_number(&mut tx, LOCATION).await?;
        residents::insert(&mut tx, &resident(given)).await?;
        let entry = Entry {
            command: CommandId(id(0x5000 + u128::from(number))),
            location: Some(LOCATION),
            actor: "staff:x",
            kind: "sign_up@1",
            subject: Some(resident_id(1 + number % 2)),
            payload: b"{}",
            outcome: "{}",
            made_at_ms: NOW,
            at_ms: NOW,
        };
        journal::append(&mut tx, &entry).await?;
        scopes::raise(&mut tx, Scope::Fair(FAIR)).await?;
        tx.commit().await
    })
    .await;
    let mut tx = read(store).await;
    assert_eq!(residents::of_location(&mut tx, LOCATION).await.unwrap().len(), 14);
    assert_eq!(journal::verify(&mut tx, LOCATION).await.unwrap(), 12);
    let entries = journal::latest(&mut tx, LOCATION, &[], 20).await.unwrap();
    assert!(entries.iter().all(|entry| entry.payload.is_some()), "one key per person");
    assert_eq!(scopes::version(&mut tx, Scope::Fair(FAIR)).await.unwrap(), 12);
}

/// What the server does with a question: lock, count, decide, save.
async fn three_questions(store: &Store) {
    settle(store, 2).await.unwrap();
    let asked = all_at_once(store, 8, |store, number| async move {
        let mut tx = store.write().await?;
        let who = resident_id(1 + number % 2);
        residents::lock(&mut tx, who).await?;
        let before = questions::of_resident(&mut tx, who).await?;
        let before: Vec<_> = before.iter().map(|one| (one.asked_ms, one.answered.is_none())).collect();
        let may = may_ask(&before, NOW).is_ok();
        if may {
            let (question, text) = (QuestionId(id(0x600 + u128::from(number))), Line::parse("Wat?").unwrap());
            questions::insert(&mut tx, question, LOCATION, who, &text, NOW).await?;
        }
        tx.commit().await.map(|()| may)
    })
    .await;
    assert_eq!(wins(&asked), 2 * OPEN_MAX, "three of each of two people wait");
}

/// The same with times for a vacancy.
async fn twelve_times(store: &Store) {
    settle(store, 0).await.unwrap();
    let mut tx = write(store).await;
    let vacancy = vacancy(VacancyId(id(0x31)), "Bakker", 1);
    employers::insert_vacancy(&mut tx, &vacancy).await.unwrap();
    tx.commit().await.unwrap();
    let of = vacancy.id;
    let offered = all_at_once(store, 16, |store, number| async move {
        let mut tx = store.write().await?;
        times::lock_of_vacancy(&mut tx, of).await?;
        let standing = times::to_come(&mut tx, of, NOW).await?;
        let starts_ms = NOW + 3_600_000;
        let may = may_offer(standing.len(), starts_ms, NOW).is_ok();
        if may {
            let row = TimeRow {
                id: TimeId(id(0x700 + u128::from(number))),
                location: LOCATION,
                vacancy: of,
                place: Line::parse("Kantoor").unwrap(),
                offered_ms: NOW,
                time: Time { starts_ms, taken_back: false, held_by: None },
            };
            times::offer(&mut tx, &row, "staff:x").await?;
        }
        tx.commit().await.map(|()| may)
    })
    .await;
    assert_eq!(wins(&offered), OFFERED_MAX);
}

macro_rules! on_both {
    ($($race:ident: $in_file:ident, $on_postgres:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $in_file() {
            let (store, _folder) = file().await;
            $race(&store).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $on_postgres() {
            $race(&postgres().await).await;
        }
    )*};
}

on_both! {
    the_last_place: the_last_place_is_given_once_in_a_file, the_last_place_is_given_once_on_postgres;
    one_use: a_link_a_code_and_a_login_end_once_in_a_file, a_link_a_code_and_a_login_end_once_on_postgres;
    misses_add_up: wrong_pins_add_up_in_a_file, wrong_pins_add_up_on_postgres;
    one_plan: one_plan_is_published_in_a_file, one_plan_is_published_on_postgres;
    three_questions: three_questions_of_somebody_wait_in_a_file, three_questions_of_somebody_wait_on_postgres;
    twelve_times: twelve_times_are_offered_in_a_file, twelve_times_are_offered_on_postgres;
    numbers_and_chain: numbers_and_chain_have_no_gap_in_a_file, numbers_and_chain_have_no_gap_on_postgres;
}

async fn residents_seen(tx: &mut Tx) -> usize {
    residents::of_location(tx, LOCATION).await.unwrap().len()
}

#[tokio::test]
async fn a_snapshot_stands_still_and_writes_nothing() {
    let (in_file, _folder) = file().await;
    for store in [in_file, postgres().await] {
        settle(&store, 1).await.unwrap();
        let mut snapshot = read(&store).await;
        assert_eq!(residents_seen(&mut snapshot).await, 1);
        let mut tx = write(&store).await;
        residents::insert(&mut tx, &resident(2)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(residents_seen(&mut snapshot).await, 1, "as it was when it was taken");
        assert!(residents::insert(&mut snapshot, &resident(3)).await.is_err(), "reading is reading");
        drop(snapshot);
        assert_eq!(residents_seen(&mut read(&store).await).await, 2);
    }
}

#[tokio::test]
async fn a_second_writer_of_a_file_waits_and_is_told_when_it_takes_too_long() {
    let (store, _folder) = file().await;
    let held = write(&store).await;
    assert!(matches!(store.write().await, Err(StoreError::Busy)));
    drop(held);
    assert!(store.write().await.is_ok());
}
