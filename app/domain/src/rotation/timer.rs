//! The day's clock as facts: every screen computes the phase from the same anchor; nothing ticks over the network.
//! Phases advance by themselves, so a hall runs on without a server (architecture.md §5).

use crate::fair::{Phase, PhaseKind};
use serde::{Deserialize, Serialize};

/// Whether the clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerMode {
    /// The day has not begun.
    Waiting,
    Running,
    Paused,
}

/// At `anchor_ms` (server time) phase `phase` had `remaining_ms` to go. A change makes a new anchor and raises `rev`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    pub rev: u32,
    pub mode: TimerMode,
    /// Index into the session's phases.
    pub phase: u32,
    pub anchor_ms: i64,
    pub remaining_ms: i64,
}

/// Where the day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    NotStarted,
    /// `index` of the phase and milliseconds until it ends.
    In {
        index: u32,
        phase: Phase,
        remaining_ms: i64,
        paused: bool,
    },
    Over,
}

/// Why the clock did not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimerRefused {
    #[error("the day has begun already")]
    Begun,
    #[error("the day has not begun")]
    NotBegun,
    #[error("the day is over")]
    Over,
    #[error("already so")]
    Unchanged,
    #[error("between 1 and 30 minutes")]
    Minutes,
}

impl Timer {
    /// The clock of a day that has not begun.
    pub fn waiting() -> Timer {
        Timer { rev: 0, mode: TimerMode::Waiting, phase: 0, anchor_ms: 0, remaining_ms: 0 }
    }

    /// Where the day is at this server time.
    pub fn now(&self, phases: &[Phase], now_ms: i64) -> Now {
        let paused = match self.mode {
            TimerMode::Waiting => return Now::NotStarted,
            TimerMode::Running => false,
            TimerMode::Paused => true,
        };
        let passed = if paused { 0 } else { now_ms.saturating_sub(self.anchor_ms).max(0) };
        let mut remaining_ms = self.remaining_ms.saturating_sub(passed);
        let mut index = self.phase;
        while let Some(phase) = phases.get(index as usize) {
            if remaining_ms > 0 {
                return Now::In { index, phase: *phase, remaining_ms, paused };
            }
            index += 1;
            remaining_ms += phases.get(index as usize).map_or(0, |next| next.duration_ms);
        }
        Now::Over
    }

    fn anchored(&self, mode: TimerMode, phase: u32, now_ms: i64, remaining_ms: i64) -> Timer {
        Timer { rev: self.rev + 1, mode, phase, anchor_ms: now_ms, remaining_ms }
    }

    /// The first talk begins.
    pub fn start(self, phases: &[Phase], now_ms: i64) -> Result<Timer, TimerRefused> {
        let first = phases.first().ok_or(TimerRefused::Over)?;
        match self.mode {
            TimerMode::Waiting => Ok(self.anchored(TimerMode::Running, 0, now_ms, first.duration_ms)),
            _ => Err(TimerRefused::Begun),
        }
    }

    /// Stops the clock where it is.
    pub fn pause(self, phases: &[Phase], now_ms: i64) -> Result<Timer, TimerRefused> {
        match self.running(phases, now_ms)? {
            (_, _, true) => Err(TimerRefused::Unchanged),
            (index, left, false) => Ok(self.anchored(TimerMode::Paused, index, now_ms, left)),
        }
    }

    /// Goes on where it was paused.
    pub fn resume(self, phases: &[Phase], now_ms: i64) -> Result<Timer, TimerRefused> {
        match self.running(phases, now_ms)? {
            (_, _, false) => Err(TimerRefused::Unchanged),
            (index, left, true) => Ok(self.anchored(TimerMode::Running, index, now_ms, left)),
        }
    }

    /// Gives the phase that runs more minutes.
    pub fn extend(self, phases: &[Phase], now_ms: i64, minutes: u32) -> Result<Timer, TimerRefused> {
        if !(1..=30).contains(&minutes) {
            return Err(TimerRefused::Minutes);
        }
        let (index, left, _) = self.running(phases, now_ms)?;
        Ok(self.anchored(self.mode, index, now_ms, left + i64::from(minutes) * 60_000))
    }

