//! What an organiser does next with a fair: one thing, decided from how far it is.

use domain::fair::FairState;
use sync::views::{FairHead, SetupView};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nobody to meet yet.
    ImportEmployers,
    OpenSignUp,
    /// Open, and nobody has signed up.
    Share,
    MakePlan,
    /// A plan is published and the day is still to come.
    Prepare,
    RunTheDay,
    FollowUp,
    Cancelled,
}

/// The next thing. The day counts from an hour before its start.
pub fn next(head: &FairHead, setup: &SetupView, now_ms: i64) -> Next {
    const EARLY_MS: i64 = 3_600_000;
    match head.state {
        FairState::Cancelled => Next::Cancelled,
        _ if head.employers == 0 => Next::ImportEmployers,
        _ if now_ms > head.ends_ms => Next::FollowUp,
        _ if setup.begun => Next::RunTheDay,
        FairState::Preparing => Next::OpenSignUp,
        _ if head.placed + head.pending == 0 => Next::Share,
        _ if now_ms > head.starts_ms - EARLY_MS => Next::RunTheDay,
        _ if setup.planned => Next::Prepare,
        FairState::Open | FairState::Closed => Next::MakePlan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::{FairKind, Timetable};
    use domain::ids::{FairId, SessionId};
    use domain::time::from_ms;
    use uuid::Uuid;

    fn check(state: FairState, employers: u32, placed: u32, now_ms: i64, expected: Next) {
        check_with(state, employers, placed, [false, false], now_ms, expected);
    }

    fn check_with(
        state: FairState,
        employers: u32,
        placed: u32,
        [planned, begun]: [bool; 2],
        now_ms: i64,
        expected: Next,
    ) {
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
            offered: 0,
            pending: 0,
            standby: 0,
            employers,
            tables: 26,
        };
        let timetable = Timetable {
            starts: from_ms(head.starts_ms),
            rounds: 10,
            talk_min: 8,
            change_min: 2,
            break_after: 0,
            break_min: 0,
            second_after: 0,
            second_min: 0,
        };
        let setup = SetupView {
            timetable,
            standby_max: 20,
            promised: 2,
            meetings_max: 6,
            begun,
            planned,
            approval: false,
        };
        assert_eq!(next(&head, &setup, now_ms), expected);
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

    #[test]
    fn nobody_is_told_to_make_a_plan_that_stands() {
        check_with(FairState::Open, 20, 118, [true, false], 0, Next::Prepare);
        check_with(FairState::Open, 20, 118, [true, false], 99_000_000, Next::RunTheDay);
        check_with(FairState::Open, 20, 118, [true, true], 0, Next::RunTheDay);
    }
}
