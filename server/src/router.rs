//! Every route, and what every answer carries: request id, time limit, security headers, same-origin guard.

mod guard;

pub use guard::{is_at_home, is_https};

use crate::app::Shared;
use crate::{app_api, ops, pages, site};
use axum::Router;
use axum::handler::Handler;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Request, StatusCode};
use axum::routing::get;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

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

/// The whole server as one service.
pub fn router(app: Shared) -> Router {
    pages::ready();
    let request_id = HeaderName::from_static("x-request-id");
    let compressed = CompressionLayer::new().compress_when(
        SizeAbove::new(256).and(NotForContentType::new("text/event-stream")).and(NotForContentType::IMAGES),
    );
    let routes = Router::new()
        .merge(pages::routes())
        .merge(app_api::routes())
        .layer(compressed)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .merge(pages::live_routes())
        .merge(site::routes(&app))
        .route("/healthz", get(ops::healthz))
        .route("/readyz", get(ops::readyz))
        .fallback(pages::not_found.layer(axum::middleware::from_fn(pages::draw)))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::same_origin))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::demo_at_home));
    let mut routes = routes.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(request_id.clone(), MakeRequestUuid))
            .layer(TraceLayer::new_for_http().make_span_with(span))
            .layer(PropagateRequestIdLayer::new(request_id))
            .layer(CatchPanicLayer::new()),
    );
    for (name, value) in HEADERS {
        let header = SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        routes = routes.layer(header);
    }
    routes.with_state(app)
}

/// A log line knows method, route and request id. Never the address itself: it can hold a card.
fn span<B>(request: &Request<B>) -> tracing::Span {
    let route = request.extensions().get::<axum::extract::MatchedPath>().map_or("-", |path| path.as_str());
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or("-");
    tracing::info_span!("request", method = %request.method(), route, id)
}
