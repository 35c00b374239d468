//! The steps of a task in words, with where you are.

use leptos::prelude::*;

use super::words;

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum StepState {
    Done,
    Current,
    #[default]
    ToCome,
}

/// One step and its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub words: String,
    pub state: StepState,
}

impl Step {
    pub fn new(words: impl Into<String>, state: StepState) -> Self {
        Self { words: words.into(), state }
    }
}

/// The steps in order.
#[component]
pub fn Stepper(#[prop(into)] label: TextProp, #[prop(into)] steps: Signal<Vec<Step>>) -> impl IntoView {
    let line = |step: Step| {
        let (class, current) = match step.state {
            StepState::Done => ("is-done", None),
            StepState::Current => ("is-current", Some("step")),
            StepState::ToCome => ("", None),
        };
        view! { <li class=class aria-current=current>{step.words}</li> }
    };
    view! {
        <ol class="stepper" aria-label=words(label)>
            {move || steps.get().into_iter().map(line).collect_view()}
        </ol>
    }
}
