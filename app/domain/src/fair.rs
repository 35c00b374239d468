//! Slice fair: fairs, sessions, vacancies, sign-ups, interest, who may meet whom, and who came.

mod attendance;
mod interest;
mod money;
mod sign_up;
mod state;
mod timetable;

pub use attendance::{Attendance, AttendanceRefused, mark};
pub use interest::{Interest, VacancyInterest, by_wish, clearly_meant, pair_stars};
pub use money::{Wage, WageRefused};
pub use sign_up::{Counts, Place, SignUpRefused, SignUpState, place};
pub use state::{FairKind, FairState, StateRefused};
pub use timetable::{Phase, PhaseKind, RoundTime, Timetable, TimetableRefused, phases};
