//! The one place that reads the clock.

use domain::time::Instant;

/// Now, in UTC.
#[expect(clippy::disallowed_methods, reason = "the server's clock is read here and handed on")]
pub fn now() -> Instant {
    chrono::Utc::now()
}

/// Now, in milliseconds since 1970.
pub fn now_ms() -> i64 {
    domain::time::to_ms(now())
}
