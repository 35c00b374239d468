//! How far a device's clock is from the server's. The answer with the shortest way there and back says it best;
//! of sixteen the shortest is kept (architecture.md §5). Small corrections are slewed, large ones stepped.

use std::collections::VecDeque;

const KEPT: usize = 16;
/// Below this a correction is spread out, so that no countdown jumps.
const STEP_MS: i64 = 250;
/// Most that one correction moves the clock while it slews.
const SLEW_MS: i64 = 20;

/// One question about the time: device clock before and after, server clock between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ping {
    pub asked_ms: i64,
    pub server_ms: i64,
    pub heard_ms: i64,
}

impl Ping {
    fn way_ms(self) -> i64 {
        self.heard_ms.saturating_sub(self.asked_ms)
    }

    fn offset_ms(self) -> i64 {
        self.server_ms.saturating_sub(self.asked_ms.saturating_add(self.way_ms() / 2))
    }
}

/// What is known of the difference.
#[derive(Debug, Clone, Default)]
pub struct ClockOffset {
    pings: VecDeque<Ping>,
    applied_ms: Option<i64>,
}

impl ClockOffset {
    /// Takes an answer. One that seems to have come before it was asked is dropped: the device's clock was set meanwhile.
    pub fn hear(&mut self, ping: Ping) {
        if ping.way_ms() < 0 {
            self.pings.clear();
            return;
        }
        self.pings.push_back(ping);
        if self.pings.len() > KEPT {
            self.pings.pop_front();
        }
        let Some(best) = self.pings.iter().min_by_key(|ping| ping.way_ms()).map(|ping| ping.offset_ms())
        else {
            return;
        };
        let applied = self.applied_ms.unwrap_or(best);
        let differs = best.saturating_sub(applied);
        let step = if differs.abs() >= STEP_MS { differs } else { differs.clamp(-SLEW_MS, SLEW_MS) };
        self.applied_ms = Some(applied.saturating_add(step));
    }

    /// Milliseconds to add to the device's clock; None before the first answer.
    pub fn offset_ms(&self) -> Option<i64> {
        self.applied_ms
    }

    /// Whether the server was heard since the device started or last slept: before that a countdown is a guess.
    pub fn is_sure(&self) -> bool {
        !self.pings.is_empty()
    }

    /// The device slept or its clock was set: what was measured says nothing any more.
    pub fn forget(&mut self) {
        self.pings.clear();
    }
}

/// By how much two devices differ about the server's time at one moment, each by its own clock and what it knows of the
/// difference: so much apart their countdowns reach nought. None as long as one of them knows nothing.
pub fn pair_skew_ms(one: (i64, &ClockOffset), other: (i64, &ClockOffset)) -> Option<i64> {
    let server_ms =
        |(device_ms, clock): (i64, &ClockOffset)| Some(device_ms.saturating_add(clock.offset_ms()?));
    Some(server_ms(one)?.saturating_sub(server_ms(other)?).saturating_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ping(asked_ms: i64, there: i64, back: i64, ahead: i64) -> Ping {
        Ping { asked_ms, server_ms: asked_ms + there + ahead, heard_ms: asked_ms + there + back }
    }

    #[test]
    fn the_shortest_way_wins_over_a_slow_lopsided_one() {
        let mut clock = ClockOffset::default();
        clock.hear(ping(0, 10, 10, 5_000));
        clock.hear(ping(1_000, 400, 10, 5_000));
        assert_eq!(clock.offset_ms(), Some(5_000));
    }

    #[test]
    fn a_year_off_is_stepped_and_a_little_is_slewed() {
        let mut clock = ClockOffset::default();
        clock.hear(ping(0, 10, 10, 0));
        clock.hear(ping(1_000, 1, 1, 100));
        assert_eq!(clock.offset_ms(), Some(20));
        clock.forget();
        clock.hear(ping(2_000, 1, 1, 31_536_000_000));
        assert_eq!(clock.offset_ms(), Some(31_536_000_000));
    }

    #[test]
    fn a_clock_is_sure_once_it_heard_the_server_and_not_after_a_sleep() {
        let mut clock = ClockOffset::default();
        assert!(!clock.is_sure());
        clock.hear(ping(0, 10, 10, 5_000));
        assert!(clock.is_sure());
        clock.forget();
        assert!(!clock.is_sure(), "what it knew before it slept is a guess");
        assert_eq!(clock.offset_ms(), Some(5_000), "and the best guess there is");
    }

    #[test]
    fn an_answer_from_before_the_question_is_dropped() {
        let mut clock = ClockOffset::default();
        clock.hear(Ping { asked_ms: 100, server_ms: 0, heard_ms: 50 });
        assert_eq!(clock.offset_ms(), None);
    }
}
