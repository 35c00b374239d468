//! A short fact in a round box.

use leptos::prelude::*;

use super::{Icon, Sign, classes};

/// What the fact means; the word says it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PillKind {
    #[default]
    Plain,
    Brand,
    Now,
    Good,
    Warn,
    Stop,
}

impl PillKind {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Brand => "is-brand",
            Self::Now => "is-now",
            Self::Good => "is-good",
            Self::Warn => "is-warn",
            Self::Stop => "is-stop",
        }
    }
}

/// A pill with its words.
#[component]
pub fn Pill(
    #[prop(optional)] kind: PillKind,
    #[prop(optional, into)] icon: Option<Sign>,
    children: Children,
) -> impl IntoView {
    view! {
        <span class=classes(["pill", kind.class()])>
            {icon.map(|icon| view! { <Icon of=icon/> })}
            {children()}
        </span>
    }
}
