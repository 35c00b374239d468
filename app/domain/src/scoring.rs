//! Slice scoring: an employer's sheet about a talk, and the resident's own answer. People decide; nothing is summed or ranked.

mod sheet;

pub use sheet::{Answer, Criterion, NextStep, Score, SheetRefused, SheetState, Verdict, complete, leads_on};
