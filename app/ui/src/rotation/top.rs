//! The top of the console: the ring, the round, when it ends, and the clock's buttons.

use super::clock::{DayClock, Doing, heading, ring_text, ring_tone, round_steps, spoken_left};
use super::console::CutOff;
use super::told::ToldClock;
use crate::parts::{Button, ButtonKind, Confirm, Pill, PillKind, Ring, RoundLine, Size};
use crate::texts::rotation::top as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{may, use_lang, use_link, use_me};
use crate::workplace::link::Contact;
use crate::workplace::notices::ClockDoubt;
use crate::workplace::words::clock_at;
use domain::command::Command;
use domain::lang::Lang;
use domain::rotation::Who;
use leptos::prelude::*;
use sync::views::ConsoleView;

/// Which buttons the clock has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    /// The day can start.
    Start,
    /// There is no published plan to start with.
    PlanFirst,
    Running,
    Paused,
    None,
}

pub fn acts(clock: &DayClock, has_plan: bool) -> Acts {
    match (clock.doing, clock.paused) {
        (Doing::Waiting, _) if has_plan => Acts::Start,
        (Doing::Waiting, _) => Acts::PlanFirst,
        (Doing::Over, _) => Acts::None,
        (_, true) => Acts::Paused,
        (_, false) => Acts::Running,
    }
}

#[component]
pub fn Top(view: Signal<ConsoleView>, clock: Memo<DayClock>, ask: Ask) -> impl IntoView {
    let (lang, link) = (use_lang(), use_link());
    let contact = link.contact;
    let cut_off = Memo::new(move |_| contact.get() == Contact::Offline);
    let title = Memo::new(move |_| heading(lang.get(), &clock.get()));
    let spoken = Memo::new(move |_| spoken_left(lang.get(), &clock.get()));
    let left = Memo::new(move |_| ring_text(&clock.get()));
    let steps = Signal::derive(move || view.with(|view| round_steps(&view.phases, &clock.get())));
    let dropped = Memo::new(move |_| view.with(|view| is_dropped(view, clock.get().round)));
    let note = Memo::new(move |_| view.with(|view| note(lang.get(), &clock.get(), view, link.now_ms.get())));
    view! {
        {move || cut_off.get().then(|| view! { <CutOff/> })}
        <ToldClock clock=clock/>
        <header class="console-top">
            <Ring left=Signal::derive(move || clock.get().left) text=left label=spoken size=Size::Large
                tone=Signal::derive(move || ring_tone(&clock.get()))/>
            <div class="console-words">
                <h1 tabindex="-1">{title}</h1>
                <p class="soft">{note}</p>
                {move || clock.get().paused.then(|| view! {
                    <Pill kind=PillKind::Warn>{move || t::paused(lang.get())}</Pill>
                })}
                {move || dropped.get().then(|| view! {
                    <Pill kind=PillKind::Warn>{move || t::dropped(lang.get())}</Pill>
                })}
                <RoundLine steps=steps label=title/>
                <ClockDoubt/>
            </div>
            <ClockActs view=view clock=clock ask=ask/>
        </header>
    }
}

/// Whether the round does not take place.
fn is_dropped(view: &ConsoleView, round: u32) -> bool {
    view.away.iter().any(|(who, rounds)| matches!(who, Who::Hall(_)) && rounds.contains(&round))
}

/// When this phase and the day end, on the wall clock.
fn note(lang: Lang, clock: &DayClock, view: &ConsoleView, now_ms: i64) -> String {
    match clock.doing {
        Doing::Waiting => {
            let first = view.rounds.first().map(|round| domain::time::to_ms(round.starts));
            first.map(|ms| t::first_at(lang, clock_at(lang, ms))).unwrap_or_default()
        }
        Doing::Over => t::over(lang).to_owned(),
        _ => {
            let (end, day_end) = (now_ms + clock.left_ms, now_ms + clock.day_left_ms);
            t::until(lang, clock_at(lang, day_end), clock_at(lang, end))
        }
    }
}

