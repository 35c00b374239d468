//! A page drives the machines as `app/client` does in a browser: takes a step, does what it says, says how it went. It
//! can be killed between any two of these.

use crate::day::Day;
use crate::device::{Device, Shown, Tab};
use crate::eyes::{Heard, Pull, Seen};
use crate::net::{Ask, Happening, Page, Request, Said};
use crate::world::{Seat, world};
use std::collections::VecDeque;
use std::sync::Arc;
use sync::clock::{ClockOffset, Ping};
use sync::copy;
use sync::log::Maker;
use sync::outbox::{self, Failed, Outbox};
use sync::requests::RequestError;
use sync::{Held, Scope, SealedCommand, Unfit};

impl Device {
    /// What its screens follow.
    pub fn scopes(&self) -> Vec<Scope> {
        let world = world();
        match self.seat {
            Seat::Organiser => vec![Scope::Session(world.session), Scope::FollowUp(world.location)],
            Seat::Desk => vec![Scope::Fair(world.fair)],
            Seat::Tablet(_) | Seat::Projector => vec![Scope::Session(world.session)],
        }
    }
}

impl Day {
    /// Opens a page: what the device kept is there at once, the rest is asked.
    pub fn open_page(&mut self, device: usize) -> Page {
        self.number += 1;
        let page = Page { device, tab: self.number };
        let first = self.devices[device].tabs.is_empty();
        let scopes = if first { self.devices[device].scopes() } else { vec![] };
        let tab = Tab {
            id: page.tab,
            outbox: Outbox::default(),
            maker: None,
            copies: scopes.iter().map(|scope| (*scope, Shown::default())).collect(),
            offset: ClockOffset::default(),
        };
        self.devices[device].tabs.push(tab);
        self.trace.line(self.now_ms, || format!("device {device} opens a page"));
        for scope in scopes {
            if let Some((kept, held)) = self.devices[device].kept.day.get(&scope).cloned() {
                self.copy_steps(page, scope, copy::Event::Recalled(kept), Some(held));
            }
        }
        if let Some(maker) = self.devices[device].kept.who.clone() {
            self.is_known(page, maker);
        }
        self.send(page, Ask::Who);
        page
    }

    /// The first page of a device, opened where there is none.
    pub fn page(&mut self, device: usize) -> Page {
        match self.devices[device].tabs.first() {
            Some(tab) => Page { device, tab: tab.id },
            None => self.open_page(device),
        }
    }

    /// Every page of a device dies, with what it was about to do. What is on the device stays.
    pub fn dies(&mut self, device: usize) {
        let at = &mut self.devices[device];
        at.tabs.clear();
        if let (false, Some(flushed)) = (self.safe.strict, at.flushed.take()) {
            at.kept = crate::device::Kept { saved: at.kept.saved.clone(), ..flushed };
        }
        self.trace.line(self.now_ms, || format!("device {device}: its pages are killed"));
    }

    /// Whether a page dies just now.
    pub fn is_killed(&mut self, page: Page) -> bool {
        let killed = self.faults.kills && self.chance.one_in(30);
        if killed {
            self.dies(page.device);
        }
        killed
    }

    /// Before a write. Where storage is not strict, the write lasts only some time later.
    pub fn writes(&mut self, device: usize) {
        if !self.safe.strict && (self.devices[device].flushed.is_none() || self.chance.one_in(3)) {
            self.devices[device].flushed = Some(self.devices[device].kept.clone());
        }
    }

    /// Somebody is signed in on a page.
    pub fn is_known(&mut self, page: Page, maker: Maker) {
        let Some(tab) = self.devices[page.device].tab(page.tab) else { return };
        tab.maker = Some(maker.clone());
        self.devices[page.device].kept.who = Some(maker.clone());
        self.steps(page, outbox::Event::SignedIn(maker));
    }

    /// Nobody is signed in here any more: what was seen goes, what waits stays.
    pub fn forgets(&mut self, page: Page) {
        let device = &mut self.devices[page.device];
        device.kept.who = None;
        device.kept.day.clear();
        let Some(tab) = device.tab(page.tab) else { return };
        tab.maker = None;
        for shown in tab.copies.values_mut() {
            shown.copy.step::<Seen>(copy::Event::Forget);
            (shown.view, shown.held) = (None, None);
        }
        self.steps(page, outbox::Event::SignedOut);
    }

