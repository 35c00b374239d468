//! The journal as evidence: what was changed is noticed, who was forgotten stays forgotten, and another master key
//! opens nothing. The database is changed behind the store's back here.

use crate::world::*;
use domain::ids::CommandId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};
use std::path::Path;
use store::journal::Entry;
use store::{MasterKey, Store, StoreError, Target, journal};

const SECRET: &[u8] = b"{\"name\":\"Iemand die niet bestaat\"}";

async fn three_entries(store: &Store) {
    settle(store, 2).await.unwrap();
    let mut tx = write(store).await;
    for number in 1..=3u32 {
        let entry = Entry {
            command: CommandId(id(0x5000 + u128::from(number))),
            location: Some(LOCATION),
            actor: "staff:x",
            kind: "sign_up@1",
            subject: Some(resident_id(1 + number % 2)),
            payload: SECRET,
            outcome: "{\"placed\":1}",
            made_at_ms: NOW - 1,
            at_ms: NOW,
        };
        journal::append(&mut tx, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn verify(store: &Store) -> Result<u64, StoreError> {
    journal::verify(&mut read(store).await, LOCATION).await
}

async fn raw(path: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path)).await.unwrap()
}

async fn run(raw: &mut SqliteConnection, sql: &'static str) {
    sqlx::query(sql).execute(raw).await.unwrap();
}

/// Runs one change, expects the chain to notice, and takes the change back.
async fn is_noticed(store: &Store, raw: &mut SqliteConnection, change: &'static str) {
    run(raw, "CREATE TEMP TABLE kept_journal AS SELECT * FROM journal").await;
    run(raw, "CREATE TEMP TABLE kept_ends AS SELECT * FROM journal_ends").await;
    run(raw, change).await;
    assert!(matches!(verify(store).await, Err(StoreError::Corrupt(_))), "{change}");
    run(raw, "DELETE FROM journal").await;
    run(raw, "DELETE FROM journal_ends").await;
    run(raw, "INSERT INTO journal SELECT * FROM kept_journal").await;
    run(raw, "INSERT INTO journal_ends SELECT * FROM kept_ends").await;
    run(raw, "DROP TABLE kept_journal").await;
    run(raw, "DROP TABLE kept_ends").await;
    assert_eq!(verify(store).await.unwrap(), 3);
}

#[tokio::test]
async fn every_change_to_an_entry_is_noticed() {
    let (store, folder) = file().await;
    three_entries(&store).await;
    let mut raw = raw(&folder.path().join("werkronde.sqlite")).await;
    for change in [
        "UPDATE journal SET command_id = randomblob(16) WHERE seq = 2",
        "UPDATE journal SET actor = 'staff:y' WHERE seq = 2",
        "UPDATE journal SET kind = 'withdraw@1' WHERE seq = 2",
        "UPDATE journal SET subject_id = NULL WHERE seq = 2",
        "UPDATE journal SET nonce = randomblob(24) WHERE seq = 2",
        "UPDATE journal SET outcome = '{\"placed\":2}' WHERE seq = 2",
        "UPDATE journal SET made_at_ms = made_at_ms + 1 WHERE seq = 2",
        "UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 2",
        "UPDATE journal SET hash = randomblob(32) WHERE seq = 2",
        "UPDATE journal SET actor = actor || kind, kind = '' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal",
        "DELETE FROM journal_ends",
        "UPDATE journal SET seq = seq + 10",
    ] {
        is_noticed(&store, &mut raw, change).await;
    }
}

#[tokio::test]
async fn every_changed_byte_of_a_payload_is_noticed() {
    let (store, folder) = file().await;
    three_entries(&store).await;
    let mut raw = raw(&folder.path().join("werkronde.sqlite")).await;
    let stored =
        sqlx::query("SELECT ciphertext FROM journal WHERE seq = 2").fetch_one(&mut raw).await.unwrap();
    let stored: Vec<u8> = stored.get(0);
    assert!(!stored.windows(6).any(|part| SECRET.windows(6).any(|said| said == part)), "it is locked");
    for place in 0..stored.len() {
        let mut changed = stored.clone();
        changed[place] ^= 1 << (place % 8);
        let set =
            |bytes: Vec<u8>| sqlx::query("UPDATE journal SET ciphertext = $1 WHERE seq = 2").bind(bytes);
        set(changed).execute(&mut raw).await.unwrap();
        assert!(matches!(verify(&store).await, Err(StoreError::Corrupt(_))), "byte {place}");
        set(stored.clone()).execute(&mut raw).await.unwrap();
    }
    assert_eq!(verify(&store).await.unwrap(), 3);
}

#[tokio::test]
async fn a_payload_moved_to_another_command_is_not_read() {
    let (store, folder) = file().await;
    three_entries(&store).await;
    let mut raw = raw(&folder.path().join("werkronde.sqlite")).await;
    // Entries 1 and 3 are about the same person, so the key fits; the command does not.
    run(
        &mut raw,
        "UPDATE journal SET (nonce, ciphertext) = (SELECT nonce, ciphertext FROM journal WHERE seq = 1) WHERE seq = 3",
    )
    .await;
    let latest = journal::latest(&mut read(&store).await, LOCATION, &[], 1).await;
    assert!(matches!(latest, Err(StoreError::Corrupt(_))));
}

#[tokio::test]
async fn forgetting_someone_empties_the_payload_and_keeps_the_chain_on_both_databases() {
    let (in_file, _folder) = file().await;
    for store in [in_file, postgres().await] {
        three_entries(&store).await;
        let mut tx = write(&store).await;
        journal::forget(&mut tx, resident_id(2)).await.unwrap();
        tx.commit().await.unwrap();
        let latest = journal::latest(&mut read(&store).await, LOCATION, &[], 9).await.unwrap();
        let payloads: Vec<_> = latest.iter().map(|entry| entry.payload.as_deref()).collect();
        assert_eq!(payloads, [None, Some(SECRET), None]);
        assert_eq!(verify(&store).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn another_master_key_is_told_at_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let target = Target::Sqlite(folder.path().join("werkronde.sqlite"));
    let store = open(&target).await;
    let incarnation = store.incarnation();
    three_entries(&store).await;
    store.close().await;
    let other = Store::open(&target, MasterKey::from_bytes([8; 32])).await;
    assert!(matches!(other, Err(StoreError::Corrupt(_))));
    let same = open(&target).await;
    assert_eq!(same.incarnation(), incarnation, "the same database as before");
    assert_eq!(verify(&same).await.unwrap(), 3);
    let renewed = same.renew_incarnation().await.unwrap();
    same.close().await;
    assert_eq!(open(&target).await.incarnation(), renewed);
}

#[tokio::test]
async fn an_error_never_shows_what_a_row_holds() {
    for store in [memory().await, postgres().await] {
        settle(&store, 1).await.unwrap();
        let mut tx = write(&store).await;
        let twin = store::residents::Resident { number: 2, ..resident(1) };
        let error = store::residents::insert(&mut tx, &twin).await.unwrap_err();
        drop(tx);
        let mut tx = write(&store).await;
        let broken = store::accounts::Account {
            id: domain::ids::AccountId(id(9)),
            name: "Geheim\0".into(),
            ..account()
        };
        let refused = store::accounts::insert(&mut tx, &broken).await.err();
        for error in [Some(error), refused].into_iter().flatten() {
            let said = format!("{error} {error:?}");
            assert!(!said.contains("Voorbeeld") && !said.contains("Geheim"), "{said}");
        }
    }
}
