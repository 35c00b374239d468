//! "Ask the matcher": a short question that a resident writes, from the first sign-up on. A matcher answers it in words,
//! or by word of mouth and says so. Holds how many may wait, and for how long a question is kept.

use crate::text::Note;

/// Questions of one person that wait for an answer.
pub const OPEN_MAX: usize = 3;
/// Questions of one person in a day and a night.
pub const DAY_MAX: usize = 6;
const DAY_MS: i64 = 86_400_000;
/// An answered question is kept for four weeks, as what comes of a talk is (domain.md §5).
pub const ANSWERED_KEPT_MS: i64 = 28 * DAY_MS;
/// One that nobody answered is kept for thirteen weeks, as an interest without an intake is kept for three months (§5).
pub const OPEN_KEPT_MS: i64 = 91 * DAY_MS;

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// None: it was told by word of mouth.
    pub words: Option<Note>,
    pub at_ms: i64,
}

/// Too many wait, or were asked since yesterday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("asked enough for now")]
pub struct Enough;

/// Whether somebody may ask once more. `asked`: when each of their questions was asked, and whether it waits.
pub fn may_ask(asked: &[(i64, bool)], now_ms: i64) -> Result<(), Enough> {
    let open = asked.iter().filter(|(_, waits)| *waits).count();
    let lately = asked.iter().filter(|(at_ms, _)| now_ms - at_ms < DAY_MS).count();
    if open >= OPEN_MAX || lately >= DAY_MAX { Err(Enough) } else { Ok(()) }
}

/// Why an answer changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    #[error("stands already")]
    Unchanged,
    #[error("a colleague answered meanwhile")]
    Outdated,
}

/// An answer may be mended, by who saw the one that stands: `base_ms` is when that was given, None for none.
pub fn answer(
    stands: Option<&Answered>,
    words: Option<&Note>,
    base_ms: Option<i64>,
) -> Result<(), AnswerRefused> {
    match stands {
        Some(stands) if stands.words.as_ref() == words => Err(AnswerRefused::Unchanged),
        stands if stands.map(|stands| stands.at_ms) != base_ms => Err(AnswerRefused::Outdated),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Note {
        Note::parse(text).expect("a note")
    }

    #[test]
    fn three_may_wait_and_an_answer_makes_room() {
        assert_eq!(may_ask(&[], 0), Ok(()));
        assert_eq!(may_ask(&[(0, true), (0, true)], DAY_MS), Ok(()));
        assert_eq!(may_ask(&[(0, true), (0, true), (0, true)], 9 * DAY_MS), Err(Enough));
        assert_eq!(may_ask(&[(0, true), (0, true), (0, false)], 9 * DAY_MS), Ok(()));
    }

    #[test]
    fn six_are_enough_for_a_day_however_quickly_they_are_answered() {
        let six = [(5, false); DAY_MAX];
        assert_eq!(may_ask(&six, 5), Err(Enough));
        assert_eq!(may_ask(&six, 5 + DAY_MS), Ok(()));
        assert_eq!(may_ask(&six[1..], 5), Ok(()));
    }

    #[test]
    fn a_colleagues_answer_is_never_written_over_unseen_and_a_slip_can_be_mended() {
        let bus = note("Neem bus 4");
        let stands = Answered { words: Some(bus.clone()), at_ms: 7 };
        assert_eq!(answer(None, Some(&bus), None), Ok(()));
        assert_eq!(answer(Some(&stands), Some(&bus), None), Err(AnswerRefused::Unchanged), "said twice");
        assert_eq!(answer(Some(&stands), None, None), Err(AnswerRefused::Outdated));
        assert_eq!(answer(Some(&stands), Some(&note("Neem bus 5")), Some(7)), Ok(()));
        assert_eq!(answer(None, Some(&bus), Some(7)), Err(AnswerRefused::Outdated));
    }
}
