//! Things that are pressed: button, link that looks like one, and the bar that holds the next step.

use leptos::prelude::*;

use super::{Icon, OnPress, Sign, classes, words};

/// How loud a button is. One `Primary` per screen; `Now` only for what happens in the live round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ButtonKind {
    #[default]
    Primary,
    Quiet,
    Now,
    Stop,
    Plain,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Quiet => "is-quiet",
            Self::Now => "is-now",
            Self::Stop => "is-stop",
            Self::Plain => "is-plain",
        }
    }
}

/// As wide as its words, or as wide as the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Width {
    #[default]
    Fit,
    Wide,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Fit => "",
            Self::Wide => "is-wide",
        }
    }
}

/// What a press does: call back, or send the form around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Act {
    #[default]
    Press,
    Submit,
}

/// A button. While `busy` it keeps its words and its place, turns, and ignores a second press.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] width: Width,
    #[prop(optional)] act: Act,
    #[prop(optional, into)] on_press: Option<OnPress>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    children: Children,
) -> impl IntoView {
    let kind_of_button = match act {
        Act::Press => "button",
        Act::Submit => "submit",
    };
    let press = move |_| {
        if let (Some(on_press), false) = (on_press, busy.get_untracked()) {
            on_press.run(((),));
        }
    };
    view! {
        <button
            type=kind_of_button
            class=classes(["button", kind.class(), width.class()])
            name=name
            value=value
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
            on:click=press
        >
            {children()}
        </button>
    }
}

/// A place to go that is as important as a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] width: Width,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=classes(["button", kind.class(), width.class()])>
            {children()}
        </a>
    }
}

/// What is rarely done, behind one word. `of` tells the ear whose it is, where a list has one on each line.
#[component]
pub fn More(#[prop(into)] label: TextProp, #[prop(into)] of: String, children: Children) -> impl IntoView {
    view! {
        <details class="more">
            <summary class="button is-plain">
                {words(label)}<span class="visually-hidden">": "{of}</span> <Icon of=Sign::Arrow/>
            </summary>
            <div class="row">{children()}</div>
        </details>
    }
}

/// The bar at the foot of a screen: the next step where the thumb is, with a note beside it.
#[component]
pub fn Bar(#[prop(optional, into)] note: Option<TextProp>, children: Children) -> impl IntoView {
    view! {
        <div class="bar no-print">
            {note.map(|note| view! { <span class="bar-note">{words(note)}</span> })}
            {children()}
        </div>
    }
}
