//! Slice people: signing in, an invite, and the staff of a location with their logins.

mod colleague;
mod invite;
mod logins;
mod place;
mod sign_in;
mod staff;

pub use invite::InviteScreen;
pub use sign_in::SignInScreen;
pub use staff::StaffScreen;
