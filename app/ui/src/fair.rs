//! Slice fair, as staff see it: the fairs of a location, making and changing a fair, one
//! fair with its employers and people, and the import of files. The public pages of a fair are in `public`.

mod attendance;
mod day;
mod desk;
mod employers;
pub mod find;
mod groups;
mod head;
mod import;
mod interpreters;
mod langs;
pub mod mistakes;
mod new_card;
mod next;
mod overview;
mod places;
mod residents;
mod seating;
mod sign_up;
mod today;
mod wording;

pub use day::{NewFairScreen, SetupScreen};
pub use import::ImportScreen;
pub use interpreters::InterpreterScreen;
pub use new_card::NewCardScreen;
pub use overview::FairScreen;
pub use seating::SeatingScreen;
pub use sign_up::{SignUpScreen, WalkInLink};
pub use today::TodayScreen;
pub use wording::WordingScreen;
