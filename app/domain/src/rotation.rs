//! Rotation: who sits at which table in which round. Documents (`instance`, `plan`, `trace`), the
//! judge (`check`), the planner, the live re-plan, explanations, and the timer of the day.
//! What a fair, a resident or an employer is lives to the left; it arrives here as an [`Instance`].

pub mod away;
pub mod check;
mod document;
mod expected;
pub mod explain;
pub mod instance;
pub mod plan;
pub mod planner;
pub mod rehearse;
pub mod replan;
pub mod timer;
pub mod trace;

pub use away::{Who, away_rounds};
pub use check::{Detail, Judged, Levels, Refused, Rule, Violation, Violations, check};
pub use document::{Fault, Problem};
pub use expected::{expected_phases, expected_rounds};
pub use explain::{
    Began, Cause, EmployerOutcome, Explained, Outcome, Reason, Reasons, Unmet, causes, explain,
};
pub use instance::{
    ClockTime, Comfort, Employer, Group, GroupKind, Instance, Interpreter, Level, Live, MustMeet, Objective,
    Pair, Party, Pin, Resident, Room, Round, Stars, Table, Utility, Walk, Window,
};
pub use plan::{Meeting, Plan};
pub use planner::{Budget, Certificate, Planned, Progress, plan, plan_beside, plan_watched};
pub use replan::{
    Change, ChangeKind, Happening, Moment, ReplanError, Seat, apply_event, apply_happening, changes,
    replan_happened, replan_instance,
};
pub use timer::{Now, Timer, TimerMode, TimerRefused, first_open_round};
pub use trace::{Event, Step, Trace};
