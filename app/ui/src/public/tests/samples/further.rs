//! Further questions, to look at.

use super::id;
use crate::public::views::{FurtherAsk, FurtherOfPage, FurtherPage, FurtherPerson};
use domain::fair::further::{Answers, Said, Topic, Topics};
use domain::ids::{CommandId, FairId};

/// All that can be asked; one answered.
pub fn further() -> FurtherPage {
    let said = |topic: Topic| (topic == Topic::Hours).then_some(Said::UpTo32);
    FurtherPage {
        fair_name: "Banenmarkt Zonnedauw".into(),
        whose: None,
        action: "/mijn/vragen/1".into(),
        key: CommandId(id(1_400)),
        questions: Topic::ALL.iter().map(|topic| (*topic, said(*topic))).collect(),
        back_path: "/mijn".into(),
    }
}

/// Two questions, of which one person answered one and another none.
pub fn further_of() -> FurtherOfPage {
    let person = |number, name: &str, answers| FurtherPerson {
        number,
        name: name.into(),
        answers,
        path: Some(format!("/app-api/further/for/{number}")),
    };
    FurtherOfPage {
        fair: FairId(id(1)),
        fair_name: "Banenmarkt Zonnedauw".into(),
        topics: Topics::from([Topic::Hours, Topic::Bicycle]),
        ask: Some(FurtherAsk { action: "/app-api/further/1".into(), key: CommandId(id(1_401)) }),
        tally: vec![
            (Topic::Hours, vec![(Said::UpTo16, 0), (Said::UpTo32, 1), (Said::Over32, 0)]),
            (Topic::Bicycle, vec![(Said::Yes, 0), (Said::No, 0)]),
        ],
        placed: 2,
        answered: 1,
        people: vec![
            person(27, "Windroos", Answers::from([(Topic::Hours, Said::UpTo32)])),
            person(28, "Regenjas", Answers::new()),
        ],
        more_path: None,
    }
}
