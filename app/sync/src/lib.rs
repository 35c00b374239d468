//! The wire between a screen and the server: what is pushed, what is answered, what is pulled; and the device's side of
//! it as a machine. No I/O.

pub mod clock;
pub mod copy;
pub mod device;
pub mod edits;
pub mod log;
mod messages;
pub mod outbox;
mod pulled;
pub mod requests;
mod scope;
pub mod upcast;
pub mod views;

pub use messages::{
    Answer, Envelope, LogStanding, OFFER_MAX, Offer, OfferAnswer, Outcome, PULL_WAIT_MS, PUSH_MAX, Push,
    PushAnswer, Rejection, SealedCommand, Shown,
};
pub use pulled::{Held, Pull, PullAnswer, Unfit};
pub use scope::Scope;
pub use views::View;
