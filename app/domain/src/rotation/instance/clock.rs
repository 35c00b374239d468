//! Small values of the documents: a time of day, a window, stars.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Minutes since midnight (the default), local time, one day; written `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime(u16);

/// The text is not `HH:MM` of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day HH:MM")]
pub struct NotAClockTime;

impl ClockTime {
    /// 0 to 1439.
    pub fn from_minutes(minutes: u16) -> Option<ClockTime> {
        (minutes < 24 * 60).then_some(ClockTime(minutes))
    }

    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = NotAClockTime;

    fn from_str(text: &str) -> Result<ClockTime, NotAClockTime> {
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
            return Err(NotAClockTime);
        };
        if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
            return Err(NotAClockTime);
        }
        let two = |a: u8, b: u8| u16::from(a - b'0') * 10 + u16::from(b - b'0');
        let (hours, minutes) = (two(h1, h2), two(m1, m2));
        if hours > 23 || minutes > 59 {
            return Err(NotAClockTime);
        }
        Ok(ClockTime(60 * hours + minutes))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for ClockTime {
    type Error = NotAClockTime;
    fn try_from(text: String) -> Result<ClockTime, NotAClockTime> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> String {
        time.to_string()
    }
}

/// A stretch of the day that is not empty; written `["13:00","14:30"]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(ClockTime, ClockTime)", into = "(ClockTime, ClockTime)")]
pub struct Window {
    from: ClockTime,
    until: ClockTime,
}

/// It ends before it begins, or at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("empty window")]
pub struct EmptyWindow;

impl Window {
    /// None when it would be empty.
    pub fn new(from: ClockTime, until: ClockTime) -> Option<Window> {
        (from < until).then_some(Window { from, until })
    }

    pub fn from(self) -> ClockTime {
        self.from
    }

    pub fn until(self) -> ClockTime {
        self.until
    }

    /// Whether it contains all of `start..end`.
    pub fn covers(self, start: ClockTime, end: ClockTime) -> bool {
        self.from <= start && end <= self.until
    }
}

impl TryFrom<(ClockTime, ClockTime)> for Window {
    type Error = EmptyWindow;
    fn try_from((from, until): (ClockTime, ClockTime)) -> Result<Window, EmptyWindow> {
        Window::new(from, until).ok_or(EmptyWindow)
    }
}

impl From<Window> for (ClockTime, ClockTime) {
    fn from(window: Window) -> (ClockTime, ClockTime) {
        (window.from, window.until)
    }
}

/// How much somebody wants a meeting: 0 (any talk counts) to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(u8);

/// More than three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stars must be 0..3")]
pub struct TooManyStars;

impl Stars {
    pub const NONE: Stars = Stars(0);

    /// 0 to 3.
    pub fn new(stars: u8) -> Option<Stars> {
        (stars <= 3).then_some(Stars(stars))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Stars {
    type Error = TooManyStars;
    fn try_from(stars: u8) -> Result<Stars, TooManyStars> {
        Stars::new(stars).ok_or(TooManyStars)
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> u8 {
        stars.0
    }
}
