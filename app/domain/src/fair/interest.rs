//! What interests a resident, per vacancy, and what that makes of a resident and a party.

use crate::ids::VacancyId;
use serde::{Deserialize, Serialize};

/// One choice on a vacancy's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interest {
    RatherNot,
    One,
    Two,
    Three,
}

impl Interest {
    /// Stars 1 to 3; "rather not" has none.
    pub fn stars(self) -> u8 {
        match self {
            Interest::RatherNot => 0,
            Interest::One => 1,
            Interest::Two => 2,
            Interest::Three => 3,
        }
    }

    /// The value of a form field and of storage: "not", "1", "2", "3".
    pub fn as_str(self) -> &'static str {
        match self {
            Interest::RatherNot => "not",
            Interest::One => "1",
            Interest::Two => "2",
            Interest::Three => "3",
        }
    }

    pub fn parse(word: &str) -> Option<Interest> {
        [Interest::RatherNot, Interest::One, Interest::Two, Interest::Three]
            .into_iter()
            .find(|interest| interest.as_str() == word)
    }
}

/// A resident's choice on one vacancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VacancyInterest {
    pub vacancy: VacancyId,
    pub interest: Interest,
}

/// Stars of a resident for a party with these vacancies: the highest of them, 0 where nothing was chosen.
/// None: "rather not" on every one of them, so the two are not put together (architecture.md §1b).
pub fn pair_stars(choices: &[VacancyInterest], vacancies: &[VacancyId]) -> Option<u8> {
    let chosen = |vacancy: &VacancyId| {
        choices.iter().find(|choice| choice.vacancy == *vacancy).map(|choice| choice.interest)
    };
    let all_refused =
        !vacancies.is_empty() && vacancies.iter().all(|vacancy| chosen(vacancy) == Some(Interest::RatherNot));
    if all_refused {
        return None;
    }
    Some(vacancies.iter().filter_map(chosen).map(Interest::stars).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn vacancy(n: u128) -> VacancyId {
        VacancyId(Uuid::from_u128(n))
    }

    fn check(choices: &[(u128, Interest)], vacancies: &[u128], expected: Option<u8>) {
        let choices: Vec<_> = choices
            .iter()
            .map(|(n, interest)| VacancyInterest { vacancy: vacancy(*n), interest: *interest })
            .collect();
        let vacancies: Vec<_> = vacancies.iter().map(|n| vacancy(*n)).collect();
        assert_eq!(pair_stars(&choices, &vacancies), expected);
    }

    #[test]
    fn a_pair_takes_the_highest_star_of_its_vacancies() {
        check(&[(1, Interest::One), (2, Interest::Three)], &[1, 2], Some(3));
    }

    #[test]
    fn no_choice_is_no_star_and_no_refusal() {
        check(&[], &[1, 2], Some(0));
        check(&[], &[], Some(0));
    }

    #[test]
    fn rather_not_on_all_removes_the_pair_and_on_one_does_not() {
        check(&[(1, Interest::RatherNot), (2, Interest::RatherNot)], &[1, 2], None);
        check(&[(1, Interest::RatherNot)], &[1, 2], Some(0));
    }
}
