//! A fair with its hall, who signs up and who comes.

use super::people::{BAKER, DRIVER};
use crate::world::*;
use domain::fair::group::{Agreed, Travel};
use domain::fair::leaning::{Air, Leaning};
use domain::fair::practical::{Bring, Practical, There};
use domain::fair::telling::{Message, Told};
use domain::fair::{Attendance, FairState, Interest, SignUpState, VacancyInterest};
use domain::ids::*;
use domain::lang::Lang;
use domain::text::Name;
use store::fairs::{Fair, Glance, Interpreter, Party, TableRow};
use store::groups::Group;
use store::sign_ups::{SignUpRow, Standing};
use store::tellings::{self, Telling};
use store::{
    Store, StoreError, attendance, employers, fairs, groups, leanings, locations, practical, residents,
    sign_ups,
};

pub async fn tell(store: &Store) {
    a_fair_is_prepared(store).await;
    the_hall_is_laid_out(store).await;
    people_sign_up(store).await;
    people_come(store).await;
}

async fn a_fair_is_prepared(store: &Store) {
    let mut tx = write(store).await;
    let earlier = Fair { id: FairId(id(0x41)), starts_ms: NOW, ..fair() };
    fairs::insert(&mut tx, &fair()).await.unwrap();
    fairs::insert(&mut tx, &earlier).await.unwrap();
    assert_eq!(fairs::get(&mut tx, FAIR).await.unwrap(), Some(fair()));
    assert_eq!(fairs::lock(&mut tx, FAIR).await.unwrap(), Some(fair()));
    assert_eq!(fairs::lock(&mut tx, FairId(id(99))).await.unwrap(), None);
    assert_eq!(fairs::of_location(&mut tx, LOCATION).await.unwrap(), [earlier, fair()]);
    assert!(fairs::set_approval(&mut tx, FAIR, true).await.unwrap());
    assert!(!fairs::set_approval(&mut tx, FAIR, true).await.unwrap(), "it stood so already");
    assert!(fairs::get(&mut tx, FAIR).await.unwrap().is_some_and(|fair| fair.approval));
    assert!(fairs::set_approval(&mut tx, FAIR, false).await.unwrap());
    let said = Practical::new(vec![Bring::Card], vec![There::Food]);
    assert_eq!(practical::of(&mut tx, FAIR).await.unwrap(), Practical::default());
    assert!(practical::describe(&mut tx, LOCATION, FAIR, &said).await.unwrap());
    assert!(!practical::describe(&mut tx, LOCATION, FAIR, &said).await.unwrap(), "it said so already");
    assert_eq!(practical::of(&mut tx, FAIR).await.unwrap(), said);
    assert!(practical::describe(&mut tx, LOCATION, FAIR, &Practical::default()).await.unwrap());
    fairs::set_state(&mut tx, FAIR, FairState::Closed).await.unwrap();
    let closed = fairs::get(&mut tx, FAIR).await.unwrap();
    assert_eq!(closed.as_ref().map(|fair| fair.state), Some(FairState::Closed));
    fairs::insert_session(&mut tx, &session()).await.unwrap();
    assert_eq!(fairs::session(&mut tx, SESSION).await.unwrap(), Some(session()));
    assert_eq!(fairs::lock_session(&mut tx, SESSION).await.unwrap(), Some(session()));
    assert_eq!(fairs::sessions_of(&mut tx, FAIR).await.unwrap(), [session()]);

    tx.savepoint().await.unwrap();
    let closed = closed.unwrap();
    let other =
        Fair { name: "Lentemarkt".into(), place: "Kas".into(), capacity: 9, starts_ms: NOW + 7, ..closed };
    fairs::update(&mut tx, &other).await.unwrap();
    assert_eq!(fairs::get(&mut tx, FAIR).await.unwrap(), Some(other));
    let mut later = session();
    (later.timetable.rounds, later.promised, later.walk_min) = (3, 3, 4);
    fairs::update_session(&mut tx, &later).await.unwrap();
    assert_eq!(fairs::session(&mut tx, SESSION).await.unwrap(), Some(later));
    tx.undo_to_savepoint().await.unwrap();
    tx.commit().await.unwrap();
}

