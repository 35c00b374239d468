//! Who is away for a while on the day: someone who comes later, leaves early or steps out, an interpreter, a table, an
//! employer with all its tables. Kept by rounds, so that saying "not in rounds 3 and 4" twice is saying it once, and
//! being back is saying it of no round. What a re-plan makes of it is windows; that is here too.

use super::instance::Window;
use super::timer::{Now, first_open_round};
use crate::fair::PhaseKind;
use crate::ids::{EmployerId, InterpreterId, ResidentId, SessionId, TableId};
use serde::{Deserialize, Serialize};

/// Who or what can be away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Resident(ResidentId),
    Interpreter(InterpreterId),
    Table(TableId),
    /// Every table of it.
    Employer(EmployerId),
    /// Everybody: the round does not take place.
    Hall(SessionId),
}

impl Who {
    /// The first round of which it can still be said. Someone may turn out to be missing from a talk that runs, which
    /// then did not happen; a table or interpreter ends the talk that it began.
    pub fn first_round(self, now: Now, rounds: u32) -> u32 {
        match (self, now) {
            (Who::Resident(_), Now::In { phase, .. }) if phase.kind == PhaseKind::Talk => phase.round,
            _ => first_open_round(now, rounds),
        }
    }
}

/// The rounds that stand after someone said `asked`: those before `first` stay as they were, and no other is a round.
pub fn away_rounds(stands: &[u32], asked: &[u32], first: u32, last: u32) -> Vec<u32> {
    let past = stands.iter().filter(|round| **round < first);
    let open = asked.iter().filter(|round| (first..=last).contains(*round));
    let mut rounds: Vec<u32> = past.chain(open).copied().collect();
    rounds.sort_unstable();
    rounds.dedup();
    rounds
}

/// What is left of the windows outside `away`.
pub fn without(windows: &[Window], away: &[Window]) -> Vec<Window> {
    let mut left = windows.to_vec();
    for gap in away {
        let before = |window: &Window| Window::new(window.from(), window.until().min(gap.from()));
        let after = |window: &Window| Window::new(window.from().max(gap.until()), window.until());
        left = left.iter().flat_map(|window| before(window).into_iter().chain(after(window))).collect();
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fair::Phase;
    use crate::rotation::instance::ClockTime;
    use uuid::Uuid;

    fn window(from: u16, until: u16) -> Window {
        let at = |minutes| ClockTime::from_minutes(minutes).expect("a time");
        Window::new(at(from), at(until)).expect("a window")
    }

    #[test]
    fn a_gap_parts_a_window_and_one_at_its_edge_shortens_it() {
        let day = [window(600, 700)];
        assert_eq!(without(&day, &[window(620, 630)]), [window(600, 620), window(630, 700)]);
        assert_eq!(without(&day, &[window(600, 610), window(690, 700)]), [window(610, 690)]);
        assert!(without(&day, &[window(500, 800)]).is_empty());
        assert_eq!(without(&day, &[window(700, 710)]), day);
        assert_eq!(without(&day, &[]), day);
    }

    #[test]
    fn what_is_over_stays_as_it_was_said() {
        assert_eq!(away_rounds(&[1, 2, 5], &[4, 3], 3, 6), [1, 2, 3, 4]);
        assert_eq!(away_rounds(&[1, 2, 5], &[], 3, 6), [1, 2], "back from now on");
        assert_eq!(away_rounds(&[], &[0, 1, 6, 7, 7], 1, 6), [1, 6], "only what is a round");
        assert!(away_rounds(&[], &[6], 7, 6).is_empty(), "the day is over");
    }

    #[test]
    fn a_person_can_miss_the_talk_that_runs_and_a_table_cannot() {
        let phase = |kind| Phase { kind, round: 3, duration_ms: 1 };
        let now = |kind| Now::In { index: 4, phase: phase(kind), remaining_ms: 1, paused: false };
        let (person, table) = (Who::Resident(ResidentId(Uuid::nil())), Who::Table(TableId(Uuid::nil())));
        assert_eq!(person.first_round(now(PhaseKind::Talk), 6), 3);
        assert_eq!(table.first_round(now(PhaseKind::Talk), 6), 4);
        assert_eq!(person.first_round(now(PhaseKind::ChangeOver), 6), 3);
        assert_eq!((person.first_round(Now::NotStarted, 6), table.first_round(Now::Over, 6)), (1, 7));
    }
}
