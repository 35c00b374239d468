//! Reads Rust source well enough for the rules: code without comments, strings and tests, and the paths it names.
//! It is no compiler: macros are read as plain code, and names brought in by a glob are not followed.

/// The code with comments, strings and characters blanked; lines keep their numbers.
pub fn without_words(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment_end(&chars, at),
            '"' => string_end(&chars, at),
            'r' if !after_name(&chars, at) => raw_string_end(&chars, at),
            '\'' => character_end(&chars, at),
            _ => at,
        };
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

fn after_name(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_')
}

fn line_end(chars: &[char], from: usize) -> usize {
    chars[from..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| from + n)
}

fn block_comment_end(chars: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut at = from;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn string_end(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// `from` itself when no raw string starts there.
fn raw_string_end(chars: &[char], from: usize) -> usize {
    let hashes = chars[from + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(from + 1 + hashes) != Some(&'"') {
        return from;
    }
    let mut at = from + 2 + hashes;
    while at < chars.len() {
        if chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    chars.len()
}

/// `from` itself for a lifetime.
fn character_end(chars: &[char], from: usize) -> usize {
    match (chars.get(from + 1), chars.get(from + 2)) {
        (Some('\\'), _) => chars[from + 3..].iter().position(|c| *c == '\'').map_or(from, |n| from + 4 + n),
        (Some(_), Some('\'')) => from + 3,
        _ => from,
    }
}

/// Blanks every `#[cfg(test)] mod … { … }`. Expects code without words.
pub fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let open = out[start..].find(['{', ';']).map_or(out.len(), |n| start + n);
        let end = if out[open..].starts_with('{') { closing(&out, open) } else { (open + 1).min(out.len()) };
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (n, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + n + 1;
        }
    }
    code.len()
}

/// Every path that the code names, with its line: `a::b::{c, d::e}` gives `a::b::c` and `a::b::d::e`.
/// Expects code without words.
pub fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut reader = Tree { chars: code.chars().collect(), at: 0, line: 1, found: Vec::new() };
    while reader.at < reader.chars.len() {
        if reader.at_name() { reader.path(&[]) } else { reader.step() }
    }
    reader.found.retain(|(_, path)| path.len() > 1);
    reader.found
}

struct Tree {
    chars: Vec<char>,
    at: usize,
    line: usize,
    found: Vec<(usize, Vec<String>)>,
}

impl Tree {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn step(&mut self) {
        if self.peek(0) == Some('\n') {
            self.line += 1;
        }
        self.at += 1;
    }

    fn at_name(&self) -> bool {
        self.peek(0).is_some_and(|c| c.is_alphabetic() || c == '_')
    }

    fn blank(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.step();
        }
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
            self.step();
        }
        name
    }

    /// Reads on from the start of a name, `before` standing left of it.
    fn path(&mut self, before: &[String]) {
        let line = self.line;
        let mut path = before.to_vec();
        path.push(self.name());
        while self.peek(0) == Some(':') && self.peek(1) == Some(':') {
            self.at += 2;
            self.blank();
            if self.peek(0) == Some('{') {
                return self.group(&path);
            }
            if !self.at_name() {
                break;
            }
            path.push(self.name());
        }
        self.found.push((line, path));
    }

    fn group(&mut self, before: &[String]) {
        self.step();
        while let Some(c) = self.peek(0) {
            if c == '}' {
                return self.step();
            }
            if self.at_name() { self.path(before) } else { self.step() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: &str) -> Vec<String> {
        paths(code).into_iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect()
    }

    #[test]
    fn paths_in_groups_are_read_one_by_one() {
        let code =
            "use domain::{\n  fair::Fair,\n  rotation::{Plan, timer::Timer},\n};\nlet x = crate::a::b();";
        assert_eq!(
            named(code),
            [
                "2 domain::fair::Fair",
                "3 domain::rotation::Plan",
                "3 domain::rotation::timer::Timer",
                "5 crate::a::b"
            ]
        );
    }

    #[test]
    fn words_and_tests_are_not_code() {
        let source = "// domain::a::b\nlet s = \"domain::c \\\" d\"; let r = r#\"crate::e\"#; /* crate::f */ let c = '\"';\n#[cfg(test)]\nmod tests { use crate::g; }\nuse crate::h;";
        assert_eq!(named(&without_tests(&without_words(source))), ["5 crate::h"]);
    }
}