async fn the_hall_is_laid_out(store: &Store) {
    let mut tx = write(store).await;
    let bakers = Party { vacancies: vec![DRIVER, BAKER], ..party() };
    let other = Party { id: PartyId(id(0x42)), name: "Aan de deur".into(), ..party() };
    fairs::insert_party(&mut tx, &bakers).await.unwrap();
    fairs::insert_party(&mut tx, &other).await.unwrap();
    assert_eq!(fairs::parties(&mut tx, SESSION).await.unwrap(), [other, bakers.clone()]);
    assert_eq!(fairs::party(&mut tx, PARTY).await.unwrap(), Some(bakers));
    assert_eq!(fairs::party(&mut tx, PartyId(id(99))).await.unwrap(), None);

    let table = |number: u32| TableRow {
        id: TableId(id(0x50 + u128::from(number))),
        location: LOCATION,
        session: SESSION,
        party: PARTY,
        number,
        room: "Zaal 1".into(),
        langs: vec![Lang::Nl, Lang::FaAf],
        seats: 1,
        interviewer: (number == 1).then(|| "Sam Demo".into()),
        open_from_ms: Some(NOW),
        open_until_ms: None,
    };
    fairs::insert_table(&mut tx, &table(2)).await.unwrap();
    fairs::insert_table(&mut tx, &table(1)).await.unwrap();
    assert_eq!(fairs::tables(&mut tx, SESSION).await.unwrap(), [table(1), table(2)]);

    let interpreter = Interpreter {
        id: InterpreterId(id(0x61)),
        location: LOCATION,
        session: SESSION,
        name: "Robin Demo".into(),
        langs: vec![Lang::Ti],
        from_ms: NOW,
        until_ms: NOW + 1,
    };
    fairs::insert_interpreter(&mut tx, &interpreter).await.unwrap();
    assert_eq!(fairs::interpreters(&mut tx, SESSION).await.unwrap(), [interpreter]);

    let names = |list: Vec<employers::Employer>| list.into_iter().map(|e| e.name).collect::<Vec<_>>();
    assert_eq!(names(employers::of_fair(&mut tx, FAIR).await.unwrap()), ["Bakkerij Voorbeeld"]);
    assert_eq!(employers::of_fair(&mut tx, FairId(id(0x41))).await.unwrap(), []);
    let vacancies = employers::vacancies_of_fair(&mut tx, FAIR).await.unwrap();
    assert_eq!(vacancies.iter().map(|v| v.id).collect::<Vec<_>>(), [BAKER, DRIVER]);
    tx.savepoint().await.unwrap();
    the_hall_is_laid_out_anew(&mut tx, table(2)).await;
    tx.undo_to_savepoint().await.unwrap();
    tx.commit().await.unwrap();
}

/// Before anybody was seated, what stands in the hall can change and go.
async fn the_hall_is_laid_out_anew(tx: &mut store::Tx, table: TableRow) {
    let moved = TableRow { room: "Zaal 2".into(), interviewer: Some("Noor Demo".into()), ..table };
    fairs::update_table(tx, &moved).await.unwrap();
    assert_eq!(fairs::tables(tx, SESSION).await.unwrap()[1], moved);
    fairs::renumber_table(tx, moved.id, 12).await.unwrap();
    assert_eq!(fairs::tables(tx, SESSION).await.unwrap()[1], TableRow { number: 12, ..moved.clone() });
    fairs::remove_table(tx, moved.id).await.unwrap();
    assert_eq!(fairs::tables(tx, SESSION).await.unwrap().len(), 1);

    let bakers = Party { name: "Bakkers".into(), vacancies: vec![BAKER], ..party() };
    fairs::update_party(tx, &bakers).await.unwrap();
    assert_eq!(fairs::party(tx, PARTY).await.unwrap(), Some(bakers));
    let left: Vec<_> = employers::vacancies_of_fair(tx, FAIR).await.unwrap().iter().map(|v| v.id).collect();
    assert_eq!(left, [BAKER], "what nobody talks about is not offered at this fair");
    fairs::remove_party(tx, PartyId(id(0x42))).await.unwrap();
    assert_eq!(fairs::parties(tx, SESSION).await.unwrap().len(), 1);

    let mut robin = fairs::interpreters(tx, SESSION).await.unwrap().remove(0);
    (robin.langs, robin.until_ms) = (vec![Lang::Ti, Lang::Nl], NOW + 9);
    fairs::update_interpreter(tx, &robin).await.unwrap();
    assert_eq!(fairs::interpreters(tx, SESSION).await.unwrap(), [robin]);
}

