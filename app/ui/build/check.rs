//! Holds every text against the rules that stand in `src/texts.rs`.

use super::read::KEYWORDS;
use super::rules::placeholders;
use super::{COMPLETE, COMPLETE_FOR_RESIDENTS, Faults, HOME, Text, Texts, categories_of, is_resident};
use std::collections::{BTreeMap, BTreeSet};

fn file_of(tag: &str, key: &str) -> String {
    format!("{tag}/{}.toml", key.split('.').next().unwrap_or(key))
}

pub fn check_all(languages: &BTreeMap<String, Texts>, faults: &mut Faults) {
    let empty = Texts::new();
    let home = languages.get(HOME).unwrap_or(&empty);
    for (tag, texts) in languages {
        for (key, text) in texts {
            let file = file_of(tag, key);
            check_form(tag, &file, key, text, faults);
            match home.get(key) {
                None => faults.add(&file, key, "does not exist in Dutch"),
                Some(dutch) => check_alike(&file, key, text, dutch, faults),
            }
        }
        for key in home.keys().filter(|key| !texts.contains_key(*key)) {
            let complete = if is_resident(key) { COMPLETE_FOR_RESIDENTS } else { COMPLETE };
            if complete.contains(&tag.as_str()) {
                faults.add(&file_of(tag, key), key, "is missing");
            }
        }
    }
}

/// Per language with texts for residents, how many it lacks.
pub fn missing(languages: &BTreeMap<String, Texts>) -> BTreeMap<String, usize> {
    let empty = Texts::new();
    let home = languages.get(HOME).unwrap_or(&empty);
    let lacks =
        |texts: &Texts| home.keys().filter(|key| is_resident(key) && !texts.contains_key(*key)).count();
    languages
        .iter()
        .filter(|(_, texts)| texts.keys().any(|key| is_resident(key)))
        .map(|(tag, texts)| (tag.clone(), lacks(texts)))
        .collect()
}

fn check_form(tag: &str, file: &str, key: &str, text: &Text, faults: &mut Faults) {
    let sentences: Vec<&String> = match text {
        Text::Plain(sentence) => vec![sentence],
        Text::Plural(forms) => {
            if let Some(categories) = categories_of(tag) {
                for name in forms.keys().filter(|name| !categories.allows(name)) {
                    faults.add(file, key, &format!("this language has no plural category `{name}`"));
                }
                for name in categories.needed.iter().filter(|name| !forms.contains_key(**name)) {
                    faults.add(file, key, &format!("the plural category `{name}` is missing"));
                }
            }
            forms.values().collect()
        }
    };
    for sentence in sentences {
        if sentence.trim().is_empty() {
            faults.add(file, key, "is empty");
        }
        match placeholders(sentence) {
            Err(brace) => faults.add(file, key, &brace.to_string()),
            Ok(names) => {
                for name in names.iter().filter(|name| KEYWORDS.contains(*name) || **name == "lang") {
                    faults.add(file, key, &format!("`{{{name}}}` is not a placeholder name"));
                }
            }
        }
    }
}

/// What a form names, the count left aside: "one place" needs no figure.
pub fn named(text: &Text) -> Vec<BTreeSet<&str>> {
    match text {
        Text::Plain(sentence) => vec![placeholders(sentence).unwrap_or_default()],
        Text::Plural(forms) => forms
            .values()
            .map(|sentence| {
                placeholders(sentence).unwrap_or_default().into_iter().filter(|name| *name != "n").collect()
            })
            .collect(),
    }
}

fn check_alike(file: &str, key: &str, text: &Text, dutch: &Text, faults: &mut Faults) {
    if matches!(text, Text::Plain(_)) != matches!(dutch, Text::Plain(_)) {
        return faults.add(file, key, "is a plural in one language and not in the other");
    }
    let Some(expected) = named(dutch).into_iter().next() else { return };
    if named(text).iter().any(|names| *names != expected) {
        let names: Vec<_> = expected.iter().map(|name| format!("{{{name}}}")).collect();
        faults.add(file, key, &format!("every form names exactly these: [{}]", names.join(" ")));
    }
}
