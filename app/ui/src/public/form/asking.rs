//! A question to the matcher as it comes from a phone, and its answer as it comes from staff.

use crate::texts::{Words, errors};
use domain::ids::QuestionId;
use domain::lang::Lang;
use domain::text::TextRefused;

pub const QUESTION: &str = "question";
/// What the question says.
pub const ASKS: &str = "asks";
/// When the answer was given that the page showed.
pub const BASE: &str = "base";
/// "mouth" where the answer was told by word of mouth.
pub const HOW: &str = "how";

/// The field of the words for one question: a page has many, and each has a name of its own.
pub fn words_field(question: QuestionId) -> String {
    format!("words-{question}")
}

/// What must be mended before a question can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskFault {
    Missing,
    /// Too long, or it cannot be shown.
    Unfit,
    /// The form was sent before, with other words.
    Old,
}

impl From<TextRefused> for AskFault {
    fn from(refused: TextRefused) -> AskFault {
        match refused {
            TextRefused::Empty => AskFault::Missing,
            TextRefused::TooLong | TextRefused::Unprintable => AskFault::Unfit,
        }
    }
}

impl AskFault {
    pub fn text(self, lang: Lang) -> Words {
        match self {
            AskFault::Missing => errors::ask::missing(lang),
            AskFault::Unfit => errors::ask::unfit(lang),
            AskFault::Old => errors::sign_up::damaged(lang),
        }
    }
}
