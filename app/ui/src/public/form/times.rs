//! A time for a second interview as staff type it, and which one somebody picks.

use super::{minute_of_day, value};
use chrono::{NaiveDate, NaiveTime};
use domain::ids::FollowUpId;
use domain::text::Line;
use domain::time::{Instant, from_amsterdam};

pub const FOLLOW_UP: &str = "follow_up";
pub const TIME: &str = "time";
pub const DATE: &str = "date";
pub const CLOCK: &str = "clock";
pub const PLACE: &str = "place";
/// What a button of the page of times does.
pub const DOES: &str = "does";

/// The field in which staff pick a time for somebody: a page has one for each person.
pub fn time_field(follow_up: FollowUpId) -> String {
    format!("time-{follow_up}")
}

/// Everything that was typed, right or wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedTime {
    pub date: String,
    pub clock: String,
    pub place: String,
}

/// What must be mended, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFault {
    Date,
    Clock,
    Place,
    /// It is over, or too far away.
    NotThen,
}

impl TimeFault {
    pub fn field(self) -> &'static str {
        match self {
            TimeFault::Date | TimeFault::NotThen => DATE,
            TimeFault::Clock => CLOCK,
            TimeFault::Place => PLACE,
        }
    }
}

impl TypedTime {
    pub fn from_pairs(pairs: &[(String, String)]) -> TypedTime {
        let cut = |name: &str| value(pairs, name).chars().take(301).collect::<String>();
        TypedTime { date: cut(DATE), clock: cut(CLOCK), place: cut(PLACE) }
    }

    /// When and where, by the clock in Amsterdam.
    pub fn parse(&self) -> Result<(Instant, Line), Vec<TimeFault>> {
        let date = self.date.trim().parse::<NaiveDate>().ok();
        let clock = minute_of_day(&self.clock)
            .and_then(|at| NaiveTime::from_hms_opt(u32::from(at / 60), u32::from(at % 60), 0));
        match (date, clock, Line::parse(&self.place)) {
            (Some(date), Some(clock), Ok(place)) => Ok((from_amsterdam(date, clock), place)),
            (date, clock, place) => {
                let faults = [
                    date.is_none().then_some(TimeFault::Date),
                    clock.is_none().then_some(TimeFault::Clock),
                    place.is_err().then_some(TimeFault::Place),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(date: &str, clock: &str, place: &str) -> TypedTime {
        TypedTime { date: date.into(), clock: clock.into(), place: place.into() }
    }

    #[test]
    fn a_time_is_what_the_clock_in_amsterdam_shows_in_summer_and_in_winter() {
        let at = |date| typed(date, "10:30", " Kantoor ").parse().expect("right");
        assert_eq!(at("2026-12-08").0.to_rfc3339(), "2026-12-08T09:30:00+00:00");
        assert_eq!(at("2026-07-08").0.to_rfc3339(), "2026-07-08T08:30:00+00:00");
        assert_eq!(at("2026-07-08").1.as_str(), "Kantoor");
    }

    #[test]
    fn each_mistake_is_named_at_its_field() {
        assert_eq!(typed("", "", "").parse(), Err(vec![TimeFault::Date, TimeFault::Clock, TimeFault::Place]));
        assert_eq!(typed("2026-02-30", "9:00", "Hal").parse(), Err(vec![TimeFault::Date]));
        assert_eq!(typed("2026-12-08", "half tien", "Hal").parse(), Err(vec![TimeFault::Clock]));
    }
}
