//! The standby list. A place that comes free is offered to who has waited longest, and held for them until a deadline;
//! after it the place goes to the next. A place is one person's: nobody's place waits for somebody else's answer.
//!
//! On the day itself, from the last call on the evening before, nothing is offered by itself: nobody can be reached in
//! time, and the desk gives free places to who stands there.

use super::sign_up::{Counts, Place, SignUpRefused, SignUpState, Through, place};
use super::state::FairState;
use crate::ids::SignUpId;
use crate::time::{Instant, from_amsterdam, in_amsterdam, to_ms};
use chrono::{Days, NaiveTime, TimeDelta};

/// How long somebody may take to say whether they come.
pub const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(24);
/// A shorter time than this is no question any more.
pub const ANSWER_AT_LEAST: TimeDelta = TimeDelta::hours(1);
/// On the evening before the day every answer is in: whoever prepares the day still knows who comes.
const LAST_CALL: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time of day");

/// The evening before a day that begins at `starts`.
pub fn last_call(starts: Instant) -> Instant {
    let day = in_amsterdam(starts).date_naive();
    from_amsterdam(day.checked_sub_days(Days::new(1)).unwrap_or(day), LAST_CALL)
}

/// Until when somebody who is offered a place now may answer. None: it is too late to ask.
pub fn answer_until(now: Instant, starts: Instant) -> Option<Instant> {
    let last = last_call(starts);
    (now <= last - ANSWER_AT_LEAST).then(|| last.min(now + ANSWER_WITHIN))
}

/// When an offer ends that was made until then: a day that was moved forward has an earlier last call.
pub fn ends_ms(until_ms: i64, starts: Instant) -> i64 {
    until_ms.min(to_ms(last_call(starts)))
}

/// What a sign-up got, as its person is told; `ahead` wait before it. None: withdrawn.
pub fn stands(state: SignUpState, ahead: u32, starts: Instant) -> Option<Place> {
    match state {
        SignUpState::Placed => Some(Place::Placed),
        SignUpState::Offered { until_ms } => Some(Place::Offered { until_ms: ends_ms(until_ms, starts) }),
        SignUpState::Standby => Some(Place::Standby(ahead.saturating_add(1))),
        SignUpState::Lapsed => Some(Place::Lapsed),
        SignUpState::Pending => Some(Place::Pending),
        SignUpState::Declined => Some(Place::Declined),
        SignUpState::Withdrawn => None,
    }
}

/// Offers of a fair that were made until then or earlier are over now; their places may go on.
pub fn over_until_ms(now: Instant, starts: Instant) -> i64 {
    if now >= last_call(starts) { i64::MAX } else { to_ms(now) }
}

/// A fair as far as its places go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    pub state: FairState,
    pub capacity: u32,
    pub starts: Instant,
}

/// A sign-up in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InLine {
    pub sign_up: SignUpId,
    pub state: SignUpState,
}

impl Places {
    /// What the first in line gets. None: places are the desk's to give now.
    fn gives(&self, now: Instant) -> Option<SignUpState> {
        match self.state {
            // Nobody was told anything yet, so nobody is asked to answer.
            FairState::Preparing => Some(SignUpState::Placed),
            FairState::Cancelled => None,
            FairState::Open | FairState::Closed => {
                answer_until(now, self.starts).map(|until| SignUpState::Offered { until_ms: to_ms(until) })
            }
        }
    }

