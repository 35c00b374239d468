//! Tablets: how long a code opens, and names that are on no list.

use crate::hall::{Browser, Hall};
use crate::thread::{console, employer_with_a_choice, pair_tablet, plan_and_publish, tablet_view};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{DeviceId, SessionId};
use domain::text::Name;
use server::chance;
use server::clock::{self, Clock};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use sync::Shown;
use sync::requests::RequestError;

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

/// A code for a projector.
async fn code(organiser: &mut Browser, session: SessionId) -> String {
    let device = DeviceId(chance::id());
    let open = Command::OpenPairing { session, device, employer: None, name: name("Zaal") };
    let Some(Shown::PairingCode(code)) = organiser.does(open).await.shown else { panic!("no code") };
    code
}

#[tokio::test]
async fn a_pairing_code_opens_for_five_minutes() {
    const MINUTE_MS: i64 = 60_000;
    let later_ms = Arc::new(AtomicI64::new(0));
    let ahead = later_ms.clone();
    let hall = Hall::by(Clock::of(move || clock::now_ms() + ahead.load(Ordering::Relaxed))).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (soon, late) = (code(&mut organiser, fair.session).await, code(&mut organiser, fair.session).await);
    let pair = async |code: &str| {
        hall.browser().post_json("/app-api/pair", &serde_json::json!({ "code": code })).await
    };
    later_ms.store(4 * MINUTE_MS, Ordering::Relaxed);
    assert_eq!(pair(&soon).await.status, StatusCode::NO_CONTENT);
    later_ms.store(6 * MINUTE_MS, Ordering::Relaxed);
    let heard = pair(&late).await;
    assert_eq!(heard.status, StatusCode::UNAUTHORIZED);
    let said: RequestError = serde_json::from_str(&heard.text).expect("a typed error");
    assert_eq!(said, RequestError::WrongCode, "as any other wrong one");
}

#[tokio::test]
async fn a_name_that_is_on_no_list_may_write_and_the_organiser_sees_it() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    plan_and_publish(&mut organiser, fair.session).await;
    let employer = employer_with_a_choice(&mut organiser, &fair).await;
    let mut tablet = pair_tablet(&hall, &mut organiser, fair.session, employer).await;
    let unlisted = async |organiser: &mut Browser| {
        let devices = console(organiser, fair.session).await.devices;
        devices.iter().map(|device| device.unlisted).collect::<Vec<_>>()
    };
    assert_eq!(unlisted(&mut organiser).await, [false]);
    tablet.does(Command::PickInterviewer { name: name("Invalkracht") }).await;
    assert_eq!(unlisted(&mut organiser).await, [true]);
    let listed = tablet_view(&mut tablet, fair.session).await.interviewers.remove(0);
    tablet.does(Command::PickInterviewer { name: name(&listed.to_uppercase()) }).await;
    assert_eq!(unlisted(&mut organiser).await, [false], "however it is typed");
}
