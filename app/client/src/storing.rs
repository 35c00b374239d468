//! Whether this device keeps what is tapped on it: asked of the browser, and shown before someone relies on it.

use crate::engine::Engine;
use leptos::prelude::*;
use ui::workplace::link::Storing;
use wasm_bindgen_futures::JsFuture;

impl Engine {
    /// Says how the storage stands after something was written, or was not.
    pub fn look_at_storage(self) {
        let lasts = self.disk().is_some_and(|disk| disk.lasts());
        let stands = match (lasts, self.storing.get_untracked()) {
            (false, _) => Storing::Fails,
            (true, Storing::Lasts) => Storing::Lasts,
            (true, _) => Storing::MayGo,
        };
        if self.storing.get_untracked() != stands {
            self.storing.set(stands);
        }
    }

    /// Asks the browser not to clear this device's storage away when space runs out. It may say no.
    pub async fn ask_to_keep(self) {
        let Some(window) = web_sys::window() else { return };
        let storage = window.navigator().storage();
        // Undefined without HTTPS, whatever the types say.
        if storage.is_undefined() {
            return;
        }
        let Ok(asked) = storage.persist() else { return };
        let granted = JsFuture::from(asked).await.is_ok_and(|answer| answer.is_truthy());
        if granted && self.storing.get_untracked() == Storing::MayGo {
            self.storing.set(Storing::Lasts);
        }
    }

    /// Counts what lies here while nobody is signed in, so that it is not forgotten.
    pub async fn count_left_here(self) {
        let held = match self.disk() {
            Some(disk) => disk.held().await,
            None => 0,
        };
        self.left_here.set(u32::try_from(held).unwrap_or(u32::MAX));
    }
}
