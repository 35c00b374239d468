//! What somebody needs and what they share: asked without a reason, seen by who arranges it, and theirs to change.

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{CommandId, FairId, ResidentId, SignUpId};
use domain::lang::Lang;
use server::chance;
use sync::views::PersonView;
use sync::{Scope, View};

async fn person(organiser: &mut Browser, fair: FairId, name: &str) -> PersonView {
    let View::Fair(view) = organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    view.people.into_iter().find(|person| person.name == name).expect("signed up")
}

#[tokio::test]
async fn needs_reach_the_desk_and_the_telephone_number_is_shared_by_its_owner_only() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let sign_up = SignUpId(chance::id());
    let ids =
        [CommandId(chance::id()).to_string(), sign_up.to_string(), ResidentId(chance::id()).to_string()];
    let mut phone = hall.browser();
    let fields = [
        ("key", ids[0].as_str()),
        ("sign_up", ids[1].as_str()),
        ("resident", ids[2].as_str()),
        ("name", "Vlinderstruik"),
        ("contact", "phone"),
        ("phone", "06 12345678"),
        ("share", "phone"),
        ("interpreter", "ti"),
        ("leave_at", "14:30"),
        ("adult", "1"),
    ];
    let heard = phone.post_form(&format!("/banenmarkt/{}?lang=en", fair.fair), &fields).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);

    let seen = person(&mut organiser, fair.fair, "Vlinderstruik").await;
    assert!(seen.needs.interpreter && seen.shares_phone);
    assert_eq!((seen.needs.interpreter_lang, seen.needs.leave_at_min), (Some(Lang::Ti), Some(870)));

    let own = phone.get("/mijn?lang=en").await.text;
    assert!(own.contains("an employer that wants to go on with you may have it"), "{own}");
    let data = phone.get("/mijn-gegevens?lang=en").await.text;
    assert!(data.contains("leaves at 14:30") && data.contains(Lang::Ti.endonym()), "{data}");

    let path = format!("/mijn/delen/{sign_up}?lang=en");
    let key = CommandId(chance::id()).to_string();
    let other = hall.browser().post_form(&path, &[("key", &key), ("share", "no")]).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED, "who is not signed in changes nothing");
    let nonsense = phone.post_form(&path, &[("key", &key), ("share", "everything")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(person(&mut organiser, fair.fair, "Vlinderstruik").await.shares_phone);

    for _ in 0..2 {
        let heard = phone.post_form(&path, &[("key", &key), ("share", "no")]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "a double tap is one change: {}", heard.text);
    }
    assert!(!person(&mut organiser, fair.fair, "Vlinderstruik").await.shares_phone);
    assert!(phone.get("/mijn?lang=en").await.text.contains("employers do not get it"));
}
