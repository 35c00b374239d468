//! All rounds of a session in one line: done, now, pause, to come.

use leptos::prelude::*;

use super::words;

/// One round on the line. `Current` carries the part of it that has gone by, in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoundStep {
    Done,
    Current(u32),
    Pause,
    ToCome,
}

fn step_view(step: RoundStep) -> AnyView {
    match step {
        RoundStep::Done => view! { <span class="is-done"></span> }.into_any(),
        RoundStep::Pause => view! { <span class="is-pause"></span> }.into_any(),
        RoundStep::ToCome => view! { <span></span> }.into_any(),
        RoundStep::Current(gone) => {
            let gone = gone.min(1_000);
            let width = format!("{}.{}%", gone / 10, gone % 10);
            view! {
                <span class="is-current">
                    <svg><rect width=width height="100%"></rect></svg>
                </span>
            }
            .into_any()
        }
    }
}

/// The line; `label` says it in words ("ronde 4 van 10, pauze na ronde 6").
#[component]
pub fn RoundLine(
    #[prop(into)] steps: Signal<Vec<RoundStep>>,
    #[prop(into)] label: TextProp,
) -> impl IntoView {
    view! {
        <div class="round-line" role="img" aria-label=words(label)>
            {move || steps.get().into_iter().map(step_view).collect_view()}
        </div>
    }
}
