//! Every sentence on a screen, as a function: `texts::public::fair::title(lang)`. The functions are made by `build.rs`
//! from `app/ui/texts/<language>/<slice>.toml`; plural rules and dates stand beside it. Holds no sentence itself.
//!
//! The rules, each a compile error that names the file and the key:
//! - A key is `slice.screen.thing`: file, table, name. Whole sentences with named values: `"{name} gaat naar tafel {table}"`.
//! - Dutch and English have every key, Arabic every key that residents read (`public`, `errors`). Any other language
//!   may lack some: there the page shows the Dutch, marked as such, and the build says how many.
//! - A key names the same values in every language.
//! - A plural is a table of CLDR categories with at least `other`; its count is `{n}`.

pub mod aloud;
pub mod categories;
pub mod dates;
pub mod overlay;
mod plural;
pub mod rules;
mod words;

pub use plural::{Category, category};
pub use words::{Entry, Words};

use std::fmt::{Display, Write};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

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
    use domain::lang::Lang;

    #[test]
    fn values_stand_where_the_sentence_wants_them_and_braces_in_them_stay() {
        assert_eq!(fill("{1} na {0}, {1}!", &[&7, &"{0}"]), "{0} na 7, {0}!");
        assert_eq!(fill("geen", &[]), "geen");
    }

    #[test]
    fn every_language_of_the_list_has_public_pages() {
        assert_eq!(PUBLIC_LANGS, Lang::ALL);
    }

    #[test]
    fn what_no_native_reader_has_checked_says_so() {
        assert!(public::fair::submit(Lang::Nl).reviewed());
        assert!(!public::fair::submit(Lang::Ar).reviewed());
    }

    #[test]
    fn the_table_of_resident_texts_stands_in_order_and_dutch_has_every_form() {
        assert!(ENTRIES.is_sorted_by_key(|entry| entry.key));
        for entry in &ENTRIES {
            assert!(entry.compiled(Lang::Nl).iter().any(|(name, _)| *name == "other"), "{}", entry.key);
            assert_eq!(entry.plural, entry.compiled(Lang::Nl).len() > 1, "{}", entry.key);
        }
    }
}
