//! Every good demo file reads without a mistake; every broken one has the mistakes that expected.csv names.

use super::*;
use crate::commands::Done;
use domain::fair::{FairKind, FairState, SignUpState, Timetable};
use domain::rotation::{Timer, TimerMode};
use domain::time::from_ms;
use std::path::PathBuf;
use store::fairs::{Fair, Session};
use store::locations::{self, Location};
use store::sign_ups as stored_sign_ups;
use store::{MasterKey, Store, Target, employers as stored_employers, residents as stored_residents, timers};
use sync::Outcome;

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../demo").join(name);
    std::fs::read(path).expect("a demo file")
}

/// Mistakes as expected.csv writes them, sorted.
fn lines(mistakes: &[Mistake]) -> Vec<String> {
    let word = |mistake: &Mistake| serde_json::to_string(&mistake.reason).expect("a word");
    let line =
        |mistake: &Mistake| format!("{},{},{}", mistake.row, mistake.column, word(mistake).trim_matches('"'));
    let mut lines: Vec<_> = mistakes.iter().map(line).collect();
    lines.sort();
    lines
}

fn expected(name: &str) -> Vec<String> {
    let all = String::from_utf8(file("broken/expected.csv")).expect("utf-8");
    let prefix = format!("{name},");
    let mut lines: Vec<_> =
        all.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect();
    lines.sort();
    lines
}

fn pure(kind: ImportKind, bytes: &[u8]) -> (usize, Vec<String>) {
    let sheet = Sheet::read(bytes, columns(kind)).expect("a table");
    let (rows, mistakes) = parse(kind, &sheet);
    (rows.len(), lines(&mistakes))
}

const GOOD: &[(&str, ImportKind, usize)] = &[
    ("werkgevers.csv", ImportKind::Employers, 42),
    ("bewoners.csv", ImportKind::Residents, 120),
    ("aanmeldingen.csv", ImportKind::SignUps, 1006),
    ("tolken.csv", ImportKind::Interpreters, 4),
    ("vorig-jaar.csv", ImportKind::LastYear, 125),
];

#[test]
fn good_files_have_no_mistake_and_every_row() {
    for (name, kind, rows) in GOOD {
        assert_eq!(pure(*kind, &file(name)), (*rows, vec![]), "{name}");
    }
}

#[test]
fn broken_files_have_exactly_the_mistakes_that_are_named() {
    let residents = [
        "wrong-columns.csv",
        "wrong-encoding.csv",
        "formula-cells.csv",
        "duplicates.csv",
        "empty.csv",
        "wrong-cell-count.csv",
        "bad-values.csv",
    ];
    for name in residents {
        let (_, found) = pure(ImportKind::Residents, &file(&format!("broken/{name}")));
        assert!(!found.is_empty());
        assert_eq!(found, expected(name), "{name}");
    }
    let name = "bad-values-werkgevers.csv";
    assert_eq!(pure(ImportKind::Employers, &file(&format!("broken/{name}"))).1, expected(name));
}

/// A location with one banenmarkt for two people.
async fn small() -> (Store, LocationId, FairId) {
    let store = Store::open(&Target::Memory, MasterKey::from_bytes([7; 32])).await.expect("store");
    let (location, fair) = (LocationId(chance::id()), FairId(chance::id()));
    let mut tx = store.write().await.expect("tx");
    let place = Location { id: location, name: "Opvang Proefballon".into(), created_ms: 1 };
    locations::insert(&mut tx, &place).await.expect("location");
    let starts_ms = 1_790_000_000_000;
    let row = Fair {
        id: fair,
        location,
        kind: FairKind::Banenmarkt,
        name: "Proefmarkt".into(),
        place: "Zaal".into(),
        meeting_point: "Deur".into(),
        state: FairState::Preparing,
        capacity: 1,
        standby_max: 0,
        starts_ms,
        ends_ms: starts_ms + 7_200_000,
        created_ms: 1,
        approval: false,
    };
    fairs::insert(&mut tx, &row).await.expect("fair");
    let starts = from_ms(starts_ms);
    let timetable = Timetable {
        starts,
        rounds: 6,
        talk_min: 8,
        change_min: 2,
        break_after: 0,
        break_min: 0,
        second_after: 0,
        second_min: 0,
    };
    let session = Session {
        id: SessionId(chance::id()),
        location,
        fair,
        timetable,
        promised: 1,
        meetings_max: 3,
        walk_min: 0,
    };
    fairs::insert_session(&mut tx, &session).await.expect("session");
    tx.commit().await.expect("commit");
    (store, location, fair)
}

