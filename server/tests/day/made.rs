//! A fair that an organiser makes by hand: from nothing to a published plan, and what can change on the way.

use crate::hall::{Browser, Hall};
use chrono::Timelike;
use domain::command::{BringInterpreter, Command, MakeFair, Needs, SeatEmployer, SignUp};
use domain::fair::{
    Day, FairKind, Interest, Offer, Seating, TableHours, Timetable, VacancyInterest, Wage, WorkKind,
    WorkPicture,
};
use domain::ids::*;
use domain::lang::Lang;
use domain::people::{Contact, Level, SpokenLang};
use domain::text::{Line, Name};
use domain::time::{from_ms, in_amsterdam, to_ms};
use server::chance;
use sync::views::{ConsoleView, FairView};
use sync::{Outcome, Rejection, Scope, View};

const REFUSED: fn(Rejection) -> Outcome = Outcome::Rejected;

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

/// Six rounds in a week, at noon UTC.
fn day() -> Day {
    let noon = 86_400_000 * (server::clock::now_ms() / 86_400_000 + 7) + 12 * 3_600_000;
    Day {
        name: name("Lentemarkt"),
        place: line("Kas De Zonnebloem, Tuinpad 1"),
        meeting_point: line("Bij de ingang"),
        timetable: Timetable {
            starts: from_ms(noon),
            rounds: 6,
            talk_min: 10,
            change_min: 5,
            break_after: 3,
            break_min: 10,
            second_after: 0,
            second_min: 0,
        },
        capacity: 2,
        standby_max: 3,
        promised: 1,
        meetings_max: 4,
    }
}

fn offer(title: &str) -> Offer {
    Offer {
        vacancy: VacancyId(chance::id()),
        title: name(title),
        kind: WorkKind::Job,
        picture: WorkPicture::Garden,
        wage: Wage(1550),
        hours: 32,
        lang: Lang::Nl,
        level: Level::A2,
        shifts: vec![],
        vog: false,
        permit_willing: true,
    }
}

fn table(interviewer: &str) -> Seating {
    let table = TableId(chance::id());
    Seating {
        table,
        interviewer: name(interviewer),
        room: Some(name("Kas")),
        langs: vec![Lang::Nl, Lang::En],
        number: None,
        hours: None,
    }
}

struct Made {
    organiser: Browser,
    fair: FairId,
    session: SessionId,
    garden: SeatEmployer,
}

impl Made {
    /// A fair with two employers.
    async fn open(hall: &Hall) -> Made {
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day: day(), like: None };
        organiser.does(Command::MakeFair(wish)).await;
        let seat = |who: &str, title: &str, at: &str| SeatEmployer {
            fair,
            employer: EmployerId(chance::id()),
            name: name(who),
            place: Some(name("Zonnedrecht")),
            offers: vec![offer(title)],
            tables: vec![table(at)],
        };
        let garden = seat("Tuinderij Spinazie", "Plukker", "Twijg");
        organiser.does(Command::SeatEmployer(garden.clone())).await;
        organiser.does(Command::SeatEmployer(seat("Wasserij Wolk", "Strijker", "Kandelaar"))).await;
        Made { organiser, fair, session, garden }
    }

    async fn view(&mut self) -> FairView {
        match self.organiser.view(Scope::Fair(self.fair)).await {
            View::Fair(view) => *view,
            other => panic!("not a fair: {other:?}"),
        }
    }

    async fn console(&mut self) -> ConsoleView {
        match self.organiser.view(Scope::Session(self.session)).await {
            View::Console(view) => *view,
            other => panic!("not a console: {other:?}"),
        }
    }

    async fn change(&mut self, day: Day, take_back_plan: bool) -> Outcome {
        let fair = self.fair;
        self.organiser.push(Command::ChangeFair { fair, day, take_back_plan }).await.outcome
    }

    async fn seat(&mut self, wish: SeatEmployer) -> Outcome {
        self.organiser.push(Command::SeatEmployer(wish)).await.outcome
    }

    async fn sign_up(&mut self, who: &str, likes: VacancyId) {
        let interests = vec![VacancyInterest { vacancy: likes, interest: Interest::Three }];
        let wish = SignUp {
            fair: self.fair,
            sign_up: SignUpId(chance::id()),
            resident: ResidentId(chance::id()),
            name: name(who),
            lang: Lang::Nl,
            contact: Contact::Desk,
            adult: true,
            spoken: vec![SpokenLang { lang: Lang::Nl, level: Level::B1 }],
            interests,
            needs: Needs::default(),
            shares_phone: false,
            group: None,
        };
        self.organiser.does(Command::SignUp(wish)).await;
    }

    async fn publish(&mut self) {
        let (session, plan) = (self.session, PlanId(chance::id()));
        self.organiser.does(Command::MakePlan { session, plan }).await;
        self.organiser.does(Command::PublishPlan { session, plan }).await;
    }
}

