//! Days and times on staff screens, in Dutch and English: Gregorian, weekday first, 24 hours, Europe/Amsterdam.
//! Residents read theirs from `public::dates`.

use chrono::{Datelike, NaiveDate};
use domain::lang::Lang;
use domain::time::{Instant, in_amsterdam};

struct Names {
    /// From Monday.
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
}

const DUTCH: Names = Names {
    weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
};

const ENGLISH: Names = Names {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

fn names(lang: Lang) -> &'static Names {
    match lang {
        Lang::En => &ENGLISH,
        _ => &DUTCH,
    }
}

fn month(names: &Names, date: NaiveDate) -> &'static str {
    names.months.get(date.month0() as usize).copied().unwrap_or_default()
}

/// "donderdag 3 december".
pub fn day(lang: Lang, date: NaiveDate) -> String {
    let names = names(lang);
    let weekday =
        names.weekdays.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    format!("{weekday} {} {}", date.day(), month(names, date))
}

/// The day in Amsterdam of an instant, in words.
pub fn day_of(lang: Lang, at: Instant) -> String {
    day(lang, in_amsterdam(at).date_naive())
}

/// "13.00" in Dutch, "13:00" in English.
pub fn clock(lang: Lang, at: Instant) -> String {
    if lang == Lang::En { domain::time::clock(at) } else { domain::time::clock_nl(at) }
}

/// A time of day from minutes since midnight: "14.30" in Dutch, "14:30" in every other language.
pub fn minute_of_day(lang: Lang, minutes: u16) -> String {
    let sign = if lang == Lang::Nl { '.' } else { ':' };
    format!("{:02}{sign}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("test instant")
    }

    #[test]
    fn a_day_has_its_weekday_in_each_language() {
        let winter = at("2026-12-03T12:00:00Z");
        for (lang, expected) in [(Lang::Nl, "donderdag 3 december"), (Lang::En, "Thursday 3 December")] {
            assert_eq!(day_of(lang, winter), expected);
        }
    }

    #[test]
    fn midnight_in_amsterdam_is_the_next_day_also_in_summer() {
        assert_eq!(day_of(Lang::Nl, at("2026-07-01T22:30:00Z")), "donderdag 2 juli");
        assert_eq!(day_of(Lang::Nl, at("2026-12-01T22:30:00Z")), "dinsdag 1 december");
    }

    #[test]
    fn times_are_written_as_the_language_writes_them() {
        let at = at("2026-12-03T12:00:00Z");
        assert_eq!((clock(Lang::Nl, at), clock(Lang::En, at)), ("13.00".into(), "13:00".into()));
        let quarter = |lang| minute_of_day(lang, 9 * 60 + 5);
        assert_eq!((quarter(Lang::Nl), quarter(Lang::Ar)), ("09.05".into(), "09:05".into()));
    }
}
