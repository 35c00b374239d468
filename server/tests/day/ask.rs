//! "Ask the matcher": a question from a phone, its answer on the same phone, and that neither stays for ever.

use crate::group::{fresh, hidden, signs_up};
use crate::hall::{Browser, Hall};
use crate::thread::follow_ups;
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::{LocationId, QuestionId};
use domain::pipeline::question::{ANSWERED_KEPT_MS, OPEN_KEPT_MS};
use server::{chance, clock, dates};
use store::scopes;
use sync::{Outcome, Rejection, Scope};

const ASK: &str = "/mijn/vraag";
const STAFF: &str = "/app-api/questions?lang=nl";

/// A phone of somebody who signed up.
async fn phone(hall: &Hall, name: &str) -> Browser {
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.push(Command::OpenSignUp { fair: fair.fair }).await;
    let mut phone = hall.browser();
    signs_up(&mut phone, &format!("/banenmarkt/{}?lang=nl", fair.fair), name).await;
    phone
}

/// The ids of a fresh form.
async fn form(phone: &mut Browser) -> [String; 2] {
    let page = phone.get(&format!("{ASK}?lang=nl")).await.text;
    ["key", "question"].map(|name| hidden(&page, "action=\"/mijn/vraag", name))
}

async fn sends(phone: &mut Browser, [key, question]: &[String; 2], text: &str) -> (StatusCode, String) {
    let fields = [("key", key.as_str()), ("question", question), ("asks", text)];
    let heard = phone.post_form(&format!("{ASK}?lang=nl"), &fields).await;
    (heard.status, heard.text)
}

async fn asks(phone: &mut Browser, text: &str) -> String {
    let ids = form(phone).await;
    let (status, page) = sends(phone, &ids, text).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let [_, question] = ids;
    question
}

/// What staff send: words, or none for "by word of mouth".
async fn answers(
    staff: &mut Browser,
    question: &str,
    words: Option<&str>,
    base: &str,
) -> (StatusCode, String) {
    let (key, field) = (fresh(), format!("words-{question}"));
    let mut fields = vec![("key", key.as_str()), ("question", question), ("base", base)];
    match words {
        Some(words) => fields.push((&field, words)),
        None => fields.push(("how", "mouth")),
    }
    let heard = staff.post_form(STAFF, &fields).await;
    (heard.status, heard.text)
}

#[tokio::test]
async fn a_question_is_asked_once_and_its_answer_stands_on_the_page_of_who_asked() {
    let hall = Hall::open().await;
    let mut phone = phone(&hall, "Windvlaag").await;
    let own = phone.get("/mijn?lang=nl").await.text;
    assert!(own.contains("Vraag het de matcher") && own.contains("/mijn/vraag?lang=nl"), "{own}");
    let ids = form(&mut phone).await;
    for tap in ["once", "twice"] {
        let (status, _) = sends(&mut phone, &ids, "Mag ik <b>ook</b> 's avonds?").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{tap}");
    }
    assert!(phone.get("/mijn?lang=nl").await.text.contains("Nog geen antwoord"));

    let mut matcher = hall.signed_in("matcher").await;
    assert_eq!(follow_ups(&mut matcher).await.questions, 1, "a double tap is one question");
    let page = matcher.get(STAFF).await.text;
    assert_eq!(page.matches("Mag ik &lt;b&gt;ook").count(), 1, "{page}");
    assert!(page.contains("Windvlaag") && page.contains("leest English"), "{page}");
    let [_, question] = ids;
    let (status, page) = answers(&mut matcher, &question, Some("  "), "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Schrijf een antwoord") && page.contains("aria-invalid"), "{page}");
    let (status, _) = answers(&mut matcher, &question, Some("Ja.\nVraag naar Sanne."), "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(follow_ups(&mut matcher).await.questions, 0);
    for page in ["/mijn?lang=nl", "/mijn-gegevens?lang=nl"] {
        let shown = phone.get(page).await.text;
        assert!(shown.contains("Vraag naar Sanne.") && !shown.contains("Nog geen antwoord"), "{shown}");
    }

    // A colleague who still has the page from before.
    let mut organiser = hall.signed_in("organiser").await;
    let (status, page) = answers(&mut organiser, &question, Some("Nee, nooit."), "").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        page.contains("Een collega heeft deze vraag al beantwoord") && page.contains("Nee, nooit."),
        "{page}"
    );
    let base = hidden(&page, "Verbeter het antwoord", "base");
    let (status, _) = answers(&mut organiser, &question, Some("Ja. Vraag naar Noor."), &base).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "who saw the answer may mend it");
    let shown = phone.get("/mijn?lang=nl").await.text;
    assert!(shown.contains("Vraag naar Noor.") && !shown.contains("Sanne") && !shown.contains("Nee, nooit"));

    let second = asks(&mut phone, "Waar is het?").await;
    assert_eq!(answers(&mut matcher, &second, None, "").await.0, StatusCode::SEE_OTHER);
    assert!(phone.get("/mijn?lang=nl").await.text.contains("De matcher heeft het u verteld"));
}

