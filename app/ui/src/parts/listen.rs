//! A link that plays a recording: the phone's own player opens beside the page, so that nothing typed is lost and no
//! script is needed. Nothing of it is loaded before somebody presses it.

use leptos::prelude::*;

/// `of` says for the ear what is read.
#[component]
pub fn Listen(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(into)] of: String,
) -> impl IntoView {
    view! {
        <p class="no-print">
            <a class="listen" href=href target="_blank" rel="noopener">
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/>
                </svg>
                {label}
                <span class="visually-hidden">": "{of}</span>
            </a>
        </p>
    }
}
