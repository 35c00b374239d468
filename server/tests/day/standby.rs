//! A place that comes free: offered to who is first in line, held, confirmed by a phone or the desk, and passed on after
//! the deadline.

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::{Command, MakeFair};
use domain::fair::{Day, FairKind, Place, Timetable};
use domain::ids::*;
use domain::text::{Line, Name};
use domain::time::from_ms;
use server::clock::{self, Clock};
use server::{chance, dates};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use sync::views::PersonView;
use sync::{Outcome, Rejection, Scope, View};

pub const HOUR_MS: i64 = 3_600_000;

/// Four rounds, from then on.
pub fn day(starts_ms: i64, capacity: u32) -> Day {
    let line = |text| Line::parse(text).expect("a line");
    Day {
        name: Name::parse("Wachtmarkt").expect("a name"),
        place: line("Zaal"),
        meeting_point: line("Deur"),
        timetable: Timetable {
            starts: from_ms(starts_ms),
            rounds: 4,
            talk_min: 10,
            change_min: 5,
            break_after: 2,
            break_min: 15,
            second_after: 0,
            second_min: 0,
        },
        capacity,
        standby_max: 4,
        promised: 1,
        meetings_max: 3,
    }
}

/// A hall whose clock can be put forward, with a fair of one place in a week.
struct Waiting {
    hall: Hall,
    ahead_ms: Arc<AtomicI64>,
    organiser: Browser,
    fair: FairId,
    starts_ms: i64,
}

impl Waiting {
    async fn open() -> Waiting {
        let ahead_ms = Arc::new(AtomicI64::new(0));
        let ahead = ahead_ms.clone();
        let hall = Hall::by(Clock::of(move || clock::now_ms() + ahead.load(Ordering::Relaxed))).await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let starts_ms = 24 * HOUR_MS * (clock::now_ms() / (24 * HOUR_MS) + 7) + 12 * HOUR_MS;
        let day = day(starts_ms, 1);
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None };
        organiser.does(Command::MakeFair(wish)).await;
        organiser.does(Command::OpenSignUp { fair }).await;
        Waiting { hall, ahead_ms, organiser, fair, starts_ms }
    }

    /// Somebody signs up on a phone of their own, which then knows them.
    async fn phone(&self, name: &str) -> (Browser, SignUpId) {
        let mut phone = self.hall.browser();
        let sign_up = SignUpId(chance::id());
        let ids =
            [CommandId(chance::id()).to_string(), sign_up.to_string(), ResidentId(chance::id()).to_string()];
        let fields = [
            ("key", ids[0].as_str()),
            ("sign_up", ids[1].as_str()),
            ("resident", ids[2].as_str()),
            ("name", name),
            ("contact", "desk"),
            ("adult", "1"),
        ];
        let heard = phone.post_form(&format!("/banenmarkt/{}?lang=en", self.fair), &fields).await;
        assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
        (phone, sign_up)
    }

    async fn seen(&mut self, name: &str) -> PersonView {
        let View::Fair(view) = self.organiser.view(Scope::Fair(self.fair)).await else { panic!("a fair") };
        view.people.into_iter().find(|person| person.name == name).expect("signed up")
    }

    async fn place(&mut self, name: &str) -> Option<Place> {
        self.seen(name).await.place
    }

    /// Time goes by, and the server looks at its dates.
    async fn later(&mut self, ms: i64) {
        self.ahead_ms.fetch_add(ms, Ordering::Relaxed);
        // A login of staff lasts a working day.
        self.organiser = self.hall.signed_in("organiser").await;
        dates::pass(&self.hall.app, self.hall.app.clock.now_ms()).await.expect("looked at");
    }
}

async fn posts(phone: &mut Browser, path: &str, fields: &[(&str, &str)]) -> StatusCode {
    let key = CommandId(chance::id()).to_string();
    let fields: Vec<_> = [("key", key.as_str())].into_iter().chain(fields.iter().copied()).collect();
    phone.post_form(path, &fields).await.status
}

async fn page(phone: &mut Browser) -> String {
    phone.get("/mijn?lang=en").await.text
}

