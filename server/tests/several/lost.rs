//! Two real processes, slow commits, and everything that can go down: every acknowledged command stands once, and every
//! reader's cursor saw every change.

use crate::cluster;
use crate::line::Caller;
use crate::process::Process;
use crate::readers::{Known, Reader};
use server::chance;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::{MasterKey, Store, Target, accounts, journal, scopes};
use sync::Scope;
use tokio::task::JoinSet;
use tokio::time::sleep;

const WRITERS: usize = 6;
const EACH: usize = 25;
const READERS: usize = 4;
/// Longer than a process takes to look by itself for what it was not told.
const QUIET: Duration = Duration::from_secs(6);

/// Commits take up to 20 ms, each its own time: who wrote first is not who is seen first.
const SLOW: &str = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM \
    pg_sleep(random() * 0.02); RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON journal \
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()";
const CUT: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
    WHERE datname = current_database() AND pid <> pg_backend_pid()";
const CUT_EARS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
    WHERE datname = current_database() AND query LIKE 'LISTEN%'";

async fn administrator(at: SocketAddr) -> Caller {
    let mut caller = Caller::new(at);
    assert!(caller.sign_in("beheerder", "werkronde-demo").await.expect("an answer"));
    caller
}

/// Invites people, one after the other, at whichever process answers; each until it is acknowledged.
async fn write(mut caller: Caller, at: [SocketAddr; 2], writer: usize, known: Arc<Known>) -> u32 {
    let mut resent = 0;
    for n in 0..EACH {
        let account = chance::id().to_string();
        let command = serde_json::json!({ "commands": [{
            "id": chance::id(), "made_at_ms": 0, "kind": "invite_staff@1",
            "args": { "account": account, "invite": chance::id(), "name": "Nieuwe Kracht",
                      "login_name": format!("kracht-{writer}-{n}"), "roles": ["desk"] },
        }]});
        let body = command.to_string();
        loop {
            match caller.post("/app-api/push", body.as_bytes()).await {
                Ok(answer) if answer.status == 200 => {
                    let outcome = answer.json()["answers"][0]["outcome"].clone();
                    if !outcome.is_null() {
                        assert_eq!(outcome, "applied");
                        break;
                    }
                }
                Ok(answer) => assert!(answer.status >= 500, "a push was refused: {}", answer.status),
                Err(_) => {}
            }
            resent += 1;
            // As behind a proxy that sends people to whoever answers.
            let other = if caller.to == at[0] { at[1] } else { at[0] };
            caller = caller.at(other);
            sleep(Duration::from_millis(chance::between(20, 120))).await;
        }
        known.acknowledged.lock().expect("no panic").insert(account);
    }
    resent
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_lose_nothing_when_one_dies_or_the_database_does() {
    let database = cluster::database();
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Process::start("first", &database, folder.path());
    let second = Process::start("second", &database, folder.path());
    cluster::sql(&database, SLOW);
    let at = [first.at, second.at];
    let known = Arc::new(Known::default());
    let location = administrator(at[0]).await.get("/app-api/me").await.expect("an answer").json();
    let location = location["actor"]["staff"]["location"].as_str().expect("a location").to_owned();

    let mut readers = JoinSet::new();
    for n in 0..READERS {
        let (caller, known) = (administrator(at[n % 2]).await, known.clone());
        let scope = format!("location:{location}");
        let reader = Reader { caller, scope, ver: 0, pulls: 0, copy: BTreeSet::new() };
        readers.spawn(async move { reader.follow(&known, QUIET).await });
    }
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let caller = administrator(at[writer % 2]).await;
        writers.spawn(write(caller, at, writer, known.clone()));
    }

    let written = |part: usize| {
        let known = known.clone();
        async move {
            while known.acknowledged.lock().expect("no panic").len() < WRITERS * EACH * part / 6 {
                sleep(Duration::from_millis(10)).await;
            }
        }
    };
    written(1).await;
    first.kill();
    written(2).await;
    first.restart();
    assert_ne!(cluster::sql(&database, CUT), "0", "connections were cut");
    written(3).await;
    cluster::restart();
    written(4).await;
    assert_ne!(cluster::sql(&database, CUT_EARS), "0", "a process listens");
    written(5).await;
    first.kill();
    first.restart();

    let resent: u32 = writers.join_all().await.into_iter().sum();
    assert!(resent > 0, "something went down while it was needed");
    let readers = readers.join_all().await;
    stands_once(&database, folder.path(), &known, &location, &readers).await;
    for log in [first.log(), second.log()] {
        assert!(!log.contains("broke off"), "nothing panicked: {log}");
    }
}

async fn stands_once(
    database: &str,
    folder: &std::path::Path,
    known: &Known,
    location: &str,
    readers: &[Reader],
) {
    let key = std::fs::read_to_string(folder.join("master.key")).expect("the key of both");
    let bytes = std::array::from_fn(|n| u8::from_str_radix(&key[2 * n..2 * n + 2], 16).expect("hexadecimal"));
    let store = Store::open(&Target::Postgres(database.to_owned()), MasterKey::from_bytes(bytes)).await;
    let mut tx = store.expect("it opens").read().await.expect("a snapshot");
    let location: Scope = format!("location:{location}").parse().expect("a scope");
    let Scope::Location(id) = location else { panic!("a location") };
    let stands: Vec<String> = accounts::of_location(&mut tx, id)
        .await
        .expect("accounts")
        .into_iter()
        .filter(|account| account.login_name.starts_with("kracht-"))
        .map(|account| account.id.to_string())
        .collect();
    let acknowledged = known.acknowledged.lock().expect("no panic").clone();
    assert_eq!(acknowledged.len(), WRITERS * EACH);
    assert_eq!(stands.len(), acknowledged.len(), "each once");
    assert_eq!(stands.into_iter().collect::<BTreeSet<_>>(), acknowledged);
    let entries = journal::latest(&mut tx, id, &["invite_staff@1"], 1_000).await.expect("the journal");
    assert_eq!(entries.len(), acknowledged.len(), "each answered once");
    assert!(journal::verify(&mut tx, id).await.expect("an unbroken chain") >= acknowledged.len() as u64);
    let ver = scopes::version(&mut tx, location).await.expect("a version");
    for reader in readers {
        assert_eq!(reader.ver, ver, "a reader's cursor stopped before the last change");
        assert!(acknowledged.is_subset(&reader.copy));
        assert!(reader.pulls > 5, "it followed: {} pulls", reader.pulls);
    }
}
