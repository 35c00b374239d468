//! The outbox against a server of ten lines, with everything that goes wrong between them: requests and answers that
//! get lost, tabs that are killed between any two steps, two tabs at once, a device that is set back or copied, a server
//! that is restored. Whatever happens, after quiet each kept command is at the server once, in its order.

#[path = "support/toy.rs"]
mod toy;

use domain::ids::CommandId;
use std::collections::BTreeSet;
use sync::log::{LogEnd, Maker};
use sync::outbox::{Disk, Effect, Event, Failed, Kept, OFFER, Outbox};
use sync::{Answer, LogStanding, Outcome, PushAnswer};
use toy::{Chance, Device, Server};
use uuid::Uuid;

fn play(seed: u64) {
    let chance = &mut Chance(seed);
    let mut server = Server { incarnation: chance.id(), ..Server::default() };
    let mut backup = server.clone();
    let mut devices = vec![Device::new("one"), Device::new("two")];
    let mut image = devices[0].disk.clone();
    let mut image_saved = devices[0].saved.clone();
    let mut forgotten = BTreeSet::new();
    for _ in 0..120 {
        let at = (chance.next() % devices.len() as u64) as usize;
        let device = &mut devices[at];
        match chance.next() % 24 {
            0..=5 => device.ask(chance),
            // A killed tab: whatever it was about to do, it does not.
            6 => {
                device.tabs.remove(0);
                device.open_tab();
            }
            7 if device.tabs.len() < 3 => device.open_tab(),
            8 => device.everywhere(Event::LineIsBack),
            9 if at == 0 && chance.one_in(3) => {
                image = device.disk.clone();
                image_saved = device.saved.clone();
            }
            // Storage set back: what the server did not get by then is gone, and nothing else is.
            10 if at == 0 && chance.one_in(3) => {
                let kept: BTreeSet<_> = image.rows().iter().map(|row| row.id).collect();
                let gone = device.disk.rows().iter().map(|row| row.id).filter(|id| !kept.contains(id));
                forgotten.extend(gone);
                device.disk = image.clone();
                device.saved = image_saved.clone();
                device.tabs.clear();
                device.open_tab();
            }
            11 if chance.one_in(4) => backup = server.clone(),
            12 if chance.one_in(4) => {
                server = backup.clone();
                server.incarnation = chance.id();
                let heard = Event::Heard(server.incarnation);
                devices.iter_mut().for_each(|device| device.everywhere(heard.clone()));
            }
            _ => {
                let tab = (chance.next() % 3) as usize;
                device.go_on(tab, &mut server, chance, true);
            }
        }
    }
    for device in &mut devices {
        device.everywhere(Event::LineIsBack);
        device.until_quiet(&mut server, chance);
        device.everywhere(Event::Heard(server.incarnation));
        device.until_quiet(&mut server, chance);
    }
    let unique: BTreeSet<_> = server.admitted.iter().collect();
    assert_eq!(unique.len(), server.admitted.len(), "seed {seed}: nothing twice");
    for device in &devices {
        assert_eq!(device.disk.rows().len(), 0, "seed {seed}");
        for id in &device.saved {
            let refused = device.disk.refused().iter().any(|one| one.id == *id);
            assert!(refused || unique.contains(id) || forgotten.contains(id), "seed {seed}: {id} is lost");
        }
    }
}

#[test]
fn what_was_saved_arrives_once_whatever_happens() {
    (0..1_000).for_each(play);
}

#[test]
fn commands_keep_their_order_over_lost_answers_and_killed_tabs() {
    for seed in 0..500 {
        let chance = &mut Chance(seed);
        let mut server = Server { incarnation: chance.id(), ..Server::default() };
        let mut device = Device::new("one");
        for _ in 0..60 {
            match chance.next() % 8 {
                0..=2 => device.ask(chance),
                3 => {
                    device.tabs.clear();
                    device.open_tab();
                }
                _ => {
                    device.go_on(0, &mut server, chance, true);
                }
            }
        }
        device.until_quiet(&mut server, chance);
        assert_eq!(server.admitted, device.saved, "seed {seed}");
    }
}

fn kept(n: u128, bytes: &str) -> (CommandId, String) {
    (CommandId(Uuid::from_u128(n)), bytes.to_owned())
}

fn sent(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send { body, .. } => Some(body.as_str()),
        _ => None,
    })
}

