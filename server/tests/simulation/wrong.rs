//! What goes wrong on a day, one thing at a time.

use crate::chance::Chance;
use crate::day::Day;
use crate::net::Happening;
use crate::server::Server;
use crate::world::{Seat, World, ask, does, pair, sign_up, world};
use domain::ids::{CommandId, DeviceId};
use domain::people::Actor;
use serde_json::json;
use server::admission::{Asked, Asker, Work};
use server::sign_in;
use store::logins::{self, Holder};
use sync::Envelope;
use sync::requests::RequestError;

const HOURS_MS: i64 = 13 * 3_600_000;
/// Copies of devices on one day.
const COPIES: usize = 2;

impl Day {
    pub async fn goes_wrong(&mut self) {
        let device = self.chance.below(self.devices.len());
        match self.chance.below(14) {
            0 if self.faults.cuts => self.cut(device),
            1 if self.faults.kills => self.dies(device),
            2 if self.faults.tabs && (1..3).contains(&self.devices[device].tabs.len()) => {
                self.open_page(device);
            }
            3 if self.faults.server_dies => {
                self.trace.line(self.now_ms, || "the server is started anew".into());
                self.server.restart();
            }
            4 if self.faults.restores => {
                self.trace.line(self.now_ms, || "a backup is made".into());
                self.server.put_aside().await;
            }
            5 | 6 if self.faults.restores && self.chance.one_in(2) => self.restore().await,
            7 if self.faults.set_back => self.devices[device].image = Some(self.devices[device].kept.clone()),
            8 if self.faults.set_back && self.devices[device].set_back() => {
                self.book.set_back = true;
                self.trace.line(self.now_ms, || format!("device {device}: its storage is set back"));
            }
            9 if self.faults.copies && self.devices.len() < world().screens.len() + COPIES => {
                let copy = self.devices[device].copied();
                self.devices.push(copy);
                let copy = self.devices.len() - 1;
                self.trace.line(self.now_ms, || format!("device {copy} is a copy of {device}"));
                self.after(1_000, Happening::Look(copy));
                self.after(5_000, Happening::Tap(copy));
            }
            10 if self.faults.logins_end => self.ends_login(device).await,
            11 if self.faults.revokes => self.revokes(device).await,
            12 if self.faults.old_builds && self.devices[device].old_build => {
                self.dies(device);
                self.devices[device].old_build = false;
                self.trace.line(self.now_ms, || format!("device {device} is updated"));
            }
            13 if self.faults.clocks => self.sets_clock(device),
            _ => self.crowd().await,
        }
    }

    fn cut(&mut self, device: usize) {
        let ms = self.chance.ms(5_000..90_000);
        self.devices[device].cut_until_ms = self.now_ms + ms;
        self.trace.line(self.now_ms, || format!("device {device} has no network for {ms} ms"));
        self.after(ms, Happening::LineIsBack(device));
    }

    async fn restore(&mut self) {
        // What waits at the door of the old server is gone with it.
        for (request, _) in std::mem::take(&mut self.door) {
            self.nothing_back(request);
        }
        if self.server.restore().await {
            self.book.restored = true;
            self.trace.line(self.now_ms, || "the server is restored from the backup".into());
        }
    }

    /// Time goes by, or somebody ends the login; a while later its owner signs in again.
    async fn ends_login(&mut self, device: usize) {
        if self.chance.one_in(3) {
            self.now_ms += HOURS_MS;
            self.server.is_at(self.now_ms);
            self.trace.line(self.now_ms, || "hours go by".into());
        } else if let Ok(signed) = self.server.signed(&self.devices[device].token).await {
            let mut tx = self.server.app.store.write().await.expect("a transaction");
            logins::revoke(&mut tx, signed.login, self.now_ms).await.expect("the store");
            tx.commit().await.expect("stands");
            self.trace.line(self.now_ms, || format!("device {device}: its login ends"));
        }
        for device in 0..self.devices.len() {
            let ms = self.chance.ms(20_000..120_000);
            self.after(ms, Happening::SignsIn(device));
        }
    }

