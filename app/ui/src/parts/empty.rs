//! Nothing here yet, and not here yet.

use leptos::prelude::*;

use super::{BrandMark, words};

/// Whether the title of an empty place is the heading of its whole page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Heads {
    Page,
    #[default]
    Part,
}

/// An empty place that says what to do next; the action, if there is one, is the child.
#[component]
pub fn EmptyState(
    #[prop(into)] title: TextProp,
    #[prop(into)] text: TextProp,
    #[prop(optional)] heads: Heads,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <svg viewBox="0 0 48 48" aria-hidden="true">
                <rect x="14" y="14" width="20" height="20" rx="6"></rect>
                <circle cx="24" cy="5" r="4" stroke-dasharray="2 2"></circle>
                <circle cx="43" cy="24" r="4" stroke-dasharray="2 2"></circle>
                <circle cx="24" cy="43" r="4" stroke-dasharray="2 2"></circle>
                <circle cx="5" cy="24" r="4" stroke-dasharray="2 2"></circle>
            </svg>
            {match heads {
                Heads::Page => view! { <h1 tabindex="-1">{words(title)}</h1> }.into_any(),
                Heads::Part => view! { <h2>{words(title)}</h2> }.into_any(),
            }}
            <p>{words(text)}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// The first loading of a list. Later loadings keep the old list on the screen.
#[component]
pub fn Skeleton(#[prop(into)] label: TextProp, #[prop(default = 3)] lines: u8) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-busy="true">
            <span class="visually-hidden">{words(label)}</span>
            {(0..lines).map(|_| view! { <i aria-hidden="true"></i> }).collect_view()}
        </div>
    }
}

/// A small mark for work that takes longer than a moment, with the word beside it.
#[component]
pub fn Loading(#[prop(into)] label: TextProp) -> impl IntoView {
    view! {
        <p class="loading" role="status">
            <BrandMark/>
            <span>{words(label)}</span>
        </p>
    }
}
