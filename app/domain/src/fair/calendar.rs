//! A calendar file: what a phone puts into its own calendar. Text as in RFC 5545, meaning as in RFC 5546: an entry keeps
//! its name for ever and gets a higher number with each change, so that a newer file replaces it and never doubles it.

use crate::time::Instant;
use std::fmt::Write;

/// Octets of a line before it must be folded (RFC 5545, 3.1).
const LINE_MAX: usize = 75;
/// Minutes before the beginning at which the phone reminds.
const REMINDER_MINUTES: u32 = 120;

/// How sure an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Confirmed,
    /// On the standby list.
    Tentative,
    /// Takes it out of the calendar again.
    Cancelled,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same for ever, and nobody else's.
    pub uid: String,
    /// Never lower than in an earlier file.
    pub sequence: u64,
    pub sure: Sure,
    pub starts: Instant,
    pub ends: Instant,
    pub summary: String,
    pub location: String,
    pub description: String,
}

/// The file, made at this instant. Times stand in UTC, which every calendar shows as the clock on its wall.
pub fn calendar(entries: &[Entry], made: Instant) -> String {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Werkronde//Werkronde//NL");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for entry in entries {
        file.entry(entry, made);
    }
    file.line("END", "VCALENDAR");
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    fn entry(&mut self, entry: &Entry, made: Instant) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &text(&entry.uid));
        self.line("DTSTAMP", &utc(made));
        self.line("SEQUENCE", &entry.sequence.to_string());
        self.line("DTSTART", &utc(entry.starts));
        self.line("DTEND", &utc(entry.ends));
        self.line("SUMMARY", &text(&entry.summary));
        self.line("LOCATION", &text(&entry.location));
        self.line("DESCRIPTION", &text(&entry.description));
        self.line(
            "STATUS",
            match entry.sure {
                Sure::Confirmed => "CONFIRMED",
                Sure::Tentative => "TENTATIVE",
                Sure::Cancelled => "CANCELLED",
            },
        );
        if entry.sure == Sure::Confirmed {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.line("TRIGGER", &format!("-PT{REMINDER_MINUTES}M"));
            self.line("DESCRIPTION", &text(&entry.summary));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// "NAME:value", folded between characters.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for char in name.chars().chain([':']).chain(value.chars()) {
            if octets + char.len_utf8() > LINE_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(char);
            octets += char.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// "20261203T130000Z".
fn utc(at: Instant) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A TEXT value (RFC 5545, 3.3.11). Other control characters have no place in it.
fn text(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for char in plain.chars() {
        match char {
            '\\' | ';' | ',' => {
                let _ = write!(escaped, "\\{char}");
            }
            '\n' => escaped.push_str("\\n"),
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utc_at(text: &str) -> Instant {
        text.parse().expect("test instant")
    }

    fn entry() -> Entry {
        Entry {
            uid: "een@werkronde".into(),
            sequence: 3,
            sure: Sure::Confirmed,
            starts: utc_at("2026-12-03T12:00:00Z"),
            ends: utc_at("2026-12-03T16:00:00Z"),
            summary: "Banenmarkt".into(),
            location: "Zaal; begane grond, links".into(),
            description: "Kom op tijd.\nNeem niets mee.".into(),
        }
    }

    fn made() -> Instant {
        utc_at("2026-11-28T09:30:00Z")
    }

    /// As a reader puts folded lines together again (RFC 5545, 3.1).
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    /// As a reader takes a TEXT value apart.
    fn read(value: &str) -> String {
        let mut plain = String::new();
        let mut chars = value.chars();
        while let Some(char) = chars.next() {
            match (char, char == '\\') {
                (_, true) => match chars.next() {
                    Some('n' | 'N') => plain.push('\n'),
                    Some(other) => plain.push(other),
                    None => {}
                },
                (char, false) => plain.push(char),
            }
        }
        plain
    }

    #[test]
    fn an_entry_stands_as_the_standard_writes_it() {
        let lines = unfolded(&calendar(&[entry()], made()));
        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Werkronde//Werkronde//NL",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:een@werkronde",
                "DTSTAMP:20261128T093000Z",
                "SEQUENCE:3",
                "DTSTART:20261203T120000Z",
                "DTEND:20261203T160000Z",
                "SUMMARY:Banenmarkt",
                "LOCATION:Zaal\\; begane grond\\, links",
                "DESCRIPTION:Kom op tijd.\\nNeem niets mee.",
                "STATUS:CONFIRMED",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:-PT120M",
                "DESCRIPTION:Banenmarkt",
                "END:VALARM",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn who_withdrew_is_reminded_of_nothing() {
        let gone = Entry { sure: Sure::Cancelled, sequence: 4, ..entry() };
        let lines = unfolded(&calendar(&[gone], made()));
        assert!(lines.contains(&"STATUS:CANCELLED".into()) && lines.contains(&"UID:een@werkronde".into()));
        assert!(!lines.iter().any(|line| line.contains("ALARM")));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_what_was_written_is_read(
            words in "(?s)[^\\p{Cc}]{0,200}", more in "[\\\\;,:\n\u{0627}-\u{064a}a-z ]{0,120}",
        ) {
            let file = calendar(&[Entry { summary: words.clone(), description: more.clone(), ..entry() }], made());
            for line in file.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE_MAX, "{} octets", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let lines = unfolded(&file);
            let of = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)).map(read);
            prop_assert_eq!(of("SUMMARY:"), Some(words));
            prop_assert_eq!(of("DESCRIPTION:"), Some(more));
        }
    }
}
