//! What is kept and what is not: the journal can be verified, a login ends when it is revoked, counts hold under a crowd,
//! a file that was read for import is gone after a day.

use crate::hall::Hall;
use axum::http::StatusCode;
use domain::command::{Command, Needs, SignUp};
use domain::fair::Place;
use domain::ids::{AccountId, CommandId, ImportId, InviteId, ResidentId, SignUpId};
use domain::lang::Lang;
use domain::people::{Actor, Contact, Role};
use domain::text::Name;
use server::{chance, clock, commands, dates};
use store::imports::ImportRow;
use store::{imports, journal};
use sync::{Envelope, Outcome, Rejection, Shown};

#[tokio::test]
async fn the_last_places_are_given_once_to_a_crowd() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let location = organiser.location().await;
    let free = fair.capacity - fair.placed;
    let wish = |n: u32| Envelope {
        id: CommandId(chance::id()),
        made_at_ms: 0,
        command: Command::SignUp(SignUp {
            fair: fair.fair,
            sign_up: SignUpId(chance::id()),
            resident: ResidentId(chance::id()),
            name: Name::parse(&format!("Gast {n}")).expect("a name"),
            lang: Lang::Nl,
            contact: Contact::Desk,
            adult: true,
            spoken: vec![],
            interests: vec![],
            needs: Needs::default(),
            shares_phone: false,
            group: None,
        }),
    };
    let tasks: Vec<_> = (0..60)
        .map(|n| {
            let (app, envelope) = (hall.app.clone(), wish(n));
            tokio::spawn(
                async move { commands::execute(&app, &Actor::Visitor { location }, &envelope).await },
            )
        })
        .collect();
    let (mut placed, mut standby, mut full) = (0, vec![], 0);
    for task in tasks {
        let answer = task.await.expect("no panic").expect("the store answers");
        match (answer.outcome, answer.shown) {
            (Outcome::Applied, Some(Shown::SignedUp { place: Place::Placed, .. })) => placed += 1,
            (Outcome::Applied, Some(Shown::SignedUp { place: Place::Standby(number), .. })) => {
                standby.push(number)
            }
            (Outcome::Rejected(Rejection::Full), _) => full += 1,
            other => panic!("{other:?}"),
        }
    }
    standby.sort_unstable();
    assert_eq!(placed, free);
    assert_eq!(standby, (1..=24).collect::<Vec<u32>>(), "each number once, in order");
    assert_eq!(placed + 24 + full, 60);
}

#[tokio::test]
async fn the_journal_is_an_unbroken_chain_after_commands() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    organiser.does(Command::CloseSignUp { fair: fair.fair }).await;
    let location = organiser.location().await;
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert!(journal::verify(&mut tx, location).await.expect("an unbroken chain") >= 2);
}

#[tokio::test]
async fn an_administrator_invites_deactivates_and_readmits() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let account = AccountId(chance::id());
    let name = |text: &str| Name::parse(text).expect("a name");
    let invite = Command::InviteStaff {
        account,
        invite: InviteId(chance::id()),
        name: name("Nieuwe Kracht"),
        login_name: name("kracht"),
        roles: vec![Role::Desk].into(),
    };
    let Some(Shown::Link(link)) = administrator.does(invite).await.shown else { panic!("no link") };
    let token = link.split('#').nth(1).expect("behind the #");
    let mut newcomer = hall.browser();
    let short = serde_json::json!({ "token": token, "password": "kort" });
    assert_eq!(
        newcomer.post_json("/app-api/use-invite", &short).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let long = serde_json::json!({ "token": token, "password": "een heel lang wachtwoord" });
    assert_eq!(newcomer.post_json("/app-api/use-invite", &long).await.status, StatusCode::NO_CONTENT);
    assert!(newcomer.me().await.is_some());
    assert_eq!(hall.browser().post_json("/app-api/use-invite", &long).await.status, StatusCode::GONE, "once");

    administrator.does(Command::DeactivateStaff { account }).await;
    assert!(newcomer.me().await.is_none(), "the login ends with the account");
    let typed = serde_json::json!({ "login_name": "kracht", "password": "een heel lang wachtwoord" });
    assert_eq!(newcomer.post_json("/app-api/sign-in", &typed).await.status, StatusCode::UNAUTHORIZED);
    administrator.does(Command::ReadmitStaff { account }).await;
    assert_eq!(newcomer.post_json("/app-api/sign-in", &typed).await.status, StatusCode::NO_CONTENT);

    let login = administrator
        .location_view()
        .await
        .logins
        .into_iter()
        .find(|login| login.account_name == "Nieuwe Kracht");
    administrator.does(Command::RevokeLogin { login: login.expect("listed").login }).await;
    assert!(newcomer.me().await.is_none(), "a revoked login is over");
}

#[tokio::test]
async fn a_file_that_waits_to_be_confirmed_is_gone_after_a_day() {
    const HOUR_MS: i64 = 3_600_000;
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (location, made_ms) = (organiser.location().await, clock::now_ms());
    let [waits, confirmed] = [None, Some(made_ms)].map(|confirmed_ms| ImportRow {
        id: ImportId(chance::id()),
        location,
        kind: "residents".into(),
        rows: "[]".into(),
        mistakes: 0,
        made_ms,
        confirmed_ms,
    });
    let mut tx = hall.app.store.write().await.expect("a transaction");
    for import in [&waits, &confirmed] {
        imports::insert(&mut tx, import).await.expect("kept");
    }
    tx.commit().await.expect("committed");
    let left = async |hours: i64| {
        dates::pass(&hall.app, made_ms + hours * HOUR_MS).await.expect("looked");
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        let mut left = 0;
        for import in [&waits, &confirmed] {
            left += u32::from(imports::get(&mut tx, import.id).await.expect("asked").is_some());
        }
        left
    };
    assert_eq!(left(23).await, 2);
    // Of the confirmed one its rows went with the confirmation; that it was confirmed stays.
    assert_eq!(left(25).await, 1);
}
