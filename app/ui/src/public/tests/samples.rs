//! Pages to look at: invented people at an invented fair.

mod aloud;
mod asking;
mod further;
mod leaning;
mod my_data;
mod picture;
mod telling;
mod times;
mod together;

pub use aloud::{aloud, aloud_in_somali};
pub use asking::{answering, ask, questions, take_back};
pub use further::{further, further_of};
pub use leaning::leaning;
pub use my_data::my_data;
pub use picture::{picture, place};
pub use telling::{messages, messages_by_mail};
pub use times::{interview_times, planning, times};
pub use together::{arrange, in_a_group};

use crate::public::form::{FieldFault, StarFields, Typed};
use crate::public::steps::Step;
use crate::public::views::*;
use domain::command::Needs;
use domain::fair::practical::{Bring, Practical, There};
use domain::fair::{FairKind, Interest, Place, VacancyInterest, Wage};
use domain::follow_up::FollowUpState;
use domain::ids::*;
use domain::lang::Lang;
use domain::people::Level;
use domain::scoring::Answer;
use domain::time::Instant;
use uuid::Uuid;

pub fn at(clock: &str) -> Instant {
    format!("2026-12-03T{clock}+01:00").parse().expect("test instant")
}

/// Looks like chance, and is the same each time.
fn id(n: u64) -> Uuid {
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Uuid::from_u64_pair(mixed, mixed.rotate_left(29).wrapping_mul(0xbf58_476d_1ce4_e5b9))
}

pub fn frame(lang: Lang) -> Frame {
    Frame { lang, path: "/banenmarkt/1".into(), demo: true, open_line: false, asset_version: "abc123".into() }
}

pub fn head() -> FairHead {
    FairHead {
        name: "Banenmarkt Zonnedauw".into(),
        kind: FairKind::Banenmarkt,
        starts: at("13:00:00"),
        ends: at("15:30:00"),
        place: "Sporthal De Dauwdruppel".into(),
        meeting_point: "Bij de gele deur van de sporthal".into(),
        window: SignUpWindow::Open,
        approval: false,
        practical: Practical::new(vec![Bring::Card, Bring::Cv], vec![There::Food]),
        picture: Some(place()),
    }
}

pub fn fair(vacancies: u64) -> Box<FairPage> {
    Box::new(FairPage {
        head: head(),
        talk_min: 8,
        vacancies: (0..vacancies).map(vacancy).collect(),
        action: "/banenmarkt/1".into(),
        ids: SignUpIds { key: CommandId(id(901)), sign_up: SignUpId(id(902)), resident: ResidentId(id(903)) },
        typed: Typed::default(),
        mail: false,
        faults: Vec::new(),
        refused: None,
        steps_path: "/banenmarkt/1/stap".into(),
        next_action: None,
    })
}

pub fn step(step: Step, vacancies: u64) -> Box<StepPage> {
    let fair = fair(vacancies);
    Box::new(StepPage {
        head: fair.head,
        step,
        offered: fair.vacancies.iter().map(|vacancy| vacancy.id).collect(),
        vacancies: match step {
            Step::Review => fair.vacancies,
            _ => step.handful(&fair.vacancies).to_vec(),
        },
        fair_path: fair.action,
        typed: Typed::default(),
        mail: false,
        faults: Vec::new(),
        refused: None,
    })
}

const TITLES: [&str; 12] = [
    "Orderpicker",
    "Keukenhulp",
    "Schoonmaker kantoren",
    "Helpende in de zorg",
    "Tegelzetter",
    "Medewerker kas",
    "Monteur fietsen",
    "Vakkenvuller",
    "Medewerker gegevens",
    "Bijrijder",
    "Inpakker van groentepakketten",
    "Leerling elektricien",
];
const EMPLOYERS: [&str; 11] = [
    "De Groene Doos",
    "Hotel Het Spoor",
    "Schoon & Fris",
    "Zorgplein Zuid",
    "Bouwbedrijf Stevig & Recht",
    "Kwekerij Het Groene Blad",
    "Fietsfabriek Rondom",
    "Supermarkt De Volle Mand",
    "Datacoöperatie Reünie",
    "Transportbedrijf Rechtdoor",
    "Installatiebedrijf Warmtebron",
];
const WORKS: [&str; 10] = [
    "warehouse",
    "kitchen",
    "cleaning",
    "care",
    "building",
    "garden",
    "production",
    "retail",
    "office",
    "transport",
];

