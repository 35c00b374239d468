//! Days and times in every language, over both clock changes.

use super::*;

fn at(text: &str) -> Instant {
    text.parse().expect("test instant")
}

/// Thursday 3 December, as CLDR 48 writes it but for the choices in `names.rs`.
const THURSDAY: &[(Lang, &str)] = &[
    (Lang::Nl, "donderdag 3 december"),
    (Lang::En, "Thursday 3 December"),
    (Lang::Ar, "الخميس 3 ديسمبر"),
    (Lang::Ti, "ሓሙስ፣ 3 ታሕሳስ"),
    (Lang::Fa, "پنجشنبه 3 دسامبر"),
    (Lang::Tr, "3 Aralık Perşembe"),
    (Lang::So, "Khamiis, 3 Diseembar"),
    (Lang::Uk, "четвер, 3 грудня"),
    (Lang::Fr, "jeudi 3 décembre"),
    (Lang::Ru, "четверг, 3 декабря"),
    (Lang::Es, "jueves, 3 de diciembre"),
    (Lang::Ps, "پنجشنبه 3 دسمبر"),
    (Lang::FaAf, "پنجشنبه 3 دسمبر"),
    (Lang::Kmr, "pêncşem, 3ê berfanbarê"),
    (Lang::Ckb, "پێنجشەممە، 3ی کانوونی یەکەم"),
];

#[test]
fn a_day_has_its_weekday_in_each_language() {
    assert_eq!(THURSDAY.iter().map(|(lang, _)| *lang).collect::<Vec<_>>(), Lang::ALL);
    for (lang, expected) in THURSDAY {
        assert_eq!(day_of(*lang, at("2026-12-03T12:00:00Z")), *expected);
    }
}

#[test]
fn no_language_names_two_days_or_two_months_alike() {
    for lang in Lang::ALL {
        let names = names::names(*lang);
        let different = |words: &[&str]| words.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!((different(&names.weekdays), different(&names.months)), (7, 12), "{lang}");
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
    for (lang, expected) in [
        (Lang::Nl, "13.00 – 15.30 uur"),
        (Lang::En, "13:00 – 15:30"),
        (Lang::Uk, "13:00 – 15:30"),
        (Lang::Ar, "من 13:00 إلى 15:30"),
        (Lang::Fa, "از 13:00 تا 15:30"),
        (Lang::Ps, "له 13:00 څخه تر 15:30"),
        (Lang::Ckb, "لە 13:00 تا 15:30"),
    ] {
        assert_eq!(span(lang, from, until), expected);
    }
    assert_eq!((time(Lang::Nl, from), time(Lang::So, from)), ("13.00 uur".into(), "13:00".into()));
    assert_eq!(machine(from), "2026-12-03T13:00+01:00");
}

#[test]
fn no_right_to_left_language_puts_a_dash_between_two_times() {
    let noon = at("2026-12-03T12:00:00Z");
    for lang in Lang::ALL.iter().filter(|lang| lang.direction() == domain::lang::Direction::RightToLeft) {
        assert!(!span(*lang, noon, noon).contains('–'), "{lang}");
    }
}
