//! Reads which texts a native reader has checked.

use super::read::read;
use super::{Faults, Texts};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Value;

/// What was checked in one language.
pub enum Reviewed {
    All,
    None,
    Keys(BTreeSet<String>),
}

impl Reviewed {
    pub fn holds(&self, key: &str) -> bool {
        match self {
            Reviewed::All => true,
            Reviewed::None => false,
            Reviewed::Keys(keys) => keys.contains(key),
        }
    }
}

/// By language. One that is not named was not checked.
pub type Review = BTreeMap<String, Reviewed>;

/// `review.toml`: per language `reviewed = true | false | ["public.fair.title", …]`.
pub fn review(folder: &Path, languages: &BTreeMap<String, Texts>, faults: &mut Faults) -> Review {
    let table = match read(&folder.join("review.toml")) {
        Ok(table) => table,
        Err(error) => {
            faults.add("review.toml", "file", &error);
            return Review::new();
        }
    };
    let mut review = Review::new();
    for (tag, entry) in &table {
        let Some(texts) = languages.get(tag) else {
            faults.add("review.toml", tag, "has no texts");
            continue;
        };
        let reviewed = match entry.get("reviewed") {
            Some(Value::Boolean(true)) => Reviewed::All,
            Some(Value::Boolean(false)) => Reviewed::None,
            Some(Value::Array(keys)) => {
                let keys: BTreeSet<String> =
                    keys.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                for key in keys.iter().filter(|key| !texts.contains_key(*key)) {
                    faults.add("review.toml", key, "is not a key of this language");
                }
                Reviewed::Keys(keys)
            }
            _ => {
                faults.add("review.toml", tag, "reviewed is true, false or a list of keys");
                continue;
            }
        };
        review.insert(tag.clone(), reviewed);
    }
    review
}
