//! People who come together: family, friends, whoever shares a bus. No relation is stated, and everybody in it is an
//! adult with a sign-up, a card and a PIN of their own. One of them leads it, and says what they agreed: where they
//! gather and when, how they travel, when they leave.
//!
//! A group changes nothing about places. Each member stands in the line alone, at the time of their own sign-up: a group
//! that moved up as a whole would leave places free until there is room for all, or be overtaken. So a group never waits
//! for its last member, holds up nobody, and may come with those who have a place.

use super::SignUpState;
use crate::ids::SignUpId;
use crate::text::Name;
use serde::{Deserialize, Serialize};

/// Most people in one group: a coach.
pub const GROUP_MAX: u32 = 60;

/// What a group agreed; nothing of it has to be said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The place where they gather, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meet: Option<Name>,
    /// Minutes since midnight in Amsterdam, on the day of the fair; the same below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meet_at_min: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<Travel>,
    /// They leave together then: a plan seats each of them before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_at_min: Option<u16>,
}

impl Agreed {
    /// Its times are times of a day.
    pub fn holds(&self) -> bool {
        [self.meet_at_min, self.leave_at_min].into_iter().flatten().all(|minutes| minutes < 24 * 60)
    }
}

/// How a group travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Travel {
    OnFoot,
    Bicycle,
    /// Bus or train.
    Transit,
    Car,
    /// The desk arranges it.
    Arranged,
}

impl Travel {
    pub const ALL: [Travel; 5] =
        [Travel::OnFoot, Travel::Bicycle, Travel::Transit, Travel::Car, Travel::Arranged];

    /// The word in forms and rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Travel::OnFoot => "on_foot",
            Travel::Bicycle => "bicycle",
            Travel::Transit => "transit",
            Travel::Car => "car",
            Travel::Arranged => "arranged",
        }
    }

    pub fn parse(word: &str) -> Option<Travel> {
        Travel::ALL.into_iter().find(|travel| travel.as_str() == word)
    }
}

/// Why somebody did not come into a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinRefused {
    #[error("there are sixty already")]
    Full,
    /// A sign-up is in one group at most.
    #[error("already in a group")]
    InOne,
}

/// Somebody comes into a group of `members` people.
pub fn join(members: u32, in_one: bool) -> Result<(), JoinRefused> {
    match (in_one, members < GROUP_MAX) {
        (true, _) => Err(JoinRefused::InOne),
        (false, true) => Ok(()),
        (false, false) => Err(JoinRefused::Full),
    }
}

/// Who leads it: its maker for as long as they come, then who of it stands first in the line. None: nobody comes.
pub fn leader(
    maker: SignUpId,
    members: impl IntoIterator<Item = (SignUpId, SignUpState)>,
) -> Option<SignUpId> {
    let come: Vec<_> =
        members.into_iter().filter(|(_, state)| state.goes_on()).map(|(member, _)| member).collect();
    if come.contains(&maker) { Some(maker) } else { come.first().copied() }
}

/// How another member stands, as far as a group is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Companion {
    Comes,
    Waits,
}

/// What a leader sees of a member's place. None: who does not come any more is not named.
pub fn companion(state: SignUpState) -> Option<Companion> {
    match state {
        SignUpState::Placed => Some(Companion::Comes),
        SignUpState::Pending | SignUpState::Offered { .. } | SignUpState::Standby => Some(Companion::Waits),
        SignUpState::Lapsed | SignUpState::Declined | SignUpState::Withdrawn => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_group_takes_sixty_and_nobody_twice() {
        assert_eq!(join(0, false), Ok(()));
        assert_eq!(join(59, false), Ok(()));
        assert_eq!(join(60, false), Err(JoinRefused::Full));
        assert_eq!(join(1, true), Err(JoinRefused::InOne));
    }

    #[test]
    fn who_made_it_leads_while_they_come_and_then_who_stands_first() {
        let [maker, first, second] = [1, 2, 3].map(|n| SignUpId(Uuid::from_u128(n)));
        let check = |members: &[(SignUpId, SignUpState)], leads| {
            assert_eq!(leader(maker, members.iter().copied()), leads);
        };
        let (placed, gone) = (SignUpState::Placed, SignUpState::Withdrawn);
        check(&[(first, placed), (maker, SignUpState::Standby)], Some(maker));
        check(&[(maker, gone), (first, gone), (second, placed)], Some(second));
        check(&[(first, SignUpState::Standby), (second, placed)], Some(first));
        check(&[(maker, gone)], None);
    }

    #[test]
    fn who_does_not_come_is_not_named_to_the_others() {
        assert_eq!(companion(SignUpState::Withdrawn), None);
        assert_eq!(companion(SignUpState::Lapsed), None);
        assert_eq!(companion(SignUpState::Offered { until_ms: 7 }), Some(Companion::Waits));
        assert_eq!(companion(SignUpState::Placed), Some(Companion::Comes));
    }

    #[test]
    fn a_group_agrees_on_times_of_one_day() {
        let at = |minutes| Agreed { leave_at_min: Some(minutes), ..Agreed::default() };
        assert!(Agreed::default().holds() && at(1439).holds());
        assert!(!at(1440).holds());
    }

    #[test]
    fn a_way_to_travel_is_read_from_its_word() {
        for travel in Travel::ALL {
            assert_eq!(Travel::parse(travel.as_str()), Some(travel));
        }
        assert_eq!(Travel::parse("rocket"), None);
    }
}
