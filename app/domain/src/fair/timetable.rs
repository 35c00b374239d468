//! When the rounds are. The timetable is laid out once from talk, change-over and break; the timer runs along it.

use crate::time::Instant;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// One round of talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTime {
    /// From 1.
    pub number: u32,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub starts: Instant,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub ends: Instant,
}

/// How a session's rounds are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub starts: Instant,
    pub rounds: u32,
    pub talk_min: u32,
    pub change_min: u32,
    /// After this round there is a break; 0 for none.
    pub break_after: u32,
    pub break_min: u32,
    /// After this later round there is a second one; 0 for none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub second_after: u32,
    #[serde(default, skip_serializing_if = "is_none")]
    pub second_min: u32,
}

/// A day without a second break is written as it always was.
fn is_none(number: &u32) -> bool {
    *number == 0
}

/// Why a timetable was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimetableRefused {
    #[error("between 1 and 24 rounds")]
    Rounds,
    #[error("a talk is 3 to 60 minutes, a change-over 0 to 15, a break 0 to 120")]
    Minutes,
}

/// What people do in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    Talk,
    ChangeOver,
    Break,
}

/// One stretch of the day; `round` is the round that runs, or that comes after this change-over or break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    pub kind: PhaseKind,
    pub round: u32,
    pub duration_ms: i64,
}

impl Timetable {
    /// Checks the bounds that a day can have.
    pub fn check(self) -> Result<Timetable, TimetableRefused> {
        if !(1..=24).contains(&self.rounds) {
            return Err(TimetableRefused::Rounds);
        }
        let breaks = self.break_min <= 120 && self.second_min <= 120;
        let in_bounds = (3..=60).contains(&self.talk_min) && self.change_min <= 15 && breaks;
        if in_bounds { Ok(self) } else { Err(TimetableRefused::Minutes) }
    }

    /// Minutes of the break after this round; 0 where there is none.
    pub fn rest_min(&self, round: u32) -> u32 {
        match round {
            _ if round >= self.rounds => 0,
            _ if round == self.break_after => self.break_min,
            _ if round == self.second_after => self.second_min,
            _ => 0,
        }
    }

    /// Every round with its times.
    pub fn rounds(&self) -> Vec<RoundTime> {
        let mut starts = self.starts;
        (1..=self.rounds)
            .map(|number| {
                let ends = starts + TimeDelta::minutes(i64::from(self.talk_min));
                let round = RoundTime { number, starts, ends };
                starts = ends + TimeDelta::minutes(i64::from(self.change_min + self.rest_min(number)));
                round
            })
            .collect()
    }

    /// When the last talk ends.
    pub fn ends(&self) -> Instant {
        self.rounds().last().map_or(self.starts, |round| round.ends)
    }
}

/// The phases from the first talk to the last, as the timer runs along them.
pub fn phases(timetable: &Timetable) -> Vec<Phase> {
    let minute = 60_000;
    let mut list = Vec::new();
    for round in 1..=timetable.rounds {
        list.push(Phase {
            kind: PhaseKind::Talk,
            round,
            duration_ms: i64::from(timetable.talk_min) * minute,
        });
        if round == timetable.rounds {
            break;
        }
        let rest_min = timetable.rest_min(round);
        if rest_min > 0 {
            let duration_ms = i64::from(rest_min) * minute;
            list.push(Phase { kind: PhaseKind::Break, round: round + 1, duration_ms });
        }
        if timetable.change_min > 0 {
            let duration_ms = i64::from(timetable.change_min) * minute;
            list.push(Phase { kind: PhaseKind::ChangeOver, round: round + 1, duration_ms });
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten_rounds() -> Timetable {
        Timetable {
            starts: "2026-12-03T12:00:00Z".parse().expect("test instant"),
            rounds: 10,
            talk_min: 8,
            change_min: 2,
            break_after: 5,
            break_min: 15,
            second_after: 0,
            second_min: 0,
        }
    }

    #[test]
    fn ten_rounds_of_eight_minutes_and_a_break_take_113_minutes() {
        let rounds = ten_rounds().rounds();
        assert_eq!(rounds.len(), 10);
        assert_eq!((ten_rounds().ends() - ten_rounds().starts).num_minutes(), 113);
        assert_eq!((rounds[5].starts - rounds[4].ends).num_minutes(), 17);
    }

    #[test]
    fn the_phases_last_as_long_as_the_rounds_say() {
        let total: i64 = phases(&ten_rounds()).iter().map(|phase| phase.duration_ms).sum();
        assert_eq!(total, (ten_rounds().ends() - ten_rounds().starts).num_milliseconds());
    }

    #[test]
    fn a_second_break_comes_after_its_own_round() {
        let day = Timetable { rounds: 12, break_after: 4, second_after: 8, second_min: 20, ..ten_rounds() };
        let rounds = day.rounds();
        assert_eq!((rounds[4].starts - rounds[3].ends).num_minutes(), 17);
        assert_eq!((rounds[8].starts - rounds[7].ends).num_minutes(), 22);
        let total: i64 = phases(&day).iter().map(|phase| phase.duration_ms).sum();
        assert_eq!(total, (day.ends() - day.starts).num_milliseconds());
        let breaks = phases(&day).into_iter().filter(|phase| phase.kind == PhaseKind::Break);
        assert_eq!(breaks.map(|phase| phase.round).collect::<Vec<_>>(), [5, 9]);
    }

    #[test]
    fn a_day_without_rounds_is_refused() {
        assert_eq!(Timetable { rounds: 0, ..ten_rounds() }.check(), Err(TimetableRefused::Rounds));
    }
}
