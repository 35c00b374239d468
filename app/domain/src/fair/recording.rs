//! Read-aloud: what counts as a recording. Staff put one in for an instruction in a language; the file itself says what
//! it is, whatever it is called. Knows as much of each format as tells sound from anything else.

/// A minute of speech, with room.
pub const RECORDING_BYTES_MAX: usize = 300_000;

/// What phones can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// Opus in Ogg.
    Ogg,
    Mp3,
    /// AAC in MPEG-4, "m4a".
    M4a,
    /// AAC alone (ADTS).
    Aac,
}

impl Sound {
    pub const ALL: [Sound; 4] = [Sound::Ogg, Sound::Mp3, Sound::M4a, Sound::Aac];

    /// The word in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Sound::Ogg => "ogg",
            Sound::Mp3 => "mp3",
            Sound::M4a => "m4a",
            Sound::Aac => "aac",
        }
    }

    pub fn parse(word: &str) -> Option<Sound> {
        Sound::ALL.into_iter().find(|sound| sound.as_str() == word)
    }

    /// As a browser is told.
    pub fn media_type(self) -> &'static str {
        match self {
            Sound::Ogg => "audio/ogg",
            Sound::Mp3 => "audio/mpeg",
            Sound::M4a => "audio/mp4",
            Sound::Aac => "audio/aac",
        }
    }

    /// What a file is. None: no sound that phones can play, or something besides it.
    pub fn of(file: &[u8]) -> Option<Sound> {
        if is_ogg(file) {
            Some(Sound::Ogg)
        } else if is_m4a(file) {
            Some(Sound::M4a)
        } else if is_mp3(file) {
            Some(Sound::Mp3)
        } else {
            is_aac(file).then_some(Sound::Aac)
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordingRefused {
    #[error("no file")]
    Missing,
    #[error("too large")]
    TooLarge,
    #[error("no sound that phones can play")]
    NoSound,
}

/// What a file is, if it can be a recording.
pub fn check_recording(file: &[u8]) -> Result<Sound, RecordingRefused> {
    match file.len() {
        0 => Err(RecordingRefused::Missing),
        length if length > RECORDING_BYTES_MAX => Err(RecordingRefused::TooLarge),
        _ => Sound::of(file).ok_or(RecordingRefused::NoSound),
    }
}

/// The first page of a stream with Opus in it (RFC 3533 §6, RFC 7845 §5.1).
fn is_ogg(file: &[u8]) -> bool {
    let first_page = file.starts_with(b"OggS\0") && file.get(5).is_some_and(|flags| flags & 2 != 0);
    first_page && file.get(28..36) == Some(b"OpusHead")
}

/// Two frames of MPEG layer III after one another, behind a tag or not (ISO 11172-3 §2.4, ID3v2 §3.1).
fn is_mp3(file: &[u8]) -> bool {
    let frames = match file {
        [b'I', b'D', b'3', _, _, _, size @ ..] => {
            let Some(size) = size.get(..4).filter(|size| size.iter().all(|byte| *byte < 0x80)) else {
                return false;
            };
            let size = size.iter().fold(0_usize, |size, byte| size << 7 | usize::from(*byte));
            file.get(10 + size..)
        }
        _ => Some(file),
    };
    frames.is_some_and(|frames| twice(frames, mp3_frame))
}

/// Two frames of ADTS after one another (ISO 13818-7 §6.2).
fn is_aac(file: &[u8]) -> bool {
    twice(file, adts_frame)
}

fn twice(file: &[u8], frame: fn(&[u8]) -> Option<usize>) -> bool {
    frame(file).and_then(|length| file.get(length..)).and_then(frame).is_some()
}

/// How long the frame is whose head stands here, in bytes.
fn mp3_frame(file: &[u8]) -> Option<usize> {
    const KBPS_1: [usize; 16] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    const KBPS_2: [usize; 16] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    let &[0xff, second, third, _, ..] = file else { return None };
    let (is_sync, is_layer_3) = (second & 0xe0 == 0xe0, second & 0x06 == 0x02);
    let (kbps, hz, bytes_a_kbps) = match second >> 3 & 3 {
        3 => (KBPS_1, [44_100, 48_000, 32_000], 144_000),
        2 => (KBPS_2, [22_050, 24_000, 16_000], 72_000),
        0 => (KBPS_2, [11_025, 12_000, 8_000], 72_000),
        _ => return None,
    };
    let hz = hz.get(usize::from(third >> 2 & 3))?;
    let kbps = kbps.get(usize::from(third >> 4)).filter(|kbps| **kbps > 0)?;
    let padding = usize::from(third >> 1 & 1);
    (is_sync && is_layer_3).then(|| bytes_a_kbps * kbps / hz + padding)
}

fn adts_frame(file: &[u8]) -> Option<usize> {
    let &[0xff, second, third, fourth, fifth, sixth, ..] = file else { return None };
    let length = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
    let is_head = second & 0xf6 == 0xf0 && third >> 2 & 15 < 13;
    (is_head && length > 7).then_some(length)
}

/// A file of boxes with a track of sound and none of pictures (ISO 14496-12 §4.2, §8.4.3).
fn is_m4a(file: &[u8]) -> bool {
    if file.get(4..8) != Some(b"ftyp") {
        return false;
    }
    let Some(movie) = boxed(file, b"moov") else { return false };
    let handlers = || {
        let heads = movie.windows(4).enumerate().filter(|(_, name)| name == b"hdlr");
        heads.filter_map(|(at, _)| movie.get(at + 12..at + 16))
    };
    handlers().any(|kind| kind == b"soun") && !handlers().any(|kind| kind == b"vide")
}

/// What is in the first box of this name at the outermost level.
fn boxed<'a>(mut file: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    loop {
        let size = u32::from_be_bytes(file.get(..4)?.try_into().ok()?);
        // 1 would be a size of eight bytes: far beyond any recording. 0 is "until the end".
        let size = if size == 0 { file.len() } else { usize::try_from(size).ok()? };
        let this = file.get(..size).filter(|this| this.len() >= 8)?;
        if this.get(4..8)? == wanted {
            return this.get(8..);
        }
        file = file.get(size..)?;
    }
}

#[cfg(test)]
mod tests;
