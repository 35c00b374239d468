//! Further questions, for who has a place: what the organiser of a fair wants to know about work, chosen from a list.
//! Each has a few answers to tap, so that fifteen languages can ask it, and so that nobody is asked, or writes, what may
//! not be kept (domain.md §5). Any of them may be passed over.

use super::seating::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// What is asked.
    Topic {
        Hours "hours", Start "start", Evenings "evenings", Weekends "weekends", Bicycle "bicycle",
        Licence "licence", Cv "cv", Practise "practise",
    }
}
words! {
    /// What can be said.
    Said {
        Yes "yes", Maybe "maybe", No "no", UpTo16 "up_to_16", UpTo32 "up_to_32", Over32 "over_32", Now "now",
        Month "month", Later "later", Help "help",
    }
}

/// What a fair asks.
pub type Topics = BTreeSet<Topic>;
/// What a form said: each question that it asked, and the answer; None where it was passed over.
pub type Form = Vec<(Topic, Option<Said>)>;
/// What is kept of one person: what they answered.
pub type Answers = BTreeMap<Topic, Said>;

impl Topic {
    /// What can be said to it, in the order in which it is shown.
    pub fn answers(self) -> &'static [Said] {
        use Said::*;
        match self {
            Topic::Hours => &[UpTo16, UpTo32, Over32],
            Topic::Start => &[Now, Month, Later],
            Topic::Evenings | Topic::Weekends | Topic::Practise => &[Yes, Maybe, No],
            Topic::Bicycle | Topic::Licence => &[Yes, No],
            Topic::Cv => &[Yes, Help, No],
        }
    }

    /// The answer that this word is to it.
    pub fn answer(self, word: &str) -> Option<Said> {
        self.answers().iter().copied().find(|said| said.as_str() == word)
    }
}

/// Something was said that is no answer to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer to this question")]
pub struct NoAnswer;

/// The answers as they stand after a form. What it did not ask stays as it was; what is not asked any more is not taken:
/// the form was opened before that.
pub fn answered(
    mut stands: Answers,
    form: &[(Topic, Option<Said>)],
    asked: &Topics,
) -> Result<Answers, NoAnswer> {
    for (topic, said) in form {
        match said {
            Some(said) if !topic.answers().contains(said) => return Err(NoAnswer),
            _ if !asked.contains(topic) => {}
            Some(said) => drop(stands.insert(*topic, *said)),
            None => drop(stands.remove(topic)),
        }
    }
    Ok(stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_two_or_three_different_answers_of_its_own() {
        for topic in Topic::ALL {
            let answers: BTreeSet<_> = topic.answers().iter().collect();
            assert_eq!(answers.len(), topic.answers().len(), "{topic:?}");
            assert!((2..=3).contains(&answers.len()), "{topic:?}");
            for said in Said::ALL {
                assert_eq!(topic.answer(said.as_str()).is_some(), topic.answers().contains(said));
            }
        }
        let said: BTreeSet<_> = Topic::ALL.iter().flat_map(|topic| topic.answers()).collect();
        assert_eq!(said.len(), Said::ALL.len(), "every word is an answer to something");
    }

    #[test]
    fn a_form_says_what_it_asked_and_nothing_else() {
        let asked = Topics::from([Topic::Start, Topic::Bicycle]);
        let stands = Answers::from([(Topic::Cv, Said::No), (Topic::Start, Said::Now)]);
        let form =
            vec![(Topic::Start, None), (Topic::Bicycle, Some(Said::Yes)), (Topic::Licence, Some(Said::Yes))];
        let now = answered(stands, &form, &asked).expect("answers");
        assert_eq!(now, Answers::from([(Topic::Cv, Said::No), (Topic::Bicycle, Said::Yes)]));
        assert_eq!(answered(now.clone(), &form, &asked), Ok(now), "twice is once");
    }

    #[test]
    fn an_answer_to_something_else_is_none() {
        let form = vec![(Topic::Start, Some(Said::Yes))];
        assert_eq!(answered(Answers::new(), &form, &Topics::from([Topic::Start])), Err(NoAnswer));
        assert_eq!(answered(Answers::new(), &form, &Topics::new()), Err(NoAnswer));
    }

    #[test]
    fn answers_are_kept_as_words() {
        let answers = Answers::from([(Topic::Hours, Said::UpTo16)]);
        let json = serde_json::to_string(&answers).expect("writes");
        assert_eq!(json, r#"{"hours":"up_to_16"}"#);
        assert_eq!(serde_json::from_str::<Answers>(&json).expect("reads"), answers);
    }
}
