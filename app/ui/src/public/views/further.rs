//! What the pages of further questions are given: that of who answers, and that of who asks.

use domain::fair::further::{Answers, Said, Topic, Topics};
use domain::ids::{CommandId, FairId};

/// The questions of one fair to one person.
#[derive(Debug, Clone)]
pub struct FurtherPage {
    pub fair_name: String,
    /// Number and name of whom the desk answers for; None: it is their own page.
    pub whose: Option<(u32, String)>,
    /// POST.
    pub action: String,
    pub key: CommandId,
    /// What is asked, and what was said before.
    pub questions: Vec<(Topic, Option<Said>)>,
    pub back_path: String,
}

/// The way to the questions from somebody's own page.
#[derive(Debug, Clone)]
pub struct FurtherWay {
    /// GET.
    pub path: String,
    /// Nothing was answered yet.
    pub is_new: bool,
}

/// For staff: what the fair asks, and what was answered.
#[derive(Debug, Clone)]
pub struct FurtherOfPage {
    pub fair: FairId,
    pub fair_name: String,
    pub topics: Topics,
    /// None: who looks only reads, or the day is over.
    pub ask: Option<FurtherAsk>,
    /// How many said what, for each question that is asked.
    pub tally: Vec<(Topic, Vec<(Said, u32)>)>,
    /// Who has a place.
    pub placed: u32,
    /// Of those, who answered anything that is asked.
    pub answered: u32,
    /// A part of those who have a place, by number.
    pub people: Vec<FurtherPerson>,
    /// GET, the next part.
    pub more_path: Option<String>,
}

/// The form in which an organiser chooses the questions.
#[derive(Debug, Clone)]
pub struct FurtherAsk {
    /// POST.
    pub action: String,
    pub key: CommandId,
}

/// One person and what they answered of what is asked.
#[derive(Debug, Clone)]
pub struct FurtherPerson {
    pub number: u32,
    pub name: String,
    pub answers: Answers,
    /// GET, to answer for them; None for who only reads, or once the day is over.
    pub path: Option<String>,
}
