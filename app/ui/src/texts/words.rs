//! A text as a resident reads it: the sentence, and the language it is in. Where a language lacks the text it is the
//! Dutch one, and the page says so to screen readers and fonts (`lang="nl"`).

use super::overlay::{Kept, Overlay};
use super::{Category, category};
use domain::lang::{Direction, Lang};
use leptos::oco::Oco;
use leptos::prelude::*;
use std::fmt::{self, Display, Write};
use std::sync::Arc;

/// One text in every language, as it was compiled. The generator writes these (`ENTRIES`).
#[derive(Debug)]
pub struct Entry {
    /// "public.fair.title".
    pub key: &'static str,
    /// Names in braces, the count left aside.
    pub names: &'static [&'static str],
    /// It counts something (`{n}`), so a language gives a form for each of its plural categories.
    pub plural: bool,
    /// In the order of `Lang::ALL`: category and sentence; empty where the language lacks the text.
    pub forms: [&'static [(&'static str, &'static str)]; Lang::ALL.len()],
    /// In the same order: a native reader has checked it.
    pub reviewed: [bool; Lang::ALL.len()],
}

/// A sentence and its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    text: Oco<'static, str>,
    written: Lang,
    asked: Lang,
    reviewed: bool,
}

impl Entry {
    /// The compiled forms in this language; none where it is missing.
    pub fn compiled(&self, lang: Lang) -> &'static [(&'static str, &'static str)] {
        self.forms.get(lang as usize).copied().unwrap_or_default()
    }

    /// A native reader has checked the compiled text.
    pub fn compiled_reviewed(&self, lang: Lang) -> bool {
        self.reviewed.get(lang as usize).copied().unwrap_or_default()
    }

    /// The text for a reader of `lang`, with its values put in.
    pub(crate) fn say(&self, lang: Lang, n: Option<u32>, values: &[(&str, &dyn Display)]) -> Words {
        let overlay = use_context::<Arc<Overlay>>();
        let kept = overlay.as_ref().and_then(|overlay| overlay.text(lang, self.key));
        if let Some(kept) = kept {
            let form = kept.form(category_name(lang, n));
            return Words::new(fill(form, lang, n, values).into(), lang, lang, kept.reviewed);
        }
        let written = if self.compiled(lang).is_empty() { Lang::Nl } else { lang };
        let form = compiled_form(self.compiled(written), category_name(written, n));
        let text = if n.is_none() && values.is_empty() {
            Oco::Borrowed(form)
        } else {
            Oco::Owned(fill(form, written, n, values))
        };
        Words::new(text, written, lang, self.compiled_reviewed(written))
    }
}

fn category_name(lang: Lang, n: Option<u32>) -> &'static str {
    n.map_or(Category::Other, |n| category(lang, n)).as_str()
}

/// The form of this category, else `other`, which every text has.
fn compiled_form(forms: &[(&'static str, &'static str)], category: &str) -> &'static str {
    let named = |wanted: &str| forms.iter().find(|(name, _)| *name == wanted);
    named(category).or_else(|| named("other")).map_or("", |(_, sentence)| sentence)
}

impl Kept {
    fn form(&self, category: &str) -> &str {
        self.forms.get(category).or_else(|| self.forms.get("other")).map_or("", String::as_str)
    }
}

/// Keeps a name of another direction from pulling the words around it along (Unicode UAX 9: FSI … PDI).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Puts values into a template by name; a name that has no value stays empty. In a right-to-left language whatever is
/// more than a plain number is isolated; a number alone is read in its own order anyway.
fn fill(template: &str, lang: Lang, n: Option<u32>, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() + 16 * values.len());
    let mut pieces = template.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or(("", piece));
        if let (Some(n), "n") = (n, name) {
            // Writing to a String cannot fail.
            let _ = write!(text, "{n}");
        } else if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            let value = value.to_string();
            let plain = value.chars().all(|c| c.is_ascii_digit());
            if lang.direction() == Direction::RightToLeft && !plain {
                text.push(ISOLATE.0);
                text.push_str(&value);
                text.push(ISOLATE.1);
            } else {
                text.push_str(&value);
            }
        }
        text.push_str(rest);
    }
    text
}

impl Words {
    fn new(text: Oco<'static, str>, written: Lang, asked: Lang, reviewed: bool) -> Words {
        Words { text, written, asked, reviewed }
    }

    /// The language that it is in, where that is not the reader's.
    pub fn foreign(&self) -> Option<Lang> {
        (self.written != self.asked).then_some(self.written)
    }

    /// A native reader has checked it.
    pub fn reviewed(&self) -> bool {
        self.reviewed
    }

    /// For an attribute or a page title, which have no language of their own.
    pub fn into_text(self) -> Oco<'static, str> {
        self.text
    }

    /// The sentence, marked where it is not in the reader's language.
    pub fn view(self) -> AnyView {
        match self.foreign() {
            None => self.text.into_any(),
            Some(lang) => view! { <bdi lang=lang.tag()>{self.text}</bdi> }.into_any(),
        }
    }
}

impl IntoRender for Words {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> String {
        words.text.into_owned()
    }
}

#[cfg(test)]
mod tests;
