//! The sheet. A score belongs to (session, party, resident, criterion, scorer), never to a round or a plan,
//! so a re-plan cannot orphan it.

use serde::{Deserialize, Serialize};

/// What is looked at. Each step of each criterion has a sentence in the texts (domain.md §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    Motivation,
    Experience,
    WorkingLanguage,
    Availability,
    Reachability,
}

impl Criterion {
    pub const ALL: &'static [Criterion] = &[
        Criterion::Motivation,
        Criterion::Experience,
        Criterion::WorkingLanguage,
        Criterion::Availability,
        Criterion::Reachability,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Criterion::Motivation => "motivation",
            Criterion::Experience => "experience",
            Criterion::WorkingLanguage => "working_language",
            Criterion::Availability => "availability",
            Criterion::Reachability => "reachability",
        }
    }

    pub fn parse(word: &str) -> Option<Criterion> {
        Criterion::ALL.iter().copied().find(|criterion| criterion.as_str() == word)
    }
}

/// 1 to 4: no middle to hide in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl TryFrom<u8> for Score {
    type Error = &'static str;
    fn try_from(steps: u8) -> Result<Score, Self::Error> {
        if (1..=4).contains(&steps) { Ok(Score(steps)) } else { Err("a score is 1, 2, 3 or 4") }
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> u8 {
        score.0
    }
}

/// The employer's word at the end of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Yes,
    Maybe,
    No,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Yes => "yes",
            Verdict::Maybe => "maybe",
            Verdict::No => "no",
        }
    }

    pub fn parse(word: &str) -> Option<Verdict> {
        [Verdict::Yes, Verdict::Maybe, Verdict::No].into_iter().find(|v| v.as_str() == word)
    }
}

/// The candidate answers with the same three words.
pub type Answer = Verdict;

/// What the employer wants to happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    SecondInterview,
    /// The matcher calls the employer.
    Call,
    Nothing,
}

impl NextStep {
    pub fn as_str(self) -> &'static str {
        match self {
            NextStep::SecondInterview => "second_interview",
            NextStep::Call => "call",
            NextStep::Nothing => "nothing",
        }
    }

    pub fn parse(word: &str) -> Option<NextStep> {
        [NextStep::SecondInterview, NextStep::Call, NextStep::Nothing]
            .into_iter()
            .find(|step| step.as_str() == word)
    }
}

/// What a sheet holds when it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetState {
    pub has_strength: bool,
    pub verdict: Verdict,
    pub next_step: NextStep,
    pub names_vacancy: bool,
}

/// Why a sheet was not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetRefused {
    #[error("one strength is missing")]
    StrengthMissing,
    #[error("a second interview does not follow from no")]
    NoIsNo,
    #[error("it does not say for which vacancy")]
    VacancyMissing,
}

/// Whether something follows from a talk. It then is about one vacancy: a second interview, and later a permit, is
/// for a job and not for a company.
pub fn leads_on(verdict: Verdict, next_step: NextStep) -> bool {
    verdict != Verdict::No && next_step != NextStep::Nothing
}

/// A sheet ends with a verdict. One strength is required: everybody has one.
pub fn complete(sheet: SheetState) -> Result<(), SheetRefused> {
    if !sheet.has_strength {
        return Err(SheetRefused::StrengthMissing);
    }
    if sheet.verdict == Verdict::No && sheet.next_step == NextStep::SecondInterview {
        return Err(SheetRefused::NoIsNo);
    }
    if leads_on(sheet.verdict, sheet.next_step) && !sheet.names_vacancy {
        return Err(SheetRefused::VacancyMissing);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(verdict: Verdict, next_step: NextStep) -> SheetState {
        SheetState { has_strength: true, verdict, next_step, names_vacancy: false }
    }

    #[test]
    fn a_sheet_without_a_strength_is_not_ended() {
        let sheet = sheet(Verdict::No, NextStep::Nothing);
        assert_eq!(complete(SheetState { has_strength: false, ..sheet }), Err(SheetRefused::StrengthMissing));
        assert_eq!(complete(sheet), Ok(()));
    }

    #[test]
    fn no_does_not_ask_for_a_second_interview() {
        assert_eq!(complete(sheet(Verdict::No, NextStep::SecondInterview)), Err(SheetRefused::NoIsNo));
    }

    #[test]
    fn what_leads_on_says_for_which_vacancy_and_the_rest_need_not() {
        for next_step in [NextStep::SecondInterview, NextStep::Call] {
            let sheet = sheet(Verdict::Maybe, next_step);
            assert_eq!(complete(sheet), Err(SheetRefused::VacancyMissing));
            assert_eq!(complete(SheetState { names_vacancy: true, ..sheet }), Ok(()));
        }
        assert_eq!(complete(sheet(Verdict::Yes, NextStep::Nothing)), Ok(()));
        assert_eq!(complete(sheet(Verdict::No, NextStep::Call)), Ok(()));
    }

    #[test]
    fn a_score_has_no_middle_and_no_zero() {
        assert!(Score::try_from(0).is_err() && Score::try_from(5).is_err());
        assert!(serde_json::from_str::<Score>("3").is_ok());
    }
}
