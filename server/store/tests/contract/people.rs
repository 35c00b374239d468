//! Locations, staff, invites, residents, employers, vacancies.

use crate::world::*;
use domain::fair::Wage;
use domain::ids::*;
use domain::lang::Lang;
use domain::people::{Contact, Level, Phone, Role};
use store::employers::{Employer, Vacancy};
use store::invites::Invite;
use store::residents::Resident;
use store::{Store, StoreError, accounts, employers, invites, locations, residents};

pub const BAKER: VacancyId = VacancyId(id(0x31));
pub const DRIVER: VacancyId = VacancyId(id(0x32));

pub async fn tell(store: &Store) {
    store.ping().await.unwrap();
    let mut tx = write(store).await;
    locations::insert(&mut tx, &location(LOCATION, "Locatie Voorbeeld")).await.unwrap();
    locations::insert(&mut tx, &location(OTHER_LOCATION, "Andere locatie")).await.unwrap();
    let names = locations::all(&mut tx).await.unwrap().into_iter().map(|l| l.name).collect::<Vec<_>>();
    assert_eq!(names, ["Andere locatie", "Locatie Voorbeeld"]);
    let found = locations::get(&mut tx, LOCATION).await.unwrap();
    assert_eq!(found, Some(location(LOCATION, "Locatie Voorbeeld")));
    assert_eq!(locations::get(&mut tx, LocationId(id(99))).await.unwrap(), None);
    tx.commit().await.unwrap();
    staff(store).await;
    someone_lives_there(store).await;
    an_employer_comes(store).await;
}

async fn staff(store: &Store) {
    let mut tx = write(store).await;
    assert_eq!(accounts::count(&mut tx).await.unwrap(), 0);
    accounts::insert(&mut tx, &account()).await.unwrap();
    let stored = accounts::Account { login_name: "noor@voorbeeld.example".into(), ..account() };
    assert_eq!(accounts::get(&mut tx, ACCOUNT).await.unwrap(), Some(stored.clone()));
    let found = accounts::by_login_name(&mut tx, "NOOR@voorbeeld.example").await.unwrap();
    assert!(found.is_some_and(|a| a.roles.has(Role::Desk) && !a.roles.has(Role::Matcher)));

    tx.savepoint().await.unwrap();
    let twin = accounts::Account { id: AccountId(id(98)), ..account() };
    assert!(matches!(accounts::insert(&mut tx, &twin).await, Err(StoreError::Taken)));
    tx.undo_to_savepoint().await.unwrap();

    tx.savepoint().await.unwrap();
    accounts::set_active(&mut tx, ACCOUNT, false).await.unwrap();
    accounts::set_password_hash(&mut tx, ACCOUNT, Some("argon2 says")).await.unwrap();
    tx.release_savepoint().await.unwrap();
    assert!(accounts::lock(&mut tx, ACCOUNT).await.unwrap().is_some_and(|held| held.password_hash.is_some()));
    let changed = accounts::Account { active: false, password_hash: Some("argon2 says".into()), ..stored };
    assert_eq!(accounts::of_location(&mut tx, LOCATION).await.unwrap(), [changed]);
    assert_eq!(accounts::of_location(&mut tx, OTHER_LOCATION).await.unwrap(), []);
    assert_eq!(accounts::count(&mut tx).await.unwrap(), 1);

    let invite = Invite {
        id: InviteId(id(0x21)),
        account: ACCOUNT,
        token_hash: vec![7; 32],
        expires_ms: NOW + 1,
        used_ms: None,
    };
    invites::insert(&mut tx, &invite).await.unwrap();
    let stray = Invite { id: InviteId(id(0x22)), account: AccountId(id(97)), ..invite.clone() };
    assert!(matches!(invites::insert(&mut tx, &stray).await, Err(StoreError::Gone)));
    assert_eq!(invites::by_hash(&mut tx, &[7; 32]).await.unwrap(), Some(invite.clone()));
    assert_eq!(invites::by_hash(&mut tx, &[8; 32]).await.unwrap(), None);
    assert!(invites::use_up(&mut tx, invite.id, NOW).await.unwrap());
    assert!(!invites::use_up(&mut tx, invite.id, NOW + 1).await.unwrap());
    let used = Invite { used_ms: Some(NOW), ..invite };
    assert_eq!(invites::by_hash(&mut tx, &[7; 32]).await.unwrap(), Some(used.clone()));
    let open = Invite { id: InviteId(id(0x23)), token_hash: vec![9; 32], used_ms: None, ..used.clone() };
    invites::insert(&mut tx, &open).await.unwrap();
    invites::void_of(&mut tx, ACCOUNT, NOW + 2).await.unwrap();
    assert!(!invites::use_up(&mut tx, open.id, NOW + 3).await.unwrap(), "void");
    assert_eq!(invites::by_hash(&mut tx, &[7; 32]).await.unwrap(), Some(used), "used when it was used");
    tx.commit().await.unwrap();
}

