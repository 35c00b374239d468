//! The end of a sheet: Ja, Misschien or Nee, what comes next, and one button. A missing strength is said here.

use super::sheet::Strength;
use super::words::{next_step as step_words, steps_after, verdict as verdict_words};
use crate::parts::{
    Bar, Button, Choice, ChoiceCards, ChoiceLayout, ErrorSummary, FieldError, Notice, NoticeKind,
    Verdict as VerdictCards,
};
use crate::texts::scoring::ending as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::use_lang;
use crate::workplace::reopen::take_back;
use domain::command::Command;
use domain::lang::Lang;
use domain::scoring::{NextStep, SheetRefused, SheetState, Verdict, complete};
use leptos::prelude::*;
use sync::views::TabletTalk;

/// What still keeps the sheet from ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Verdict,
    NextStep,
    Strength,
    NoIsNo,
}

/// Decides whether the sheet can end; by the same rule as the server.
pub fn ready(
    verdict: Option<Verdict>,
    next_step: Option<NextStep>,
    has_strength: bool,
) -> Result<(Verdict, NextStep), Lacking> {
    let verdict = verdict.ok_or(Lacking::Verdict)?;
    let next_step = next_step.ok_or(Lacking::NextStep)?;
    match complete(SheetState { has_strength, verdict, next_step }) {
        Ok(()) => Ok((verdict, next_step)),
        Err(SheetRefused::StrengthMissing) => Err(Lacking::Strength),
        Err(SheetRefused::NoIsNo) => Err(Lacking::NoIsNo),
    }
}

fn lacking_error(lang: Lang, lacking: Lacking) -> FieldError {
    match lacking {
        Lacking::Verdict => FieldError::new("verdict", t::lacks_verdict(lang)),
        Lacking::NextStep => FieldError::new("next-step", t::lacks_step(lang)),
        Lacking::Strength => FieldError::new("strength", t::lacks_strength(lang)),
        Lacking::NoIsNo => FieldError::new("next-step", t::no_is_no(lang)),
    }
}

#[component]
pub fn Ending(talk: Memo<TabletTalk>, strength: Strength, ask: Ask, ended: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let id = talk.with_untracked(|talk| talk.talk);
    let stands = Memo::new(move |_| talk.with(|talk| (talk.sheet.verdict, talk.sheet.next_step)));
    let (verdict, step) = stands.get_untracked();
    let (verdict, step) = (RwSignal::new(verdict), RwSignal::new(step));
    let lacking = RwSignal::new(None::<Lacking>);
    take_back(id, move |command| match command {
        Command::GiveVerdict { verdict: given, next_step, .. } => {
            verdict.set(Some(*given));
            step.set(Some(*next_step));
            true
        }
        _ => false,
    });
    let choose = move |value: String| {
        verdict.set(Verdict::parse(&value));
        // A step that no longer fits is let go, never sent along.
        let fits = verdict.get_untracked().map_or(&[][..], steps_after);
        step.update(|step| *step = step.filter(|step| fits.contains(step)));
        lacking.set(None);
    };
    let end = move |()| match ready(verdict.get_untracked(), step.get_untracked(), strength.is_there()) {
        Err(why) => lacking.set(Some(why)),
        Ok((verdict, next_step)) => {
            strength.keep();
            let base = stands.get_untracked().0;
            lacking.set(None);
            if ask.takes(Command::GiveVerdict { talk: id, verdict, next_step, base }) {
                ended.run(());
            }
        }
    };
    // The bar is always in sight, the place to mend perhaps not: it says the same sentence.
    let note = move || match lacking.get() {
        Some(why) => lacking_error(lang.get(), why).text,
        None => t::note(lang.get()).to_owned(),
    };
    let errors = Signal::derive(move || {
        lacking.get().map(|why| lacking_error(lang.get(), why)).into_iter().collect::<Vec<_>>()
    });
    let cards = move || {
        let lang = lang.get();
        view! {
            <VerdictCards name="verdict" legend=t::verdict(lang) yes=verdict_words(lang, Verdict::Yes)
                maybe=verdict_words(lang, Verdict::Maybe) no=verdict_words(lang, Verdict::No)
                chosen=move || verdict.get().map_or("", Verdict::as_str) on_choose=choose/>
        }
    };
    let changed = Memo::new(move |_| stands.get() != (verdict.get(), step.get()));
    let done = move || {
        (stands.get().0.is_some() && !changed.get()).then(|| {
            view! { <Notice kind=NoticeKind::Good>{move || t::ended(lang.get())}</Notice> }
        })
    };
    let word = move || if stands.get().0.is_some() { t::change(lang.get()) } else { t::submit(lang.get()) };
    view! {
        <ErrorSummary title=move || t::not_yet(lang.get()) errors=errors/>
        {cards}
        <Steps verdict=verdict step=step/>
        {done}
        <Bar note=note><Button on_press=end>{word}</Button></Bar>
    }
}

/// What comes next, once there is a verdict.
#[component]
fn Steps(verdict: RwSignal<Option<Verdict>>, step: RwSignal<Option<NextStep>>) -> impl IntoView {
    let lang = use_lang();
    move || {
        verdict.get().map(|verdict| {
            let lang = lang.get();
            let choice = |step: &NextStep| Choice::new(step.as_str(), step_words(lang, *step));
            let choices = steps_after(verdict).iter().map(choice).collect::<Vec<_>>();
            view! {
                <ChoiceCards name="next-step" legend=t::step(lang) layout=ChoiceLayout::Row choices=choices
                    chosen=move || step.get().map_or("", NextStep::as_str)
                    on_choose=move |value: String| step.set(NextStep::parse(&value))/>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_ends_with_a_verdict_a_step_and_a_strength() {
        let (yes, second) = (Some(Verdict::Yes), Some(NextStep::SecondInterview));
        assert_eq!(ready(None, second, true), Err(Lacking::Verdict));
        assert_eq!(ready(yes, None, true), Err(Lacking::NextStep));
        assert_eq!(ready(yes, second, false), Err(Lacking::Strength));
        assert_eq!(ready(yes, second, true), Ok((Verdict::Yes, NextStep::SecondInterview)));
    }

    #[test]
    fn no_with_a_second_interview_is_said_before_it_is_sent() {
        assert_eq!(ready(Some(Verdict::No), Some(NextStep::SecondInterview), true), Err(Lacking::NoIsNo));
    }
}
