//! Every route, and what every answer carries: request id, time limit, security headers, same-origin guard.

mod form;
mod guard;
mod request_log;
#[cfg(test)]
mod tests;

pub use guard::{is_at_home, is_https};

use crate::app::Shared;
use crate::{app_api, ops, pages, site};
use axum::Router;
use axum::body::Body;
use axum::handler::Handler;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use std::any::Any;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// No script or style of its own in any page: what an attacker smuggles in does not run.
const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), microphone=(), payment=()"),
    ("strict-transport-security", "max-age=31536000"),
];

/// Longest that anybody waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same while a photo of 15 MB is on its way at 100 kB/s.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(150);

/// The whole server as one service.
pub fn router(app: Shared) -> Router {
    pages::ready();
    let compressed = |how| {
        CompressionLayer::new().quality(how).compress_when(
            SizeAbove::new(256)
                .and(NotForContentType::new("text/event-stream"))
                .and(NotForContentType::new("audio/"))
                .and(NotForContentType::IMAGES),
        )
    };
    let routes = Router::new()
        .merge(pages::routes().layer(compressed(CompressionLevel::Default)))
        // A screen waits for its view: 3 % more bytes in half the time.
        .merge(app_api::routes().layer(compressed(CompressionLevel::Precise(2))))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .merge(
            pages::slow_routes()
                .layer(compressed(CompressionLevel::Default))
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, UPLOAD_PATIENCE)),
        )
        .merge(pages::live_routes())
        .merge(site::routes(&app))
        .route("/healthz", get(ops::healthz))
        .route("/readyz", get(ops::readyz))
        .fallback(pages::not_found.layer(from_fn(pages::draw)));
    around(routes, &app).with_state(app)
}

/// What stands around every route.
fn around(routes: Router<Shared>, app: &Shared) -> Router<Shared> {
    let mut routes = routes
        .layer(from_fn_with_state(app.clone(), guard::same_origin))
        .layer(from_fn_with_state(app.clone(), guard::demo_at_home))
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(request_log::told))
                .layer(from_fn_with_state(app.clone(), form::in_its_form))
                .layer(CatchPanicLayer::custom(broke_off)),
        );
    for (name, value) in HEADERS {
        let header = SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        routes = routes.layer(header);
    }
    routes
}

/// A handler broke off. What it said while it did may name somebody; where it happened stands in the log by itself
/// (`ops::logs`), and who asked is told in the form that fits.
fn broke_off(_said: Box<dyn Any + Send>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
