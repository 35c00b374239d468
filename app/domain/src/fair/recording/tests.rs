//! Sound is told from anything else by what is in it.

use super::*;
use proptest::prelude::*;

fn ogg() -> Vec<u8> {
    let mut file = b"OggS\0\x02".to_vec();
    file.resize(27, 7);
    file.push(19);
    file.extend_from_slice(b"OpusHead\x01");
    file
}

/// Frames of 64 kbit/s at 44.1 kHz: 208 bytes each.
fn mp3(frames: usize) -> Vec<u8> {
    let frame = [&[0xff, 0xfb, 0x50, 0xc4][..], &[0; 204]].concat();
    frame.repeat(frames)
}

fn aac(frames: usize) -> Vec<u8> {
    let mut frame = vec![0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc];
    frame.resize(16, 0);
    frame.repeat(frames)
}

fn boxes(of: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let one = |(name, inside): &(&[u8; 4], Vec<u8>)| {
        let size = u32::try_from(inside.len() + 8).expect("small").to_be_bytes();
        [&size[..], &name[..], inside].concat()
    };
    of.iter().flat_map(one).collect()
}

fn m4a(handlers: &[&[u8; 4]]) -> Vec<u8> {
    let handler = |kind: &&[u8; 4]| boxes(&[(b"hdlr", [&[0; 8][..], &kind[..], &[0; 13]].concat())]);
    let movie = handlers.iter().flat_map(handler).collect();
    boxes(&[(b"ftyp", b"M4A \0\0\x02\0".to_vec()), (b"mdat", vec![1; 40]), (b"moov", movie)])
}

fn check(file: &[u8], expected: Option<Sound>) {
    assert_eq!(Sound::of(file), expected);
}

#[test]
fn each_kind_of_sound_is_known_by_what_is_in_it() {
    check(&ogg(), Some(Sound::Ogg));
    check(&mp3(2), Some(Sound::Mp3));
    check(&[b"ID3\x04\0\0\0\0\x01\x02".to_vec(), vec![9; 130], mp3(3)].concat(), Some(Sound::Mp3));
    check(&aac(2), Some(Sound::Aac));
    check(&m4a(&[b"soun", b"mdir"]), Some(Sound::M4a));
    for sound in Sound::ALL {
        assert_eq!(Sound::parse(sound.as_str()), Some(sound));
        assert!(sound.media_type().starts_with("audio/"));
    }
    assert_eq!(Sound::parse("wav"), None);
}

#[test]
fn what_only_begins_like_sound_or_holds_a_film_is_none() {
    check(b"", None);
    check(b"<html><script>alert(1)</script>", None);
    check(b"RIFF\x24\0\0\0WAVEfmt ", None);
    check(b"%PDF-1.7", None);
    check(&ogg()[..30], None);
    check(&[&ogg()[..28], b"\x01vorbis\0"].concat(), None);
    check(&mp3(1), None);
    check(&[mp3(1), b"<script>".repeat(40)].concat(), None);
    check(&[b"ID3\x04\0\0\x7f\x7f\x7f\x7f".to_vec(), mp3(3)].concat(), None);
    check(&aac(1), None);
    check(&m4a(&[b"soun", b"vide"]), None);
    check(&m4a(&[b"vide"]), None);
    check(&m4a(&[b"soun"])[..60], None);
}

#[test]
fn a_recording_is_short() {
    assert_eq!(check_recording(b""), Err(RecordingRefused::Missing));
    assert_eq!(check_recording(b"hello"), Err(RecordingRefused::NoSound));
    let long = mp3(RECORDING_BYTES_MAX / 208 + 1);
    assert_eq!(check_recording(&long), Err(RecordingRefused::TooLarge));
    assert_eq!(check_recording(&long[..RECORDING_BYTES_MAX]), Ok(Sound::Mp3));
}

proptest! {
    #[test]
    fn no_file_whatever_is_in_it_breaks_the_look(file in prop::collection::vec(any::<u8>(), 0..400), head in 0..5_usize) {
        let head = [&b""[..], b"ID3\x04", b"\0\0\0\x10ftyp", b"OggS\0\x02", b"\xff\xfb"][head];
        let file = [head, &file].concat();
        if let Some(sound) = Sound::of(&file) {
            prop_assert!(sound != Sound::M4a || file.windows(4).any(|name| name == b"soun"));
        }
    }
}