struct Desk {
    tx: Tx,
    location: LocationId,
    fair: FairId,
}

impl Desk {
    async fn open() -> Desk {
        let (store, location, fair) = small().await;
        Desk { tx: store.write().await.expect("tx"), location, fair }
    }

    async fn preview(&mut self, kind: ImportKind, bytes: &[u8]) -> ImportPreview {
        let paper = paper(kind, bytes).expect("a table");
        let read = preview(&mut self.tx, self.location, self.fair, paper, 5).await;
        read.expect("store").expect("of this location")
    }

    async fn confirm(&mut self, preview: &ImportPreview) -> Done {
        confirm(&mut self.tx, self.location, preview.import, 6).await.expect("store")
    }

    async fn take(&mut self, kind: ImportKind, bytes: &[u8]) -> ImportPreview {
        let preview = self.preview(kind, bytes).await;
        assert_eq!(lines(&preview.mistakes), Vec::<String>::new());
        assert_eq!(self.confirm(&preview).await.outcome, Outcome::Applied);
        preview
    }
}

const RESIDENTS: &str = "code,roepnaam,talen,taalniveaus,volwassen,bereikbaar\n";

#[tokio::test]
async fn a_preview_writes_nothing_and_a_confirmation_does_what_it_showed() {
    let mut desk = Desk::open().await;
    let shown = desk.preview(ImportKind::Residents, &file("bewoners.csv")).await;
    assert_eq!((shown.new, shown.changed, shown.same, shown.rows_good), (120, 0, 0, 120));
    assert_eq!((shown.columns.len(), shown.sample.len(), shown.sample[0][0].as_str()), (11, 5, "AZ-001"));
    let stored = stored_residents::of_location(&mut desk.tx, desk.location).await.expect("read");
    assert!(stored.is_empty());
    let done = desk.confirm(&shown).await;
    assert!(
        done.scopes.contains(&Scope::Fair(desk.fair))
            && done.scopes.contains(&Scope::Location(desk.location))
    );
    let stored = stored_residents::of_location(&mut desk.tx, desk.location).await.expect("read");
    let numbers: Vec<u32> = stored.iter().map(|resident| resident.number).collect();
    assert_eq!(numbers, (1..=120).collect::<Vec<_>>());
    assert_eq!(desk.confirm(&shown).await.outcome, Outcome::Noop);
    let kept = imports::get(&mut desk.tx, shown.import).await.expect("read").expect("that it was");
    assert_eq!(kept.rows, "null", "what was read is forgotten");
}

#[tokio::test]
async fn a_changed_row_changes_one_person_and_keeps_number_and_page_language() {
    let mut desk = Desk::open().await;
    let first = format!("{RESIDENTS}A-1,Lampenkap,ar|nl,nl:A1,ja,balie\nA-2,Vlieger,ti,,ja,balie\n");
    desk.take(ImportKind::Residents, first.as_bytes()).await;
    let second = format!("{RESIDENTS}a-1 ,Lampenkap,fr|nl,nl:A2,ja,kamerbriefje\nA-2,Vlieger,ti,,ja,balie\n");
    let shown = desk.take(ImportKind::Residents, second.as_bytes()).await;
    assert_eq!((shown.new, shown.changed, shown.same), (0, 1, 1));
    let known =
        stored_residents::by_code(&mut desk.tx, desk.location, "A-1").await.expect("read").expect("A-1");
    assert_eq!((known.number, known.lang.tag(), known.spoken[0].lang.tag()), (1, "ar", "fr"));
}

#[tokio::test]
async fn a_file_with_a_mistake_can_not_be_confirmed_nor_one_of_another_location() {
    let mut desk = Desk::open().await;
    let bad = desk.preview(ImportKind::Residents, &file("broken/bad-values.csv")).await;
    assert_eq!((bad.mistakes_total, bad.new), (20, 0));
    let refused = Outcome::Rejected(Rejection::ImportNotReady);
    assert_eq!(desk.confirm(&bad).await.outcome, refused);
    let good = desk.preview(ImportKind::Residents, &file("bewoners.csv")).await;
    let elsewhere = confirm(&mut desk.tx, LocationId(chance::id()), good.import, 6).await.expect("store");
    assert_eq!(elsewhere.outcome, refused);
    let unknown = confirm(&mut desk.tx, desk.location, ImportId(chance::id()), 6).await.expect("store");
    assert_eq!(unknown.outcome, refused);
}

