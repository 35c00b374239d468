//! When the day's phases and rounds are expected, as the clock stands: a late start, a pause or a longer round
//! moves all that follow. Phases that are over are counted back from the one that runs, so that one list
//! never mixes two clocks.

use super::timer::{Timer, TimerMode};
use crate::fair::{PhaseKind, RoundTime, Timetable, phases};
use crate::time::{from_ms, to_ms};

/// Begin and end of each phase of [`phases`], in milliseconds of server time.
pub fn expected_phases(timer: &Timer, timetable: &Timetable, now_ms: i64) -> Vec<(i64, i64)> {
    let phases = phases(timetable);
    let running = timer.phase as usize;
    let first_ms = match timer.mode {
        TimerMode::Waiting => to_ms(timetable.starts),
        TimerMode::Running | TimerMode::Paused => {
            let anchor_ms = if timer.mode == TimerMode::Paused { now_ms } else { timer.anchor_ms };
            let until_its_end: i64 = phases.iter().take(running + 1).map(|phase| phase.duration_ms).sum();
            anchor_ms.saturating_add(timer.remaining_ms).saturating_sub(until_its_end)
        }
    };
    let mut ends_ms = first_ms;
    phases
        .iter()
        .map(|phase| {
            let starts_ms = ends_ms;
            ends_ms = ends_ms.saturating_add(phase.duration_ms);
            (starts_ms, ends_ms)
        })
        .collect()
}

/// The rounds of talks at the times at which they are expected.
pub fn expected_rounds(timer: &Timer, timetable: &Timetable, now_ms: i64) -> Vec<RoundTime> {
    let spans = expected_phases(timer, timetable, now_ms);
    let talks = phases(timetable).into_iter().zip(spans).filter(|(phase, _)| phase.kind == PhaseKind::Talk);
    talks
        .map(|(phase, (starts_ms, ends_ms))| RoundTime {
            number: phase.round,
            starts: from_ms(starts_ms),
            ends: from_ms(ends_ms),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn day() -> Timetable {
        Timetable {
            starts: "2026-12-03T12:00:00Z".parse().expect("test instant"),
            rounds: 3,
            talk_min: 8,
            change_min: 2,
            break_after: 2,
            break_min: 15,
            second_after: 0,
            second_min: 0,
        }
    }

    fn minutes_late(timer: &Timer, now_ms: i64) -> Vec<i64> {
        let planned = day().rounds();
        let expected = expected_rounds(timer, &day(), now_ms);
        planned.iter().zip(expected).map(|(was, is)| (is.starts - was.starts).num_minutes()).collect()
    }

    fn at(minutes: i64) -> i64 {
        to_ms(day().starts) + minutes * MINUTE
    }

    #[test]
    fn before_the_day_the_timetable_counts() {
        assert_eq!(expected_rounds(&Timer::waiting(), &day(), at(-600)), day().rounds());
    }

    #[test]
    fn a_late_start_moves_every_round() {
        let timer = Timer::waiting().start(&phases(&day()), at(12)).expect("waiting");
        assert_eq!(minutes_late(&timer, at(13)), [12, 12, 12]);
    }

    #[test]
    fn a_longer_round_moves_what_follows_and_a_shorter_break_brings_it_forward() {
        let phases = phases(&day());
        let timer = Timer::waiting().start(&phases, at(0)).expect("waiting");
        let longer = timer.extend(&phases, at(2), 5).expect("running");
        assert_eq!(minutes_late(&longer, at(3))[1..], [5, 5]);
        // The break begins at minute 18 + 5; it is ended after 5 of its 15 minutes.
        let shorter = longer.next(&phases, at(28)).expect("running");
        assert_eq!(minutes_late(&shorter, at(28))[2], -5);
    }

    #[test]
    fn while_it_is_paused_what_follows_moves_on() {
        let phases = phases(&day());
        let timer = Timer::waiting().start(&phases, at(0)).expect("waiting");
        let paused = timer.pause(&phases, at(4)).expect("running");
        assert_eq!(minutes_late(&paused, at(4)), [0, 0, 0]);
        assert_eq!(minutes_late(&paused, at(24))[1..], [20, 20]);
    }
}
