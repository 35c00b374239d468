//! Writes the functions: one module per table, one function per text.

use super::check::named;
use super::{CATEGORIES, HOME, Text, Texts, is_resident, write_resident};
use std::collections::BTreeMap;

#[derive(Default)]
struct Module {
    functions: String,
    inner: BTreeMap<String, Module>,
}

pub fn modules(languages: &BTreeMap<String, Texts>) -> String {
    let mut root = Module::default();
    // The place of a resident's text in the table that `write_resident::entries` writes in the same order.
    let mut place = 0;
    for (key, dutch) in languages.get(HOME).into_iter().flatten() {
        let mut path: Vec<&str> = key.split('.').collect();
        let Some(name) = path.pop() else { continue };
        let mut module = &mut root;
        for step in path {
            module = module.inner.entry(step.to_owned()).or_default();
        }
        if is_resident(key) {
            module.functions.push_str(&write_resident::function(name, place, dutch));
            place += 1;
        } else {
            module.functions.push_str(&function(name, key, dutch, languages));
        }
    }
    render(&root)
}

fn render(module: &Module) -> String {
    let inner: String = module
        .inner
        .iter()
        .map(|(name, inner)| format!("pub mod {name} {{\n{}}}\n", render(inner)))
        .collect();
    format!("{}{inner}", module.functions)
}

pub fn variant(tag: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..].to_lowercase();
    format!("domain::lang::Lang::{}", tag.split('-').map(capital).collect::<String>())
}

fn function(name: &str, key: &str, dutch: &Text, languages: &BTreeMap<String, Texts>) -> String {
    let names: Vec<&str> = named(dutch).into_iter().next().unwrap_or_default().into_iter().collect();
    let plural = matches!(dutch, Text::Plural(_));
    let others: String = languages
        .iter()
        .filter(|(tag, _)| tag.as_str() != HOME)
        .filter_map(|(tag, texts)| {
            Some(format!("{} => {},", variant(tag), chosen(tag, texts.get(key)?, &names)))
        })
        .collect();
    let body = format!("match lang {{ {others} _ => {} }}", chosen(HOME, dutch, &names));
    let doc = doc(dutch);
    if names.is_empty() && !plural {
        return format!("{doc}pub fn {name}(lang: domain::lang::Lang) -> &'static str {{ {body} }}\n");
    }
    let count = if plural { ", n: u32" } else { "" };
    let parameters: String = names.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect();
    let mut values: Vec<String> = if plural { vec!["&n".to_owned()] } else { Vec::new() };
    values.extend(names.iter().map(|name| format!("&{name}")));
    format!(
        "{doc}#[allow(clippy::too_many_arguments)]\npub fn {name}(lang: domain::lang::Lang{count}{parameters}) -> String {{ \
         crate::texts::fill({body}, &[{}]) }}\n",
        values.join(", ")
    )
}

/// The Dutch, for who reads the code.
pub fn doc(dutch: &Text) -> String {
    let shown = match dutch {
        Text::Plain(sentence) => sentence,
        Text::Plural(forms) => &forms["other"],
    };
    format!("#[doc = {shown:?}]\n")
}

/// The template of one language as an expression; placeholders become the place of their value.
fn chosen(tag: &str, text: &Text, names: &[&str]) -> String {
    match text {
        Text::Plain(sentence) => format!("{:?}", numbered(sentence, names, 0)),
        Text::Plural(forms) => {
            let arm = |(name, sentence): (&String, &String)| {
                let pattern = if name == "other" {
                    "_".to_owned()
                } else {
                    format!("crate::texts::Category::{}{}", name[..1].to_uppercase(), &name[1..])
                };
                (name == "other", format!("{pattern} => {:?},", numbered(sentence, names, 1)))
            };
            let mut arms: Vec<_> = forms.iter().map(arm).collect();
            arms.sort();
            let arms: String = arms.into_iter().map(|(_, arm)| arm).collect();
            format!("match crate::texts::category({}, n) {{ {arms} }}", variant(tag))
        }
    }
}

fn numbered(sentence: &str, names: &[&str], first: usize) -> String {
    let mut text = sentence.replace("{n}", if first == 1 { "{0}" } else { "{n}" });
    for (place, name) in names.iter().enumerate() {
        text = text.replace(&format!("{{{name}}}"), &format!("{{{}}}", place + first));
    }
    text
}

pub fn public_langs(languages: &BTreeMap<String, Texts>) -> String {
    let public = |texts: &Texts| texts.keys().any(|key| key.starts_with("public."));
    let mut found: Vec<&String> =
        languages.iter().filter(|(_, texts)| public(texts)).map(|(tag, _)| tag).collect();
    found.sort_by_key(|tag| CATEGORIES.iter().position(|categories| categories.tag == tag.as_str()));
    let found: String = found.into_iter().map(|tag| variant(tag) + ", ").collect();
    format!(
        "/// Languages that the public pages are written in, in the order of the language list.\npub const PUBLIC_LANGS: &[domain::lang::Lang] = &[{found}];\n"
    )
}
