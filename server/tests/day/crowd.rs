//! What a crowd that signs up costs: what is asked of the database for each, how many share a commit, and that what a
//! process keeps in memory is never shown for longer than it is true.

use crate::cluster::database;
use crate::hall::{Browser, Hall};
use crate::visible::public_page;
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::Day;
use domain::ids::FairId;
use domain::text::{Line, Name};
use store::Target;
use sync::views::{EmployerView, FairHead, SetupView};
use sync::{Scope, View};
use tokio::task::JoinSet;

/// A look at the page asks for one thing.
const ASKED_FOR_A_PAGE: u64 = 1;
/// A turn of whoever goes through together: its beginning, what it holds and writes back, four versions, its commit.
const ASKED_FOR_A_TURN: u64 = 12;
/// What each adds: a look at the fair, two at what is known of them, and the rows of their own.
const ASKED_FOR_EACH: u64 = 9;

async fn open_fair(hall: &Hall) -> (Browser, FairHead) {
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    (organiser, fair)
}

fn path(fair: FairId) -> String {
    format!("/banenmarkt/{fair}")
}

/// The form of a page, as somebody who wants no more than a place fills it in.
fn filled(html: &str, name: &str) -> Vec<(String, String)> {
    let id = |field: &str| {
        let (_, rest) = html.split_once(&format!("name=\"{field}\" value=\"")).expect("a field for it");
        (field.to_owned(), rest[..36].to_owned())
    };
    let typed = [("name", name), ("contact", "desk"), ("adult", "1")];
    let typed = typed.map(|(field, value)| (field.to_owned(), value.to_owned()));
    [id("key"), id("sign_up"), id("resident")].into_iter().chain(typed).collect()
}

async fn send(browser: &mut Browser, fair: FairId, form: &[(String, String)]) -> String {
    let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let heard = browser.post_form(&path(fair), &fields).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    assert!(browser.cookies.iter().any(|(name, _)| name.contains("mine")), "signed in on this phone");
    heard.text
}

#[tokio::test]
async fn a_sign_up_asks_little_of_the_database_and_does_not_ask_more_of_a_full_hall() {
    let hall = Hall::open().await;
    let (_, fair) = open_fair(&hall).await;
    let store = &hall.app.store;
    hall.browser().get(&path(fair.fair)).await;
    let mut asked = vec![];
    for n in 0..20 {
        let mut phone = hall.browser();
        let before = store.asked();
        let page = phone.get(&path(fair.fair)).await.text;
        let shown = store.asked();
        send(&mut phone, fair.fair, &filled(&page, &format!("Gast {n}"))).await;
        asked.push((shown - before, store.asked() - shown));
    }
    assert!(asked.iter().all(|(page, _)| *page <= ASKED_FOR_A_PAGE), "{asked:?}");
    let most = ASKED_FOR_A_TURN + ASKED_FOR_EACH;
    assert!(asked.iter().all(|(_, sign_up)| *sign_up <= most), "{asked:?}");
}

async fn a_crowd_shares_its_commits_and_what_they_read(target: Target) {
    const CROWD: u64 = 48;
    let hall = Hall::on(target).await;
    let (mut organiser, fair) = open_fair(&hall).await;
    let View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    organiser.does(changed(&fair, &view.setup, fair.capacity + 48, "Banenmarkt Ruim")).await;
    let mut phones = vec![];
    for n in 0..CROWD {
        let mut phone = hall.browser();
        let page = phone.get(&path(fair.fair)).await.text;
        phones.push((phone, filled(&page, &format!("Gast {n}"))));
    }
    let (asked, commits) = (hall.app.store.asked(), hall.app.admission.commits());
    let mut crowd = JoinSet::new();
    for (mut phone, form) in phones {
        let fair = fair.fair;
        crowd.spawn(async move { send(&mut phone, fair, &form).await });
    }
    let cards = crowd.join_all().await;
    assert_eq!(cards.len() as u64, CROWD);
    let (asked, commits) = (hall.app.store.asked() - asked, hall.app.admission.commits() - commits);
    assert!(commits <= CROWD / 4, "{commits} commits for {CROWD}");
    let most = commits * ASKED_FOR_A_TURN + CROWD * ASKED_FOR_EACH;
    assert!(asked <= most, "{asked} asked in {commits} commits; {most} is the most");
}

