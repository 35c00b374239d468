//! The server's clock as this device knows it, for countdowns.

use crate::engine::Engine;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use sync::clock::Ping;

/// Screens count along this often.
const TICK_MS: u32 = 250;
/// A longer silence between two ticks means that the device slept.
const SLEPT_MS: i64 = 5_000;
/// A clock that is unsure for longer than this says so.
const DOUBT_MS: i64 = 3_000;

/// The device's own clock, in milliseconds since 1970.
pub fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}

impl Engine {
    /// Ticks four times a second for as long as the page lives.
    pub fn keep_time(self) {
        let (last, doubted) = (StoredValue::new(device_ms()), StoredValue::new(device_ms()));
        let tick = Interval::new(TICK_MS, move || {
            let device = device_ms();
            let silence = device - last.get_value();
            last.set_value(device);
            if !(0..SLEPT_MS).contains(&silence) {
                self.offset.update_value(|offset| offset.forget());
                doubted.set_value(device);
                self.wake();
            }
            let server =
                device.saturating_add(self.offset.with_value(|offset| offset.offset_ms()).unwrap_or(0));
            self.now_ms.set(server);
            // A moment's doubt after waking is nobody's concern.
            let sure = self.offset.with_value(|offset| offset.is_sure());
            let since = if sure { device } else { doubted.get_value() };
            doubted.set_value(since);
            let said = sure || device.saturating_sub(since) < DOUBT_MS;
            if self.clock_sure.get_untracked() != said {
                self.clock_sure.set(said);
            }
        });
        // It ends with the page.
        tick.forget();
    }

    /// Takes an answer of the server about the time.
    pub fn heard_time(self, asked_ms: i64, server_ms: i64) {
        let ping = Ping { asked_ms, server_ms, heard_ms: device_ms() };
        self.offset.update_value(|offset| offset.hear(ping));
    }
}
