//! Sheets, answers, second interviews, and questions to the matcher.

use super::people::{BAKER, DRIVER};
use super::rotation::{SCREEN, TABLET};
use crate::world::*;
use domain::command::Talk;
use domain::follow_up::FollowUpState;
use domain::follow_up::times::{Said, Time};
use domain::ids::*;
use domain::pipeline::question::Answered;
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use domain::text::{Line, Note};
use store::candidacies::Candidacy;
use store::follow_ups::FollowUp;
use store::questions::Question;
use store::sheets::{Ending, Hand, Sheet, SheetNote};
use store::times::{Choice, TimeRow};
use store::{Store, StoreError, answers, candidacies, employers, follow_ups, questions, sheets, times};

pub async fn tell(store: &Store) {
    an_interviewer_writes(store).await;
    residents_answer(store).await;
    a_candidacy_begins_once(store).await;
    a_second_interview_is_asked(store).await;
    times_are_offered_and_picked(store).await;
    somebody_asks_the_matcher(store).await;
}

fn score(steps: u8) -> Score {
    Score::try_from(steps).expect("1 to 4")
}

async fn an_interviewer_writes(store: &Store) {
    let mut tx = write(store).await;
    let talk = Talk { session: SESSION, party: PARTY, resident: resident_id(1) };
    let (mine, theirs) = (SheetId(id(0xa1)), SheetId(id(0xa2)));
    assert_eq!(sheets::find(&mut tx, talk, "Sam Demo").await.unwrap(), None);
    assert_eq!(sheets::open(&mut tx, LOCATION, talk, "Sam Demo", mine).await.unwrap(), mine);
    let again = sheets::open(&mut tx, LOCATION, talk, "Sam Demo", SheetId(id(0xa9))).await.unwrap();
    assert_eq!(again, mine, "one sheet per talk and scorer");
    assert_eq!(sheets::open(&mut tx, LOCATION, talk, "Kim Demo", theirs).await.unwrap(), theirs);

    for (criterion, steps, at_ms) in [
        (Criterion::Reachability, 4, NOW),
        (Criterion::Motivation, 2, NOW + 1),
        (Criterion::Motivation, 3, NOW + 2),
    ] {
        sheets::set_score(&mut tx, mine, criterion, score(steps), TABLET, at_ms).await.unwrap();
    }
    let nowhere = SheetId(id(99));
    let stray = sheets::set_score(&mut tx, nowhere, Criterion::Motivation, score(1), TABLET, NOW).await;
    assert!(matches!(stray, Err(StoreError::Gone)));
    let history = sheets::score_history(&mut tx, mine).await.unwrap();
    let given = [
        (Criterion::Reachability, score(4), NOW),
        (Criterion::Motivation, score(2), NOW + 1),
        (Criterion::Motivation, score(3), NOW + 2),
    ];
    assert_eq!(history, given);

    sheets::set_strength(&mut tx, mine, "Rustig").await.unwrap();
    let (first, second) = (CommandId(id(0xb1)), CommandId(id(0xb2)));
    for (command, text, at_ms) in [(first, "een", NOW), (second, "twee", NOW + 1), (first, "drie", NOW + 2)] {
        sheets::add_note(&mut tx, mine, command, text, "Sam Demo", at_ms).await.unwrap();
    }
    assert_eq!(sheets::ended_count(&mut tx, SESSION).await.unwrap(), 0);
    let (yes, second) = (Verdict::Yes, NextStep::SecondInterview);
    type Given<'a> = (DeviceId, i64, &'a [(Criterion, u8)], Option<Verdict>);
    let hands = |given: &[Given]| {
        let hand = |(device, at_ms, scores, verdict): &Given| Hand {
            sheet: mine,
            device: *device,
            device_name: if *device == TABLET { "Tablet 1" } else { "Scherm" }.into(),
            at_ms: *at_ms,
            scores: scores.iter().map(|(of, steps)| (*of, score(*steps))).collect(),
            verdict: verdict.map(|verdict| (verdict, NextStep::Nothing)),
        };
        given.iter().map(hand).collect::<Vec<_>>()
    };
    let scores: &[_] = &[(Criterion::Motivation, 3), (Criterion::Reachability, 4)];
    let one = hands(&[(TABLET, NOW + 2, scores, None)]);
    assert_eq!(sheets::hands_of_session(&mut tx, SESSION).await.unwrap(), one);
    for (device, verdict, at_ms) in
        [(TABLET, Verdict::No, NOW + 3), (SCREEN, Verdict::Maybe, NOW + 4), (TABLET, Verdict::Yes, NOW + 5)]
    {
        sheets::add_verdict(&mut tx, mine, device, verdict, NextStep::Nothing, at_ms).await.unwrap();
    }
    let both =
        hands(&[(TABLET, NOW + 5, scores, Some(Verdict::Yes)), (SCREEN, NOW + 4, &[], Some(Verdict::Maybe))]);
    assert_eq!(sheets::hands_of_session(&mut tx, SESSION).await.unwrap(), both, "the last word of each");
    sheets::set_verdict(&mut tx, mine, yes, second, Some(DRIVER), NOW + 2).await.unwrap();
    sheets::set_verdict(&mut tx, mine, yes, second, Some(BAKER), NOW + 3).await.unwrap();
    assert_eq!(sheets::ended_count(&mut tx, SESSION).await.unwrap(), 1);
    let ending = Ending { verdict: yes, next_step: second, vacancy: Some(BAKER) };
    let endings = sheets::endings(&mut tx, SESSION, EMPLOYER, resident_id(1)).await.unwrap();
    assert_eq!(endings, [ending], "the ended ones, with the last word of each");
    assert_eq!(sheets::endings(&mut tx, SESSION, EMPLOYER, resident_id(2)).await.unwrap(), []);
    assert_eq!(sheets::endings(&mut tx, SESSION, EmployerId(id(99)), resident_id(1)).await.unwrap(), []);

    let note = |text: &str, at_ms| SheetNote { text: text.into(), at_ms, by: "Sam Demo".into() };
    let expected = Sheet {
        id: mine,
        location: LOCATION,
        session: SESSION,
        party: PARTY,
        resident: resident_id(1),
        scorer: "Sam Demo".into(),
        strength: Some("Rustig".into()),
        verdict: Some(Verdict::Yes),
        next_step: Some(NextStep::SecondInterview),
        vacancy: Some(BAKER),
        ended_ms: Some(NOW + 3),
        scores: vec![(Criterion::Motivation, score(3)), (Criterion::Reachability, score(4))],
        notes: vec![note("twee", NOW + 1), note("een", NOW)],
    };
    assert_eq!(sheets::find(&mut tx, talk, "Sam Demo").await.unwrap(), Some(expected.clone()));
    let of_session = sheets::of_session(&mut tx, SESSION).await.unwrap();
    assert_eq!(of_session.iter().map(|sheet| sheet.id).collect::<Vec<_>>(), [mine, theirs]);
    assert_eq!(of_session[0], expected);
    assert!(of_session[1].scores.is_empty() && of_session[1].notes.is_empty());
    let of_location = sheets::of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(of_location, of_session, "the ended one first");
    assert_eq!(sheets::of_location(&mut tx, OTHER_LOCATION).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn residents_answer(store: &Store) {
    let mut tx = write(store).await;
    let (one, two) = (resident_id(1), resident_id(2));
    for (resident, answer, at_ms) in
        [(one, Verdict::No, NOW), (two, Verdict::Maybe, NOW + 1), (one, Verdict::Yes, NOW + 2)]
    {
        answers::set(&mut tx, LOCATION, SESSION, PARTY, resident, answer, at_ms).await.unwrap();
    }
    let of_session = answers::of_session(&mut tx, SESSION).await.unwrap();
    assert_eq!(of_session, [(PARTY, two, Verdict::Maybe), (PARTY, one, Verdict::Yes)]);
    let of_one = answers::of_resident(&mut tx, one).await.unwrap();
    assert_eq!(of_one, [(SESSION, PARTY, Verdict::Yes)]);
    let of_location = answers::of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(of_location[1], (SESSION, PARTY, one, Verdict::Yes));
    tx.commit().await.unwrap();
}

fn candidacy(vacancy: VacancyId) -> Candidacy {
    let n = if vacancy == BAKER { 0xd1 } else { 0xd2 };
    let (resident, location) = (resident_id(1), LOCATION);
    Candidacy { id: CandidacyId(id(n)), location, resident, vacancy, begun_ms: NOW }
}

async fn a_candidacy_begins_once(store: &Store) {
    let mut tx = write(store).await;
    assert_eq!(candidacies::find(&mut tx, resident_id(1), BAKER).await.unwrap(), None);
    candidacies::begin(&mut tx, &candidacy(BAKER)).await.unwrap();
    let again = Candidacy { id: CandidacyId(id(0xd9)), begun_ms: NOW + 9, ..candidacy(BAKER) };
    candidacies::begin(&mut tx, &again).await.unwrap();
    let found = candidacies::find(&mut tx, resident_id(1), BAKER).await.unwrap();
    assert_eq!(found, Some(candidacy(BAKER)), "a person and a vacancy are one candidacy");
    let later = Candidacy { begun_ms: NOW + 1, ..candidacy(DRIVER) };
    candidacies::begin(&mut tx, &later).await.unwrap();
    let of_location = candidacies::of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(of_location, [candidacy(BAKER), later]);
    assert_eq!(candidacies::of_location(&mut tx, OTHER_LOCATION).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn a_second_interview_is_asked(store: &Store) {
    let mut tx = write(store).await;
    let of = candidacy(BAKER);
    let asked = FollowUp {
        id: FollowUpId(id(0xc1)),
        location: LOCATION,
        session: SESSION,
        candidacy: of.id,
        resident: resident_id(1),
        vacancy: BAKER,
        employer: EMPLOYER,
        vacancy_title: "Bakker".into(),
        state: FollowUpState::Asked,
        asked_ms: NOW,
        changed_ms: NOW,
    };
    assert_eq!(follow_ups::find(&mut tx, SESSION, of.id).await.unwrap(), None);
    follow_ups::insert(&mut tx, asked.id, SESSION, &of, FollowUpState::Asked, NOW).await.unwrap();
    assert_eq!(follow_ups::get(&mut tx, asked.id).await.unwrap(), Some(asked.clone()));
    tx.savepoint().await.unwrap();
    let twice = FollowUpId(id(0xc9));
    let twice = follow_ups::insert(&mut tx, twice, SESSION, &of, FollowUpState::Asked, NOW).await;
    assert!(matches!(twice, Err(StoreError::Taken)), "one per candidacy in a session");
    tx.undo_to_savepoint().await.unwrap();
    follow_ups::set_state(&mut tx, asked.id, FollowUpState::Accepted, NOW + 1).await.unwrap();
    let accepted = FollowUp { state: FollowUpState::Accepted, changed_ms: NOW + 1, ..asked };
    let found = follow_ups::find(&mut tx, SESSION, of.id).await.unwrap();
    assert_eq!(found, Some(accepted.clone()));
    let of_location = follow_ups::of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(of_location, [accepted]);
    assert_eq!(follow_ups::of_resident(&mut tx, resident_id(1)).await.unwrap(), of_location);
    assert_eq!(follow_ups::of_resident(&mut tx, resident_id(2)).await.unwrap(), []);
    assert_eq!(follow_ups::of_vacancy(&mut tx, BAKER).await.unwrap(), of_location);
    assert_eq!(follow_ups::of_vacancy(&mut tx, DRIVER).await.unwrap(), []);
    tx.commit().await.unwrap();
}

async fn somebody_asks_the_matcher(store: &Store) {
    let mut tx = write(store).await;
    let question = |n: u8, resident, asked_ms| Question {
        id: QuestionId(id(0xe0 + u128::from(n))),
        location: LOCATION,
        resident: resident_id(resident),
        text: Line::parse(&format!("Vraag {n}?")).unwrap(),
        asked_ms,
        answered: None,
    };
    let [first, second, third] = [question(1, 1, NOW), question(2, 1, NOW + 1), question(3, 2, NOW + 2)];
    for one in [&third, &first, &second] {
        let Question { id, location, resident, text, asked_ms, .. } = one;
        questions::insert(&mut tx, *id, *location, *resident, text, *asked_ms).await.unwrap();
    }
    assert_eq!(questions::get(&mut tx, first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(questions::get(&mut tx, QuestionId(id(99))).await.unwrap(), None);
    let own = questions::of_resident(&mut tx, resident_id(1)).await.unwrap();
    assert_eq!(own, [second.clone(), first.clone()], "the latest first");
    assert_eq!(questions::waiting(&mut tx, LOCATION, 2).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(questions::waiting(&mut tx, OTHER_LOCATION, 9).await.unwrap(), []);
    assert_eq!(questions::count_waiting(&mut tx, LOCATION).await.unwrap(), 3);
    assert_eq!(questions::count_waiting(&mut tx, OTHER_LOCATION).await.unwrap(), 0);

    let fourth = question(4, 1, NOW + 3);
    questions::insert(&mut tx, fourth.id, LOCATION, fourth.resident, &fourth.text, NOW + 3).await.unwrap();
    assert!(questions::take_back(&mut tx, fourth.id).await.unwrap());
    assert!(!questions::take_back(&mut tx, fourth.id).await.unwrap(), "it is gone");
    assert_eq!(questions::get(&mut tx, fourth.id).await.unwrap(), None);

    let words = Answered { words: Some(Note::parse("Ja.\nMorgen.").unwrap()), at_ms: NOW + 5 };
    let told = Answered { words: None, at_ms: NOW + 6 };
    questions::answer(&mut tx, first.id, &told, "staff:1").await.unwrap();
    questions::answer(&mut tx, first.id, &words, "staff:2").await.unwrap();
    questions::answer(&mut tx, second.id, &told, "staff:1").await.unwrap();
    assert!(!questions::take_back(&mut tx, first.id).await.unwrap(), "its answer stands");
    let first = Question { answered: Some(words), ..first };
    let second = Question { answered: Some(told), ..second };
    let latest = questions::answered(&mut tx, LOCATION, 9).await.unwrap();
    assert_eq!(latest, [second.clone(), first.clone()]);
    assert_eq!(questions::answered(&mut tx, LOCATION, 1).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(questions::count_waiting(&mut tx, LOCATION).await.unwrap(), 1);

    assert_eq!(questions::delete_over(&mut tx, NOW + 5, NOW + 2).await.unwrap(), []);
    assert_eq!(
        questions::delete_over(&mut tx, NOW + 6, NOW + 2).await.unwrap(),
        [LOCATION],
        "answered long ago"
    );
    assert_eq!(
        questions::delete_over(&mut tx, NOW + 6, NOW + 3).await.unwrap(),
        [LOCATION],
        "asked long ago"
    );
    assert_eq!(questions::of_resident(&mut tx, resident_id(2)).await.unwrap(), []);
    assert_eq!(questions::of_resident(&mut tx, resident_id(1)).await.unwrap(), [second]);
    tx.commit().await.unwrap();
}

async fn times_are_offered_and_picked(store: &Store) {
    let mut tx = write(store).await;
    let time = |n: u8, starts_ms| TimeRow {
        id: TimeId(id(0xf0 + u128::from(n))),
        location: LOCATION,
        vacancy: BAKER,
        place: Line::parse("Bakkerij").unwrap(),
        offered_ms: NOW,
        time: Time { starts_ms, taken_back: false, held_by: None },
    };
    let [early, late] = [time(1, NOW + 10), time(2, NOW + 20)];
    for one in [&late, &early] {
        times::offer(&mut tx, one, "staff:1").await.unwrap();
    }
    assert_eq!(times::get(&mut tx, early.id).await.unwrap(), Some(early.clone()));
    assert_eq!(times::lock(&mut tx, early.id).await.unwrap(), Some(early.clone()));
    assert_eq!(times::lock(&mut tx, TimeId(id(99))).await.unwrap(), None);
    assert_eq!(times::to_come(&mut tx, BAKER, NOW).await.unwrap(), [early.clone(), late.clone()]);
    assert_eq!(times::to_come(&mut tx, BAKER, NOW + 10).await.unwrap(), std::slice::from_ref(&late));
    assert_eq!(times::to_come(&mut tx, DRIVER, NOW).await.unwrap(), []);

    let first = FollowUpId(id(0xc1));
    let second = FollowUpId(id(0xc2));
    follow_ups::insert(&mut tx, second, SESSION, &candidacy(DRIVER), FollowUpState::Asked, NOW)
        .await
        .unwrap();
    assert_eq!(times::choice(&mut tx, first).await.unwrap(), None);
    let says = |follow_up, said, at_ms| Choice { follow_up, said, time: Some(early.id), at_ms };
    let picked = says(first, Said::Picked, NOW + 1);
    times::say(&mut tx, LOCATION, &picked).await.unwrap();
    assert_eq!(times::choice(&mut tx, first).await.unwrap(), Some(picked));
    assert_eq!(times::picked(&mut tx, LOCATION).await.unwrap(), [(first, NOW + 10)]);
    assert_eq!(times::picked(&mut tx, OTHER_LOCATION).await.unwrap(), []);
    let whose = candidacy(BAKER).resident;
    assert_eq!(times::lock_of_resident(&mut tx, whose).await.unwrap(), [(first, NOW + 10)]);
    assert_eq!(times::lock_of_resident(&mut tx, ResidentId(id(99))).await.unwrap(), []);
    times::lock_of_vacancy(&mut tx, BAKER).await.unwrap();
    let held = times::get(&mut tx, early.id).await.unwrap().unwrap();
    assert_eq!(held.time.held_by, Some(first));
    tx.savepoint().await.unwrap();
    let twice = times::say(&mut tx, LOCATION, &says(second, Said::Picked, NOW + 2)).await;
    assert!(matches!(twice, Err(StoreError::Taken)), "a time is one person's");
    tx.undo_to_savepoint().await.unwrap();
    let given_back = says(first, Said::GaveBack, NOW + 3);
    times::say(&mut tx, LOCATION, &given_back).await.unwrap();
    assert_eq!(times::choice(&mut tx, first).await.unwrap(), Some(given_back), "which one is remembered");
    times::say(&mut tx, LOCATION, &says(second, Said::Picked, NOW + 4)).await.unwrap();
    assert_eq!(times::picked(&mut tx, LOCATION).await.unwrap(), [(second, NOW + 10)]);
    assert!(times::take_back(&mut tx, early.id).await.unwrap());
    assert!(!times::take_back(&mut tx, early.id).await.unwrap(), "so it was already");
    assert_eq!(times::to_come(&mut tx, BAKER, NOW).await.unwrap(), [late]);
    let baker = employers::vacancy(&mut tx, BAKER).await.unwrap().map(|vacancy| vacancy.id);
    assert_eq!(baker, Some(BAKER));
    assert_eq!(employers::vacancy(&mut tx, VacancyId(id(99))).await.unwrap(), None);
    tx.commit().await.unwrap();
}
