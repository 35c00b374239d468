//! What an organiser does next with a fair: one thing, decided from how far it is.

use domain::fair::FairState;
use sync::views::FairHead;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nobody to meet yet.
    ImportEmployers,
    OpenSignUp,
    /// Open, and nobody has signed up.
    Share,
    MakePlan,
    RunTheDay,
    FollowUp,
    Cancelled,
}

/// The next thing. The day counts from an hour before its start.
pub fn next(head: &FairHead, now_ms: i64) -> Next {
    const EARLY_MS: i64 = 3_600_000;
    match head.state {
        FairState::Cancelled => Next::Cancelled,
        _ if head.employers == 0 => Next::ImportEmployers,
        _ if now_ms > head.ends_ms => Next::FollowUp,
        FairState::Preparing => Next::OpenSignUp,
        _ if head.placed == 0 => Next::Share,
        _ if now_ms > head.starts_ms - EARLY_MS => Next::RunTheDay,
        FairState::Open | FairState::Closed => Next::MakePlan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::FairKind;
    use domain::ids::{FairId, SessionId};
    use uuid::Uuid;

    fn check(state: FairState, employers: u32, placed: u32, now_ms: i64, expected: Next) {
        let head = FairHead {
            fair: FairId(Uuid::nil()),
            session: SessionId(Uuid::nil()),
            kind: FairKind::Banenmarkt,
            name: "Banenmarkt".into(),
            place: "Zaal".into(),
            meeting_point: "Deur".into(),
            state,
            starts_ms: 100_000_000,
            ends_ms: 107_000_000,
            capacity: 120,
            placed,
            standby: 0,
            employers,
            tables: 26,
        };
        assert_eq!(next(&head, now_ms), expected);
    }

    #[test]
    fn one_thing_at_a_time_from_empty_to_afterwards() {
        check(FairState::Preparing, 0, 0, 0, Next::ImportEmployers);
        check(FairState::Preparing, 20, 0, 0, Next::OpenSignUp);
        check(FairState::Open, 20, 0, 0, Next::Share);
        check(FairState::Open, 20, 118, 0, Next::MakePlan);
        check(FairState::Closed, 20, 118, 0, Next::MakePlan);
        check(FairState::Closed, 20, 118, 99_000_000, Next::RunTheDay);
        check(FairState::Closed, 20, 118, 108_000_000, Next::FollowUp);
        check(FairState::Cancelled, 20, 118, 0, Next::Cancelled);
    }
}
