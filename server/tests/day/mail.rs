//! Messages by e-mail, on both databases and with a mail server that says yes, no, later, or dies: nothing goes without a
//! press, nothing is lost, and who did not get theirs is to be told again.

mod post_office;
mod stage;

use crate::cluster;
use crate::doors::{open_fair, sign_up};
use crate::hall::Hall;
use crate::lines::Lines;
use axum::http::StatusCode;
use base64::Engine;
use domain::command::{Command, SignUp};
use domain::fair::mailing::MailState;
use domain::fair::telling::Message;
use domain::ids::{CommandId, ResidentId};
use domain::people::{Contact, Email};
use post_office::Mood;
use server::chance;
use server::clock::Clock;
use server::mail::{self, Mailing};
use stage::{ADDRESS, Stage, process};
use store::{Target, fairs};
use sync::{Outcome, Rejection};
use tracing_subscriber::filter::LevelFilter;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// The same story on both databases.
macro_rules! on_both {
    ($($name:ident: $story:ident;)*) => {$(
        mod $name {
            #[tokio::test]
            async fn in_memory() {
                super::$story(store::Target::Memory).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                super::$story(store::Target::Postgres(super::cluster::database())).await;
            }
        }
    )*};
}

on_both! {
    an_e_mail_goes_once_somebody_presses_and_not_before: goes;
    a_refused_address_is_not_tried_again_and_they_are_to_be_told_otherwise: is_refused;
    a_mail_server_that_is_busy_is_asked_five_times_with_growing_waits: is_busy;
    a_mail_server_that_dies_over_a_mail_gets_it_again_under_the_same_name: dies;
    what_is_no_longer_so_is_not_sent_and_is_due_again: is_outdated;
    what_is_taken_back_in_time_is_not_sent: is_taken_back;
}

async fn goes(target: Target) {
    let mut one = Stage::open(target, []).await;
    let page = one.page().await;
    assert!(page.contains("Per e-mail") && page.contains("Verstuur deze 1 e-mail"), "{page}");
    assert_eq!((one.runs().await, one.office.asked()), (0, 0), "nothing by itself");
    one.presses_send().await;
    assert_eq!(one.stands().await, (Some(MailState::Waiting), true));
    assert!(one.page().await.contains("e-mail is onderweg"));
    assert_eq!(one.runs().await, 1);
    assert_eq!(one.stands().await, (Some(MailState::Sent), true));
    let page = one.page().await;
    assert!(page.contains("per e-mail</span>") && !page.contains("Verstuur deze"), "{page}");

    let came = one.office.came();
    assert_eq!((came.len(), came[0].to.as_str()), (1, ADDRESS));
    let mail = &came[0];
    for (name, is) in [
        ("From:", "Banenmarkt <markt@example.org>"),
        ("Reply-To:", "balie@example.org"),
        ("To:", ADDRESS),
        ("Auto-Submitted:", "auto-generated"),
        ("Content-Language:", "ar"),
        ("Content-Transfer-Encoding:", "base64"),
    ] {
        assert_eq!(mail.head(name), is, "{}", mail.text);
    }
    let body = mail.text.split("\r\n\r\n").nth(1).unwrap_or_default().replace("\r\n", "");
    let body = base64::engine::general_purpose::STANDARD.decode(body).expect("base64");
    let words = String::from_utf8(body).expect("text");
    assert!(words.contains("أنتم مشاركون"), "in their own language: {words}");
    for secret in ["/k/", "/mijn", "http"] {
        assert!(!words.contains(secret), "a link that opens something");
    }
    assert_eq!((one.runs().await, one.office.asked()), (0, 1), "once");
    let message = Message::Confirmation;
    let again = Command::SendMessage { fair: one.fair, resident: one.resident, message };
    assert_eq!(one.desk.push(again).await.outcome, Outcome::Noop, "told already");
    assert_eq!(one.runs().await, 0);
    // The row goes when its time is over; that they were told stays.
    one.passes(31 * 24 * HOUR_MS);
    let mut tx = one.hall.app.store.write().await.expect("a store");
    mail::forget(&mut tx, one.hall.app.clock.now_ms()).await.expect("written");
    tx.commit().await.expect("committed");
    assert_eq!(one.stands().await, (None, true));
}

