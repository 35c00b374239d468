//! What the demo's invented sports hall looks like: drawn, with the yellow door where people gather.

use crate::chance;
use crate::photo::{Photo, shrunk};
use domain::fair::picture::{PlacePicture, Shows};
use domain::ids::{FairId, LocationId, PictureId};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use std::sync::OnceLock;
use store::pictures::{self, Picture};
use store::{StoreError, Tx};

const SKY: Rgb<u8> = Rgb([205, 226, 235]);
const BRICK: Rgb<u8> = Rgb([170, 96, 74]);
const ROOF: Rgb<u8> = Rgb([84, 84, 92]);
const GLASS: Rgb<u8> = Rgb([118, 156, 170]);
const DOOR: Rgb<u8> = Rgb([242, 196, 48]);
const PATH: Rgb<u8> = Rgb([206, 200, 190]);
const GRASS: Rgb<u8> = Rgb([124, 160, 96]);

/// From the left, from above, width, height.
type Patch = (u32, u32, u32, u32);

/// What is drawn, one over the other.
const PARTS: &[(Patch, Rgb<u8>)] = &[
    ((0, 330, 640, 110), GRASS),
    ((262, 330, 116, 110), PATH),
    ((70, 130, 500, 200), BRICK),
    ((54, 104, 532, 30), ROOF),
    ((110, 176, 110, 60), GLASS),
    ((420, 176, 110, 60), GLASS),
    ((272, 190, 96, 140), DOOR),
    ((318, 190, 4, 140), ROOF),
];

/// Drawn once for all. None: it cannot be drawn.
fn picture() -> Option<Photo> {
    static DRAWN: OnceLock<Option<Photo>> = OnceLock::new();
    DRAWN.get_or_init(|| shrunk(&drawn()?).ok()).clone()
}

fn drawn() -> Option<Vec<u8>> {
    let picture = RgbImage::from_fn(640, 440, |x, y| {
        let here = |((left, top, width, height), _): &&(Patch, Rgb<u8>)| {
            (*left..left + width).contains(&x) && (*top..top + height).contains(&y)
        };
        PARTS.iter().rev().find(here).map_or(SKY, |(_, colour)| *colour)
    });
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&picture, 640, 440, ExtendedColorType::Rgb8).ok()?;
    Some(file)
}

/// Puts it in for a fair.
pub async fn put_in(tx: &mut Tx, location: LocationId, fair: FairId, now_ms: i64) -> Result<(), StoreError> {
    let Photo { file, width, height } = picture().ok_or(StoreError::Corrupt("the demo's picture"))?;
    let id = PictureId(chance::id());
    let picture = Picture {
        place: PlacePicture { id, shows: Shows::Entrance, width, height },
        location,
        length: u32::try_from(file.len()).unwrap_or(u32::MAX),
        made_ms: now_ms,
        by: "demo".into(),
    };
    pictures::insert(tx, &picture, &file).await?;
    pictures::put(tx, fair, id).await?;
    Ok(())
}
