//! What an organiser decides about a day before it begins, and what a day cannot be. The form in the browser and the
//! server check the same.

use super::{FairKind, Timetable};
use crate::text::{Line, Name};
use crate::time::{Instant, in_amsterdam};
use serde::{Deserialize, Serialize};

/// Most people who can get a place.
pub const CAPACITY_MAX: u32 = 2_000;
/// Longest standby list.
pub const STANDBY_MAX: u32 = 1_000;

/// A day as its organiser describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub name: Name,
    /// Hall and address.
    pub place: Line,
    pub meeting_point: Line,
    pub timetable: Timetable,
    pub capacity: u32,
    pub standby_max: u32,
    /// Talks that everyone gets before wishes count.
    pub promised: u32,
    /// Talks that nobody gets more of.
    pub meetings_max: u32,
}

/// Why a day was not taken; in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayRefused {
    #[error("it is over already")]
    Past,
    #[error("between 1 and 24 rounds")]
    Rounds,
    #[error("a talk is 3 to 60 minutes, a change-over 0 to 15, a break 0 to 120")]
    Minutes,
    #[error("the break comes after a round that is the last one, or is not there")]
    Break,
    #[error("the second break comes after the first one, and not after the last round")]
    SecondBreak,
    #[error("it ends on another day than it begins")]
    Midnight,
    #[error("between 1 and 2,000 places, at most 1,000 on standby")]
    Capacity,
    #[error("promised are between 1 and the most talks that somebody gets, and those fit in the rounds")]
    Promise,
}

impl Day {
    /// Checks what a day can be; `now` decides whether it still comes.
    pub fn check(&self, now: Instant) -> Result<(), DayRefused> {
        let day = &self.timetable;
        if !(1..=24).contains(&day.rounds) {
            return Err(DayRefused::Rounds);
        }
        day.check().map_err(|_| DayRefused::Minutes)?;
        if day.break_min > 0 && !(1..day.rounds).contains(&day.break_after) {
            return Err(DayRefused::Break);
        }
        let after_first = day.break_min > 0 && (day.break_after + 1..day.rounds).contains(&day.second_after);
        if day.second_min > 0 && !after_first {
            return Err(DayRefused::SecondBreak);
        }
        if day.ends() < now {
            return Err(DayRefused::Past);
        }
        // The planner reckons with the clock of one day.
        if in_amsterdam(day.ends()).date_naive() != in_amsterdam(day.starts).date_naive() {
            return Err(DayRefused::Midnight);
        }
        if !(1..=CAPACITY_MAX).contains(&self.capacity) || self.standby_max > STANDBY_MAX {
            return Err(DayRefused::Capacity);
        }
        let promise =
            1 <= self.promised && self.promised <= self.meetings_max && self.meetings_max <= day.rounds;
        if promise { Ok(()) } else { Err(DayRefused::Promise) }
    }
}

/// What a new day of a kind begins with: the numbers, in the order in which the form asks them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    pub hour: u32,
    pub rounds: u32,
    pub talk_min: u32,
    pub change_min: u32,
    pub break_after: u32,
    pub break_min: u32,
    pub capacity: u32,
    pub standby_max: u32,
    pub promised: u32,
    pub meetings_max: u32,
}

/// A day as most of its kind are.
pub fn usual(kind: FairKind) -> Usual {
    match kind {
        FairKind::Banenmarkt => Usual {
            hour: 13,
            rounds: 10,
            talk_min: 10,
            change_min: 5,
            break_after: 5,
            break_min: 15,
            capacity: 60,
            standby_max: 20,
            promised: 2,
            meetings_max: 6,
        },
        FairKind::SpeedDate => Usual {
            hour: 10,
            rounds: 6,
            talk_min: 10,
            change_min: 5,
            break_after: 0,
            break_min: 0,
            capacity: 24,
            standby_max: 6,
            promised: 1,
            meetings_max: 3,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-12-01T12:00:00Z";

    fn at(text: &str) -> Instant {
        text.parse().expect("test instant")
    }

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn day(kind: FairKind) -> Day {
        let usual = usual(kind);
        let timetable = Timetable {
            starts: at("2026-12-03T12:00:00Z"),
            rounds: usual.rounds,
            talk_min: usual.talk_min,
            change_min: usual.change_min,
            break_after: usual.break_after,
            break_min: usual.break_min,
            second_after: 0,
            second_min: 0,
        };
        Day {
            name: Name::parse("Banenmarkt Zonnedauw").expect("a name"),
            place: line("Sporthal"),
            meeting_point: line("Bij de deur"),
            timetable,
            capacity: usual.capacity,
            standby_max: usual.standby_max,
            promised: usual.promised,
            meetings_max: usual.meetings_max,
        }
    }

    fn check(change: impl Fn(&mut Day), expected: Result<(), DayRefused>) {
        let mut day = day(FairKind::Banenmarkt);
        change(&mut day);
        assert_eq!(day.check(at(NOW)), expected);
    }

    #[test]
    fn what_a_day_usually_is_can_be_made() {
        for kind in [FairKind::Banenmarkt, FairKind::SpeedDate] {
            assert_eq!(day(kind).check(at(NOW)), Ok(()), "{kind:?}");
        }
    }

    #[test]
    fn a_day_that_cannot_be_is_refused_by_its_first_reason() {
        check(|day| day.timetable.rounds = 25, Err(DayRefused::Rounds));
        check(|day| day.timetable.talk_min = 2, Err(DayRefused::Minutes));
        check(|day| day.timetable.break_after = 10, Err(DayRefused::Break));
        check(|day| day.timetable.break_after = 0, Err(DayRefused::Break));
        let second =
            |after| move |day: &mut Day| (day.timetable.second_after, day.timetable.second_min) = (after, 15);
        check(second(8), Ok(()));
        check(second(5), Err(DayRefused::SecondBreak));
        check(second(10), Err(DayRefused::SecondBreak));
        check(|day| day.timetable.starts = at("2026-11-30T12:00:00Z"), Err(DayRefused::Past));
        check(|day| day.timetable.starts = at("2026-12-03T22:00:00Z"), Err(DayRefused::Midnight));
        check(|day| day.capacity = 0, Err(DayRefused::Capacity));
        check(|day| day.promised = 7, Err(DayRefused::Promise));
        check(|day| day.meetings_max = 11, Err(DayRefused::Promise));
    }

    #[test]
    fn no_break_needs_no_round_to_come_after() {
        check(
            |day| {
                day.timetable.break_min = 0;
                day.timetable.break_after = 0;
            },
            Ok(()),
        );
    }
}
