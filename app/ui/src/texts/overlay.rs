//! What a location changed in its texts since the program was built: read from the database by the server, handed to
//! the page as a Leptos context (`Arc<Overlay>`), and looked at before the compiled texts.

use domain::lang::Lang;
use std::collections::BTreeMap;

/// A text as somebody wrote it: a sentence per plural category, or one `other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub forms: BTreeMap<String, String>,
    pub reviewed: bool,
}

/// The changed texts of one location.
#[derive(Debug, Clone, Default)]
pub struct Overlay(BTreeMap<Lang, BTreeMap<String, Kept>>);

impl Overlay {
    pub fn keep(&mut self, lang: Lang, key: &str, kept: Kept) {
        self.0.entry(lang).or_default().insert(key.to_owned(), kept);
    }

    pub fn text(&self, lang: Lang, key: &str) -> Option<&Kept> {
        self.0.get(&lang)?.get(key)
    }
}
