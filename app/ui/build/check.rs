//! Holds every text against the rules that stand in `src/texts.rs`.

use super::read::KEYWORDS;
use super::{COMPLETE, Faults, HOME, Text, Texts, categories_of};
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
        let slices: BTreeSet<_> = texts.keys().map(|key| file_of(tag, key)).collect();
        for key in home.keys().filter(|key| !texts.contains_key(*key)) {
            let file = file_of(tag, key);
            if COMPLETE.contains(&tag.as_str()) || slices.contains(&file) {
                faults.add(&file, key, "is missing (a language has all of a file or none of it)");
            }
        }
    }
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
        if let Err(fault) = placeholders(sentence) {
            faults.add(file, key, &fault);
        }
    }
}

/// Names in braces, in order of the alphabet.
fn placeholders(sentence: &str) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest[at..].strip_prefix('{').and_then(|tail| tail.split_once('}'));
        let (name, tail) = inside.ok_or("a brace stands alone")?;
        if name.is_empty()
            || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            || KEYWORDS.contains(&name)
            || name == "lang"
        {
            return Err(format!("`{{{name}}}` is not a placeholder name"));
        }
        found.insert(name.to_owned());
        rest = tail;
    }
    Ok(found)
}

/// What a form names, the count left aside: "one place" needs no figure.
pub fn named(text: &Text) -> Vec<BTreeSet<String>> {
    match text {
        Text::Plain(sentence) => vec![placeholders(sentence).unwrap_or_default()],
        Text::Plural(forms) => forms
            .values()
            .map(|sentence| {
                placeholders(sentence).unwrap_or_default().into_iter().filter(|name| name != "n").collect()
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
