//! The same sign-up one question after another: which question comes when, which fields it holds and how its address
//! reads. Pure; the screens stand beside it.

pub(super) mod screen;

use super::form::{
    ADULT, CONTACT, EMAIL, FieldFault, INTERPRETER, LEAVE_AT, NAME, NEED, PHONE, SHARE, SPOKEN, StarFields,
};
use domain::ids::VacancyId;

/// Vacancies on one screen, so that it stays light.
pub const A_SCREEN: usize = 4;

/// Which button was pressed.
pub const TO: &str = "to";
pub const BACK: &str = "back";
pub const MORE: &str = "more";

/// One screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Stars for a handful of vacancies; the first handful is 0.
    Work(usize),
    Name,
    Contact,
    Spoken,
    Needs,
    Adult,
    /// Everything once more, to look at and send.
    Review,
}

/// Behind the vacancies, in order.
const ASKED: [(Step, &str); 6] = [
    (Step::Name, "naam"),
    (Step::Contact, "contact"),
    (Step::Spoken, "talen"),
    (Step::Needs, "nodig"),
    (Step::Adult, "leeftijd"),
    (Step::Review, "klaar"),
];
const WORK: &str = "werk";

impl Step {
    /// The first question of a fair with this many vacancies.
    pub fn first(vacancies: usize) -> Step {
        if vacancies == 0 { Step::Name } else { Step::Work(0) }
    }

    /// The last part of its address: "werk", "werk-2", "naam".
    pub fn word(self) -> String {
        match self {
            Step::Work(0) => WORK.to_owned(),
            Step::Work(handful) => format!("{WORK}-{}", handful + 1),
            _ => ASKED.iter().find(|(step, _)| *step == self).map_or(WORK, |(_, word)| word).to_owned(),
        }
    }

    /// Reads [`Step::word`] back, as far as there are so many vacancies.
    pub fn parse(word: &str, vacancies: usize) -> Option<Step> {
        if let Some((step, _)) = ASKED.iter().find(|(_, known)| *known == word) {
            return Some(*step);
        }
        let handful = match word.strip_prefix(WORK)? {
            "" => 0,
            rest => rest.strip_prefix('-')?.parse::<usize>().ok()?.checked_sub(1)?,
        };
        // The first is written without a number.
        let step = Step::Work(handful);
        (handful.checked_mul(A_SCREEN)? < vacancies && step.word() == word).then_some(step)
    }

    /// The next question; whoever wants to see more vacancies asks for them.
    pub fn next(self) -> Step {
        let at = ASKED.iter().position(|(step, _)| *step == self).map_or(0, |at| at + 1);
        ASKED.get(at).map_or(Step::Review, |(step, _)| *step)
    }

    /// The one before; None before the first.
    pub fn before(self, vacancies: usize) -> Option<Step> {
        match self {
            Step::Work(handful) => handful.checked_sub(1).map(Step::Work),
            Step::Name => (vacancies > 0).then_some(Step::Work(0)),
            _ => {
                let at = ASKED.iter().position(|(step, _)| *step == self)?;
                ASKED.get(at.checked_sub(1)?).map(|(step, _)| *step)
            }
        }
    }

    /// More vacancies behind these.
    pub fn more(self, vacancies: usize) -> Option<Step> {
        match self {
            Step::Work(handful) if (handful + 1) * A_SCREEN < vacancies => Some(Step::Work(handful + 1)),
            _ => None,
        }
    }

    /// The vacancies on this screen, of all.
    pub fn handful<T>(self, all: &[T]) -> &[T] {
        let Step::Work(handful) = self else { return &[] };
        let from = (handful * A_SCREEN).min(all.len());
        &all[from..(from + A_SCREEN).min(all.len())]
    }

    /// Which question this is, and of how many; all vacancies together are one.
    pub fn number(self, vacancies: usize) -> (u32, u32) {
        let of_work = u32::from(vacancies > 0);
        let behind = ASKED.iter().zip(1..).find(|((step, _), _)| *step == self).map(|(_, number)| number);
        (behind.map_or(1, |number: u32| number + of_work), 6 + of_work)
    }

