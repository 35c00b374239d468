//! Signing up: a place while there is one, then standby in order of arrival. The last place is given once
//! because the counts are read inside the transaction that stores the answer.

use super::FairState;
use serde::{Deserialize, Serialize};

/// How a sign-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpState {
    Placed,
    /// A place is kept; staff say whether the person comes.
    Pending,
    /// A place is held; the person says until then whether they come.
    Offered {
        until_ms: i64,
    },
    Standby,
    /// Did not answer, and the place went to the next in line.
    Lapsed,
    /// Staff said that there is no place for this person; the desk can still give one.
    Declined,
    Withdrawn,
}

impl SignUpState {
    pub fn as_str(self) -> &'static str {
        match self {
            SignUpState::Placed => "placed",
            SignUpState::Pending => "pending",
            SignUpState::Offered { .. } => "offered",
            SignUpState::Standby => "standby",
            SignUpState::Lapsed => "lapsed",
            SignUpState::Declined => "declined",
            SignUpState::Withdrawn => "withdrawn",
        }
    }

    /// Until when an offered place is held; None for every other state.
    pub fn until_ms(self) -> Option<i64> {
        match self {
            SignUpState::Offered { until_ms } => Some(until_ms),
            _ => None,
        }
    }

    /// None: no such state, or an offer without an end.
    pub fn parse(word: &str, until_ms: Option<i64>) -> Option<SignUpState> {
        Some(match (word, until_ms) {
            ("placed", None) => SignUpState::Placed,
            ("pending", None) => SignUpState::Pending,
            ("offered", Some(until_ms)) => SignUpState::Offered { until_ms },
            ("standby", None) => SignUpState::Standby,
            ("lapsed", None) => SignUpState::Lapsed,
            ("declined", None) => SignUpState::Declined,
            ("withdrawn", None) => SignUpState::Withdrawn,
            _ => return None,
        })
    }

    /// Nobody else can have that place.
    pub fn holds_a_place(self) -> bool {
        matches!(self, SignUpState::Placed | SignUpState::Pending | SignUpState::Offered { .. })
    }

    /// Somebody who may still come: has a place, or waits for one.
    pub fn goes_on(self) -> bool {
        !matches!(self, SignUpState::Lapsed | SignUpState::Declined | SignUpState::Withdrawn)
    }
}

/// What a sign-up got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Placed,
    /// Place in the queue, from 1.
    Standby(u32),
    /// Held until then for who says that they come.
    Offered {
        until_ms: i64,
    },
    /// Was offered, and went to the next in line.
    Lapsed,
    /// Kept until staff have decided.
    Pending,
    /// Staff decided that there is none this time.
    Declined,
}

/// What the decision stands on; counted in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub capacity: u32,
    pub standby_max: u32,
    /// Places that are given or held. One whose offer is over counts no more.
    pub taken: u32,
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
    if counts.taken < counts.capacity && counts.standby == 0 {
        return Ok(Place::Placed);
    }
    if counts.standby < counts.standby_max {
        return Ok(Place::Standby(counts.standby + 1));
    }
    Err(SignUpRefused::Full)
}

/// How a sign-up begins that got this place. Where a fair asks for approval, a place is kept and not yet given: nobody is
/// promised what is not there, and nobody else gets it meanwhile. At the desk staff have decided already.
pub fn begins(given: Place, through: Through, approval: bool) -> SignUpState {
    match (given, through) {
        (Place::Placed, Through::Page) if approval => SignUpState::Pending,
        (Place::Placed, _) => SignUpState::Placed,
        _ => SignUpState::Standby,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOM_FOR_ONE: Counts = Counts { capacity: 1, standby_max: 1, taken: 0, standby: 0 };

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

    #[test]
    fn a_state_is_read_as_it_was_written_and_nothing_else() {
        let states = [
            SignUpState::Placed,
            SignUpState::Pending,
            SignUpState::Offered { until_ms: 7 },
            SignUpState::Standby,
            SignUpState::Lapsed,
            SignUpState::Declined,
            SignUpState::Withdrawn,
        ];
        for state in states {
            assert_eq!(SignUpState::parse(state.as_str(), state.until_ms()), Some(state));
        }
        for (word, until_ms) in [("offered", None), ("placed", Some(7)), ("gone", None)] {
            assert_eq!(SignUpState::parse(word, until_ms), None);
        }
    }

    #[test]
    fn where_a_fair_asks_for_approval_a_place_is_kept_first_and_the_line_is_as_ever() {
        assert_eq!(begins(Place::Placed, Through::Page, true), SignUpState::Pending);
        assert_eq!(begins(Place::Placed, Through::Desk, true), SignUpState::Placed, "staff decided already");
        assert_eq!(begins(Place::Placed, Through::Page, false), SignUpState::Placed);
        assert_eq!(begins(Place::Standby(2), Through::Page, true), SignUpState::Standby);
        assert!(SignUpState::Pending.holds_a_place() && SignUpState::Pending.goes_on());
        assert!(!SignUpState::Declined.holds_a_place() && !SignUpState::Declined.goes_on());
    }

    proptest! {
        #[test]
        fn capacity_and_standby_are_never_passed(capacity in 0u32..20, standby_max in 0u32..10, people in 0u32..60) {
            let mut counts = Counts { capacity, standby_max, taken: 0, standby: 0 };
            for _ in 0..people {
                match place(FairState::Open, Through::Page, counts, false) {
                    Ok(Place::Placed) => counts.taken += 1,
                    Ok(Place::Standby(number)) => {
                        counts.standby += 1;
                        prop_assert_eq!(number, counts.standby);
                    }
                    Ok(other) => panic!("nobody is offered a place at the door: {other:?}"),
                    Err(refused) => prop_assert_eq!(refused, SignUpRefused::Full),
                }
            }
            prop_assert_eq!(counts.taken, people.min(capacity));
            prop_assert_eq!(counts.standby, people.saturating_sub(capacity).min(standby_max));
        }
    }
}
