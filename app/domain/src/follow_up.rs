//! Slice follow_up: what comes of a talk. "Yes, second interview" on a sheet asks for one; the resident says yes or no,
//! and picks a time.

pub mod times;

use crate::scoring::{NextStep, Verdict};
use serde::{Deserialize, Serialize};

/// How a second interview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    /// The employer asked.
    Asked,
    /// The resident wants it.
    Accepted,
    /// The resident does not.
    Declined,
    /// The employer changed the verdict before anyone acted on it.
    TakenBack,
}

/// Why a follow-up did not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpRefused {
    #[error("stands already")]
    Unchanged,
    #[error("the employer took it back")]
    TakenBack,
}

impl FollowUpState {
    pub const ALL: &'static [FollowUpState] =
        &[FollowUpState::Asked, FollowUpState::Accepted, FollowUpState::Declined, FollowUpState::TakenBack];

    pub fn as_str(self) -> &'static str {
        match self {
            FollowUpState::Asked => "asked",
            FollowUpState::Accepted => "accepted",
            FollowUpState::Declined => "declined",
            FollowUpState::TakenBack => "taken_back",
        }
    }

    pub fn parse(word: &str) -> Option<FollowUpState> {
        FollowUpState::ALL.iter().copied().find(|state| state.as_str() == word)
    }

    /// Somebody may still come of it.
    pub fn is_open(self) -> bool {
        matches!(self, FollowUpState::Asked | FollowUpState::Accepted)
    }

    /// The resident answers; they may change their mind.
    pub fn answer(self, wants: bool) -> Result<FollowUpState, FollowUpRefused> {
        let becomes = if wants { FollowUpState::Accepted } else { FollowUpState::Declined };
        match self {
            FollowUpState::TakenBack => Err(FollowUpRefused::TakenBack),
            stands if stands == becomes => Err(FollowUpRefused::Unchanged),
            _ => Ok(becomes),
        }
    }
}

/// Whether a sheet asks for a second interview.
pub fn asks(verdict: Verdict, next_step: NextStep) -> bool {
    verdict != Verdict::No && next_step == NextStep::SecondInterview
}

/// What a changed sheet makes of the second interview for a vacancy, if one stands. `asked`: some sheet of the
/// employer about this talk asks for it, so that a colleague who thinks otherwise takes nothing back.
/// None: nothing to store.
pub fn after_sheets(stands: Option<FollowUpState>, asked: bool) -> Option<FollowUpState> {
    match (stands, asked) {
        (None | Some(FollowUpState::TakenBack), true) => Some(FollowUpState::Asked),
        (Some(FollowUpState::Asked), false) => Some(FollowUpState::TakenBack),
        // Someone has acted on it: taking it back is a talk between people, not a changed tick.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_with_a_second_interview_asks_once() {
        assert!(asks(Verdict::Yes, NextStep::SecondInterview));
        assert!(!asks(Verdict::No, NextStep::SecondInterview) && !asks(Verdict::Yes, NextStep::Call));
        let asked = after_sheets(None, true);
        assert_eq!(asked, Some(FollowUpState::Asked));
        assert_eq!(after_sheets(asked, true), None);
    }

    #[test]
    fn a_changed_verdict_takes_back_only_what_nobody_acted_on() {
        let no = |stands| after_sheets(Some(stands), false);
        assert_eq!(no(FollowUpState::Asked), Some(FollowUpState::TakenBack));
        assert_eq!(no(FollowUpState::Accepted), None);
    }

    #[test]
    fn a_resident_may_change_their_mind() {
        assert_eq!(FollowUpState::Asked.answer(true), Ok(FollowUpState::Accepted));
        assert_eq!(FollowUpState::Accepted.answer(false), Ok(FollowUpState::Declined));
        assert_eq!(FollowUpState::TakenBack.answer(true), Err(FollowUpRefused::TakenBack));
    }
}
