//! Doors: who is let in, what a known key shows again, and what ends when a login does.

use crate::hall::{Browser, Hall, Heard};
use axum::http::StatusCode;
use domain::command::{Command, Needs, SignUp};
use domain::ids::{AccountId, CommandId, InviteId, LocationId, ResidentId, SignUpId};
use domain::lang::Lang;
use domain::people::{Contact, Role};
use domain::text::Name;
use server::admission::{Asker, Work};
use server::app_api::sync_calls::taken;
use server::sign_in::{close_account, unchanged};
use server::{chance, commands};
use store::{StoreError, accounts, journal, logins};
use sync::views::FairHead;
use sync::{Envelope, Outcome, Push, Rejection, Scope, Shown, View};

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

pub fn sign_up(fair: &FairHead, who: &str) -> SignUp {
    SignUp {
        fair: fair.fair,
        sign_up: SignUpId(chance::id()),
        resident: ResidentId(chance::id()),
        name: name(who),
        lang: Lang::Nl,
        contact: Contact::Desk,
        adult: true,
        spoken: vec![],
        interests: vec![],
        needs: Needs::default(),
        shares_phone: false,
        group: None,
    }
}

pub async fn open_fair(organiser: &mut Browser) -> FairHead {
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    fair
}

const MALFORMED: Outcome = Outcome::Rejected(Rejection::Malformed);

#[tokio::test]
async fn a_known_key_with_anothers_ids_shows_nothing_of_the_other() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let mut desk = hall.signed_in("desk").await;
    let (own, victim) = (sign_up(&fair, "Testbloem"), sign_up(&fair, "Proefdruppel"));
    let (key, victims_key) = (CommandId(chance::id()), CommandId(chance::id()));
    let first = desk.push_as(key, Command::SignUp(own.clone())).await;
    organiser.push_as(victims_key, Command::SignUp(victim.clone())).await;

    let again = desk.push_as(key, Command::SignUp(own.clone())).await;
    assert_eq!(again.shown, first.shown, "the same form shows the same card");
    let mended = SignUp { name: name("Testbloemen"), ..own };
    assert_eq!(
        desk.push_as(key, Command::SignUp(mended)).await.shown,
        first.shown,
        "also when it was mended"
    );
    let stolen = desk.push_as(key, Command::SignUp(victim.clone())).await;
    assert_eq!((stolen.outcome, stolen.shown), (MALFORMED, None));
    let anothers = desk.push_as(victims_key, Command::SignUp(victim)).await;
    assert_eq!((anothers.outcome, anothers.shown), (MALFORMED, None), "the key is the organiser's");
    let other = desk.push_as(key, Command::OpenSignUp { fair: fair.fair }).await;
    assert_eq!(other.outcome, MALFORMED, "another kind");
}

