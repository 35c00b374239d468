//! Where I am and where I can go: beside the work on a laptop, under the thumb on a phone, or as tabs.

use leptos::prelude::*;

use super::{Icon, Pill, PillKind, Sign, words};

/// Whether a link leads to where the person already is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    Here,
    #[default]
    Elsewhere,
}

impl Place {
    /// The value of `aria-current`, or no attribute.
    pub(super) fn current(self, value: &'static str) -> Option<&'static str> {
        (self == Self::Here).then_some(value)
    }
}

/// One place: its words, and perhaps an icon and a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: Option<Sign>,
    pub mark: Option<(String, PillKind)>,
    pub place: Place,
}

impl NavItem {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), icon: None, mark: None, place: Place::Elsewhere }
    }

    pub fn icon(mut self, icon: Sign) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A count or a short state behind the words; `PillKind::Plain` is a bare number.
    pub fn mark(mut self, text: impl Into<String>, kind: PillKind) -> Self {
        self.mark = Some((text.into(), kind));
        self
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

fn nav_link(item: NavItem) -> impl IntoView {
    let mark = item.mark.map(|(text, kind)| match kind {
        PillKind::Plain => view! { <span class="nav-mark">{text}</span> }.into_any(),
        kind => view! { <Pill kind=kind>{text}</Pill> }.into_any(),
    });
    view! {
        <li>
            <a href=item.href aria-current=item.place.current("page")>
                {item.icon.map(|icon| view! { <Icon of=icon/> })}
                <span class="nav-word">{item.label}</span>
                {mark}
            </a>
        </li>
    }
}

/// The main places of the workplace.
#[component]
pub fn Nav(#[prop(into)] label: TextProp, #[prop(into)] items: Signal<Vec<NavItem>>) -> impl IntoView {
    view! {
        <nav class="nav no-print" aria-label=words(label)>
            <ul>{move || items.get().into_iter().map(nav_link).collect_view()}</ul>
        </nav>
    }
}

/// The rooms inside one place: a row of links.
#[component]
pub fn Tabs(#[prop(into)] label: TextProp, #[prop(into)] items: Signal<Vec<NavItem>>) -> impl IntoView {
    view! {
        <nav class="tabs no-print" aria-label=words(label)>
            <ul>{move || items.get().into_iter().map(nav_link).collect_view()}</ul>
        </nav>
    }
}
