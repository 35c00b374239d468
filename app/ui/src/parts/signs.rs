//! Two of the four signs: a table is a rounded square with its number, a person a round seat with theirs.

use leptos::prelude::*;

use super::{classes, words};

/// How large a sign is. The number fits up to three digits in every size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    Small,
    #[default]
    Normal,
    Large,
    Huge,
}

impl Size {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Small => "is-small",
            Self::Normal => "",
            Self::Large => "is-large",
            Self::Huge => "is-huge",
        }
    }
}

/// `Now` only for the table of the running round; `Ink` stands on a marigold ground.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TableTone {
    #[default]
    Brand,
    Soft,
    Now,
    Empty,
    Ink,
}

/// `Missing` is somebody who is not there; `Empty` a seat that nobody has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SeatTone {
    #[default]
    Soft,
    Brand,
    Missing,
    Empty,
}

fn sign(class: String, number: TextProp, label: Option<TextProp>) -> impl IntoView {
    view! {
        <span class=class>
            <span>
                {label.map(|label| view! { <span class="visually-hidden">{words(label)} " "</span> })}
                <bdi>{words(number)}</bdi>
            </span>
        </span>
    }
}

/// A table. `label` is read before the number ("tafel"), and not shown.
#[component]
pub fn TableNo(
    #[prop(into)] number: TextProp,
    #[prop(optional)] size: Size,
    #[prop(optional)] tone: TableTone,
    #[prop(optional, into)] label: Option<TextProp>,
) -> impl IntoView {
    let tone = match tone {
        TableTone::Brand => "",
        TableTone::Soft => "is-soft",
        TableTone::Now => "is-now",
        TableTone::Empty => "is-empty",
        TableTone::Ink => "is-ink",
    };
    sign(classes(["table-no", size.class(), tone]), number, label)
}

/// A person's number. `label` is read before the number, and not shown.
#[component]
pub fn Seat(
    #[prop(into)] number: TextProp,
    #[prop(optional)] size: Size,
    #[prop(optional)] tone: SeatTone,
    #[prop(optional, into)] label: Option<TextProp>,
) -> impl IntoView {
    let tone = match tone {
        SeatTone::Soft => "",
        SeatTone::Brand => "is-brand",
        SeatTone::Missing => "is-missing",
        SeatTone::Empty => "is-empty",
    };
    sign(classes(["seat", size.class(), tone]), number, label)
}
