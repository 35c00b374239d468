//! Photos are drawn here, never taken.

use super::*;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb};

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) },
    )
}

fn jpeg(photo: &RgbImage) -> Vec<u8> {
    written(photo, 90).expect("a JPEG")
}

/// The same file with a tag of a camera: which way is up (Exif 2.3, tag 0x0112), and a place that nobody should learn.
fn tagged(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"52.1 N 5.3 E");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::NoFilter);
    let pixels = vec![120; width as usize * height as usize];
    encoder.write_image(&pixels, width, height, ExtendedColorType::L8).expect("a PNG");
    file
}

fn seen_again(photo: &Photo) -> RgbImage {
    image::load_from_memory_with_format(&photo.file, ImageFormat::Jpeg).expect("a JPEG").into_rgb8()
}

#[test]
fn a_photo_becomes_small_and_keeps_its_shape() {
    let photo = shrunk(&jpeg(&halves(3000, 2000))).expect("taken");
    assert_eq!((photo.width, photo.height), (800, 533));
    assert!(photo.file.len() < PICTURE_BYTES_MAX, "{}", photo.file.len());
    let small = shrunk(&jpeg(&halves(640, 480))).expect("taken");
    assert_eq!((small.width, small.height), (640, 480), "nothing is made larger");
    let drawn = shrunk(&png(1000, 2000)).expect("taken");
    assert_eq!((drawn.width, drawn.height), (400, 800));
}

#[test]
fn it_stands_upright_and_tells_nothing_of_where_it_was_taken() {
    let file = tagged(&jpeg(&halves(800, 600)), 6);
    assert!(file.windows(6).any(|bytes| bytes == b"52.1 N"));
    let photo = shrunk(&file).expect("taken");
    assert_eq!((photo.width, photo.height), (600, 800), "turned by a quarter");
    let upright = seen_again(&photo);
    let (top, bottom) = (upright.get_pixel(300, 100), upright.get_pixel(300, 700));
    assert!(top[0] > top[2] && bottom[2] > bottom[0], "left has become up: {top:?} {bottom:?}");
    for left in [&b"Exif"[..], b"52.1 N", b"ICC_PROFILE"] {
        assert!(!photo.file.windows(left.len()).any(|bytes| bytes == left), "{left:?}");
    }
}

#[test]
fn the_busiest_photo_is_small_enough() {
    let mut state = 7_u32;
    let noise = RgbImage::from_fn(1600, 1600, |_, _| {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        Rgb([next(), next(), next()])
    });
    let photo = shrunk(&jpeg(&noise)).expect("taken");
    assert!(photo.file.len() <= PICTURE_BYTES_MAX, "{}", photo.file.len());
}

#[test]
fn what_is_no_photo_is_refused_and_says_why() {
    assert_eq!(shrunk(&[]), Err(PictureRefused::Missing));
    assert_eq!(shrunk(&vec![0xff; PHOTO_BYTES_MAX + 1]), Err(PictureRefused::TooLarge));
    assert_eq!(shrunk(&jpeg(&halves(900, 150))), Err(PictureRefused::TooSmall));
    let page = b"<html><script>alert(1)</script>";
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    for other in [&page[..], heic, gif, b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x08\0\0\0WEBPVP8 "]
    {
        assert_eq!(shrunk(other), Err(PictureRefused::NoPhoto), "{other:?}");
    }
}

#[test]
fn a_small_file_that_unpacks_to_too_much_is_not_unpacked() {
    let bomb = png(8000, 7000);
    assert!(bomb.len() < 600_000, "{}", bomb.len());
    assert_eq!(shrunk(&bomb), Err(PictureRefused::TooLarge));
}

/// The head of a PNG with eight bytes to a pixel, and nothing behind it (PNG 3rd edition §11.2.1).
fn deep_png_head(width: u32, height: u32) -> Vec<u8> {
    let [wide, high] = [width, height].map(u32::to_be_bytes);
    let chunk = [&b"IHDR"[..], &wide, &high, &[16, 6, 0, 0, 0]].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    let head = [b"\x89PNG\r\n\x1a\n\0\0\0\x0d", &chunk[..], &sum.sum().to_be_bytes()].concat();
    [&head[..], b"\0\0\0\x08IDAT"].concat()
}

#[test]
fn what_would_take_too_much_memory_is_refused_before_it_takes_it() {
    // 400 MB, and within the pixels that a photo may have.
    assert_eq!(shrunk(&deep_png_head(7000, 7000)), Err(PictureRefused::TooLarge));
    assert_eq!(shrunk(&deep_png_head(700, 700)), Err(PictureRefused::NoPhoto), "that one is only cut off");
}

#[test]
fn whatever_is_bent_in_a_file_stops_nothing() {
    let (photo, drawn) = (tagged(&jpeg(&halves(240, 210)), 3), png(240, 210));
    for file in [photo, drawn] {
        for at in (0..file.len()).step_by(file.len() / 97 + 1) {
            let mut bent = file.clone();
            bent[at] ^= 0x5a;
            // Taken or refused, and no more.
            let _ = shrunk(&bent);
            let _ = shrunk(&file[..at]);
        }
    }
}
