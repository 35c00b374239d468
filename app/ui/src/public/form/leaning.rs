//! The answers to the three pictures, as they come from a phone.

use super::value;
use domain::fair::leaning::{Air, Among, Leaning, With};

pub const WITH: &str = "with";
pub const AIR: &str = "air";
pub const AMONG: &str = "among";

/// None: a word that no form of ours has. What was passed over is not there.
pub fn leaning_of(pairs: &[(String, String)]) -> Option<Leaning> {
    Some(Leaning {
        with: answer(pairs, WITH, With::parse)?,
        air: answer(pairs, AIR, Air::parse)?,
        among: answer(pairs, AMONG, Among::parse)?,
    })
}

fn answer<T>(pairs: &[(String, String)], name: &str, parse: fn(&str) -> Option<T>) -> Option<Option<T>> {
    match value(pairs, name) {
        "" => Some(None),
        word => parse(word).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Option<Leaning> {
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        leaning_of(&pairs)
    }

    #[test]
    fn each_question_may_be_passed_over_and_another_word_is_no_answer() {
        assert_eq!(read(&[]), Some(Leaning::default()));
        let all = Leaning { with: Some(With::Computer), air: Some(Air::Inside), among: Some(Among::People) };
        assert_eq!(read(&[(WITH, "computer"), (AIR, "inside"), (AMONG, "people")]), Some(all));
        assert_eq!(read(&[(WITH, "both")]), None);
    }
}
