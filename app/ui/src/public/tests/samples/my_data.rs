//! What is kept of somebody, to look at.

use super::{at, mine, questions};
use crate::public::views::{DayKept, MyData};
use domain::command::Needs;
use domain::fair::further::{Answers, Said, Topic};
use domain::fair::leaning::{Air, Leaning, With};
use domain::fair::{Attendance, Interest, Place};
use domain::lang::Lang;
use domain::people::{Contact, Level, SpokenLang};

pub fn my_data() -> MyData {
    MyData {
        number: 27,
        name: "Windroos".into(),
        lang: Lang::Ar,
        contact: Contact::Desk,
        code: Some("Z-027".into()),
        hours: Some((13 * 60, 15 * 60 + 30)),
        spoken: vec![SpokenLang { lang: Lang::Ar, level: Level::A2 }],
        strength: Some("Werkt graag met de handen".into()),
        experience: Some("Twee jaar bakker".into()),
        wishes: Some("Overdag".into()),
        needs: Needs {
            interpreter: true,
            interpreter_lang: Some(Lang::Ti),
            leave_at_min: Some(870),
            ..Needs::default()
        },
        together: vec![("Banenmarkt Zonnedauw".into(), vec!["Regenjas".into()])],
        told: vec![("Banenmarkt Zonnedauw".into(), at("09:00:00"))],
        sharing: vec![("Banenmarkt Zonnedauw".into(), true)],
        interests: vec![("Orderpicker".into(), Interest::Three)],
        leanings: vec![(
            "Speeddate bij Hotel Het Spoor".into(),
            Leaning { with: Some(With::Hands), air: Some(Air::Outside), among: None },
        )],
        further: vec![("Banenmarkt Zonnedauw".into(), Answers::from([(Topic::Bicycle, Said::Yes)]))],
        days: vec![DayKept {
            name: "Banenmarkt Zonnedauw".into(),
            standing: Some(Place::Placed),
            attendance: Attendance::Present,
            talks: vec![(at("13:20:00"), "Bakkerij Korst".into())],
        }],
        talks: mine().talks,
        second_interviews: mine().second_interviews,
        questions: questions(),
    }
}
