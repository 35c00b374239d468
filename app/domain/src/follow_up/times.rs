//! Times that are offered for a second interview. Staff offer them for a vacancy; whoever is asked for it picks one, and a
//! time is one person's. Holds what can be offered and picked; who has picked what is in the store.

use super::FollowUpState;
use crate::ids::FollowUpId;

/// Times of one vacancy that are still to come: a few to choose from for each of a handful of people.
pub const OFFERED_MAX: usize = 12;
const DAY_MS: i64 = 86_400_000;
/// How far ahead somebody can be asked to come.
pub const AHEAD_MS: i64 = 183 * DAY_MS;
/// What a calendar is told; nobody knows how long it takes.
pub const LENGTH_MS: i64 = 30 * 60_000;

/// Why a time was not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefused {
    #[error("it is over, or more than half a year away")]
    NotThen,
    #[error("there are enough to choose from")]
    Enough,
}

/// Whether a time can be offered beside so many that are still to come.
pub fn may_offer(standing: usize, starts_ms: i64, now_ms: i64) -> Result<(), OfferRefused> {
    if starts_ms <= now_ms || starts_ms > now_ms + AHEAD_MS {
        return Err(OfferRefused::NotThen);
    }
    if standing >= OFFERED_MAX { Err(OfferRefused::Enough) } else { Ok(()) }
}

/// A time, as far as picking it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    pub starts_ms: i64,
    /// Staff took it back.
    pub taken_back: bool,
    pub held_by: Option<FollowUpId>,
}

impl Time {
    pub fn is_free(&self, now_ms: i64) -> bool {
        !self.taken_back && self.starts_ms > now_ms && self.held_by.is_none()
    }
}

/// Why a time was not picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChooseRefused {
    #[error("the employer took the second interview back")]
    NotAsked,
    #[error("the time is over or was taken back")]
    Gone,
    #[error("somebody else picked it")]
    Taken,
    #[error("stands already")]
    Unchanged,
    #[error("they have another second interview then")]
    SameTime,
}

/// Picks a time: who does so wants the second interview, whatever they said before. `others_ms`: when their other second
/// interviews begin; nobody is in two places.
pub fn choose(
    follow_up: FollowUpId,
    state: FollowUpState,
    time: &Time,
    others_ms: &[i64],
    now_ms: i64,
) -> Result<FollowUpState, ChooseRefused> {
    let same_time = others_ms.iter().any(|other_ms| (time.starts_ms - other_ms).abs() < LENGTH_MS);
    match (state, time.held_by) {
        (FollowUpState::TakenBack, _) => Err(ChooseRefused::NotAsked),
        _ if time.taken_back || time.starts_ms <= now_ms => Err(ChooseRefused::Gone),
        (FollowUpState::Accepted, Some(holder)) if holder == follow_up => Err(ChooseRefused::Unchanged),
        (_, Some(holder)) if holder != follow_up => Err(ChooseRefused::Taken),
        _ if same_time => Err(ChooseRefused::SameTime),
        _ => Ok(FollowUpState::Accepted),
    }
}

/// What somebody said to the times that they were offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Picked one.
    Picked,
    /// None of them fits.
    NoneFits,
    /// Picked one and gave it back.
    GaveBack,
    /// Picked one that staff took back.
    Lost,
}

impl Said {
    pub const ALL: [Said; 4] = [Said::Picked, Said::NoneFits, Said::GaveBack, Said::Lost];

    pub fn as_str(self) -> &'static str {
        match self {
            Said::Picked => "picked",
            Said::NoneFits => "none_fits",
            Said::GaveBack => "gave_back",
            Said::Lost => "lost",
        }
    }

    pub fn parse(word: &str) -> Option<Said> {
        Said::ALL.into_iter().find(|said| said.as_str() == word)
    }
}

/// Whether "none of these fits" still stands: not once a time was offered after it.
pub fn none_fits(said: Said, said_ms: i64, offered_last_ms: Option<i64>) -> bool {
    said == Said::NoneFits && offered_last_ms.is_none_or(|offered| offered <= said_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: i64 = 1_000;

    fn follow_up(n: u128) -> FollowUpId {
        FollowUpId(Uuid::from_u128(n))
    }

    fn time(held_by: Option<u128>) -> Time {
        Time { starts_ms: NOW + 1, taken_back: false, held_by: held_by.map(follow_up) }
    }

    fn picks(state: FollowUpState, time: Time) -> Result<FollowUpState, ChooseRefused> {
        choose(follow_up(1), state, &time, &[], NOW)
    }

    #[test]
    fn a_time_is_offered_for_the_future_and_a_dozen_are_enough() {
        assert_eq!(may_offer(0, NOW + 1, NOW), Ok(()));
        assert_eq!(may_offer(0, NOW, NOW), Err(OfferRefused::NotThen));
        assert_eq!(may_offer(0, NOW + AHEAD_MS + 1, NOW), Err(OfferRefused::NotThen));
        assert_eq!(may_offer(OFFERED_MAX, NOW + 1, NOW), Err(OfferRefused::Enough));
    }

    #[test]
    fn who_picks_a_time_wants_the_interview_and_a_time_is_one_persons() {
        use FollowUpState::{Accepted, Asked, Declined, TakenBack};
        for state in [Asked, Accepted, Declined] {
            assert_eq!(picks(state, time(None)), Ok(Accepted));
            assert_eq!(picks(state, time(Some(2))), Err(ChooseRefused::Taken));
        }
        assert_eq!(picks(Accepted, time(Some(1))), Err(ChooseRefused::Unchanged), "a double tap");
        assert_eq!(picks(TakenBack, time(None)), Err(ChooseRefused::NotAsked));
    }

    #[test]
    fn what_is_over_or_was_taken_back_cannot_be_picked() {
        let over = Time { starts_ms: NOW, ..time(None) };
        let taken_back = Time { taken_back: true, ..time(None) };
        for gone in [over, taken_back] {
            assert_eq!(picks(FollowUpState::Asked, gone), Err(ChooseRefused::Gone));
            assert!(!gone.is_free(NOW));
        }
        assert!(time(None).is_free(NOW) && !time(Some(1)).is_free(NOW));
    }

    #[test]
    fn nobody_is_in_two_second_interviews_and_one_after_the_other_is_fine() {
        let beside = |other_ms| choose(follow_up(1), FollowUpState::Asked, &time(None), &[other_ms], NOW);
        for other_ms in [NOW + 1, NOW + LENGTH_MS, NOW + 2 - LENGTH_MS] {
            assert_eq!(beside(other_ms), Err(ChooseRefused::SameTime), "{other_ms}");
        }
        for other_ms in [NOW + 1 + LENGTH_MS, NOW + 1 - LENGTH_MS] {
            assert_eq!(beside(other_ms), Ok(FollowUpState::Accepted), "{other_ms}");
        }
        let own = choose(follow_up(1), FollowUpState::Accepted, &time(Some(1)), &[NOW + 1], NOW);
        assert_eq!(own, Err(ChooseRefused::Unchanged), "what stands is not argued about");
    }

    #[test]
    fn a_new_time_asks_again_who_said_that_none_fits() {
        assert!(none_fits(Said::NoneFits, 5, Some(5)) && none_fits(Said::NoneFits, 5, None));
        assert!(!none_fits(Said::NoneFits, 5, Some(6)) && !none_fits(Said::GaveBack, 5, None));
    }

    #[test]
    fn what_was_said_is_read_from_its_word() {
        for said in Said::ALL {
            assert_eq!(Said::parse(said.as_str()), Some(said));
        }
        assert_eq!(Said::parse("perhaps"), None);
    }
}
