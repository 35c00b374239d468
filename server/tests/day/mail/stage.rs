//! A fair of which one person is to be told something by e-mail, and the mail server that would bring it.

use super::post_office::{Mood, PostOffice};
use crate::doors::{open_fair, sign_up};
use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::{Command, SignUp};
use domain::fair::mailing::MailState;
use domain::fair::telling::{Message, Told};
use domain::ids::{CommandId, FairId, ResidentId, SignUpId};
use domain::lang::Lang;
use domain::people::{Contact, Email};
use server::clock::{self, Clock};
use server::mail::{self, Mailing};
use server::{chance, commands};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::tellings::{self, Telling};
use store::{Target, fairs, mails, residents, sign_ups};

pub const ADDRESS: &str = "plas@post.example";

/// A fair of which one person, who gave an address, is to be told that they have a place.
pub struct Stage {
    pub office: PostOffice,
    pub hall: Hall,
    pub ahead: Arc<AtomicI64>,
    pub desk: Browser,
    pub fair: FairId,
    pub resident: ResidentId,
    pub sign_up: SignUpId,
}

impl Stage {
    pub async fn open(target: Target, moods: impl IntoIterator<Item = Mood>) -> Stage {
        let office = PostOffice::open(moods).await;
        let ahead = Arc::new(AtomicI64::new(0));
        let hall = process(target, &office, &ahead).await;
        let mut organiser = hall.signed_in("organiser").await;
        let fair = open_fair(&mut organiser).await;
        let email = Contact::Email(Email::parse(ADDRESS).expect("an address"));
        let wish = SignUp { contact: email, lang: Lang::Ar, ..sign_up(&fair, "Plas") };
        let (resident, sign_up) = (wish.resident, wish.sign_up);
        organiser.does(Command::SignUp(wish)).await;
        let desk = hall.signed_in("desk").await;
        let one = Stage { office, hall, ahead, desk, fair: fair.fair, resident, sign_up };
        one.tell_the_others().await;
        one
    }

    /// Those who came by the file, to make room: a page holds fifty.
    async fn tell_the_others(&self) {
        let mut tx = self.hall.app.store.write().await.expect("a store");
        let fair = fairs::get(&mut tx, self.fair).await.expect("read").expect("the fair");
        let day = commands::day_of(&fair);
        for person in residents::of_location(&mut tx, fair.location).await.expect("read") {
            let stands = sign_ups::by_fair_and_resident(&mut tx, fair.id, person.id).await.expect("read");
            let stands = stands.map(|row| row.state);
            for message in [Message::Invitation, Message::Confirmation] {
                let about = day.speaks_of(message, stands).filter(|_| person.id != self.resident);
                let Some(about) = about else { continue };
                let told = Told { message, about, at_ms: 1 };
                let telling = Telling { fair: fair.id, resident: person.id, told };
                tellings::tell(&mut tx, fair.location, &telling, "staff:x").await.expect("written");
            }
        }
        tx.commit().await.expect("committed");
    }

    /// The page of messages from the first card that it shows on.
    pub async fn page(&mut self) -> String {
        let heard = self.desk.get(&format!("/app-api/messages/{}?lang=nl", self.fair)).await;
        assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
        assert!(!heard.text.contains(ADDRESS), "no page shows an address");
        heard.text
    }

    pub async fn posts(&mut self, fields: &[(&str, &str)]) -> StatusCode {
        self.desk.post_form(&format!("/app-api/messages/{}", self.fair), fields).await.status
    }

    /// What the page's own form for all e-mails would post.
    pub async fn presses_send(&mut self) {
        let page = self.page().await;
        let ones: Vec<&str> =
            page.split("name=\"one\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let one = ones.first().expect("an e-mail that can be sent");
        assert_eq!(self.posts(&[("told", "mail"), ("one", one)]).await, StatusCode::SEE_OTHER);
    }

    pub async fn marks(&mut self, told: &str) {
        let (key, who) = (CommandId(chance::id()).to_string(), self.resident.to_string());
        let fields = [("key", key.as_str()), ("resident", &who), ("message", "confirmation"), ("told", told)];
        assert_eq!(self.posts(&fields).await, StatusCode::SEE_OTHER);
    }

    pub async fn runs(&self) -> usize {
        mail::run(&self.hall.app).await.expect("the store answers")
    }

    pub fn passes(&self, ms: i64) {
        self.ahead.fetch_add(ms, Ordering::Relaxed);
    }

    /// Where the mail stands, and whether they count as told.
    pub async fn stands(&self) -> (Option<MailState>, bool) {
        let mut tx = self.hall.app.store.read().await.expect("a snapshot");
        let mails = mails::of_fair(&mut tx, self.fair).await.expect("read");
        let told = tellings::of_resident(&mut tx, self.resident).await.expect("read");
        (mails.first().map(|mail| mail.state), !told.is_empty())
    }
}

/// One more server process with this clock and mail server.
pub async fn process(target: Target, office: &PostOffice, ahead: &Arc<AtomicI64>) -> Hall {
    let url = format!("smtp://{}", office.at);
    let mailing = Mailing::server(&url, Some("Banenmarkt <markt@example.org>"), Some("balie@example.org"));
    let mailing = mailing.expect("good settings");
    mailing.reached_at("https://werkronde.example");
    let ahead = ahead.clone();
    let clock = Clock::of(move || clock::now_ms() + ahead.load(Ordering::Relaxed));
    Hall::sending(clock, target, mailing).await
}