#[tokio::test]
async fn what_may_never_be_stored_turns_up_nowhere() {
    let mut desk = Desk::open().await;
    let shown = desk.preview(ImportKind::Residents, &file("broken/wrong-columns.csv")).await;
    let kept = imports::get(&mut desk.tx, shown.import).await.expect("read").expect("kept");
    let wire = serde_json::to_string(&shown).expect("json");
    assert!(!wire.contains("NIET-BEWAREN") && !kept.rows.contains("NIET-BEWAREN"));
}

#[tokio::test]
async fn places_are_given_in_order_and_staff_may_go_beyond_the_list() {
    let mut desk = Desk::open().await;
    desk.take(ImportKind::Employers, &file("werkgevers.csv")).await;
    desk.take(ImportKind::Residents, &file("bewoners.csv")).await;
    let signs = "sessie;code;vacature;sterren\nbanenmarkt;AZ-003;Keukenhulp;3\nbanenmarkt;AZ-002;Keukenhulp;2\n\
                 banenmarkt;AZ-003;Orderpicker;liever niet\nbanenmarkt;AZ-001;Keukenhulp;1\n";
    let shown = desk.take(ImportKind::SignUps, signs.as_bytes()).await;
    assert_eq!(shown.new, 4);
    let rows = stored_sign_ups::of_fair(&mut desk.tx, desk.fair).await.expect("read");
    let states: Vec<_> = rows.iter().map(|row| (row.queue, row.state)).collect();
    let expected = [(1, SignUpState::Placed), (2, SignUpState::Standby), (3, SignUpState::Standby)];
    assert_eq!(states, expected);
    let more = "sessie;code;vacature;sterren\nbanenmarkt;AZ-003;Keukenhulp;1\nbanenmarkt;AZ-003;Inpakker van groentepakketten;2\n";
    let shown = desk.take(ImportKind::SignUps, more.as_bytes()).await;
    assert_eq!((shown.new, shown.changed), (1, 1));
    let interests = stored_sign_ups::interests_of_fair(&mut desk.tx, desk.fair).await.expect("read");
    assert_eq!(interests.iter().filter(|(resident, _)| *resident == rows[0].resident).count(), 3);
}

#[tokio::test]
async fn who_withdrew_is_not_signed_up_again_by_a_file() {
    let mut desk = Desk::open().await;
    desk.take(ImportKind::Employers, &file("werkgevers.csv")).await;
    desk.take(ImportKind::Residents, &file("bewoners.csv")).await;
    let signs = b"sessie;code;vacature;sterren\nbanenmarkt;AZ-003;Keukenhulp;3\n";
    desk.take(ImportKind::SignUps, signs).await;
    let row = stored_sign_ups::of_fair(&mut desk.tx, desk.fair).await.expect("read").remove(0);
    stored_sign_ups::set_state(&mut desk.tx, row.id, SignUpState::Withdrawn).await.expect("withdrawn");
    desk.take(ImportKind::SignUps, signs).await;
    let row = stored_sign_ups::get(&mut desk.tx, row.id).await.expect("read").expect("the row");
    assert_eq!(row.state, SignUpState::Withdrawn);
}

