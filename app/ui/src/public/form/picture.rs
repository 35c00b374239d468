//! Names of the fields with which a picture of a place comes.

pub const PICTURE: &str = "picture";
/// What can be seen on it, by its word.
pub const SHOWS: &str = "shows";
/// Ticked: nobody can be recognised on it.
pub const NOBODY: &str = "nobody";