#[test]
fn the_bytes_on_the_wire_are_the_bytes_that_were_kept() {
    let mut disk = Disk::default();
    let maker = Maker("one".into());
    // Odd spaces and an order that no build of today writes.
    let (id, bytes) = kept(1, r#"{ "kind":"old@1","id":"00000000-0000-0000-0000-000000000001" }"#);
    disk.keep(&maker, id, bytes.clone(), Uuid::nil()).expect("room");
    let body = disk.load(&maker).body().expect("a body");
    assert!(body.contains(&bytes));
    let push: sync::Push = serde_json::from_str(&body).expect("reads");
    assert_eq!(push.commands[0].get(), bytes.trim());
}

#[test]
fn an_answer_that_comes_too_late_changes_nothing() {
    let maker = Maker("one".into());
    let mut outbox = Outbox::default();
    let turn_of = |effects: &[Effect]| match effects[0] {
        Effect::Load { turn, .. } | Effect::Send { turn, .. } | Effect::WakeIn { turn, .. } => turn,
        _ => panic!("{effects:?}"),
    };
    let row = Kept {
        id: CommandId(Uuid::from_u128(1)),
        maker: maker.clone(),
        before: LogEnd::empty(Uuid::nil()),
        bytes: "{}".into(),
    };
    let turn = turn_of(&outbox.step(Event::SignedIn(maker)));
    let batch = sync::outbox::Batch::of([row.clone()]);
    let sending = outbox.step(Event::Loaded { turn, batch });
    assert!(sent(&sending).is_some());
    let turn = turn_of(&sending);
    let waiting = outbox.step(Event::Failed { turn, why: Failed::Away, chance: 0 });
    assert!(matches!(waiting[0], Effect::WakeIn { .. }));
    let answer =
        PushAnswer { incarnation: Uuid::nil(), log: LogStanding::Fits, answers: vec![], server_ms: None };
    assert_eq!(outbox.step(Event::Answered { turn, answer }), vec![]);
}

#[test]
fn one_command_that_is_too_large_is_refused_and_the_next_goes() {
    let chance = &mut Chance(1);
    let mut server = Server { incarnation: chance.id(), ..Server::default() };
    let mut device = Device::new("one");
    device.until_quiet(&mut server, chance);
    (0..3).for_each(|_| device.ask(chance));
    let large = device.saved[1];
    // A line that takes no body with the second command in it.
    for _ in 0..60 {
        let (outbox, effects) = &mut device.tabs[0];
        let refused = match effects.first() {
            Some(Effect::Send { turn, body }) if body.contains(&large.to_string()) => Some(*turn),
            _ => None,
        };
        if let Some(turn) = refused {
            effects.remove(0);
            let more = outbox.step(Event::Failed { turn, why: Failed::TooLarge, chance: 0 });
            effects.extend(more);
        } else {
            device.go_on(0, &mut server, chance, false);
        }
    }
    assert_eq!(server.admitted, [device.saved[0], device.saved[2]]);
    assert!(device.disk.refused().iter().any(|one| one.id == large));
}

/// A restored server that lost more of a log than one offer holds.
#[test]
fn a_long_gap_is_filled_from_the_archive_before_what_waits_is_sent() {
    let chance = &mut Chance(3);
    let mut server = Server { incarnation: chance.id(), ..Server::default() };
    let mut device = Device::new("one");
    let backup = server.clone();
    (0..3 * OFFER).for_each(|_| device.ask_what_is(false, chance));
    device.until_quiet(&mut server, chance);
    server = Server { incarnation: chance.id(), ..backup };
    device.ask_what_is(false, chance);
    device.until_quiet(&mut server, chance);
    assert_eq!(server.admitted, device.saved, "everything, and in the order in which it was asked");
}

/// The archive is kept by the server's clock: a device whose own clock jumps by a year loses nothing of it.
#[test]
fn an_archive_outlives_a_clock_that_is_set() {
    let mut disk = Disk::default();
    let maker = Maker("one".into());
    let mut answered = |n: u128, server_ms: i64| {
        let (id, bytes) = kept(n, "{}");
        disk.keep(&maker, id, bytes, Uuid::from_u128(9)).expect("room");
        let row = disk.load(&maker).rows.remove(0);
        let answer = Answer { id, outcome: Outcome::Applied, shown: None, sealed: Some("sealed".into()) };
        let mut outbox = Outbox::default();
        let Effect::Load { turn, .. } = outbox.step(Event::SignedIn(maker.clone())).remove(0) else {
            panic!()
        };
        let batch = sync::outbox::Batch::of([row]);
        let Effect::Send { turn, .. } = outbox.step(Event::Loaded { turn, batch }).remove(0) else {
            panic!()
        };
        let (incarnation, log) = (Uuid::nil(), LogStanding::Fits);
        let answer = PushAnswer { incarnation, log, answers: vec![answer], server_ms: Some(server_ms) };
        let Effect::Settle { settle, .. } = outbox.step(Event::Answered { turn, answer }).remove(0) else {
            panic!()
        };
        disk.settle(&settle, settle.server_ms.expect("the server's clock"));
        disk.acknowledged().len()
    };
    let day = 24 * 3_600_000;
    assert_eq!(answered(1, day), 1);
    assert_eq!(answered(2, 14 * day), 2, "a fortnight is not over");
    assert_eq!(answered(3, 15 * day), 2, "now the first one is");
}

/// The archive that is being read for one database says nothing about another that is heard of meanwhile.
#[test]
fn a_database_heard_of_while_the_archive_is_read_is_offered_it_too() {
    let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut outbox = Outbox::default();
    outbox.step(Event::Heard(old));
    let nothing_waits = |outbox: &mut Outbox, effects: Vec<Effect>| match effects[..] {
        [Effect::Load { turn, .. }] => {
            outbox.step(Event::Loaded { turn, batch: sync::outbox::Batch::default() })
        }
        _ => panic!("{effects:?}"),
    };
    let loading = outbox.step(Event::SignedIn(Maker("one".into())));
    let reading = nothing_waits(&mut outbox, loading);
    let [Effect::LoadArchive { turn: first, incarnation }] = reading[..] else { panic!("{reading:?}") };
    assert_eq!(incarnation, old);

    let loading = outbox.step(Event::Heard(new));
    let reading = nothing_waits(&mut outbox, loading);
    assert_eq!(outbox.step(Event::ArchiveLoaded { turn: first, rows: vec![] }), vec![], "it comes too late");
    let [Effect::LoadArchive { turn, incarnation }] = reading[..] else { panic!("{reading:?}") };
    assert_eq!(incarnation, new);

    assert_eq!(outbox.step(Event::Heard(new)), vec![], "the same database is no news");
    let loading = outbox.step(Event::ArchiveLoaded { turn, rows: vec![] });
    assert_eq!(nothing_waits(&mut outbox, loading), vec![]);
    assert!(outbox.rests());
}