async fn is_refused(target: Target) {
    let mut one = Stage::open(target, [Mood::Refuses]).await;
    one.presses_send().await;
    assert_eq!(one.runs().await, 1);
    assert_eq!(one.stands().await, (Some(MailState::Refused), false));
    one.passes(24 * HOUR_MS);
    assert_eq!((one.runs().await, one.office.asked()), (0, 1), "not tried again");
    one.passes(-24 * HOUR_MS);
    let page = one.page().await;
    for words in ["Niet aangekomen", "Dit adres is geweigerd", "Probeer nog een keer", "Is verteld"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    one.marks("yes").await;
    assert_eq!(one.stands().await, (None, true), "told in another way");
    assert!(!one.page().await.contains("Niet aangekomen"));
}

async fn is_busy(target: Target) {
    let mut one = Stage::open(target, [Mood::Busy; 5]).await;
    one.presses_send().await;
    for (tries, wait_min) in [(1, 1), (2, 5), (3, 30), (4, 120)] {
        assert_eq!((one.runs().await, one.office.asked()), (1, tries));
        assert_eq!(one.stands().await, (Some(MailState::Waiting), true));
        one.passes(wait_min * MINUTE_MS - 30_000);
        assert_eq!(one.runs().await, 0, "not yet");
        one.passes(30_000);
    }
    assert_eq!((one.runs().await, one.office.asked()), (1, 5));
    assert_eq!(one.stands().await, (Some(MailState::GivenUp), false));
    let page = one.page().await;
    assert!(page.contains("De e-mail kon niet weg"), "{page}");
    one.presses_send().await;
    assert_eq!(one.stands().await, (Some(MailState::Waiting), true));
    assert_eq!((one.runs().await, one.office.came().len()), (1, 1));
    assert_eq!(one.stands().await, (Some(MailState::Sent), true));
}

async fn dies(target: Target) {
    let mut one = Stage::open(target, [Mood::DiesIn, Mood::DiesAfter]).await;
    one.presses_send().await;
    for came in [0, 1, 2] {
        assert_eq!((one.runs().await, one.office.came().len()), (1, came));
        one.passes(6 * MINUTE_MS);
    }
    assert_eq!(one.stands().await, (Some(MailState::Sent), true));
    let came = one.office.came();
    assert!(came[0].head("Message-ID:").ends_with("@example.org>"), "{}", came[0].text);
    assert_eq!(came[0].head("Message-ID:"), came[1].head("Message-ID:"), "twice is one to a mail program");
}

async fn is_outdated(target: Target) {
    let mut one = Stage::open(target, []).await;
    one.presses_send().await;
    let mut tx = one.hall.app.store.write().await.expect("a store");
    let mut fair = fairs::get(&mut tx, one.fair).await.expect("read").expect("the fair");
    fair.place = "Kas".into();
    fairs::update(&mut tx, &fair).await.expect("written");
    tx.commit().await.expect("committed");
    assert_eq!((one.runs().await, one.office.asked()), (1, 0), "it would say another place");
    assert_eq!(one.stands().await, (None, false));
    assert!(one.page().await.contains("Verstuur deze 1 e-mail"), "with the new place");
    one.presses_send().await;
    let sign_up = one.sign_up;
    one.desk.does(Command::Withdraw { sign_up }).await;
    assert_eq!((one.runs().await, one.office.asked()), (1, 0), "they do not come");
    assert_eq!(one.stands().await, (None, false));
}

async fn is_taken_back(target: Target) {
    let mut one = Stage::open(target, []).await;
    one.presses_send().await;
    one.marks("no").await;
    assert_eq!(one.stands().await, (None, false));
    assert_eq!((one.runs().await, one.office.asked()), (0, 0));
    assert!(one.page().await.contains("Verstuur deze 1 e-mail"));
}

/// While one process has a mail in hand, another that looks finds nothing; and one that died over it is followed.
#[tokio::test]
async fn two_processes_do_not_both_send_and_one_that_dies_is_followed() {
    let target = Target::Postgres(cluster::database());
    let mut one = Stage::open(target.clone(), [Mood::Waits, Mood::Waits]).await;
    let other = process(target, &one.office, &one.ahead).await;
    one.presses_send().await;
    let app = one.hall.app.clone();
    let first = tokio::spawn(async move { mail::run(&app).await });
    while one.office.asked() == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(mail::run(&other.app).await.expect("the store answers"), 0, "it is in hand");
    // Killed before the mail server said anything: after the lease it is anybody's.
    first.abort();
    one.passes(2 * MINUTE_MS);
    assert_eq!(mail::run(&other.app).await.expect("the store answers"), 0, "it may still be in hand");
    one.passes(2 * MINUTE_MS);
    one.office.lets();
    one.office.lets();
    assert_eq!(mail::run(&other.app).await.expect("the store answers"), 1);
    assert_eq!(one.stands().await, (Some(MailState::Sent), true));
    assert_eq!(one.runs().await, 0);
}

/// Many presses and two processes that look at the same time: each mail goes once.
#[tokio::test]
async fn what_two_processes_take_at_the_same_time_goes_once_each() {
    let target = Target::Postgres(cluster::database());
    let one = Stage::open(target.clone(), []).await;
    let other = process(target, &one.office, &one.ahead).await;
    let mut organiser = one.hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let mut tx = one.hall.app.store.write().await.expect("a store");
    let mut roomy = fairs::get(&mut tx, one.fair).await.expect("read").expect("the fair");
    roomy.capacity = 500;
    fairs::update(&mut tx, &roomy).await.expect("written");
    tx.commit().await.expect("committed");
    let message = Message::Confirmation;
    for number in 0..12 {
        let email = Email::parse(&format!("druppel{number}@post.example")).expect("an address");
        let wish = SignUp { contact: Contact::Email(email), ..sign_up(&fair, "Druppel") };
        let resident = wish.resident;
        organiser.does(Command::SignUp(wish)).await;
        organiser.does(Command::SendMessage { fair: one.fair, resident, message }).await;
    }
    let (here, there) = tokio::join!(mail::run(&one.hall.app), mail::run(&other.app));
    assert_eq!(here.expect("the store answers") + there.expect("the store answers"), 12);
    let mut to: Vec<_> = one.office.came().into_iter().map(|came| came.to).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), one.office.asked()), (12, 12));
}

