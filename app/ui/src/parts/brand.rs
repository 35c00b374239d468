//! The product's mark: a round table and the people around it, one of them now.

use leptos::prelude::*;

/// The mark alone; decorative, so it stands beside the name or in a place that has a name.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 28 28" aria-hidden="true">
            <rect x="7.5" y="7.5" width="13" height="13" rx="4"></rect>
            <circle class="now" cx="14" cy="2.9" r="2.7"></circle>
            <circle cx="25.1" cy="14" r="2.7"></circle>
            <circle cx="14" cy="25.1" r="2.7"></circle>
            <circle cx="2.9" cy="14" r="2.7"></circle>
        </svg>
    }
}

/// Mark and name, as the way home.
#[component]
pub fn Brand(#[prop(into)] name: String, #[prop(into)] href: String) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <BrandMark/>
            <span translate="no">{name}</span>
        </a>
    }
}
