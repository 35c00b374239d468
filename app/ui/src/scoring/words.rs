//! The sheet in words: criteria with a sentence at each step, verdicts and next steps. Numbers are never shown alone.

use crate::texts::scoring::{criterion as c, level as l, next_step as n, verdict as v};
use domain::lang::Lang;
use domain::people::{Level, SpokenLang};
use domain::scoring::{Criterion, NextStep, Score, Verdict};

/// The name of a criterion and its four sentences, from 1 to 4.
pub fn criterion(lang: Lang, criterion: Criterion) -> (&'static str, [&'static str; 4]) {
    match criterion {
        Criterion::Motivation => (
            c::motivation(lang),
            [c::motivation_1(lang), c::motivation_2(lang), c::motivation_3(lang), c::motivation_4(lang)],
        ),
        Criterion::Experience => (
            c::experience(lang),
            [c::experience_1(lang), c::experience_2(lang), c::experience_3(lang), c::experience_4(lang)],
        ),
        Criterion::WorkingLanguage => (
            c::language(lang),
            [c::language_1(lang), c::language_2(lang), c::language_3(lang), c::language_4(lang)],
        ),
        Criterion::Availability => (
            c::availability(lang),
            [
                c::availability_1(lang),
                c::availability_2(lang),
                c::availability_3(lang),
                c::availability_4(lang),
            ],
        ),
        Criterion::Reachability => {
            (c::travel(lang), [c::travel_1(lang), c::travel_2(lang), c::travel_3(lang), c::travel_4(lang)])
        }
    }
}

/// The sentence of one score.
pub fn score(lang: Lang, of: Criterion, score: Score) -> &'static str {
    let (_, steps) = criterion(lang, of);
    steps[usize::from(u8::from(score) - 1)]
}

pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => v::yes(lang),
        Verdict::Maybe => v::maybe(lang),
        Verdict::No => v::no(lang),
    }
}

pub fn next_step(lang: Lang, step: NextStep) -> &'static str {
    match step {
        NextStep::SecondInterview => n::second_interview(lang),
        NextStep::Call => n::call(lang),
        NextStep::Nothing => n::nothing(lang),
    }
}

/// The steps that can follow from a verdict; a second interview does not follow from no.
pub fn steps_after(verdict: Verdict) -> &'static [NextStep] {
    match verdict {
        Verdict::Yes | Verdict::Maybe => &[NextStep::SecondInterview, NextStep::Call, NextStep::Nothing],
        Verdict::No => &[NextStep::Nothing, NextStep::Call],
    }
}

/// "English A2 · Nederlands nog niet".
pub fn spoken(lang: Lang, list: &[SpokenLang]) -> String {
    let one = |spoken: &SpokenLang| {
        let level = match spoken.level {
            Level::NotYet => l::not_yet(lang),
            Level::Native => l::native(lang),
            level => level.as_str(),
        };
        format!("{} {level}", spoken.lang.endonym())
    };
    list.iter().map(one).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_never_offers_a_second_interview() {
        assert!(!steps_after(Verdict::No).contains(&NextStep::SecondInterview));
    }

    #[test]
    fn every_step_of_every_criterion_has_its_own_sentence() {
        for of in Criterion::ALL {
            let (_, mut steps) = criterion(Lang::Nl, *of);
            steps.sort_unstable();
            assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{of:?}");
        }
    }

    #[test]
    fn the_highest_score_has_the_last_sentence() {
        let four = Score::try_from(4).expect("a score");
        assert_eq!(
            score(Lang::Nl, Criterion::Motivation, four),
            criterion(Lang::Nl, Criterion::Motivation).1[3]
        );
    }
}
