//! Slice fair, as staff see it: the fairs of a location, one fair with its employers and people, and the import of
//! files. The public pages of a fair are in `public`.

mod attendance;
mod desk;
mod employers;
pub mod find;
mod head;
mod import;
mod mistakes;
mod next;
mod overview;
mod residents;
mod sign_up;
mod today;

pub use import::ImportScreen;
pub use overview::FairScreen;
pub use sign_up::SignUpScreen;
pub use today::TodayScreen;
