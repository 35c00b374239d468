//! Names of the fields with which a recording comes.

pub const RECORDING: &str = "recording";
/// The key of the text that is read aloud.
pub const TEXT: &str = "text";
pub const FILE: &str = "file";
