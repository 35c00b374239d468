//! What must be mended in a form, on top of it, as links to the places.

use leptos::html;
use leptos::prelude::*;

use super::{take_focus, words};

/// One thing to mend: the field's name and the sentence that stands at the field too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    pub name: String,
    pub text: String,
}

impl FieldError {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// The list of things to mend; nothing at all when there are none. It takes the focus when it comes: from there a link
/// leads to each place.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: TextProp,
    #[prop(into)] errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    take_focus(node, move || errors.with(|errors| !errors.is_empty()));
    move || {
        let errors = errors.get();
        let title = title.clone();
        (!errors.is_empty()).then(|| {
            let links = errors
                .into_iter()
                .map(|error| view! { <li><a href=format!("#field-{}", error.name)>{error.text}</a></li> })
                .collect_view();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>{words(title)}</h2>
                    <ul>{links}</ul>
                </div>
            }
        })
    }
}
