//! Short and long texts that people type, parsed once at the edge. The browser uses the same parser.

use serde::{Deserialize, Serialize};

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextRefused {
    #[error("empty")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("holds characters that cannot be shown")]
    Unprintable,
}

/// White space folded at both ends, between 1 and `MAX` characters, no control characters
/// and none that turn the writing direction of what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

/// A name: of a person, employer, fair or room. At most 80 characters.
pub type Name = Text<80>;
/// A sentence: a strength, an address, a reason. At most 300 characters.
pub type Line = Text<300>;
/// A note. At most 2,000 characters; line breaks are kept.
pub type Note = Text<2000>;

/// To compare what people typed: every letter in its small form. Unlike [`str::to_lowercase`] a Greek sigma is the same
/// wherever it stands, which is what comparing needs, and the browser is spared the tables that tell the two apart.
pub fn lowercase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl<const MAX: usize> Text<MAX> {
    /// Reads a typed text. Windows line breaks become plain ones.
    pub fn parse(raw: &str) -> Result<Self, TextRefused> {
        let text = raw.replace("\r\n", "\n");
        let text = text.trim();
        if text.is_empty() {
            return Err(TextRefused::Empty);
        }
        if text.chars().count() > MAX {
            return Err(TextRefused::TooLong);
        }
        if text.chars().any(is_unprintable) {
            return Err(TextRefused::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = TextRefused;
    fn try_from(raw: String) -> Result<Self, TextRefused> {
        Self::parse(&raw)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> String {
        text.0
    }
}

impl<const MAX: usize> std::fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_compared_in_their_small_form() {
        assert_eq!(lowercase("ÉLAN Şafak ΟΔΟΣ"), "élan şafak οδοσ");
        assert_eq!(lowercase("مرحبا"), "مرحبا");
    }

    #[test]
    fn a_name_is_trimmed_and_kept_in_any_script() {
        assert_eq!(Name::parse("  ሰላም  ").map(String::from), Ok("ሰላም".into()));
    }

    #[test]
    fn empty_long_and_invisible_texts_are_refused() {
        assert_eq!(Name::parse("   "), Err(TextRefused::Empty));
        assert_eq!(Name::parse(&"x".repeat(81)), Err(TextRefused::TooLong));
        assert_eq!(Name::parse("a\u{202e}b"), Err(TextRefused::Unprintable));
        assert_eq!(Name::parse("a\0b"), Err(TextRefused::Unprintable));
    }

    #[test]
    fn the_wire_is_parsed_too() {
        assert!(serde_json::from_str::<Name>("\"\"").is_err());
    }
}
