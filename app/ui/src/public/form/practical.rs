//! What people should know before they come, as a form says it.

use domain::fair::practical::{Bring, Practical, There};

pub const BRING: &str = "bring";
pub const THERE: &str = "there";

/// None: a word that no form of ours has.
pub fn practical_of(pairs: &[(String, String)]) -> Option<Practical> {
    Some(Practical::new(all(pairs, BRING, Bring::parse)?, all(pairs, THERE, There::parse)?))
}

fn all<T>(pairs: &[(String, String)], name: &str, parse: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    pairs.iter().filter(|(field, _)| field == name).map(|(_, word)| parse(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_read_and_another_word_is_none_of_ours() {
        let read = |fields: &[(&str, &str)]| {
            let pairs: Vec<_> =
                fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            practical_of(&pairs)
        };
        let said = Practical::new(vec![Bring::Card, Bring::Cv], vec![There::Food]);
        assert_eq!(read(&[(BRING, "cv"), (THERE, "food"), (BRING, "card")]), Some(said));
        assert_eq!(read(&[]), Some(Practical::default()));
        assert_eq!(read(&[(BRING, "passport number")]), None);
    }
}