#[tokio::test]
async fn an_employer_changes_by_name_and_its_tables_until_the_day_has_begun() {
    let mut desk = Desk::open().await;
    let good = file("werkgevers.csv");
    desk.take(ImportKind::Employers, &good).await;
    let text = String::from_utf8(good).expect("utf-8");
    let dearer = text.replace("Orderpicker;baan;15,40", "Orderpicker;baan;15,90");
    let shown = desk.take(ImportKind::Employers, dearer.as_bytes()).await;
    assert_eq!((shown.new, shown.changed, shown.same), (0, 1, 41));
    let sessions = fairs::sessions_of(&mut desk.tx, desk.fair).await.expect("read");
    let tables = fairs::tables(&mut desk.tx, sessions[0].id).await.expect("read");
    assert_eq!(tables.iter().map(|table| table.number).collect::<Vec<_>>(), (1..=26).collect::<Vec<_>>());
    let moved = text.replacen("Twijg|Sprokkel;Grote zaal", "Twijg|Sprokkel;Serre", 1);
    assert_ne!(moved, text);
    let shown = desk.take(ImportKind::Employers, moved.as_bytes()).await;
    assert_eq!((shown.new, shown.changed, shown.same), (0, 1, 41), "wage and room stand in one row");
    let tables = fairs::tables(&mut desk.tx, sessions[0].id).await.expect("read");
    assert_eq!((tables[0].room.as_str(), tables.len()), ("Serre", 26));
    let runs = Timer { rev: 1, mode: TimerMode::Running, phase: 0, anchor_ms: 7, remaining_ms: 8 };
    let begun = timers::set(&mut desk.tx, desk.location, sessions[0].id, 0, &runs).await.expect("begun");
    assert!(begun);
    let shown = desk.preview(ImportKind::Employers, text.as_bytes()).await;
    assert_eq!(lines(&shown.mistakes), ["2,zaal,day_begun"]);
    let all = stored_employers::of_location(&mut desk.tx, desk.location).await.expect("read");
    assert_eq!(all.len(), 20);
}

#[tokio::test]
async fn a_vacancy_and_a_table_can_come_later_and_no_table_goes_by_a_file() {
    let mut desk = Desk::open().await;
    let head = "werkgever;pictogram;vacature;soort;loon_per_uur;uren_per_week;werktaal;taalniveau;vog;twv_bereid;tafels;tafel_talen;interviewers\n";
    let first = "Tuinderij;garden;Plukker;baan;15,40;32;nl;A2;nee;ja;1;nl;Twijg\n";
    desk.take(ImportKind::Employers, format!("{head}{first}").as_bytes()).await;
    let more = "Tuinderij;garden;Plukker;baan;15,40;32;nl;A2;nee;ja;2;nl;Twijg|Sprokkel\n\
                Tuinderij;garden;Snoeier;baan;15,40;32;nl;A2;nee;ja;;;\n";
    let shown = desk.take(ImportKind::Employers, format!("{head}{more}").as_bytes()).await;
    assert_eq!((shown.new, shown.changed), (1, 1));
    let session = fairs::sessions_of(&mut desk.tx, desk.fair).await.expect("read").remove(0);
    let party = fairs::parties(&mut desk.tx, session.id).await.expect("read").remove(0);
    assert_eq!(party.vacancies.len(), 2);
    assert_eq!(fairs::tables(&mut desk.tx, session.id).await.expect("read").len(), 2);
    let shown = desk.preview(ImportKind::Employers, format!("{head}{first}").as_bytes()).await;
    assert_eq!(lines(&shown.mistakes), ["2,tafels,fewer_tables"]);
}

#[tokio::test]
async fn an_interpreter_comes_at_other_times_by_a_second_file() {
    let mut desk = Desk::open().await;
    desk.take(ImportKind::Interpreters, b"naam;talen;van;tot\nVlieger;nl|ar;13:00;15:00\n").await;
    let shown = desk.take(ImportKind::Interpreters, b"naam;talen;van;tot\nVlieger;nl|ti;13:00;16:00\n").await;
    assert_eq!((shown.new, shown.changed, shown.same), (0, 1, 0));
    let session = fairs::sessions_of(&mut desk.tx, desk.fair).await.expect("read").remove(0);
    let known = fairs::interpreters(&mut desk.tx, session.id).await.expect("read");
    assert_eq!((known.len(), known[0].until_ms - known[0].from_ms), (1, 3 * 3_600_000));
}

#[tokio::test]
async fn five_thousand_people_come_in_at_once() {
    let mut desk = Desk::open().await;
    let rows: String = (0..read::ROWS_MAX).map(|n| format!("A-{n},Vlieger,ti,,ja,balie\n")).collect();
    let shown = desk.take(ImportKind::Residents, format!("{RESIDENTS}{rows}").as_bytes()).await;
    assert_eq!(shown.new, 5000);
    let again = desk.preview(ImportKind::Residents, format!("{RESIDENTS}{rows}").as_bytes()).await;
    assert_eq!((again.new, again.changed, again.same), (0, 0, 5000));
}
