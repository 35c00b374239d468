//! A recording on its way to a phone: kept there for a year, whole or in the piece that was asked for. Some players ask
//! for two bytes first, and play nothing when they get all of it.

use axum::body::Body;
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::fair::recording::Sound;

const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

pub fn played(sound: Sound, file: Vec<u8>, asked: Option<&HeaderValue>) -> Response {
    let asked = asked.and_then(|asked| asked.to_str().ok());
    let whole = file.len();
    let (status, range, body) = match asked.map_or(Piece::Whole, |asked| piece(asked, whole)) {
        Piece::Whole => (StatusCode::OK, None, file),
        Piece::Part { first, last } => {
            let part = file.get(first..=last).unwrap_or_default().to_vec();
            (StatusCode::PARTIAL_CONTENT, Some(format!("bytes {first}-{last}/{whole}")), part)
        }
        Piece::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{whole}")), vec![]),
    };
    let told = [
        (CONTENT_TYPE, sound.media_type()),
        (CACHE_CONTROL, FOR_A_YEAR),
        (ACCEPT_RANGES, "bytes"),
        (CONTENT_DISPOSITION, "inline"),
    ];
    let mut response = (status, told, Body::from(body)).into_response();
    if let Some(range) = range.and_then(|range| HeaderValue::from_str(&range).ok()) {
        response.headers_mut().insert(CONTENT_RANGE, range);
    }
    response
}

/// What was asked for of so many bytes.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Whole,
    /// Both of them are in it.
    Part {
        first: usize,
        last: usize,
    },
    Beyond,
}

/// One range in bytes (RFC 9110 §14.2). Whoever asks otherwise gets all of it.
fn piece(asked: &str, whole: usize) -> Piece {
    let Some((first, last)) = asked.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-'))
    else {
        return Piece::Whole;
    };
    let end = whole.saturating_sub(1);
    let (first, last) = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => (first, end),
        // The last so many.
        (Err(_), Ok(count)) if first.is_empty() => match count {
            0 => return Piece::Beyond,
            count => (whole.saturating_sub(count), end),
        },
        _ => return Piece::Whole,
    };
    if first < whole { Piece::Part { first, last } } else { Piece::Beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, expected: Piece) {
        assert_eq!(piece(asked, 100), expected, "{asked}");
    }

    #[test]
    fn a_piece_is_what_was_asked_for_as_far_as_it_is_there() {
        check("bytes=0-1", Piece::Part { first: 0, last: 1 });
        check("bytes=40-", Piece::Part { first: 40, last: 99 });
        check("bytes=90-500", Piece::Part { first: 90, last: 99 });
        check("bytes=-10", Piece::Part { first: 90, last: 99 });
        check("bytes=-500", Piece::Part { first: 0, last: 99 });
        for beyond in ["bytes=100-", "bytes=200-300", "bytes=-0"] {
            check(beyond, Piece::Beyond);
        }
        for odd in ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,5-6", "lines=0-1"] {
            check(odd, Piece::Whole);
        }
    }

    #[test]
    fn a_recording_stays_on_the_phone_and_says_what_it_is() {
        let response = played(Sound::M4a, vec![7; 10], Some(&HeaderValue::from_static("bytes=8-")));
        assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
        let told =
            |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
        assert_eq!(told("content-range"), "bytes 8-9/10");
        assert_eq!(told("content-type"), "audio/mp4");
        assert!(told("cache-control").contains("immutable"));
        assert_eq!(played(Sound::Mp3, vec![], None).status(), StatusCode::OK);
    }
}
