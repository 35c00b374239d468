//! The language of the page, each by its own name. Plain links in a fold: no script needed, no flags.

use leptos::prelude::*;

use super::{Icon, Place, Sign, words};

/// Which way a language is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}

impl Direction {
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// One language: its BCP-47 tag, its own name, and where its page is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageLink {
    pub tag: String,
    pub endonym: String,
    pub href: String,
    pub direction: Direction,
    pub place: Place,
}

/// The languages behind the name of the present one. `label` names the fold for the ear.
#[component]
pub fn LanguagePick(#[prop(into)] label: TextProp, languages: Vec<LanguageLink>) -> impl IntoView {
    let here = languages
        .iter()
        .find(|language| language.place == Place::Here)
        .map(|language| language.endonym.clone());
    let links = languages
        .into_iter()
        .map(|language| {
            view! {
                <li>
                    <a
                        href=language.href
                        lang=language.tag.clone()
                        hreflang=language.tag
                        dir=language.direction.attribute()
                        aria-current=language.place.current("true")
                    >
                        {language.endonym}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="language-pick no-print">
            <summary>
                <Icon of=Sign::Language/>
                <span class="visually-hidden">{words(label)}</span>
                {here}
            </summary>
            <ul>{links}</ul>
        </details>
    }
}
