//! Recordings of instructions: what who puts them in is given.

use domain::fair::recording::RecordingRefused;
use domain::ids::{CommandId, RecordingId};
use domain::lang::Lang;
use domain::time::Instant;

/// Each language, with how many of its instructions can be heard.
#[derive(Debug, Clone)]
pub struct AloudPage {
    /// GET, with how many.
    pub languages: Vec<(Lang, String, u32)>,
}

/// The instructions of one language.
#[derive(Debug, Clone)]
pub struct AloudLangPage {
    pub of: Lang,
    /// GET: all languages.
    pub index_path: String,
    /// POST, with a file.
    pub action: String,
    /// POST.
    pub away_action: String,
    pub slots: Vec<AloudSlot>,
    /// What was not taken, and of which text.
    pub fault: Option<(&'static str, RecordingRefused)>,
    pub no: Option<AloudNo>,
}

/// Why nothing was done, where no text can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AloudNo {
    /// What was pressed is not so any more.
    Gone,
    /// The form was too large to be read to its end.
    TooLarge,
}

#[derive(Debug, Clone)]
pub struct AloudSlot {
    pub key: &'static str,
    pub stands: Option<AloudStands>,
    /// For a new recording.
    pub put_key: CommandId,
    pub recording: RecordingId,
}

/// A recording that people hear.
#[derive(Debug, Clone)]
pub struct AloudStands {
    pub recording: RecordingId,
    pub made: Instant,
    /// The text was changed after that.
    pub text_is_newer: bool,
    pub away_key: CommandId,
}
