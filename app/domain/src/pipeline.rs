//! Slice pipeline: where someone is on the way to work, derived from what happened. Never pushed by hand from the left.

mod candidacy;
pub mod question;
mod stage;

pub use candidacy::{begins, furthest, goes_on};
pub use stage::{CandidacyFacts, Stage, StageNow, Why, stage};
