//! The tablet at an employer's tables: its own talks and its own sheets.

use domain::command::Talk;
use domain::fair::{Phase, RoundTime};
use domain::ids::VacancyId;
use domain::people::SpokenLang;
use domain::rotation::Timer;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TabletView {
    pub fair_name: String,
    pub employer_name: String,
    pub device_name: String,
    pub confirmed: bool,
    pub interviewer: Option<String>,
    /// The employer's own list.
    pub interviewers: Vec<String>,
    pub timer: Timer,
    pub phases: Vec<Phase>,
    pub rounds: Vec<RoundTime>,
    /// By round and table. Empty until confirmed.
    pub talks: Vec<TabletTalk>,
}

/// One talk with what the interviewer may know of the candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TabletTalk {
    pub talk: Talk,
    pub round: u32,
    pub table_number: u32,
    pub party_name: String,
    pub number: u32,
    pub name: String,
    pub strength: Option<String>,
    pub experience: Option<String>,
    pub spoken: Vec<SpokenLang>,
    pub interpreter: Option<String>,
    pub absent: bool,
    /// Vacancies that the talk may be about with their titles, and whether the candidate starred them: those come
    /// first. How many stars is theirs to know.
    pub vacancies: Vec<(VacancyId, String, bool)>,
    /// The first is chosen beforehand: it is the only one, or clearly the candidate's wish.
    pub first_is_meant: bool,
    pub sheet: SheetView,
    /// What each tablet wrote on this card, where more than one did: the last to arrive stands on the sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<HandView>,
}

/// What one tablet wrote about a candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandView {
    /// The name of the interviewer.
    pub by: String,
    /// The name of the tablet.
    pub device: String,
    pub at_ms: i64,
    pub scores: Vec<(Criterion, Score)>,
    pub verdict: Option<Verdict>,
}

/// The sheet of the interviewer who is signed in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetView {
    pub scores: Vec<(Criterion, Score)>,
    pub strength: Option<String>,
    /// Latest first; nothing is overwritten.
    pub notes: Vec<NoteView>,
    pub verdict: Option<Verdict>,
    pub next_step: Option<NextStep>,
    pub vacancy: Option<VacancyId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteView {
    pub text: String,
    pub at_ms: i64,
    pub by: String,
}
