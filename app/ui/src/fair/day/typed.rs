//! What was typed about a day, and the day that it says. What was typed stays as it is, also when it says none.

use chrono::{NaiveDate, NaiveTime};
use domain::fair::{Day, DayRefused, FairKind, STANDBY_MAX, Timetable, usual};
use domain::text::{Text, TextRefused};
use domain::time::{Instant, from_amsterdam, in_amsterdam};

/// A question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    Place,
    Meeting,
    Date,
    Time,
    Rounds,
    Talk,
    Change,
    BreakAfter,
    BreakMin,
    SecondAfter,
    SecondMin,
    Capacity,
    Standby,
    Promised,
    Most,
}

/// Why an answer says no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    TooLong,
    NotADate,
    NotATime,
    NotANumber,
    Past,
    Rounds,
    Minutes,
    Break,
    SecondBreak,
    Midnight,
    Capacity,
    Promise,
}

use Field as F;

/// The answers, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed([String; 16]);

impl Typed {
    pub fn get(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    pub fn set(&mut self, field: Field, text: String) {
        self.0[field as usize] = text;
    }

    /// What a day of this kind usually is; name, place and date are for the organiser.
    pub fn usual(kind: FairKind) -> Typed {
        let mut typed = Typed::default();
        for (field, text) in numbers(kind) {
            typed.set(field, text);
        }
        typed
    }

    /// Another kind: what still stands as the old kind usually is becomes what the new kind usually is.
    pub fn turn(&mut self, old: FairKind, new: FairKind) {
        for ((field, was), (_, becomes)) in numbers(old).into_iter().zip(numbers(new)) {
            if self.get(field) == was {
                self.set(field, becomes);
            }
        }
    }

    /// The answers that say this day.
    pub fn of(day: &Day) -> Typed {
        let wall = in_amsterdam(day.timetable.starts).naive_local();
        let times = &day.timetable;
        let mut typed = Typed::default();
        for (field, text) in [
            (F::Name, day.name.to_string()),
            (F::Place, day.place.to_string()),
            (F::Meeting, day.meeting_point.to_string()),
            (F::Date, wall.date().to_string()),
            (F::Time, hour_and_minute(wall.time())),
            (F::Rounds, times.rounds.to_string()),
            (F::Talk, times.talk_min.to_string()),
            (F::Change, times.change_min.to_string()),
            (F::BreakAfter, times.break_after.to_string()),
            (F::BreakMin, times.break_min.to_string()),
            (F::SecondAfter, times.second_after.to_string()),
            (F::SecondMin, times.second_min.to_string()),
            (F::Capacity, day.capacity.to_string()),
            (F::Standby, day.standby_max.to_string()),
            (F::Promised, day.promised.to_string()),
            (F::Most, day.meetings_max.to_string()),
        ] {
            typed.set(field, text);
        }
        typed
    }

    fn number(&self, field: Field) -> Result<u32, Wrong> {
        self.get(field).trim().parse().map_err(|_| Wrong::NotANumber)
    }

    fn text<const MAX: usize>(&self, field: Field) -> Result<Text<MAX>, Wrong> {
        Text::parse(self.get(field)).map_err(|refused| match refused {
            TextRefused::Empty => Wrong::Empty,
            TextRefused::TooLong | TextRefused::Unprintable => Wrong::TooLong,
        })
    }

    fn date(&self) -> Result<NaiveDate, Wrong> {
        let numbers: Vec<u32> = self.get(F::Date).split('-').filter_map(|part| part.parse().ok()).collect();
        let [year, month, day] = numbers[..] else { return Err(Wrong::NotADate) };
        let year = i32::try_from(year).map_err(|_| Wrong::NotADate)?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or(Wrong::NotADate)
    }

    fn time(&self) -> Result<NaiveTime, Wrong> {
        clock(self.get(F::Time)).ok_or(Wrong::NotATime)
    }

    /// The rounds as far as they can be told; without a date those of `today`.
    pub fn timetable(&self, today: NaiveDate) -> Option<Timetable> {
        let number = |field| self.number(field).ok();
        let [break_min, second_min] = [F::BreakMin, F::SecondMin].map(|field| number(field).unwrap_or(0));
        let timetable = Timetable {
            starts: from_amsterdam(self.date().unwrap_or(today), self.time().ok()?),
            rounds: number(F::Rounds)?,
            talk_min: number(F::Talk)?,
            change_min: number(F::Change)?,
            break_after: if break_min > 0 { number(F::BreakAfter).unwrap_or(0) } else { 0 },
            break_min,
            second_after: if second_min > 0 { number(F::SecondAfter).unwrap_or(0) } else { 0 },
            second_min,
        };
        timetable.check().ok()
    }

    /// The day that was typed, or what is wrong with the answers, in the order of the form.
    pub fn read(&self, now: Instant) -> Result<Day, Vec<(Field, Wrong)>> {
        let mut wrongs = Vec::new();
        let (name, place, meeting) = (self.text(F::Name), self.text(F::Place), self.text(F::Meeting));
        wrongs.extend(name.as_ref().err().map(|why| (F::Name, *why)));
        wrongs.extend(place.as_ref().err().map(|why| (F::Place, *why)));
        wrongs.extend(meeting.as_ref().err().map(|why| (F::Meeting, *why)));
        wrongs.extend(self.date().err().map(|why| (F::Date, why)));
        wrongs.extend(self.time().err().map(|why| (F::Time, why)));
        let mut number = |field| {
            let read = self.number(field);
            wrongs.extend(read.err().map(|why| (field, why)));
            read.unwrap_or(0)
        };
        let [rounds, talk_min, change_min] = [F::Rounds, F::Talk, F::Change].map(&mut number);
        let [after, break_min] = [F::BreakAfter, F::BreakMin].map(&mut number);
        let [later, second_min] = [F::SecondAfter, F::SecondMin].map(&mut number);
        let [capacity, standby_max, promised, meetings_max] =
            [F::Capacity, F::Standby, F::Promised, F::Most].map(&mut number);
        let (Ok(name), Ok(place), Ok(meeting_point), Ok(date), Ok(time)) =
            (name, place, meeting, self.date(), self.time())
        else {
            return Err(wrongs);
        };
        if !wrongs.is_empty() {
            return Err(wrongs);
        }
        let starts = from_amsterdam(date, time);
        let break_after = if break_min > 0 { after } else { 0 };
        let second_after = if second_min > 0 { later } else { 0 };
        let timetable = Timetable {
            starts,
            rounds,
            talk_min,
            change_min,
            break_after,
            break_min,
            second_after,
            second_min,
        };
        let day =
            Day { name, place, meeting_point, timetable, capacity, standby_max, promised, meetings_max };
        match day.check(now) {
            Ok(()) => Ok(day),
            Err(refused) => Err(vec![blame(&day, refused)]),
        }
    }
}

/// "13:00" or "13.00".
pub fn clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0)
}

