//! What kind of day a fair is and how far it is. A transition takes the state and gives the next one.

use serde::{Deserialize, Serialize};

/// Kinds of day; one model, other defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FairKind {
    /// Many employers, one hall.
    Banenmarkt,
    /// One employer, several interviewers.
    SpeedDate,
}

impl FairKind {
    pub fn as_str(self) -> &'static str {
        match self {
            FairKind::Banenmarkt => "banenmarkt",
            FairKind::SpeedDate => "speed_date",
        }
    }

    pub fn parse(word: &str) -> Option<FairKind> {
        [FairKind::Banenmarkt, FairKind::SpeedDate].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How far a fair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FairState {
    /// Being prepared; nobody outside sees it.
    Preparing,
    /// Residents can sign up.
    Open,
    /// Sign-up is over; the day comes or is on.
    Closed,
    /// Will not take place.
    Cancelled,
}

impl FairState {
    /// At the desk people are signed up after the public page has closed too: who walks in on the day.
    pub fn takes_at_the_desk(self) -> bool {
        matches!(self, FairState::Open | FairState::Closed)
    }
}

/// This step does not follow from this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not possible in this state")]
pub struct StateRefused;

impl FairState {
    pub fn as_str(self) -> &'static str {
        match self {
            FairState::Preparing => "preparing",
            FairState::Open => "open",
            FairState::Closed => "closed",
            FairState::Cancelled => "cancelled",
        }
    }

    pub fn parse(word: &str) -> Option<FairState> {
        [FairState::Preparing, FairState::Open, FairState::Closed, FairState::Cancelled]
            .into_iter()
            .find(|state| state.as_str() == word)
    }

    /// Sign-up opens, for the first time or again.
    pub fn open(self) -> Result<FairState, StateRefused> {
        match self {
            FairState::Preparing | FairState::Closed => Ok(FairState::Open),
            FairState::Open | FairState::Cancelled => Err(StateRefused),
        }
    }

    /// Sign-up ends.
    pub fn close(self) -> Result<FairState, StateRefused> {
        match self {
            FairState::Open => Ok(FairState::Closed),
            _ => Err(StateRefused),
        }
    }

    /// Residents can see the fair's page.
    pub fn is_public(self) -> bool {
        self != FairState::Preparing
    }
}
