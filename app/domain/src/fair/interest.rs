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

fn stars_of(choices: &[VacancyInterest], vacancy: VacancyId) -> u8 {
    choices.iter().find(|choice| choice.vacancy == vacancy).map_or(0, |choice| choice.interest.stars())
}

/// These vacancies with what this person starred first, most stars first, else in the order given; and whether they
/// starred it. It orders vacancies for one person, never people.
pub fn by_wish(choices: &[VacancyInterest], vacancies: &[VacancyId]) -> Vec<(VacancyId, bool)> {
    let mut list: Vec<_> = vacancies.iter().map(|vacancy| (*vacancy, stars_of(choices, *vacancy))).collect();
    list.sort_by_key(|(_, stars)| std::cmp::Reverse(*stars));
    list.into_iter().map(|(vacancy, stars)| (vacancy, stars > 0)).collect()
}

/// The vacancy that a talk is clearly about: the only one, or the one that alone has the most stars.
pub fn clearly_meant(choices: &[VacancyInterest], vacancies: &[VacancyId]) -> Option<VacancyId> {
    if let [only] = vacancies {
        return Some(*only);
    }
    let most = vacancies.iter().map(|vacancy| stars_of(choices, *vacancy)).max().filter(|most| *most > 0)?;
    let mut starred = vacancies.iter().filter(|vacancy| stars_of(choices, **vacancy) == most);
    starred.next().copied().filter(|_| starred.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn vacancy(n: u128) -> VacancyId {
        VacancyId(Uuid::from_u128(n))
    }

    fn choice((n, interest): (u128, Interest)) -> VacancyInterest {
        VacancyInterest { vacancy: vacancy(n), interest }
    }

    fn check(choices: &[(u128, Interest)], vacancies: &[u128], expected: Option<u8>) {
        let choices: Vec<_> = choices.iter().copied().map(choice).collect();
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

    #[test]
    fn a_wish_stands_first_and_the_rest_keeps_the_employers_order() {
        let choices = [(2, Interest::One), (3, Interest::Three), (4, Interest::RatherNot)].map(choice);
        let list = by_wish(&choices, &[1, 2, 3, 4].map(vacancy));
        assert_eq!(list, [(3, true), (2, true), (1, false), (4, false)].map(|(n, wish)| (vacancy(n), wish)));
    }

    #[test]
    fn only_what_is_clear_is_chosen_beforehand() {
        let meant = |choices: &[(u128, Interest)], vacancies: &[u128]| {
            let choices: Vec<_> = choices.iter().copied().map(choice).collect();
            let vacancies: Vec<_> = vacancies.iter().map(|n| vacancy(*n)).collect();
            clearly_meant(&choices, &vacancies).map(|VacancyId(id)| id.as_u128())
        };
        assert_eq!(meant(&[], &[7]), Some(7), "the only one");
        assert_eq!(meant(&[(1, Interest::One), (2, Interest::Three)], &[1, 2]), Some(2));
        assert_eq!(meant(&[(1, Interest::Two), (2, Interest::Two)], &[1, 2]), None, "two alike");
        assert_eq!(meant(&[(1, Interest::RatherNot)], &[1, 2]), None, "no wish is no choice");
        assert_eq!(meant(&[], &[]), None);
    }
}