pub fn hour_and_minute(time: NaiveTime) -> String {
    use chrono::Timelike;
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Which answer a refused day is about.
fn blame(day: &Day, refused: DayRefused) -> (Field, Wrong) {
    let times = &day.timetable;
    match refused {
        DayRefused::Past => (F::Date, Wrong::Past),
        DayRefused::Rounds => (F::Rounds, Wrong::Rounds),
        DayRefused::Minutes if !(3..=60).contains(&times.talk_min) => (F::Talk, Wrong::Minutes),
        DayRefused::Minutes if times.change_min > 15 => (F::Change, Wrong::Minutes),
        DayRefused::Minutes if times.break_min > 120 => (F::BreakMin, Wrong::Minutes),
        DayRefused::Minutes => (F::SecondMin, Wrong::Minutes),
        DayRefused::Break => (F::BreakAfter, Wrong::Break),
        DayRefused::SecondBreak => (F::SecondAfter, Wrong::SecondBreak),
        DayRefused::Midnight => (F::Time, Wrong::Midnight),
        DayRefused::Capacity if day.standby_max > STANDBY_MAX => (F::Standby, Wrong::Capacity),
        DayRefused::Capacity => (F::Capacity, Wrong::Capacity),
        DayRefused::Promise if day.meetings_max > times.rounds => (F::Most, Wrong::Promise),
        DayRefused::Promise => (F::Promised, Wrong::Promise),
    }
}

fn numbers(kind: FairKind) -> [(Field, String); 12] {
    let usual = usual(kind);
    [
        (F::Time, format!("{:02}:00", usual.hour)),
        (F::Rounds, usual.rounds.to_string()),
        (F::Talk, usual.talk_min.to_string()),
        (F::Change, usual.change_min.to_string()),
        (F::BreakAfter, usual.break_after.to_string()),
        (F::BreakMin, usual.break_min.to_string()),
        (F::SecondAfter, "0".to_owned()),
        (F::SecondMin, "0".to_owned()),
        (F::Capacity, usual.capacity.to_string()),
        (F::Standby, usual.standby_max.to_string()),
        (F::Promised, usual.promised.to_string()),
        (F::Most, usual.meetings_max.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        "2026-12-01T12:00:00Z".parse().expect("test instant")
    }

    fn filled() -> Typed {
        let mut typed = Typed::usual(FairKind::Banenmarkt);
        for (field, text) in
            [(F::Name, "Lentemarkt"), (F::Place, "Kas"), (F::Meeting, "Deur"), (F::Date, "2026-12-03")]
        {
            typed.set(field, text.into());
        }
        typed
    }

    fn check(field: Field, text: &str, expected: Wrong) {
        let mut typed = filled();
        typed.set(field, text.into());
        assert_eq!(typed.read(now()), Err(vec![(field, expected)]), "{text}");
    }

    #[test]
    fn what_usually_is_needs_name_place_and_date_only() {
        let day = filled().read(now()).expect("a day");
        assert_eq!(day.timetable.starts, "2026-12-03T12:00:00Z".parse::<Instant>().expect("noon"));
        assert_eq!(Typed::of(&day), filled());
        let blank = Typed::usual(FairKind::SpeedDate).read(now()).expect_err("blank");
        assert_eq!(
            blank.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            [F::Name, F::Place, F::Meeting, F::Date]
        );
    }

    #[test]
    fn each_mistake_is_told_at_its_own_question() {
        check(F::Date, "3 december", Wrong::NotADate);
        check(F::Date, "2026-11-03", Wrong::Past);
        check(F::Time, "half twee", Wrong::NotATime);
        check(F::Time, "22:30", Wrong::Midnight);
        check(F::Rounds, "tien", Wrong::NotANumber);
        check(F::Talk, "2", Wrong::Minutes);
        check(F::Change, "16", Wrong::Minutes);
        check(F::BreakAfter, "10", Wrong::Break);
        check(F::SecondMin, "121", Wrong::Minutes);
        check(F::Capacity, "0", Wrong::Capacity);
        check(F::Standby, "1001", Wrong::Capacity);
        check(F::Promised, "7", Wrong::Promise);
        check(F::Most, "11", Wrong::Promise);
    }

    #[test]
    fn a_second_break_comes_after_the_first() {
        let mut typed = filled();
        typed.set(F::SecondMin, "15".into());
        assert_eq!(typed.read(now()), Err(vec![(F::SecondAfter, Wrong::SecondBreak)]), "after no round");
        typed.set(F::SecondAfter, "8".into());
        let day = typed.read(now()).expect("a day");
        assert_eq!((day.timetable.second_after, day.timetable.second_min), (8, 15));
        assert_eq!(Typed::of(&day), typed);
    }

    #[test]
    fn the_timetable_is_told_before_everything_is_typed() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date");
        let told = Typed::usual(FairKind::Banenmarkt).timetable(today).expect("a timetable");
        assert_eq!((told.ends() - told.starts).num_minutes(), 10 * 10 + 9 * 5 + 15);
        let mut half = Typed::usual(FairKind::Banenmarkt);
        half.set(F::Time, "13".into());
        assert_eq!(half.timetable(today), None);
    }

    #[test]
    fn another_kind_changes_only_what_nobody_touched() {
        let mut typed = filled();
        typed.set(F::Capacity, "80".into());
        typed.turn(FairKind::Banenmarkt, FairKind::SpeedDate);
        assert_eq!(
            (typed.get(F::Rounds), typed.get(F::Capacity), typed.get(F::Name)),
            ("6", "80", "Lentemarkt")
        );
    }
}
