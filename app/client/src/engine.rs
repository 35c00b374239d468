//! The parts that move, in one small value that every callback can copy.

use crate::arrival::Arrival;
use crate::disk::Disk;
use crate::live::Line;
use crate::outbox::{At, Queued};
use crate::place::Place;
use crate::plain::Asking;
use crate::pull::{Follow, Read};
use crate::remembered::Mark;
use crate::report::Reports;
use crate::{clock, keys, remembered};
use domain::ids::SessionId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::sync::Arc;
use sync::Scope;
use sync::clock::ClockOffset;
use sync::device::Pass;
use sync::log::Maker;
use sync::outbox::Outbox;
use sync::views::PlanningView;
use ui::workplace::link::{Contact, Link, Refused, Storing, Who};
use uuid::Uuid;

/// Everything that is remembered while the page lives.
#[derive(Clone, Copy)]
pub struct Engine {
    pub queue: RwSignal<Vec<Queued>>,
    /// The machine that says what is sent when.
    pub outbox: StoredValue<Outbox>,
    pub disk: StoredValue<Option<Disk>, LocalStorage>,
    pub keeping: StoredValue<bool>,
    /// A name is being said: see `say_name`.
    pub saying: StoredValue<bool>,
    pub storing: RwSignal<Storing>,
    /// Commands that lie here while nobody is signed in.
    pub left_here: RwSignal<u32>,
    /// The login was ended, and not here.
    pub ended: RwSignal<bool>,
    /// Somebody signed out here, and the server has not heard it yet.
    pub owes_sign_out: RwSignal<bool>,
    /// It is being told right now.
    pub settling: StoredValue<bool>,
    /// The server filled itself with the demo day.
    pub demo: RwSignal<bool>,
    /// The question who is signed in, one at a time.
    pub asking: StoredValue<Asking>,
    pub pass: StoredValue<Option<Pass>>,
    pub reports: StoredValue<Reports>,
    pub attention: RwSignal<Arc<Vec<Refused>>>,
    pub follows: StoredValue<HashMap<Scope, Follow>>,
    pub who: RwSignal<Who>,
    pub contact: RwSignal<Contact>,
    pub planning: RwSignal<Option<(SessionId, PlanningView)>>,
    pub offset: StoredValue<ClockOffset>,
    pub now_ms: RwSignal<i64>,
    pub clock_sure: RwSignal<bool>,
    pub line: StoredValue<Line, LocalStorage>,
    pub read: Read,
}

impl Engine {
    /// Starts the clock, the line and the first question: who is signed in here?
    pub fn start(read: Read) -> Engine {
        let engine = Engine {
            queue: RwSignal::new(Vec::new()),
            outbox: StoredValue::new(Outbox::default()),
            disk: StoredValue::new_local(None),
            keeping: StoredValue::new(false),
            saying: StoredValue::new(false),
            storing: RwSignal::new(Storing::Asking),
            left_here: RwSignal::new(0),
            ended: RwSignal::new(Mark::Ended.stands()),
            owes_sign_out: RwSignal::new(Mark::OwesSignOut.stands()),
            settling: StoredValue::new(false),
            demo: RwSignal::new(false),
            asking: StoredValue::new(Asking::default()),
            pass: StoredValue::new(None),
            reports: StoredValue::new(Reports::default()),
            attention: RwSignal::new(Arc::new(Vec::new())),
            follows: StoredValue::new(HashMap::new()),
            who: RwSignal::new(Who::Asking),
            contact: RwSignal::new(Contact::Connecting),
            offset: StoredValue::new(ClockOffset::default()),
            now_ms: RwSignal::new(clock::device_ms()),
            clock_sure: RwSignal::new(true),
            line: StoredValue::new_local(Line::default()),
            planning: RwSignal::new(None),
            read,
        };
        engine.keep_time();
        engine.keep_line();
        engine.warn_before_leaving();
        engine.keep_reporting();
        spawn_local(async move {
            engine.disk.set_value(Some(Disk::open().await));
            engine.look_at_storage();
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
        let kept = Memo::new(move |_| {
            let loose = |queued: &Queued| matches!(queued.at, At::Tapped | At::Kept { lasts: false });
            queue.with(|queue| !queue.iter().any(loose))
        });
        let kept: Signal<bool> = kept.into();
        remembered::mark_kept(kept);
        let place = Place::watch(kept);
        let arrival = Arrival::watch();
        Link {
            push: Callback::new(move |(command, heard)| self.push(command, heard)),
            follow: Callback::new(move |scope| self.follow(scope)),
            request: Callback::new(move |request| self.request(request)),
            now_ms: self.now_ms.into(),
            path: place.path.into(),
            hash: place.hash.into(),
            go: Callback::new(move |path: String| place.go(&path)),
            title: Callback::new(|name: String| remembered::set_title(&name)),
            arrived: Callback::new(move |()| arrival.came()),
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
            storing: self.storing.into(),
            left_here: self.left_here.into(),
            ended: self.ended.into(),
            demo: self.demo.into(),
            owes_sign_out: self.owes_sign_out.into(),
            clock_sure: self.clock_sure.into(),
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
