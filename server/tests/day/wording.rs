//! A language goes out as a spreadsheet and comes back checked: seen first, confirmed, and on the public page at once.

use crate::hall::{Browser, Hall};
use axum::http::StatusCode;
use domain::command::Command;
use domain::lang::Lang;
use sync::requests::{MistakeReason, TextsPreview, TextsStand};
use sync::{Outcome, Rejection};

async fn somali(browser: &mut Browser) -> TextsStand {
    let heard = browser.get("/app-api/texts").await;
    let stands: Vec<TextsStand> = serde_json::from_str(&heard.text).expect("a list");
    stands.into_iter().find(|stand| stand.lang == Lang::So).expect("Somali")
}

async fn preview(browser: &mut Browser, file: &str) -> TextsPreview {
    let heard = browser.send("POST", "/app-api/texts/so", Some("text/csv"), file.as_bytes().to_vec()).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    serde_json::from_str(&heard.text).expect("a preview")
}

#[tokio::test]
async fn a_checked_language_speaks_on_the_public_page_at_once_and_only_there() {
    let hall = Hall::open().await;
    let (mut organiser, mut phone) = (hall.signed_in("organiser").await, hall.browser());
    let before = somali(&mut organiser).await;
    let file = organiser.get("/app-api/texts/so").await.text;
    let old = phone.get("/?lang=so").await.text;
    assert!(!old.contains("Kala hadal loo shaqeeyayaal"));

    let line =
        file.lines().find(|line| line.starts_with("public.fairs.title;")).expect("the title").to_owned();
    let cells: Vec<&str> = line.split(';').collect();
    let mended =
        format!("{};{};{};{};Kala hadal loo shaqeeyayaal;ja", cells[0], cells[1], cells[2], cells[3]);
    let read = preview(&mut organiser, &file.replace(&line, &mended)).await;
    assert_eq!((read.mistakes_total, read.new, read.changed), (0, 0, 1));
    assert_eq!(phone.get("/?lang=so").await.text, old, "a preview changes nothing");

    organiser.does(Command::ReviewTexts { import: read.import }).await;
    let page = phone.get("/?lang=so").await.text;
    assert!(
        page.contains("<h1>Kala hadal loo shaqeeyayaal</h1>"),
        "no Dutch beside what was checked: {page}"
    );
    assert!(!phone.get("/?lang=ti").await.text.contains("Kala hadal"));
    assert_eq!(somali(&mut organiser).await.unreviewed + 1, before.unreviewed);
    assert_eq!(organiser.push(Command::ReviewTexts { import: read.import }).await.outcome, Outcome::Noop);
}

#[tokio::test]
async fn a_file_with_a_bad_row_says_which_and_can_not_be_confirmed() {
    let hall = Hall::open().await;
    let mut administrator = hall.signed_in("administrator").await;
    let file = "sleutel;vorm;vertaling;gecontroleerd\npublic.fairs.title;;La hadal {name};ja\n";
    let read = preview(&mut administrator, file).await;
    let mistake = (read.mistakes[0].row, read.mistakes[0].column.as_str(), read.mistakes[0].reason);
    assert_eq!(mistake, (2, "vertaling", MistakeReason::WrongBraces));
    let outcome = administrator.push(Command::ReviewTexts { import: read.import }).await.outcome;
    assert_eq!(outcome, Outcome::Rejected(Rejection::ImportNotReady));
    // A file with texts is no import of people or employers.
    let mut organiser = hall.signed_in("organiser").await;
    let outcome = organiser.push(Command::ConfirmImport { import: read.import }).await.outcome;
    assert_eq!(outcome, Outcome::Rejected(Rejection::ImportNotReady));
}

#[tokio::test]
async fn the_texts_are_for_the_organiser_and_the_administrator() {
    let hall = Hall::open().await;
    let (mut organiser, mut desk) = (hall.signed_in("organiser").await, hall.signed_in("desk").await);
    let file = "sleutel;vorm;vertaling;gecontroleerd\npublic.fairs.title;;La hadal;ja\n";
    let read = preview(&mut organiser, file).await;
    for path in ["/app-api/texts", "/app-api/texts/so"] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(hall.browser().get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let posted = desk.send("POST", "/app-api/texts/so", Some("text/csv"), file.as_bytes().to_vec()).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
    let outcome = desk.push(Command::ReviewTexts { import: read.import }).await.outcome;
    assert_eq!(outcome, Outcome::Rejected(Rejection::NotFound));
    // Dutch is what the others are held against, and xx is no language.
    for tag in ["nl", "xx"] {
        assert_eq!(organiser.get(&format!("/app-api/texts/{tag}")).await.status, StatusCode::NOT_FOUND);
    }
}
