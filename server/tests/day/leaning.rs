//! Who chose no vacancy is asked three things with pictures, and the plan listens.

use crate::group::{fresh, hidden, signs_up};
use crate::hall::Hall;
use crate::reasons::reasons;
use crate::thread::{console, plan_and_publish};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::leaning::{Air, Leaning};
use store::{leanings, sign_ups};

#[tokio::test]
async fn an_answer_is_a_wish_for_the_work_that_fits_and_can_be_passed_over_and_changed() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let mut phone = hall.browser();
    let sign_up = signs_up(&mut phone, &format!("/banenmarkt/{}?lang=nl", fair.fair), "Weetniet").await;
    let path = format!("/mijn/werk/{sign_up}?lang=nl");
    assert!(phone.get("/mijn?lang=nl").await.text.contains(&path), "asked on the own page");
    let form = phone.get(&path).await.text;
    assert!(form.contains("Welk werk past bij u?") && form.contains("Sla over"), "{form}");
    let key = hidden(&form, "action=\"/mijn/werk/", "key");
    let fields = [("key", key.as_str()), ("air", "outside")];
    for tap in ["once", "twice"] {
        assert_eq!(phone.post_form(&path, &fields).await.status, StatusCode::SEE_OTHER, "{tap}");
    }
    let wrong = phone.post_form(&path, &[("key", fresh().as_str()), ("air", "everywhere")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = hall.browser().post_form(&path, &fields).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED);
    assert!(phone.get("/mijn-gegevens?lang=nl").await.text.contains("Buiten"), "what is kept is shown");

    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let outside = Leaning { air: Some(Air::Outside), ..Leaning::default() };
    assert_eq!(leanings::get(&mut tx, sign_up).await.expect("read"), Some(outside));
    drop(tx);
    let changed = [("key", fresh()), ("with", "computer".into())];
    let changed: Vec<_> = changed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(phone.post_form(&path, &changed).await.status, StatusCode::SEE_OTHER);
    let form = phone.get(&path).await.text;
    let stands = form.split('<').any(|tag| tag.contains("value=\"computer\"") && tag.contains(" checked"));
    assert!(stands, "what was answered stands there: {form}");

    plan_and_publish(&mut organiser, fair.session).await;
    let plan = console(&mut organiser, fair.session).await.plan.expect("published");
    let told = reasons(&mut organiser, plan.plan).await.expect("reasons");
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let asked = sign_ups::get(&mut tx, sign_up).await.expect("read").expect("there").resident;
    let person = told.people.iter().find(|person| person.resident == asked).expect("has a place");
    assert!((1..=2).contains(&person.wishes), "work in an office is a wish now, and other work is none");
    drop(tx);
    let off = [("key", fresh())];
    let off: Vec<_> = off.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let withdrawn = phone.post_form(&format!("/mijn/afmelden/{sign_up}?lang=nl"), &off).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    let late = phone.post_form(&path, &[("key", fresh().as_str()), ("air", "inside")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "who does not come is asked nothing");
}

#[tokio::test]
async fn who_chose_a_vacancy_is_not_asked_and_nobody_answers_for_another() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let role = hall.roles.iter().find(|role| role.role == "resident").expect("a resident");
    let pin = role.sign_in.iter().find(|(what, _)| *what == "pin").expect("a PIN").1.clone();
    let mut starred = hall.browser();
    assert_eq!(starred.post_form(&role.link, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
    let own = starred.get("/mijn?lang=nl").await.text;
    assert!(!own.contains("/mijn/werk/"), "{own}");
    let mut phone = hall.browser();
    let sign_up = signs_up(&mut phone, &format!("/banenmarkt/{}?lang=nl", fair.fair), "Weetniet").await;
    let path = format!("/mijn/werk/{sign_up}?lang=nl");
    assert_eq!(starred.get(&path).await.status, StatusCode::NOT_FOUND);
    let heard = starred.post_form(&path, &[("key", fresh().as_str()), ("air", "inside")]).await;
    assert_eq!(heard.status, StatusCode::NOT_FOUND);
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert_eq!(leanings::get(&mut tx, sign_up).await.expect("read"), None);
}
