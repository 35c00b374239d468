//! The wire between a screen and the server: what is pushed, what is answered, what is pulled. No I/O.

pub mod clock;
mod messages;
pub mod requests;
mod scope;
pub mod views;

pub use messages::{
    Answer, Envelope, Outcome, PULL_WAIT_MS, PUSH_MAX, Pull, Push, PushAnswer, Rejection, Shown,
};
pub use scope::Scope;
pub use views::View;
