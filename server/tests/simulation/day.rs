//! A day as it is played: what happens next happens, until everybody has tapped enough and it is quiet.

use crate::book::Book;
use crate::chance::Chance;
use crate::device::Device;
use crate::eyes::Eyes;
use crate::faults::{Faults, Safeguards};
use crate::net::{Happening, Request, Said};
use crate::server::Server;
use crate::trace::Trace;
use crate::world::{BEGIN_MS, Seat, world};
use server::admission::Work;
use std::collections::{BTreeMap, BTreeSet};
use sync::Scope;

/// What may happen on one day. A day that comes to no end is a fault of its own.
const HAPPENINGS_MAX: u32 = 6_000;

pub struct Day {
    pub now_ms: i64,
    pub chance: Chance,
    pub faults: Faults,
    pub safe: Safeguards,
    pub right_clocks: bool,
    pub server: Server,
    pub devices: Vec<Device>,
    pub eyes: Eyes,
    pub queue: BTreeMap<(i64, u64), Happening>,
    pub number: u64,
    /// Taps that are still to come.
    pub taps: u32,
    /// Nothing new goes wrong any more.
    pub calm: bool,
    /// Pushes that wait at the door.
    pub door: Vec<(Request, Work)>,
    /// Answers that something on the way has kept.
    pub on_the_way: BTreeMap<(usize, String), Said>,
    pub book: Book,
    pub trace: Trace,
}

/// What a day came to.
pub struct Played {
    pub trace: Trace,
    /// What is wrong; empty after a good day.
    pub faults: Vec<String>,
    /// What became of each command, without ids that differ by run: to compare two days.
    pub outcomes: Vec<String>,
    /// Pulls that were told only what changed.
    pub edits: u32,
}

/// How a day is played.
#[derive(Debug, Clone)]
pub struct Rules {
    pub seed: u64,
    pub safe: Safeguards,
    /// Devices have the server's time whatever the seed says.
    pub right_clocks: bool,
    /// Instead of what the seed draws.
    pub faults: Option<Faults>,
}

impl Rules {
    pub fn of(seed: u64) -> Rules {
        Rules { seed, safe: Safeguards::ALL, right_clocks: false, faults: None }
    }
}

/// Plays one day. On a runtime of its own, so that nothing of one day is left for the next.
pub fn play(rules: &Rules) -> Played {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        let mut day = Day::begin(rules).await;
        let faults = match day.run().await {
            Ok(()) => day.check().await,
            Err(stuck) => vec![stuck],
        };
        day.server.app.store.close().await;
        let outcomes = std::mem::take(&mut day.book.outcomes);
        Played { trace: day.trace, faults, outcomes, edits: day.book.edits }
    })
}

impl Day {
    async fn begin(rules: &Rules) -> Day {
        let world = world();
        let mut chance = Chance::new(rules.seed);
        let drawn = Faults::of(&mut chance);
        let server = Server::of_image(world.image.clone(), BEGIN_MS, Chance::new(rules.seed ^ 1)).await;
        let mut day = Day {
            now_ms: BEGIN_MS,
            faults: rules.faults.clone().unwrap_or(drawn),
            safe: rules.safe,
            right_clocks: rules.right_clocks,
            server,
            devices: world.screens.iter().map(Device::new).collect(),
            eyes: Eyes::default(),
            queue: BTreeMap::new(),
            number: 0,
            taps: 0,
            calm: false,
            door: vec![],
            on_the_way: BTreeMap::new(),
            book: Book::default(),
            trace: Trace::default(),
            chance,
        };
        // Not every screen is there every day; the organiser's and a tablet always are.
        let devices = std::mem::take(&mut day.devices);
        let there = |n: usize, chance: &mut Chance| n == 0 || n == 2 || chance.one_in(2);
        let devices = devices.into_iter().enumerate().filter(|(n, _)| there(*n, &mut day.chance));
        day.devices = devices.map(|(_, device)| device).collect();
        day.taps = 8 + day.chance.below(10) as u32;
        let mut skews = Chance::new(rules.seed ^ 2);
        for device in &mut day.devices {
            let year = 365 * 24 * 3_600_000;
            let skew = skews.ms(-year..year);
            let old = skews.one_in(3);
            if day.faults.clocks && !rules.right_clocks {
                device.skew_ms = skew;
            }
            device.old_build = day.faults.old_builds && old && device.seat != Seat::Projector;
            device.began_old = device.old_build;
        }
        day.server.put_aside().await;
        for device in 0..day.devices.len() {
            // Not every screen is there from the beginning.
            let from = day.chance.ms(0..4_000);
            day.after(from, Happening::Look(device));
            if day.devices[device].seat != Seat::Projector {
                day.after(from + 2_000, Happening::Tap(device));
            }
        }
        for _ in 0..6 {
            let at = day.chance.ms(3_000..200_000);
            day.after(at, Happening::Wrong);
        }
        day
    }