#[tokio::test]
async fn three_may_wait_and_what_was_typed_is_never_lost() {
    let hall = Hall::open().await;
    let mut phone = phone(&hall, "Windvlaag").await;
    let ids = form(&mut phone).await;
    for (text, sentence) in [("", "Schrijf uw vraag op."), (&"x".repeat(301), "Schrijf uw vraag korter")] {
        let (status, page) = sends(&mut phone, &ids, text).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains(sentence) && page.contains("href=\"#field-asks\"") && page.contains(text),
            "{page}"
        );
    }
    let (status, _) = sends(&mut phone, &ids, "Een?").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, page) = sends(&mut phone, &ids, "Toch iets anders?").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "went back and wrote something else");
    assert!(page.contains("Dit formulier was te oud") && page.contains("Toch iets anders?"), "{page}");
    asks(&mut phone, "Twee?").await;
    let late = form(&mut phone).await;
    asks(&mut phone, "Drie?").await;
    let (status, page) = sends(&mut phone, &late, "En nog een?").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("U heeft nu genoeg vragen gesteld") && page.contains("En nog een?"), "{page}");
    let empty = phone.get(&format!("{ASK}?lang=nl")).await.text;
    assert!(empty.contains("genoeg vragen") && !empty.contains("<textarea"), "{empty}");

    let mut matcher = hall.signed_in("matcher").await;
    let [_, question] = ids;
    answers(&mut matcher, &question, None, "").await;
    assert_eq!(sends(&mut phone, &late, "En nog een?").await.0, StatusCode::CONFLICT, "its no stands");
    asks(&mut phone, "En nog een?").await;
}

#[tokio::test]
async fn only_who_follows_up_sees_questions_and_nobody_writes_into_anothers() {
    let hall = Hall::open().await;
    let mut phone = phone(&hall, "Windvlaag").await;
    let question = asks(&mut phone, "Mag ik vragen wat het loon is?").await;
    let (stranger, desk) = (hall.browser(), hall.signed_in("desk").await);
    for mut browser in [stranger, desk, phone.clone()] {
        let heard = browser.get(STAFF).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND);
        assert!(!heard.text.contains("het loon"), "{}", heard.text);
        assert_eq!(answers(&mut browser, &question, None, "").await.0, StatusCode::NOT_FOUND);
    }
    let nobody = hall.browser().get(ASK).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);

    let mut other = crate::ask::phone(&hall, "Regenvlaag").await;
    let (status, page) = sends(&mut other, &[fresh(), question.clone()], "Is dit van mij?").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "an id that is taken");
    assert!(!page.contains("het loon"), "{page}");
    let mut matcher = hall.signed_in("matcher").await;
    let page = matcher.get(STAFF).await.text;
    assert!(page.contains("het loon") && !page.contains("Is dit van mij?"), "{page}");
    let (status, page) = answers(&mut matcher, &fresh(), Some("Hallo"), "").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("Deze vraag is er niet meer") && page.contains("Hallo"), "{page}");
    let words = None;
    let command = Command::AnswerQuestion { question: QuestionId(chance::id()), words, base_ms: None };
    assert_eq!(matcher.push(command).await.outcome, Outcome::Rejected(Rejection::NotFound));
}