#[tokio::test]
async fn a_crowd_shares_its_commits_and_what_they_read_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    a_crowd_shares_its_commits_and_what_they_read(Target::Sqlite(folder.path().join("day.db"))).await;
}

#[tokio::test]
async fn a_crowd_shares_its_commits_and_what_they_read_on_postgres() {
    a_crowd_shares_its_commits_and_what_they_read(Target::Postgres(database())).await;
}

/// Two taps, and a page that was loaded once more before the second.
#[tokio::test]
async fn a_form_sent_twice_at_once_is_one_sign_up_and_shows_the_same_card() {
    let hall = Hall::open().await;
    let (_, fair) = open_fair(&hall).await;
    let mut phone = hall.browser();
    let page = phone.get(&path(fair.fair)).await.text;
    let form = filled(&page, "Gast");
    let (mut one, mut other) = (phone.clone(), phone.clone());
    let (first, second) = tokio::join!(send(&mut one, fair.fair, &form), send(&mut other, fair.fair, &form));
    let card = |html: &str| html.split("/k/").nth(1).expect("a card")[..43].to_owned();
    assert_eq!(card(&first), card(&second));
    assert!(phone.get(&path(fair.fair)).await.text.contains(&form[0].1), "the same form for who looks again");
}

fn changed(fair: &FairHead, setup: &SetupView, capacity: u32, name: &str) -> Command {
    let line = |text: &str| Line::parse(text).expect("a line");
    let day = Day {
        name: Name::parse(name).expect("a name"),
        place: line(&fair.place),
        meeting_point: line(&fair.meeting_point),
        timetable: setup.timetable,
        capacity,
        standby_max: setup.standby_max,
        promised: setup.promised,
        meetings_max: setup.meetings_max,
    };
    Command::ChangeFair { fair: fair.fair, day, take_back_plan: false }
}

/// Whoever changes what a fair shows, at whichever process: the next look shows it, at each of them.
async fn what_is_changed_is_shown_at_once(target: Target) {
    let hall = Hall::on(target).await;
    let (mut organiser, fair) = open_fair(&hall).await;
    let mut here = hall.browser();
    let mut there = hall.elsewhere(&here);
    let mut looks = async |what: &str| {
        let (one, other) =
            (public_page(&mut here, fair.fair).await, public_page(&mut there, fair.fair).await);
        assert!(one == other, "{what}: two processes show the same");
        one
    };
    let open = looks("open").await;
    let mut elsewhere = hall.elsewhere(&organiser);
    let View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let change = |capacity, name: &str| changed(&fair, &view.setup, capacity, name);

    elsewhere.does(change(fair.capacity, "Banenmarkt Anders")).await;
    let renamed = looks("another name").await;
    assert!(!open.contains("Banenmarkt Anders") && renamed.contains("Banenmarkt Anders"));

    let shown = |employer: &&EmployerView| renamed.contains(&employer.name);
    let employer = view.employers.iter().find(shown).expect("an employer with a vacancy");
    organiser.does(Command::UnseatEmployer { fair: fair.fair, employer: employer.employer }).await;
    assert!(!looks("an employer less").await.contains(&employer.name));

    elsewhere.does(change(fair.placed + 1, "Banenmarkt Anders")).await;
    looks("one place").await;
    let mut phone = hall.browser();
    let page = phone.get(&path(fair.fair)).await.text;
    send(&mut phone, fair.fair, &filled(&page, "Gast")).await;
    let full = looks("the last place is taken").await;
    assert_ne!(full, renamed, "who comes now waits");

    elsewhere.does(Command::CloseSignUp { fair: fair.fair }).await;
    let closed = looks("closed").await;
    assert!(full.contains("id=\"sign-up\"") && !closed.contains("id=\"sign-up\""), "no form any more");
}

#[tokio::test]
async fn what_is_changed_is_shown_at_once_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    what_is_changed_is_shown_at_once(Target::Sqlite(folder.path().join("day.db"))).await;
}

#[tokio::test]
async fn what_is_changed_is_shown_at_once_on_postgres() {
    what_is_changed_is_shown_at_once(Target::Postgres(database())).await;
}
