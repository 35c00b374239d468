//! Who came. One attendance per person and session, whoever scanned first; the organiser's word stands.

use serde::{Deserialize, Serialize};

/// How someone's presence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Nothing is known yet.
    Expected,
    Present,
    NoShow,
}

impl Attendance {
    pub fn as_str(self) -> &'static str {
        match self {
            Attendance::Expected => "expected",
            Attendance::Present => "present",
            Attendance::NoShow => "no_show",
        }
    }

    pub fn parse(word: &str) -> Option<Attendance> {
        [Attendance::Expected, Attendance::Present, Attendance::NoShow]
            .into_iter()
            .find(|attendance| attendance.as_str() == word)
    }
}

/// Why a mark was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttendanceRefused {
    /// It stands like that already: nothing to do.
    #[error("stands already")]
    Unchanged,
}

/// Marks someone. Any mark may follow any other: a person who was missed may walk in.
pub fn mark(stands: Attendance, becomes: Attendance) -> Result<Attendance, AttendanceRefused> {
    if stands == becomes { Err(AttendanceRefused::Unchanged) } else { Ok(becomes) }
}
