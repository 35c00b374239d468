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

/// The arc as a `stroke-dasharray` on a circle of path length 1000. An attribute, because the page's security policy
/// forbids written styles. More than all from a clock becomes all. Whole numbers, because writing a fraction brings 7 kB
/// of formatting into the program.
fn dash(left: u32) -> String {
    format!("{} 1000", left.min(1_000))
}

/// The ring with its time inside. `left` is how much time is left, in thousandths; `label` is what a screen reader says
/// when asked (a timer is not announced by itself).
#[component]
pub fn Ring(
    #[prop(into)] left: Signal<u32>,
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
                    pathLength="1000"
                    stroke-dasharray=move || dash(left.get())
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
        assert_eq!(dash(620), "620 1000");
        assert_eq!(dash(0), "0 1000");
    }

    #[test]
    fn a_confused_clock_never_breaks_the_ring() {
        assert_eq!(dash(7_000), "1000 1000");
    }
}
