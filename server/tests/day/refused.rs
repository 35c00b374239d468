//! What must not happen: other people's links, wrong PINs, forms from elsewhere, closed fairs.

use crate::hall::Hall;
use axum::http::StatusCode;
use domain::command::Command;
use sync::{Outcome, Rejection, Scope, Shown};

fn resident(hall: &Hall) -> (String, String) {
    let role = hall.roles.iter().find(|role| role.role == "resident").expect("a resident");
    let pin = role.sign_in.iter().find(|(what, _)| *what == "pin").map(|(_, pin)| pin.clone());
    (role.link.clone(), pin.expect("a PIN"))
}

fn wrong(pin: &str) -> &'static str {
    if pin == "00000" { "11111" } else { "00000" }
}

#[tokio::test]
async fn ten_wrong_pins_close_a_card_until_the_desk_gives_a_new_one() {
    let hall = Hall::open().await;
    let (link, pin) = resident(&hall);
    let mut phone = hall.browser();
    for _ in 0..9 {
        let heard = phone.post_form(&link, &[("pin", wrong(&pin))]).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(
        phone.post_form(&link, &[("pin", wrong(&pin))]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        phone.post_form(&link, &[("pin", &pin)]).await.status,
        StatusCode::FORBIDDEN,
        "closed for good"
    );

    let mut desk = hall.signed_in("desk").await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let sync::View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let first = view.people.iter().min_by_key(|person| person.number).expect("somebody").resident;
    let Some(Shown::Pin(new)) = desk.does(Command::GiveNewPin { resident: first }).await.shown else {
        panic!("no PIN was shown")
    };
    assert_eq!(
        phone.post_form(&link, &[("pin", &pin)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the old one is over"
    );
    let heard = phone.post_form(&link, &[("pin", &new)]).await;
    assert_eq!((heard.status, heard.to.as_deref()), (StatusCode::SEE_OTHER, Some("/mijn?lang=nl")));
    assert_eq!(phone.get("/mijn").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_made_up_card_and_a_missing_page_look_alike() {
    let hall = Hall::open().await;
    let (link, _) = resident(&hall);
    let mut phone = hall.browser();
    let mut forged = link.clone();
    let last = forged.pop();
    forged.push(if last == Some('A') { 'Q' } else { 'A' });
    for path in [forged.as_str(), "/k/AAAA", "/nergens", "/banenmarkt/00000000-0000-0000-0000-000000000000"] {
        assert_eq!(phone.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(phone.get("/mijn").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_form_from_another_site_is_not_taken() {
    let hall = Hall::open().await;
    let (link, pin) = resident(&hall);
    let request = axum::http::Request::builder()
        .method("POST")
        .uri(&link)
        .header("host", "localhost")
        .header("origin", "https://elsewhere.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(format!("pin={pin}")))
        .expect("a request");
    let router = server::router::router(hall.app.clone());
    let response = tower::ServiceExt::oneshot(router, request).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(response.headers().get("set-cookie").is_none());
}

#[tokio::test]
async fn a_closed_fair_takes_nobody_and_keeps_what_was_typed() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let path = format!("/banenmarkt/{}", fair.fair);
    let mut phone = hall.browser();
    assert_eq!(phone.get(&path).await.status, StatusCode::NOT_FOUND, "not public before it opens");
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    assert_eq!(phone.get(&path).await.status, StatusCode::OK);
    organiser.does(Command::CloseSignUp { fair: fair.fair }).await;
    let ids: Vec<String> = (0..3).map(|_| server::chance::id().to_string()).collect();
    let fields = [
        ("name", "Getypte Naam"),
        ("contact", "desk"),
        ("adult", "1"),
        ("key", ids[0].as_str()),
        ("sign_up", ids[1].as_str()),
        ("resident", ids[2].as_str()),
    ];
    let heard = phone.post_form(&path, &fields).await;
    assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (after, _) = organiser.fairs().await;
    assert_eq!((after.placed, after.standby), (fair.placed, fair.standby), "nothing was stored");
}

#[tokio::test]
async fn each_role_sees_its_own_scopes_only() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let mut desk = hall.signed_in("desk").await;
    let (fair, _) = desk.fairs().await;
    let location = desk.location().await;
    assert!(administrator.pull(Scope::Session(fair.session)).await.is_none());
    assert!(administrator.pull(Scope::FollowUp(location)).await.is_none());
    assert!(desk.pull(Scope::FollowUp(location)).await.is_none());
    assert!(desk.location_view().await.staff.is_empty());
    assert_eq!(administrator.location_view().await.staff.len(), 4);
    assert_eq!(
        hall.browser().get(&format!("/app-api/pull?scope={}", Scope::Session(fair.session))).await.status,
        StatusCode::UNAUTHORIZED
    );
    let open = Command::OpenSignUp { fair: fair.fair };
    assert_eq!(desk.push(open).await.outcome, Outcome::Rejected(Rejection::NotFound));
}

#[tokio::test]
async fn a_push_that_cannot_be_read_is_answered_and_the_rest_goes_on() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let good = server::chance::id();
    let push = serde_json::json!({ "commands": [
        { "id": server::chance::id(), "made_at_ms": 0, "kind": "fly@9", "args": {} },
        { "id": good, "made_at_ms": 0, "kind": "open_sign_up@1", "args": { "fair": fair.fair } },
    ]});
    let heard = organiser.post_json("/app-api/push", &push).await;
    let answers: sync::PushAnswer = serde_json::from_str(&heard.text).expect("answers");
    assert_eq!(answers.answers[0].outcome, Outcome::Rejected(Rejection::Malformed));
    assert_eq!(answers.answers[1].outcome, Outcome::Applied);
}
