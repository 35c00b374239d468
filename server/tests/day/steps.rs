//! One question on a screen: what was typed stays, nothing of it is in an address, and however often a button is pressed
//! one person is signed up once.

use crate::hall::{Browser, Hall, Heard};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::FairId;
use sync::{Scope, View};

const NAME: &str = "Heidekruid";

/// A phone at a fair that takes sign-ups.
async fn opened() -> (Hall, Browser, FairId) {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    (hall, organiser, fair.fair)
}

async fn signed_up(organiser: &mut Browser, fair: FairId) -> usize {
    let View::Fair(view) = organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    view.people.iter().filter(|person| person.name == NAME).count()
}

struct Phone {
    browser: Browser,
    fair: FairId,
}

impl Phone {
    fn address(&self, step: &str) -> String {
        format!("/banenmarkt/{}/stap/{step}?lang=en", self.fair)
    }

    async fn look(&mut self, step: &str) -> Heard {
        let address = self.address(step);
        self.browser.get(&address).await
    }

    async fn press(&mut self, step: &str, fields: &[(&str, &str)]) -> Heard {
        let address = self.address(step);
        self.browser.post_form(&address, fields).await
    }

    /// An answer that is taken and leads on to this screen.
    async fn answers(&mut self, step: &str, fields: &[(&str, &str)], next: &str) {
        let heard = self.press(step, fields).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{step}: {}", heard.text);
        let to = heard.to.expect("an address");
        assert_eq!(to, self.address(next));
        assert!(!to.contains(NAME), "what was typed is in no address");
    }

    /// Everything up to the last screen.
    async fn fills_in(&mut self) {
        self.answers("werk", &[], "naam").await;
        self.answers("naam", &[("name", NAME)], "contact").await;
        self.answers("contact", &[("contact", "desk")], "talen").await;
        self.answers("talen", &[("spoken", "en"), ("spoken", "nl")], "nodig").await;
        self.answers("nodig", &[("need", "childcare")], "leeftijd").await;
        self.answers("leeftijd", &[("adult", "1")], "klaar").await;
    }
}

#[tokio::test]
async fn a_wrong_answer_stays_on_its_screen_with_what_was_typed_and_the_way_back_keeps_everything() {
    let (hall, _, fair) = opened().await;
    let mut phone = Phone { browser: hall.browser(), fair };
    let begin = phone.browser.get(&format!("/banenmarkt/{fair}/stap?lang=en")).await;
    assert_eq!(begin.to, Some(phone.address("werk")));
    assert!(phone.look("werk").await.text.contains("Question 1 of 7"));
    phone.answers("werk", &[("to", "more")], "werk-2").await;
    phone.answers("werk-2", &[("to", "back")], "werk").await;
    phone.answers("werk", &[], "naam").await;

    let empty = phone.press("naam", &[("name", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("field-name-error") && empty.text.contains("href=\"#field-name\""));
    phone.answers("naam", &[("name", NAME)], "contact").await;
    let wrong = phone.press("contact", &[("contact", "phone"), ("phone", "06-abc")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"06-abc\"") && !wrong.text.contains("field-name-error"));
    // Back saves what stands there, and does not insist.
    phone.answers("contact", &[("contact", "phone"), ("phone", "06-xyz"), ("to", "back")], "naam").await;
    assert!(phone.look("naam").await.text.contains(&format!("value=\"{NAME}\"")));
    assert!(phone.look("contact").await.text.contains("value=\"06-xyz\""));
    // The other way to sign up remembers it as well, and a clean form is one button away.
    let whole = phone.browser.get(&format!("/banenmarkt/{fair}?lang=en")).await.text;
    assert!(whole.contains(&format!("value=\"{NAME}\"")) && whole.contains("/volgende?lang=en"));
    // Who jumps to the end is told there what is missing.
    let end = phone.look("klaar").await.text;
    assert!(end.contains("error-summary") && end.contains(NAME), "{end}");
    assert_eq!(phone.press("klaar", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(phone.look("werk-99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_double_tap_two_tabs_and_the_way_back_are_one_sign_up() {
    let (hall, mut organiser, fair) = opened().await;
    let mut phone = Phone { browser: hall.browser(), fair };
    phone.look("werk").await;
    let mut other_tab = Phone { browser: phone.browser.clone(), fair };
    phone.fills_in().await;
    other_tab.fills_in().await;
    let review = phone.look("klaar").await.text;
    assert!(review.contains(NAME) && review.contains("Is this right?"), "{review}");
    // A change leads back to the end, not through every question again.
    phone.answers("naam", &[("name", NAME)], "klaar").await;

    let mut double_tap = Phone { browser: phone.browser.clone(), fair };
    let mut cards = vec![];
    for tab in [&mut phone, &mut double_tap, &mut other_tab] {
        let done = tab.press("klaar", &[]).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        let card = done.text.split("/k/").nth(1).and_then(|rest| rest.get(..40)).map(str::to_owned);
        cards.push(card.expect("a card"));
        // The first of them took the last place, as it were: the others get what it gave.
        organiser.push(Command::CloseSignUp { fair }).await;
    }
    assert!(cards.iter().all(|card| *card == cards[0]), "one card");
    assert_eq!(signed_up(&mut organiser, fair).await, 1);
    for step in ["klaar", "naam"] {
        let back = phone.look(step).await.text;
        assert!(back.contains("Somebody has just signed up on this phone") && !back.contains(NAME), "{back}");
    }
    assert_eq!(phone.press("klaar", &[]).await.status, StatusCode::OK, "the card once more");
    assert_eq!(signed_up(&mut organiser, fair).await, 1);
}

#[tokio::test]
async fn the_next_person_on_this_phone_finds_nothing_of_the_one_before() {
    let (hall, mut organiser, fair) = opened().await;
    let mut phone = Phone { browser: hall.browser(), fair };
    phone.look("werk").await;
    phone.fills_in().await;
    let done = phone.press("klaar", &[]).await;
    assert!(done.text.contains(&format!("/banenmarkt/{fair}/volgende?lang=en")));
    assert_eq!(phone.browser.get("/mijn").await.status, StatusCode::OK);
    let mut kept = phone.browser.clone();

    let next = phone.browser.post_form(&format!("/banenmarkt/{fair}/volgende?lang=en"), &[]).await;
    assert_eq!(next.to, Some(format!("/banenmarkt/{fair}?lang=en")));
    assert_eq!(
        kept.get("/mijn").await.status,
        StatusCode::UNAUTHORIZED,
        "the login ended, not only its cookie"
    );
    let clean = phone.browser.get(&format!("/banenmarkt/{fair}?lang=en")).await.text;
    assert!(!clean.contains(NAME) && !clean.contains("/volgende"), "{clean}");
    assert!(!phone.look("naam").await.text.contains(NAME));
    phone.fills_in().await;
    assert_eq!(phone.press("klaar", &[]).await.status, StatusCode::OK);
    assert_eq!(signed_up(&mut organiser, fair).await, 2, "another person with the same name");
}

#[tokio::test]
async fn two_tabs_of_the_whole_form_hold_one_sign_up() {
    let (hall, _, fair) = opened().await;
    let mut phone = hall.browser();
    let key = |page: &str| {
        let field = page.split("name=\"sign_up\" value=\"").nth(1).expect("a hidden field");
        field.split('"').next().map(str::to_owned)
    };
    let path = format!("/banenmarkt/{fair}");
    let (one, two) = (phone.get(&path).await.text, phone.get(&path).await.text);
    assert_eq!(key(&one), key(&two));
    assert_ne!(key(&one), key(&hall.browser().get(&path).await.text), "another phone, another form");
}
