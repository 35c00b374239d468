//! Two doors, two cookies: the workplace's is never sent with a resident's page, nor the other way round.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

/// Which door a cookie opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Staff, tablets and projectors.
    App,
    /// Residents.
    Mine,
}

impl Door {
    fn name(self) -> &'static str {
        match self {
            Door::App => "wr_app",
            Door::Mine => "wr_mine",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Door::App => "/app-api",
            Door::Mine => "/",
        }
    }
}

/// The token that the request carries for this door.
pub fn read(headers: &HeaderMap, door: Door) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == door.name())
        .map(|(_, token)| token)
}

/// The `Set-Cookie` value that opens the door for `seconds`.
pub fn set(door: Door, token: &str, seconds: i64, secure: bool) -> Option<HeaderValue> {
    let (name, path) = (door.name(), door.path());
    let secure = if secure { "; Secure" } else { "" };
    let line = format!("{name}={token}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&line).ok()
}

/// The `Set-Cookie` value that forgets the token.
pub fn clear(door: Door) -> Option<HeaderValue> {
    set(door, "", 0, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_reads_its_own_cookie() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("wr_mine=a; wr_app=b; x=c"));
        assert_eq!(read(&headers, Door::App), Some("b"));
        assert_eq!(read(&headers, Door::Mine), Some("a"));
    }

    #[test]
    fn a_token_cannot_break_out_of_the_header() {
        assert!(set(Door::App, "a\r\nb", 1, true).is_none());
    }
}
