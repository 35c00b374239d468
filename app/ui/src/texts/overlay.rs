//! What a location changed in its texts since the program was built: read from the database by the server, handed to
//! the page as a Leptos context (`Arc<Overlay>`), and looked at before the compiled texts.

use domain::ids::RecordingId;
use domain::lang::Lang;
use std::collections::BTreeMap;

/// A text as somebody wrote it: a sentence per plural category, or one `other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub forms: BTreeMap<String, String>,
    pub reviewed: bool,
}

/// The changed texts of one location, and the recordings of its instructions.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    texts: BTreeMap<Lang, BTreeMap<String, Kept>>,
    heard: BTreeMap<Lang, BTreeMap<String, RecordingId>>,
}

impl Overlay {
    pub fn keep(&mut self, lang: Lang, key: &str, kept: Kept) {
        self.texts.entry(lang).or_default().insert(key.to_owned(), kept);
    }

    pub fn text(&self, lang: Lang, key: &str) -> Option<&Kept> {
        self.texts.get(&lang)?.get(key)
    }

    pub fn hear(&mut self, lang: Lang, key: &str, recording: RecordingId) {
        self.heard.entry(lang).or_default().insert(key.to_owned(), recording);
    }

    /// Where this text is read aloud in this language.
    pub fn recording(&self, lang: Lang, key: &str) -> Option<RecordingId> {
        self.heard.get(&lang)?.get(key).copied()
    }
}
