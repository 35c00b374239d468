//! Something happened, or is about to: icon, words, and a colour that only helps.

use leptos::prelude::*;

use super::{Icon, Sign, classes, words};

/// What the notice means. `Stop` interrupts the screen reader, the others wait their turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NoticeKind {
    #[default]
    Info,
    Good,
    Warn,
    Stop,
    Now,
}

impl NoticeKind {
    /// Class, icon and role.
    fn look(self) -> (&'static str, Sign, &'static str) {
        match self {
            Self::Info => ("", Sign::Note, "status"),
            Self::Good => ("is-good", Sign::Check, "status"),
            Self::Warn => ("is-warn", Sign::Warn, "status"),
            Self::Stop => ("is-stop", Sign::Warn, "alert"),
            Self::Now => ("is-now", Sign::Clock, "status"),
        }
    }
}

/// A notice with an optional title; its children are the sentence and, if useful, one act.
#[component]
pub fn Notice(
    #[prop(optional)] kind: NoticeKind,
    #[prop(optional, into)] title: Option<TextProp>,
    children: Children,
) -> impl IntoView {
    let (class, icon, role) = kind.look();
    view! {
        <div class=classes(["notice", class]) role=role>
            <Icon of=icon/>
            <div class="notice-words">
                {title.map(|title| view! { <p class="notice-title">{words(title)}</p> })}
                {children()}
            </div>
        </div>
    }
}
