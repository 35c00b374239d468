//! People who come together: a group that one of them makes, its link, and what each sees of the others.

use crate::doors::sign_up;
use crate::hall::{Browser, Hall};
use crate::standby::{HOUR_MS, day};
use axum::http::StatusCode;
use domain::command::{Command, MakeFair, SignUp};
use domain::fair::group::{GROUP_MAX, Travel};
use domain::fair::{FairKind, Place};
use domain::ids::{CommandId, FairId, GroupId, SessionId, SignUpId};
use server::{chance, clock};
use sync::views::PersonView;
use sync::{Outcome, Rejection, Scope, View};

/// The value of a hidden field behind this mark.
fn hidden(page: &str, after: &str, name: &str) -> String {
    let from = page.split(after).nth(1).unwrap_or_else(|| panic!("{after} is not in {page}"));
    let value = from.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
    value.split('"').next().expect("its end").to_owned()
}

async fn person(organiser: &mut Browser, fair: FairId, name: &str) -> PersonView {
    let View::Fair(view) = organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    view.people.into_iter().find(|person| person.name == name).expect("signed up")
}

/// Fills in the form that stands at this address and sends it, as a phone without a script does.
async fn signs_up(phone: &mut Browser, path: &str, name: &str) -> SignUpId {
    let mut form = phone.get(path).await;
    if let Some(to) = form.to.clone() {
        form = phone.get(&to).await;
    }
    let field = |of: &str| hidden(&form.text, "<form", of);
    let [key, sign_up, resident] = ["key", "sign_up", "resident"].map(field);
    let mut fields = vec![
        ("key", key.as_str()),
        ("sign_up", sign_up.as_str()),
        ("resident", resident.as_str()),
        ("name", name),
        ("contact", "desk"),
        ("adult", "1"),
    ];
    let group = form.text.contains("name=\"group\"").then(|| field("group"));
    fields.extend(group.as_deref().map(|group| ("group", group)));
    let action = path.split("/samen/").next().expect("a path").split('?').next().expect("a path");
    let heard = phone.post_form(&format!("{action}?lang=en"), &fields).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    sign_up.parse().expect("an id")
}

/// The id of a form that was opened anew.
fn fresh() -> String {
    CommandId(chance::id()).to_string()
}

async fn page(phone: &mut Browser) -> String {
    phone.get("/mijn?lang=en").await.text
}

