//! The end of a sheet: Ja, Misschien or Nee, what comes next and for which vacancy, and one button. What is missing is
//! said here.

use super::sheet::Strength;
use super::vacancies::Vacancies;
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
use domain::ids::VacancyId;
use domain::lang::Lang;
use domain::scoring::{NextStep, SheetRefused, SheetState, Verdict, complete, leads_on};
use leptos::prelude::*;
use sync::views::TabletTalk;

/// What still keeps the sheet from ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Verdict,
    NextStep,
    Strength,
    NoIsNo,
    Vacancy,
}

/// What was chosen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    pub verdict: Option<Verdict>,
    pub step: Option<NextStep>,
    pub vacancy: Option<VacancyId>,
}

impl Chosen {
    /// A vacancy is asked, and sent along, only where something follows.
    fn asks_vacancy(self) -> bool {
        matches!((self.verdict, self.step), (Some(verdict), Some(step)) if leads_on(verdict, step))
    }
}

/// Decides whether the sheet can end; by the same rule as the server.
pub fn ready(chosen: Chosen, has_strength: bool) -> Result<(Verdict, NextStep), Lacking> {
    let verdict = chosen.verdict.ok_or(Lacking::Verdict)?;
    let next_step = chosen.step.ok_or(Lacking::NextStep)?;
    let names_vacancy = chosen.vacancy.is_some();
    match complete(SheetState { has_strength, verdict, next_step, names_vacancy }) {
        Ok(()) => Ok((verdict, next_step)),
        Err(SheetRefused::StrengthMissing) => Err(Lacking::Strength),
        Err(SheetRefused::NoIsNo) => Err(Lacking::NoIsNo),
        Err(SheetRefused::VacancyMissing) => Err(Lacking::Vacancy),
    }
}

fn lacking_error(lang: Lang, lacking: Lacking) -> FieldError {
    match lacking {
        Lacking::Verdict => FieldError::new("verdict", t::lacks_verdict(lang)),
        Lacking::NextStep => FieldError::new("next-step", t::lacks_step(lang)),
        Lacking::Strength => FieldError::new("strength", t::lacks_strength(lang)),
        Lacking::NoIsNo => FieldError::new("next-step", t::no_is_no(lang)),
        Lacking::Vacancy => FieldError::new("vacancy", t::lacks_vacancy(lang)),
    }
}

#[component]
pub fn Ending(talk: Memo<TabletTalk>, strength: Strength, ask: Ask, ended: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let id = talk.with_untracked(|talk| talk.talk);
    let stands = Memo::new(move |_| {
        talk.with(|talk| {
            let sheet = &talk.sheet;
            Chosen { verdict: sheet.verdict, step: sheet.next_step, vacancy: sheet.vacancy }
        })
    });
    let first = stands.get_untracked();
    let (verdict, step) = (RwSignal::new(first.verdict), RwSignal::new(first.step));
    // As the radio buttons know it.
    let vacancy = RwSignal::new(talk.with_untracked(|talk| {
        let meant = talk.vacancies.first().filter(|_| talk.first_is_meant).map(|one| one.0);
        first.vacancy.or(meant).map(|vacancy| vacancy.to_string()).unwrap_or_default()
    }));
    let chosen = move || {
        let chosen = Chosen { verdict: verdict.get(), step: step.get(), vacancy: None };
        Chosen { vacancy: vacancy.get().parse().ok().filter(|_| chosen.asks_vacancy()), ..chosen }
    };
    let lacking = RwSignal::new(None::<Lacking>);
    take_back(id, move |command| match command {
        Command::GiveVerdict { verdict: given, next_step, vacancy: meant, .. } => {
            verdict.set(Some(*given));
            step.set(Some(*next_step));
            if let Some(meant) = meant {
                vacancy.set(meant.to_string());
            }
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
    let asks_vacancy = Memo::new(move |_| chosen().asks_vacancy());
    let end = move |()| {
        let chosen = untrack(chosen);
        match ready(chosen, strength.is_there()) {
            Err(why) => lacking.set(Some(why)),
            Ok((verdict, next_step)) => {
                strength.keep();
                let base = stands.get_untracked().verdict;
                lacking.set(None);
                let vacancy = chosen.vacancy;
                if ask.takes(Command::GiveVerdict { talk: id, verdict, next_step, base, vacancy }) {
                    ended.run(());
                }
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
    let changed = Memo::new(move |_| stands.get() != chosen());
    let done = move || {
        (stands.get().verdict.is_some() && !changed.get()).then(|| {
            view! { <Notice kind=NoticeKind::Good>{move || t::ended(lang.get())}</Notice> }
        })
    };
    let word =
        move || if stands.get().verdict.is_some() { t::change(lang.get()) } else { t::submit(lang.get()) };
    view! {
        <ErrorSummary title=move || t::not_yet(lang.get()) errors=errors/>
        {cards}
        <Steps verdict=verdict step=step/>
        {move || asks_vacancy.get().then(|| view! {
            <Vacancies talk=talk chosen=vacancy lacking=lacking/>
        })}
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
    use uuid::Uuid;

    const SECOND: Chosen = Chosen {
        verdict: Some(Verdict::Yes),
        step: Some(NextStep::SecondInterview),
        vacancy: Some(VacancyId(Uuid::nil())),
    };

    #[test]
    fn a_sheet_ends_with_a_verdict_a_step_a_strength_and_a_vacancy() {
        assert_eq!(ready(Chosen { verdict: None, ..SECOND }, true), Err(Lacking::Verdict));
        assert_eq!(ready(Chosen { step: None, ..SECOND }, true), Err(Lacking::NextStep));
        assert_eq!(ready(SECOND, false), Err(Lacking::Strength));
        assert_eq!(ready(Chosen { vacancy: None, ..SECOND }, true), Err(Lacking::Vacancy));
        assert_eq!(ready(SECOND, true), Ok((Verdict::Yes, NextStep::SecondInterview)));
    }

    #[test]
    fn no_with_a_second_interview_is_said_before_it_is_sent() {
        let no = Chosen { verdict: Some(Verdict::No), ..SECOND };
        assert_eq!(ready(no, true), Err(Lacking::NoIsNo));
    }

    #[test]
    fn a_vacancy_is_asked_only_where_something_follows() {
        assert!(SECOND.asks_vacancy());
        assert!(!Chosen { step: Some(NextStep::Nothing), ..SECOND }.asks_vacancy());
        assert!(!Chosen { step: None, ..SECOND }.asks_vacancy());
        assert!(!Chosen { verdict: Some(Verdict::No), step: Some(NextStep::Call), ..SECOND }.asks_vacancy());
    }
}
