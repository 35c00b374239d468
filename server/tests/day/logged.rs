//! Nothing of anybody reaches the log, whatever they type, follow or show.

use crate::doors::{open_fair, sign_up};
use crate::hall::Hall;
use crate::lines::Lines;
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::CommandId;
use server::chance;
use sync::Shown;
use tracing_subscriber::filter::LevelFilter;

#[tokio::test]
async fn no_name_token_or_pin_of_a_whole_sign_up_and_sign_in_is_logged() {
    let hall = Hall::open().await;
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().json().with_max_level(LevelFilter::DEBUG).with_writer(lines.clone());
    let _kept = tracing::subscriber::set_default(log.finish());
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;

    // A form on a phone, first with a mistake.
    let wish = sign_up(&fair, "x");
    let (key, sign_up, resident) =
        (CommandId(chance::id()), wish.sign_up.to_string(), wish.resident.to_string());
    let key = key.to_string();
    let ids = [("key", key.as_str()), ("sign_up", sign_up.as_str()), ("resident", resident.as_str())];
    let typed = [("name", "Lampenkapje"), ("contact", "phone"), ("phone", "06 55512345"), ("adult", "1")];
    let path = format!("/banenmarkt/{}?lang=en&name=Lampenkapje", fair.fair);
    let mut phone = hall.browser();
    let bad: Vec<_> = ids.iter().chain(&typed[..3]).copied().collect();
    assert_eq!(phone.post_form(&path, &bad).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good: Vec<_> = ids.iter().chain(&typed).copied().collect();
    assert_eq!(phone.post_form(&path, &good).await.status, StatusCode::OK);

    // A card from the desk; a wrong PIN, then the right one.
    let shown = organiser.does(Command::GiveNewCard { resident: wish.resident }).await.shown;
    let Some(Shown::Card { card, pin, .. }) = shown else { panic!("no card") };
    let door = format!("/k/{card}");
    let wrong = if pin == "10203" { "30201" } else { "10203" };
    assert_eq!(phone.post_form(&door, &[("pin", wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(phone.post_form(&door, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(phone.get("/mijn?lang=en").await.status, StatusCode::OK);

    // A password that is wrong, and a body that is none.
    let guess = serde_json::json!({ "login_name": "grietje.van.dam", "password": "geheim geheim geheim" });
    let mut stranger = hall.browser();
    assert_eq!(stranger.post_json("/app-api/sign-in", &guess).await.status, StatusCode::UNAUTHORIZED);
    let broken = b"{\"login_name\":\"grietje.van.dam\",\"password\":12".to_vec();
    let heard = stranger.send("POST", "/app-api/sign-in", Some("application/json"), broken).await;
    assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!heard.text.contains("grietje"), "{}", heard.text);

    let text = lines.text();
    assert!(text.contains("/k/{card}") && text.contains("/app-api/sign-in"), "it was logged: {text}");
    let cookies = phone.cookies.iter().chain(&organiser.cookies).map(|(_, value)| value.as_str());
    let cookies = cookies.filter(|value| value.len() > 10);
    let secrets = ["Lampenkapje", "55512345", "grietje", "geheim geheim", card.as_str()];
    for secret in secrets.into_iter().chain(cookies) {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    // Five digits may stand within an id by chance, so a PIN is looked for as a word.
    let mut words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
    assert!(!words.any(|word| word == pin || word == wrong), "{text}");
}
