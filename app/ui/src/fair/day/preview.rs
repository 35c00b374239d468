//! The timetable as it is being typed: each round with its times, the break, and when it ends.

use super::typed::Typed;
use crate::texts::dates::clock;
use crate::texts::making::day as t;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::words::say;
use domain::fair::Timetable;
use domain::lang::Lang;
use domain::time::{from_ms, in_amsterdam};
use leptos::prelude::*;

#[component]
pub fn Preview(typed: RwSignal<Typed>) -> impl IntoView {
    let (lang, now_ms) = (use_lang(), use_link().now_ms);
    let timetable = move || {
        let today = in_amsterdam(from_ms(now_ms.get_untracked())).date_naive();
        typed.with(|typed| typed.timetable(today))
    };
    let body = move || {
        let Some(timetable) = timetable() else {
            return view! { <p class="soft">{t::no_preview(lang.get())}</p> }.into_any();
        };
        let lines =
            lines(lang.get(), &timetable).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        let ends = t::ends(lang.get(), clock(lang.get(), timetable.ends()));
        view! { <ol class="day-preview num">{lines}</ol><p><b class="num">{ends}</b></p> }.into_any()
    };
    view! {
        <section class="panel" aria-live="polite">
            <h2>{say(t::preview)}</h2>
            {body}
        </section>
    }
}

/// "Ronde 1: 13.00 – 13.10", and the break where it comes.
fn lines(lang: Lang, timetable: &Timetable) -> Vec<String> {
    let mut lines = Vec::new();
    for round in timetable.rounds() {
        lines.push(t::round(lang, clock(lang, round.starts), round.number, clock(lang, round.ends)));
        let rest_min = timetable.rest_min(round.number);
        if rest_min > 0 {
            lines.push(t::pause(lang, rest_min));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_break_stands_between_its_rounds() {
        let starts = "2026-12-03T12:00:00Z".parse().expect("noon");
        let timetable = Timetable {
            starts,
            rounds: 2,
            talk_min: 10,
            change_min: 5,
            break_after: 1,
            break_min: 20,
            second_after: 2,
            second_min: 10,
        };
        let lines = lines(Lang::En, &timetable);
        assert_eq!(lines, ["Round 1: 13:00 – 13:10", "Break of 20 minutes", "Round 2: 13:35 – 13:45"]);
    }
}
