//! What may be wider than the screen, such as a table: it scrolls in a frame of its own, which the keyboard can reach and
//! which has a name, so that the page itself never moves sideways.

use leptos::prelude::*;

use super::words;

/// A frame that scrolls sideways. `label` is what a screen reader calls it.
#[component]
pub fn Wide(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=words(label)>
            {children()}
        </div>
    }
}