async fn people_sign_up(store: &Store) {
    let mut tx = write(store).await;
    let likes = |vacancy, interest| VacancyInterest { vacancy, interest };
    let interests = [likes(BAKER, Interest::Three), likes(DRIVER, Interest::RatherNot)];
    let states = [SignUpState::Placed, SignUpState::Placed, SignUpState::Standby];
    for (number, state) in (1u32..).zip(states) {
        let queue = sign_ups::next_queue(&mut tx, FAIR).await.unwrap();
        assert_eq!(queue, number);
        let likes = if number == 2 { &interests[..] } else { &[] };
        sign_ups::insert(&mut tx, &sign_up(number, state, queue), likes).await.unwrap();
    }
    let two_placed = Standing { placed: 2, standby: 1, ..Standing::default() };
    assert_eq!(sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap(), two_placed);
    let nobody = Standing::default();
    assert_eq!(sign_ups::counts(&mut tx, FairId(id(0x41)), NOW).await.unwrap(), nobody);

    tx.savepoint().await.unwrap();
    let again = SignUpRow { id: SignUpId(id(99)), ..sign_up(1, SignUpState::Standby, 9) };
    assert!(matches!(sign_ups::insert(&mut tx, &again, &[]).await, Err(StoreError::Taken)));
    tx.undo_to_savepoint().await.unwrap();
    tx.savepoint().await.unwrap();
    let stranger = sign_up(88, SignUpState::Standby, 9);
    assert!(matches!(sign_ups::insert(&mut tx, &stranger, &[]).await, Err(StoreError::Gone)));
    tx.undo_to_savepoint().await.unwrap();

    let first = sign_up(1, SignUpState::Placed, 1);
    assert_eq!(sign_ups::get(&mut tx, first.id).await.unwrap(), Some(first.clone()));
    assert!(sign_ups::has_interests(&mut tx, sign_up(2, SignUpState::Placed, 2).id).await.unwrap());
    assert!(!sign_ups::has_interests(&mut tx, first.id).await.unwrap());
    somebody_leans(&mut tx, first.id).await;
    super::further::something_more_is_asked(&mut tx, first.id).await;
    let all = interests_of(&mut tx).await;
    assert_eq!(all, [(resident_id(2), interests[0]), (resident_id(2), interests[1])]);
    sign_ups::set_interests(&mut tx, sign_up(2, SignUpState::Placed, 2).id, &interests[..1]).await.unwrap();
    assert_eq!(interests_of(&mut tx).await, [(resident_id(2), interests[0])]);

    assert!(sign_ups::set_shares_phone(&mut tx, first.id, true).await.unwrap());
    assert!(!sign_ups::set_shares_phone(&mut tx, first.id, true).await.unwrap(), "it stood so already");
    let first = SignUpRow { shares_phone: true, ..first };

    let come_back = sign_ups::come_back(&mut tx, first.id, SignUpState::Standby, 4).await.unwrap();
    assert!(!come_back, "who never left does not come back");
    sign_ups::set_state(&mut tx, first.id, SignUpState::Withdrawn).await.unwrap();
    let one_placed = Standing { placed: 1, ..two_placed };
    assert_eq!(sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap(), one_placed);
    sign_ups::set_state(&mut tx, sign_up(2, SignUpState::Placed, 2).id, SignUpState::Pending).await.unwrap();
    let kept = Standing { pending: 1, ..one_placed };
    assert_eq!(
        sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap(),
        kept,
        "a place is kept as if it were given"
    );
    sign_ups::set_state(&mut tx, sign_up(2, SignUpState::Placed, 2).id, SignUpState::Placed).await.unwrap();
    a_place_is_offered(&mut tx, sign_up(3, SignUpState::Standby, 3).id).await;
    people_come_together(&mut tx).await;
    people_are_told(&mut tx).await;
    super::mails::people_are_sent_mails(&mut tx).await;
    assert!(sign_ups::come_back(&mut tx, first.id, SignUpState::Standby, 4).await.unwrap());
    let back = SignUpRow { state: SignUpState::Standby, queue: 4, ..first };
    let found = sign_ups::by_fair_and_resident(&mut tx, FAIR, resident_id(1)).await.unwrap();
    assert_eq!(found, Some(back.clone()));
    assert_eq!(sign_ups::of_resident(&mut tx, resident_id(1)).await.unwrap(), [back]);
    assert_eq!(sign_ups::by_fair_and_resident(&mut tx, FAIR, resident_id(4)).await.unwrap(), None);
    let order = sign_ups::of_fair(&mut tx, FAIR).await.unwrap();
    assert_eq!(order.iter().map(|s| s.queue).collect::<Vec<_>>(), [2, 3, 4]);
    let people = residents::of_fair(&mut tx, FAIR).await.unwrap();
    assert_eq!(people.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 2, 3]);
    locations::raise_public_version(&mut tx, LOCATION).await.unwrap();
    assert_eq!(locations::public_version(&mut tx, LOCATION).await.unwrap(), 1);
    assert_eq!(locations::public_version(&mut tx, OTHER_LOCATION).await.unwrap(), 0);
    tx.commit().await.unwrap();
    let glance = Glance { version: 1, placed: 1, offered: 0, standby: 2 };
    assert_eq!(fairs::glance(store, FAIR).await.unwrap(), Some(glance));
    assert_eq!(fairs::glance(store, FairId(id(99))).await.unwrap(), None);
    they_are_counted_under_the_lock_too(store).await;
}

