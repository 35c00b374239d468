//! Writes what residents read: one table with every language of every text, and a function per text that finds its
//! row. A table and no `match` per text, because the overlay of a location and the list for reviewers need the rows.

use super::check::named;
use super::review::Review;
use super::write::doc;
use super::{CATEGORIES, HOME, Text, Texts, is_resident};
use std::collections::BTreeMap;

/// The function of the text at this place of the table.
pub fn function(name: &str, place: usize, dutch: &Text) -> String {
    let names: Vec<&str> = named(dutch).into_iter().next().unwrap_or_default().into_iter().collect();
    let (count, n) = match dutch {
        Text::Plain(_) => ("", "None"),
        Text::Plural(_) => (", n: u32", "Some(n)"),
    };
    let parameters: String = names.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect();
    let values: Vec<String> = names.iter().map(|name| format!("({name:?}, &{name})")).collect();
    format!(
        "{}pub fn {name}(lang: domain::lang::Lang{count}{parameters}) -> crate::texts::Words {{ \
         crate::texts::ENTRIES[{place}].say(lang, {n}, &[{}]) }}\n",
        doc(dutch),
        values.join(", ")
    )
}

/// The table, in the order of the keys.
pub fn entries(languages: &BTreeMap<String, Texts>, review: &Review) -> String {
    let rows: Vec<String> = languages
        .get(HOME)
        .into_iter()
        .flatten()
        .filter(|(key, _)| is_resident(key))
        .map(|(key, dutch)| entry(key, dutch, languages, review))
        .collect();
    format!(
        "/// Every text that residents read, in order of the keys.\n\
         pub static ENTRIES: [crate::texts::Entry; {}] = [{}];\n",
        rows.len(),
        rows.concat()
    )
}

fn entry(key: &str, dutch: &Text, languages: &BTreeMap<String, Texts>, review: &Review) -> String {
    let names: Vec<&str> = named(dutch).into_iter().next().unwrap_or_default().into_iter().collect();
    let plural = matches!(dutch, Text::Plural(_));
    let text = |tag: &str| languages.get(tag).and_then(|texts| texts.get(key));
    let forms: String = CATEGORIES.iter().map(|of| forms(text(of.tag))).collect();
    let reviewed: String = CATEGORIES
        .iter()
        .map(|of| {
            let holds = review.get(of.tag).is_some_and(|reviewed| reviewed.holds(key));
            format!("{},", text(of.tag).is_some() && holds)
        })
        .collect();
    format!(
        "crate::texts::Entry {{ key: {key:?}, names: &{names:?}, plural: {plural}, forms: [{forms}], reviewed: [{reviewed}] }},\n"
    )
}

/// `&[(category, sentence)]`; nothing where the language lacks the text, and one `other` where it counts nothing.
fn forms(text: Option<&Text>) -> String {
    match text {
        None => "&[],".to_owned(),
        Some(Text::Plain(sentence)) => format!("&[(\"other\", {sentence:?})],"),
        Some(Text::Plural(forms)) => {
            let forms: Vec<String> =
                forms.iter().map(|(name, sentence)| format!("({name:?}, {sentence:?})")).collect();
            format!("&[{}],", forms.join(", "))
        }
    }
}
