//! Where the server takes the time from. A handler asks the clock of its [`App`](crate::app::App), so that a simulation
//! can give it another one; the command line, which has no app, asks the machine's.

use domain::time::{Instant, from_ms};

/// A clock that is handed on.
pub struct Clock(Box<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// One that says what this says: milliseconds since 1970.
    pub fn of(now_ms: impl Fn() -> i64 + Send + Sync + 'static) -> Clock {
        Clock(Box::new(now_ms))
    }

    /// Now, in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        (self.0)()
    }

    /// Now, in UTC.
    pub fn now(&self) -> Instant {
        from_ms(self.now_ms())
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::of(now_ms)
    }
}

/// Now by the clock of this machine.
#[expect(clippy::disallowed_methods, reason = "the machine's clock is read here and handed on")]
pub fn now() -> Instant {
    chrono::Utc::now()
}

/// The same in milliseconds since 1970.
pub fn now_ms() -> i64 {
    domain::time::to_ms(now())
}