pub fn vacancy(n: u64) -> VacancyCard {
    let pick = n as usize;
    VacancyCard {
        id: VacancyId(id(n)),
        title: format!(
            "{} {}",
            TITLES[pick % TITLES.len()],
            ["", "dag", "junior", "assistent"][pick / 12 % 4]
        )
        .trim()
        .into(),
        employer: EMPLOYERS[pick % EMPLOYERS.len()].into(),
        place: ["Veldermeer", "Zonnedrecht", "Lindervoort"][pick % 3].into(),
        kind: if pick % 9 == 8 { "stage".into() } else { "baan".into() },
        pictogram: WORKS[pick % WORKS.len()].into(),
        wage: Wage(1471 + (n as u32 * 37) % 400),
        hours: 20 + (n as u32 * 4) % 20,
        lang: if pick.is_multiple_of(2) { Lang::Nl } else { Lang::En },
        level: [Level::A1, Level::A2, Level::NotYet, Level::B1][pick % 4],
        shifts: ["dag", "dag|avond", "avond|weekend", "dag|nacht"][pick % 4].into(),
    }
}

pub fn typed(page: &FairPage) -> Typed {
    let vacancy = page.vacancies[0].id;
    assert!(StarFields::of([vacancy]).name(vacancy).starts_with('v'));
    Typed {
        name: "Windroos".into(),
        contact: "phone".into(),
        phone: "06-abc".into(),
        email: String::new(),
        adult: false,
        spoken: vec![Lang::Ar],
        needs: Needs { childcare: true, ..Needs::default() },
        leave_at: "14:30".into(),
        shares_phone: true,
        group: None,
        interests: vec![VacancyInterest { vacancy, interest: Interest::Three }],
    }
}

pub fn signed_up() -> Box<SignedUpPage> {
    Box::new(SignedUpPage {
        head: head(),
        place: Place::Placed,
        name: "Windroos".into(),
        number: 127,
        badge_qr_svg: "<svg id=\"badge\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7H1z\"/></svg>".into(),
        card_link: "https://werkronde.example/k/abcdefghijklmnopqrstuvwxyz".into(),
        card_qr_svg: "<svg id=\"card\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7H1z\"/></svg>".into(),
        pin: Some("04217".into()),
        leaning_path: None,
        mine_path: "/mijn".into(),
        next_action: "/banenmarkt/1/volgende".into(),
    })
}

fn talk(clock: (&str, &str), table_number: u32, party_name: &str, state: StopState) -> Stop {
    let what = StopKind::Talk {
        round: 1,
        table_number,
        room: "Grote zaal".into(),
        party_name: party_name.into(),
        interpreter: (table_number == 3).then(|| "Brugwachter".into()),
    };
    Stop { starts: at(clock.0), ends: at(clock.1), what, state }
}

pub fn mine() -> Box<MinePage> {
    let now = talk(("13:52:00", "14:00:00"), 7, "De Groene Doos", StopState::Now);
    let next = talk(("14:10:00", "14:18:00"), 3, "Hotel Het Spoor", StopState::ToCome);
    let pause = Stop {
        starts: at("14:20:00"),
        ends: at("14:40:00"),
        what: StopKind::Break,
        state: StopState::ToCome,
    };
    let last = talk(("14:40:00", "14:48:00"), 12, "Zorgplein Zuid", StopState::ToCome);
    let seat = |table_number| Some(Seat { starts: at("14:40:00"), table_number });
    let change = |party_name: &str, from, to| Change { party_name: party_name.into(), from, to };
    let day = MineDay {
        session: SessionId(id(900)),
        head: FairHead { window: SignUpWindow::Closed, ..head() },
        standing: Some(Place::Placed),
        now: DayNow::Talk {
            stop: now.clone(),
            next: Some(next.clone()),
            until: at("14:00:00"),
            paused: false,
        },
        schedule: vec![
            talk(("13:00:00", "13:08:00"), 5, "Fietsfabriek Rondom", StopState::Done),
            now,
            next,
            pause,
            last,
        ],
        changes: vec![
            change("Zorgplein Zuid", seat(9), seat(12)),
            change("Schoon & Fris", None, seat(4)),
            change("Kwekerij Het Groene Blad", seat(2), None),
        ],
        turn: None,
        together: Some(in_a_group(true)),
        leaning_path: None,
        further: None,
        withdraw_path: Some("/mijn/afmelden/1".into()),
        sharing: Some(Sharing { phone: false, action: "/mijn/delen/1".into(), key: CommandId(id(913)) }),
    };
    Box::new(MinePage {
        name: "Windroos".into(),
        number: 27,
        badge_qr_svg: "<svg viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7H1z\"/></svg>".into(),
        now: at("13:54:48"),
        days: vec![day],
        talks: vec![TalkToAnswer {
            session: SessionId(id(910)),
            party: PartyId(id(911)),
            party_name: "Fietsfabriek Rondom".into(),
            answer: Some(Answer::Maybe),
            key: CommandId(id(912)),
        }],
        second_interviews: vec![SecondInterview {
            follow_up: FollowUpId(id(920)),
            employer_name: "Fietsfabriek Rondom".into(),
            vacancy_title: "Fietsenmaker".into(),
            state: FollowUpState::Asked,
            key: CommandId(id(921)),
            times: interview_times(TimesStand::Nothing, 0),
        }],
        questions: questions(),
        ask_path: "/mijn/vraag".into(),
        schedule_path: Some("/mijn/rooster".into()),
        answer_action: "/mijn/antwoord".into(),
        second_interview_action: "/mijn/tweede-gesprek".into(),
        sign_out_action: "/mijn/uit".into(),
        saved: true,
    })
}

