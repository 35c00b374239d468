//! Further questions, and what is answered.

use crate::world::*;
use domain::fair::further::{Answers, Said, Topic, Topics};
use domain::ids::*;
use store::{Tx, further, residents, sign_ups};

/// The organiser asks two things, somebody who has a place answers one, and takes it back.
pub async fn something_more_is_asked(tx: &mut Tx, sign_up: SignUpId) {
    assert_eq!(further::topics(tx, FAIR).await.unwrap(), Topics::new());
    for topics in [Topics::from([Topic::Cv]), Topics::from([Topic::Hours, Topic::Bicycle])] {
        assert!(further::ask(tx, LOCATION, FAIR, &topics).await.unwrap());
        assert!(!further::ask(tx, LOCATION, FAIR, &topics).await.unwrap(), "it stood so already");
        assert_eq!(further::topics(tx, FAIR).await.unwrap(), topics);
    }
    let said = [Answers::from([(Topic::Cv, Said::Help)]), Answers::from([(Topic::Hours, Said::Over32)])];
    for answers in &said {
        assert!(further::answer(tx, LOCATION, sign_up, answers).await.unwrap());
        assert!(!further::answer(tx, LOCATION, sign_up, answers).await.unwrap(), "it stood so already");
        assert_eq!(further::answers(tx, sign_up).await.unwrap(), *answers);
    }
    let people = further::people(tx, FAIR).await.unwrap();
    assert!(people.is_sorted_by_key(|person| person.number), "by number");
    assert_eq!(people.iter().find(|person| person.sign_up == sign_up).unwrap().answers, said[1]);
    assert!(people.iter().filter(|person| person.sign_up != sign_up).all(|person| person.answers.is_empty()));
    assert_eq!(further::people(tx, FairId(id(0x41))).await.unwrap(), []);
    assert!(sign_ups::is_taken(tx, sign_up, ResidentId(id(98))).await.unwrap());
    assert!(sign_ups::is_taken(tx, SignUpId(id(98)), resident_id(1)).await.unwrap());
    assert!(!sign_ups::is_taken(tx, SignUpId(id(98)), ResidentId(id(98))).await.unwrap());
    residents::lock(tx, resident_id(1)).await.unwrap();
    assert!(further::answer(tx, LOCATION, sign_up, &Answers::new()).await.unwrap());
    assert!(!further::answer(tx, LOCATION, sign_up, &Answers::new()).await.unwrap(), "nothing is kept");
    assert_eq!(further::answers(tx, sign_up).await.unwrap(), Answers::new());
}
