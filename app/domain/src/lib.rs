//! What is true on both sides, server and browser: types, rules, the permission policy, commands
//! and the rotation planner. No I/O, no clock, no randomness: `now` and ids are passed in.
//!
//! Seven slices, importing leftward only:
//! `people ← fair ← rotation ← scoring ← follow_up ← pipeline ← insight`.
//! `command` and `policy` know every slice and sit above them; `ids`, `lang` and `time` sit below.

pub mod ids;
pub mod lang;
pub mod text;
pub mod time;

pub mod people;

pub mod fair;

pub mod rotation;

pub mod scoring;

pub mod follow_up;

pub mod pipeline;

pub mod insight;

pub mod command;
pub mod policy;
