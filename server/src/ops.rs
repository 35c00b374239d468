//! For who keeps the server running: health, readiness, metrics, logs. No personal data in any of them.

use crate::app::Shared;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The store answers.
pub async fn readyz(State(app): State<Shared>) -> (StatusCode, &'static str) {
    match app.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

/// How long answers take, in seconds, by method and route.
pub const REQUEST_SECONDS: &str = "werkronde_request_seconds";
/// From what nobody notices to the limit of [`crate::router`].
const SECONDS: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Collects what is counted, for [`metrics`].
pub fn counting() -> PrometheusBuilder {
    let seconds = Matcher::Full(REQUEST_SECONDS.to_owned());
    // Refused only where no bucket is named.
    PrometheusBuilder::new().set_buckets_for_metric(seconds, SECONDS).unwrap_or_default()
}

/// Collects for this process. None: another part of it collects already.
pub fn metrics() -> Option<PrometheusHandle> {
    counting().install_recorder().ok()
}

/// Serves `/metrics` on its own loopback port until the server ends.
pub async fn serve_metrics(handle: PrometheusHandle, listen: SocketAddr) -> std::io::Result<()> {
    let upkeep = handle.clone();
    tokio::spawn(async move {
        let mut every = tokio::time::interval(std::time::Duration::from_secs(5));
        loop {
            every.tick().await;
            upkeep.run_upkeep();
        }
    });
    let routes = Router::new().route("/metrics", get(move || async move { handle.render() }));
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::error!(%error, "metrics ended");
        }
    });
    Ok(())
}

/// Structured lines on standard error: JSON, or plain for a person at a terminal. A panic is one of them: where it was,
/// and not what it said, which may name somebody.
pub fn logs(plain: bool) {
    use tracing_subscriber::EnvFilter;
    let filter =
        EnvFilter::try_from_env("WERKRONDE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call in one process (tests) keeps the first.
    let _ = if plain { lines.compact().try_init() } else { lines.json().try_init() };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location();
        let (file, line) = (place.map_or("?", |place| place.file()), place.map_or(0, |place| place.line()));
        tracing::error!(file, line, "something broke off");
    }));
}
