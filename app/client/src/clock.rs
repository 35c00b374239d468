//! The server's clock as this device knows it, for countdowns.

use crate::engine::Engine;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use sync::clock::Ping;

/// Screens count along this often.
const TICK_MS: u32 = 250;
/// A longer silence between two ticks means that the device slept.
const SLEPT_MS: i64 = 5_000;

/// The device's own clock, in milliseconds since 1970.
pub fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}

impl Engine {
    /// Ticks four times a second for as long as the page lives.
    pub fn keep_time(self) {
        let last = StoredValue::new(device_ms());
        let tick = Interval::new(TICK_MS, move || {
            let device = device_ms();
            let silence = device - last.get_value();
            last.set_value(device);
            if !(0..SLEPT_MS).contains(&silence) {
                self.offset.update_value(|offset| offset.forget());
                self.wake();
            }
            let server =
                device.saturating_add(self.offset.with_value(|offset| offset.offset_ms()).unwrap_or(0));
            self.now_ms.set(server);
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
