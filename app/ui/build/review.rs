//! Reads which texts a native reader has checked.

use super::read::read;
use super::write::variant;
use super::{Faults, Texts};
use std::collections::BTreeMap;
use std::path::Path;
use toml::Value;

/// `review.toml`: per language `reviewed = true | false | ["public.fair.title", …]`.
pub fn review(folder: &Path, languages: &BTreeMap<String, Texts>, faults: &mut Faults) -> String {
    let table = match read(&folder.join("review.toml")) {
        Ok(table) => table,
        Err(error) => {
            faults.add("review.toml", "file", &error);
            return String::new();
        }
    };
    let mut arms = String::new();
    for (tag, entry) in &table {
        let Some(texts) = languages.get(tag) else {
            faults.add("review.toml", tag, "has no texts");
            continue;
        };
        match entry.get("reviewed") {
            Some(Value::Boolean(reviewed)) => arms += &format!("{} => {reviewed},", variant(tag)),
            Some(Value::Array(keys)) => {
                let keys: Vec<&str> = keys.iter().filter_map(Value::as_str).collect();
                for key in keys.iter().filter(|key| !texts.contains_key(**key)) {
                    faults.add("review.toml", key, "is not a key of this language");
                }
                arms += &format!(
                    "{} => [{}].contains(&key),",
                    variant(tag),
                    keys.iter().map(|key| format!("{key:?}")).collect::<Vec<_>>().join(", ")
                );
            }
            _ => faults.add("review.toml", tag, "reviewed is true, false or a list of keys"),
        }
    }
    format!(
        "/// Has a native reader checked this text? `key` as \"public.fair.title\".\npub fn reviewed(lang: domain::lang::Lang, key: &str) -> bool {{ let _ = key; match lang {{ {arms} _ => false }} }}\n"
    )
}
