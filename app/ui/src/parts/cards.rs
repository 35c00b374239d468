//! Boxes with a reason: a card can be picked up, a fold hides more, a figure is one large number.

use leptos::prelude::*;

use super::{Icon, PillKind, Sign, classes, words};

/// Why a card stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CardTone {
    #[default]
    Plain,
    Chosen,
    Sunken,
    Now,
}

/// A thing that can be picked up. For lists use `Lines`.
#[component]
pub fn Card(#[prop(optional)] tone: CardTone, children: Children) -> impl IntoView {
    let tone = match tone {
        CardTone::Plain => "",
        CardTone::Chosen => "is-chosen",
        CardTone::Sunken => "is-sunken",
        CardTone::Now => "is-now",
    };
    view! { <div class=classes(["card", "stack", tone])>{children()}</div> }
}

/// More, or private: shown after a tap, closed again with one.
#[component]
pub fn Fold(
    #[prop(into)] summary: TextProp,
    /// Opens it from outside; the person can always close it.
    #[prop(optional, into)]
    open: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=move || open.get()>
            <summary>{words(summary)} <Icon of=Sign::Arrow/></summary>
            <div class="fold-body stack">{children()}</div>
        </details>
    }
}

/// One large number and the word that says what it counts.
#[component]
pub fn Figure(
    #[prop(into)] value: TextProp,
    #[prop(into)] label: TextProp,
    #[prop(optional)] tone: PillKind,
) -> impl IntoView {
    view! {
        <p class=classes(["figure", tone.class()])>
            <b><bdi>{words(value)}</bdi></b>
            <span>{words(label)}</span>
        </p>
    }
}