#[tokio::test]
async fn a_page_that_posts_anothers_ids_under_a_known_key_signs_nobody_in() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    let path = format!("/banenmarkt/{}", fair.fair);
    let form = |key: CommandId, wish: &SignUp| {
        let ids = [key.to_string(), wish.sign_up.to_string(), wish.resident.to_string()];
        let names = ["key", "sign_up", "resident"];
        let fixed = [("name", "Testbloem"), ("contact", "desk"), ("adult", "1")];
        let ids = names.into_iter().zip(ids);
        ids.chain(fixed.map(|(name, value)| (name, value.to_owned()))).collect::<Vec<_>>()
    };
    let post = async |browser: &mut Browser, fields: &[(&str, String)]| -> Heard {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post_form(&path, &fields).await
    };
    let (victim, own, key) = (sign_up(&fair, "x"), sign_up(&fair, "y"), CommandId(chance::id()));
    assert_eq!(
        post(&mut hall.browser(), &form(CommandId(chance::id()), &victim)).await.status,
        StatusCode::OK
    );
    let mut thief = hall.browser();
    assert_eq!(post(&mut hall.browser(), &form(key, &own)).await.status, StatusCode::OK);
    assert_eq!(post(&mut thief, &form(key, &victim)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(thief.get("/mijn").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_pin_whose_answer_was_lost_is_shown_again_until_there_is_a_newer_one() {
    let hall = Hall::open().await;
    let mut desk = hall.signed_in("desk").await;
    let (fair, _) = desk.fairs().await;
    let View::Fair(view) = desk.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
    let resident = view.people.first().expect("somebody").resident;
    let key = CommandId(chance::id());
    let first = desk.push_as(key, Command::GiveNewPin { resident }).await.shown;
    assert!(matches!(first, Some(Shown::Pin(_))));
    assert_eq!(desk.push_as(key, Command::GiveNewPin { resident }).await.shown, first);
    desk.does(Command::GiveNewPin { resident }).await;
    let late = desk.push_as(key, Command::GiveNewPin { resident }).await;
    assert_eq!((late.outcome, late.shown), (Outcome::Applied, None));
}

#[tokio::test]
async fn what_a_stranger_typed_in_vain_is_not_kept() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let fair = open_fair(&mut organiser).await;
    organiser.does(Command::CloseSignUp { fair: fair.fair }).await;
    let location = organiser.location().await;
    let visitor = domain::people::Actor::Visitor { location };
    let wish = sign_up(&fair, "Getypte Naam");
    let id = CommandId(chance::id());
    let envelope = |wish: SignUp| Envelope { id, made_at_ms: 0, command: Command::SignUp(wish) };
    let answer = commands::execute(&hall.app, &visitor, &envelope(wish.clone())).await.expect("answered");
    assert_eq!(answer.outcome, Outcome::Rejected(Rejection::Closed));
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let row = journal::get(&mut tx, id).await.expect("the journal").expect("written");
    drop(tx);
    let text = String::from_utf8(row.payload.expect("opens")).expect("text");
    assert!(!text.contains("Getypte") && text.contains("sha256"), "{text}");
    let again = commands::execute(&hall.app, &visitor, &envelope(wish.clone())).await.expect("answered");
    assert_eq!(again.outcome, answer.outcome, "and it is still known");
    let other = SignUp { resident: ResidentId(chance::id()), ..wish };
    let other = commands::execute(&hall.app, &visitor, &envelope(other)).await.expect("answered");
    assert_eq!(other.outcome, MALFORMED);
}

struct Colleague {
    account: AccountId,
    invite: String,
}

const PASSWORD: &str = "een heel lang wachtwoord";

async fn invited(administrator: &mut Browser) -> Colleague {
    let account = AccountId(chance::id());
    let invite = Command::InviteStaff {
        account,
        invite: InviteId(chance::id()),
        name: name("Nieuwe Kracht"),
        login_name: name("kracht"),
        roles: vec![Role::Desk].into(),
    };
    Colleague { account, invite: token(administrator.does(invite).await.shown) }
}

fn token(shown: Option<Shown>) -> String {
    let Some(Shown::Link(link)) = shown else { panic!("no link") };
    link.split('#').nth(1).expect("behind the #").to_owned()
}

async fn uses(browser: &mut Browser, token: &str) -> StatusCode {
    let body = serde_json::json!({ "token": token, "password": PASSWORD });
    browser.post_json("/app-api/use-invite", &body).await.status
}

async fn signs_in(browser: &mut Browser, login_name: &str) -> StatusCode {
    let body = serde_json::json!({ "login_name": login_name, "password": PASSWORD });
    browser.post_json("/app-api/sign-in", &body).await.status
}

async fn reset(administrator: &mut Browser, account: AccountId) -> String {
    token(administrator.does(Command::ResetPassword { account, invite: InviteId(chance::id()) }).await.shown)
}

#[tokio::test]
async fn a_reset_ends_the_password_at_once_and_every_earlier_link() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let colleague = invited(&mut administrator).await;
    let first = reset(&mut administrator, colleague.account).await;
    assert_eq!(
        uses(&mut hall.browser(), &colleague.invite).await,
        StatusCode::GONE,
        "the invitation is void"
    );
    let mut here = hall.browser();
    assert_eq!(uses(&mut here, &first).await, StatusCode::NO_CONTENT);
    let mut elsewhere = hall.browser();
    assert_eq!(signs_in(&mut elsewhere, "kracht").await, StatusCode::NO_CONTENT);

    let second = reset(&mut administrator, colleague.account).await;
    assert_eq!(signs_in(&mut hall.browser(), "kracht").await, StatusCode::UNAUTHORIZED, "the old password");
    assert!(here.me().await.is_none() && elsewhere.me().await.is_none());
    assert_eq!(uses(&mut here, &second).await, StatusCode::NO_CONTENT);
    assert!(here.me().await.is_some());
}

#[tokio::test]
async fn a_used_link_ends_the_other_logins_and_links_of_its_account() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let colleague = invited(&mut administrator).await;
    let mut tx = hall.app.store.write().await.expect("a transaction");
    let (other, token_hash) = chance::token();
    let link = store::invites::Invite {
        id: InviteId(chance::id()),
        account: colleague.account,
        token_hash,
        expires_ms: i64::MAX,
        used_ms: None,
    };
    store::invites::insert(&mut tx, &link).await.expect("a second link");
    let holder = logins::Holder::Account(colleague.account);
    let location = administrator_location(&mut tx, colleague.account).await;
    let (old, _) = server::sign_in::open_login(&mut tx, &hall.app, location, holder).await.expect("a login");
    let old = logins::by_hash(&mut tx, &chance::hash(&old), 0).await.expect("read").expect("alive").id;
    tx.commit().await.expect("kept");
    assert_eq!(uses(&mut hall.browser(), &colleague.invite).await, StatusCode::NO_CONTENT);
    assert_eq!(uses(&mut hall.browser(), &other).await, StatusCode::GONE);
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    assert_eq!(logins::not_ended(&mut tx, old).await.expect("read"), None);
}

