//! Nothing is changed on behalf of another site: a form or script elsewhere cannot post here with a person's cookie.

use crate::app::{App, Shared};
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The browser reached us over HTTPS, directly or through a trusted proxy.
pub fn is_https(app: &App, headers: &HeaderMap) -> bool {
    let public = app.settings.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let forwarded = headers.get("x-forwarded-proto").and_then(|proto| proto.to_str().ok()) == Some("https");
    public || (app.settings.trust_proxy && forwarded)
}

/// Lets through what only looks, and what this very site posts.
pub async fn same_origin(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let only_looks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrades = request.headers().contains_key("upgrade");
    if (only_looks && !upgrades) || comes_from_here(&app, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This was posted from another site.\n").into_response()
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
