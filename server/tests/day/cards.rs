//! Cards and PINs at the desk and at the door.

use crate::doors::{open_fair, sign_up};
use crate::hall::Hall;
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::CommandId;
use server::chance;
use server::clock::{self, Clock};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use sync::{Outcome, Rejection, Scope, Shown, View};

#[tokio::test]
async fn who_is_known_but_has_no_card_gets_one_at_the_desk_and_the_old_one_ends() {
    let hall = Hall::open().await;
    let mut desk = hall.signed_in("desk").await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let View::Fair(view) = desk.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    // Came by the import: nobody ever handed them a card.
    let person = view.people.iter().max_by_key(|person| person.number).expect("somebody");
    let (resident, number) = (person.resident, person.number);
    let given = |shown: Option<Shown>| match shown {
        Some(Shown::Card { number, card, pin }) => (number, format!("/k/{card}"), pin),
        _ => panic!("no card was shown"),
    };
    let key = CommandId(chance::id());
    let shown = desk.push_as(key, Command::GiveNewCard { resident }).await.shown;
    assert_eq!(desk.push_as(key, Command::GiveNewCard { resident }).await.shown, shown, "a lost answer");
    let (on_card, first, pin) = given(shown);
    assert_eq!(on_card, number);
    let mut phone = hall.browser();
    assert_eq!(phone.post_form(&first, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(phone.get("/mijn").await.status, StatusCode::OK);

    let (_, second, new_pin) = given(organiser.does(Command::GiveNewCard { resident }).await.shown);
    assert_eq!(phone.get("/mijn").await.status, StatusCode::UNAUTHORIZED, "its logins ended");
    assert_eq!(phone.post_form(&first, &[("pin", &new_pin)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(phone.post_form(&second, &[("pin", &new_pin)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.push_as(key, Command::GiveNewCard { resident }).await.shown, None, "another's to show");

    let mut matcher = hall.signed_in("matcher").await;
    let refused = matcher.push(Command::GiveNewCard { resident }).await;
    assert_eq!((refused.outcome, refused.shown), (Outcome::Rejected(Rejection::NotFound), None));
}

#[tokio::test]
async fn a_card_whose_answer_was_lost_is_shown_again_for_ten_minutes() {
    const MINUTE_MS: i64 = 60_000;
    let later_ms = Arc::new(AtomicI64::new(0));
    let ahead = later_ms.clone();
    let hall = Hall::by(Clock::of(move || clock::now_ms() + ahead.load(Ordering::Relaxed))).await;
    let mut desk = hall.signed_in("desk").await;
    let (fair, _) = desk.fairs().await;
    let View::Fair(view) = desk.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let resident = view.people.first().expect("somebody").resident;
    let key = CommandId(chance::id());
    let first = desk.push_as(key, Command::GiveNewCard { resident }).await.shown;
    later_ms.store(9 * MINUTE_MS, Ordering::Relaxed);
    assert_eq!(desk.push_as(key, Command::GiveNewCard { resident }).await.shown, first);
    later_ms.store(11 * MINUTE_MS, Ordering::Relaxed);
    let late = desk.push_as(key, Command::GiveNewCard { resident }).await;
    assert_eq!((late.outcome, late.shown), (Outcome::Applied, None));
}

#[tokio::test]
async fn a_sign_up_sent_again_shows_no_card_that_the_desk_gave_later() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let mut desk = hall.signed_in("desk").await;
    let (wish, key) = (sign_up(&fair, "Testbloem"), CommandId(chance::id()));
    assert!(desk.push_as(key, Command::SignUp(wish.clone())).await.shown.is_some());
    organiser.does(Command::GiveNewCard { resident: wish.resident }).await;
    let again = desk.push_as(key, Command::SignUp(wish)).await;
    assert_eq!((again.outcome, again.shown), (Outcome::Applied, None));
}

#[tokio::test]
async fn what_is_no_pin_costs_no_try() {
    let hall = Hall::open().await;
    let role = hall.roles.iter().find(|role| role.role == "resident").expect("a resident");
    let pin =
        role.sign_in.iter().find(|(what, _)| *what == "pin").map(|(_, pin)| pin.clone()).expect("a PIN");
    let mut phone = hall.browser();
    for typed in ["", "   ", "1234", "vijf cijfers"].repeat(4) {
        let heard = phone.post_form(&role.link, &[("pin", typed)]).await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
    }
    assert_eq!(phone.post_form(&role.link, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(phone.post_form(&role.link, &[("pin", &pin)]).await.status, StatusCode::SEE_OTHER);
}
