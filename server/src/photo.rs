//! From a photo as a phone makes it to a picture that a slow phone can load. Only what is seen goes over: the picture is
//! drawn anew from its colours, so nothing of where, when and with what it was taken comes along.

use domain::fair::picture::{
    PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, PHOTO_SIDE_MIN, PICTURE_BOX, PICTURE_BYTES_MAX, PictureRefused,
};
use image::codecs::jpeg::JpegEncoder;
use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;
use tokio::sync::{Semaphore, SemaphorePermit};

/// What one photo may take while it is read, in bytes.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// From fine to coarse, until it is small enough.
const QUALITIES: [u8; 4] = [75, 65, 55, 45];
/// Then with shorter sides.
const SHARES: [u32; 3] = [100, 75, 50];

/// Photos that are on their way: each is held whole.
static COMING: Semaphore = Semaphore::const_new(8);
/// Photos that are being read.
static READ_AT_ONCE: Semaphore = Semaphore::const_new(1);

/// A photo as phones load it: JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    pub file: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// One's turn to send a photo. None: the server closes.
pub async fn turn() -> Option<SemaphorePermit<'static>> {
    COMING.acquire().await.ok()
}

/// [`shrunk`] off the async threads, one after another.
pub async fn read(photo: Vec<u8>) -> Result<Photo, PictureRefused> {
    let turn = READ_AT_ONCE.acquire().await;
    let shrink = move || {
        let _turn = turn;
        shrunk(&photo)
    };
    // Nobody knows what is in a file that stops its reader.
    tokio::task::spawn_blocking(shrink).await.unwrap_or(Err(PictureRefused::NoPhoto))
}

/// The photo upright, within [`PICTURE_BOX`] and [`PICTURE_BYTES_MAX`].
pub fn shrunk(photo: &[u8]) -> Result<Photo, PictureRefused> {
    match photo.len() {
        0 => return Err(PictureRefused::Missing),
        length if length > PHOTO_BYTES_MAX => return Err(PictureRefused::TooLarge),
        _ => {}
    }
    let (photo, orientation) = seen(photo)?;
    if photo.width().min(photo.height()) < PHOTO_SIDE_MIN {
        return Err(PictureRefused::TooSmall);
    }
    for share in SHARES {
        let (width, height) = (PICTURE_BOX.0 * share / 100, PICTURE_BOX.1 * share / 100);
        let mut small = match photo.width() > width || photo.height() > height {
            true => photo.thumbnail(width, height),
            false => photo.clone(),
        };
        small.apply_orientation(orientation);
        let small = small.into_rgb8();
        for quality in QUALITIES {
            let file = written(&small, quality)?;
            if file.len() <= PICTURE_BYTES_MAX {
                return Ok(Photo { file, width: small.width(), height: small.height() });
            }
        }
    }
    Err(PictureRefused::TooLarge)
}

/// What a JPEG, PNG or WebP shows, and how to turn it; whatever its name says it is.
fn seen(photo: &[u8]) -> Result<(DynamicImage, Orientation), PictureRefused> {
    let mut reader =
        ImageReader::new(Cursor::new(photo)).with_guessed_format().map_err(|_| PictureRefused::NoPhoto)?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if reader.format().is_none_or(|format| !known.contains(&format)) {
        return Err(PictureRefused::NoPhoto);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PHOTO_PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(PictureRefused::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refused)?, orientation))
}

fn refused(error: ImageError) -> PictureRefused {
    match error {
        ImageError::Limits(_) => PictureRefused::TooLarge,
        _ => PictureRefused::NoPhoto,
    }
}

fn written(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PictureRefused> {
    let mut file = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture);
    written.map(|()| file).map_err(refused)
}

#[cfg(test)]
mod tests;