async fn someone_lives_there(store: &Store) {
    let mut tx = write(store).await;
    for number in 1..=4 {
        assert_eq!(residents::next_number(&mut tx, LOCATION).await.unwrap(), number);
        residents::insert(&mut tx, &resident(number)).await.unwrap();
    }
    assert_eq!(residents::get(&mut tx, resident_id(1)).await.unwrap(), Some(resident(1)));
    assert_eq!(residents::by_number(&mut tx, LOCATION, 2).await.unwrap(), Some(resident(2)));
    assert_eq!(residents::by_number(&mut tx, OTHER_LOCATION, 2).await.unwrap(), None);
    assert_eq!(residents::by_code(&mut tx, LOCATION, "W-3").await.unwrap(), Some(resident(3)));
    assert_eq!(residents::by_code(&mut tx, LOCATION, "W-9").await.unwrap(), None);
    assert_eq!(residents::next_number(&mut tx, OTHER_LOCATION).await.unwrap(), 1);

    tx.savepoint().await.unwrap();
    let twin = Resident { id: ResidentId(id(96)), number: 9, ..resident(1) };
    assert!(matches!(residents::insert(&mut tx, &twin).await, Err(StoreError::Taken)));
    tx.undo_to_savepoint().await.unwrap();

    assert_eq!(residents::miss(&mut tx, resident_id(1)).await.unwrap(), 1);
    assert_eq!(residents::miss(&mut tx, resident_id(1)).await.unwrap(), 2);
    residents::clear_misses(&mut tx, resident_id(1)).await.unwrap();
    assert_eq!(residents::miss(&mut tx, resident_id(1)).await.unwrap(), 1);
    assert_eq!(residents::new_pin(&mut tx, resident_id(1)).await.unwrap(), 1);
    assert!(matches!(residents::new_pin(&mut tx, ResidentId(id(96))).await, Err(StoreError::Gone)));
    assert_eq!(residents::miss(&mut tx, resident_id(2)).await.unwrap(), 1);
    residents::new_card(&mut tx, resident_id(2)).await.unwrap();
    let given = residents::get(&mut tx, resident_id(2)).await.unwrap().unwrap();
    let before = resident(2);
    let revisions = (before.card_rev + 1, before.pin_rev + 1, 0);
    assert_eq!((given.card_rev, given.pin_rev, given.pin_misses), revisions);
    assert!(matches!(residents::new_card(&mut tx, ResidentId(id(96))).await, Err(StoreError::Gone)));

    let phone = Contact::Phone(Phone::parse("06 1234 5678").unwrap());
    let imported = Resident {
        code: None,
        name: "Een ander voorbeeld".into(),
        lang: Lang::FaAf,
        contact: phone,
        spoken: Vec::new(),
        available_from_min: None,
        available_until_min: Some(17 * 60),
        // An import touches none of these.
        number: 77,
        pin_rev: 5,
        pin_misses: 5,
        card_rev: 5,
        ..resident(1)
    };
    residents::update(&mut tx, &imported).await.unwrap();
    let expected = Resident { number: 1, pin_rev: 1, pin_misses: 0, card_rev: 0, ..imported };
    assert_eq!(residents::get(&mut tx, resident_id(1)).await.unwrap(), Some(expected));
    let numbers = residents::of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(numbers.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    tx.commit().await.unwrap();
}

async fn an_employer_comes(store: &Store) {
    let mut tx = write(store).await;
    employers::insert(&mut tx, &employer()).await.unwrap();
    assert_eq!(employers::get(&mut tx, EMPLOYER).await.unwrap(), Some(employer()));
    let moved = Employer { place: "Verderop".into(), interviewers: vec!["Sam Demo".into()], ..employer() };
    employers::update(&mut tx, &moved).await.unwrap();
    assert_eq!(employers::by_name(&mut tx, LOCATION, &moved.name).await.unwrap(), Some(moved.clone()));
    assert_eq!(employers::by_name(&mut tx, LOCATION, "Niemand").await.unwrap(), None);
    assert_eq!(employers::of_location(&mut tx, LOCATION).await.unwrap(), [moved]);

    let (driver, baker) = (vacancy(DRIVER, "Chauffeur", 2), vacancy(BAKER, "Bakker", 1));
    employers::insert_vacancy(&mut tx, &driver).await.unwrap();
    employers::insert_vacancy(&mut tx, &baker).await.unwrap();
    let found = employers::vacancies_of_location(&mut tx, LOCATION).await.unwrap();
    assert_eq!(found, [baker.clone(), driver]);
    let better = Vacancy {
        wage: Wage(1600),
        level: Level::NotYet,
        lang: Lang::En,
        vog: false,
        permit_willing: true,
        ..baker
    };
    employers::update_vacancy(&mut tx, &better).await.unwrap();
    assert_eq!(employers::vacancy_by_title(&mut tx, EMPLOYER, "Bakker").await.unwrap(), Some(better));
    assert_eq!(employers::vacancy_by_title(&mut tx, EMPLOYER, "Kok").await.unwrap(), None);
    tx.commit().await.unwrap();
}
