//! Unsent work as a file, for a device whose network stays away: locked with the key of the login's pass, so that only
//! the server opens it, and carried to the organiser on whatever there is.

use crate::call::{self, Body, ask};
use crate::disk::lock::Lock;
use crate::engine::Engine;
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::{FILE_MAX, Pass, file_head, file_text};
use sync::log::Maker;
use sync::requests::{RequestError, path};
use ui::workplace::link::Done;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// The text with the pass, behind the maker whose it is.
const PASS: &str = "pass";
/// Says what it is and nothing of whose it is.
const NAME: &str = "werkronde-niet-verstuurd.werkronde";

impl Engine {
    /// Gets the pass while there is a network; it is kept for when there is none.
    pub async fn fetch_pass(self) {
        let Some(maker) = self.maker() else { return };
        let Ok(pass) = ask::<Pass>("POST", path::PASS, Body::None).await else { return };
        if let (Some(disk), Ok(text)) = (self.disk(), serde_json::to_string(&(&maker, &pass))) {
            disk.remember(PASS, &text).await;
        }
        self.pass.set_value(Some(pass));
    }

    async fn pass_of(self, maker: &Maker) -> Option<Pass> {
        if let Some(pass) = self.pass.get_value() {
            return Some(pass);
        }
        let text = self.disk()?.recall(PASS).await?;
        let (of, pass) = serde_json::from_str::<(Maker, Pass)>(&text).ok()?;
        (of == *maker).then_some(pass)
    }

    /// Offers what waits here as a file, and says how many commands are in it. They stay here until they are answered.
    pub fn save_unsent(self, done: Done<u32>) {
        spawn_local(async move {
            done.try_run(self.unsent_file().await.ok_or(RequestError::NoPass));
        });
    }

    async fn unsent_file(self) -> Option<u32> {
        let maker = self.maker()?;
        let pass = self.pass_of(&maker).await?;
        let rows = self.disk()?.waiting(&maker).await.ok()?;
        let head = file_head(&pass.pass);
        // Room for the head, the number used once and the tag.
        let (text, count) = file_text(&rows, FILE_MAX.saturating_sub(head.len() + 64));
        let locked = Lock::of_pass(&pass.key.0).await.ok()?.lock(&text).await.ok()?;
        offer(NAME, &Array::of2(&head.into(), &locked)).ok()?;
        Some(count)
    }

    /// Sends a file that someone carried here.
    pub fn load_unsent(self, input: String, done: Done<sync::device::Taken>) {
        spawn_local(async move {
            let taken = match crate::plain::chosen_file(&input).await {
                Some(bytes) => ask("POST", path::UNSENT, call::Body::Bytes(bytes)).await,
                None => Err(RequestError::NoFile),
            };
            done.try_run(taken);
        });
    }
}

/// Hands a file to the person as a download; works without a network.
pub fn offer(name: &str, parts: &Array) -> Result<(), JsValue> {
    let blob = Blob::new_with_blob_sequence(parts)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

impl Lock {
    /// A lock that only closes.
    async fn of_pass(key: &[u8]) -> Result<Lock, JsValue> {
        let algorithm = Object::new();
        Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into())?;
        let uses = Array::of1(&"encrypt".into());
        let bytes = Uint8Array::from(key);
        let key =
            crate::disk::lock::subtle()?.import_key_with_object("raw", &bytes, &algorithm, false, &uses)?;
        Lock::with(JsFuture::from(key).await?.dyn_into()?)
    }
}
