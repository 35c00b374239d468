//! The picture of a place: staff put one in, so that people know the door when they stand before it. What it shows is
//! chosen from a list, so that fifteen languages can say it. Nobody is on it.

use super::seating::words;
use crate::ids::PictureId;
use serde::{Deserialize, Serialize};

/// Of a photo as a phone makes it, in bytes; what residents load is far smaller.
pub const PHOTO_BYTES_MAX: usize = 15_000_000;
/// Of a photo, width times height.
pub const PHOTO_PIXELS_MAX: u64 = 50_000_000;
/// Shorter sides show nothing, in pixels.
pub const PHOTO_SIDE_MIN: u32 = 200;
/// What a phone loads, in bytes: half a second at 200 kB/s.
pub const PICTURE_BYTES_MAX: usize = 100_000;
/// Width and height of what a phone loads, at most.
pub const PICTURE_BOX: (u32, u32) = (800, 800);

words! {
    /// What can be seen.
    Shows { Entrance "entrance", Building "building", Room "room", Way "way" }
}

/// A picture without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacePicture {
    pub id: PictureId,
    pub shows: Shows,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

/// Why a photo is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureRefused {
    #[error("no file")]
    Missing,
    #[error("too large")]
    TooLarge,
    #[error("too small to see anything")]
    TooSmall,
    #[error("no photo of a kind that is read")]
    NoPhoto,
    #[error("what it shows is not said")]
    Shows,
    #[error("that nobody is on it is not said")]
    Nobody,
}
