//! Which plural form a whole number takes in each language. Source: Unicode CLDR 46, cardinal rules for integers.

use domain::lang::Lang;

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The name in the text files.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Zero => "zero",
            Category::One => "one",
            Category::Two => "two",
            Category::Few => "few",
            Category::Many => "many",
            Category::Other => "other",
        }
    }
}

/// The form that `n` things take.
pub fn category(lang: Lang, n: u32) -> Category {
    match lang {
        Lang::Ar => arabic(n),
        Lang::Uk | Lang::Ru => slavic(n),
        Lang::Fr => with_millions(n, n <= 1),
        Lang::Es => with_millions(n, n == 1),
        Lang::Fa | Lang::FaAf | Lang::Ti => one_if(n <= 1),
        Lang::Nl | Lang::En | Lang::Tr | Lang::So | Lang::Ps | Lang::Kmr | Lang::Ckb => one_if(n == 1),
    }
}

fn one_if(one: bool) -> Category {
    if one { Category::One } else { Category::Other }
}

fn with_millions(n: u32, one: bool) -> Category {
    if n != 0 && n.is_multiple_of(1_000_000) { Category::Many } else { one_if(one) }
}

fn arabic(n: u32) -> Category {
    match (n, n % 100) {
        (0, _) => Category::Zero,
        (1, _) => Category::One,
        (2, _) => Category::Two,
        (_, 3..=10) => Category::Few,
        (_, 11..=99) => Category::Many,
        _ => Category::Other,
    }
}

fn slavic(n: u32) -> Category {
    match (n % 10, n % 100) {
        (_, 11..=14) => Category::Many,
        (1, _) => Category::One,
        (2..=4, _) => Category::Few,
        _ => Category::Many,
    }
}

#[cfg(test)]
mod tests {
    use super::super::categories::CATEGORIES;
    use super::*;

    fn check(lang: Lang, expected: &[(u32, &str)]) {
        for (n, name) in expected {
            assert_eq!(category(lang, *n).as_str(), *name, "{lang} {n}");
        }
    }

    #[test]
    fn arabic_counts_in_six_ways() {
        check(
            Lang::Ar,
            &[
                (0, "zero"),
                (1, "one"),
                (2, "two"),
                (3, "few"),
                (10, "few"),
                (11, "many"),
                (99, "many"),
                (100, "other"),
                (102, "other"),
                (103, "few"),
                (111, "many"),
            ],
        );
    }

    #[test]
    fn ukrainian_and_russian_look_at_the_last_digit_but_not_in_the_teens() {
        for lang in [Lang::Uk, Lang::Ru] {
            check(
                lang,
                &[
                    (1, "one"),
                    (21, "one"),
                    (111, "many"),
                    (2, "few"),
                    (12, "many"),
                    (24, "few"),
                    (5, "many"),
                    (0, "many"),
                ],
            );
        }
    }

    #[test]
    fn nothing_is_one_in_french_and_persian_but_not_in_dutch() {
        for lang in [Lang::Fr, Lang::Fa, Lang::FaAf, Lang::Ti] {
            check(lang, &[(0, "one"), (1, "one"), (2, "other")]);
        }
        for lang in [Lang::Nl, Lang::En, Lang::Es, Lang::Tr] {
            check(lang, &[(0, "other"), (1, "one"), (2, "other")]);
        }
    }

    #[test]
    fn every_form_that_a_number_takes_is_in_the_table_of_its_language() {
        assert_eq!(CATEGORIES.len(), Lang::ALL.len());
        for (categories, lang) in CATEGORIES.iter().zip(Lang::ALL) {
            assert_eq!(categories.tag, lang.tag());
            assert!(categories.needed.contains(&"other"));
            for n in (0..1200).chain([1_000_000, 2_000_000]) {
                assert!(categories.allows(category(*lang, n).as_str()), "{lang} {n}");
            }
        }
    }
}
