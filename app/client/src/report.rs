//! A paired device says now and then how it is doing: how much waits on it, whether it keeps that, which build it runs.
//! Counts only; the organiser sees them on the screen of devices.

use crate::call::{json, tell};
use crate::clock::device_ms;
use crate::engine::Engine;
use crate::outbox::At;
use crate::remembered;
use domain::people::Actor;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::{Keeping, Report};
use sync::requests::path;
use ui::workplace::link::{Storing, Who};

/// How often there may be something to say.
const LOOK_MS: u32 = 5_000;
/// It is said at least this often, so that a silent device is known to be one.
const AGAIN_MS: i64 = 30_000;

/// What was said last.
#[derive(Default)]
pub struct Reports {
    said: Option<(Report, i64)>,
    /// Unsent at the look before: what goes within seconds is nobody's concern.
    unsent_before: u32,
    under_way: bool,
}

impl Reports {
    /// Whether this is to be said now.
    fn due(&mut self, now: Report, now_ms: i64) -> Option<Report> {
        let steady = now.unsent.min(self.unsent_before);
        self.unsent_before = now.unsent;
        let report = Report { unsent: steady, ..now };
        let stale = |(said, at_ms): &(Report, i64)| {
            *said != report || !(0..AGAIN_MS).contains(&now_ms.saturating_sub(*at_ms))
        };
        (!self.under_way && self.said.as_ref().is_none_or(stale)).then_some(report)
    }
}

impl Engine {
    /// Reports for as long as the page lives.
    pub fn keep_reporting(self) {
        Interval::new(LOOK_MS, move || self.report()).forget();
    }

    fn report(self) {
        let paired = self.who.with_untracked(|who| match who {
            Who::Known(me) => matches!(me.actor, Actor::Tablet { .. } | Actor::Projector { .. }),
            Who::Asking | Who::Nobody => false,
        });
        if !paired {
            return;
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let unsent = |queue: &Vec<_>| {
            queue.iter().filter(|queued: &&crate::outbox::Queued| queued.at != At::Answered).count()
        };
        let now = Report {
            unsent: count(self.queue.with_untracked(unsent)),
            attention: count(self.attention.with_untracked(|list| list.len())),
            keeps: match self.storing.get_untracked() {
                Storing::Lasts => Keeping::Lasts,
                Storing::Asking | Storing::MayGo => Keeping::MayGo,
                Storing::Fails => Keeping::Nothing,
            },
            build: remembered::build(),
        };
        let due = self.reports.try_update_value(|reports| {
            let due = reports.due(now, device_ms());
            reports.under_way |= due.is_some();
            due
        });
        let Some(Some(report)) = due else { return };
        spawn_local(async move {
            let told = tell("POST", path::REPORT, json(&report)).await;
            self.reports.update_value(|reports| {
                reports.under_way = false;
                if told.is_ok() {
                    reports.said = Some((report, device_ms()));
                }
            });
        });
    }
}