async fn administrator_location(tx: &mut store::Tx, account: AccountId) -> LocationId {
    accounts::get(tx, account).await.expect("read").expect("an account").location
}

#[tokio::test]
async fn a_deactivated_colleague_comes_in_by_no_link() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let Colleague { account, invite } = invited(&mut administrator).await;
    administrator.does(Command::DeactivateStaff { account }).await;
    administrator.does(Command::ReadmitStaff { account }).await;
    assert_eq!(uses(&mut hall.browser(), &invite).await, StatusCode::GONE);
}

#[tokio::test]
async fn a_password_that_was_looked_at_before_a_reset_opens_nothing_after_it() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let Colleague { account, invite } = invited(&mut administrator).await;
    assert_eq!(uses(&mut hall.browser(), &invite).await, StatusCode::NO_CONTENT);
    let mut tx = hall.app.store.write().await.expect("a transaction");
    let seen = accounts::get(&mut tx, account).await.expect("read").expect("an account");
    assert!(unchanged(&mut tx, &seen).await.expect("read"));
    accounts::set_password_hash(&mut tx, account, None).await.expect("reset");
    close_account(&mut tx, account, 0).await.expect("closed");
    assert!(!unchanged(&mut tx, &seen).await.expect("read"));
    accounts::set_password_hash(&mut tx, account, seen.password_hash.as_deref()).await.expect("back");
    accounts::set_active(&mut tx, account, false).await.expect("deactivated");
    assert!(!unchanged(&mut tx, &seen).await.expect("read"));
}

#[tokio::test]
async fn what_is_too_long_for_a_door_is_not_looked_at() {
    let hall = Hall::open().await;
    assert_eq!(signs_in(&mut hall.browser(), &"x".repeat(5_000)).await, StatusCode::PAYLOAD_TOO_LARGE);
    // Eleven tries close a name for everybody; one that nobody can have is not counted.
    for _ in 0..12 {
        assert_eq!(signs_in(&mut hall.browser(), &"x".repeat(81)).await, StatusCode::UNAUTHORIZED);
    }
    let role = hall.roles.iter().find(|role| role.role == "resident").expect("a resident");
    let long = "1".repeat(5_000);
    let heard = hall.browser().post_form(&role.link, &[("pin", &long)]).await;
    assert_eq!(heard.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_push_that_waited_while_its_login_ended_or_ran_out_is_not_admitted() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    for ran_out in [false, true] {
        let now_ms = server::clock::now_ms();
        let me = organiser.me().await.expect("signed in").actor;
        let domain::people::Actor::Staff { account, location, .. } = me.clone() else { panic!("no staff") };
        let login = logins::Login {
            id: domain::ids::LoginId(chance::id()),
            location,
            token_hash: chance::token().1,
            holder: logins::Holder::Account(account),
            created_ms: now_ms - 1_000,
            last_seen_ms: now_ms - 1_000,
            expires_ms: if ran_out { now_ms - 1 } else { now_ms + 60_000 },
        };
        let mut tx = hall.app.store.write().await.expect("a transaction");
        logins::insert(&mut tx, &login).await.expect("a login");
        tx.commit().await.expect("kept");
        let signed =
            server::sign_in::Signed { actor: me, login: login.id, location, expires_ms: login.expires_ms };
        let command = Command::OpenSignUp { fair: fair.fair };
        let envelope = Envelope { id: CommandId(chance::id()), made_at_ms: 0, command };
        let push = serde_json::json!({ "commands": [envelope] });
        let push: Push = serde_json::from_str(&push.to_string()).expect("a push");
        let Ok(waits) = taken(&hall.app, &signed, &push).await else { panic!("not taken") };
        assert!(matches!(waits, Work::Push { asker: Asker::Login(..), .. }));
        if !ran_out {
            let mut tx = hall.app.store.write().await.expect("a transaction");
            assert!(logins::revoke(&mut tx, login.id, now_ms).await.expect("revoked"));
            tx.commit().await.expect("kept");
        }
        let admitted = commands::push(&hall.app, waits).await;
        assert!(matches!(admitted, Err(StoreError::Gone)), "ran out: {ran_out}");
    }
    assert_eq!(organiser.fairs().await.0.state, fair.state, "nothing was opened");
}
