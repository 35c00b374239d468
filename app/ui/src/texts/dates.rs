//! Days and times in words: Gregorian, weekday first, 24 hours, Europe/Amsterdam. Views wrap what they show in `<bdi>`.

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

const ARABIC: Names = Names {
    weekdays: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    months: [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
};

fn names(lang: Lang) -> &'static Names {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ar => &ARABIC,
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

/// "donderdag 3 december 2026".
pub fn day_with_year(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", day(lang, date), date.year())
}

/// The day in Amsterdam of an instant, in words.
pub fn day_of(lang: Lang, at: Instant) -> String {
    day(lang, in_amsterdam(at).date_naive())
}

/// "13.00" in Dutch, "13:00" elsewhere: for columns, where "uur" would be noise.
pub fn clock(lang: Lang, at: Instant) -> String {
    if writes_dutch(lang) { domain::time::clock_nl(at) } else { domain::time::clock(at) }
}

/// "13.00 uur" in Dutch, "13:00" elsewhere.
pub fn time(lang: Lang, at: Instant) -> String {
    let clock = clock(lang, at);
    if writes_dutch(lang) { format!("{clock} uur") } else { clock }
}

/// "13.00 – 15.30 uur". Arabic says "from … to …": a dash between two numbers turns around in a right-to-left line.
pub fn span(lang: Lang, from: Instant, until: Instant) -> String {
    match lang {
        Lang::Ar => format!("من {} إلى {}", clock(lang, from), clock(lang, until)),
        _ => format!("{} – {}", clock(lang, from), time(lang, until)),
    }
}

/// Dutch itself, and every language that still reads Dutch dates.
fn writes_dutch(lang: Lang) -> bool {
    !matches!(lang, Lang::En | Lang::Ar)
}

/// "2026-12-03T13:00+01:00", for `<time datetime>`.
pub fn machine(at: Instant) -> String {
    in_amsterdam(at).format("%Y-%m-%dT%H:%M%:z").to_string()
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
        for (lang, expected) in [
            (Lang::Nl, "donderdag 3 december"),
            (Lang::En, "Thursday 3 December"),
            (Lang::Ar, "الخميس 3 ديسمبر"),
            (Lang::So, "donderdag 3 december"),
        ] {
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
        let (from, until) = (at("2026-12-03T12:00:00Z"), at("2026-12-03T14:30:00Z"));
        assert_eq!(span(Lang::Nl, from, until), "13.00 – 15.30 uur");
        assert_eq!(span(Lang::En, from, until), "13:00 – 15:30");
        assert_eq!(span(Lang::Ar, from, until), "من 13:00 إلى 15:30");
        assert_eq!((time(Lang::Nl, from), time(Lang::En, from)), ("13.00 uur".into(), "13:00".into()));
        assert_eq!(machine(from), "2026-12-03T13:00+01:00");
    }
}
