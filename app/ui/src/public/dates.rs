//! Days and times for residents, in fifteen languages: Gregorian, with the weekday, 24 hours, Europe/Amsterdam, Western
//! digits (phones and timetables show no others). Apart from `texts::dates`, so that no tablet carries the names.
//!
//! Source: Unicode CLDR 48, skeletons `MMMMEEEEd` and the decimal sign with Western digits. Where we write otherwise
//! it stands in `names.rs`.

mod names;

use chrono::{Datelike, NaiveDate};
use domain::lang::Lang;
use domain::time::{Instant, in_amsterdam};

/// "donderdag 3 december"; Turkish puts the weekday last.
pub(super) fn day(lang: Lang, date: NaiveDate) -> String {
    let names = names::names(lang);
    let weekday =
        names.weekdays.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    let month = names.months.get(date.month0() as usize).copied().unwrap_or_default();
    names
        .day
        .replace("{weekday}", weekday)
        .replace("{day}", &date.day().to_string())
        .replace("{month}", month)
}

/// The day in Amsterdam of an instant, in words.
pub(super) fn day_of(lang: Lang, at: Instant) -> String {
    day(lang, in_amsterdam(at).date_naive())
}

/// "13.00" in Dutch, "13:00" elsewhere: for columns, where "uur" would be noise.
pub(super) fn clock(lang: Lang, at: Instant) -> String {
    if lang == Lang::Nl { domain::time::clock_nl(at) } else { domain::time::clock(at) }
}

/// "13.00 uur" in Dutch, "13:00" elsewhere.
pub(super) fn time(lang: Lang, at: Instant) -> String {
    let clock = clock(lang, at);
    if lang == Lang::Nl { format!("{clock} uur") } else { clock }
}

/// "13.00 – 15.30 uur". A dash between two numbers turns around in a right-to-left line, so those languages say
/// "from … to …".
pub(super) fn span(lang: Lang, from: Instant, until: Instant) -> String {
    let (from, to) = (clock(lang, from), clock(lang, until));
    match lang {
        Lang::Nl => format!("{from} – {to} uur"),
        Lang::Ar => format!("من {from} إلى {to}"),
        Lang::Fa | Lang::FaAf => format!("از {from} تا {to}"),
        Lang::Ps => format!("له {from} څخه تر {to}"),
        Lang::Ckb => format!("لە {from} تا {to}"),
        _ => format!("{from} – {to}"),
    }
}

/// Between two words of a list.
pub(super) fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar | Lang::Fa | Lang::FaAf | Lang::Ps | Lang::Ckb => "، ",
        Lang::Ti => "፣ ",
        _ => ", ",
    }
}

/// "15.40" and not "15,40".
pub(super) fn writes_point(lang: Lang) -> bool {
    match lang {
        Lang::En | Lang::Ar | Lang::Ti | Lang::Fa | Lang::FaAf | Lang::So | Lang::Ckb => true,
        Lang::Nl | Lang::Tr | Lang::Uk | Lang::Fr | Lang::Ru | Lang::Es | Lang::Ps | Lang::Kmr => false,
    }
}

/// "2026-12-03T13:00+01:00", for `<time datetime>`.
pub(super) fn machine(at: Instant) -> String {
    in_amsterdam(at).format("%Y-%m-%dT%H:%M%:z").to_string()
}

#[cfg(test)]
mod tests;
