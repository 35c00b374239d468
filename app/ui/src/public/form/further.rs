//! Further questions as forms say them: which a fair asks, and what somebody answered.

use super::value;
use domain::fair::further::{Form, Topic, Topics};

/// A question that is asked, by its word; as often as there are some.
pub const TOPIC: &str = "topic";
/// What a form asked; so what was passed over is told from what was not there.
pub const ASKED: &str = "asked";

/// None: a word that no form of ours has.
pub fn topics_of(pairs: &[(String, String)], name: &str) -> Option<Topics> {
    pairs.iter().filter(|(field, _)| field == name).map(|(_, word)| Topic::parse(word)).collect()
}

/// What was answered to the questions of the form. None: a word that no form of ours has.
pub fn further_of(pairs: &[(String, String)]) -> Option<Form> {
    let answer = |topic: Topic| match value(pairs, topic.as_str()) {
        "" => Some((topic, None)),
        word => Some((topic, Some(topic.answer(word)?))),
    };
    topics_of(pairs, ASKED)?.into_iter().map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::further::Said;

    fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn what_was_passed_over_is_told_from_what_was_not_asked() {
        let form = pairs(&[(ASKED, "cv"), (ASKED, "hours"), ("hours", "up_to_16"), ("bicycle", "yes")]);
        let said = vec![(Topic::Hours, Some(Said::UpTo16)), (Topic::Cv, None)];
        assert_eq!(further_of(&form), Some(said));
        assert_eq!(further_of(&[]), Some(Form::new()));
    }

    #[test]
    fn another_word_is_no_answer_and_no_question() {
        assert_eq!(further_of(&pairs(&[(ASKED, "hours"), ("hours", "yes")])), None);
        assert_eq!(further_of(&pairs(&[(ASKED, "religion")])), None);
        assert_eq!(topics_of(&pairs(&[(TOPIC, "health")]), TOPIC), None);
        let two = pairs(&[(TOPIC, "cv"), (TOPIC, "cv"), (TOPIC, "start")]);
        assert_eq!(topics_of(&two, TOPIC), Some(Topics::from([Topic::Cv, Topic::Start])));
    }
}