    /// Ends the phase that runs; the next begins now.
    pub fn next(self, phases: &[Phase], now_ms: i64) -> Result<Timer, TimerRefused> {
        let (index, _, _) = self.running(phases, now_ms)?;
        let next = index + 1;
        let left = phases.get(next as usize).map_or(0, |phase| phase.duration_ms);
        Ok(self.anchored(TimerMode::Running, next, now_ms, left))
    }

    fn running(&self, phases: &[Phase], now_ms: i64) -> Result<(u32, i64, bool), TimerRefused> {
        match self.now(phases, now_ms) {
            Now::NotStarted => Err(TimerRefused::NotBegun),
            Now::Over => Err(TimerRefused::Over),
            Now::In { index, remaining_ms, paused, .. } => Ok((index, remaining_ms, paused)),
        }
    }
}

/// The first round that nobody has begun: what a new plan may still change. `rounds + 1` when the day is over.
pub fn first_open_round(now: Now, rounds: u32) -> u32 {
    match now {
        Now::NotStarted => 1,
        Now::In { phase, .. } => match phase.kind {
            PhaseKind::Talk => phase.round + 1,
            PhaseKind::ChangeOver | PhaseKind::Break => phase.round,
        },
        Now::Over => rounds + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TALK: i64 = 480_000;
    const CHANGE: i64 = 120_000;

    fn two_rounds() -> Vec<Phase> {
        let phase = |kind, round, duration_ms| Phase { kind, round, duration_ms };
        vec![
            phase(PhaseKind::Talk, 1, TALK),
            phase(PhaseKind::ChangeOver, 2, CHANGE),
            phase(PhaseKind::Talk, 2, TALK),
        ]
    }

    fn started() -> Timer {
        Timer::waiting().start(&two_rounds(), 1_000).expect("waiting")
    }

    fn place(timer: Timer, now_ms: i64) -> (u32, i64) {
        match timer.now(&two_rounds(), now_ms) {
            Now::In { index, remaining_ms, .. } => (index, remaining_ms),
            Now::NotStarted => (99, 0),
            Now::Over => (100, 0),
        }
    }

    #[test]
    fn phases_advance_by_themselves() {
        assert_eq!(place(started(), 1_000), (0, TALK));
        assert_eq!(place(started(), 1_000 + TALK), (1, CHANGE));
        assert_eq!(place(started(), 1_000 + TALK + CHANGE + 5), (2, TALK - 5));
        assert_eq!(place(started(), 1_000 + 2 * TALK + CHANGE).0, 100);
    }

    #[test]
    fn a_pause_keeps_what_was_left() {
        let paused = started().pause(&two_rounds(), 61_000).expect("running");
        assert_eq!(place(paused, 9_999_999), (0, TALK - 60_000));
        let resumed = paused.resume(&two_rounds(), 500_000).expect("paused");
        assert_eq!(place(resumed, 500_010), (0, TALK - 60_010));
    }

    #[test]
    fn more_minutes_count_from_now() {
        let longer = started().extend(&two_rounds(), 1_000, 1).expect("running");
        assert_eq!(place(longer, 1_000), (0, TALK + 60_000));
        assert_eq!(started().extend(&two_rounds(), 1_000, 31), Err(TimerRefused::Minutes));
    }

    #[test]
    fn a_begun_round_is_not_open_any_more() {
        let at = |ms| first_open_round(started().now(&two_rounds(), ms), 2);
        assert_eq!(first_open_round(Now::NotStarted, 2), 1);
        assert_eq!(at(1_000), 2);
        assert_eq!(at(1_000 + TALK), 2);
        assert_eq!(at(1_000 + TALK + CHANGE), 3);
    }

    #[test]
    fn a_clock_that_is_wrong_by_a_year_does_not_break_the_sum() {
        assert_eq!(place(started(), 1_000 - 31_536_000_000), (0, TALK));
        assert_eq!(place(started(), i64::MAX).0, 100);
    }

    proptest! {
        #[test]
        fn every_step_raises_the_revision(at in 1_000i64..1_000_000) {
            if let Ok(next) = started().next(&two_rounds(), at) {
                prop_assert_eq!(next.rev, 2);
            }
        }
    }
}
