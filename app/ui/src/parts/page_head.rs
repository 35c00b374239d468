//! The head of a page: where I am, a sentence about now, and what can be done here.

use leptos::prelude::*;

use super::words;

/// Title and note at the start, acts at the end.
#[component]
pub fn PageHead(
    #[prop(into)] title: TextProp,
    #[prop(optional, into)] note: Option<TextProp>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div>
                <h1 tabindex="-1">{words(title)}</h1>
                {note.map(|note| view! { <p>{words(note)}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-acts no-print">{children()}</div> })}
        </header>
    }
}