    /// The names of the fields that are asked here.
    pub fn fields(self, offered: &[VacancyId]) -> Vec<String> {
        let names: &[&str] = match self {
            Step::Work(_) => {
                let stars = StarFields::of(offered.iter().copied());
                return self.handful(offered).iter().map(|vacancy| stars.name(*vacancy)).collect();
            }
            Step::Name => &[NAME],
            Step::Contact => &[CONTACT, PHONE, EMAIL, SHARE],
            Step::Spoken => &[SPOKEN],
            Step::Needs => &[NEED, INTERPRETER, LEAVE_AT],
            Step::Adult => &[ADULT],
            Step::Review => &[],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// What of these must be mended here: at the end everything, before that what is asked on this screen.
    pub fn faults(self, faults: &[FieldFault]) -> Vec<FieldFault> {
        let here = |fault: &&FieldFault| match (self, fault.field()) {
            (Step::Review, _) => true,
            (_, Some(field)) => self.fields(&[]).iter().any(|name| name == field),
            (_, None) => false,
        };
        faults.iter().filter(here).copied().collect()
    }
}

/// What was typed before, with the answers of this screen in place of the earlier ones to the same question.
pub fn answered(
    before: Vec<(String, String)>,
    step: Step,
    posted: &[(String, String)],
    offered: &[VacancyId],
) -> Vec<(String, String)> {
    let asked = step.fields(offered);
    let kept = before.into_iter().filter(|(name, _)| !asked.contains(name));
    kept.chain(posted.iter().filter(|(name, _)| asked.contains(name)).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn offered(count: u128) -> Vec<VacancyId> {
        (1..=count).map(|n| VacancyId(Uuid::from_u128(n))).collect()
    }

    #[test]
    fn every_address_reads_back_and_a_made_up_one_is_none() {
        let steps = [Step::Work(0), Step::Work(1), Step::Work(2)];
        for step in steps.into_iter().chain(ASKED.map(|(step, _)| step)) {
            assert_eq!(Step::parse(&step.word(), 9), Some(step), "{}", step.word());
        }
        for word in
            ["", "werk-1", "werk-01", "werk-4", "werk-x", "werk-99999999999999999999", "name", "klaar-2"]
        {
            assert_eq!(Step::parse(word, 9), None, "{word}");
        }
        assert_eq!(Step::parse("werk", 0), None, "there is no work to choose");
    }

    #[test]
    fn the_questions_come_one_after_the_other_and_lead_back_the_same_way() {
        for vacancies in [0, 3, 60] {
            let mut walked = vec![Step::first(vacancies)];
            while *walked.last().expect("a step") != Step::Review {
                walked.push(walked.last().expect("a step").next());
            }
            let numbers: Vec<u32> = walked.iter().map(|step| step.number(vacancies).0).collect();
            assert_eq!(numbers, (1..=walked.len() as u32).collect::<Vec<_>>());
            assert!(walked.iter().all(|step| step.number(vacancies).1 == walked.len() as u32));
            for pair in walked.windows(2) {
                assert_eq!(pair[1].before(vacancies), Some(pair[0]));
            }
            assert_eq!(walked[0].before(vacancies), None);
        }
    }

    #[test]
    fn every_vacancy_stands_on_one_screen() {
        let all = offered(9);
        let (mut step, mut seen) = (Some(Step::first(9)), vec![]);
        while let Some(screen) = step {
            assert_eq!(screen.next(), Step::Name, "nobody has to look at all of them");
            seen.extend_from_slice(screen.handful(&all));
            step = screen.more(9);
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn an_answer_takes_the_place_of_the_earlier_one_and_leaves_the_others_alone() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let before =
            vec![pair(NAME, "Windroos"), pair(NEED, "childcare"), pair(NEED, "transport"), pair(ADULT, "1")];
        let posted = [pair(NEED, "interpreter"), pair(NAME, "Somebody else"), pair("key", "x")];
        let after = answered(before, Step::Needs, &posted, &offered(1));
        assert_eq!(after, [pair(NAME, "Windroos"), pair(ADULT, "1"), pair(NEED, "interpreter")]);
    }

    #[test]
    fn a_screen_speaks_of_its_own_mistakes_and_the_last_one_of_all() {
        let faults = [FieldFault::NameMissing, FieldFault::EmailMissing, FieldFault::Damaged];
        assert_eq!(Step::Contact.faults(&faults), [FieldFault::EmailMissing]);
        assert_eq!(Step::Spoken.faults(&faults), []);
        assert_eq!(Step::Review.faults(&faults), faults);
    }
}
