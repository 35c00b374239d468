//! Signing up: a place while there is one, then standby in order of arrival. The last place is given once
//! because the counts are read inside the transaction that stores the answer.

use super::FairState;
use serde::{Deserialize, Serialize};

/// How a sign-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpState {
    Placed,
    Standby,
    Withdrawn,
}

impl SignUpState {
    pub fn as_str(self) -> &'static str {
        match self {
            SignUpState::Placed => "placed",
            SignUpState::Standby => "standby",
            SignUpState::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(word: &str) -> Option<SignUpState> {
        [SignUpState::Placed, SignUpState::Standby, SignUpState::Withdrawn]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

/// What a sign-up got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Placed,
    /// Place in the queue, from 1.
    Standby(u32),
}

/// What the decision stands on; counted in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub capacity: u32,
    pub standby_max: u32,
    pub placed: u32,
    pub standby: u32,
}

/// Why nobody was signed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpRefused {
    #[error("sign-up is not open")]
    Closed,
    #[error("this person has signed up already")]
    AlreadySignedUp,
    #[error("the standby list is full too")]
    Full,
}

/// Where someone signs up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// The public page, while it is open.
    Page,
    /// Staff at the desk, also for who walks in later.
    Desk,
}

/// Gives the place of the next person in line. Nobody overtakes: while someone is on standby a free place is theirs.
pub fn place(
    state: FairState,
    through: Through,
    counts: Counts,
    already: bool,
) -> Result<Place, SignUpRefused> {
    if already {
        return Err(SignUpRefused::AlreadySignedUp);
    }
    let taken = match through {
        Through::Page => state == FairState::Open,
        Through::Desk => state.takes_at_the_desk(),
    };
    if !taken {
        return Err(SignUpRefused::Closed);
    }
    if counts.placed < counts.capacity && counts.standby == 0 {
        return Ok(Place::Placed);
    }
    if counts.standby < counts.standby_max {
        return Ok(Place::Standby(counts.standby + 1));
    }
    Err(SignUpRefused::Full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOM_FOR_ONE: Counts = Counts { capacity: 1, standby_max: 1, placed: 0, standby: 0 };

    #[test]
    fn who_walks_in_after_sign_up_closed_is_taken_at_the_desk() {
        let at_the_desk = |state| place(state, Through::Desk, ROOM_FOR_ONE, false);
        assert_eq!(at_the_desk(FairState::Closed), Ok(Place::Placed));
        assert_eq!(at_the_desk(FairState::Open), Ok(Place::Placed));
        for state in [FairState::Preparing, FairState::Cancelled] {
            assert_eq!(at_the_desk(state), Err(SignUpRefused::Closed));
        }
    }

    #[test]
    fn a_closed_fair_takes_nobody() {
        for state in [FairState::Preparing, FairState::Closed, FairState::Cancelled] {
            assert_eq!(place(state, Through::Page, ROOM_FOR_ONE, false), Err(SignUpRefused::Closed));
        }
    }

    #[test]
    fn who_is_in_already_is_told_so_even_when_closed() {
        assert_eq!(
            place(FairState::Closed, Through::Page, ROOM_FOR_ONE, true),
            Err(SignUpRefused::AlreadySignedUp)
        );
    }

    #[test]
    fn nobody_overtakes_the_standby_list() {
        let freed = Counts { standby: 1, standby_max: 5, ..ROOM_FOR_ONE };
        assert_eq!(place(FairState::Open, Through::Page, freed, false), Ok(Place::Standby(2)));
    }

    proptest! {
        #[test]
        fn capacity_and_standby_are_never_passed(capacity in 0u32..20, standby_max in 0u32..10, people in 0u32..60) {
            let mut counts = Counts { capacity, standby_max, placed: 0, standby: 0 };
            for _ in 0..people {
                match place(FairState::Open, Through::Page, counts, false) {
                    Ok(Place::Placed) => counts.placed += 1,
                    Ok(Place::Standby(number)) => {
                        counts.standby += 1;
                        prop_assert_eq!(number, counts.standby);
                    }
                    Err(refused) => prop_assert_eq!(refused, SignUpRefused::Full),
                }
            }
            prop_assert_eq!(counts.placed, people.min(capacity));
            prop_assert_eq!(counts.standby, people.saturating_sub(capacity).min(standby_max));
        }
    }
}
