//! A screen in the hall: what it keeps, the pages that are open on it, and what lies on its way to the server. The
//! machines are the ones that browsers run; only storage, network and clock are made here.

use crate::eyes::{Pull, Seen};
use crate::world::{Screen, Seat};
use domain::ids::{CommandId, DeviceId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use sync::clock::ClockOffset;
use sync::copy::Copy;
use sync::log::Maker;
use sync::outbox::{Disk, Outbox};
use sync::{Held, Scope};

/// A scope as a page shows it.
#[derive(Default)]
pub struct Shown {
    pub copy: Copy,
    pub view: Option<Seen>,
    /// The text of the view.
    pub held: Option<Arc<Held>>,
}

/// A page that is open.
pub struct Tab {
    pub id: u64,
    pub outbox: Outbox,
    pub maker: Option<Maker>,
    /// The first page of a screen follows scopes; another one only sends.
    pub copies: BTreeMap<Scope, Shown>,
    pub offset: ClockOffset,
}

/// What is kept when every page is gone.
#[derive(Clone, Default)]
pub struct Kept {
    pub disk: Disk,
    pub who: Option<Maker>,
    pub day: BTreeMap<Scope, (Pull, Arc<Held>)>,
    /// What the screen called saved on this device, in the order of the taps.
    pub saved: Vec<CommandId>,
}

pub struct Device {
    pub seat: Seat,
    pub token: String,
    pub id: Option<DeviceId>,
    pub kept: Kept,
    /// What a battery that dies leaves; behind `kept` only where storage is not strict.
    pub flushed: Option<Kept>,
    pub image: Option<Kept>,
    pub tabs: Vec<Tab>,
    /// How far its clock is from the server's.
    pub skew_ms: i64,
    pub cut_until_ms: i64,
    /// A build from before devices kept logs.
    pub old_build: bool,
    pub began_old: bool,
    /// The organiser took it out of the day.
    pub revoked: bool,
    /// What went with a storage that was set back.
    pub forgotten: BTreeSet<CommandId>,
    /// Its story was told twice: it was set back, or copied.
    pub forked: bool,
    pub taps: u32,
}

impl Device {
    pub fn new(screen: &Screen) -> Device {
        Device {
            seat: screen.seat,
            token: screen.token.clone(),
            id: screen.device,
            kept: Kept::default(),
            flushed: None,
            image: None,
            tabs: vec![],
            skew_ms: 0,
            cut_until_ms: 0,
            old_build: false,
            began_old: false,
            revoked: false,
            forgotten: BTreeSet::new(),
            forked: false,
            taps: 0,
        }
    }

    /// Another device with the same storage and the same cookie.
    pub fn copied(&mut self) -> Device {
        self.forked = true;
        Device {
            seat: self.seat,
            token: self.token.clone(),
            id: self.id,
            kept: self.kept.clone(),
            flushed: None,
            image: None,
            tabs: vec![],
            skew_ms: self.skew_ms,
            cut_until_ms: 0,
            old_build: false,
            began_old: self.began_old,
            revoked: self.revoked,
            forgotten: self.forgotten.clone(),
            forked: true,
            taps: 1000 + self.taps,
        }
    }

    /// Storage as it was put aside. What came after that and lies nowhere else is gone, and nothing else is.
    pub fn set_back(&mut self) -> bool {
        let Some(image) = self.image.clone() else { return false };
        let now: BTreeSet<_> = self.kept.saved.iter().copied().collect();
        let then: BTreeSet<_> = image.saved.iter().copied().collect();
        self.forgotten.extend(now.difference(&then));
        let held = |Kept { disk, .. }: &Kept| -> BTreeSet<CommandId> {
            let waits = disk.rows().iter().map(|one| one.id);
            let refused = disk.refused().iter().map(|one| one.id);
            waits.chain(refused).chain(disk.acknowledged().iter().map(|one| one.id)).collect()
        };
        let (before, after) = (held(&self.kept), held(&image));
        self.forgotten.extend(before.difference(&after));
        self.kept = Kept { saved: self.kept.saved.clone(), ..image };
        self.flushed = None;
        self.tabs.clear();
        self.forked = true;
        true
    }

    pub fn wall_ms(&self, now_ms: i64) -> i64 {
        now_ms + self.skew_ms
    }

    pub fn tab(&mut self, id: u64) -> Option<&mut Tab> {
        self.tabs.iter_mut().find(|tab| tab.id == id)
    }

    /// What the first page shows of a scope.
    pub fn view(&self, scope: Scope) -> Option<&Seen> {
        self.tabs.first()?.copies.get(&scope)?.view.as_ref()
    }

    pub fn is_tablet(&self) -> bool {
        matches!(self.seat, Seat::Tablet(_))
    }
}
