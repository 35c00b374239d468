//! Slice follow_up: after the day, the employers' sheets side by side.

mod filter;
mod sheets;

pub use sheets::Sheets;