/// What a transaction counts itself while it holds the fair is what stands there afterwards, and what it takes back is
/// not counted.
async fn they_are_counted_under_the_lock_too(store: &Store) {
    let stands = |tally: Standing| (tally.placed, tally.offered, tally.standby);
    let mut tx = write(store).await;
    fairs::lock(&mut tx, FAIR).await.unwrap();
    let now = sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap();
    tx.savepoint().await.unwrap();
    fairs::lock(&mut tx, FAIR).await.unwrap();
    let newcomer = resident(residents::next_number(&mut tx, LOCATION).await.unwrap());
    residents::insert(&mut tx, &newcomer).await.unwrap();
    assert_eq!(residents::next_number(&mut tx, LOCATION).await.unwrap(), newcomer.number + 1);
    let queue = sign_ups::next_queue(&mut tx, FAIR).await.unwrap();
    let row = SignUpRow {
        id: SignUpId(id(0x77)),
        resident: newcomer.id,
        ..sign_up(newcomer.number, SignUpState::Placed, queue)
    };
    sign_ups::insert(&mut tx, &row, &[]).await.unwrap();
    let (placed, offered, standby) = stands(now);
    let with_one = sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap();
    assert_eq!(stands(with_one), (placed + 1, offered, standby));
    assert_eq!(sign_ups::next_queue(&mut tx, FAIR).await.unwrap(), queue + 1);
    fairs::set_state(&mut tx, FAIR, FairState::Closed).await.unwrap();
    assert_eq!(sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap(), with_one, "written with the state");
    tx.undo_to_savepoint().await.unwrap();
    assert_eq!(sign_ups::counts(&mut tx, FAIR, NOW).await.unwrap(), now);
    assert_eq!(sign_ups::next_queue(&mut tx, FAIR).await.unwrap(), queue);
    assert_eq!(residents::next_number(&mut tx, LOCATION).await.unwrap(), newcomer.number);
    drop(tx);
}

