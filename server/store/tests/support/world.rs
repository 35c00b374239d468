//! Stores to test on, and the small invented world that the tests share.

use crate::cluster;
use domain::command::Needs;
use domain::fair::{FairKind, FairState, SignUpState, Timetable, Wage};
use domain::ids::*;
use domain::lang::Lang;
use domain::people::{Contact, Level, Role, SpokenLang};
use store::accounts::Account;
use store::employers::{Employer, Vacancy};
use store::fairs::{Fair, Party, Session};
use store::locations::Location;
use store::residents::Resident;
use store::sign_ups::SignUpRow;
use store::{MasterKey, Store, StoreError, Target, Tx};
use tempfile::TempDir;
use uuid::Uuid;

pub const NOW: i64 = 1_796_000_000_000;

pub const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub const LOCATION: LocationId = LocationId(id(1));
pub const OTHER_LOCATION: LocationId = LocationId(id(2));
pub const ACCOUNT: AccountId = AccountId(id(3));
pub const EMPLOYER: EmployerId = EmployerId(id(4));
pub const FAIR: FairId = FairId(id(5));
pub const SESSION: SessionId = SessionId(id(6));
pub const PARTY: PartyId = PartyId(id(7));

/// Residents are numbered from 1.
pub fn resident_id(number: u32) -> ResidentId {
    ResidentId(id(0x1000 + u128::from(number)))
}

pub async fn open(target: &Target) -> Store {
    Store::open(target, MasterKey::from_bytes([9; 32])).await.expect("the store opens")
}

pub async fn memory() -> Store {
    open(&Target::Memory).await
}

/// A store in a file; the folder goes when it is dropped.
pub async fn file() -> (Store, TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let store = open(&Target::Sqlite(folder.path().join("werkronde.sqlite"))).await;
    (store, folder)
}

pub async fn postgres() -> Store {
    open(&Target::Postgres(cluster::database())).await
}

pub async fn write(store: &Store) -> Tx {
    store.write().await.expect("a transaction to write")
}

pub async fn read(store: &Store) -> Tx {
    store.read().await.expect("a transaction to read")
}

pub fn location(id: LocationId, name: &str) -> Location {
    Location { id, name: name.into(), created_ms: NOW }
}

pub fn account() -> Account {
    Account {
        id: ACCOUNT,
        location: LOCATION,
        name: "Noor Demo".into(),
        login_name: "Noor@Voorbeeld.example".into(),
        roles: vec![Role::Organiser, Role::Desk].into(),
        password_hash: None,
        active: true,
        created_ms: NOW,
    }
}

pub fn resident(number: u32) -> Resident {
    Resident {
        id: resident_id(number),
        location: LOCATION,
        number,
        code: Some(format!("W-{number}")),
        name: format!("Voorbeeld {number}"),
        lang: Lang::Ti,
        contact: Contact::RoomSlip,
        spoken: vec![SpokenLang { lang: Lang::En, level: Level::A2 }],
        available_from_min: Some(9 * 60),
        available_until_min: None,
        strength: Some("Werkt graag samen".into()),
        experience: None,
        wishes: Some("Iets met hout".into()),
        pin_rev: 0,
        pin_misses: 0,
        card_rev: 0,
        created_ms: NOW,
    }
}

pub fn vacancy(id: VacancyId, title: &str, ord: u32) -> Vacancy {
    Vacancy {
        id,
        location: LOCATION,
        employer: EMPLOYER,
        title: title.into(),
        kind: "baan".into(),
        pictogram: "brood".into(),
        wage: Wage(1540),
        hours: 32,
        lang: Lang::Nl,
        level: Level::A2,
        shifts: "avond".into(),
        vog: true,
        permit_willing: false,
        ord,
    }
}

pub fn employer() -> Employer {
    Employer {
        id: EMPLOYER,
        location: LOCATION,
        name: "Bakkerij Voorbeeld".into(),
        place: "Elders".into(),
        sector: "Voeding".into(),
        interviewers: vec!["Sam Demo".into(), "Kim \"K\" Demo".into()],
        created_ms: NOW,
    }
}

pub fn fair() -> Fair {
    Fair {
        id: FAIR,
        location: LOCATION,
        kind: FairKind::Banenmarkt,
        name: "Banenmarkt".into(),
        place: "Grote zaal".into(),
        meeting_point: "Bij de balie".into(),
        state: FairState::Open,
        capacity: 2,
        standby_max: 3,
        starts_ms: NOW + 3_600_000,
        ends_ms: NOW + 10_800_000,
        created_ms: NOW,
        approval: false,
    }
}

pub fn session() -> Session {
    let timetable = Timetable {
        starts: domain::time::from_ms(NOW + 3_600_000),
        rounds: 10,
        talk_min: 8,
        change_min: 2,
        break_after: 5,
        break_min: 15,
        second_after: 8,
        second_min: 10,
    };
    Session {
        id: SESSION,
        location: LOCATION,
        fair: FAIR,
        timetable,
        promised: 3,
        meetings_max: 8,
        walk_min: 2,
    }
}

pub fn party() -> Party {
    Party {
        id: PARTY,
        location: LOCATION,
        session: SESSION,
        employer: EMPLOYER,
        name: "Bakkerij Voorbeeld, avond".into(),
        vacancies: Vec::new(),
    }
}

pub fn sign_up(number: u32, state: SignUpState, queue: u32) -> SignUpRow {
    SignUpRow {
        id: SignUpId(id(0x2000 + u128::from(number))),
        location: LOCATION,
        fair: FAIR,
        resident: resident_id(number),
        state,
        queue,
        needs: Needs {
            interpreter: true,
            childcare: false,
            transport: number.is_multiple_of(2),
            interpreter_lang: number.is_multiple_of(2).then_some(Lang::Ti),
            leave_at_min: (number == 1).then_some(870),
        },
        shares_phone: number == 2,
        group: None,
        created_ms: NOW + i64::from(number),
    }
}

/// A location with one account, residents 1 to `residents`, an employer, an open fair, a session and a party.
pub async fn settle(store: &Store, residents: u32) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    store::locations::insert(&mut tx, &location(LOCATION, "Locatie Voorbeeld")).await?;
    store::accounts::insert(&mut tx, &account()).await?;
    for number in 1..=residents {
        store::residents::insert(&mut tx, &resident(number)).await?;
    }
    store::employers::insert(&mut tx, &employer()).await?;
    store::fairs::insert(&mut tx, &fair()).await?;
    store::fairs::insert_session(&mut tx, &session()).await?;
    store::fairs::insert_party(&mut tx, &party()).await?;
    tx.commit().await
}
