//! The day's clock in words and parts: computed from the timer's facts and the server's time, the same on
//! console, tablet and projector.

use crate::parts::{RingTone, RoundStep};
use crate::texts::rotation::clock as t;
use domain::fair::{Phase, PhaseKind};
use domain::lang::Lang;
use domain::rotation::Timer;
use domain::rotation::timer::Now;

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Waiting,
    Talking,
    ChangingOver,
    Resting,
    Over,
}

/// The clock at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayClock {
    pub doing: Doing,
    /// The round that runs or comes next; the first before the day, the last after it.
    pub round: u32,
    pub rounds: u32,
    pub left_ms: i64,
    /// How much of the phase is left, in thousandths.
    pub left: u32,
    pub paused: bool,
    /// Until the last talk ends.
    pub day_left_ms: i64,
}

/// Reads the clock.
pub fn day_clock(timer: &Timer, phases: &[Phase], now_ms: i64) -> DayClock {
    let rounds = phases.iter().map(|phase| phase.round).max().unwrap_or(0);
    let still = |doing, round| DayClock {
        doing,
        round,
        rounds,
        left_ms: 0,
        left: if doing == Doing::Over { 0 } else { 1_000 },
        paused: false,
        day_left_ms: 0,
    };
    match timer.now(phases, now_ms) {
        Now::NotStarted => still(Doing::Waiting, 1),
        Now::Over => still(Doing::Over, rounds),
        Now::In { index, phase, remaining_ms, paused } => {
            let later = phases.iter().skip(index as usize + 1).map(|phase| phase.duration_ms).sum::<i64>();
            DayClock {
                doing: match phase.kind {
                    PhaseKind::Talk => Doing::Talking,
                    PhaseKind::ChangeOver => Doing::ChangingOver,
                    PhaseKind::Break => Doing::Resting,
                },
                round: phase.round,
                rounds,
                left_ms: remaining_ms,
                left: thousandths(remaining_ms, phase.duration_ms),
                paused,
                day_left_ms: remaining_ms + later,
            }
        }
    }
}

/// A part of a whole; more than all is all.
fn thousandths(part: i64, whole: i64) -> u32 {
    let thousandths = part.saturating_mul(1_000) / whole.max(1);
    u32::try_from(thousandths.clamp(0, 1_000)).unwrap_or_default()
}

/// "5:12": whole seconds, rounded up, so that 0:00 means over.
pub fn left_text(left_ms: i64) -> String {
    let seconds = left_ms.max(0).saturating_add(999) / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What stands in the ring: the time that is left, or a dash when no time runs.
pub fn ring_text(clock: &DayClock) -> String {
    match clock.doing {
        Doing::Waiting | Doing::Over => "–".to_owned(),
        Doing::Talking | Doing::ChangingOver | Doing::Resting => left_text(clock.left_ms),
    }
}

/// "Ronde 4 van 10", or what is going on instead.
pub fn heading(lang: Lang, clock: &DayClock) -> String {
    match clock.doing {
        Doing::Waiting => t::waiting(lang).to_owned(),
        Doing::Talking => t::round(lang, clock.round, clock.rounds),
        Doing::ChangingOver => t::changing(lang, clock.round, clock.rounds),
        Doing::Resting => t::resting(lang, clock.round, clock.rounds),
        Doing::Over => t::over(lang).to_owned(),
    }
}

/// What a screen reader says when it is asked for the timer; whole minutes, so that it does not chatter.
pub fn spoken_left(lang: Lang, clock: &DayClock) -> String {
    let minutes = u32::try_from(clock.left_ms.max(0) / 60_000).unwrap_or(u32::MAX);
    match clock.doing {
        Doing::Waiting | Doing::Over => heading(lang, clock),
        _ if minutes == 0 => t::under_a_minute(lang).to_owned(),
        _ => t::minutes_left(lang, minutes),
    }
}

/// How the ring looks.
pub fn ring_tone(clock: &DayClock) -> RingTone {
    match clock.doing {
        _ if clock.paused => RingTone::Paused,
        Doing::Talking | Doing::ChangingOver | Doing::Resting => RingTone::Running,
        Doing::Waiting | Doing::Over => RingTone::Over,
    }
}

/// All rounds and breaks in one line.
pub fn round_steps(phases: &[Phase], clock: &DayClock) -> Vec<RoundStep> {
    let step = |phase: &Phase| match (phase.kind, clock.doing) {
        (PhaseKind::Break, _) => Some(RoundStep::Pause),
        (PhaseKind::ChangeOver, _) => None,
        (PhaseKind::Talk, Doing::Over) => Some(RoundStep::Done),
        (PhaseKind::Talk, Doing::Waiting) => Some(RoundStep::ToCome),
        (PhaseKind::Talk, _) if phase.round < clock.round => Some(RoundStep::Done),
        (PhaseKind::Talk, Doing::Talking) if phase.round == clock.round => {
            Some(RoundStep::Current(1_000 - clock.left.min(1_000)))
        }
        (PhaseKind::Talk, _) => Some(RoundStep::ToCome),
    };
    phases.iter().filter_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: i64 = 480_000;

    fn phases() -> Vec<Phase> {
        let phase = |kind, round, duration_ms| Phase { kind, round, duration_ms };
        vec![
            phase(PhaseKind::Talk, 1, TALK),
            phase(PhaseKind::ChangeOver, 2, 120_000),
            phase(PhaseKind::Talk, 2, TALK),
        ]
    }

    fn at(passed_ms: i64) -> DayClock {
        let timer = Timer::waiting().start(&phases(), 1_000).expect("waiting");
        day_clock(&timer, &phases(), 1_000 + passed_ms)
    }

    #[test]
    fn the_heading_names_the_round_and_how_many_there_are() {
        assert_eq!(heading(Lang::Nl, &at(0)), "Ronde 1 van 2");
        assert_eq!(heading(Lang::En, &at(TALK + 120_000)), "Round 2 of 2");
    }

    #[test]
    fn before_and_after_the_day_nothing_runs() {
        assert_eq!(day_clock(&Timer::waiting(), &phases(), 5).doing, Doing::Waiting);
        assert_eq!(at(99 * TALK).doing, Doing::Over);
        assert_eq!(ring_tone(&at(99 * TALK)), RingTone::Over);
        assert_eq!(ring_text(&at(99 * TALK)), "–");
        assert_eq!(ring_text(&at(0)), "8:00");
    }

    #[test]
    fn the_ring_and_the_line_follow_the_phase() {
        assert_eq!(at(TALK / 4).left, 750);
        assert_eq!(round_steps(&phases(), &at(TALK / 4)), [RoundStep::Current(250), RoundStep::ToCome]);
        assert_eq!(round_steps(&phases(), &at(TALK + 1)), [RoundStep::Done, RoundStep::ToCome]);
    }

    #[test]
    fn the_rest_of_the_day_counts_every_phase_to_come() {
        assert_eq!(at(0).day_left_ms, 2 * TALK + 120_000);
    }

    #[test]
    fn the_last_second_is_shown_until_it_is_gone() {
        assert_eq!(left_text(312_000), "5:12");
        assert_eq!(left_text(1), "0:01");
        assert_eq!(left_text(0), "0:00");
        assert_eq!(left_text(-5), "0:00");
    }
}