/// Who chose nothing says what they would rather do, and something else later.
async fn somebody_leans(tx: &mut store::Tx, sign_up: SignUpId) {
    let outside = Leaning { air: Some(Air::Outside), ..Leaning::default() };
    assert_eq!(leanings::get(tx, sign_up).await.unwrap(), None);
    for leaning in [Leaning::default(), outside] {
        assert!(leanings::set(tx, LOCATION, sign_up, leaning).await.unwrap());
        assert!(!leanings::set(tx, LOCATION, sign_up, leaning).await.unwrap(), "it stood so already");
        assert_eq!(leanings::get(tx, sign_up).await.unwrap(), Some(leaning));
    }
    assert_eq!(leanings::of_fair(tx, FAIR).await.unwrap(), [(resident_id(1), outside)]);
    assert_eq!(leanings::of_fair(tx, FairId(id(0x41))).await.unwrap(), []);
}

/// The place is held until a moment, lapses, and the person comes back behind the others.
async fn a_place_is_offered(tx: &mut store::Tx, waits: SignUpId) {
    let offered = SignUpState::Offered { until_ms: NOW + 9 };
    sign_ups::set_state(tx, waits, offered).await.unwrap();
    assert_eq!(sign_ups::get(tx, waits).await.unwrap().map(|row| row.state), Some(offered));
    for (at, over) in [(NOW + 8, 0), (NOW + 9, 1)] {
        let counted = sign_ups::counts(tx, FAIR, at).await.unwrap();
        assert_eq!(counted, Standing { placed: 1, offered: 1, over, ..Standing::default() });
    }
    let starts_ms = fairs::get(tx, FAIR).await.unwrap().unwrap().starts_ms;
    for (at, fairs) in [(NOW + 8, &[][..]), (NOW + 9, &[FAIR][..]), (starts_ms, &[][..])] {
        assert_eq!(sign_ups::fairs_with_offers_over(tx, at).await.unwrap(), fairs, "at {at}");
    }
    sign_ups::set_state(tx, waits, SignUpState::Lapsed).await.unwrap();
    assert_eq!(sign_ups::counts(tx, FAIR, NOW + 9).await.unwrap().offered, 0);
    assert!(sign_ups::come_back(tx, waits, SignUpState::Standby, 3).await.unwrap());
    assert!(!sign_ups::come_back(tx, waits, SignUpState::Standby, 3).await.unwrap());
}

/// One makes a group, another comes along; they agree on something and take it back; both leave again.
async fn people_come_together(tx: &mut store::Tx) {
    let [leader, other] = [1, 2].map(|number| sign_up(number, SignUpState::Placed, number).id);
    let agreed = Agreed::default();
    let group = Group {
        id: GroupId(id(0x31)),
        location: LOCATION,
        fair: FAIR,
        maker: leader,
        created_ms: NOW,
        agreed,
    };
    groups::insert(tx, group.id, LOCATION, FAIR, leader, NOW).await.unwrap();
    assert_eq!(groups::get(tx, group.id).await.unwrap(), Some(group.clone()));
    assert_eq!(groups::get(tx, GroupId(id(0x32))).await.unwrap(), None);
    for one in [leader, other] {
        assert!(sign_ups::set_group(tx, one, Some(group.id)).await.unwrap());
        assert!(!sign_ups::set_group(tx, one, Some(group.id)).await.unwrap(), "it stood so already");
    }
    let members = sign_ups::of_group(tx, group.id).await.unwrap();
    assert_eq!(
        members.iter().map(|row| (row.id, row.group)).collect::<Vec<_>>(),
        [leader, other].map(|one| (one, Some(group.id)))
    );
    for agreed in [
        Agreed {
            meet: Some(Name::parse("De ingang").unwrap()),
            meet_at_min: Some(765),
            travel: Some(Travel::Arranged),
            leave_at_min: Some(930),
        },
        Agreed::default(),
    ] {
        groups::agree(tx, group.id, &agreed).await.unwrap();
        let found = groups::of_fair(tx, FAIR).await.unwrap();
        assert_eq!(found, [Group { agreed, ..group.clone() }]);
    }
    for one in [leader, other] {
        assert!(sign_ups::set_group(tx, one, None).await.unwrap());
    }
    assert!(sign_ups::of_group(tx, group.id).await.unwrap().is_empty());
}