/// Makes a group, and gives the path of its link.
async fn makes_a_group(phone: &mut Browser, sign_up: SignUpId) -> String {
    let own = page(phone).await;
    let action = format!("/mijn/groep/{sign_up}");
    let [key, group] = ["key", "group"].map(|name| hidden(&own, &format!("action=\"{action}"), name));
    for tap in ["once", "twice"] {
        let heard = phone.post_form(&action, &[("key", &key), ("group", &group)]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{tap}");
    }
    let own = page(phone).await;
    let link = own.split("http://localhost").find(|part| part.contains("/samen/")).expect("a link");
    link.split(['<', '?']).next().expect("its end").to_owned()
}

#[tokio::test]
async fn a_group_comes_by_its_link_and_each_keeps_a_card_and_a_place_of_their_own() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let path = format!("/banenmarkt/{}", fair.fair);
    let mut leader = hall.browser();
    let own = signs_up(&mut leader, &format!("{path}?lang=en"), "Kapitein").await;
    let link = makes_a_group(&mut leader, own).await;

    let mut second = hall.browser();
    let to = second.get(&link).await.to.expect("on to the form");
    let form = second.get(&to).await.text;
    assert!(form.contains("name=\"group\"") && !form.contains("Kapitein"), "nobody is named before");
    let along = signs_up(&mut second, &link, "Matroos").await;
    assert_ne!(own, along);
    // One question on a screen comes along too.
    let mut third = hall.browser();
    third.get(&link).await;
    for (step, name, value) in
        [("naam", "name", "Kok"), ("contact", "contact", "desk"), ("leeftijd", "adult", "1")]
    {
        let heard = third.post_form(&format!("{path}/stap/{step}"), &[(name, value)]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{step}: {}", heard.text);
    }
    let done = third.post_form(&format!("{path}/stap/klaar"), &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);

    let seen = page(&mut leader).await;
    for name in ["Matroos", "Kok"] {
        assert!(seen.contains(name), "{name}: {seen}");
    }
    assert!(seen.contains("has a place"));
    let theirs = page(&mut second).await;
    assert!(theirs.contains("Kapitein") && theirs.contains("Kok"), "{theirs}");
    let others = theirs.split("Coming together").nth(1).expect("the group");
    assert!(!others.contains("has a place") && !others.contains("/samen/"), "only the leader sees that");
    let data = second.get("/mijn-gegevens?lang=en").await.text;
    assert!(data.contains("With whom you come") && data.contains("Kapitein"), "{data}");

    let numbers: Vec<_> = [
        person(&mut organiser, fair.fair, "Kapitein").await,
        person(&mut organiser, fair.fair, "Matroos").await,
        person(&mut organiser, fair.fair, "Kok").await,
    ]
    .map(|person| (person.group, person.place))
    .into();
    assert_eq!(numbers, [(Some(1), Some(Place::Placed)); 3], "the desk sees who belongs together");
}

#[tokio::test]
async fn what_the_leader_says_is_told_to_the_group_and_seats_it_before_it_leaves() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let path = format!("/banenmarkt/{}?lang=en", fair.fair);
    let (mut leader, mut friend) = (hall.browser(), hall.browser());
    let own = signs_up(&mut leader, &path, "Kapitein").await;
    let link = makes_a_group(&mut leader, own).await;
    let theirs = signs_up(&mut friend, &link, "Matroos").await;

    let form = format!("/mijn/afspraak/{own}");
    let asked = leader.get(&format!("{form}?lang=en")).await.text;
    let key = hidden(&asked, &format!("action=\"{form}"), "key");
    let fields = |leave_at| {
        [
            ("key", key.as_str()),
            ("meet", "De steiger"),
            ("meet_at", "12:45"),
            ("travel", "bicycle"),
            ("leave_at", leave_at),
        ]
    };
    let again = leader.post_form(&format!("{form}?lang=en"), &fields("half vier")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.text.contains("De steiger") && again.text.contains("half vier"),
        "what was typed is still there"
    );
    assert!(again.text.contains("href=\"#field-leave_at\""), "{}", again.text);
    let heard = leader.post_form(&form, &fields("15:30")).await;
    assert_eq!(heard.status, StatusCode::SEE_OTHER, "{}", heard.text);
    for phone in [&mut leader, &mut friend] {
        let seen = page(phone).await;
        for said in ["De steiger", "12:45", "By bicycle", "15:30"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
    }
    // Nobody else says anything for the group, and no stranger learns that there is one.
    let forbidden = format!("/mijn/afspraak/{theirs}");
    assert_eq!(friend.get(&forbidden).await.status, StatusCode::NOT_FOUND);
    assert_eq!(friend.get(&form).await.status, StatusCode::NOT_FOUND);
    for to in [&forbidden, &form] {
        let heard = friend.post_form(to, &[("key", &fresh()), ("meet", "Elders")]).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND, "{}", heard.text);
    }
    let View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let group = &view.groups[0];
    assert_eq!((view.groups.len(), group.number, group.people), (1, 1, 2));
    assert_eq!(group.leader_name, "Kapitein");
    assert_eq!(group.travel, Some(Travel::Bicycle));

    // Who leads it goes: the next one does, and is told so by what they can do.
    leader.post_form(&format!("/mijn/afmelden/{own}"), &[("key", &fresh())]).await;
    assert!(page(&mut friend).await.contains(&forbidden));
    assert_eq!(friend.get(&forbidden).await.status, StatusCode::OK);
    assert_eq!(leader.get(&form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_full_group_turns_nobody_away() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (known, _) = organiser.fairs().await;
    let (fair, session, group) = (FairId(chance::id()), SessionId(chance::id()), GroupId(chance::id()));
    let day = day(clock::now_ms() + 24 * HOUR_MS, 2 * GROUP_MAX);
    organiser
        .does(Command::MakeFair(MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None }))
        .await;
    organiser.does(Command::OpenSignUp { fair }).await;
    for n in 0..=GROUP_MAX {
        let sign_up = SignUp { fair, group: Some(group), ..sign_up(&known, &format!("Gast {n}")) };
        let id = sign_up.sign_up;
        organiser.does(Command::SignUp(sign_up)).await;
        if n == 0 {
            organiser.does(Command::StartGroup { group, sign_up: id }).await;
        }
    }
    let View::Fair(view) = organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    assert_eq!(view.groups[0].people, GROUP_MAX);
    let alone: Vec<_> = view.people.iter().filter(|person| person.group.is_none()).collect();
    assert_eq!(alone.len(), 1);
    assert_eq!((alone[0].name.as_str(), alone[0].place), ("Gast 60", Some(Place::Placed)));
    let late = Command::JoinGroup { group, sign_up: alone[0].sign_up };
    assert_eq!(organiser.push(late).await.outcome, Outcome::Rejected(Rejection::Full));
}

#[tokio::test]
async fn who_signed_up_before_joins_leaves_and_is_named_no_more() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, speed_date) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let path = format!("/banenmarkt/{}?lang=en", fair.fair);
    let (mut leader, mut friend) = (hall.browser(), hall.browser());
    let own = signs_up(&mut leader, &path, "Kapitein").await;
    let theirs = signs_up(&mut friend, &path, "Matroos").await;
    let link = makes_a_group(&mut leader, own).await;

    let asked = friend.get(&format!("{link}?lang=en")).await.text;
    assert!(asked.contains("Do you want to come with this group?"), "{asked}");
    let action = format!("/mijn/samen/{theirs}");
    let [key, group] = ["key", "group"].map(|name| hidden(&asked, &format!("action=\"{action}"), name));
    let stranger = hall.browser().post_form(&action, &[("key", &key), ("group", &group)]).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    for _ in 0..2 {
        let heard = friend.post_form(&action, &[("key", &key), ("group", &group)]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{}", heard.text);
    }
    assert!(page(&mut leader).await.contains("Matroos"));

    let left = friend.post_form(&format!("/mijn/alleen/{theirs}"), &[("key", &fresh())]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(!page(&mut leader).await.contains("Matroos"), "who left is named no more");
    assert_eq!(
        person(&mut organiser, fair.fair, "Matroos").await.place,
        Some(Place::Placed),
        "the place stays"
    );

    let group: GroupId = group.parse().expect("an id");
    let none = organiser.push(Command::JoinGroup { group: GroupId(chance::id()), sign_up: theirs }).await;
    assert_eq!(none.outcome, Outcome::Rejected(Rejection::NotFound));
    let elsewhere = format!("/banenmarkt/{}/samen/{group}", speed_date.fair);
    assert_eq!(hall.browser().get(&elsewhere).await.status, StatusCode::NOT_FOUND, "a link of another day");
    organiser.does(Command::JoinGroup { group, sign_up: theirs }).await;
    organiser.does(Command::Withdraw { sign_up: theirs }).await;
    assert!(!page(&mut leader).await.contains("Matroos"), "nor who does not come");
}

#[tokio::test]
async fn the_next_of_a_group_on_the_same_phone_comes_along_and_finds_nobodys_page() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let path = format!("/banenmarkt/{}", fair.fair);
    let mut phone = hall.browser();
    let own = signs_up(&mut phone, &format!("{path}?lang=en"), "Kapitein").await;
    let link = makes_a_group(&mut phone, own).await;
    let group = link.split("/samen/").nth(1).expect("the group").to_owned();
    let heard = phone.post_form(&format!("{path}/volgende"), &[("group", &group)]).await;
    assert!(heard.to.as_deref().is_some_and(|to| to.starts_with(&link)), "{:?}", heard.to);
    assert_eq!(phone.get("/mijn").await.status, StatusCode::UNAUTHORIZED, "signed out");
    signs_up(&mut phone, &link, "Matroos").await;
    let seen = page(&mut phone).await;
    assert!(seen.contains("Kapitein"), "came along: {seen}");
    assert_eq!(person(&mut organiser, fair.fair, "Matroos").await.group, Some(1));
}