pub fn schedule() -> Box<SchedulePage> {
    let MinePage { number, now, days, .. } = *mine();
    Box::new(SchedulePage { number, now, days, mine_path: "/mijn".into() })
}

/// A place is held until the second of December at this time.
pub fn offered(until: &str) -> Box<MinePage> {
    let until: Instant = format!("2026-12-02T{until}").parse().expect("an instant");
    let mut page = mine();
    page.now = "2026-12-02T18:00:00Z".parse().expect("an instant");
    let day = &mut page.days[0];
    day.standing = Some(Place::Offered { until_ms: domain::time::to_ms(until) });
    (day.schedule, day.changes, day.sharing) = (vec![], vec![], None);
    let (yes, no) = (CommandId(id(940)), CommandId(id(941)));
    day.turn = Some(Turn::Answer(Offer { until, action: "/mijn/plek/1".into(), yes, no }));
    page
}

pub fn come_back(lapsed: bool) -> Turn {
    Turn::ComeBack { lapsed, action: "/mijn/terug/1".into(), key: CommandId(id(942)) }
}

pub fn every_page() -> Vec<Page> {
    let mut wrong = fair(3);
    wrong.typed = typed(&wrong);
    wrong.faults = vec![FieldFault::PhoneNotDigits, FieldFault::UnknownVacancy];
    let sorries = [
        Sorry::NotFound,
        Sorry::Closed,
        Sorry::Expired,
        Sorry::NotYours,
        Sorry::CardClosed,
        Sorry::TooManyTries,
        Sorry::SignIn,
        Sorry::BadForm,
        Sorry::Trouble,
    ];
    let fairs = vec![("/banenmarkt/1".into(), head())];
    let mut pages = vec![
        Page::Fairs(FairsPage {
            location_name: "Opvang Zonnedauw".into(),
            fairs,
            elsewhere: vec![("/locatie/2".into(), "Opvang Morgenrood".into())],
        }),
        Page::Fairs(FairsPage {
            location_name: "Opvang Zonnedauw".into(),
            fairs: Vec::new(),
            elsewhere: Vec::new(),
        }),
        Page::Fair(fair(5)),
        Page::Fair(wrong),
        Page::SignedUp(signed_up()),
        Page::CardDoor(CardDoorPage {
            action: "/k/x".into(),
            number: 27,
            state: CardDoor::WrongPin { tries_left: 3 },
        }),
        Page::CardDoor(CardDoorPage { action: "/k/x".into(), number: 27, state: CardDoor::Closed }),
        Page::Mine(mine()),
        Page::Mine(offered("19:00:00Z")),
        Page::Schedule(schedule()),
        Page::Withdraw(WithdrawPage {
            head: head(),
            action: "/mijn/afmelden/1".into(),
            key: CommandId(id(930)),
            mine_path: "/mijn".into(),
        }),
        Page::Join(together::join()),
        Page::Leaning(leaning()),
        Page::Further(further()),
        Page::TakeBack(take_back()),
        Page::Arrange(Box::new(arrange())),
        Page::Ask(Box::new(ask())),
        Page::Accessibility,
        Page::MyData(MyDataPage { mine: Some(Box::new(my_data())) }),
        Page::MyData(MyDataPage { mine: None }),
    ];
    let mut by_mail = fair(2);
    by_mail.mail = true;
    pages.push(Page::Fair(by_mail));
    let steps =
        [Step::Work(1), Step::Name, Step::Contact, Step::Spoken, Step::Needs, Step::Adult, Step::Review];
    pages.extend(steps.map(|one| Page::Step(step(one, 9))));
    let mut review = step(Step::Review, 3);
    review.typed = typed(&fair(3));
    review.faults = vec![FieldFault::PhoneNotDigits, FieldFault::NotAdult];
    pages.push(Page::Step(review));
    pages.push(Page::JustSignedUp(JustSignedUpPage {
        show_action: "/banenmarkt/1/stap/klaar".into(),
        next_action: "/banenmarkt/1/volgende".into(),
    }));
    pages.extend(sorries.map(Page::Sorry));
    pages
}

/// Writes every page where a person or a browser can look at it: `WERKRONDE_PAGES=dir cargo test -p ui … look`.
#[test]
fn look() {
    let Ok(folder) = std::env::var("WERKRONDE_PAGES") else { return };
    let mut pages = every_page();
    pages.push(Page::Fair(fair(60)));
    for (at, page) in pages.into_iter().enumerate() {
        for lang in [Lang::Nl, Lang::En, Lang::Ar] {
            let html = super::render(page.clone(), &frame(lang));
            std::fs::write(format!("{folder}/{at:02}-{lang}.html"), html).expect("a writable folder");
        }
    }
}
