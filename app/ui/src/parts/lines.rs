//! Lists as lines, and terms with what is known of them.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use super::words;

/// A list; its children are `Line`s.
#[component]
pub fn Lines(children: Children) -> impl IntoView {
    view! { <ul class="lines">{children()}</ul> }
}

/// One line: a sign in front, the words, and a time or an act behind.
#[component]
pub fn Line(
    #[prop(optional, into)] lead: Option<ViewFnOnce>,
    #[prop(optional, into)] trail: Option<ViewFnOnce>,
    #[prop(optional_no_strip, into)] href: Option<String>,
    children: Children,
) -> impl IntoView {
    let main = match href {
        Some(href) => view! { <a class="line-main" href=href>{children()}</a> }.into_any(),
        None => view! { <div class="line-main">{children()}</div> }.into_any(),
    };
    view! {
        <li class="line">
            {lead.map(|lead| view! { <span class="line-lead">{lead.run()}</span> })}
            {main}
            {trail.map(|trail| view! { <span class="line-trail">{trail.run()}</span> })}
        </li>
    }
}

/// What is known of someone or something; its children are `Fact`s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One term and what is known of it.
#[component]
pub fn Fact(#[prop(into)] term: TextProp, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{words(term)}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
