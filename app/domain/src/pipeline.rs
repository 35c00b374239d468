//! Slice pipeline: where someone is on the way to work, derived from what happened. Never pushed by hand from the left.

mod stage;

pub use stage::{CandidacyFacts, Stage, StageNow, Why, stage};
