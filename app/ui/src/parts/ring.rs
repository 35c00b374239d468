//! The ring: the time that is left, going down clockwise in every script.

use leptos::prelude::*;

use super::{Size, classes, words};

/// Whether the time runs. Only a running ring is marigold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RingTone {
    #[default]
    Running,
    Paused,
    Over,
}

/// The arc as a `stroke-dasharray` on a circle of path length 100. An attribute, because the page's
/// security policy forbids written styles. Nonsense from a clock (NaN, more than all) becomes none or all.
fn dash(fraction: f64) -> String {
    let left = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.2} 100", left * 100.0)
}

/// The ring with its time inside. `fraction` 1.0 is all time left; `label` is what a screen reader says
/// when asked (a timer is not announced by itself).
#[component]
pub fn Ring(
    #[prop(into)] fraction: Signal<f64>,
    #[prop(into)] text: TextProp,
    #[prop(into)] label: TextProp,
    #[prop(optional, into)] caption: Option<TextProp>,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] tone: Signal<RingTone>,
) -> impl IntoView {
    let class = move || {
        let tone = match tone.get() {
            RingTone::Running => "",
            RingTone::Paused => "is-paused",
            RingTone::Over => "is-over",
        };
        classes(["ring", size.class(), tone])
    };
    view! {
        <div class=class role="timer" aria-label=words(label)>
            <svg viewBox="0 0 100 100" aria-hidden="true">
                <circle cx="50" cy="50" r="45.5"></circle>
                <circle
                    class="ring-left"
                    cx="50"
                    cy="50"
                    r="45.5"
                    pathLength="100"
                    stroke-dasharray=move || dash(fraction.get())
                ></circle>
            </svg>
            <div class="ring-words" aria-hidden="true">
                <bdi class="ring-text">{words(text)}</bdi>
                {caption.map(|caption| view! { <span class="ring-caption">{words(caption)}</span> })}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::dash;

    #[test]
    fn the_arc_is_the_part_of_time_that_is_left() {
        assert_eq!(dash(0.62), "62.00 100");
        assert_eq!(dash(0.0), "0.00 100");
    }

    #[test]
    fn a_confused_clock_never_breaks_the_ring() {
        assert_eq!(dash(7.0), "100.00 100");
        assert_eq!(dash(-1.0), "0.00 100");
        assert_eq!(dash(f64::NAN), "0.00 100");
    }
}
