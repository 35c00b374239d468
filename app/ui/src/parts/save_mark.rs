//! Where is what I wrote? On this device, at the server, or does it need a hand.

use leptos::prelude::*;

use super::{Icon, Sign, classes, words};

/// Where the last thing written is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SaveState {
    #[default]
    Saving,
    SavedHere,
    SavedAtServer,
    Offline,
    NeedsAttention,
}

impl SaveState {
    fn look(self) -> (&'static str, Sign) {
        match self {
            Self::Saving => ("is-saving", Sign::Dot),
            Self::SavedHere => ("is-saved-here", Sign::Device),
            Self::SavedAtServer => ("is-saved-at-server", Sign::Check),
            Self::Offline => ("is-offline", Sign::Offline),
            Self::NeedsAttention => ("is-needs-attention", Sign::Warn),
        }
    }
}

/// The mark, always in the same corner; changes are read out politely.
#[component]
pub fn SaveMark(#[prop(into)] state: Signal<SaveState>, #[prop(into)] text: TextProp) -> impl IntoView {
    view! {
        <span class=move || classes(["save-mark", state.get().look().0]) role="status" aria-live="polite">
            {move || view! { <Icon of=state.get().look().1/> }}
            <span>{words(text)}</span>
        </span>
    }
}