#[tokio::test]
async fn where_no_e_mail_is_sent_nobody_is_asked_for_an_address_and_who_gave_one_gets_a_slip() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let form = hall.browser().get(&format!("/banenmarkt/{}", fair.fair)).await.text;
    assert!(form.contains("name=\"phone\"") && !form.contains("name=\"email\""));
    let email = Contact::Email(Email::parse(ADDRESS).expect("an address"));
    let wish = SignUp { contact: email, ..sign_up(&fair, "Plas") };
    let resident = wish.resident;
    organiser.does(Command::SignUp(wish)).await;
    let message = Message::Confirmation;
    let send = Command::SendMessage { fair: fair.fair, resident, message };
    assert_eq!(organiser.push(send).await.outcome, Outcome::Rejected(Rejection::Outdated));
    let page = organiser.get(&format!("/app-api/messages/{}?lang=nl", fair.fair)).await.text;
    assert!(!page.contains("Per e-mail") && !page.contains("name=\"one\""));
}

#[tokio::test]
async fn who_signs_up_by_phone_may_give_an_address_and_sees_it_among_their_own_data() {
    let mut one = Stage::open(Target::Memory, []).await;
    let path = format!("/banenmarkt/{}", one.fair);
    let mut browser = one.hall.browser();
    let page = browser.get(&path).await.text;
    assert!(page.contains("name=\"email\"") && page.contains("value=\"email\""), "{page}");
    let wrong = [("name", "Druppel"), ("contact", "email"), ("email", "druppel@post"), ("adult", "1")];
    let heard = browser.post_form(&path, &wrong).await;
    assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(heard.text.contains("Dit is geen e-mailadres") && heard.text.contains("value=\"druppel@post\""));
    let ids = [(); 3].map(|()| chance::id().to_string());
    let mut fields: Vec<_> =
        ["key", "sign_up", "resident"].into_iter().zip(ids.iter().map(String::as_str)).collect();
    fields.extend([
        ("name", "Druppel"),
        ("contact", "email"),
        ("email", "druppel@post.example"),
        ("adult", "1"),
    ]);
    let heard = browser.post_form(&path, &fields).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    let own = browser.get("/mijn-gegevens?lang=nl").await.text;
    assert!(own.contains("druppel@post.example") && own.contains("E-mails aan u"), "{own}");
    let page = one.page().await;
    assert!(page.contains("Verstuur deze 2 e-mails"), "{page}");
}

