//! One of many: the browser's own list, which every phone shows well.

use leptos::prelude::*;

use super::field::{described_by, field_head, invalid};
use super::{Choice, OnText};

/// A list to choose from. `chosen` is the value of the chosen one.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] chosen: TextProp,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional, into)] error: TextProp,
    #[prop(optional, into)] optional: Option<TextProp>,
    #[prop(optional, into)] on_choose: Option<OnText>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (described, wrong) = (described_by(&id, hint.as_ref(), &error), invalid(&error));
    let tell = move |event| {
        if let Some(on_choose) = on_choose {
            on_choose.run((event_target_value(&event),));
        }
    };
    let options = move || {
        let option = |choice: Choice| {
            let (mine, chosen) = (choice.value.clone(), chosen.clone());
            let is_chosen = move || chosen.get() == mine.as_str();
            view! {
                <option value=choice.value selected=is_chosen.clone() prop:selected=is_chosen>
                    {choice.words}
                </option>
            }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            {field_head(&id, label, optional, hint, error)}
            <select
                class="control"
                id=id.clone()
                name=name
                aria-describedby=described
                aria-invalid=wrong
                on:change=tell
            >
                {options}
            </select>
        </div>
    }
}
