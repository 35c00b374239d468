//! Hints: who hears what, what ends with a login, and which devices are let in to hear.

use crate::hall::Hall;
use crate::line::Caller;
use domain::command::Command;
use domain::ids::{DeviceId, EmployerId, LocationId};
use domain::people::Actor;
use domain::text::Name;
use futures_util::{SinkExt, StreamExt};
use serde_json::value::RawValue;
use server::project::Look;
use server::{chance, project, router};
use std::net::SocketAddr;
use std::time::Duration;
use store::{fairs, scopes};
use sync::{Held, Outcome, PullAnswer, Rejection, Scope, Shown, View};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn hints_are_heard_by_location_and_role_only() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let own = organiser.me().await.expect("signed in").actor;
    let administrator = hall.signed_in("administrator").await.me().await.expect("signed in").actor;
    let mut stranger = own.clone();
    let Actor::Staff { location, .. } = &mut stranger else { panic!("no staff") };
    let here = std::mem::replace(location, LocationId(chance::id()));
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let scopes = [
        Scope::Fair(fair.fair),
        Scope::Session(fair.session),
        Scope::Contacts(fair.session),
        Scope::FollowUp(here),
    ];
    for scope in scopes {
        assert!(project::follows(&mut tx, &own, scope).await.expect("read"), "{scope}");
        assert!(!project::follows(&mut tx, &stranger, scope).await.expect("read"), "{scope}");
        assert!(!project::follows(&mut tx, &administrator, scope).await.expect("read"), "{scope}");
    }
    assert!(project::follows(&mut tx, &administrator, Scope::Location(here)).await.expect("read"));
    assert!(!project::follows(&mut tx, &stranger, Scope::Location(here)).await.expect("read"));
}

/// The hall's server on a real port, until it is aborted.
async fn served(hall: &Hall) -> (SocketAddr, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let to = listener.local_addr().expect("an address");
    let router = router::router(hall.app.clone());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    (to, tokio::spawn(async move { axum::serve(listener, service).await }))
}

#[tokio::test]
async fn a_line_ends_when_its_login_does() {
    let hall = Hall::open().await;
    let (to, serving) = served(&hall).await;
    let role = hall.roles.iter().find(|role| role.role == "desk").expect("a demo role");
    let part = |what: &str| role.sign_in.iter().find(|(known, _)| *known == what).expect("known").1.clone();
    let signed_in = async || {
        let mut caller = Caller::new(to);
        assert!(caller.sign_in(&part("login_name"), &part("password")).await.expect("an answer"));
        caller
    };
    let (mut leaves, stays) = (signed_in().await, signed_in().await);
    let (mut ends, mut goes_on) = (leaves.line().await.expect("a line"), stays.line().await.expect("a line"));
    assert_eq!(leaves.post("/app-api/sign-out", b"").await.expect("an answer").status, 204);
    let heard = timeout(Duration::from_secs(20), ends.next()).await.expect("in time");
    assert!(heard.is_none_or(|heard| heard.is_ok_and(|message| message.is_close())));
    let quiet = timeout(Duration::from_millis(300), goes_on.next()).await;
    assert!(quiet.is_err(), "another's line goes on: {quiet:?}");
    serving.abort();
}

