//! Unsent work that comes as a file, and what devices say of themselves.

use crate::hall::{Browser, Hall, Heard};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, DeviceId, SessionId};
use domain::text::Name;
use server::app::Shared;
use server::chance;
use store::{audit, journal};
use sync::device::{Keeping, Pass, Report, Taken, file_head};
use sync::log::{Digest, LogEnd};
use sync::views::{ConsoleView, ContactsView};
use sync::{Envelope, Rejection, Scope, Shown, View};

const UNSENT: &str = "/app-api/unsent";

async fn pass(browser: &mut Browser) -> Pass {
    let heard = browser.send("POST", "/app-api/pass", None, vec![]).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    serde_json::from_str(&heard.text).expect("a pass")
}

/// A file as a browser makes it, of commands in a log of their own.
fn file(pass: &Pass, log: LogEnd, commands: &[&Envelope]) -> Vec<u8> {
    let bytes: Vec<_> = commands.iter().map(|one| serde_json::to_string(one).expect("writes")).collect();
    let after = serde_json::to_string(&log).expect("writes");
    let text = format!("{{\"after\":{after},\"commands\":[{}]}}\n", bytes.join(","));
    let nonce: [u8; 12] = chance::bytes();
    let cipher = Aes256Gcm::new(&pass.key.0.into());
    let locked = cipher.encrypt(Nonce::from_slice(&nonce), text.as_bytes()).expect("locks");
    [file_head(&pass.pass).as_bytes(), &nonce, &locked].concat()
}

fn asks(command: Command) -> Envelope {
    Envelope { id: CommandId(chance::id()), made_at_ms: 0, command }
}

async fn load(browser: &mut Browser, file: &[u8]) -> Heard {
    browser.send("POST", UNSENT, Some("application/octet-stream"), file.to_vec()).await
}

fn taken(heard: &Heard) -> Taken {
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    serde_json::from_str(&heard.text).expect("what became of it")
}

async fn noted(app: &Shared, what: &str) -> usize {
    let mut tx = app.store.read().await.expect("a snapshot");
    audit::latest(&mut tx, 50).await.expect("notes").iter().filter(|note| note.what == what).count()
}

async fn entries(app: &Shared, envelopes: &[&Envelope]) -> Vec<Option<String>> {
    let mut tx = app.store.read().await.expect("a snapshot");
    let mut all = Vec::new();
    for one in envelopes {
        all.push(journal::outcome_of(&mut tx, one.id).await.expect("the journal"));
    }
    all
}

async fn console(browser: &mut Browser, session: SessionId) -> ConsoleView {
    match browser.view(Scope::Session(session)).await {
        View::Console(view) => *view,
        other => panic!("not a console: {other:?}"),
    }
}

async fn contacts(browser: &mut Browser, session: SessionId) -> ContactsView {
    match browser.view(Scope::Contacts(session)).await {
        View::Contacts(view) => *view,
        other => panic!("no contacts: {other:?}"),
    }
}

/// A tablet of the first table's employer, paired and approved.
async fn tablet(hall: &Hall, organiser: &mut Browser, session: SessionId) -> (Browser, DeviceId) {
    let (tablet, device) = paired(hall, organiser, session).await;
    organiser.does(Command::ConfirmDevice { device }).await;
    (tablet, device)
}

async fn paired(hall: &Hall, organiser: &mut Browser, session: SessionId) -> (Browser, DeviceId) {
    let employer = console(organiser, session).await.tables[0].employer;
    let device = DeviceId(chance::id());
    let name = Name::parse("Tablet 7").expect("a name");
    let opened =
        organiser.does(Command::OpenPairing { session, device, employer: Some(employer), name }).await;
    let Some(Shown::PairingCode(code)) = opened.shown else { panic!("a code is shown") };
    let mut tablet = hall.browser();
    let heard = tablet.post_json("/app-api/pair", &serde_json::json!({ "code": code })).await;
    assert_eq!(heard.status, StatusCode::NO_CONTENT, "{}", heard.text);
    (tablet, device)
}

