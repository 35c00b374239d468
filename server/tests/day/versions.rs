//! A change of what a screen shows is a change of its scope; and who asks for nothing newer is shown no more than anybody.

use crate::hall::{Browser, Hall};
use crate::thread::plan_and_publish;
use domain::command::{Command, Needs, SignUp};
use domain::ids::{ResidentId, SignUpId};
use domain::lang::Lang;
use domain::people::Contact;
use domain::text::Name;
use server::chance;
use sync::Scope;

async fn version(browser: &mut Browser, scope: Scope) -> u64 {
    browser.pull(scope).await.expect("mine to see").ver
}

/// Found by the simulation: the follow-up lists wishes, and the fair says whether a plan stands and the day has begun.
#[tokio::test]
async fn the_follow_up_hears_of_sign_ups_and_the_fair_of_its_plan_and_its_beginning() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let (of_fair, follow_up) = (Scope::Fair(fair.fair), Scope::FollowUp(organiser.location().await));
    let before = version(&mut organiser, follow_up).await;
    let sign_up = SignUp {
        fair: fair.fair,
        sign_up: SignUpId(chance::id()),
        resident: ResidentId(chance::id()),
        name: Name::parse("Gast").expect("a name"),
        lang: Lang::Nl,
        contact: Contact::Desk,
        adult: true,
        spoken: vec![],
        interests: vec![],
        needs: Needs::default(),
        shares_phone: false,
        group: None,
    };
    let withdraw = Command::Withdraw { sign_up: sign_up.sign_up };
    organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
    let opened = version(&mut organiser, follow_up).await;
    organiser.does(Command::SignUp(sign_up)).await;
    let signed_up = version(&mut organiser, follow_up).await;
    organiser.does(withdraw).await;
    let withdrawn = version(&mut organiser, follow_up).await;
    assert!(before <= opened && opened < signed_up && signed_up < withdrawn);

    let before = version(&mut organiser, of_fair).await;
    plan_and_publish(&mut organiser, fair.session).await;
    let planned = version(&mut organiser, of_fair).await;
    organiser.does(Command::StartDay { session: fair.session, based_on: 0 }).await;
    let begun = version(&mut organiser, of_fair).await;
    assert!(before < planned && planned < begun);
}

#[tokio::test]
async fn nothing_newer_is_told_to_nobody_who_may_not_see_it() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let location = organiser.location().await;
    let scopes = [Scope::Fair(fair.fair), Scope::Session(fair.session), Scope::FollowUp(location)];
    let mut administrator = hall.signed_in("administrator").await;
    for scope in scopes {
        let pull = organiser.pull(scope).await.expect("mine to see");
        let (ver, incarnation) = (pull.ver, pull.incarnation);
        let again = format!("/app-api/pull?scope={scope}&base={ver}&incarnation={incarnation}");
        let known = organiser.get(&again).await;
        assert!(known.status.is_success() && known.text.contains(r#""view":null"#), "{}", known.text);
        assert_eq!(administrator.get(&again).await.status.as_u16(), 404, "{scope}");
    }
}