#[tokio::test]
async fn from_nothing_to_a_published_plan() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let view = made.view().await;
    assert_eq!((view.head.name.as_str(), view.head.employers, view.head.tables), ("Lentemarkt", 2, 2));
    assert_eq!(view.setup.timetable, day().timetable);
    assert_eq!(view.employers[0].tables[0].number, 1);
    let likes = view.employers[0].vacancies[0].vacancy;
    let fair = made.fair;
    made.organiser.does(Command::OpenSignUp { fair }).await;
    made.sign_up("Regenjas", likes).await;
    made.sign_up("Paraplu", likes).await;
    made.publish().await;
    let plan = made.console().await.plan.expect("a published plan");
    assert!(plan.meetings.len() >= 2, "both talk to somebody: {}", plan.meetings.len());
    let page = hall.browser().get(&format!("/banenmarkt/{fair}")).await.text;
    assert!(page.contains("Plukker") && page.contains("Bij de ingang"));
}

#[tokio::test]
async fn a_day_that_cannot_be_is_not_made() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
    let mut make = async |day: Day| {
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None };
        organiser.push(Command::MakeFair(wish)).await.outcome
    };
    let mut gone = day();
    gone.timetable.starts = from_ms(to_ms(gone.timetable.starts) - 30 * 86_400_000);
    assert_eq!(make(gone).await, REFUSED(Rejection::NotNow));
    assert_eq!(make(Day { promised: 9, ..day() }).await, REFUSED(Rejection::Malformed));
    assert_eq!(organiser.location_view().await.fairs.len(), 2, "those of the demo");
    let mut desk = hall.signed_in("desk").await;
    let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day: day(), like: None };
    assert_eq!(desk.push(Command::MakeFair(wish)).await.outcome, REFUSED(Rejection::NotFound));
}

#[tokio::test]
async fn times_change_until_a_plan_stands_and_then_only_when_it_is_taken_back() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let mut later = day();
    later.timetable.starts = from_ms(to_ms(later.timetable.starts) + 1_800_000);
    assert_eq!(made.change(later.clone(), false).await, Outcome::Applied);
    assert_eq!(made.change(later.clone(), false).await, Outcome::Noop);
    let fair = made.fair;
    made.organiser.does(Command::OpenSignUp { fair }).await;
    let likes = made.view().await.employers[0].vacancies[0].vacancy;
    made.sign_up("Regenjas", likes).await;
    made.publish().await;
    assert!(made.view().await.setup.planned);

    assert_eq!(made.change(day(), false).await, REFUSED(Rejection::PlanStands));
    let renamed = Day { name: name("Zomermarkt"), ..later.clone() };
    assert_eq!(made.change(renamed, false).await, Outcome::Applied, "a name moves nobody");
    assert!(made.console().await.plan.is_some());
    assert_eq!(made.change(day(), true).await, Outcome::Applied);
    assert!(made.console().await.plan.is_none(), "the plan is taken back");
    made.publish().await;
    let session = made.session;
    made.organiser.does(Command::StartDay { session, based_on: 0 }).await;
    assert_eq!(made.change(later, true).await, REFUSED(Rejection::NotNow), "the day has begun");
    let garden = made.garden.clone();
    assert_eq!(made.seat(garden).await, REFUSED(Rejection::NotNow));
}

