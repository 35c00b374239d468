//! The clock reaches the plan: who has to leave at a time of day is not there for a round that comes later than
//! it was planned, and who is there until the end stays for what the day runs over.

use super::*;
use domain::fair::Timetable;
use domain::ids::{EmployerId, FairId, InterpreterId, LocationId, PartyId, TableId};
use domain::rotation::Timer;
use uuid::Uuid;

const MINUTE: i64 = 60_000;

/// Three rounds of ten minutes without a pause between them, from 13:00 in Amsterdam.
fn session() -> Session {
    let timetable = Timetable {
        starts: "2026-12-03T12:00:00Z".parse().expect("test instant"),
        rounds: 3,
        talk_min: 10,
        change_min: 0,
        break_after: 0,
        break_min: 0,
        second_after: 0,
        second_min: 0,
    };
    let (id, location, fair) = (SessionId(Uuid::nil()), LocationId(Uuid::nil()), FairId(Uuid::nil()));
    Session { id, location, fair, timetable, promised: 1, meetings_max: 3, walk_min: 1 }
}

fn at(minutes: i64) -> i64 {
    to_ms(session().timetable.starts) + minutes * MINUTE
}

/// One table that closes after two rounds, one interpreter who stays for all three, and a clock.
fn day(timer: Timer, now_ms: i64) -> Input {
    let session = session();
    let location = session.location;
    let party = fairs::Party {
        id: PartyId(Uuid::nil()),
        location,
        session: session.id,
        employer: EmployerId(Uuid::nil()),
        name: String::new(),
        vacancies: vec![],
    };
    let table = fairs::TableRow {
        id: TableId(Uuid::nil()),
        location,
        session: session.id,
        party: party.id,
        number: 1,
        room: String::new(),
        langs: vec![],
        seats: 1,
        interviewer: None,
        open_from_ms: None,
        open_until_ms: Some(at(20)),
    };
    let interpreter = fairs::Interpreter {
        id: InterpreterId(Uuid::nil()),
        location,
        session: session.id,
        name: String::new(),
        langs: vec![],
        from_ms: at(0),
        until_ms: at(30),
    };
    let rounds = on_one_day(expected_rounds(&timer, &session.timetable, now_ms), &session);
    Input {
        now: timer.now(&phases(&session.timetable), now_ms),
        rounds,
        people: vec![],
        parties: vec![party],
        tables: vec![table],
        interpreters: vec![interpreter],
        published: None,
        away: BTreeMap::new(),
        session,
    }
}

fn started(minutes_late: i64) -> Timer {
    let phases = phases(&session().timetable);
    Timer::waiting().start(&phases, at(minutes_late)).expect("waiting")
}

/// Rounds of the interpreter, then of the table.
fn there(timer: Timer, now_ms: i64) -> Vec<Vec<u32>> {
    day(timer, now_ms).rounds_there(1)
}

#[test]
fn a_day_on_time_is_as_it_was_planned() {
    let planned = vec![vec![1, 2, 3], vec![1, 2]];
    assert_eq!(there(Timer::waiting(), at(-60)), planned);
    assert_eq!(there(started(0), at(1)), planned);
}

#[test]
fn who_leaves_at_a_time_of_day_misses_what_comes_later_and_who_stays_does_not() {
    assert_eq!(there(started(5), at(6)), [vec![1, 2, 3], vec![1]]);
}

#[test]
fn who_leaves_at_a_time_of_day_is_there_for_what_comes_sooner() {
    let sooner = started(0).next(&phases(&session().timetable), at(1)).expect("running");
    assert_eq!(there(sooner, at(1)), [vec![1, 2, 3], vec![1, 2]]);
    let sooner = sooner.next(&phases(&session().timetable), at(2)).expect("running");
    assert_eq!(there(sooner, at(2)), [vec![1, 2, 3], vec![1, 2, 3]]);
}

#[test]
fn a_clock_that_stood_still_until_the_next_day_plans_by_the_timetable() {
    let paused = started(0).pause(&phases(&session().timetable), at(1)).expect("running");
    assert_eq!(there(paused, at(24 * 60)), [vec![1, 2, 3], vec![1, 2]]);
}

#[test]
fn rounds_that_have_begun_are_left_out() {
    assert_eq!(day(started(0), at(1)).rounds_there(2), [vec![2, 3], vec![2]]);
}

#[test]
fn who_must_leave_is_seated_before_that_and_the_earlier_of_two_times_counts() {
    let day = day(Timer::waiting(), at(-60));
    let until = |known: Option<u16>, leave_at_min: Option<u16>| {
        let person = Person {
            resident: resident(known),
            interests: vec![],
            attendance: Attendance::Expected,
            leave_at_min,
        };
        day.resident(&person).available.first().map(|window| window.until())
    };
    let clock = |minutes| Some(minute_of_day(minutes));
    let (ten_past, twenty_past, end) = (13 * 60 + 10, 13 * 60 + 20, 13 * 60 + 30);
    assert_eq!(until(None, None), clock(end));
    assert_eq!(until(None, Some(ten_past)), clock(ten_past));
    assert_eq!(until(Some(twenty_past), Some(ten_past)), clock(ten_past));
    assert_eq!(until(Some(ten_past), Some(twenty_past)), clock(ten_past));
    assert_eq!(until(None, Some(12 * 60)), None, "gone before the day begins");
}

fn resident(available_until_min: Option<u16>) -> residents::Resident {
    residents::Resident {
        id: domain::ids::ResidentId(Uuid::nil()),
        location: LocationId(Uuid::nil()),
        number: 1,
        code: None,
        name: String::new(),
        lang: domain::lang::Lang::Nl,
        contact: domain::people::Contact::Desk,
        spoken: vec![],
        available_from_min: None,
        available_until_min,
        strength: None,
        experience: None,
        wishes: None,
        pin_rev: 1,
        pin_misses: 0,
        card_rev: 1,
        created_ms: 0,
    }
}

#[test]
fn who_chose_nothing_wishes_what_fits_their_answers_and_who_chose_is_taken_at_that() {
    use domain::fair::leaning::Air;
    use domain::fair::{Interest, Wage};
    use domain::ids::VacancyId;
    use domain::lang::Lang;
    use domain::people::Level;
    let work = |n: u128, pictogram: &str| Vacancy {
        id: VacancyId(Uuid::from_u128(n)),
        location: LocationId(Uuid::nil()),
        employer: EmployerId(Uuid::nil()),
        title: String::new(),
        kind: String::new(),
        pictogram: pictogram.into(),
        wage: Wage(1_500),
        hours: 20,
        lang: Lang::Nl,
        level: Level::A1,
        shifts: String::new(),
        vog: false,
        permit_willing: true,
        ord: 0,
    };
    let [who_chose, who_leans] = [1, 2].map(|n| ResidentId(Uuid::from_u128(n)));
    let wish = |n: u128, interest| VacancyInterest { vacancy: VacancyId(Uuid::from_u128(n)), interest };
    let mut interests = HashMap::from([(who_chose, vec![wish(1, Interest::RatherNot)])]);
    let outside = Leaning { air: Some(Air::Outside), ..Leaning::default() };
    lean(
        &mut interests,
        vec![(who_chose, outside), (who_leans, outside)],
        &[work(1, "kitchen"), work(2, "garden")],
    );
    assert_eq!(interests[&who_chose], [wish(1, Interest::RatherNot)]);
    assert_eq!(interests[&who_leans], [wish(2, Interest::One)]);
}
