//! A database from before candidacies: each second interview gets the vacancy that the person starred highest at that
//! employer, else the employer's first, and nothing is lost. Who was seated in a plan that people saw is known too, and
//! how many have a place.

use crate::world::*;
use domain::follow_up::FollowUpState;
use domain::ids::{FairId, PartyId, ResidentId, SessionId};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection};
use std::path::Path;
use store::sign_ups::Standing;
use store::{Store, Target, candidacies, follow_ups, plans, sign_ups};

const BEFORE: i64 = 5;

/// The steps as they lie in their folder. Opened afterwards, the store finds those that were run as it knows them itself.
async fn steps(kind: &str) -> Migrator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    Migrator::new(folder).await.unwrap()
}

/// Two residents and one employer with three vacancies, of whom the first resident starred the third highest and
/// would rather not have the first. `#n` is an id, `!` a truth that is none.
const OLD: &str = "
INSERT INTO locations VALUES (#1, 'Locatie Voorbeeld', 1);
INSERT INTO residents VALUES (#11, #1, 1, NULL, 'Een', 'nl', '{\"by\":\"desk\"}', '[]', NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 1);
INSERT INTO residents VALUES (#12, #1, 2, NULL, 'Twee', 'nl', '{\"by\":\"desk\"}', '[]', NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 1);
INSERT INTO employers VALUES (#20, #1, 'Bakkerij Voorbeeld', 'Elders', 'Voeding', '[]', 1);
INSERT INTO vacancies VALUES (#33, #1, #20, 'Chauffeur', 'baan', 'x', 1500, 20, 'nl', 'A1', '', !, !, 3);
INSERT INTO vacancies VALUES (#31, #1, #20, 'Bakker', 'baan', 'x', 1500, 20, 'nl', 'A1', '', !, !, 1);
INSERT INTO vacancies VALUES (#32, #1, #20, 'Winkel', 'baan', 'x', 1500, 20, 'nl', 'A1', '', !, !, 2);
INSERT INTO fairs VALUES (#40, #1, 'banenmarkt', 'Markt', 'Zaal', 'Balie', 'open', 9, 9, 1, 2, 1);
INSERT INTO sessions VALUES (#50, #1, #40, 1, 4, 8, 2, 0, 0, 2, 4, 1);
INSERT INTO sessions VALUES (#51, #1, #40, 1, 4, 8, 2, 0, 0, 2, 4, 1);
INSERT INTO sign_ups VALUES (#61, #1, #40, #11, 'placed', 1, !, !, !, 1);
INSERT INTO sign_up_interests VALUES (#61, #31, #1, 'not');
INSERT INTO sign_up_interests VALUES (#61, #32, #1, '1');
INSERT INTO sign_up_interests VALUES (#61, #33, #1, '3');
INSERT INTO follow_ups VALUES (#71, #1, #50, #20, #11, 'accepted', 100, 101);
INSERT INTO follow_ups VALUES (#72, #1, #51, #20, #11, 'asked', 200, 200);
INSERT INTO follow_ups VALUES (#73, #1, #50, #20, #12, 'asked', 300, 300);
INSERT INTO parties VALUES (#16, #1, #50, #20, 'Bakkerij Voorbeeld');
INSERT INTO plans VALUES (#90, #1, #50, NULL, 'superseded', '{\"meetings\":[{\"employer\":\"00000000-0000-0000-0000-000000000010\",\"resident\":\"00000000-0000-0000-0000-00000000000b\"}]}', '{}', 1, 2);
INSERT INTO plans VALUES (#91, #1, #50, NULL, 'proposed', '{\"meetings\":[{\"employer\":\"00000000-0000-0000-0000-000000000010\",\"resident\":\"00000000-0000-0000-0000-00000000000c\"}]}', '{}', 1, NULL);
";

/// Writes ids and truths as this database does.
fn spelled(id: fn(u32) -> String, no: &str) -> String {
    let mut parts = OLD.split('#');
    let mut sql = parts.next().unwrap().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        sql += &id(part[..digits].parse().unwrap());
        sql += &part[digits..];
    }
    sql.replace('!', no)
}

async fn check(store: &Store) {
    let mut tx = read(store).await;
    let location = domain::ids::LocationId(id(1));
    let begun = candidacies::of_location(&mut tx, location).await.unwrap();
    let told: Vec<_> = begun.iter().map(|one| (one.resident.0, one.vacancy.0, one.begun_ms)).collect();
    assert_eq!(told, [(id(11), id(33), 100), (id(12), id(31), 300)], "the highest star, else the first");
    let kept = follow_ups::of_location(&mut tx, location).await.unwrap();
    let told: Vec<_> = kept.iter().map(|one| (one.id.0, one.session.0, one.candidacy, one.state)).collect();
    let (first, second) = (begun[0].id, begun[1].id);
    assert_eq!(
        told,
        [
            (id(71), id(50), first, FollowUpState::Accepted),
            (id(72), id(51), first, FollowUpState::Asked),
            (id(73), id(50), second, FollowUpState::Asked),
        ],
        "asked twice for one vacancy is one candidacy"
    );
    let fair = FairId(id(40));
    let standing = Standing { placed: 1, ..Standing::default() };
    assert_eq!(sign_ups::counts(&mut tx, fair, 0).await.unwrap(), standing, "the fair's row counts its line");
    assert_eq!(sign_ups::next_queue(&mut tx, fair).await.unwrap(), 2);
    for (resident, seated) in [(11, true), (12, false)] {
        let found = plans::was_seated(&mut tx, SessionId(id(50)), PartyId(id(16)), ResidentId(id(resident)));
        assert_eq!(found.await.unwrap(), seated, "who was seated in a plan that people saw: {resident}");
    }
}

#[tokio::test]
async fn old_second_interviews_become_candidacies_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("werkronde.sqlite");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut raw = SqliteConnection::connect_with(&options).await.unwrap();
    steps("sqlite").await.run_to(BEFORE, &mut raw).await.unwrap();
    let sql = spelled(|n| format!("x'{}'", id(n.into()).simple()), "0");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
    check(&open(&Target::Sqlite(path)).await).await;
}

#[tokio::test]
async fn old_second_interviews_become_candidacies_on_postgres() {
    let address = crate::cluster::database();
    let mut raw = PgConnection::connect(&address).await.unwrap();
    steps("postgres").await.run_to(BEFORE, &mut raw).await.unwrap();
    let sql = spelled(|n| format!("'{}'", id(n.into())), "false");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
    check(&open(&Target::Postgres(address)).await).await;
}
