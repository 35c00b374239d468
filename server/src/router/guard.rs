//! Nothing is changed on behalf of another site: a form or script elsewhere cannot post here with a person's cookie.

use crate::app::{App, Shared};
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;

/// The browser reached us over HTTPS, directly or through a trusted proxy.
pub fn is_https(app: &App, headers: &HeaderMap) -> bool {
    let public = app.settings.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let forwarded = headers.get("x-forwarded-proto").and_then(|proto| proto.to_str().ok()) == Some("https");
    public || (app.settings.trust_proxy && forwarded)
}

/// The browser runs on this very computer: nobody stands between.
pub fn is_at_home(headers: &HeaderMap) -> bool {
    headers.get(HOST).and_then(|host| host.to_str().ok()).is_some_and(is_loopback)
}

/// The demo answers to the names of this computer only: another name that was made to point here would let a page
/// elsewhere use sign-ins that everybody knows.
pub async fn demo_at_home(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if !app.settings.demo || host.is_some_and(is_loopback) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "The demo is for this computer only: open http://127.0.0.1.\n")
        .into_response()
}

/// "localhost:3000", "127.0.0.1", "[::1]:3000".
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Lets through what only looks, and what this very site posts.
pub async fn same_origin(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let only_looks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrades = request.headers().contains_key("upgrade");
    if (only_looks && !upgrades) || comes_from_here(&app, request.headers()) {
        return next.run(request).await;
    }
    // Said in words further out, in the form of who asked.
    StatusCode::FORBIDDEN.into_response()
}

fn comes_from_here(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let Some((_, origin)) = origin.and_then(|origin| origin.split_once("://")) else { return false };
    let public =
        app.settings.public_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| host);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    Some(origin) == host || Some(origin) == public
}

#[cfg(test)]
mod tests {
    use super::{HOST, HeaderMap, is_at_home, is_loopback};
    use axum::http::HeaderValue;

    #[test]
    fn who_comes_from_another_computer_is_not_at_home() {
        let named = |host| HeaderMap::from_iter([(HOST, HeaderValue::from_static(host))]);
        assert!(is_at_home(&named("127.0.0.1:3000")));
        assert!(!is_at_home(&named("192.168.1.20:3000")));
        assert!(!is_at_home(&HeaderMap::new()));
    }

    #[test]
    fn only_names_of_this_computer_are_its_own() {
        for own in ["localhost", "LOCALHOST:3000", "127.0.0.1:3000", "127.0.0.1", "[::1]:3000", "[::1]"] {
            assert!(is_loopback(own), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "evil.example:3000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "10.0.0.1",
        ] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