#[tokio::test]
async fn more_places_move_the_standby_line_up() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let fair = made.fair;
    made.organiser.does(Command::OpenSignUp { fair }).await;
    let likes = made.view().await.employers[0].vacancies[0].vacancy;
    for who in ["Eerste", "Tweede", "Derde", "Vierde"] {
        made.sign_up(who, likes).await;
    }
    let head = made.view().await.head;
    assert_eq!((head.placed, head.standby), (2, 2));
    assert_eq!(made.change(Day { capacity: 3, ..day() }, false).await, Outcome::Applied);
    let head = made.view().await.head;
    assert_eq!((head.placed, head.offered, head.standby), (2, 1, 1), "the first in line is asked");
    assert_eq!(made.change(Day { capacity: 1, ..day() }, false).await, Outcome::Applied);
    let head = made.view().await.head;
    assert_eq!((head.placed, head.offered), (2, 1), "nobody loses a place");
}

#[tokio::test]
async fn an_employer_changes_and_goes_until_people_saw_a_plan() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let mut two = made.garden.clone();
    two.tables.push(table("Vonkje"));
    two.offers[0].title = name("Plukker van spinazie");
    assert_eq!(made.seat(two.clone()).await, Outcome::Applied);
    let view = made.view().await;
    let garden = &view.employers[0];
    assert_eq!(garden.tables.iter().map(|table| table.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(garden.interviewers, ["Twijg", "Vonkje"]);
    assert_eq!((garden.vacancies.len(), garden.vacancies[0].title.as_str()), (1, "Plukker van spinazie"));
    assert_eq!(made.seat(made.garden.clone()).await, Outcome::Applied, "a table goes again");
    assert_eq!(made.view().await.head.tables, 2);

    let twin = SeatEmployer { employer: EmployerId(chance::id()), ..made.garden.clone() };
    assert_eq!(made.seat(twin).await, REFUSED(Rejection::Taken), "it stands here already");
    let silent = SeatEmployer { tables: vec![], ..made.garden.clone() };
    assert_eq!(made.seat(silent).await, REFUSED(Rejection::Malformed));

    let fair = made.fair;
    made.organiser.does(Command::OpenSignUp { fair }).await;
    let likes = view.employers[0].vacancies[0].vacancy;
    made.sign_up("Regenjas", likes).await;
    made.publish().await;
    let employer = made.garden.employer;
    let unseat = Command::UnseatEmployer { fair, employer };
    assert_eq!(made.organiser.push(unseat).await.outcome, REFUSED(Rejection::PlanStands));
    let other = SeatEmployer { tables: vec![table("Twijg")], ..made.garden.clone() };
    assert_eq!(made.seat(other).await, REFUSED(Rejection::PlanStands));
    assert_eq!(made.view().await.employers[0].vacancies[0].title, "Plukker", "and nothing of it stayed");
    assert_eq!(made.seat(two).await, Outcome::Applied, "one more table is no harm");
}

#[tokio::test]
async fn tables_get_other_numbers_and_hours_until_a_plan_stands() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let mut two = made.garden.clone();
    two.tables.push(table("Vonkje"));
    assert_eq!(made.seat(two.clone()).await, Outcome::Applied);
    let numbers = |view: &FairView| {
        view.employers[0]
            .tables
            .iter()
            .map(|table| (table.interviewer.clone(), table.number))
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&made.view().await), [("Twijg".to_owned(), 1), ("Vonkje".to_owned(), 3)]);

    (two.tables[0].number, two.tables[1].number) = (Some(3), Some(1));
    two.tables[0].hours = Some(TableHours { from_min: Some(14 * 60), until_min: None });
    assert_eq!(made.seat(two.clone()).await, Outcome::Applied, "two tables change places");
    let view = made.view().await;
    assert_eq!(numbers(&view), [("Vonkje".to_owned(), 1), ("Twijg".to_owned(), 3)]);
    let twijg = view.employers[0].tables[1].clone();
    let two_o_clock = in_amsterdam(from_ms(twijg.open_from_ms.expect("opens later")));
    assert_eq!((two_o_clock.hour(), two_o_clock.minute(), twijg.open_until_ms), (14, 0, None));

    let mut as_it_stands = two.clone();
    (as_it_stands.tables[0].number, as_it_stands.tables[0].hours) = (None, None);
    assert_eq!(made.seat(as_it_stands).await, Outcome::Applied);
    assert_eq!(made.view().await.employers[0].tables[1], twijg, "what is not said stays");

    let mut laundry = two.clone();
    laundry.tables[0].number = Some(2);
    assert_eq!(made.seat(laundry).await, REFUSED(Rejection::Taken), "the table of another employer");
    let mut again = two.clone();
    again.tables[1].hours = Some(TableHours { from_min: Some(900), until_min: Some(800) });
    assert_eq!(made.seat(again).await, REFUSED(Rejection::Malformed));

    let fair = made.fair;
    made.organiser.does(Command::OpenSignUp { fair }).await;
    made.sign_up("Regenjas", view.employers[0].vacancies[0].vacancy).await;
    made.publish().await;
    let mut renumbered = two.clone();
    renumbered.tables[0].number = Some(9);
    assert_eq!(made.seat(renumbered).await, REFUSED(Rejection::PlanStands), "people go by these numbers");
    two.tables[0].hours = Some(TableHours::default());
    assert_eq!(made.seat(two).await, Outcome::Applied);
    assert_eq!(made.view().await.employers[0].tables[1].open_from_ms, None, "open all day again");
}

