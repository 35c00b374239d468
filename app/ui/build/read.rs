//! Reads the text files into one map per language.

use super::{Faults, Text, Texts, categories_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use toml::{Table, Value};

pub const KEYWORDS: &[&str] = &[
    "as", "break", "const", "continue", "else", "enum", "fn", "for", "if", "impl", "in", "let", "loop",
    "match", "mod", "move", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "false", "type", "use", "where", "while", "async", "await", "try", "yield", "box", "final", "override",
    "abstract", "do", "macro",
];

pub fn read_all(folder: &Path, faults: &mut Faults) -> BTreeMap<String, Texts> {
    let mut languages = BTreeMap::new();
    for tag in names(folder) {
        if tag == "review.toml" {
            continue;
        }
        if categories_of(&tag).is_none() {
            faults.add(&tag, "folder", "is not a language of domain::lang (see src/texts/categories.rs)");
            continue;
        }
        let mut texts = Texts::new();
        for name in names(&folder.join(&tag)) {
            let file = format!("{tag}/{name}");
            let Some(slice) = name.strip_suffix(".toml") else {
                faults.add(&file, "name", "is not a .toml file");
                continue;
            };
            match read(&folder.join(&file)) {
                Ok(table) => flatten(&file, slice, &table, &mut texts, faults),
                Err(error) => faults.add(&file, "file", &error),
            }
        }
        languages.insert(tag, texts);
    }
    for tag in super::COMPLETE {
        languages.entry((*tag).to_owned()).or_insert_with(Texts::new);
    }
    languages
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect()
}

pub fn read(path: &Path) -> Result<Table, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    text.parse::<Table>().map_err(|error| error.to_string().replace('\n', " "))
}

/// A table whose every value is a string under a category name is a plural; any other table is a module.
fn flatten(file: &str, path: &str, table: &Table, texts: &mut Texts, faults: &mut Faults) {
    for (name, value) in table {
        let key = format!("{path}.{name}");
        let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.chars().all(snake)
            || !name.starts_with(|c: char| c.is_ascii_lowercase())
            || KEYWORDS.contains(&name.as_str())
        {
            faults.add(file, &key, "a key is snake_case and no word of Rust");
            continue;
        }
        match value {
            Value::String(text) => {
                texts.insert(key, Text::Plain(text.clone()));
            }
            Value::Table(forms) if forms.contains_key("other") => {
                let form =
                    |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
                let read: Option<BTreeMap<_, _>> = forms.iter().map(form).collect();
                match read {
                    Some(forms) => {
                        texts.insert(key, Text::Plural(forms));
                    }
                    None => faults.add(file, &key, "every plural form is a sentence"),
                }
            }
            Value::Table(deeper) => flatten(file, &key, deeper, texts, faults),
            _ => faults.add(file, &key, "is neither a sentence nor a table"),
        }
    }
}
