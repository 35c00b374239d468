//! A server of ten lines and a device in front of it.

use domain::ids::CommandId;
use std::collections::BTreeMap;
use sync::log::{Digest, LogEnd, Maker, fit};
use sync::outbox::{Disk, Effect, Event, Failed, OFFER, Offered, Outbox, WAIT_MAX_MS};
use sync::{Answer, LogStanding, Outcome, PushAnswer, Rejection};
use uuid::Uuid;

/// Chance from a seed (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    pub fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}

/// What a server keeps; cloned, it is a backup.
#[derive(Clone, Default)]
pub struct Server {
    pub incarnation: Uuid,
    /// In the order in which they were admitted.
    pub admitted: Vec<CommandId>,
    pub logs: BTreeMap<Uuid, LogEnd>,
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
    pub fn push(&mut self, body: &str) -> PushAnswer {
        let push: sync::Push = serde_json::from_str(body).expect("a push reads");
        let after = push.after.expect("a log");
        let digests: Vec<_> = push.commands.iter().map(|raw| Digest::of(raw.get())).collect();
        let known = self.logs.get(&after.log).copied();
        let answer =
            |log, answers| PushAnswer { incarnation: self.incarnation, log, answers, server_ms: None };
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
        PushAnswer { incarnation: self.incarnation, log: LogStanding::Fits, answers, server_ms: None }
    }

    pub fn offer(&mut self, sealed: &[String]) -> Vec<(CommandId, Offered)> {
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
pub struct Device {
    pub maker: Maker,
    pub disk: Disk,
    pub tabs: Vec<(Outbox, Vec<Effect>)>,
    /// In the order in which the screen said "saved on this device".
    pub saved: Vec<CommandId>,
}

impl Device {
    pub fn new(name: &str) -> Device {
        let maker = Maker(name.to_owned());
        let mut device = Device { maker, disk: Disk::default(), tabs: vec![], saved: vec![] };
        device.open_tab();
        device
    }

    pub fn open_tab(&mut self) {
        let mut outbox = Outbox::default();
        let effects = outbox.step(Event::SignedIn(self.maker.clone()));
        self.tabs.push((outbox, effects));
    }

    pub fn ask(&mut self, chance: &mut Chance) {
        let refuse = chance.one_in(6);
        self.ask_what_is(refuse, chance);
    }

    pub fn ask_what_is(&mut self, refuse: bool, chance: &mut Chance) {
        let id = CommandId(chance.id());
        let bytes = format!(r#"{{"id":"{id}","refuse":{refuse}}}"#);
        let fresh = chance.id();
        self.disk.keep(&self.maker, id, bytes, fresh).expect("room");
        self.saved.push(id);
        self.everywhere(Event::Kick);
    }

    pub fn everywhere(&mut self, event: Event) {
        for (outbox, effects) in &mut self.tabs {
            effects.extend(outbox.step(event.clone()));
        }
    }

    /// Does one thing that a tab waits for. `faulty`: what can get lost, gets lost now and then.
    pub fn go_on(&mut self, tab: usize, server: &mut Server, chance: &mut Chance, faulty: bool) -> bool {
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

    pub fn until_quiet(&mut self, server: &mut Server, chance: &mut Chance) {
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
