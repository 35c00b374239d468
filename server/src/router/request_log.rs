//! What is told of a request, to the log and to the metrics: one line with method, route, status, milliseconds and an id.
//! Never the address itself, for it can hold a card.

use axum::extract::{MatchedPath, Request};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

const ID: HeaderName = HeaderName::from_static("x-request-id");
/// An id from outside is taken when a proxy could have made it: what stands in a log is not for strangers to write.
const ID_MAX: usize = 64;

/// Stands around everything else.
pub async fn told(mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = id_of(request.headers());
    let route = route_of(request.extensions().get::<MatchedPath>());
    let method = method_of(request.method());
    let span = tracing::info_span!("request", method, route, id = id.to_str().unwrap_or_default());
    request.headers_mut().insert(ID, id.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    response.headers_mut().insert(ID, id);
    let (status, took) = (response.status(), began.elapsed());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = status.as_u16(), ms, "answered"));
    let labels = [("method", method.to_owned()), ("route", route), ("status", class(status).to_owned())];
    metrics::counter!("werkronde_requests_total", &labels).increment(1);
    metrics::histogram!(crate::ops::REQUEST_SECONDS, &labels[..2]).record(took.as_secs_f64());
    response
}

fn id_of(headers: &HeaderMap) -> HeaderValue {
    let given = headers.get(&ID).filter(|id| {
        let id = id.as_bytes();
        (1..=ID_MAX).contains(&id.len())
            && id.iter().all(|sign| sign.is_ascii_alphanumeric() || *sign == b'-')
    });
    let made = || HeaderValue::from_str(&crate::chance::id().to_string());
    given.cloned().or_else(|| made().ok()).unwrap_or(HeaderValue::from_static("-"))
}

/// As the routes are written down, so that there are as many as the program has: "/k/{card}", "/pkg/*".
fn route_of(matched: Option<&MatchedPath>) -> String {
    let Some(matched) = matched else { return "none".to_owned() };
    let written = matched.as_str();
    match written.find("{*") {
        Some(rest) => format!("{}*", &written[..rest]),
        None => written.to_owned(),
    }
}

/// The methods that the routes know; anybody may send any word.
fn method_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(id: &'static [u8]) -> bool {
        let headers: HeaderMap = [(ID, HeaderValue::from_bytes(id).expect("a header"))].into_iter().collect();
        id_of(&headers).as_bytes() == id
    }

    #[test]
    fn an_id_from_outside_is_taken_when_it_is_short_and_plain() {
        assert!(given(b"0197-abc") && given(&[b'a'; ID_MAX]));
        for other in [&b""[..], b"a b", b"a\"b", b"<script>", "n\u{e4}".as_bytes(), &[b'a'; ID_MAX + 1]] {
            assert!(!given(other), "{other:?}");
        }
        assert_ne!(id_of(&HeaderMap::new()), id_of(&HeaderMap::new()), "each has its own");
    }

    #[test]
    fn labels_are_bounded() {
        assert_eq!(method_of(&Method::from_bytes(b"SANNE").expect("a method")), "other");
        assert_eq!(class(StatusCode::SWITCHING_PROTOCOLS), "1xx");
        assert_eq!(class(StatusCode::IM_A_TEAPOT), "4xx");
        assert_eq!(route_of(None), "none");
    }
}
