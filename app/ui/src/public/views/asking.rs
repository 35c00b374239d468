//! What the pages of "ask the matcher" are given: that of who asks, and that of who answers.

use crate::public::form::AskFault;
use domain::ids::{CommandId, QuestionId};
use domain::lang::Lang;
use domain::pipeline::question::Answered;
use domain::time::Instant;

/// A question on the page of who asked it.
#[derive(Debug, Clone)]
pub struct OwnQuestion {
    pub text: String,
    pub at: Instant,
    /// GET, the page that asks "are you sure"; None once it is answered.
    pub back_path: Option<String>,
    /// None: it waits.
    pub answered: Option<Answered>,
}

/// "Take this question back?"
#[derive(Debug, Clone)]
pub struct TakeBackPage {
    /// POST.
    pub action: String,
    pub key: CommandId,
    pub text: String,
    pub mine_path: String,
}

/// "Ask the matcher": one question on a page that does not renew itself while somebody types.
#[derive(Debug, Clone)]
pub struct AskPage {
    /// POST.
    pub action: String,
    pub key: CommandId,
    pub question: QuestionId,
    pub typed: String,
    pub fault: Option<AskFault>,
    /// No more questions for now: the form is not there, unless something was typed already.
    pub enough: bool,
    pub mine_path: String,
}

/// The questions of a location, for who answers them.
#[derive(Debug, Clone)]
pub struct AnsweringPage {
    /// POST.
    pub action: String,
    /// Those that wait, the first asked first; as many as fit.
    pub waiting: Vec<ToAnswer>,
    /// How many more wait.
    pub more: u32,
    /// The latest first.
    pub answered: Vec<ToAnswer>,
    /// An answer that was not taken.
    pub again: Option<AnswerAgain>,
}

/// One question.
#[derive(Debug, Clone)]
pub struct ToAnswer {
    pub question: QuestionId,
    pub number: u32,
    pub name: String,
    /// In which they read.
    pub lang: Lang,
    pub text: String,
    pub at: Instant,
    pub answered: Option<Answered>,
    /// For an answer in words, and for one by word of mouth.
    pub keys: [CommandId; 2],
}

/// What was typed and not taken, and why.
#[derive(Debug, Clone)]
pub struct AnswerAgain {
    pub question: QuestionId,
    pub typed: String,
    pub why: NotTaken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    Empty,
    /// Too long, or it cannot be shown.
    Unfit,
    /// A colleague was first.
    Late,
    /// Whoever asked needs no answer any more.
    Gone,
}