#[tokio::test]
async fn an_employer_that_does_not_come_is_gone_and_its_record_stays() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let (fair, employer) = (made.fair, made.garden.employer);
    made.organiser.does(Command::UnseatEmployer { fair, employer }).await;
    let view = made.view().await;
    assert_eq!((view.head.employers, view.head.tables), (1, 1));
    let unseat = Command::UnseatEmployer { fair, employer };
    assert_eq!(made.organiser.push(unseat).await.outcome, Outcome::Noop);
    let again = SeatEmployer { employer: EmployerId(chance::id()), ..made.garden.clone() };
    assert_eq!(made.seat(again).await, Outcome::Applied);
    assert_eq!(made.view().await.employers[0].employer, employer, "known by its name");
}

#[tokio::test]
async fn a_new_fair_takes_over_employers_and_tables_and_no_people() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (market, date) = organiser.fairs().await;
    let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
    let make =
        |like| Command::MakeFair(MakeFair { fair, session, kind: FairKind::Banenmarkt, day: day(), like });
    let refused = organiser.push(make(Some(date.fair))).await.outcome;
    assert_eq!(refused, REFUSED(Rejection::Malformed), "a speed-date is laid out otherwise");
    organiser.does(make(Some(market.fair))).await;
    let View::Fair(view) = organiser.view(Scope::Fair(fair)).await else { panic!("not a fair") };
    assert_eq!((view.head.employers, view.head.tables), (market.employers, market.tables));
    assert_eq!((view.people.len(), view.interpreters.len(), view.head.placed), (0, 0, 0));
    assert!(view.employers.iter().all(|employer| !employer.vacancies.is_empty()));
}

#[tokio::test]
async fn an_interpreter_comes_with_languages_and_times() {
    let hall = Hall::open().await;
    let mut made = Made::open(&hall).await;
    let wish = BringInterpreter {
        fair: made.fair,
        interpreter: InterpreterId(chance::id()),
        name: name("Vlieger"),
        langs: vec![Lang::Nl, Lang::Ar],
        from_min: 13 * 60,
        until_min: 15 * 60,
    };
    made.organiser.does(Command::BringInterpreter(wish.clone())).await;
    let later = BringInterpreter { until_min: 16 * 60, ..wish.clone() };
    made.organiser.does(Command::BringInterpreter(later.clone())).await;
    assert_eq!(made.organiser.push(Command::BringInterpreter(later)).await.outcome, Outcome::Noop);
    let known = made.view().await.interpreters;
    assert_eq!((known.len(), known[0].until_ms - known[0].from_ms), (1, 3 * 3_600_000));
    let twin = BringInterpreter { interpreter: InterpreterId(chance::id()), ..wish.clone() };
    assert_eq!(made.organiser.push(Command::BringInterpreter(twin)).await.outcome, REFUSED(Rejection::Taken));
    let mute = BringInterpreter { langs: vec![Lang::Nl], ..wish };
    assert_eq!(
        made.organiser.push(Command::BringInterpreter(mute)).await.outcome,
        REFUSED(Rejection::Malformed)
    );
}
