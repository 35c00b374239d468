//! Plans, the timer, tablets, and who is signed in.

use crate::world::*;
use domain::ids::*;
use domain::rotation::Who;
use domain::rotation::timer::{Timer, TimerMode};
use store::contacts::Contact;
use store::devices::Device;
use store::logins::{Holder, Login};
use store::plans::{PlanRow, PlanState};
use store::{Store, StoreError, away, contacts, devices, logins, plans, timers};
use sync::device::Keeping;
use sync::views::DeviceKind;

pub const TABLET: DeviceId = DeviceId(id(0x71));
pub const SCREEN: DeviceId = DeviceId(id(0x72));

pub async fn tell(store: &Store) {
    plans_follow_each_other(store).await;
    the_clock_runs(store).await;
    some_are_away(store).await;
    a_tablet_is_paired(store).await;
    people_sign_in(store).await;
}

/// The plan of 1 seats resident 1, that of 3 resident 2, the others resident 3; each of them twice.
fn plan(number: u128, parent: Option<u128>, made_ms: i64) -> PlanRow {
    let resident = match made_ms {
        1 => 1,
        3 => 2,
        _ => 3,
    };
    let meeting = format!(r#"{{"employer":"{PARTY}","resident":"{}"}}"#, resident_id(resident));
    PlanRow {
        id: PlanId(id(number)),
        location: LOCATION,
        session: SESSION,
        parent: parent.map(|parent| PlanId(id(parent))),
        state: PlanState::Proposed,
        document: format!(r#"{{"plan":{number},"meetings":[{meeting},{meeting}]}}"#),
        about: "{}".into(),
        made_ms,
        published_ms: None,
    }
}

async fn plans_follow_each_other(store: &Store) {
    let mut tx = write(store).await;
    let (first, rival, child) = (plan(0x81, None, 1), plan(0x82, None, 2), plan(0x83, Some(0x81), 3));
    plans::insert(&mut tx, &first).await.unwrap();
    plans::insert(&mut tx, &rival).await.unwrap();
    assert_eq!(plans::proposal(&mut tx, SESSION).await.unwrap(), Some(rival.clone()));
    assert_eq!(plans::published(&mut tx, SESSION).await.unwrap(), None);
    assert_eq!(plans::sessions_of(&mut tx, FAIR).await.unwrap(), [(SESSION, false)]);

    assert!(!plans::was_published(&mut tx, SESSION).await.unwrap());
    assert!(!plans::publish(&mut tx, PlanId(id(99)), None, NOW).await.unwrap(), "no such plan");
    assert!(!plans::publish(&mut tx, first.id, Some(rival.id), NOW).await.unwrap(), "no such parent");
    assert!(plans::publish(&mut tx, first.id, None, NOW).await.unwrap());
    let published = PlanRow { state: PlanState::Published, published_ms: Some(NOW), ..first.clone() };
    assert_eq!(plans::published(&mut tx, SESSION).await.unwrap(), Some(published.clone()));
    assert_eq!(plans::sessions_of(&mut tx, FAIR).await.unwrap(), [(SESSION, true)]);
    let state = |row: Option<PlanRow>| row.map(|row| row.state);
    assert_eq!(state(plans::get(&mut tx, rival.id).await.unwrap()), Some(PlanState::Discarded));
    assert!(!plans::publish(&mut tx, rival.id, Some(first.id), NOW).await.unwrap(), "discarded");
    assert_eq!(plans::published(&mut tx, SESSION).await.unwrap(), Some(published), "nothing changed");

    plans::insert(&mut tx, &child).await.unwrap();
    assert!(!plans::publish(&mut tx, child.id, None, NOW).await.unwrap(), "one is published already");
    assert!(plans::publish(&mut tx, child.id, Some(first.id), NOW + 1).await.unwrap());
    assert_eq!(state(plans::get(&mut tx, first.id).await.unwrap()), Some(PlanState::Superseded));
    assert!(plans::was_published(&mut tx, SESSION).await.unwrap());
    for (resident, seated) in [(1, true), (2, true), (3, false)] {
        let with = plans::was_seated(&mut tx, SESSION, PARTY, resident_id(resident)).await.unwrap();
        assert_eq!(
            with, seated,
            "the plan of before counts, and what was only proposed does not: {resident}"
        );
    }

    tx.savepoint().await.unwrap();
    let twice = plans::set_state(&mut tx, first.id, PlanState::Published).await;
    assert!(matches!(twice, Err(StoreError::Taken)), "one published plan per session");
    tx.undo_to_savepoint().await.unwrap();

    assert_eq!(plans::reasons(&mut tx, child.id).await.unwrap(), None, "none were kept");
    plans::set_reasons(&mut tx, LOCATION, child.id, "{}").await.unwrap();
    assert_eq!(plans::reasons(&mut tx, child.id).await.unwrap().as_deref(), Some("{}"));
    assert_eq!(plans::due(&mut tx).await.unwrap(), []);
    plans::set_due(&mut tx, SESSION, NOW).await.unwrap();
    plans::set_due(&mut tx, SESSION, NOW + 1).await.unwrap();
    assert_eq!(plans::due(&mut tx).await.unwrap(), [SESSION], "once, however often it was asked for");
    plans::set_made(&mut tx, SESSION).await.unwrap();
    assert_eq!(plans::due(&mut tx).await.unwrap(), []);
    plans::insert(&mut tx, &plan(0x84, Some(0x83), 4)).await.unwrap();
    plans::discard_proposals(&mut tx, SESSION).await.unwrap();
    assert_eq!(plans::proposal(&mut tx, SESSION).await.unwrap(), None);
    tx.commit().await.unwrap();
}

async fn the_clock_runs(store: &Store) {
    let mut tx = write(store).await;
    assert_eq!(timers::get(&mut tx, SESSION).await.unwrap(), Timer::waiting());
    assert!(!timers::has_begun(&mut tx, SESSION).await.unwrap());
    let runs = Timer { rev: 1, mode: TimerMode::Running, phase: 0, anchor_ms: NOW, remaining_ms: 480_000 };
    let rests = Timer { rev: 2, mode: TimerMode::Paused, anchor_ms: NOW + 9, ..runs };
    assert!(!timers::set(&mut tx, LOCATION, SESSION, 1, &rests).await.unwrap(), "not begun");
    assert!(timers::set(&mut tx, LOCATION, SESSION, 0, &runs).await.unwrap());
    assert!(!timers::set(&mut tx, LOCATION, SESSION, 0, &runs).await.unwrap(), "begun already");
    assert_eq!(timers::get(&mut tx, SESSION).await.unwrap(), runs);
    assert!(timers::has_begun(&mut tx, SESSION).await.unwrap());
    assert!(timers::set(&mut tx, LOCATION, SESSION, 1, &rests).await.unwrap());
    assert_eq!(timers::get(&mut tx, SESSION).await.unwrap(), rests);
    tx.commit().await.unwrap();
}

async fn some_are_away(store: &Store) {
    let mut tx = write(store).await;
    assert_eq!(away::of_session(&mut tx, SESSION).await.unwrap(), []);
    let person = Who::Resident(resident_id(1));
    let all = [
        Who::Employer(EMPLOYER),
        Who::Hall(SESSION),
        Who::Interpreter(InterpreterId(id(0xa1))),
        person,
        Who::Table(TableId(id(0xa2))),
    ];
    for (nth, who) in all.into_iter().enumerate() {
        let rounds = [1, 2 + u32::try_from(nth).unwrap()];
        away::set(&mut tx, LOCATION, SESSION, who, &rounds, "staff:x", NOW).await.unwrap();
    }
    let stands = away::of_session(&mut tx, SESSION).await.unwrap();
    assert_eq!(stands.iter().map(|(who, _)| *who).collect::<Vec<_>>(), all, "each reads as what it was");
    assert_eq!(stands[3], (person, vec![1, 5]));
    away::set(&mut tx, LOCATION, SESSION, person, &[12], "staff:y", NOW + 1).await.unwrap();
    away::set(&mut tx, LOCATION, SESSION, all[0], &[], "staff:y", NOW + 1).await.unwrap();
    let stands = away::of_session(&mut tx, SESSION).await.unwrap();
    assert_eq!(
        (stands.len(), &stands[2]),
        (4, &(person, vec![12])),
        "the last word counts, and back is not away"
    );
    tx.commit().await.unwrap();
}

async fn a_tablet_is_paired(store: &Store) {
    let mut tx = write(store).await;
    let tablet = Device {
        id: TABLET,
        location: LOCATION,
        session: SESSION,
        kind: DeviceKind::Tablet,
        employer: Some(EMPLOYER),
        name: "Tablet 1".into(),
        code_hash: vec![1; 32],
        code_expires_ms: NOW + 300,
        paired_ms: None,
        confirmed_ms: None,
        interviewer: None,
        last_seen_ms: None,
        revoked_ms: None,
        created_ms: NOW,
    };
    devices::insert(&mut tx, &tablet).await.unwrap();
    let renewed = Device { code_hash: vec![2; 32], code_expires_ms: NOW + 600, ..tablet.clone() };
    devices::insert(&mut tx, &renewed).await.unwrap();
    assert_eq!(devices::get(&mut tx, TABLET).await.unwrap(), Some(renewed.clone()));
    assert!(!devices::confirm(&mut tx, TABLET, NOW).await.unwrap(), "not paired yet");

    assert_eq!(devices::pair_by_code(&mut tx, &[1; 32], NOW).await.unwrap(), None, "replaced");
    assert_eq!(devices::pair_by_code(&mut tx, &[2; 32], NOW + 600).await.unwrap(), None, "expired");
    let paired = devices::pair_by_code(&mut tx, &[2; 32], NOW).await.unwrap();
    let seen = Some(NOW);
    assert_eq!(paired, Some(Device { paired_ms: seen, last_seen_ms: seen, ..renewed.clone() }));
    assert_eq!(devices::pair_by_code(&mut tx, &[2; 32], NOW).await.unwrap(), None, "used");
    assert!(matches!(devices::insert(&mut tx, &tablet).await, Err(StoreError::Taken)), "paired");

    assert!(devices::confirm(&mut tx, TABLET, NOW + 1).await.unwrap());
    assert!(!devices::confirm(&mut tx, TABLET, NOW + 2).await.unwrap());
    devices::set_interviewer(&mut tx, TABLET, "Sam Demo").await.unwrap();
    devices::touch(&mut tx, TABLET, NOW + 9).await.unwrap();
    devices::touch(&mut tx, TABLET, NOW + 3).await.unwrap();
    let in_use = Device {
        paired_ms: seen,
        confirmed_ms: Some(NOW + 1),
        interviewer: Some("Sam Demo".into()),
        last_seen_ms: Some(NOW + 9),
        ..renewed.clone()
    };
    let told = Contact {
        device: TABLET,
        location: LOCATION,
        session: SESSION,
        heard_ms: NOW,
        unsent: 3,
        attention: 0,
        keeps: Keeping::MayGo,
        build: Some("a1b2".into()),
    };
    assert_eq!(contacts::of_session(&mut tx, SESSION).await.unwrap(), []);
    assert!(contacts::hear(&mut tx, &told, 2_000).await.unwrap());
    let soon = Contact { heard_ms: NOW + 1_999, unsent: 4, ..told.clone() };
    assert!(!contacts::hear(&mut tx, &soon, 2_000).await.unwrap(), "too soon after the last");
    assert_eq!(contacts::of_session(&mut tx, SESSION).await.unwrap(), std::slice::from_ref(&told));
    let later = Contact { heard_ms: NOW + 2_000, attention: 1, keeps: Keeping::Nothing, build: None, ..told };
    assert!(contacts::hear(&mut tx, &later, 2_000).await.unwrap());
    assert_eq!(contacts::of_session(&mut tx, SESSION).await.unwrap(), [later]);

    let screen = Device {
        id: SCREEN,
        kind: DeviceKind::Projector,
        employer: None,
        name: "Scherm".into(),
        code_hash: vec![3; 32],
        ..renewed
    };
    devices::insert(&mut tx, &screen).await.unwrap();
    assert_eq!(devices::of_session(&mut tx, SESSION).await.unwrap(), [screen.clone(), in_use]);
    assert!(devices::revoke(&mut tx, screen.id, NOW).await.unwrap());
    assert!(!devices::revoke(&mut tx, screen.id, NOW).await.unwrap());
    assert_eq!(devices::pair_by_code(&mut tx, &[3; 32], NOW).await.unwrap(), None, "revoked");
    assert_eq!(devices::of_session(&mut tx, SESSION).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}

async fn people_sign_in(store: &Store) {
    let mut tx = write(store).await;
    let login = |number: u8, holder| Login {
        id: LoginId(id(0x90 + u128::from(number))),
        location: LOCATION,
        token_hash: vec![number; 32],
        holder,
        created_ms: NOW + i64::from(number),
        last_seen_ms: NOW,
        expires_ms: NOW + 1000,
    };
    let staff = login(1, Holder::Account(ACCOUNT));
    let card = login(2, Holder::Resident(resident_id(1)));
    let tablet = login(3, Holder::Device(TABLET));
    for login in [&staff, &card, &tablet] {
        logins::insert(&mut tx, login).await.unwrap();
    }
    assert_eq!(logins::by_hash(&mut tx, &[1; 32], NOW).await.unwrap(), Some(staff.clone()));
    assert_eq!(logins::by_hash(&mut tx, &[1; 32], NOW + 1000).await.unwrap(), None, "expired");
    assert_eq!(logins::by_hash(&mut tx, &[9; 32], NOW).await.unwrap(), None);
    let live = logins::of_location(&mut tx, LOCATION, NOW).await.unwrap();
    assert_eq!(live, [tablet, card.clone(), staff.clone()]);

    let expired = logins::locations_of_expired(&mut tx, NOW + 999, NOW + 1000).await.unwrap();
    assert_eq!(expired, [LOCATION], "staff's, once");
    assert_eq!(logins::locations_of_expired(&mut tx, NOW, NOW + 999).await.unwrap(), [], "not yet");
    assert_eq!(logins::locations_of_expired(&mut tx, NOW + 1000, NOW + 2000).await.unwrap(), [], "before");

    logins::touch(&mut tx, staff.id, NOW + 7).await.unwrap();
    logins::touch(&mut tx, staff.id, NOW + 2).await.unwrap();
    let seen = logins::get(&mut tx, staff.id).await.unwrap();
    assert_eq!(seen, Some(Login { last_seen_ms: NOW + 7, ..staff.clone() }));

    assert!(logins::not_ended(&mut tx, staff.id).await.unwrap().is_some());
    assert!(logins::revoke(&mut tx, staff.id, NOW).await.unwrap());
    assert_eq!(logins::not_ended(&mut tx, staff.id).await.unwrap(), None);
    assert!(!logins::revoke(&mut tx, staff.id, NOW).await.unwrap());
    assert_eq!(logins::by_hash(&mut tx, &[1; 32], NOW).await.unwrap(), None, "revoked");
    assert!(logins::get(&mut tx, staff.id).await.unwrap().is_some());
    assert_eq!(logins::revoke_of(&mut tx, card.holder, NOW).await.unwrap(), 1);
    assert_eq!(logins::revoke_of(&mut tx, card.holder, NOW).await.unwrap(), 0);
    assert_eq!(logins::revoke_of(&mut tx, staff.holder, NOW).await.unwrap(), 0);
    assert_eq!(logins::of_location(&mut tx, LOCATION, NOW).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}
