//! Guessed links and codes, ten thousand of each: nothing is shown, it is written down, and it has an end.

use crate::doors::{open_fair, sign_up};
use crate::hall::{Browser, Hall};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{Request, StatusCode};
use domain::command::Command;
use domain::ids::ResidentId;
use http_body_util::BodyExt;
use server::chance;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use store::audit;
use sync::Shown;
use tower::ServiceExt;

const TRIES: u32 = 10_000;
const NAME: &str = "Zeldzame Orchidee";

struct Guesser {
    router: axum::Router,
}

impl Guesser {
    fn of(hall: &Hall) -> Guesser {
        Guesser { router: server::router::router(hall.app.clone()) }
    }

    /// What comes back to this address. Whatever it is, it signs nobody in and names nobody.
    async fn tries(&self, from: Ipv4Addr, method: &str, path: &str, body: String) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .extension(ConnectInfo(SocketAddr::from((from, 9))))
            .body(Body::from(body))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        assert!(response.headers().get(SET_COOKIE).is_none(), "{path}: {status}");
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(NAME), "{path}");
        (status, text)
    }
}

/// Somebody who signed up at the desk: who they are, the path of their card, their PIN.
async fn somebody(hall: &Hall) -> (ResidentId, String, String, Browser) {
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let mut desk = hall.signed_in("desk").await;
    let wish = sign_up(&fair, NAME);
    let resident = wish.resident;
    let Some(Shown::SignedUp { card, pin: Some(pin), .. }) = desk.does(Command::SignUp(wish)).await.shown
    else {
        panic!("no card was shown")
    };
    (resident, format!("/k/{card}"), pin, desk)
}

/// How often each of these words stands in the audit log.
async fn noted(hall: &Hall) -> BTreeMap<String, u32> {
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let mut words = BTreeMap::new();
    for note in audit::latest(&mut tx, 3 * TRIES).await.expect("read") {
        *words.entry(note.what).or_default() += 1;
    }
    words
}

#[tokio::test]
async fn ten_thousand_guessed_links_show_nothing_and_are_soon_held_back() {
    let hall = Hall::open().await;
    let (resident, card, pin, mut desk) = somebody(&hall).await;
    let guesser = Guesser::of(&hall);
    let home = Ipv4Addr::new(10, 0, 0, 1);
    let mut heard: BTreeMap<StatusCode, u32> = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for n in 0..TRIES {
        // Right about whose card it is, wrong about the secret; looked at, and tried with the right PIN.
        let guess = format!("/k/{}", hall.app.keys.card(resident, 2 + n));
        let (status, text) = match n % 2 {
            0 => guesser.tries(home, "GET", &guess, String::new()).await,
            _ => guesser.tries(home, "POST", &guess, format!("pin={pin}")).await,
        };
        *heard.entry(status).or_default() += 1;
        let text = text.replace(&guess, "");
        assert_eq!(
            *pages.entry(status).or_insert_with(|| text.clone()),
            text,
            "an answer that tells something"
        );
    }
    let (not_found, held_back) = (heard[&StatusCode::NOT_FOUND], heard[&StatusCode::TOO_MANY_REQUESTS]);
    assert_eq!(not_found + held_back, TRIES, "{heard:?}");
    assert!(held_back > TRIES * 9 / 10, "{heard:?}");
    let noted = noted(&hall).await;
    assert_eq!(noted.get("card refused"), Some(&not_found), "each that was looked at is written down");
    assert!((1..=60).contains(&noted["card tries held back"]), "once a minute: {noted:?}");
    // From elsewhere the owner still comes in; and a card that the desk took back is as good as a guess.
    let mut phone = hall.browser();
    assert_eq!(phone.post_form(&card, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
    desk.does(Command::GiveNewCard { resident }).await;
    let before = noted["card refused"];
    let elsewhere = Ipv4Addr::new(10, 0, 0, 2);
    let looked = guesser.tries(elsewhere, "GET", &card, String::new()).await;
    assert_eq!(
        (looked.0, looked.1.replace(&card, "")),
        (StatusCode::NOT_FOUND, pages[&StatusCode::NOT_FOUND].clone())
    );
    let tried = guesser.tries(elsewhere, "POST", &card, format!("pin={pin}")).await;
    assert_eq!(tried.0, StatusCode::NOT_FOUND);
    assert_eq!(self::noted(&hall).await["card refused"], before + 2);
}

#[tokio::test]
async fn ten_thousand_guessed_pins_from_as_many_addresses_open_no_card() {
    let hall = Hall::open().await;
    let (_, card, pin, _) = somebody(&hall).await;
    let right: u32 = pin.parse().expect("digits");
    let guesser = Guesser::of(&hall);
    let mut heard: BTreeMap<StatusCode, u32> = BTreeMap::new();
    for n in 0..TRIES {
        let from = Ipv4Addr::from_bits(Ipv4Addr::new(10, 1, 0, 0).to_bits() + n);
        let typed = format!("{:05}", (right + 1 + n) % 100_000);
        let (status, _) = guesser.tries(from, "POST", &card, format!("pin={typed}")).await;
        *heard.entry(status).or_default() += 1;
    }
    assert_eq!(heard[&StatusCode::UNPROCESSABLE_ENTITY], 10, "{heard:?}");
    assert_eq!(heard[&StatusCode::FORBIDDEN], TRIES - 10, "{heard:?}");
    assert_eq!(noted(&hall).await.get("pin refused"), Some(&10));
    let (status, _) = guesser.tries(Ipv4Addr::LOCALHOST, "POST", &card, format!("pin={pin}")).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "the right one comes too late");
}

#[tokio::test]
async fn guessed_ids_of_others_lead_nowhere() {
    let hall = Hall::open().await;
    let (_, card, pin, _) = somebody(&hall).await;
    let mut phone = hall.browser();
    assert_eq!(phone.post_form(&card, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
    let fair = hall.signed_in("organiser").await.fairs().await.0.fair;
    for n in 0..1_000 {
        let id = chance::id();
        let (method, path) = match n % 5 {
            0 => ("GET", format!("/banenmarkt/{fair}/samen/{id}")),
            1 => ("GET", format!("/mijn/afspraak/{id}")),
            2 => ("GET", format!("/mijn/afmelden/{id}")),
            3 => ("POST", format!("/mijn/afmelden/{id}")),
            _ => ("POST", format!("/mijn/plek/{id}")),
        };
        let form = Some("application/x-www-form-urlencoded");
        let heard =
            phone.send(method, &path, form, format!("key={}&comes=yes", chance::id()).into_bytes()).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(!heard.text.contains(NAME), "{path}");
    }
}