    pub fn look(&mut self, device: usize) {
        let page = self.page(device);
        // It may have died while it was opened.
        let Some(tab) = self.devices[device].tabs.first() else { return };
        // A page asks on as long as it knows nobody, also where another page of its device does.
        let knows_nobody = tab.maker.is_none();
        let scopes: Vec<_> = tab.copies.keys().copied().collect();
        for scope in scopes {
            self.copy_steps(page, scope, copy::Event::Look, None);
        }
        if knows_nobody {
            self.send(page, Ask::Who);
        }
    }

    pub fn line_is_back(&mut self, device: usize) {
        self.look(device);
        for page in self.pages(device) {
            let maker = self.devices[device].tab(page.tab).and_then(|tab| tab.maker.clone());
            if let Some(maker) = maker {
                self.steps(page, outbox::Event::SignedIn(maker));
            }
        }
    }

    /// The line stands for a while: as many answers about the time as a page keeps.
    pub fn hears_time(&mut self, device: usize) {
        let (now_ms, wall_ms) = (self.now_ms, self.devices[device].wall_ms(self.now_ms));
        for tab in &mut self.devices[device].tabs {
            let ways = (0..16).map(|_| self.chance.ms(10..160));
            for way in ways {
                let ping = Ping { asked_ms: wall_ms - way, server_ms: now_ms - way / 3, heard_ms: wall_ms };
                tab.offset.hear(ping);
            }
        }
    }

    fn pages(&self, device: usize) -> Vec<Page> {
        self.devices[device].tabs.iter().map(|tab| Page { device, tab: tab.id }).collect()
    }

    pub fn hinted(&mut self, device: usize, scope: Scope, ver: u64) {
        for page in self.pages(device) {
            self.copy_steps(page, scope, copy::Event::Hinted(ver), None);
        }
    }

    /// Something was kept on this device: every page of it sends.
    pub fn kicks(&mut self, device: usize) {
        for page in self.pages(device) {
            self.steps(page, outbox::Event::Kick);
        }
    }

