//! A fair of two employers with a table each and three rounds from 10:00, ten minutes each and two between,
//! for tests that say what somebody is told.

use domain::rotation::{
    Employer, Instance, Interpreter, Meeting, Pair, Party, Plan, Resident, Room, Round, Stars, Table, Walk,
    Window,
};

/// A plan of it with these meetings.
pub fn seated(meetings: &[Meeting]) -> Plan {
    let mut plan = Plan::empty("small");
    plan.meetings = meetings.to_vec();
    plan
}

pub fn fair() -> Instance {
    let mut fair = Instance::new("small");
    let rounds = [("R1", "10:00", "10:10"), ("R2", "10:12", "10:22"), ("R3", "10:24", "10:34")];
    fair.rounds = rounds
        .map(|(id, start, end)| Round {
            id: id.into(),
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
        })
        .to_vec();
    fair.rooms = vec![Room { id: "hall".into(), name: None }];
    let employer = |id: &str| Employer {
        id: id.into(),
        name: None,
        organisation: None,
        vacancies: vec![],
        max_meetings: None,
        tables: vec![Table::new(format!("{id}.T1"), "hall", vec!["nl".into()], whole_day())],
    };
    fair.employers = vec![employer("E1"), employer("E2")];
    fair
}

pub fn seat(from: &str, until: &str) -> Window {
    Window::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
}

fn whole_day() -> Vec<Window> {
    vec![seat("10:00", "10:34")]
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

pub fn resident(id: &str, languages: &[&str]) -> Resident {
    Resident {
        id: id.into(),
        languages: words(languages),
        available: whole_day(),
        min_meetings: 1,
        max_meetings: 3,
    }
}

#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn interpreter(id: &str, languages: &[&str], from: &str, until: &str) -> Interpreter {
    Interpreter { id: id.into(), languages: words(languages), available: vec![seat(from, until)] }
}

pub fn wants(resident: &str, employer: &str, stars: u8) -> Pair {
    Pair {
        party: Party::Resident(resident.into()),
        employer: employer.into(),
        vacancies: vec![],
        resident_stars: Stars::new(stars).unwrap(),
        employer_stars: Stars::NONE,
    }
}

/// At "E1.T1" sits E1.
pub fn meeting(round: &str, table: &str, resident: &str) -> Meeting {
    Meeting {
        round: round.into(),
        table: table.into(),
        employer: table.split('.').next().unwrap().into(),
        party: Party::Resident(resident.into()),
        interpreter: None,
    }
}

/// The tables of that employer stand so many minutes away.
#[allow(dead_code, reason = "each test binary uses its part of this file")]
pub fn in_another_room(fair: &mut Instance, employer: usize, minutes: u16) {
    fair.rooms.push(Room { id: "annex".into(), name: None });
    fair.walking = vec![Walk { from: "hall".into(), to: "annex".into(), minutes }];
    fair.employers[employer].tables.iter_mut().for_each(|table| table.room = "annex".into());
}
