//! One yes-or-no question, and a group of them.

use leptos::prelude::*;

use super::field::{described_by, error_line};
use super::words;

/// A check box with its words; the whole line can be tapped.
#[component]
pub fn Check(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional, into)] checked: Signal<bool>,
    #[prop(optional, into)] on_check: Option<Callback<(bool,)>>,
) -> impl IntoView {
    let tell = move |event| {
        if let Some(on_check) = on_check {
            on_check.run((event_target_checked(&event),));
        }
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                value=value.unwrap_or_else(|| "1".to_owned())
                checked=move || checked.get()
                prop:checked=move || checked.get()
                on:change=tell
            />
            <span>{words(label)}</span>
            {hint.map(|hint| view! { <span class="hint">{words(hint)}</span> })}
        </label>
    }
}

/// Questions that are answered together, with what is wrong with the answers as a whole. A link of the error summary leads
/// to it, so it can take the focus.
#[component]
pub fn Checks(
    #[prop(into)] name: String,
    #[prop(into)] legend: TextProp,
    #[prop(optional, into)] error: TextProp,
    children: Children,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (error_id, described) = (format!("{id}-error"), described_by(&id, None, &error));
    view! {
        <fieldset class="stack stack-tight" id=id tabindex="-1" aria-describedby=described>
            <legend>{words(legend)}</legend>
            {error_line(error_id, error)}
            {children()}
        </fieldset>
    }
}
