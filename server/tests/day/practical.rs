//! What people should know before they come: said by the organiser, read by everybody at once and in their own language.

use crate::group::{fresh, hidden, signs_up};
use crate::hall::Hall;
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::practical::Bring;
use sync::Outcome;

#[tokio::test]
async fn what_the_organiser_ticks_stands_on_the_pages_at_once_and_can_be_unticked() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let public = format!("/banenmarkt/{}?lang=nl", fair.fair);
    let mut phone = hall.browser();
    assert!(!phone.get(&public).await.text.contains("Neem mee"));

    let path = format!("/app-api/practical/{}?lang=nl", fair.fair);
    let form = organiser.get(&path).await.text;
    let key = hidden(&form, "action=\"/app-api/practical/", "key");
    let fields = [("key", key.as_str()), ("bring", "card"), ("bring", "cv"), ("there", "interpreters")];
    for tap in ["once", "twice"] {
        assert_eq!(organiser.post_form(&path, &fields).await.status, StatusCode::SEE_OTHER, "{tap}");
    }
    let page = phone.get(&public).await.text;
    assert!(page.contains("uw kaart of nummer · uw cv") && page.contains("tolken"), "{page}");
    let arabic = phone.get(&format!("/banenmarkt/{}?lang=ar", fair.fair)).await.text;
    assert!(arabic.contains("أحضروا معكم") && !arabic.contains("uw kaart of nummer"), "{arabic}");
    signs_up(&mut phone, &public, "Meebrenger").await;
    assert!(phone.get("/mijn?lang=nl").await.text.contains("Neem mee"));

    let wrong = organiser.post_form(&path, &[("key", fresh().as_str()), ("bring", "bsn")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = Command::DescribePractical { fair: fair.fair, bring: vec![Bring::Cv], there: vec![] };
    organiser.does(said.clone()).await;
    assert_eq!(organiser.push(said).await.outcome, Outcome::Noop);
    let page = phone.get(&public).await.text;
    assert!(page.contains("uw cv") && !page.contains("tolken"), "{page}");

    let mut desk = hall.signed_in("desk").await;
    assert_eq!(desk.get(&path).await.status, StatusCode::NOT_FOUND);
    let heard = desk.post_form(&path, &[("key", fresh().as_str()), ("bring", "phone")]).await;
    assert_eq!(heard.status, StatusCode::NOT_FOUND);
    assert_eq!(hall.browser().get(&path).await.status, StatusCode::NOT_FOUND);
}
