//! Instants are UTC everywhere; people see Europe/Amsterdam. The rule (EU directive 2000/84/EC: last Sunday of
//! March and of October, 01:00 UTC) is written out because a time-zone table would cost the browser 300 kB;
//! a test holds it against the tz database.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};

/// An instant in UTC.
pub type Instant = DateTime<Utc>;

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

fn change(year: i32, month: u32) -> Option<NaiveDateTime> {
    last_sunday(year, month)?.and_hms_opt(1, 0, 0)
}

/// Seconds that Amsterdam is ahead of UTC at this instant: 7200 in summer, 3600 in winter.
pub fn amsterdam_offset_s(at: Instant) -> i32 {
    let utc = at.naive_utc();
    let summer = matches!(
        (change(utc.year(), 3), change(utc.year(), 10)),
        (Some(spring), Some(autumn)) if spring <= utc && utc < autumn
    );
    if summer { 7200 } else { 3600 }
}

/// The clock on the wall in Amsterdam.
pub fn in_amsterdam(at: Instant) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(amsterdam_offset_s(at));
    offset.map_or_else(|| at.fixed_offset(), |offset| at.with_timezone(&offset))
}

/// The instant at which an Amsterdam wall clock shows this. In the repeated hour of autumn the first one;
/// a time that spring skips is read as one hour later, as people do who forgot the change.
pub fn from_amsterdam(date: NaiveDate, time: NaiveTime) -> Instant {
    let wall = date.and_time(time);
    let as_summer = (wall - TimeDelta::seconds(7200)).and_utc();
    let as_winter = (wall - TimeDelta::seconds(3600)).and_utc();
    if amsterdam_offset_s(as_summer) == 7200 { as_summer } else { as_winter }
}

/// When the day of this instant is over in Amsterdam.
pub fn midnight_after(at: Instant) -> Instant {
    let day = in_amsterdam(at).date_naive();
    from_amsterdam(day.checked_add_days(Days::new(1)).unwrap_or(day), NaiveTime::MIN)
}

/// Milliseconds since 1970, as instants are stored and sent.
pub fn to_ms(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// The instant of stored milliseconds; what no calendar holds becomes the epoch.
pub fn from_ms(ms: i64) -> Instant {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH)
}

/// "13.45", as a Dutch clock is written.
pub fn clock_nl(at: Instant) -> String {
    let wall = in_amsterdam(at);
    format!("{:02}.{:02}", wall.hour(), wall.minute())
}

/// "13:45", for languages other than Dutch.
pub fn clock(at: Instant) -> String {
    let wall = in_amsterdam(at);
    format!("{:02}:{:02}", wall.hour(), wall.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone};
    use proptest::prelude::*;

    fn utc(text: &str) -> Instant {
        text.parse().expect("test instant")
    }

    #[test]
    fn the_clock_jumps_forward_in_spring_and_back_in_autumn() {
        assert_eq!(clock(utc("2026-03-29T00:59:59Z")), "01:59");
        assert_eq!(clock(utc("2026-03-29T01:00:00Z")), "03:00");
        assert_eq!(clock(utc("2026-10-25T00:59:59Z")), "02:59");
        assert_eq!(clock(utc("2026-10-25T01:00:00Z")), "02:00");
    }

    #[test]
    fn a_day_is_over_at_midnight_in_amsterdam() {
        assert_eq!(midnight_after(utc("2026-11-29T22:59:59Z")), utc("2026-11-29T23:00:00Z"));
        // Just after midnight in Amsterdam it is still yesterday in UTC.
        assert_eq!(midnight_after(utc("2026-11-29T23:00:00Z")), utc("2026-11-30T23:00:00Z"));
        // The day of 25 hours.
        assert_eq!(midnight_after(utc("2026-10-24T22:00:00Z")), utc("2026-10-25T23:00:00Z"));
    }

    #[test]
    fn a_skipped_hour_is_read_as_the_next_and_a_repeated_hour_as_the_first() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("test date");
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).expect("test time");
        assert_eq!(from_amsterdam(date("2026-03-29"), half_past_two), utc("2026-03-29T01:30:00Z"));
        assert_eq!(from_amsterdam(date("2026-10-25"), half_past_two), utc("2026-10-25T00:30:00Z"));
    }

    proptest! {
        #[test]
        fn the_rule_agrees_with_the_tz_database(seconds in 852_076_800i64..2_145_916_800) {
            let at = DateTime::from_timestamp(seconds, 0).expect("in range");
            let known = chrono_tz::Europe::Amsterdam.offset_from_utc_datetime(&at.naive_utc());
            prop_assert_eq!(amsterdam_offset_s(at), known.fix().local_minus_utc());
        }

        #[test]
        fn wall_time_reads_back(seconds in 852_076_800i64..2_145_916_800) {
            let at = DateTime::from_timestamp(seconds, 0).expect("in range");
            let wall = in_amsterdam(at).naive_local();
            prop_assert_eq!(in_amsterdam(from_amsterdam(wall.date(), wall.time())).naive_local(), wall);
        }
    }
}
