//! Slice fair: fairs, sessions, vacancies, sign-ups, interest, who may meet whom, and who came.

mod attendance;
pub mod calendar;
mod day;
pub mod further;
pub mod group;
mod interest;
pub mod leaning;
pub mod mailing;
mod money;
pub mod picture;
pub mod practical;
pub mod recording;
mod seating;
mod sign_up;
pub mod standby;
mod state;
pub mod telling;
mod timetable;

pub use attendance::{Attendance, AttendanceRefused, mark};
pub use day::{CAPACITY_MAX, Day, DayRefused, STANDBY_MAX, Usual, usual};
pub use interest::{Interest, VacancyInterest, by_wish, clearly_meant, pair_stars};
pub use money::{Wage, WageRefused};
pub use seating::{
    HOURS_MAX, MINIMUM_WAGE, Offer, Seating, SeatingRefused, Shift, TABLE_NUMBER_MAX, TABLES_MAX, TableHours,
    VACANCIES_MAX, WorkKind, WorkPicture, check_seating, folded,
};
pub use sign_up::{Counts, Place, SignUpRefused, SignUpState, Through, begins, place};
pub use state::{FairKind, FairState, StateRefused};
pub use timetable::{Phase, PhaseKind, RoundTime, Timetable, TimetableRefused, phases};
