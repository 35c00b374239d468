//! Every sentence on a screen, as a function: `texts::public::fair::title(lang)`. The functions are made by `build.rs`
//! from `app/ui/texts/<language>/<slice>.toml`; plural rules and dates stand beside it. Holds no sentence itself.
//!
//! The rules, each a compile error that names the file and the key:
//! - A key is `slice.screen.thing`: file, table, name. Whole sentences with named values: `"{name} gaat naar tafel {table}"`.
//! - Dutch and English have every key; another language has all keys of a file or not that file.
//! - A key names the same values in every language.
//! - A plural is a table of CLDR categories with at least `other`; its count is `{n}`.

pub mod categories;
pub mod dates;
mod plural;

pub use plural::{Category, category};

use domain::lang::Lang;
use std::fmt::{Display, Write};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The public pages exist in this language; where not, they are shown in Dutch.
pub fn lang_has_public(lang: Lang) -> bool {
    PUBLIC_LANGS.contains(&lang)
}

/// Puts values into a template: `{0}` is the first. The generator made both, so a missing value cannot occur;
/// were it to, the place stays empty.
fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(template.len() + 16 * values.len());
    let mut pieces = template.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (place, rest) = piece.split_once('}').unwrap_or(("", piece));
        if let Some(value) = place.parse::<usize>().ok().and_then(|place| values.get(place)) {
            // Writing to a String cannot fail.
            let _ = write!(text, "{value}");
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_sentence_wants_them_and_braces_in_them_stay() {
        assert_eq!(fill("{1} na {0}, {1}!", &[&7, &"{0}"]), "{0} na 7, {0}!");
        assert_eq!(fill("geen", &[]), "geen");
    }

    #[test]
    fn dutch_and_english_and_arabic_pages_exist() {
        assert!(PUBLIC_LANGS.starts_with(&[Lang::Nl, Lang::En, Lang::Ar]));
        assert!(!lang_has_public(Lang::So));
    }

    #[test]
    fn a_language_without_a_text_reads_dutch() {
        assert_eq!(public::frame::skip(Lang::So), public::frame::skip(Lang::Nl));
    }

    #[test]
    fn arabic_is_marked_as_not_yet_checked_by_a_native_reader() {
        assert!(reviewed(Lang::Nl, "public.fair.submit"));
        assert!(!reviewed(Lang::Ar, "public.fair.submit"));
    }
}
