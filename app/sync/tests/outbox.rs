//! The outbox against a server of ten lines, with everything that goes wrong between them: requests and answers that
//! get lost, tabs that are killed between any two steps, two tabs at once, a device that is set back or copied, a server
//! that is restored. Whatever happens, after quiet each kept command is at the server once, in its order.

use domain::ids::CommandId;
use std::collections::{BTreeMap, BTreeSet};
use sync::log::{Digest, LogEnd, Maker, fit};
use sync::outbox::{Disk, Effect, Event, Failed, Kept, OFFER, Offered, Outbox, WAIT_MAX_MS};
use sync::{Answer, LogStanding, Outcome, PushAnswer, Rejection};
use uuid::Uuid;

/// Chance from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}

/// What a server keeps; cloned, it is a backup.
#[derive(Clone, Default)]
struct Server {
    incarnation: Uuid,
    /// In the order in which they were admitted.
    admitted: Vec<CommandId>,
    logs: BTreeMap<Uuid, LogEnd>,
}

#[derive(serde::Deserialize)]
struct Bytes {
    id: CommandId,
    refuse: bool,
}

/// What the server seals for itself; here everybody can read it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Sealed {
    id: CommandId,
    end: LogEnd,
}

impl Server {
    fn push(&mut self, body: &str) -> PushAnswer {
        let push: sync::Push = serde_json::from_str(body).expect("a push reads");
        let after = push.after.expect("a log");
        let digests: Vec<_> = push.commands.iter().map(|raw| Digest::of(raw.get())).collect();
        let known = self.logs.get(&after.log).copied();
        let answer = |log, answers| PushAnswer { incarnation: self.incarnation, log, answers };
        let resent = known.map_or(0, |known| known.seq.saturating_sub(after.seq));
        let commands: Vec<Bytes> =
            push.commands.iter().map(|raw| serde_json::from_str(raw.get()).expect("a command")).collect();
        let strange = commands.iter().take(resent as usize).any(|one| !self.admitted.contains(&one.id));
        let end = match fit(known, after, &digests) {
            Err(standing) => return answer(standing, vec![]),
            Ok(_) if strange => return answer(LogStanding::Forked, vec![]),
            Ok(end) => end,
        };
        let mut at = after;
        let mut answers = vec![];
        for (command, digest) in commands.iter().zip(&digests) {
            at = at.then(digest);
            let new = !self.admitted.contains(&command.id);
            if new {
                self.admitted.push(command.id);
            }
            let outcome = match (command.refuse, new) {
                (true, _) => Outcome::Rejected(Rejection::Outdated),
                (false, true) => Outcome::Applied,
                (false, false) => Outcome::Noop,
            };
            let sealed = Sealed { id: command.id, end: at };
            let sealed = Some(serde_json::to_string(&sealed).expect("writes"));
            answers.push(Answer { id: command.id, outcome, shown: None, sealed });
        }
        self.logs.insert(after.log, end);
        PushAnswer { incarnation: self.incarnation, log: LogStanding::Fits, answers }
    }

    fn offer(&mut self, sealed: &[String]) -> Vec<(CommandId, Offered)> {
        let mut said = vec![];
        for one in sealed {
            let Sealed { id, end } = serde_json::from_str(one).expect("sealed here");
            if !self.admitted.contains(&id) {
                self.admitted.push(id);
            }
            let known = self.logs.entry(end.log).or_insert(end);
            if end.seq > known.seq {
                *known = end;
            }
            said.push((id, Offered::Known));
        }
        said
    }
}

/// A device: one storage, tabs that come and go.
struct Device {
    maker: Maker,
    disk: Disk,
    tabs: Vec<(Outbox, Vec<Effect>)>,
    /// In the order in which the screen said "saved on this device".
    saved: Vec<CommandId>,
}

impl Device {
    fn new(name: &str) -> Device {
        let maker = Maker(name.to_owned());
        let mut device = Device { maker, disk: Disk::default(), tabs: vec![], saved: vec![] };
        device.open_tab();
        device
    }

    fn open_tab(&mut self) {
        let mut outbox = Outbox::default();
        let effects = outbox.step(Event::SignedIn(self.maker.clone()));
        self.tabs.push((outbox, effects));
    }

    fn ask(&mut self, chance: &mut Chance) {
        let id = CommandId(chance.id());
        let bytes = format!(r#"{{"id":"{id}","refuse":{}}}"#, chance.one_in(6));
        let fresh = chance.id();
        self.disk.keep(&self.maker, id, bytes, fresh).expect("room");
        self.saved.push(id);
        self.everywhere(Event::Kick);
    }

    fn everywhere(&mut self, event: Event) {
        for (outbox, effects) in &mut self.tabs {
            effects.extend(outbox.step(event.clone()));
        }
    }

    /// Does one thing that a tab waits for. `faulty`: what can get lost, gets lost now and then.
    fn go_on(&mut self, tab: usize, server: &mut Server, chance: &mut Chance, faulty: bool) -> bool {
        let Some((outbox, effects)) = self.tabs.get_mut(tab) else { return false };
        if effects.is_empty() {
            return false;
        }
        let disk = &mut self.disk;
        let lost = |chance: &mut Chance| faulty && chance.one_in(4);
        let away = |turn| Event::Failed { turn, why: Failed::Away, chance: 7 };
        let event = match effects.remove(0) {
            Effect::Load { turn, maker } => Event::Loaded { turn, batch: disk.load(&maker) },
            Effect::Send { turn, .. } if lost(chance) => away(turn),
            Effect::Send { turn, body } => {
                let answer = server.push(&body);
                if lost(chance) { away(turn) } else { Event::Answered { turn, answer } }
            }
            Effect::Settle { turn, settle } => {
                disk.settle(&settle, 0);
                Event::Settled { turn }
            }
            Effect::BeginAnew { turn, maker } => {
                disk.begin_anew(&maker, chance.id());
                Event::BegunAnew { turn }
            }
            Effect::LoadArchive { turn, incarnation } => {
                Event::ArchiveLoaded { turn, rows: disk.archived(incarnation) }
            }
            Effect::Offer { turn, .. } if lost(chance) => away(turn),
            Effect::Offer { turn, rows } => {
                assert!(rows.len() <= OFFER);
                let sealed: Vec<_> = rows.into_iter().map(|row| row.sealed).collect();
                let said = server.offer(&sealed);
                let incarnation = server.incarnation;
                if lost(chance) { away(turn) } else { Event::OfferAnswered { turn, incarnation, said } }
            }
            Effect::SettleOffer { turn, incarnation, said } => {
                disk.offered(incarnation, &said);
                Event::OfferSettled { turn }
            }
            Effect::WakeIn { turn, ms } => {
                assert!(ms <= WAIT_MAX_MS * 3 / 2);
                Event::Woke { turn }
            }
            Effect::AskWho => Event::SignedIn(self.maker.clone()),
        };
        let more = outbox.step(event);
        effects.extend(more);
        true
    }

    fn until_quiet(&mut self, server: &mut Server, chance: &mut Chance) {
        for _ in 0..2_000 {
            let mut busy = false;
            for tab in 0..self.tabs.len() {
                busy |= self.go_on(tab, server, chance, false);
            }
            if !busy {
                return;
            }
        }
        panic!("the outbox never comes to rest");
    }
}

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
    let answer = PushAnswer { incarnation: Uuid::nil(), log: LogStanding::Fits, answers: vec![] };
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
