//! The schedule by itself, which a phone may keep: the same talks, without a name of theirs or of an interpreter, and
//! with nothing that opens anything.

use crate::hall::Hall;
use crate::thread::{console, plan_and_publish};
use axum::http::StatusCode;
use domain::command::Command;
use sync::Shown;

#[tokio::test]
async fn the_schedule_by_itself_holds_the_talks_and_no_name_of_theirs_or_of_an_interpreter() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let session = organiser.fairs().await.0.session;
    plan_and_publish(&mut organiser, session).await;
    let view = console(&mut organiser, session).await;
    let meetings = view.plan.expect("published").meetings;
    let (resident, interpreter) = meetings
        .iter()
        .find_map(|one| Some((one.resident, one.interpreter.clone()?)))
        .expect("somebody has an interpreter");
    let name = view.people.iter().find(|one| one.resident == resident).expect("known").name.clone();
    let Some(Shown::Card { card, pin, .. }) = organiser.does(Command::GiveNewCard { resident }).await.shown
    else {
        panic!("no card was shown")
    };
    let mut phone = hall.browser();
    assert_eq!(
        phone.get("/mijn/rooster").await.status,
        StatusCode::UNAUTHORIZED,
        "nobody's before they sign in"
    );
    let entered = phone.post_form(&format!("/k/{card}"), &[("pin", &pin)]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);

    let own = phone.get("/mijn?lang=en").await.text;
    assert!(own.contains(&interpreter) && own.contains(&name) && own.contains("/mijn/rooster"), "{own}");
    let alone = phone.get("/mijn/rooster?lang=en").await.text;
    let talks = meetings.iter().filter(|one| one.resident == resident).count();
    assert!(talks > 0 && alone.matches("class=\"table-no").count() == talks, "{talks} talks: {alone}");
    for kept_out in [name.as_str(), &interpreter, &card, &pin, "/k/", "tel:", "/mijn/uit"] {
        assert!(!alone.contains(kept_out), "{kept_out}: {alone}");
    }
}
