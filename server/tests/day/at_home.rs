//! What the server answers to, and what of it may be kept: the demo at home only, and nothing of the workplace in a cache.

use crate::hall::Hall;
use axum::http::StatusCode;

#[tokio::test]
async fn the_demo_answers_to_names_of_this_computer_only() {
    let hall = Hall::open().await;
    let router = server::router::router(hall.app.clone());
    for (host, status) in
        [("localhost:3000", StatusCode::OK), ("evil.example", StatusCode::MISDIRECTED_REQUEST)]
    {
        let request = axum::http::Request::builder().uri("/app-api/me").header("host", host);
        let request = request.body(axum::body::Body::empty()).expect("a request");
        let response = tower::ServiceExt::oneshot(router.clone(), request).await.expect("an answer");
        assert_eq!(response.status(), status, "{host}");
    }
}

#[test]
fn the_demo_is_refused_behind_a_proxy() {
    for other in [&["--trust-proxy"][..], &["--public-url", "https://werkronde.example"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_werkronde"));
        let done = command.args(["serve", "--demo"]).args(other).output().expect("the program runs");
        assert_eq!(done.status.code(), Some(2), "{other:?}");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("sign-ins that everybody knows"), "{said}");
    }
}

#[tokio::test]
async fn no_answer_of_the_workplace_may_be_cached() {
    let hall = Hall::open().await;
    let router = server::router::router(hall.app.clone());
    for path in ["/app-api/me", "/app-api/build", "/app-api/pull", "/app-api/live", "/mijn", "/mijn/live"] {
        let request = axum::http::Request::builder().uri(path).header("host", "127.0.0.1:3000");
        let request = request.body(axum::body::Body::empty()).expect("a request");
        let response = tower::ServiceExt::oneshot(router.clone(), request).await.expect("an answer");
        let said = response.headers().get("cache-control").map(|said| said.as_bytes());
        assert_eq!(said, Some(&b"no-store"[..]), "{path}");
    }
}