#[tokio::test]
async fn a_tablet_that_is_taken_out_is_told_on_its_line_and_no_other_is() {
    let hall = Hall::open().await;
    let (to, serving) = served(&hall).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let mut lines = Vec::new();
    for number in 1..=2 {
        let device = DeviceId(chance::id());
        let name = Name::parse(&format!("Tablet {number}")).expect("a name");
        let opens = Command::OpenPairing { session: fair.session, device, employer: None, name };
        let Some(Shown::PairingCode(code)) = organiser.does(opens).await.shown else { panic!("no code") };
        let mut tablet = Caller::new(to);
        let body = serde_json::json!({ "code": code }).to_string();
        assert_eq!(tablet.post("/app-api/pair", body.as_bytes()).await.expect("an answer").status, 204);
        let mut line = tablet.line().await.expect("a line");
        // Answered: from now on it is listened to.
        line.send(Message::text(r#"{"say":"ping","n":1}"#)).await.expect("sent");
        assert!(line.next().await.expect("an answer").expect("readable").is_text());
        lines.push((device, line));
    }
    organiser.does(Command::RevokeDevice { device: lines[0].0 }).await;
    let heard = timeout(Duration::from_secs(20), lines[0].1.next()).await.expect("in time");
    assert!(heard.is_none_or(|heard| heard.is_ok_and(|message| message.is_close())));
    let quiet = timeout(Duration::from_millis(300), lines[1].1.next()).await;
    assert!(quiet.is_err(), "another's line goes on: {quiet:?}");
    serving.abort();
}

#[tokio::test]
async fn what_a_line_tells_of_is_drawn_before_anybody_asks_and_shown_to_who_does() {
    let hall = Hall::open().await;
    let (to, serving) = served(&hall).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let scope = Scope::Session(fair.session);
    let look = Look::Console(fair.session, organiser.location().await);
    let mut screen = Caller::new(to);
    screen.cookie = organiser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut line = screen.line().await.expect("a line");
    let follow = serde_json::json!({ "say": "follow", "scopes": [scope] }).to_string();
    line.send(Message::text(follow)).await.expect("sent");
    // Answered: from now on it follows, for what is said is heard in order.
    line.send(Message::text(r#"{"say":"ping","n":1}"#)).await.expect("sent");
    loop {
        let heard = timeout(Duration::from_secs(20), line.next()).await.expect("in time");
        if heard.expect("an answer").expect("readable").to_text().is_ok_and(|text| text.contains("pong")) {
            break;
        }
    }

    let device = DeviceId(chance::id());
    let name = Name::parse("Tablet").expect("a name");
    organiser.does(Command::OpenPairing { session: fair.session, device, employer: None, name }).await;
    let told = timeout(Duration::from_secs(20), line.next()).await.expect("in time");
    assert!(told.expect("told").expect("readable").is_text());
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let ver = scopes::version(&mut tx, scope).await.expect("a version");
    drop(tx);
    let place = hall.app.drawn.place(look, ver);
    let drawn = async {
        while !place.initialized() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), drawn).await.expect("drawn ahead");
    let heard = organiser.get(&format!("/app-api/pull?scope={scope}")).await;
    let pull: PullAnswer<View> = serde_json::from_str(&heard.text).expect("a pull");
    let drawn = place.get().and_then(Option::as_ref).expect("something to see");
    assert_eq!(pull.ver, ver);
    assert!(heard.text.contains(drawn.text()), "what was drawn ahead");
    let Some(View::Console(view)) = pull.view else { panic!("no console") };
    assert!(view.devices.iter().any(|one| one.device == device), "with what was told of");
    serving.abort();
}

#[tokio::test]
async fn a_tablet_is_paired_only_for_an_employer_who_takes_part() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, speed_date) = organiser.fairs().await;
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let at = async |tx: &mut store::Tx, session| -> Vec<EmployerId> {
        fairs::parties(tx, session).await.expect("read").iter().map(|party| party.employer).collect()
    };
    let (here, there) = (at(&mut tx, fair.session).await, at(&mut tx, speed_date.session).await);
    drop(tx);
    let elsewhere =
        here.iter().find(|employer| !there.contains(employer)).copied().expect("one of the fair only");
    let open = |session| Command::OpenPairing {
        session,
        device: DeviceId(chance::id()),
        employer: Some(elsewhere),
        name: Name::parse("Tablet").expect("a name"),
    };
    let refused = organiser.push(open(speed_date.session)).await;
    assert_eq!(refused.outcome, Outcome::Rejected(Rejection::NotFound));
    organiser.does(open(fair.session)).await;
}

#[tokio::test]
async fn who_holds_the_last_view_is_told_only_what_changed_in_it() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let scope = Scope::Session(fair.session);
    let asked = |text: &str| -> PullAnswer<Box<RawValue>> { serde_json::from_str(text).expect("a pull") };
    let path = format!("/app-api/pull?scope={scope}");
    let first = asked(&organiser.get(&path).await.text);
    let held = Held::of(&first, first.text(None).expect("fits").expect("whole").into_owned());
    let path = format!("{path}&base={}&incarnation={}", first.ver, first.incarnation);
    let sum = held.sum_at(Some(first.incarnation), first.ver).expect("it is of that version");

    let name = Name::parse("Tablet").expect("a name");
    let device = DeviceId(chance::id());
    organiser.does(Command::OpenPairing { session: fair.session, device, employer: None, name }).await;
    let told = organiser.get(&format!("{path}&sum={sum}")).await.text;
    let whole = organiser.get(&path).await.text;
    let (told_of, whole_of) = (asked(&told), asked(&whole));
    assert!(told_of.view.is_none() && whole_of.edits.is_none());
    assert_eq!(told_of.text(Some(&held)), whole_of.text(None));
    assert!(told.len() * 40 < whole.len(), "{} bytes instead of {}", told.len(), whole.len());

    // Of another text of that version, and by a build that does not say what it holds, the whole is asked.
    let other = asked(&organiser.get(&format!("{path}&sum={}", sum ^ 1)).await.text);
    assert!(other.view.is_some() && other.edits.is_none());
}
