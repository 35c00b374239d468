//! What the clock does, for who cannot see it: each new round, each pause and the end, once and politely. Never the time
//! that is left, which would be said without end.

use super::clock::{DayClock, heading};
use crate::texts::rotation::clock as t;
use crate::workplace::context::use_lang;
use domain::lang::Lang;
use leptos::prelude::*;

/// The sentence; the same until something else is going on.
fn told(lang: Lang, clock: &DayClock) -> String {
    let stands = heading(lang, clock);
    if clock.paused { t::paused(lang, stands) } else { stands }
}

/// The one place of a screen that tells of the clock. It stays while the rest is drawn anew.
#[component]
pub fn ToldClock(clock: Memo<DayClock>) -> impl IntoView {
    let lang = use_lang();
    let words = Memo::new(move |_| told(lang.get(), &clock.get()));
    view! { <p class="visually-hidden" role="status">{words}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::clock::Doing;

    fn at(doing: Doing, round: u32, left_ms: i64, paused: bool) -> String {
        told(
            Lang::Nl,
            &DayClock { doing, round, rounds: 10, left_ms, left: 500, paused, day_left_ms: left_ms },
        )
    }

    #[test]
    fn a_countdown_says_nothing_and_a_new_round_a_pause_and_the_end_do() {
        let talk = at(Doing::Talking, 4, 60_000, false);
        assert_eq!(talk, at(Doing::Talking, 4, 59_000, false));
        let said = [
            at(Doing::Talking, 4, 59_000, true),
            at(Doing::ChangingOver, 5, 59_000, false),
            at(Doing::Talking, 5, 60_000, false),
            at(Doing::Resting, 6, 60_000, false),
            at(Doing::Over, 10, 0, false),
        ];
        for (before, after) in std::iter::once(&talk).chain(&said).zip(&said) {
            assert_ne!(before, after);
        }
    }
}
