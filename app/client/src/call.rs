//! One call to the server: JSON in, JSON out, ten seconds at most. Errors are the ones that screens have words for.

use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::requests::RequestError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

const PATIENCE_MS: u32 = 10_000;

/// What is sent along.
pub enum Body {
    None,
    Json(String),
    Bytes(Uint8Array),
}

/// A body of this value.
pub fn json<T: Serialize>(value: &T) -> Body {
    serde_json::to_string(value).map_or(Body::None, Body::Json)
}

/// Asks and reads the answer.
pub async fn ask<T: DeserializeOwned>(method: &str, path: &str, body: Body) -> Result<T, RequestError> {
    let text = send(method, path, body).await?;
    serde_json::from_str(&text).map_err(|_| RequestError::Server)
}

/// Asks, and leaves the reading to the caller.
pub async fn ask_text(path: &str) -> Result<String, RequestError> {
    send("GET", path, Body::None).await
}

/// Asks where the answer has no body.
pub async fn tell(method: &str, path: &str, body: Body) -> Result<(), RequestError> {
    send(method, path, body).await.map(|_| ())
}

async fn send(method: &str, path: &str, body: Body) -> Result<String, RequestError> {
    let response = reach(method, path, body).await.map_err(|_| RequestError::Offline)?;
    let text = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
        Err(_) => None,
    };
    let text = text.ok_or(RequestError::Offline)?;
    if response.ok() {
        return Ok(text);
    }
    Err(serde_json::from_str(&text).unwrap_or(match response.status() {
        401 => RequestError::SignedOut,
        403 | 404 => RequestError::NotFound,
        413 => RequestError::TooLarge,
        429 => RequestError::TooMany { retry_after_s: 60 },
        // A proxy without its server behind it.
        502..=504 => RequestError::Offline,
        _ => RequestError::Server,
    }))
}

async fn reach(method: &str, path: &str, body: Body) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let abort = AbortController::new()?;
    let options = RequestInit::new();
    options.set_method(method);
    options.set_signal(Some(&abort.signal()));
    let headers = web_sys::Headers::new()?;
    match &body {
        Body::None => {}
        Body::Json(text) => {
            headers.set("content-type", "application/json")?;
            options.set_body(&JsValue::from_str(text));
        }
        Body::Bytes(bytes) => options.set_body(bytes),
    }
    options.set_headers(&headers);
    let patience = Timeout::new(PATIENCE_MS, move || abort.abort());
    let answer = JsFuture::from(window.fetch_with_str_and_init(path, &options)).await;
    drop(patience);
    answer?.dyn_into::<Response>()
}
