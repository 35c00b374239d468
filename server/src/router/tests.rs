//! What goes wrong around the handlers, in the form of who asked; and what of it reaches log and metrics.

#[path = "../../tests/support/lines.rs"]
mod lines;

use super::*;
use crate::app::{App, Settings};
use axum::extract::Path;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use domain::ids::FairId;
use http_body_util::BodyExt;
use lines::Lines;
use std::sync::Arc;
use store::{MasterKey, Store, Target};
use sync::requests::RequestError;
use tower::ServiceExt;

async fn app() -> Shared {
    let key = MasterKey::from_bytes([9; 32]);
    let store = Store::open(&Target::Memory, key.clone()).await.expect("a store");
    Arc::new(App::new(store, &key, Settings::default()))
}

/// Handlers that go wrong in every way, on both sides of the house.
async fn troubled() -> Router {
    pages::ready();
    let app = app().await;
    let breaks = || async {
        if true {
            panic!("Lampenkap, kamer 12")
        }
    };
    let waits = || async { std::future::pending::<()>().await };
    let named = |Path(_): Path<FairId>| async {};
    let mut routes = Router::new();
    for face in ["/gang", "/app-api"] {
        routes = routes
            .route(&format!("{face}/breaks"), get(breaks))
            .route(&format!("{face}/waits"), get(waits))
            .route(&format!("{face}/named/{{fair}}"), get(named))
            .route(&format!("{face}/takes"), post(|_: String| async {}));
    }
    let soon = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_millis(20));
    let routes = routes.layer(axum::extract::DefaultBodyLimit::max(16)).layer(soon);
    around(routes.fallback(pages::not_found.layer(from_fn(pages::draw))), &app).with_state(app)
}

struct Heard {
    status: u16,
    kind: String,
    text: String,
    allow: bool,
    id: String,
}

async fn ask(router: &Router, request: axum::http::request::Builder, body: &str) -> Heard {
    let request = request.header("host", "localhost").body(Body::from(body.to_owned())).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let header =
        |name: &str| response.headers().get(name).map(|value| value.to_str().expect("text").to_owned());
    let (status, kind) = (response.status().as_u16(), header(CONTENT_TYPE.as_str()).unwrap_or_default());
    let (allow, id) = (header("allow").is_some(), header("x-request-id").unwrap_or_default());
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    Heard { status, kind, text: String::from_utf8_lossy(&bytes).into_owned(), allow, id }
}

fn get_of(path: &str) -> axum::http::request::Builder {
    Request::builder().uri(path).header("accept-language", "ar")
}

fn post_to(path: &str, origin: &str) -> axum::http::request::Builder {
    get_of(path).method("POST").header("origin", origin)
}

const OWN: &str = "http://localhost";
const OTHER: &str = "https://elsewhere.example";

/// Each way to go wrong under this beginning of the address, with the status that people and screens get.
async fn each(router: &Router, face: &str) -> Vec<(&'static str, Heard)> {
    let at = |path: &str| format!("{face}/{path}");
    let too_long = "x".repeat(17);
    vec![
        ("breaks", ask(router, get_of(&at("breaks")), "").await),
        ("waits", ask(router, get_of(&at("waits")), "").await),
        ("no id", ask(router, get_of(&at("named/nothing")), "").await),
        ("no address", ask(router, get_of(&at("nothing")), "").await),
        ("method", ask(router, get_of(&at("takes")), "").await),
        ("too long", ask(router, post_to(&at("takes"), OWN), &too_long).await),
        ("another site", ask(router, post_to(&at("takes"), OTHER), "").await),
    ]
}

#[tokio::test]
async fn a_person_is_told_on_a_page_in_their_language_whatever_went_wrong() {
    let router = troubled().await;
    for ((what, heard), status) in
        each(&router, "/gang").await.into_iter().zip([500, 503, 404, 404, 405, 413, 403])
    {
        assert_eq!(heard.status, status, "{what}");
        assert!(heard.kind.starts_with("text/html"), "{what}: {}", heard.kind);
        assert!(heard.text.contains(r#"<html lang="ar" dir="rtl""#), "{what}: {}", heard.text);
        assert!(!heard.text.contains("Lampenkap"), "{what}");
        assert_eq!(heard.allow, what == "method", "{what}");
    }
}

#[tokio::test]
async fn a_screen_is_told_a_typed_error_whatever_went_wrong() {
    use RequestError::{Malformed, NotFound, OtherSite, Server, TooLarge};
    let router = troubled().await;
    let expected = [
        (500, Server),
        (503, Server),
        (400, Malformed),
        (404, NotFound),
        (405, Malformed),
        (413, TooLarge),
        (403, OtherSite),
    ];
    for ((what, heard), (status, error)) in each(&router, "/app-api").await.into_iter().zip(expected) {
        let said: RequestError =
            serde_json::from_str(&heard.text).unwrap_or_else(|_| panic!("{what}: {}", heard.text));
        assert_eq!((heard.status, said), (status, error), "{what}");
        assert!(heard.kind.starts_with("application/json"), "{what}: {}", heard.kind);
    }
}

#[tokio::test]
async fn each_request_is_one_line_with_its_route_and_without_its_address() {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().json().with_writer(lines.clone()).finish();
    let router = troubled().await;
    let _kept = tracing::subscriber::set_default(log);
    let given = get_of("/gang/named/geheim").header("x-request-id", "proxy-7");
    assert_eq!(ask(&router, given, "").await.id, "proxy-7");
    let forged = get_of("/nergens?pin=12345").header("x-request-id", "Lampenkap was here");
    assert_ne!(ask(&router, forged, "").await.id, "Lampenkap was here");
    let text = lines.text();
    let answered: Vec<_> = text.lines().filter(|line| line.contains(r#""message":"answered""#)).collect();
    assert_eq!(answered.len(), 2, "{text}");
    let one: serde_json::Value = serde_json::from_str(answered[0]).expect("json");
    assert_eq!(
        (one["level"].as_str(), one["fields"]["status"].as_u64()),
        (Some("INFO"), Some(404)),
        "{text}"
    );
    assert!(one["fields"]["ms"].is_u64(), "{text}");
    let span = &one["span"];
    assert_eq!((span["method"].as_str(), span["id"].as_str()), (Some("GET"), Some("proxy-7")), "{text}");
    assert_eq!(span["route"].as_str(), Some("/gang/named/{fair}"), "{text}");
    for secret in ["geheim", "nergens", "12345", "Lampenkap"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_and_class_and_timed_in_buckets() {
    let recorder = ops::counting().build_recorder();
    let router = troubled().await;
    let _kept = metrics::set_default_local_recorder(&recorder);
    for path in ["/gang/named/een", "/gang/named/twee", "/gang/nergens", "/gang/elders"] {
        ask(&router, get_of(path), "").await;
    }
    let told = recorder.handle().render();
    let line =
        |begins: &str| told.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{told}"));
    let named = r#"werkronde_requests_total{method="GET",route="/gang/named/{fair}",status="4xx"} 2"#;
    assert_eq!(line(r#"werkronde_requests_total{method="GET",route="/gang/named"#), named);
    assert_eq!(line(r#"werkronde_requests_total{method="GET",route="none""#).rsplit(' ').next(), Some("2"));
    assert!(
        told.contains(r#"werkronde_request_seconds_bucket{method="GET",route="none",le="0.1"}"#),
        "{told}"
    );
    assert!(!told.contains("nergens") && !told.contains("twee"), "{told}");
}
