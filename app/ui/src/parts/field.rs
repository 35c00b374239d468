//! A question answered on one line: label, hint, error and control, tied together for eye and ear.

use leptos::prelude::*;

use super::{OnText, words};

/// What is asked for; decides the keyboard of a phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum InputKind {
    #[default]
    Text,
    Number,
    Tel,
    Email,
    Password,
    Date,
    Time,
    Search,
    /// A pairing or access code: large, spaced, never corrected.
    Code,
    Url,
    File,
}

impl InputKind {
    /// The input's `type`, and its `inputmode` where the type alone gives the wrong keyboard.
    fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text | Self::Code => ("text", None),
            Self::Number => ("text", Some("numeric")),
            Self::Tel => ("tel", None),
            Self::Email => ("email", None),
            Self::Password => ("password", None),
            Self::Date => ("date", None),
            Self::Time => ("time", None),
            Self::Search => ("search", None),
            Self::Url => ("url", None),
            Self::File => ("file", None),
        }
    }
}

/// The ids of hint and error for `aria-describedby`, of those that are there.
pub(super) fn described_by(
    id: &str,
    hint: Option<&TextProp>,
    error: &TextProp,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
    let hint_id = hint.map(|_| format!("{id}-hint"));
    let (error_id, error) = (format!("{id}-error"), error.clone());
    move || {
        let error_id = (!error.get().is_empty()).then(|| error_id.clone());
        let ids: Vec<String> = hint_id.iter().cloned().chain(error_id).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// Says that the answer is wrong, where an error stands at it.
pub(super) fn invalid(error: &TextProp) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
    let error = error.clone();
    move || (!error.get().is_empty()).then_some("true")
}

/// What is wrong, under the question; nothing at all when nothing is.
pub(super) fn error_line(id: String, error: TextProp) -> impl IntoView + use<> {
    move || {
        let text = error.get();
        (!text.is_empty()).then(|| view! { <p class="error" id=id.clone()>{text.to_string()}</p> })
    }
}

/// Label with the words for "not required" behind it, hint, and error: the head of every field.
pub(super) fn field_head(
    id: &str,
    label: TextProp,
    optional: Option<TextProp>,
    hint: Option<TextProp>,
    error: TextProp,
) -> impl IntoView + use<> {
    let hint_id = format!("{id}-hint");
    view! {
        <label for=id.to_owned()>
            {words(label)}
            {optional.map(|optional| view! { " " <span class="optional">{words(optional)}</span> })}
        </label>
        {hint.map(|hint| view! { <p class="hint" id=hint_id>{words(hint)}</p> })}
        {error_line(format!("{id}-error"), error)}
    }
}

/// One line to fill in. `error` empty means none; `optional` is the words for "not required".
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] value: TextProp,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional, into)] error: TextProp,
    #[prop(optional, into)] optional: Option<TextProp>,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional, into)] on_input: Option<OnText>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("field-{name}"));
    let (input_type, input_mode) = kind.attributes();
    let (class, spellcheck) = match kind {
        InputKind::Code => ("control is-code", Some("false")),
        _ => ("control", None),
    };
    let (described, wrong) = (described_by(&id, hint.as_ref(), &error), invalid(&error));
    let tell = move |event| {
        if let Some(on_input) = on_input {
            on_input.run((event_target_value(&event),));
        }
    };
    // A file input refuses any value but none; every other kind shows what was typed before.
    let value = words(if kind == InputKind::File { TextProp::default() } else { value });
    view! {
        <div class="field">
            {field_head(&id, label, optional, hint, error)}
            <input
                class=class
                id=id.clone()
                name=name
                type=input_type
                inputmode=input_mode
                autocomplete=autocomplete
                spellcheck=spellcheck
                aria-describedby=described
                aria-invalid=wrong
                aria-keyshortcuts=(kind == InputKind::Search).then_some("/")
                value=value.clone()
                prop:value=value
                on:input=tell
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public;

    fn html(error: Option<&'static str>) -> String {
        Owner::new().with(|| match error {
            Some(error) => {
                public::html(view! { <Field name="phone" label="Telefoon" hint="06" error=error/> })
            }
            None => public::html(view! { <Field name="phone" label="Telefoon" hint="06"/> }),
        })
    }

    #[test]
    fn an_answer_that_looks_like_a_mark_of_leptos_stays() {
        let html = Owner::new()
            .with(|| public::html(view! { <Field name="phone" label="Telefoon" value="0<!>6"/> }));
        assert!(html.contains("value=\"0&lt;!&gt;6\""), "{html}");
    }

    #[test]
    fn an_answer_without_a_mistake_carries_no_mark_of_one() {
        for html in [html(None), html(Some(""))] {
            assert!(!html.contains("error") && !html.contains("aria-invalid"), "{html}");
            assert!(html.contains("aria-describedby=\"field-phone-hint\""), "{html}");
            assert!(!html.contains('!'), "{html}");
        }
    }

    #[test]
    fn a_mistake_is_said_under_the_question_and_tied_to_the_answer() {
        let html = html(Some("Dit is geen nummer."));
        assert!(html.contains("id=\"field-phone-error\" class=\"error\">Dit is geen nummer."), "{html}");
        assert!(html.contains("aria-describedby=\"field-phone-hint field-phone-error\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\""), "{html}");
    }
}