#[component]
fn ClockActs(view: Signal<ConsoleView>, clock: Memo<DayClock>, ask: Ask) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let facts = Memo::new(move |_| view.with(|view| (view.session, view.timer.rev, view.plan.is_some())));
    let which = Memo::new(move |_| acts(&clock.get(), facts.get().2));
    let allowed = Memo::new(move |_| {
        let (session, based_on, _) = facts.get();
        may(me.get().as_deref(), &Command::Pause { session, based_on })
    });
    // The revision is read at the tap, so that a redraw never stands between a finger and its button.
    let base = move || {
        let (session, based_on, _) = facts.get_untracked();
        (session, based_on)
    };
    let start = move |()| {
        let (session, based_on) = base();
        ask.ask(Command::StartDay { session, based_on });
    };
    let pause = move |()| {
        let (session, based_on) = base();
        ask.ask(Command::Pause { session, based_on });
    };
    let resume = move |()| {
        let (session, based_on) = base();
        ask.ask(Command::Resume { session, based_on });
    };
    let starting = RwSignal::new(false);
    move || {
        match (allowed.get(), which.get()) {
        (true, Acts::Start) => view! {
            <div class="console-acts">
                <Button kind=ButtonKind::Now busy=ask.busy on_press=move |()| starting.set(true)>
                    {move || t::start(lang.get())}
                </Button>
                <Confirm open=starting title=move || t::start_title(lang.get()) text=move || t::start_text(lang.get())
                    confirm=move || t::start_confirm(lang.get()) cancel=move || t::cancel(lang.get())
                    on_confirm=start/>
            </div>
        }
        .into_any(),
        (true, Acts::PlanFirst) => view! { <p class="soft">{move || t::plan_first(lang.get())}</p> }.into_any(),
        (true, Acts::Running) => view! {
            <div class="console-acts">
                <Button kind=ButtonKind::Quiet busy=ask.busy on_press=pause>{move || t::pause(lang.get())}</Button>
                <Onward facts=facts clock=clock ask=ask/>
            </div>
        }
        .into_any(),
        (true, Acts::Paused) => view! {
            <div class="console-acts">
                <Button busy=ask.busy on_press=resume>{move || t::resume(lang.get())}</Button>
                <Onward facts=facts clock=clock ask=ask/>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
    }
}

/// One minute more, and on to the next.
#[component]
fn Onward(
    facts: Memo<(domain::ids::SessionId, u32, bool)>,
    clock: Memo<DayClock>,
    ask: Ask,
) -> impl IntoView {
    let lang = use_lang();
    let extend = move |()| {
        let (session, based_on, _) = facts.get_untracked();
        ask.ask(Command::Extend { session, based_on, minutes: 1 });
    };
    let next = move |()| {
        let (session, based_on, _) = facts.get_untracked();
        ask.ask(Command::NextPhase { session, based_on });
    };
    let word = Memo::new(move |_| next_words(lang.get(), &clock.get()));
    view! {
        <Button kind=ButtonKind::Quiet busy=ask.busy on_press=extend>{move || t::extend(lang.get())}</Button>
        <Button kind=ButtonKind::Now busy=ask.busy on_press=next>{word}</Button>
    }
}

fn next_words(lang: Lang, clock: &DayClock) -> String {
    match clock.doing {
        Doing::Talking if clock.round == clock.rounds => t::next_end(lang).to_owned(),
        Doing::Talking => t::next_change(lang).to_owned(),
        _ => t::next_round(lang, clock.round),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(doing: Doing, paused: bool) -> DayClock {
        DayClock { doing, round: 2, rounds: 2, left_ms: 0, left: 0, paused, day_left_ms: 0 }
    }

    #[test]
    fn the_day_starts_only_with_a_plan() {
        assert_eq!(acts(&clock(Doing::Waiting, false), false), Acts::PlanFirst);
        assert_eq!(acts(&clock(Doing::Waiting, false), true), Acts::Start);
    }

    #[test]
    fn a_paused_clock_offers_to_go_on() {
        assert_eq!(acts(&clock(Doing::Talking, true), true), Acts::Paused);
        assert_eq!(acts(&clock(Doing::Talking, false), true), Acts::Running);
        assert_eq!(acts(&clock(Doing::Over, false), true), Acts::None);
    }

    #[test]
    fn the_last_talk_ends_the_day() {
        let last = next_words(Lang::Nl, &clock(Doing::Talking, false));
        assert_ne!(last, next_words(Lang::Nl, &DayClock { round: 1, ..clock(Doing::Talking, false) }));
    }
}
