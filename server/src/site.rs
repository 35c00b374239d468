//! Where the site files are (workplace, styles, icons) and how they are served: compressed at build time.

use crate::app::Shared;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use std::path::{Path, PathBuf};
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// No site files where they were looked for.
#[derive(Debug, thiserror::Error)]
#[error("the site files are missing (looked in {0}); run `make build`, or name their folder with --site-dir")]
pub struct NoSite(String);

/// Finds the site files: the folder that was named, or `site` beside the program, or one folder up.
pub fn find(named: Option<&Path>) -> Result<(PathBuf, String), NoSite> {
    let beside = std::env::current_exe().ok();
    let parent = beside.as_deref().and_then(Path::parent);
    let mut places: Vec<PathBuf> = Vec::new();
    match named {
        Some(named) => places.push(named.to_owned()),
        None => {
            places.extend(parent.map(|folder| folder.join("site")));
            places.extend(parent.and_then(Path::parent).map(|folder| folder.join("site")));
        }
    }
    for place in &places {
        if let Ok(version) = std::fs::read_to_string(place.join("version")) {
            return Ok((place.clone(), version.trim().to_owned()));
        }
    }
    let looked = places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ");
    Err(NoSite(looked))
}

/// Files change only with a new build, and every address that matters carries `?v=<build>`.
fn files(folder: PathBuf) -> ServeDir {
    ServeDir::new(folder).precompressed_br().precompressed_gzip()
}

/// `/app/…` is one shell for every screen; `/pkg`, `/assets`, `/icons`, `/fonts` are files.
pub fn routes(app: &Shared) -> Router<Shared> {
    let dir = &app.settings.site_dir;
    let shell = || ServeFile::new(dir.join("app.html")).precompressed_br().precompressed_gzip();
    let kept =
        SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    let asked_anew = SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let always = ServiceBuilder::new().layer(asked_anew);
    let mut router = Router::new()
        .route("/app", get(|| async { Redirect::permanent("/app/") }))
        .nest_service("/app/", always.service(shell()));
    for folder in ["pkg", "boot.js", "sw.js", "copy-sw.js", "manifest.webmanifest"] {
        let path = dir.join(folder);
        router = if folder == "pkg" {
            router.nest_service("/pkg", always.service(files(path)))
        } else {
            router.route_service(&format!("/{folder}"), always.service(file(path, folder)))
        };
    }
    for folder in ["assets", "icons", "fonts"] {
        let service = ServiceBuilder::new().layer(kept.clone()).service(files(dir.join(folder)));
        router = router.nest_service(&format!("/{folder}"), service);
    }
    for name in ["favicon.svg", "robots.txt", "live.js", "copy.js"] {
        let service = ServiceBuilder::new().layer(kept.clone()).service(file(dir.join(name), name));
        router = router.route_service(&format!("/{name}"), service);
    }
    router
        .route("/favicon.ico", get(|| async { Redirect::permanent("/favicon.svg") }))
        .route("/.well-known/security.txt", get(security_txt))
}

fn file(path: PathBuf, _name: &str) -> ServeFile {
    ServeFile::new(path).precompressed_br().precompressed_gzip()
}

/// RFC 9116.
async fn security_txt() -> Response {
    const TEXT: &str = include_str!("../../public/security.txt");
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], TEXT).into_response()
}
