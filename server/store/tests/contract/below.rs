//! Imports, the journal, scope versions, the audit log, and what a transaction promises.

use crate::world::*;
use domain::fair::picture::{PlacePicture, Shows};
use domain::fair::recording::Sound;
use domain::ids::*;
use domain::lang::Lang;
use store::imports::ImportRow;
use store::journal::Entry;
use store::logs::Log;
use store::pictures::Picture;
use store::recordings::Recording;
use store::texts::TextRow;
use store::{
    Store, StoreError, Target, audit, between, fairs, imports, jobs, journal, locations, logs, pictures,
    recordings, scopes, texts, tries,
};
use sync::Scope;
use sync::log::{Digest, LogEnd, Maker};

pub async fn tell(store: &Store) {
    a_file_waits(store).await;
    texts_are_laid_over(store).await;
    instructions_are_heard(store).await;
    places_are_shown(store).await;
    commands_are_written_down(store).await;
    scopes_move_on(store).await;
    doors_are_noted(store).await;
    devices_keep_logs(store).await;
    transactions_keep_their_word(store).await;
    processes_share_counts_and_turns(store).await;
    processes_speak(store).await;
}

async fn a_file_waits(store: &Store) {
    let mut tx = write(store).await;
    let import = ImportRow {
        id: ImportId(id(0xd1)),
        location: LOCATION,
        kind: "residents".into(),
        rows: "[]".into(),
        mistakes: 2,
        made_ms: NOW,
        confirmed_ms: None,
    };
    imports::insert(&mut tx, &import).await.unwrap();
    assert!(imports::confirm(&mut tx, import.id, NOW + 1).await.unwrap());
    assert!(!imports::confirm(&mut tx, import.id, NOW + 2).await.unwrap());
    let confirmed = ImportRow { confirmed_ms: Some(NOW + 1), rows: "null".into(), ..import.clone() };
    assert_eq!(imports::get(&mut tx, import.id).await.unwrap(), Some(confirmed));
    let waits = ImportRow { id: ImportId(id(0xd2)), ..import.clone() };
    imports::insert(&mut tx, &waits).await.unwrap();
    assert_eq!(imports::delete_waiting(&mut tx, NOW).await.unwrap(), 0);
    assert_eq!(imports::delete_waiting(&mut tx, NOW + 1).await.unwrap(), 1);
    assert_eq!(imports::get(&mut tx, waits.id).await.unwrap(), None);
    assert!(imports::get(&mut tx, import.id).await.unwrap().is_some(), "what was confirmed stays");
    tx.commit().await.unwrap();
}