#[tokio::test]
async fn a_question_that_waits_can_be_taken_back_by_who_asked_it_alone() {
    let hall = Hall::open().await;
    let mut phone = phone(&hall, "Windvlaag").await;
    let question = asks(&mut phone, "Mag ik mijn fiets meenemen?").await;
    let path = format!("{ASK}/{question}?lang=nl");
    assert!(phone.get("/mijn?lang=nl").await.text.contains(&path), "from the own page");
    let sure = phone.get(&path).await.text;
    assert!(sure.contains("Wilt u deze vraag weghalen?") && sure.contains("mijn fiets"), "{sure}");

    let mut other = crate::ask::phone(&hall, "Regenvlaag").await;
    for browser in [&mut other, &mut hall.browser()] {
        let (page, sent) = (browser.get(&path).await, browser.post_form(&path, &[("key", &fresh())]).await);
        assert!(page.status.is_client_error() && sent.status.is_client_error());
        assert!(!page.text.contains("mijn fiets"), "{}", page.text);
    }
    let mut matcher = hall.signed_in("matcher").await;
    let id: QuestionId = question.parse().expect("an id");
    let by_staff = matcher.push(Command::TakeQuestionBack { question: id }).await;
    assert_eq!(by_staff.outcome, Outcome::Rejected(Rejection::NotFound));
    assert_eq!(follow_ups(&mut matcher).await.questions, 1);

    let key = hidden(&sure, "action=\"/mijn/vraag/", "key");
    for tap in ["once", "twice"] {
        let sent = phone.post_form(&path, &[("key", &key)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{tap}: {}", sent.text);
    }
    for page in ["/mijn?lang=nl", "/mijn-gegevens?lang=nl"] {
        assert!(!phone.get(page).await.text.contains("mijn fiets"), "{page}");
    }
    assert_eq!(follow_ups(&mut matcher).await.questions, 0);
    let (status, page) = answers(&mut matcher, &question, Some("Ja, dat mag."), "").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("Deze vraag is er niet meer") && page.contains("Ja, dat mag."), "{page}");

    let second = asks(&mut phone, "Waar is het?").await;
    let path = format!("{ASK}/{second}?lang=nl");
    answers(&mut matcher, &second, Some("Achter de kantine."), "").await;
    assert_eq!(phone.get(&path).await.status, StatusCode::SEE_OTHER, "answered meanwhile");
    assert_eq!(phone.post_form(&path, &[("key", &fresh())]).await.status, StatusCode::SEE_OTHER);
    assert!(phone.get("/mijn?lang=nl").await.text.contains("Achter de kantine."), "and the answer stands");
}

async fn version(hall: &Hall, location: LocationId) -> u64 {
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    scopes::version(&mut tx, Scope::FollowUp(location)).await.expect("a version")
}

#[tokio::test]
async fn an_answered_question_goes_after_four_weeks_and_any_other_after_thirteen() {
    let hall = Hall::open().await;
    let mut phone = phone(&hall, "Windvlaag").await;
    let answered = asks(&mut phone, "Eerste?").await;
    asks(&mut phone, "Tweede?").await;
    let mut matcher = hall.signed_in("matcher").await;
    let location = matcher.location().await;
    answers(&mut matcher, &answered, Some("Ja."), "").await;
    let own = async |phone: &mut Browser| phone.get("/mijn?lang=nl").await.text;

    // The browser's login is not over yet by the clock of the routes: only the dates are told another time.
    let now_ms = clock::now_ms();
    dates::pass(&hall.app, now_ms + ANSWERED_KEPT_MS - 60_000).await.expect("looked");
    let before = own(&mut phone).await;
    assert!(before.contains("Eerste?") && before.contains("Tweede?"));
    dates::pass(&hall.app, now_ms + ANSWERED_KEPT_MS + 60_000).await.expect("looked");
    let page = own(&mut phone).await;
    assert!(!page.contains("Eerste?") && page.contains("Tweede?"), "{page}");
    let seen = version(&hall, location).await;
    dates::pass(&hall.app, now_ms + OPEN_KEPT_MS + 60_000).await.expect("looked");
    assert!(!own(&mut phone).await.contains("Tweede?"));
    assert_eq!(follow_ups(&mut matcher).await.questions, 0);
    assert_eq!(version(&hall, location).await, seen + 1, "the screen that counts them hears of it");
}