#[tokio::test]
async fn a_place_that_comes_free_is_held_for_the_first_in_line_who_says_so_on_the_phone() {
    let mut fair = Waiting::open().await;
    let (mut first, own) = fair.phone("Eerste").await;
    let (mut second, sign_up) = fair.phone("Tweede").await;
    let (mut third, _) = fair.phone("Derde").await;
    assert_eq!(fair.place("Derde").await, Some(Place::Standby(2)));

    assert_eq!(posts(&mut first, &format!("/mijn/afmelden/{own}"), &[]).await, StatusCode::SEE_OTHER);
    let now_ms = fair.hall.app.clock.now_ms();
    let Some(Place::Offered { until_ms }) = fair.place("Tweede").await else { panic!("not offered") };
    assert!((until_ms - now_ms - 24 * HOUR_MS).abs() < HOUR_MS, "a day to answer");
    assert_eq!(fair.place("Derde").await, Some(Place::Standby(1)), "the others move up");
    let asked = page(&mut second).await;
    assert!(asked.contains("Yes, I will come") && asked.contains("No, I will not come"), "{asked}");
    assert!(!page(&mut third).await.contains("Yes, I will come"));
    let window = fair.hall.browser().get(&format!("/banenmarkt/{}?lang=en", fair.fair)).await.text;
    assert!(
        window.contains("Put me on the waiting list"),
        "the place is held, so who comes now waits: {window}"
    );

    let path = format!("/mijn/plek/{sign_up}?lang=en");
    let others = posts(&mut third, &path, &[("comes", "yes")]).await;
    assert_eq!(others, StatusCode::NOT_FOUND, "nobody takes another's place");
    assert_eq!(posts(&mut second, &path, &[("comes", "maybe")]).await, StatusCode::UNPROCESSABLE_ENTITY);
    let key = CommandId(chance::id()).to_string();
    for tap in ["once", "twice"] {
        let heard = second.post_form(&path, &[("key", &key), ("comes", "yes")]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{tap}");
    }
    assert_eq!(posts(&mut second, &path, &[("comes", "yes")]).await, StatusCode::SEE_OTHER, "another tab");
    assert_eq!(fair.place("Tweede").await, Some(Place::Placed));
    let sure = page(&mut second).await;
    assert!(sure.contains("You have a place") && !sure.contains("Yes, I will come"), "{sure}");
}

#[tokio::test]
async fn who_does_not_answer_in_time_is_told_so_and_goes_back_behind_the_others() {
    let mut fair = Waiting::open().await;
    let (mut first, own) = fair.phone("Eerste").await;
    let (mut second, sign_up) = fair.phone("Tweede").await;
    fair.phone("Derde").await;
    fair.phone("Vierde").await;
    posts(&mut first, &format!("/mijn/afmelden/{own}"), &[]).await;
    fair.later(23 * HOUR_MS).await;
    assert!(matches!(fair.place("Tweede").await, Some(Place::Offered { .. })), "there is still time");
    fair.later(2 * HOUR_MS).await;
    assert_eq!(fair.place("Tweede").await, Some(Place::Lapsed));
    assert!(matches!(fair.place("Derde").await, Some(Place::Offered { .. })), "the next is asked");
    assert_eq!(fair.place("Vierde").await, Some(Place::Standby(1)));

    let late = posts(&mut second, &format!("/mijn/plek/{sign_up}"), &[("comes", "yes")]).await;
    assert_eq!(late, StatusCode::SEE_OTHER, "their page says what happened");
    assert_eq!(fair.place("Tweede").await, Some(Place::Lapsed));
    let told = page(&mut second).await;
    assert!(told.contains("You did not say in time that you come"), "{told}");
    assert!(second.get("/mijn-gegevens?lang=en").await.text.contains("Your place went to somebody else"));

    for _ in 0..2 {
        let back = posts(&mut second, &format!("/mijn/terug/{sign_up}"), &[]).await;
        assert_eq!(back, StatusCode::SEE_OTHER, "a second tap changes nothing");
    }
    assert_eq!(fair.place("Tweede").await, Some(Place::Standby(2)), "behind who came meanwhile");
}

#[tokio::test]
async fn a_late_yes_counts_while_nobody_else_has_the_place() {
    let mut fair = Waiting::open().await;
    let (mut first, own) = fair.phone("Eerste").await;
    let (mut second, sign_up) = fair.phone("Tweede").await;
    posts(&mut first, &format!("/mijn/afmelden/{own}"), &[]).await;
    fair.later(30 * HOUR_MS).await;
    assert!(page(&mut second).await.contains("The place is still free"));
    posts(&mut second, &format!("/mijn/plek/{sign_up}"), &[("comes", "yes")]).await;
    assert_eq!(fair.place("Tweede").await, Some(Place::Placed));

    // Who withdrew may come back while sign-up is open, and waits like everybody.
    assert_eq!(posts(&mut first, &format!("/mijn/terug/{own}"), &[]).await, StatusCode::SEE_OTHER);
    assert_eq!(fair.place("Eerste").await, Some(Place::Standby(1)));
    let now_ms = fair.hall.app.clock.now_ms();
    posts(&mut second, &format!("/mijn/plek/{sign_up}"), &[("comes", "no")]).await;
    assert_eq!(fair.place("Tweede").await, None, "a no is a withdrawal, at any time");
    assert!(matches!(fair.place("Eerste").await, Some(Place::Offered { until_ms }) if until_ms > now_ms));
    // Nobody waited, so the time ran out unnoticed; who comes new takes the place at once.
    fair.later(30 * HOUR_MS).await;
    fair.phone("Derde").await;
    assert_eq!(
        (fair.place("Derde").await, fair.place("Eerste").await),
        (Some(Place::Placed), Some(Place::Lapsed))
    );
}

#[tokio::test]
async fn on_the_day_the_desk_gives_the_place_and_nobody_is_asked() {
    let mut fair = Waiting::open().await;
    let (mut first, own) = fair.phone("Eerste").await;
    fair.phone("Tweede").await;
    let (mut third, _) = fair.phone("Derde").await;
    let until_the_day_ms = fair.starts_ms - 2 * HOUR_MS - fair.hall.app.clock.now_ms();
    fair.later(until_the_day_ms).await;
    posts(&mut first, &format!("/mijn/afmelden/{own}"), &[]).await;
    assert_eq!(fair.place("Tweede").await, Some(Place::Standby(1)), "nothing goes by itself");
    assert!(page(&mut third).await.contains("at the Meedoenbalie"), "they are told where to ask");

    let mut desk = fair.hall.signed_in("desk").await;
    let (stands_there, at_home) = (fair.seen("Derde").await.sign_up, fair.seen("Tweede").await.sign_up);
    desk.does(Command::GivePlace { sign_up: stands_there }).await;
    assert_eq!(fair.place("Derde").await, Some(Place::Placed));
    assert_eq!(desk.push(Command::GivePlace { sign_up: stands_there }).await.outcome, Outcome::Noop);
    let full = desk.push(Command::GivePlace { sign_up: at_home }).await.outcome;
    assert_eq!(full, Outcome::Rejected(Rejection::Full));
    let mut matcher = fair.hall.signed_in("matcher").await;
    let refused = matcher.push(Command::GivePlace { sign_up: at_home }).await.outcome;
    assert_eq!(refused, Outcome::Rejected(Rejection::NotFound));
    let by_hand = fair.organiser.push(Command::PassPlacesOn { fair: fair.fair }).await.outcome;
    assert_eq!(by_hand, Outcome::Rejected(Rejection::NotFound), "the server's own");
}

#[tokio::test]
async fn the_desk_says_for_somebody_that_they_come() {
    let mut fair = Waiting::open().await;
    let (mut first, own) = fair.phone("Eerste").await;
    fair.phone("Tweede").await;
    posts(&mut first, &format!("/mijn/afmelden/{own}"), &[]).await;
    let mut desk = fair.hall.signed_in("desk").await;
    let sign_up = fair.seen("Tweede").await.sign_up;
    desk.does(Command::AnswerOffer { sign_up, comes: true }).await;
    assert_eq!(fair.place("Tweede").await, Some(Place::Placed));
}
