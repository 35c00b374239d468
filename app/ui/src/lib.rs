//! The screens. `public` is rendered on the server and needs no script; `workplace` runs in the browser.
//! Both are made of `parts`, speak through `texts`, and compile everywhere: no cfg here.

// Views are types, and a whole screen is a deep one.
#![recursion_limit = "512"]

pub mod parts;
pub mod texts;

pub mod people;

pub mod fair;

pub mod rotation;

pub mod scoring;

pub mod follow_up;

pub mod public;
pub mod workplace;
