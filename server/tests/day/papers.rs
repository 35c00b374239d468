//! Files through the doors: a preview that nobody confirms is forgotten, a file that changes a planned day has a mended
//! plan proposed, and the command line goes the same way as the screen.

use crate::hall::{Browser, Hall};
use crate::thread::{console, plan_and_publish, wait_for_proposal};
use axum::http::StatusCode;
use domain::command::Command;
use domain::ids::FairId;
use server::{clock, dates};
use store::{Target, imports, journal, scopes};
use sync::requests::ImportPreview;
use sync::{Outcome, Rejection, Scope};

/// Somebody of the demo, who leaves at one.
const LEAVES_EARLY: &str = "code,roepnaam,talen,taalniveaus,volwassen,bereikbaar,beschikbaar_van,beschikbaar_tot\n\
                            AZ-001,Papieren vogel,ar|en|nl,en:A1|nl:A2,ja,kamerbriefje,09:00,13:30\n";
const HOUR_MS: i64 = 3_600_000;

async fn preview(browser: &mut Browser, fair: FairId, file: &str) -> ImportPreview {
    let path = format!("/app-api/import/{fair}/residents");
    let heard = browser.send("POST", &path, Some("text/csv"), file.as_bytes().to_vec()).await;
    assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
    serde_json::from_str(&heard.text).expect("a preview")
}

#[tokio::test]
async fn a_preview_that_nobody_confirms_is_forgotten_after_a_day() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let read = preview(&mut organiser, fair.fair, LEAVES_EARLY).await;
    let now_ms = clock::now_ms();
    let kept = async || {
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        imports::get(&mut tx, read.import).await.expect("read").is_some()
    };
    dates::pass(&hall.app, now_ms + 23 * HOUR_MS).await.expect("looked");
    assert!(kept().await, "it waits overnight");
    dates::pass(&hall.app, now_ms + 25 * HOUR_MS).await.expect("looked");
    assert!(!kept().await);
    let late = organiser.push(Command::ConfirmImport { import: read.import }).await.outcome;
    assert_eq!(late, Outcome::Rejected(Rejection::ImportNotReady), "and says what to do");
}

#[tokio::test]
async fn people_who_come_otherwise_than_planned_have_a_mended_plan_proposed() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    plan_and_publish(&mut organiser, fair.session).await;
    let read = preview(&mut organiser, fair.fair, LEAVES_EARLY).await;
    assert_eq!((read.mistakes_total, read.changed), (0, 1));
    organiser.does(Command::ConfirmImport { import: read.import }).await;
    wait_for_proposal(&mut organiser, fair.session).await;
    assert_eq!(organiser.push(Command::ConfirmImport { import: read.import }).await.outcome, Outcome::Noop);
}

#[tokio::test]
async fn a_file_that_changes_nothing_of_the_day_leaves_the_plan_alone() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    plan_and_publish(&mut organiser, fair.session).await;
    let newcomer = LEAVES_EARLY.replace("AZ-001", "AZ-901");
    let read = preview(&mut organiser, fair.fair, &newcomer).await;
    assert_eq!(read.new, 1);
    organiser.does(Command::ConfirmImport { import: read.import }).await;
    assert!(hall.app.runs.rests(), "nobody plans for somebody who did not sign up");
    assert!(console(&mut organiser, fair.session).await.proposal.is_none());
}

#[tokio::test]
async fn the_command_line_confirms_by_the_same_command_as_the_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = Hall::on(Target::Sqlite(folder.path().join("werkronde.db"))).await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    plan_and_publish(&mut organiser, fair.session).await;
    let file = folder.path().join("bewoners.csv");
    std::fs::write(&file, LEAVES_EARLY).expect("a file");
    let version = async || {
        let mut tx = hall.app.store.read().await.expect("a snapshot");
        scopes::version(&mut tx, Scope::Fair(fair.fair)).await.expect("a version")
    };
    let before = version().await;
    let run = |file: &std::path::Path| {
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_werkronde"));
        command.env("WERKRONDE_MASTER_KEY", "09".repeat(32)).arg("import").arg("residents").arg(file);
        command.args(["--confirm", "--fair", &fair.fair.to_string(), "--data-dir"]).arg(folder.path());
        command.output()
    };
    let done = run(&file).await.expect("it runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        done.status.success() && said.contains("Written."),
        "{said}{}",
        String::from_utf8_lossy(&done.stderr)
    );

    assert!(version().await > before, "screens see it");
    let location = organiser.location().await;
    let mut tx = hall.app.store.read().await.expect("a snapshot");
    let last = journal::latest(&mut tx, location, &[], 5).await.expect("the journal");
    drop(tx);
    let kinds: Vec<_> = last.iter().map(|entry| (entry.actor.as_str(), entry.kind.as_str())).collect();
    assert!(kinds.contains(&("system", "confirm_import@1")), "{kinds:?}");
    assert!(console(&mut organiser, fair.session).await.proposal.is_some(), "made before it ended");

    std::fs::write(&file, LEAVES_EARLY.replace("13:30", "half twee")).expect("a file");
    let refused = run(&file).await.expect("it runs");
    let said = String::from_utf8_lossy(&refused.stdout).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    let row = said.lines().find(|line| line.starts_with("row 2, column beschikbaar_tot: ")).expect("the row");
    assert!(!row.contains("not_a_time"), "in words: {row}");
}
