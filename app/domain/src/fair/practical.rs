//! What somebody should know before they come: what to bring, and what is there for them. Chosen from lists, so that
//! fifteen languages can say it.

use super::seating::words;
use serde::{Deserialize, Serialize};

words! {
    /// What people bring along, if they have it.
    Bring {
        Card "card", Document "document", Cv "cv", Diplomas "diplomas", Glasses "glasses", Phone "phone", Food "food",
    }
}
words! {
    /// What is there on the day.
    There {
        Interpreters "interpreters", Childcare "childcare", Transport "transport", Food "food", QuietRoom "quiet_room",
    }
}

/// Of one fair, each in the order of its list and once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Practical {
    #[serde(default)]
    pub bring: Vec<Bring>,
    #[serde(default)]
    pub there: Vec<There>,
}

impl Practical {
    pub fn new(mut bring: Vec<Bring>, mut there: Vec<There>) -> Practical {
        bring.sort();
        bring.dedup();
        there.sort();
        there.dedup();
        Practical { bring, there }
    }

    pub fn is_empty(&self) -> bool {
        self.bring.is_empty() && self.there.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn said_in_any_order_and_twice_is_said_once_in_the_order_of_the_list() {
        let said =
            Practical::new(vec![Bring::Phone, Bring::Card, Bring::Phone], vec![There::Food, There::Food]);
        assert_eq!(said.bring, [Bring::Card, Bring::Phone]);
        assert_eq!(said.there, [There::Food]);
        assert!(!said.is_empty() && Practical::default().is_empty());
    }

    #[test]
    fn it_is_kept_as_words() {
        let json = serde_json::to_string(&Practical::new(vec![Bring::Cv], vec![])).expect("writes");
        assert_eq!(json, r#"{"bring":["cv"],"there":[]}"#);
        assert_eq!(serde_json::from_str::<Practical>("{}").expect("reads"), Practical::default());
    }
}
