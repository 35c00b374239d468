//! The parts that move, in one small value that every callback can copy.

use crate::disk::{Disk, Opens};
use crate::live::Line;
use crate::outbox::{At, Queued};
use crate::place::Place;
use crate::pull::{Follow, Read};
use crate::{clock, keys, remembered};
use domain::ids::SessionId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::sync::Arc;
use sync::Scope;
use sync::clock::ClockOffset;
use sync::log::Maker;
use sync::outbox::Outbox;
use sync::views::PlanningView;
use ui::workplace::link::{Contact, Link, Refused, Who};
use uuid::Uuid;

/// Everything that is remembered while the page lives.
#[derive(Clone, Copy)]
pub struct Engine {
    pub queue: RwSignal<Vec<Queued>>,
    /// The machine that says what is sent when.
    pub outbox: StoredValue<Outbox>,
    pub disk: StoredValue<Option<Disk>, LocalStorage>,
    pub keeping: StoredValue<bool>,
    /// Whether what is tapped should outlive the page, and does not.
    pub storage_fails: RwSignal<bool>,
    pub attention: RwSignal<Arc<Vec<Refused>>>,
    pub follows: StoredValue<HashMap<Scope, Follow>>,
    pub who: RwSignal<Who>,
    pub contact: RwSignal<Contact>,
    pub planning: RwSignal<Option<(SessionId, PlanningView)>>,
    pub offset: StoredValue<ClockOffset>,
    pub now_ms: RwSignal<i64>,
    pub line: StoredValue<Line, LocalStorage>,
    pub read: Read,
}

impl Engine {
    /// Starts the clock, the line and the first question: who is signed in here?
    pub fn start(read: Read, opens: Option<Opens>) -> Engine {
        let engine = Engine {
            queue: RwSignal::new(Vec::new()),
            outbox: StoredValue::new(Outbox::default()),
            disk: StoredValue::new_local(None),
            keeping: StoredValue::new(false),
            storage_fails: RwSignal::new(false),
            attention: RwSignal::new(Arc::new(Vec::new())),
            follows: StoredValue::new(HashMap::new()),
            who: RwSignal::new(Who::Asking),
            contact: RwSignal::new(Contact::Connecting),
            offset: StoredValue::new(ClockOffset::default()),
            now_ms: RwSignal::new(clock::device_ms()),
            line: StoredValue::new_local(Line::default()),
            planning: RwSignal::new(None),
            read,
        };
        engine.keep_time();
        engine.keep_line();
        engine.warn_before_leaving();
        spawn_local(async move {
            let disk = Disk::open(opens).await;
            engine.storage_fails.set(disk.fails());
            engine.disk.set_value(Some(disk));
            engine.ask_me(None);
        });
        engine
    }

    /// The device's storage, once it is open.
    pub fn disk(self) -> Option<Disk> {
        self.disk.try_with_value(Clone::clone).flatten()
    }

    /// Whose log what is tapped now belongs to.
    pub fn maker(self) -> Option<Maker> {
        self.who.with_untracked(|who| match who {
            Who::Known(me) => Maker::of(&me.actor),
            Who::Asking | Who::Nobody => None,
        })
    }

    /// What the screens get.
    pub fn link(self) -> Link {
        let queue = self.queue;
        let kept = Signal::derive(move || {
            let loose = |queued: &Queued| matches!(queued.at, At::Tapped | At::Kept { lasts: false });
            queue.with(|queue| !queue.iter().any(loose))
        });
        let place = Place::watch(kept);
        Link {
            push: Callback::new(move |(command, heard)| self.push(command, heard)),
            follow: Callback::new(move |scope| self.follow(scope)),
            request: Callback::new(move |request| self.request(request)),
            now_ms: self.now_ms.into(),
            path: place.path.into(),
            hash: place.hash.into(),
            go: Callback::new(move |path: String| place.go(&path)),
            title: Callback::new(|name: String| remembered::set_title(&name)),
            slash: keys::slash(),
            who: self.who.into(),
            contact: self.contact.into(),
            planning: self.planning.into(),
            outbox: Signal::derive(move || {
                Arc::new(
                    queue.with(|queue| queue.iter().filter_map(|queued| queued.command.clone()).collect()),
                )
            }),
            unsent: Signal::derive(move || {
                let count =
                    queue.with(|queue| queue.iter().filter(|queued| queued.at != At::Answered).count());
                u32::try_from(count).unwrap_or(u32::MAX)
            }),
            kept,
            storage_fails: self.storage_fails.into(),
            attention: self.attention.into(),
            new_id: Callback::new(|()| new_id()),
            lang: remembered::lang(),
            theme: remembered::theme(),
            secure: remembered::is_secure(),
            origin: remembered::origin().into(),
        }
    }
}

/// A fresh id; the device draws it, so that asking twice is asking once.
#[expect(clippy::disallowed_methods, reason = "a device draws the ids of its own commands")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