    async fn revokes(&mut self, device: usize) {
        let (true, Some(id)) = (self.devices[device].is_tablet(), self.devices[device].id) else { return };
        let command = ask("revoke_device@1", json!({ "device": id }));
        does(&self.server.app, &world().organiser, command).await;
        self.server.settles().await;
        self.trace.line(self.now_ms, || format!("device {device} is taken out of the day"));
        if self.chance.one_in(2) {
            for other in self.devices.iter_mut().filter(|other| other.id == Some(id)) {
                other.revoked = true;
            }
        } else {
            self.after(30_000, Happening::SignsIn(device));
        }
    }

    fn sets_clock(&mut self, device: usize) {
        let year = 365 * 24 * 3_600_000;
        // Drawn also where clocks are right, so that the rest of the day is the same.
        let skew_ms = Chance::new(self.chance.next()).ms(-year..year);
        if !self.right_clocks {
            self.devices[device].skew_ms = skew_ms;
        }
        // The page notices a jump between two ticks.
        self.devices[device].tabs.iter_mut().for_each(|tab| tab.offset.forget());
        self.line_is_back(device);
    }

    /// People who want the last places at once, each through a phone of their own.
    async fn crowd(&mut self) {
        let World { location, fair, .. } = world();
        let works = (0..3).map(|_| {
            self.book.guests += 1;
            let n = u128::from(self.book.guests);
            let command = ask("sign_up@1", sign_up(*fair, 2_000 + n, 3_000 + n));
            let id = CommandId(self.chance.id(self.now_ms));
            let envelope = Envelope { id, made_at_ms: self.now_ms, command };
            let bytes = serde_json::to_string(&envelope).expect("writes");
            let commands = vec![Asked { envelope: Ok(envelope), bytes, planned: None, opens: None }];
            let asker = Asker::Actor(Actor::Visitor { location: *location });
            Work::Push { asker, after: None, commands }
        });
        let works: Vec<_> = works.collect();
        for answer in self.server.admits(works).await {
            let outcome = answer.map(|answer| answer.answers[0].outcome);
            self.trace.line(self.now_ms, || format!("a guest signs up: {outcome:?}"));
        }
    }

    /// Whoever holds a device signs in on it again, where that is needed and wanted.
    pub async fn signs_in(&mut self, device: usize) {
        let at = &self.devices[device];
        let ended = matches!(self.server.signed(&at.token).await, Err(RequestError::SignedOut));
        if at.revoked || !ended {
            return;
        }
        let (token, id) = token_for(&mut self.server, at.seat, self.chance.id(self.now_ms)).await;
        let at = &mut self.devices[device];
        (at.token, at.id) = (token, id);
        self.trace.line(self.now_ms, || format!("device {device} is signed in again"));
        let page = self.page(device);
        self.send(page, crate::net::Ask::Who);
    }

    /// After the day: whatever was off is on again.
    pub async fn comes_back(&mut self, device: usize) {
        self.signs_in(device).await;
        self.line_is_back(device);
        self.hears_time(device);
    }
}

async fn token_for(server: &mut Server, seat: Seat, fresh: uuid::Uuid) -> (String, Option<DeviceId>) {
    let World { location, session, organiser, employers, .. } = world();
    let staff = |n: u128| domain::ids::AccountId(uuid::Uuid::from_u128(n));
    let account = match seat {
        Seat::Organiser => staff(10),
        Seat::Desk => staff(11),
        Seat::Tablet(_) | Seat::Projector => {
            let employer = if let Seat::Tablet(n) = seat { Some(employers[n]) } else { None };
            let device = DeviceId(fresh);
            let token = pair(&server.app, organiser, *session, device, employer).await;
            if employer.is_some() {
                does(&server.app, organiser, ask("confirm_device@1", json!({ "device": device }))).await;
            }
            server.settles().await;
            return (token, Some(device));
        }
    };
    let mut tx = server.app.store.write().await.expect("a transaction");
    let holder = Holder::Account(account);
    let opened = sign_in::open_login(&mut tx, &server.app, *location, holder).await.expect("a login");
    tx.commit().await.expect("stands");
    (opened.0, None)
}