#[tokio::test]
async fn a_file_is_admitted_as_its_maker_and_twice_is_once() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (mut tablet, _) = tablet(&hall, &mut organiser, fair.session).await;
    let pass = pass(&mut tablet).await;
    let named = asks(Command::PickInterviewer { name: Name::parse("Vonkje").expect("a name") });
    // What the organiser may do and a tablet may not stays refused, whoever loads the file.
    let opens = asks(Command::OpenSignUp { fair: fair.fair });
    let log = LogEnd::empty(chance::id());
    let whole = file(&pass, log, &[&named, &opens]);

    for _ in 0..2 {
        let became = taken(&load(&mut organiser, &whole).await);
        assert_eq!(became, Taken { taken: 1, refused: 1, left: 0 });
    }
    assert_eq!(
        entries(&hall.app, &[&named, &opens]).await,
        [Some("\"applied\"".to_owned()), Some(r#"{"rejected":"not_found"}"#.to_owned())]
    );
    // The tablet's own network comes back: the same answers, and its log goes on.
    let bytes: Vec<_> =
        [&named, &opens].iter().map(|one| serde_json::to_string(one).expect("writes")).collect();
    let after = serde_json::to_string(&log).expect("writes");
    let body = format!(r#"{{"after":{after},"commands":[{}]}}"#, bytes.join(","));
    let heard = tablet.send("POST", "/app-api/push", Some("application/json"), body.into_bytes()).await;
    assert!(heard.text.contains(r#""log":"fits""#), "{}", heard.text);
    assert!(heard.text.contains("applied") && heard.text.contains("not_found"), "{}", heard.text);
    // A story that does not follow what the server knows is left to the device.
    let ahead = log.then(&Digest::of("never sent"));
    let ahead = LogEnd { seq: 9, ..ahead };
    let left = file(&pass, ahead, &[&asks(Command::OpenSignUp { fair: fair.fair })]);
    assert_eq!(taken(&load(&mut organiser, &left).await), Taken { taken: 0, refused: 0, left: 1 });
    assert_eq!(noted(&hall.app, "file of unsent work taken").await, 3);
}

#[tokio::test]
async fn a_file_of_a_revoked_device_changes_nothing_and_is_noted() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (mut tablet, device) = tablet(&hall, &mut organiser, fair.session).await;
    let pass = pass(&mut tablet).await;
    let named = asks(Command::PickInterviewer { name: Name::parse("Vonkje").expect("a name") });
    let whole = file(&pass, LogEnd::empty(chance::id()), &[&named]);
    organiser.does(Command::RevokeDevice { device }).await;
    let heard = load(&mut organiser, &whole).await;
    assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(heard.text.contains("maker_ended"), "{}", heard.text);
    assert_eq!(entries(&hall.app, &[&named]).await, [None]);
    assert_eq!(noted(&hall.app, "file of unsent work refused").await, 1);
}

#[tokio::test]
async fn a_tablet_that_nobody_approved_loses_nothing_by_its_file() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (mut tablet, device) = paired(&hall, &mut organiser, fair.session).await;
    let pass = pass(&mut tablet).await;
    let named = asks(Command::PickInterviewer { name: Name::parse("Vonkje").expect("a name") });
    let opens = asks(Command::OpenSignUp { fair: fair.fair });
    let whole = file(&pass, LogEnd::empty(chance::id()), &[&named]);
    let heard = load(&mut organiser, &whole).await;
    assert!(heard.text.contains("maker_ended"), "{}", heard.text);
    organiser.does(Command::ConfirmDevice { device }).await;
    let nameless = file(&pass, LogEnd::empty(chance::id()), &[&opens, &named]);
    assert!(load(&mut organiser, &nameless).await.text.contains("maker_ended"), "nobody wrote that yet");
    assert_eq!(entries(&hall.app, &[&named, &opens]).await, [None, None], "nothing was refused for good");
    assert_eq!(taken(&load(&mut organiser, &whole).await), Taken { taken: 1, refused: 0, left: 0 });
}

#[tokio::test]
async fn only_an_organiser_loads_a_file_and_only_one_that_this_server_can_open() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let pass = pass(&mut organiser).await;
    let opens = asks(Command::OpenSignUp { fair: fair.fair });
    let whole = file(&pass, LogEnd::empty(chance::id()), &[&opens]);
    for role in ["desk", "matcher"] {
        let mut other = hall.signed_in(role).await;
        assert_eq!(load(&mut other, &whole).await.status, StatusCode::NOT_FOUND, "{role}");
    }
    assert_eq!(load(&mut hall.browser(), &whole).await.status, StatusCode::UNAUTHORIZED);
    let mut changed = whole.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    for strange in [&b""[..], b"naam;kamer", &changed, &whole[..whole.len() / 2]] {
        let heard = load(&mut organiser, strange).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", heard.text);
    }
    assert_eq!(entries(&hall.app, &[&opens]).await, [None]);
    assert_eq!(noted(&hall.app, "file of unsent work not opened").await, 4);
    let large = load(&mut organiser, &vec![0; sync::device::FILE_MAX + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Nobody sends by file who has no log.
    let heard = hall.browser().send("POST", "/app-api/pass", None, vec![]).await;
    assert_eq!(heard.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_device_reports_how_it_is_doing_and_only_devices_do() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let session = fair.session;
    let (mut tablet, device) = tablet(&hall, &mut organiser, session).await;
    let before = contacts(&mut organiser, session).await;
    assert_eq!((before.devices[0].device, before.devices[0].told), (device, None), "heard of by pairing");
    let report =
        Report { unsent: 999_999, attention: 2, keeps: Keeping::MayGo, build: Some("older1".into()) };
    let heard = tablet.post_json("/app-api/report", &report).await;
    assert_eq!(heard.status, StatusCode::NO_CONTENT, "{}", heard.text);
    let told = contacts(&mut organiser, session).await.devices[0].told.expect("told");
    assert_eq!((told.unsent, told.attention, told.keeps, told.old_build), (2_000, 2, Keeping::MayGo, true));
    // At once again: nothing is written, so that no device keeps the disk busy.
    let soon = Report { unsent: 1, ..report.clone() };
    assert_eq!(tablet.post_json("/app-api/report", &soon).await.status, StatusCode::NO_CONTENT);
    assert_eq!(contacts(&mut organiser, session).await.devices[0].told, Some(told));

    assert_eq!(organiser.post_json("/app-api/report", &report).await.status, StatusCode::NOT_FOUND);
    assert_eq!(hall.browser().post_json("/app-api/report", &report).await.status, StatusCode::UNAUTHORIZED);
    assert!(tablet.pull(Scope::Contacts(session)).await.is_none(), "a tablet sees no other device");
}

#[tokio::test]
async fn the_organiser_sees_what_was_refused_to_a_tablet_and_nothing_that_was_written() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, date) = organiser.fairs().await;
    let (mut tablet, _) = tablet(&hall, &mut organiser, fair.session).await;
    let refused = tablet.push(Command::OpenSignUp { fair: fair.fair }).await;
    assert_eq!(refused.outcome, sync::Outcome::Rejected(Rejection::NotFound));
    organiser.push(Command::Pause { session: fair.session, based_on: 7 }).await;
    let seen = contacts(&mut organiser, fair.session).await.refused;
    assert_eq!(seen.len(), 1, "staff see their own on their own screen: {seen:?}");
    assert_eq!((seen[0].by.as_str(), seen[0].kind.as_str()), ("Tablet 7", "open_sign_up@1"));
    assert_eq!(seen[0].rejection, Rejection::NotFound);
    assert_eq!(contacts(&mut organiser, date.session).await.refused, [], "of another session");
}