    /// Everything that happens, and then the quiet after it.
    async fn run(&mut self) -> Result<(), String> {
        self.until_nothing_happens().await?;
        self.calms_down();
        // A device that hears of a restored server only now offers what it has, others may stand on that, and what
        // cannot be taken yet is offered again.
        for _ in 0..3 {
            self.everybody_is_back().await;
            self.until_nothing_happens().await?;
            // Whatever confused answers does so until everybody was back once, and what it did must heal.
            self.faults = Faults::default();
        }
        Ok(())
    }

    fn calms_down(&mut self) {
        self.calm = true;
        self.faults = Faults { confuses: self.faults.confuses, ..Faults::default() };
        self.trace.line(self.now_ms, || "quiet".into());
        for device in &mut self.devices {
            device.cut_until_ms = 0;
            device.old_build = false;
        }
    }

    async fn everybody_is_back(&mut self) {
        for device in 0..self.devices.len() {
            self.comes_back(device).await;
        }
    }

    async fn until_nothing_happens(&mut self) -> Result<(), String> {
        while let Some(((at_ms, _), what)) = self.queue.pop_first() {
            self.now_ms = self.now_ms.max(at_ms);
            self.server.is_at(self.now_ms);
            if self.number > u64::from(HAPPENINGS_MAX) {
                return Err("it never comes to rest".into());
            }
            self.happens(what).await;
        }
        Ok(())
    }

    async fn happens(&mut self, what: Happening) {
        match what {
            Happening::Tap(device) => {
                if self.taps > 0 {
                    self.taps -= u32::from(self.tap(device));
                    let next = self.chance.ms(1_000..30_000);
                    self.after(next, Happening::Tap(device));
                }
            }
            Happening::Look(device) => {
                self.look(device);
                if self.taps > 0 {
                    let next = self.chance.ms(30_000..90_000);
                    self.after(next, Happening::Look(device));
                }
            }
            Happening::SignsIn(device) => self.signs_in(device).await,
            Happening::LineIsBack(device) => self.line_is_back(device),
            Happening::Hint { device, scope, ver } => self.hinted(device, scope, ver),
            Happening::Wakes { page, turn } => {
                self.steps(page, sync::outbox::Event::Woke { turn });
            }
            Happening::Hears { request, said } => self.hears(request, said),
            Happening::Arrives(request) => self.arrives(request).await,
            Happening::Through => self.goes_through().await,
            Happening::Wrong => {
                if self.taps > 0 {
                    self.goes_wrong().await;
                    let next = self.chance.ms(5_000..60_000);
                    self.after(next, Happening::Wrong);
                }
            }
        }
        self.tells_hints();
    }

    /// Screens that have a line hear of what changed; some do not.
    fn tells_hints(&mut self) {
        let followed: BTreeSet<Scope> = self.devices.iter().flat_map(Device::scopes).collect();
        let followed: Vec<_> = followed.into_iter().collect();
        for (scope, ver) in self.server.hints(&followed) {
            for device in 0..self.devices.len() {
                let follows = self.devices[device].scopes().contains(&scope);
                let cut = self.devices[device].cut_until_ms > self.now_ms;
                if follows && !cut && (self.calm || self.chance.one_in(4)) {
                    let way = self.chance.ms(5..80);
                    self.after(way, Happening::Hint { device, scope, ver });
                }
            }
        }
    }
}