async fn texts_are_laid_over(store: &Store) {
    let mut tx = write(store).await;
    let text = |key: &str, lang, sentence: &str| TextRow {
        location: LOCATION,
        lang,
        key: key.into(),
        forms: [("other".to_owned(), sentence.to_owned())].into(),
        reviewed: false,
        by: "staff:x".into(),
        at_ms: NOW,
    };
    let (first, second) =
        (text("public.fair.when", Lang::So, "Goorma"), text("public.fair.when", Lang::Ti, "መዓስ"));
    texts::set(&mut tx, &second).await.unwrap();
    texts::set(&mut tx, &first).await.unwrap();
    let changed = TextRow { reviewed: true, at_ms: NOW + 1, ..text("public.fair.when", Lang::So, "Xilliga") };
    texts::set(&mut tx, &changed).await.unwrap();
    assert_eq!(texts::of_location(&mut tx, LOCATION).await.unwrap(), [changed, second]);
    assert_eq!(texts::of_location(&mut tx, OTHER_LOCATION).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn instructions_are_heard(store: &Store) {
    let mut tx = write(store).await;
    let upload = |n: u128, lang, made_ms| Recording {
        id: RecordingId(id(0x1_10 + n)),
        location: LOCATION,
        lang,
        key: "public.fair.name".into(),
        sound: Sound::Ogg,
        length: 3,
        stands: false,
        made_ms,
        by: "staff:x".into(),
    };
    let [first, second, other] =
        [upload(1, Lang::Ti, NOW), upload(2, Lang::Ti, NOW + 1), upload(3, Lang::So, NOW + 2)];
    for one in [&first, &second, &other] {
        assert!(recordings::insert(&mut tx, one, &[1, 2, 3]).await.unwrap());
        assert!(!recordings::insert(&mut tx, one, &[9]).await.unwrap(), "its file stays");
    }
    assert_eq!(recordings::get(&mut tx, first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(recordings::get(&mut tx, RecordingId(id(99))).await.unwrap(), None);
    assert_eq!(recordings::file(&mut tx, first.id).await.unwrap(), None, "it does not stand");
    assert_eq!(recordings::of_location(&mut tx, LOCATION).await.unwrap(), []);

    for one in [&first, &other] {
        assert!(recordings::put(&mut tx, one).await.unwrap());
        assert!(!recordings::put(&mut tx, one).await.unwrap(), "it stood already");
    }
    assert_eq!(recordings::file(&mut tx, first.id).await.unwrap(), Some((Sound::Ogg, vec![1, 2, 3])));
    assert!(recordings::put(&mut tx, &second).await.unwrap());
    assert_eq!(recordings::get(&mut tx, first.id).await.unwrap(), None, "one for each text and language");
    let [second, other] = [second, other].map(|one| Recording { stands: true, ..one });
    assert_eq!(recordings::of_location(&mut tx, LOCATION).await.unwrap(), [other.clone(), second.clone()]);
    assert_eq!(recordings::of_location(&mut tx, OTHER_LOCATION).await.unwrap(), []);

    let waits = upload(4, Lang::Ti, NOW);
    recordings::insert(&mut tx, &waits, &[4]).await.unwrap();
    assert_eq!(recordings::delete_waiting(&mut tx, NOW).await.unwrap(), 0);
    assert_eq!(recordings::delete_waiting(&mut tx, NOW + 9).await.unwrap(), 1, "what stands stays");
    assert!(recordings::take_away(&mut tx, second.id).await.unwrap());
    assert!(!recordings::take_away(&mut tx, second.id).await.unwrap());
    assert_eq!(recordings::of_location(&mut tx, LOCATION).await.unwrap(), [other]);
    tx.commit().await.unwrap();
}

async fn places_are_shown(store: &Store) {
    let mut tx = write(store).await;
    let upload = |n: u128, location, made_ms| Picture {
        place: PlacePicture { id: PictureId(id(0x1_20 + n)), shows: Shows::Way, width: 800, height: 600 },
        location,
        length: 3,
        made_ms,
        by: "staff:x".into(),
    };
    let [first, second, other] =
        [upload(1, LOCATION, NOW), upload(2, LOCATION, NOW + 1), upload(3, OTHER_LOCATION, NOW + 2)];
    for one in [&first, &second, &other] {
        assert!(pictures::insert(&mut tx, one, &[1, 2, 3]).await.unwrap());
        assert!(!pictures::insert(&mut tx, one, &[9]).await.unwrap(), "its file stays");
    }
    assert_eq!(pictures::get(&mut tx, first.place.id).await.unwrap(), Some(first.clone()));
    assert_eq!(pictures::get(&mut tx, PictureId(id(99))).await.unwrap(), None);
    assert_eq!(pictures::file(&mut tx, first.place.id).await.unwrap(), None, "no fair shows it");
    assert_eq!(pictures::of(&mut tx, FAIR).await.unwrap(), None);

    let fairs = fairs::of_location(&mut tx, LOCATION).await.unwrap();
    let next = fairs.iter().map(|fair| fair.id).find(|fair| *fair != FAIR).expect("another fair");
    for fair in [FAIR, next] {
        assert!(pictures::put(&mut tx, fair, first.place.id).await.unwrap());
        assert!(!pictures::put(&mut tx, fair, first.place.id).await.unwrap(), "it did already");
    }
    assert_eq!(pictures::file(&mut tx, first.place.id).await.unwrap(), Some(vec![1, 2, 3]));
    assert_eq!(pictures::elsewhere(&mut tx, LOCATION, FAIR).await.unwrap(), []);
    assert!(pictures::put(&mut tx, FAIR, second.place.id).await.unwrap());
    assert_eq!(pictures::of(&mut tx, FAIR).await.unwrap(), Some(second.place));
    assert_eq!(
        pictures::elsewhere(&mut tx, LOCATION, FAIR).await.unwrap(),
        [first.place],
        "the other fair's"
    );
    assert!(pictures::put(&mut tx, next, second.place.id).await.unwrap());
    assert_eq!(pictures::get(&mut tx, first.place.id).await.unwrap(), None, "no fair shows it any more");

    assert!(!pictures::take_away(&mut tx, FAIR, first.place.id).await.unwrap(), "it shows another one");
    assert!(pictures::take_away(&mut tx, FAIR, second.place.id).await.unwrap());
    assert!(pictures::file(&mut tx, second.place.id).await.unwrap().is_some(), "the other fair shows it");
    assert!(pictures::take_away(&mut tx, next, second.place.id).await.unwrap());
    assert_eq!(pictures::get(&mut tx, second.place.id).await.unwrap(), None);

    assert_eq!(pictures::delete_waiting(&mut tx, NOW + 2).await.unwrap(), 0);
    assert_eq!(pictures::delete_waiting(&mut tx, NOW + 9).await.unwrap(), 1, "what no fair shows");
    tx.commit().await.unwrap();
}

async fn commands_are_written_down(store: &Store) {
    let mut tx = write(store).await;
    let entry = |number: u128, kind, subject: Option<u32>| Entry {
        command: CommandId(id(number)),
        location: Some(LOCATION),
        actor: "staff:x",
        kind,
        subject: subject.map(resident_id),
        payload: b"{\"said\":\"iets\"}",
        outcome: "\"applied\"",
        made_at_ms: NOW - 5,
        at_ms: NOW,
    };
    let said = [
        entry(0xe1, "sign_up@1", Some(1)),
        entry(0xe2, "sign_up@1", Some(2)),
        entry(0xe3, "open_sign_up@1", None),
        entry(0xe4, "withdraw@1", Some(1)),
    ];
    assert_eq!(journal::verify(&mut tx, LOCATION).await.unwrap(), 0);
    journal::hold(&mut tx, Some(LOCATION)).await.unwrap();
    for entry in &said {
        journal::append(&mut tx, entry).await.unwrap();
    }
    let of_the_server = Entry { location: None, ..entry(0xe5, "create_location@1", None) };
    journal::append(&mut tx, &of_the_server).await.unwrap();
    tx.savepoint().await.unwrap();
    assert!(matches!(journal::append(&mut tx, &said[0]).await, Err(StoreError::Taken)));
    tx.undo_to_savepoint().await.unwrap();

    let outcome = journal::outcome_of(&mut tx, CommandId(id(0xe1))).await.unwrap();
    assert_eq!(outcome.as_deref(), Some("\"applied\""));
    assert_eq!(journal::outcome_of(&mut tx, CommandId(id(0xe9))).await.unwrap(), None);
    let one = journal::get(&mut tx, CommandId(id(0xe1))).await.unwrap().unwrap();
    assert_eq!(
        (one.actor.as_str(), one.kind.as_str(), one.subject),
        ("staff:x", "sign_up@1", Some(resident_id(1)))
    );
    assert_eq!(one.payload.as_deref(), Some(said[0].payload));
    let last = journal::last_about(&mut tx, resident_id(1), ["give_new_pin@1", "sign_up@1"]).await.unwrap();
    assert_eq!(last, Some(CommandId(id(0xe1))), "not the other person's");
    assert_eq!(
        journal::last_about(&mut tx, resident_id(2), ["withdraw@1", "give_new_pin@1"]).await.unwrap(),
        None
    );
    let of_the_server = journal::get(&mut tx, CommandId(id(0xe5))).await.unwrap().unwrap();
    assert!(of_the_server.payload.is_some(), "in a chain of its own");
    assert_eq!(journal::get(&mut tx, CommandId(id(0xe9))).await.unwrap(), None);
    assert_eq!(journal::verify(&mut tx, LOCATION).await.unwrap(), 4);
    assert_eq!(journal::verify(&mut tx, OTHER_LOCATION).await.unwrap(), 0);

    let commands = |list: Vec<journal::Read>| list.iter().map(|r| r.command.0.as_u128()).collect::<Vec<_>>();
    let all = journal::latest(&mut tx, LOCATION, &[], 10).await.unwrap();
    assert_eq!(all[0].payload.as_deref(), Some(said[0].payload));
    assert_eq!((all[0].actor.as_str(), all[0].at_ms, all[0].subject), ("staff:x", NOW, Some(resident_id(1))));
    assert_eq!(commands(all), [0xe4, 0xe3, 0xe2, 0xe1]);
    // "sign_up@1" is a part of "open_sign_up@1" and yet another word.
    let some = journal::latest(&mut tx, LOCATION, &["withdraw@1", "sign_up@1"], 2).await.unwrap();
    assert_eq!(commands(some), [0xe4, 0xe2]);

    assert_eq!(journal::refused(&mut tx, LOCATION, 10).await.unwrap(), []);
    let no = [0xe7, 0xe8].map(|number| Entry {
        outcome: r#"{"rejected":"not_now"}"#,
        at_ms: NOW + 1,
        ..entry(number, "pause@1", None)
    });
    for entry in &no {
        journal::append(&mut tx, entry).await.unwrap();
    }
    let refused = journal::refused(&mut tx, LOCATION, 1).await.unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].actor.as_str(), refused[0].kind.as_str()), ("staff:x", "pause@1"));
    assert_eq!((refused[0].outcome.as_str(), refused[0].at_ms), (no[1].outcome, NOW + 1));
    assert_eq!(journal::refused(&mut tx, OTHER_LOCATION, 10).await.unwrap(), []);

    journal::forget(&mut tx, resident_id(1)).await.unwrap();
    let readable: Vec<bool> = journal::latest(&mut tx, LOCATION, &[], 10)
        .await
        .unwrap()
        .iter()
        .map(|entry| entry.payload.is_some())
        .collect();
    assert_eq!(readable, [true, true, false, true, true, false]);
    assert_eq!(journal::verify(&mut tx, LOCATION).await.unwrap(), 6, "the chain still holds");
    let late = journal::append(&mut tx, &entry(0xe6, "sign_up@1", Some(1))).await;
    assert!(matches!(late, Err(StoreError::Gone)), "a forgotten person gets no second key");
    tx.commit().await.unwrap();
}

async fn scopes_move_on(store: &Store) {
    let mut tx = write(store).await;
    let scope = Scope::Session(SESSION);
    assert_eq!(scopes::version(&mut tx, scope).await.unwrap(), 0);
    assert_eq!(scopes::raise(&mut tx, scope).await.unwrap(), 1);
    assert_eq!(scopes::raise(&mut tx, scope).await.unwrap(), 2);
    assert_eq!(scopes::version(&mut tx, scope).await.unwrap(), 2);
    assert_eq!(scopes::version(&mut tx, Scope::Location(LOCATION)).await.unwrap(), 0);
    let fair = Scope::Fair(FAIR);
    let fair_ver = scopes::raise(&mut tx, fair).await.unwrap();
    let mut versions = scopes::versions(&mut tx, &[fair, Scope::Location(LOCATION), scope]).await.unwrap();
    versions.sort();
    assert_eq!(versions, [(fair, fair_ver), (scope, 2)], "what never changed is not named");
    assert_eq!(scopes::versions(&mut tx, &[]).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn doors_are_noted(store: &Store) {
    let mut tx = write(store).await;
    audit::note(&mut tx, None, "server started", None, NOW).await.unwrap();
    audit::note(&mut tx, Some(LOCATION), "signed in", Some("login:x"), NOW + 1).await.unwrap();
    let latest = audit::latest(&mut tx, 1).await.unwrap();
    assert_eq!(latest.len(), 1);
    assert_eq!((latest[0].what.as_str(), latest[0].who.as_deref()), ("signed in", Some("login:x")));
    assert_eq!(audit::latest(&mut tx, 9).await.unwrap()[1].location, None);
    tx.commit().await.unwrap();
}

async fn devices_keep_logs(store: &Store) {
    let mut tx = write(store).await;
    let begun = Log {
        end: LogEnd::empty(id(0xe7)),
        location: LOCATION,
        maker: Maker("staff:x".into()),
        heard_ms: NOW,
    };
    assert_eq!(logs::hold(&mut tx, &begun).await.unwrap(), begun);
    let moved = begun.end.then(&Digest::of("a command"));
    logs::move_end(&mut tx, moved, NOW + 1).await.unwrap();
    let claimed = Log { maker: Maker("staff:y".into()), ..begun.clone() };
    let held = logs::hold(&mut tx, &claimed).await.unwrap();
    assert_eq!(held, Log { end: moved, heard_ms: NOW + 1, ..begun.clone() }, "a log keeps its maker");
    assert_eq!(logs::delete_before(&mut tx, NOW + 1).await.unwrap(), 0);
    assert_eq!(logs::delete_before(&mut tx, NOW + 2).await.unwrap(), 1);
    assert_eq!(logs::hold(&mut tx, &begun).await.unwrap(), begun, "begun anew");
    tx.commit().await.unwrap();
}

async fn transactions_keep_their_word(store: &Store) {
    let mut tx = write(store).await;
    locations::insert(&mut tx, &location(LocationId(id(0xf1)), "Niet bewaard")).await.unwrap();
    drop(tx);
    let mut tx = read(store).await;
    assert_eq!(locations::get(&mut tx, LocationId(id(0xf1))).await.unwrap(), None, "dropped is undone");
    drop(tx);
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    assert_eq!(store.copy_to(&copy).await.unwrap(), copy.exists());
    let image = store.image().await.unwrap();
    assert_eq!(image.is_some(), store.kind() == "sqlite");
    if let Some(image) = image {
        let twin = open(&Target::Image(image)).await;
        assert_eq!(twin.incarnation(), store.incarnation());
        let written = locations::get(&mut read(&twin).await, LOCATION).await.unwrap();
        assert_eq!(written.map(|row| row.id), Some(LOCATION), "a copy holds what was written");
    }
    let before = store.incarnation();
    assert_ne!(store.renew_incarnation().await.unwrap(), before);
    assert_eq!(store.incarnation(), before, "until it is opened again");
}

async fn processes_share_counts_and_turns(store: &Store) {
    let mut tx = write(store).await;
    for times in 1..=3 {
        assert_eq!(tries::count(&mut tx, b"a", NOW, NOW + 10).await.unwrap(), times);
    }
    assert_eq!(tries::count(&mut tx, b"b", NOW, NOW + 10).await.unwrap(), 1, "each by itself");
    assert_eq!(tries::count(&mut tx, b"a", NOW + 9, NOW + 99).await.unwrap(), 4, "as long as it lasts");
    assert_eq!(tries::count(&mut tx, b"a", NOW + 10, NOW + 20).await.unwrap(), 1, "and then anew");
    tries::forget(&mut tx, b"a").await.unwrap();
    assert_eq!(tries::count(&mut tx, b"a", NOW + 11, NOW + 21).await.unwrap(), 1);
    assert_eq!(tries::delete_over(&mut tx, NOW + 20).await.unwrap(), 1, "the one that is over");

    assert_eq!(jobs::take(&mut tx, "dates", NOW - 60, NOW).await.unwrap(), Some(0), "for the first time");
    assert_eq!(jobs::take(&mut tx, "dates", NOW, NOW + 60).await.unwrap(), None, "done already");
    assert_eq!(jobs::take(&mut tx, "dates", NOW + 1, NOW + 61).await.unwrap(), Some(NOW));
    tx.commit().await.unwrap();
}

async fn processes_speak(store: &Store) {
    let heard = between::listen(store).await.unwrap();
    between::say(store, "a word").await.unwrap();
    match heard {
        Some(mut ear) => assert_eq!(between::hear(&mut ear).await.as_deref(), Some("a word")),
        None => assert_eq!(store.kind(), "sqlite", "where there is one process"),
    }
}