    /// What becomes of the line (in order of arrival) now: who lets a place go, and who gets it. An offer that is over
    /// ends only when somebody else takes the place: until then a late answer still counts. Doing it twice changes
    /// nothing more.
    pub fn settle(&self, line: &[InLine], now: Instant) -> Vec<InLine> {
        let over_ms = over_until_ms(now, self.starts);
        let mut over: Vec<(i64, SignUpId)> = line
            .iter()
            .filter_map(|one| match one.state {
                SignUpState::Offered { until_ms } if until_ms <= over_ms => Some((until_ms, one.sign_up)),
                _ => None,
            })
            .collect();
        // Whose time was over longest ago lets go first.
        over.sort_by_key(|(until_ms, _)| *until_ms);
        let mut over = over.into_iter().map(|(_, sign_up)| InLine { sign_up, state: SignUpState::Lapsed });
        let held = line.iter().filter(|one| one.state.holds_a_place()).count();
        let (mut held, capacity) = (u32::try_from(held).unwrap_or(u32::MAX), self.capacity);
        let mut steps = Vec::new();
        while held > capacity
            && let Some(lapsed) = over.next()
        {
            steps.push(lapsed);
            held -= 1;
        }
        let Some(gets) = self.gives(now) else { return steps };
        for first in line.iter().filter(|one| one.state == SignUpState::Standby) {
            if held >= capacity {
                let Some(lapsed) = over.next() else { break };
                steps.push(lapsed);
                held -= 1;
            }
            steps.push(InLine { state: gets, ..*first });
            held += 1;
        }
        steps
    }
}

/// The place went on to the next in line, or was never offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the place went to the next in line")]
pub struct PassedOn;

/// Somebody says whether they come. A late yes counts as long as the place was not passed on. Where the fair asks for
/// approval, the place that they said yes to is kept until staff have decided.
pub fn answer(state: SignUpState, comes: bool, approval: bool) -> Result<SignUpState, PassedOn> {
    match (state, comes) {
        // There is nothing to take back, and the decision stands.
        (SignUpState::Declined, false) => Ok(SignUpState::Declined),
        (_, false) => Ok(SignUpState::Withdrawn),
        (SignUpState::Offered { .. }, true) if approval => Ok(SignUpState::Pending),
        (SignUpState::Offered { .. } | SignUpState::Placed, true) => Ok(SignUpState::Placed),
        (SignUpState::Pending, true) => Ok(SignUpState::Pending),
        (
            SignUpState::Standby | SignUpState::Lapsed | SignUpState::Declined | SignUpState::Withdrawn,
            true,
        ) => Err(PassedOn),
    }
}

/// Staff decided already, or there is nothing to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this sign-up does not wait for approval")]
pub struct NothingToDecide;

/// Staff say that there is no place for somebody who waits for their word. A place that was given is never taken away by
/// it.
pub fn decline(state: SignUpState) -> Result<SignUpState, NothingToDecide> {
    match state {
        SignUpState::Pending | SignUpState::Declined => Ok(SignUpState::Declined),
        _ => Err(NothingToDecide),
    }
}

/// Somebody who let a place lapse or withdrew wants to come after all: behind everyone who came meanwhile. Who only
/// lapsed never left, so a sign-up that closed since does not shut them out.
pub fn come_back(
    state: SignUpState,
    fair: FairState,
    through: Through,
    counts: Counts,
) -> Result<Place, SignUpRefused> {
    match state {
        SignUpState::Withdrawn => place(fair, through, counts, false),
        SignUpState::Lapsed => place(fair, Through::Desk, counts, false),
        // Staff decided; the desk can still give a place.
        SignUpState::Declined => Err(SignUpRefused::Closed),
        SignUpState::Placed | SignUpState::Pending | SignUpState::Offered { .. } | SignUpState::Standby => {
            Err(SignUpRefused::AlreadySignedUp)
        }
    }
}

/// The desk gives a free place to who stands there, or the one that was kept to who waited for approval. Before the day
/// there is none while somebody waits.
pub fn give(state: SignUpState, fair: FairState, counts: Counts) -> Result<SignUpState, SignUpRefused> {
    if !fair.takes_at_the_desk() {
        return Err(SignUpRefused::Closed);
    }
    match state {
        SignUpState::Placed => Err(SignUpRefused::AlreadySignedUp),
        SignUpState::Offered { .. } | SignUpState::Pending => Ok(SignUpState::Placed),
        SignUpState::Standby | SignUpState::Lapsed | SignUpState::Declined | SignUpState::Withdrawn => {
            if counts.taken < counts.capacity {
                Ok(SignUpState::Placed)
            } else {
                Err(SignUpRefused::Full)
            }
        }
    }
}

#[cfg(test)]
mod tests;
