//! Messages: who is to be told what, in their own language, by WhatsApp or on a slip; marked once, and taken back.

use crate::doors::{open_fair, sign_up};
use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::{Command, SignUp};
use domain::ids::{CommandId, FairId, ResidentId};
use domain::lang::Lang;
use domain::people::{Contact, Phone};
use server::chance;
use sync::{Outcome, Rejection};

async fn shown(staff: &mut Browser, fair: FairId) -> String {
    let heard = staff.get(&format!("/app-api/messages/{fair}?lang=nl")).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    heard.text
}

/// What stands in the card of this person. None: they have none.
fn card(page: &str, name: &str) -> Option<String> {
    let cards = page.split("<section class=\"paper-slip").skip(1);
    cards
        .map(|card| card.split("</section>").next().unwrap_or_default().to_owned())
        .find(|card| card.contains(name))
}

async fn says(staff: &mut Browser, fair: FairId, resident: ResidentId, told: &str) -> StatusCode {
    let (key, who) = (CommandId(chance::id()).to_string(), resident.to_string());
    let fields = [("key", key.as_str()), ("resident", &who), ("message", "confirmation"), ("told", told)];
    staff.post_form(&format!("/app-api/messages/{fair}"), &fields).await.status
}

#[tokio::test]
async fn each_is_told_once_by_the_way_they_can_be_reached_and_it_can_be_taken_back() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let phone = Contact::Phone(Phone::parse("06 12345678").expect("a number"));
    let reached = SignUp { contact: phone, lang: Lang::Ar, ..sign_up(&fair, "Telefoonbloem") };
    let unreached = sign_up(&fair, "Papierbloem");
    let (by_phone, on_paper) = (reached.resident, unreached.resident);
    for wish in [reached, unreached] {
        organiser.does(Command::SignUp(wish)).await;
    }
    // Those who came by the file are told first to make room for the two: a page holds fifty.
    let mut desk = hall.signed_in("desk").await;
    let sync::View::Fair(view) = desk.view(sync::Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    for person in view.people.iter().filter(|person| ![by_phone, on_paper].contains(&person.resident)) {
        says(&mut desk, fair.fair, person.resident, "yes").await;
    }

    let page = shown(&mut desk, fair.fair).await;
    let told = card(&page, "Telefoonbloem").expect("to be told");
    assert!(told.contains("https://wa.me/31612345678?text=") && told.contains("dir=\"rtl\""), "{told}");
    assert!(told.contains("أنتم مشاركون"), "in their own language: {told}");
    let slip = card(&page, "Papierbloem").expect("to be told");
    assert!(slip.contains("U doet mee met") && !slip.contains("wa.me"), "{slip}");
    for secret in ["/k/", "/mijn"] {
        assert!(!told.contains(secret) && !slip.contains(secret), "a link that opens something");
    }

    assert_eq!(says(&mut desk, fair.fair, by_phone, "yes").await, StatusCode::SEE_OTHER);
    let page = shown(&mut desk, fair.fair).await;
    assert_eq!(card(&page, "Telefoonbloem"), None, "told once");
    assert!(page.contains("Laatst verteld") && page.contains("Telefoonbloem"), "{page}");
    assert_eq!(says(&mut desk, fair.fair, by_phone, "no").await, StatusCode::SEE_OTHER);
    assert!(card(&shown(&mut desk, fair.fair).await, "Telefoonbloem").is_some(), "not told after all");
}

#[tokio::test]
async fn only_the_desk_and_the_organiser_see_who_is_told_what() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let wish = sign_up(&fair, "Papierbloem");
    let resident = wish.resident;
    organiser.does(Command::SignUp(wish)).await;
    let path = format!("/app-api/messages/{}", fair.fair);
    let (mut stranger, mut matcher) = (hall.browser(), hall.signed_in("matcher").await);
    for browser in [&mut stranger, &mut matcher] {
        let heard = browser.get(&path).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND);
        assert!(!heard.text.contains("Papierbloem"));
        assert_eq!(says(browser, fair.fair, resident, "yes").await, StatusCode::NOT_FOUND);
    }
    let nonsense = organiser.post_form(&path, &[("told", "perhaps")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = ResidentId(chance::id());
    assert_eq!(says(&mut organiser, fair.fair, nobody, "yes").await, StatusCode::NOT_FOUND);
    // Who stands otherwise by now was not told this.
    let message = domain::fair::telling::Message::Offer;
    let command = Command::MarkTold { fair: fair.fair, resident, message, told: true };
    assert_eq!(organiser.push(command).await.outcome, Outcome::Rejected(Rejection::Outdated));
}
