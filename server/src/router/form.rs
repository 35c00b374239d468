//! Every error in the form and the language of who asked: a page for people, a typed error for the workplace. Handlers
//! say most of it themselves; what is said here comes from around them: an address or body that cannot be read, a wrong
//! method, a size, the guard, the time that is over, a handler that broke off.

use crate::app::Shared;
use crate::app_api::{Refused, Worded, is_page};
use crate::pages::{Visit, drawn};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sync::requests::RequestError;
use ui::public::views::Sorry;

/// Who reads what an address answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A screen of the workplace.
    Screen,
    /// A person, on a public page.
    Person,
    /// A browser that fetches a file, or who minds the server.
    Machine,
}

/// Of which the addresses are files, or words for who minds the server.
const OF_MACHINES: &[&str] = &[
    "app",
    "pkg",
    "assets",
    "icons",
    "fonts",
    ".well-known",
    "healthz",
    "readyz",
    "boot.js",
    "sw.js",
    "live.js",
    "copy.js",
    "copy-sw.js",
];

fn reader(path: &str) -> Reader {
    match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
        "app-api" => Reader::Screen,
        first if OF_MACHINES.contains(&first) => Reader::Machine,
        _ => Reader::Person,
    }
}

/// Stands around everything that can refuse.
pub async fn in_its_form(State(app): State<Shared>, request: Request, next: Next) -> Response {
    match reader(request.uri().path()) {
        Reader::Machine => next.run(request).await,
        Reader::Screen => for_a_screen(next.run(request).await),
        Reader::Person => {
            let (mut parts, body) = request.into_parts();
            let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
            let response = next.run(Request::from_parts(parts, body)).await;
            for_a_person(&visit, response).await
        }
    }
}

/// It went wrong, and nobody has said so in words yet. That the demo is for this computer only is said in its own.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && status != StatusCode::MISDIRECTED_REQUEST
}

fn for_a_screen(response: Response) -> Response {
    if !is_bare(&response) || response.extensions().get::<Worded>().is_some() {
        return response;
    }
    let status = response.status();
    let mut worded = Refused(error_of(status)).into_response();
    *worded.status_mut() = status;
    worded.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    keep_allow(response.headers(), worded)
}

fn error_of(status: StatusCode) -> RequestError {
    match status {
        StatusCode::UNAUTHORIZED => RequestError::SignedOut,
        StatusCode::FORBIDDEN => RequestError::OtherSite,
        StatusCode::NOT_FOUND => RequestError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => RequestError::TooLarge,
        status if status.is_server_error() => RequestError::Server,
        _ => RequestError::Malformed,
    }
}

async fn for_a_person(visit: &Visit, response: Response) -> Response {
    if !is_bare(&response) || is_page(&response) {
        return response;
    }
    let (status, sorry) = sorry_of(response.status());
    keep_allow(response.headers(), drawn(visit.sorry(status, sorry).into_response()).await)
}

/// What cannot be read in an address is an address that is not there.
fn sorry_of(status: StatusCode) -> (StatusCode, Sorry) {
    match status {
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => (StatusCode::NOT_FOUND, Sorry::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => (status, Sorry::NotFound),
        StatusCode::UNAUTHORIZED => (status, Sorry::SignIn),
        StatusCode::TOO_MANY_REQUESTS => (status, Sorry::TooManyTries),
        status if status.is_server_error() => (status, Sorry::Trouble),
        _ => (status, Sorry::BadForm),
    }
}

/// Who used a wrong method is told the right ones (RFC 9110 §15.5.6).
fn keep_allow(of: &HeaderMap, mut response: Response) -> Response {
    if let Some(allow) = of.get(ALLOW) {
        response.headers_mut().insert(ALLOW, allow.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::CONTENT_TYPE;

    #[tokio::test]
    async fn a_page_for_staff_that_says_no_stays_a_page_and_everything_else_becomes_words() {
        let page = (StatusCode::UNPROCESSABLE_ENTITY, [(CONTENT_TYPE, "text/html; charset=utf-8")], "<p>");
        let kind = |response: Response| {
            let kind = response.headers().get(CONTENT_TYPE).map(|kind| kind.as_bytes().to_vec());
            String::from_utf8(kind.unwrap_or_default()).expect("text")
        };
        let of_staff = Worded::pages(page.clone().into_response()).await;
        assert_eq!(kind(for_a_screen(of_staff)), "text/html; charset=utf-8");
        assert_eq!(kind(for_a_screen(page.into_response())), "application/json", "for somebody else");
        let bare = Worded::pages(StatusCode::METHOD_NOT_ALLOWED.into_response()).await;
        assert_eq!(kind(for_a_screen(bare)), "application/json");
    }

    #[test]
    fn people_get_pages_screens_get_words_and_files_stay_files() {
        for (path, who) in [
            ("/", Reader::Person),
            ("/banenmarkt/1", Reader::Person),
            ("/mijn", Reader::Person),
            ("/application", Reader::Person),
            ("/app-api/push", Reader::Screen),
            ("/app/fair/1", Reader::Machine),
            ("/pkg/hall.js", Reader::Machine),
            ("/readyz", Reader::Machine),
        ] {
            assert_eq!(reader(path), who, "{path}");
        }
    }
}
