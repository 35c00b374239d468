//! The demo fills itself once, whole, through the same import as everybody's files.

use super::*;
use crate::app::{App, Settings};
use domain::fair::{FairKind, SignUpState};
use std::sync::Arc;
use store::fairs::{self, Fair};
use store::{MasterKey, Store, Target, employers, residents, sign_ups};

async fn empty() -> Shared {
    let key = MasterKey::from_bytes([7; 32]);
    let store = Store::open(&Target::Memory, key.clone()).await.expect("store");
    let settings = Settings {
        demo: true,
        site_dir: "site".into(),
        site_version: "test".into(),
        public_url: None,
        trust_proxy: false,
        mail: None,
    };
    Arc::new(App::new(store, &key, settings))
}

/// The banenmarkt and the speed-date.
async fn fairs_of(tx: &mut Tx) -> (Fair, Fair) {
    let location = locations::all(tx).await.expect("read").pop().expect("a location").id;
    let fairs = fairs::of_location(tx, location).await.expect("read");
    let of = |kind| fairs.iter().find(|fair| fair.kind == kind).expect("a fair").clone();
    (of(FairKind::Banenmarkt), of(FairKind::SpeedDate))
}

/// Residents, employers, tables, interpreters, who has a place at the speed-date, sign-ups of the banenmarkt.
async fn counted(app: &Shared) -> [usize; 6] {
    let mut tx = app.store.read().await.expect("tx");
    let (fair, date) = fairs_of(&mut tx).await;
    let session = fairs::sessions_of(&mut tx, fair.id).await.expect("read").remove(0).id;
    let placed = sign_ups::of_fair(&mut tx, date.id).await.expect("read");
    [
        residents::of_location(&mut tx, fair.location).await.expect("read").len(),
        employers::of_fair(&mut tx, fair.id).await.expect("read").len(),
        fairs::tables(&mut tx, session).await.expect("read").len(),
        fairs::interpreters(&mut tx, session).await.expect("read").len(),
        placed.iter().filter(|row| row.state == SignUpState::Placed).count(),
        sign_ups::of_fair(&mut tx, fair.id).await.expect("read").len(),
    ]
}

#[tokio::test]
async fn an_empty_database_becomes_the_demo_and_a_second_start_adds_nothing() {
    let app = empty().await;
    let roles = fill(&app).await.expect("filled");
    assert_eq!(counted(&app).await, [120, 20, 26, 4, 24, 120]);
    assert_eq!(fill(&app).await.expect("there already"), roles);
    assert_eq!(counted(&app).await, [120, 20, 26, 4, 24, 120]);
    let names: Vec<_> = roles.iter().map(|role| role.role).collect();
    let expected = [
        "organiser",
        "desk",
        "matcher",
        "administrator",
        "resident",
        "second resident",
        "visitor",
        "tablet",
        "projector",
    ];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn the_first_resident_has_a_place_and_a_newcomer_gets_one_too() {
    let app = empty().await;
    fill(&app).await.expect("filled");
    let mut tx = app.store.read().await.expect("tx");
    let (fair, _) = fairs_of(&mut tx).await;
    let first = residents::by_number(&mut tx, fair.location, 1).await.expect("read").expect("number 1");
    let row = sign_ups::by_fair_and_resident(&mut tx, fair.id, first.id).await.expect("read");
    assert_eq!(row.map(|row| row.state), Some(SignUpState::Placed));
    let standing = sign_ups::counts(&mut tx, fair.id, 0).await.expect("read");
    assert!(standing.placed < fair.capacity && standing.standby == 0);
}

#[tokio::test]
async fn the_same_files_again_are_all_the_same_and_confirming_them_changes_nothing() {
    let app = empty().await;
    fill(&app).await.expect("filled");
    let before = counted(&app).await;
    let mut tx = app.store.write().await.expect("tx");
    let (fair, _) = fairs_of(&mut tx).await;
    for (kind, file) in BEFORE_SIGN_UPS.iter().chain(AFTER_BOTH_DAYS) {
        let paper = import::paper(*kind, file).expect("a table");
        let read = import::preview(&mut tx, fair.location, fair.id, paper, 1).await.expect("read");
        let preview = read.expect("of this location");
        assert_eq!(preview.mistakes, []);
        assert_eq!((preview.new, preview.changed, preview.same), (0, 0, preview.rows_good), "{kind}");
        let done = import::confirm(&mut tx, fair.location, preview.import, 2).await.expect("confirmed");
        assert!(matches!(done.outcome, Outcome::Applied | Outcome::Noop));
        let twice = import::confirm(&mut tx, fair.location, preview.import, 3).await.expect("confirmed");
        assert_eq!(twice.outcome, Outcome::Noop);
    }
    tx.commit().await.expect("commit");
    assert_eq!(counted(&app).await, before);
}

#[test]
fn a_role_prints_its_sign_in_by_field() {
    let role = DemoRole { role: "desk", link: "/app/".into(), sign_in: vec![("login_name", "balie".into())] };
    let wire = serde_json::to_string(&role).expect("json");
    assert_eq!(wire, r#"{"role":"desk","link":"/app/","sign_in":{"login_name":"balie"}}"#);
}

#[tokio::test]
async fn sign_ups_that_refer_to_what_is_not_there_are_named_and_not_kept() {
    let app = empty().await;
    fill(&app).await.expect("filled");
    let before = counted(&app).await;
    let mut tx = app.store.write().await.expect("tx");
    let (fair, _) = fairs_of(&mut tx).await;
    let bytes = include_bytes!("../../../demo/broken/bad-values-aanmeldingen.csv");
    let paper = import::paper(ImportKind::SignUps, bytes).expect("a table");
    let read = import::preview(&mut tx, fair.location, fair.id, paper, 1).await;
    let preview = read.expect("store").expect("of this location");
    let line = |mistake: &sync::requests::Mistake| {
        let reason = serde_json::to_string(&mistake.reason).expect("a word");
        format!("{},{},{}", mistake.row, mistake.column, reason.trim_matches('"'))
    };
    let found: Vec<_> = preview.mistakes.iter().map(line).collect();
    let all = include_str!("../../../demo/broken/expected.csv").lines();
    let expected: Vec<_> =
        all.filter_map(|line| line.strip_prefix("bad-values-aanmeldingen.csv,")).map(str::to_owned).collect();
    assert_eq!(found, expected);
    assert_eq!(preview.rows_good, 0);
    let done = import::confirm(&mut tx, fair.location, preview.import, 2).await.expect("store");
    assert_eq!(done.outcome, Outcome::Rejected(sync::Rejection::ImportNotReady));
    tx.commit().await.expect("commit");
    assert_eq!(counted(&app).await, before);
}