    /// Takes a step of a page's outbox and does what it says.
    pub fn steps(&mut self, page: Page, event: outbox::Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let Some(tab) = self.devices[page.device].tab(page.tab) else { return };
            for effect in tab.outbox.step(event) {
                match self.does(page, effect) {
                    Ok(Some(event)) => events.push_back(event),
                    Ok(None) => {}
                    Err(Killed) => return,
                }
            }
        }
    }

    fn does(&mut self, page: Page, effect: outbox::Effect) -> Result<Option<outbox::Event>, Killed> {
        use outbox::{Effect, Event};
        let writes = !matches!(effect, Effect::Load { .. } | Effect::LoadArchive { .. } | Effect::AskWho);
        if writes && self.is_killed(page) {
            return Err(Killed);
        }
        let wall_ms = self.devices[page.device].wall_ms(self.now_ms);
        let event = match effect {
            Effect::Load { turn, maker } => {
                Event::Loaded { turn, batch: self.devices[page.device].kept.disk.load(&maker) }
            }
            Effect::Send { turn, body } => {
                self.send(page, Ask::Push { turn, body });
                return Ok(None);
            }
            Effect::Settle { turn, settle } => {
                self.writes(page.device);
                self.book.settled(&settle);
                self.devices[page.device].kept.disk.settle(&settle, settle.server_ms.unwrap_or(wall_ms));
                if self.is_killed(page) {
                    return Err(Killed);
                }
                self.look(page.device);
                Event::Settled { turn }
            }
            Effect::BeginAnew { turn, maker } => {
                self.writes(page.device);
                let fresh = self.chance.id(self.now_ms);
                self.devices[page.device].kept.disk.begin_anew(&maker, fresh);
                self.book.anew.insert(page.device);
                self.trace.line(self.now_ms, || format!("device {} begins its log anew", page.device));
                Event::BegunAnew { turn }
            }
            Effect::LoadArchive { turn, incarnation } => {
                Event::ArchiveLoaded { turn, rows: self.devices[page.device].kept.disk.archived(incarnation) }
            }
            Effect::Offer { turn, rows } => {
                let seal = |row: outbox::Archived| SealedCommand { id: row.id, sealed: row.sealed };
                self.send(page, Ask::Offer { turn, commands: rows.into_iter().map(seal).collect() });
                return Ok(None);
            }
            Effect::SettleOffer { turn, incarnation, said } => {
                self.writes(page.device);
                self.book.offered(&said);
                self.devices[page.device].kept.disk.offered(incarnation, &said);
                Event::OfferSettled { turn }
            }
            Effect::WakeIn { turn, ms } => {
                self.after(i64::from(ms), Happening::Wakes { page, turn });
                return Ok(None);
            }
            Effect::AskWho => {
                self.send(page, Ask::Who);
                return Ok(None);
            }
        };
        Ok(Some(event))
    }

    /// Takes a step of a page's copy of a scope and does what it says.
    pub fn copy_steps(
        &mut self,
        page: Page,
        scope: Scope,
        event: copy::Event<Seen>,
        held: Option<Arc<Held>>,
    ) {
        let pull = match &event {
            copy::Event::Answered { pull, .. } => Some(pull.clone()),
            _ => None,
        };
        let Some(tab) = self.devices[page.device].tab(page.tab) else { return };
        let Some(shown) = tab.copies.get_mut(&scope) else { return };
        for effect in shown.copy.step(event) {
            let Some(tab) = self.devices[page.device].tab(page.tab) else { return };
            let Some(shown) = tab.copies.get_mut(&scope) else { return };
            match effect {
                copy::Effect::Ask { turn, base, incarnation } => {
                    let held = shown.held.clone();
                    self.send(page, Ask::Pull { turn, scope, base, incarnation, held });
                }
                copy::Effect::Show(view) => {
                    (shown.view, shown.held) = (Some(view), held.clone());
                    self.keeps_day(page.device, scope, pull.as_ref().zip(held.as_ref()));
                }
                copy::Effect::Wipe => {
                    (shown.view, shown.held) = (None, None);
                    self.devices[page.device].kept.day.remove(&scope);
                }
                copy::Effect::AskWho => self.send(page, Ask::Who),
                copy::Effect::Fresh | copy::Effect::Stale | copy::Effect::Failed => {}
            }
        }
    }

    /// Tablets and projectors start without a network; other screens keep nothing of what they show.
    fn keeps_day(&mut self, device: usize, scope: Scope, pull: Option<(&Pull, &Arc<Held>)>) {
        let hall = matches!(self.devices[device].seat, Seat::Tablet(_) | Seat::Projector);
        if let (true, Some((pull, held))) = (hall, pull) {
            self.devices[device].kept.day.insert(scope, (pull.clone(), held.clone()));
        }
    }

    /// An answer, or the end of a page's patience.
    pub fn hears(&mut self, request: Request, said: Said) {
        let page = request.from;
        let now_ms = self.now_ms;
        let heard_ms = self.devices[page.device].wall_ms(now_ms);
        let chance = (self.chance.next() >> 32) as u32;
        let failed = |turn, why| outbox::Event::Failed { turn, why, chance };
        if self.devices[page.device].tab(page.tab).is_none() || self.is_killed(page) {
            return;
        }
        match (request.ask, said) {
            (Ask::Push { turn, body }, Said::Push(Ok(answer))) => {
                let answer = self.safe.heard_push(&body, answer);
                self.steps(page, outbox::Event::Answered { turn, answer });
            }
            (Ask::Push { turn, .. }, Said::Push(Err(error))) => self.steps(page, failed(turn, why(error))),
            (Ask::Offer { turn, .. }, Said::Offer(Ok(answer))) => {
                let incarnation = self.safe.heard_incarnation(answer.incarnation);
                self.steps(page, outbox::Event::OfferAnswered { turn, incarnation, said: answer.said });
            }
            (Ask::Offer { turn, .. }, Said::Offer(Err(error))) => self.steps(page, failed(turn, why(error))),
            (Ask::Pull { turn, scope, base, held, .. }, Said::Pull(Ok(pull))) => {
                let pull = self.safe.heard_pull(base, *pull);
                let fits = pull.base == base;
                if let Some(tab) = self.devices[page.device].tab(page.tab).filter(|_| fits) {
                    let server_ms = pull.server_ms;
                    tab.offset.hear(Ping { asked_ms: request.asked_ms, server_ms, heard_ms });
                }
                self.steps(page, outbox::Event::Heard(pull.incarnation));
                let (event, held) = match self.eyes.read(&pull, held.as_deref()) {
                    Ok(Heard { pull, held }) => (copy::Event::Answered { turn, pull }, held),
                    Err(Unfit) => (copy::Event::Unfit { turn }, None),
                };
                self.copy_steps(page, scope, event, held);
            }
            (Ask::Pull { turn, scope, .. }, Said::Pull(Err(why))) => {
                self.copy_steps(page, scope, copy::Event::Failed { turn, why }, None);
            }
            (Ask::Who, Said::Who(Ok(Some(maker)))) => self.is_known(page, maker),
            (Ask::Who, Said::Who(Ok(None))) => self.forgets(page),
            _ => {}
        }
    }
}

/// The page died.
struct Killed;

fn why(error: RequestError) -> Failed {
    match error {
        RequestError::SignedOut => Failed::SignedOut,
        RequestError::TooLarge => Failed::TooLarge,
        _ => Failed::Away,
    }
}