/// Somebody is told of a day, of its new time, and not after all.
async fn people_are_told(tx: &mut store::Tx) {
    let telling = |about: &str, at_ms| Telling {
        fair: FAIR,
        resident: resident_id(1),
        told: Told { message: Message::Reminder, about: about.into(), at_ms },
    };
    let (first, again, moved) = (telling("one", NOW), telling("one", NOW + 1), telling("two", NOW + 2));
    assert!(tellings::tell(tx, LOCATION, &first, "staff:1").await.unwrap());
    assert!(!tellings::tell(tx, LOCATION, &again, "staff:2").await.unwrap(), "the same was told already");
    assert_eq!(tellings::of_fair(tx, FAIR).await.unwrap(), [first]);
    assert!(tellings::tell(tx, LOCATION, &moved, "staff:1").await.unwrap());
    assert_eq!(tellings::of_resident(tx, resident_id(1)).await.unwrap(), [moved]);
    assert_eq!(tellings::of_resident(tx, resident_id(2)).await.unwrap(), []);
    assert!(!tellings::take_back(tx, FAIR, resident_id(1), Message::Offer).await.unwrap());
    assert!(tellings::take_back(tx, FAIR, resident_id(1), Message::Reminder).await.unwrap());
    assert_eq!(tellings::of_fair(tx, FAIR).await.unwrap(), []);
    assert!(tellings::tell(tx, LOCATION, &telling("one", NOW), "staff:1").await.unwrap());
    for (about, took) in [("two", false), ("one", true), ("one", false)] {
        let of = (Message::Reminder, about);
        assert_eq!(tellings::take_back_about(tx, FAIR, resident_id(1), of).await.unwrap(), took);
    }
}

async fn interests_of(tx: &mut store::Tx) -> Vec<(ResidentId, VacancyInterest)> {
    sign_ups::interests_of_fair(tx, FAIR).await.unwrap()
}

async fn people_come(store: &Store) {
    let mut tx = write(store).await;
    let (one, two) = (resident_id(1), resident_id(2));
    assert_eq!(attendance::get(&mut tx, SESSION, one).await.unwrap(), Attendance::Expected);
    for (resident, mark, at_ms) in
        [(one, Attendance::NoShow, NOW), (two, Attendance::Present, NOW), (one, Attendance::Present, NOW + 5)]
    {
        attendance::set(&mut tx, LOCATION, SESSION, resident, mark, "staff:x", at_ms).await.unwrap();
    }
    assert_eq!(attendance::get(&mut tx, SESSION, one).await.unwrap(), Attendance::Present);
    let all = attendance::of_session(&mut tx, SESSION).await.unwrap();
    assert_eq!(all, [(one, Attendance::Present), (two, Attendance::Present)]);
    let evidence = attendance::marks(&mut tx, SESSION, one).await.unwrap();
    let by = || "staff:x".to_owned();
    assert_eq!(evidence, [(Attendance::NoShow, by(), NOW), (Attendance::Present, by(), NOW + 5)]);
    tx.commit().await.unwrap();
}