/// Whoever forges the form gets no further than the commands let them.
#[tokio::test]
async fn only_who_may_tell_can_send_and_nonsense_is_no_form() {
    let mut one = Stage::open(Target::Memory, []).await;
    let forged = format!("{} {} confirmation", CommandId(chance::id()), one.resident);
    let path = format!("/app-api/messages/{}", one.fair);
    let (mut stranger, mut matcher) = (one.hall.browser(), one.hall.signed_in("matcher").await);
    for browser in [&mut stranger, &mut matcher] {
        let heard = browser.post_form(&path, &[("told", "mail"), ("one", &forged)]).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(one.stands().await, (None, false));
    let nonsense = one.posts(&[("told", "mail"), ("one", "x y z")]).await;
    assert_eq!(nonsense, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = format!("{} {} confirmation", CommandId(chance::id()), ResidentId(chance::id()));
    assert_eq!(one.posts(&[("told", "mail"), ("one", &nobody)]).await, StatusCode::SEE_OTHER);
    assert_eq!((one.runs().await, one.office.asked()), (0, 0));
}

#[tokio::test]
async fn a_setting_that_is_gone_leaves_nobody_waiting() {
    let mut one = Stage::open(Target::Memory, []).await;
    one.presses_send().await;
    let store = one.hall.app.store.clone();
    let without = server::app::App::new(store, &store::MasterKey::from_bytes([9; 32]), Default::default());
    assert_eq!(mail::run(&without).await.expect("the store answers"), 1);
    assert_eq!(one.stands().await, (Some(MailState::GivenUp), false));
}

#[tokio::test]
async fn no_address_and_no_word_of_a_message_is_logged_whatever_the_mail_server_says() {
    let mut one = Stage::open(Target::Memory, [Mood::Refuses, Mood::Busy, Mood::DiesIn]).await;
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().json().with_max_level(LevelFilter::DEBUG).with_writer(lines.clone());
    let _kept = tracing::subscriber::set_default(log.finish());
    one.presses_send().await;
    assert_eq!(one.runs().await, 1);
    one.presses_send().await;
    for _ in 0..3 {
        assert_eq!(one.runs().await, 1);
        one.passes(6 * MINUTE_MS);
    }
    assert_eq!(one.stands().await, (Some(MailState::Sent), true));
    let text = lines.text();
    for said in ["the mail server did not take an e-mail", "550", "451"] {
        assert!(text.contains(said), "it was logged: {text}");
    }
    for secret in [ADDRESS, "plas", "Plas", "post.example", "أنتم"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn the_demo_writes_each_e_mail_into_a_folder_and_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mailing = Mailing::folder(folder.path().join("mail")).expect("a folder");
    let hall = Hall::sending(Clock::default(), Target::Memory, mailing).await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let email = Contact::Email(Email::parse(ADDRESS).expect("an address"));
    let wish = SignUp { contact: email, ..sign_up(&fair, "Plas") };
    let resident = wish.resident;
    organiser.does(Command::SignUp(wish)).await;
    let message = Message::Confirmation;
    organiser.does(Command::SendMessage { fair: fair.fair, resident, message }).await;
    assert_eq!(mail::run(&hall.app).await.expect("the store answers"), 1);
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
        .expect("the folder")
        .map(|file| file.expect("a file").path())
        .collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(&files[0]).expect("text");
    assert!(text.contains("To: plas@post.example") && files[0].extension().is_some_and(|end| end == "eml"));
    let page = organiser.get(&format!("/app-api/messages/{}?lang=nl", fair.fair)).await.text;
    assert!(page.contains(&folder.path().join("mail").display().to_string()), "{page}");
}
