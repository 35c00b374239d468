//! What a sentence may hold, for the generator (`build.rs`), which turns a fault into a compile error, and for the
//! running server, which refuses a row of a spreadsheet by it.

use std::collections::BTreeSet;
use std::fmt;

/// Braces that are no placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadBrace {
    Alone,
    Name(String),
}

impl fmt::Display for BadBrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadBrace::Alone => f.write_str("a brace stands alone"),
            BadBrace::Name(name) => write!(f, "`{{{name}}}` is not a placeholder name"),
        }
    }
}

/// The names in braces, in order of the alphabet: `"{name} gaat naar tafel {table}"` has `name` and `table`.
pub fn placeholders(sentence: &str) -> Result<BTreeSet<&str>, BadBrace> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest[at..].strip_prefix('{').and_then(|tail| tail.split_once('}'));
        let (name, tail) = inside.ok_or(BadBrace::Alone)?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err(BadBrace::Name(name.to_owned()));
        }
        found.insert(name);
        rest = tail;
    }
    Ok(found)
}
