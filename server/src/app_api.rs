//! What the workplace calls: signing in, push, pull, live hints, import previews. JSON in, JSON out;
//! every answer that is not 2xx carries a [`RequestError`].

mod devices;
mod doors;
mod files;
pub mod sync_calls;
mod wording;

use crate::app::Shared;
use axum::Json;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use store::StoreError;
use sync::requests::{IMPORT_MAX, RequestError, path};
use tower_http::set_header::SetResponseHeaderLayer;

/// Largest body at a door whose knocker is not known yet: a name and a password.
pub const DOOR_BYTES: usize = 4 * 1024;
/// Largest push: 200 commands of some kilobytes.
const PUSH_BYTES: usize = 1_000_000;

/// What a full line asks of who comes too much.
const FULL_WAIT_S: u32 = 2;

/// The routes under `/app-api`.
pub fn routes() -> Router<Shared> {
    let import_limit = usize::try_from(IMPORT_MAX).unwrap_or(usize::MAX) + 1024;
    Router::new()
        .route(path::SIGN_OUT, post(doors::sign_out))
        .route(path::ME, get(doors::me))
        .route(path::PUSH, post(sync_calls::push))
        .route(path::OFFER, post(sync_calls::offer))
        .route(path::REPORT, post(devices::report))
        .route(path::PASS, post(devices::pass))
        .route(path::BUILD, get(devices::build))
        .route(path::HOUSE, get(doors::house))
        .route(path::PULL, get(sync_calls::pull))
        .route(path::LIVE, get(crate::live::line))
        .route(path::ENOUGH, post(sync_calls::enough))
        .layer(axum::extract::DefaultBodyLimit::max(PUSH_BYTES))
        .route(path::TEXTS, get(wording::stands))
        .merge(
            Router::new()
                .route(path::SIGN_IN, post(doors::sign_in))
                .route(path::PAIR, post(doors::pair))
                .route(path::USE_INVITE, post(doors::use_invite))
                .layer(axum::extract::DefaultBodyLimit::max(DOOR_BYTES)),
        )
        .merge(
            Router::new()
                .route("/app-api/import/{fair}/{kind}", post(files::preview))
                .route(path::UNSENT, post(devices::unsent))
                .route("/app-api/texts/{lang}", get(wording::export).post(wording::preview))
                .layer(axum::extract::DefaultBodyLimit::max(import_limit)),
        )
        // Nothing of it may lie in a browser's or a proxy's cache.
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store")))
}

/// Stands in a response that says in words what went wrong.
#[derive(Clone, Copy)]
pub struct Worded;

impl Worded {
    /// Around pages for staff, which stand under the screens' door: a person reads them, also where they say no.
    pub async fn pages(mut response: Response) -> Response {
        if is_page(&response) {
            response.extensions_mut().insert(Worded);
        }
        response
    }
}

pub fn is_page(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// A refusal with the status that goes with it.
pub struct Refused(pub RequestError);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self.0 {
            RequestError::WrongPassword | RequestError::WrongCode | RequestError::SignedOut => {
                StatusCode::UNAUTHORIZED
            }
            RequestError::UsedUp => StatusCode::GONE,
            RequestError::PasswordTooShort
            | RequestError::PasswordTooLong
            | RequestError::NoFile
            | RequestError::NotOurFile
            | RequestError::MakerEnded
            | RequestError::NoPass => StatusCode::UNPROCESSABLE_ENTITY,
            RequestError::Malformed => StatusCode::BAD_REQUEST,
            RequestError::OtherSite => StatusCode::FORBIDDEN,
            RequestError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            RequestError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RequestError::NotASpreadsheet => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            RequestError::NotFound => StatusCode::NOT_FOUND,
            RequestError::Offline | RequestError::Server => StatusCode::SERVICE_UNAVAILABLE,
        };
        let mut response = (status, Json(self.0)).into_response();
        response.extensions_mut().insert(Worded);
        let wait_s = match self.0 {
            RequestError::TooMany { retry_after_s } => retry_after_s,
            // A full line or a database that is away: devices wait longer each time by themselves, with chance in it.
            RequestError::Server => FULL_WAIT_S,
            _ => return response,
        };
        response.headers_mut().insert(RETRY_AFTER, wait_s.into());
        response
    }
}

impl From<RequestError> for Refused {
    fn from(error: RequestError) -> Refused {
        Refused(error)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Refused {
        // The database's words stay here.
        tracing::error!(%error, "the store did not answer");
        Refused(RequestError::Server)
    }
}
