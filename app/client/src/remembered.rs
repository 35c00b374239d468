//! What this browser remembers about itself, such as language and theme, and what it is told of the page. No personal data.

use domain::lang::Lang;
use leptos::prelude::*;
use ui::workplace::link::Theme;
use web_sys::{Document, Storage};

const LANG: &str = "werkronde.lang";
const THEME: &str = "werkronde.theme";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn set_on_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // The attribute names are fixed and legal, so neither call can fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage forgets the choice, nothing else.
        let _ = storage.set_item(name, value);
    }
}

pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// The language of the screens: Dutch unless English was chosen.
pub fn lang() -> RwSignal<Lang> {
    let lang = RwSignal::new(match kept(LANG).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Nl,
    });
    Effect::new(move |_| {
        keep(LANG, lang.get().tag());
        set_on_root("lang", Some(lang.get().tag()));
    });
    lang
}

/// Light, dark, or as the device has it.
pub fn theme() -> RwSignal<Theme> {
    let theme = RwSignal::new(match kept(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    });
    Effect::new(move |_| {
        let word = match theme.get() {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        keep(THEME, word.unwrap_or("system"));
        set_on_root("data-theme", word);
    });
    theme
}

/// What is remembered until it is over: there, or not there.
#[derive(Clone, Copy)]
pub enum Mark {
    /// The last login on this device was ended elsewhere.
    Ended,
    /// Somebody signed out here, and the server has not heard it yet.
    OwesSignOut,
}

impl Mark {
    fn name(self) -> &'static str {
        match self {
            Mark::Ended => "werkronde.ended",
            Mark::OwesSignOut => "werkronde.owes-sign-out",
        }
    }

    pub fn stands(self) -> bool {
        kept(self.name()).is_some()
    }

    pub fn set(self, stands: bool) {
        match (stands, storage()) {
            (true, _) => keep(self.name(), "1"),
            // What cannot be removed is said once too often, nothing else.
            (false, Some(storage)) => drop(storage.remove_item(self.name())),
            (false, None) => {}
        }
    }
}

/// Which build this page runs, as `public/boot.js` wrote it on the page.
pub fn build() -> Option<String> {
    document()?.document_element()?.get_attribute("data-build").filter(|build| !build.is_empty())
}

/// Tells `public/boot.js` whether the page may go: it takes a new build over only then.
pub fn mark_kept(kept: Signal<bool>) {
    Effect::new(move |_| set_on_root("data-loose", (!kept.get()).then_some("")));
}

/// HTTPS or this very computer: camera, offline and encryption work.
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// "http://127.0.0.1:3000".
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Takes the shell's waiting mark away: the workplace is there.
pub fn shell_is_done() {
    if let Some(waiting) = document().and_then(|document| document.get_element_by_id("boot-status")) {
        waiting.remove();
    }
}

/// The name of the screen in the browser's tab.
pub fn set_title(name: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{name} · Werkronde"));
    }
}
