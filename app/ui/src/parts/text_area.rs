//! A question answered in a few lines. Leptos writes the children of `<textarea>` unescaped on the server
//! (stored script would run), so this is the only textarea in the house, and it escapes.

use leptos::prelude::*;

use super::field::{described_by, field_head, invalid};
use super::{OnText, words};

/// Text as the inside of a textarea: markup made harmless, and a first line break doubled, because a
/// browser swallows the first one.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    if text.starts_with('\n') {
        html.push('\n');
    }
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
    html
}

/// A few lines to fill in. `on_input` at every letter, `on_leave` when the person goes elsewhere.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(optional, into)] value: TextProp,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional, into)] error: TextProp,
    #[prop(optional, into)] optional: Option<TextProp>,
    #[prop(default = 3)] rows: u8,
    #[prop(optional, into)] on_input: Option<OnText>,
    #[prop(optional, into)] on_leave: Option<OnText>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (described, wrong) = (described_by(&id, hint.as_ref(), &error), invalid(&error));
    let tell = move |to: Option<OnText>, text: String| {
        if let Some(to) = to {
            to.run((text,));
        }
    };
    view! {
        <div class="field">
            {field_head(&id, label, optional, hint, error)}
            <textarea
                class="control"
                id=id.clone()
                name=name
                rows=rows.to_string()
                dir="auto"
                aria-describedby=described
                aria-invalid=wrong
                inner_html=escaped(&value.get())
                prop:value=words(value)
                on:input=move |event| tell(on_input, event_target_value(&event))
                on:change=move |event| tell(on_leave, event_target_value(&event))
            ></textarea>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_area_stays_text() {
        let owner = Owner::new();
        owner.set();
        let evil = "</textarea><script>alert(1)</script> & more";
        let html = view! { <TextArea name="note" label="Notitie" value=evil/> }.to_html();
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(html.contains("&amp; more"), "{html}");
    }

    #[test]
    fn a_first_empty_line_survives_the_browser() {
        assert_eq!(escaped("\nna de koffie"), "\n\nna de koffie");
        assert_eq!(escaped("a < b"), "a &lt; b");
    }
}
