//! Times for second interviews, to look at.

use super::{at, id};
use crate::public::form::{TimeFault, TypedTime};
use crate::public::views::*;
use domain::ids::{CommandId, FollowUpId, TimeId};

fn free(n: u64) -> FreeTime {
    let hour = 9 + n;
    FreeTime {
        time: TimeId(id(1_000 + n)),
        starts: at(&format!("{hour:02}:30:00")),
        place: "Fietsfabriek Rondom, kantine".into(),
        key: CommandId(id(1_020 + n)),
    }
}

/// So many to choose from.
pub fn interview_times(stands: TimesStand, count: u64) -> InterviewTimes {
    InterviewTimes {
        action: "/mijn".into(),
        stands,
        free: (1..=count).map(free).collect(),
        none_key: CommandId(id(1_040)),
        no: None,
    }
}

pub fn planning() -> PlanningPage {
    let one = |n: u32, without| ToPlan {
        path: format!("/app-api/second-interviews/{n}"),
        employer_name: "Fietsfabriek Rondom".into(),
        vacancy_title: "Fietsenmaker".into(),
        people: n,
        without,
    };
    PlanningPage { vacancies: vec![one(3, 2), one(1, 0)] }
}

/// Three people, two times, and a form without a place.
pub fn times() -> TimesPage {
    let person = |number: u32, name: &str, wants, stands| PersonToPlan {
        follow_up: FollowUpId(id(u64::from(number) + 1_050)),
        number,
        name: name.into(),
        wants,
        stands,
        keys: [CommandId(id(u64::from(number) + 1_100)), CommandId(id(u64::from(number) + 1_200))],
    };
    let offered = |n: u64, held_by| {
        let FreeTime { time, starts, place, key } = free(n);
        OfferedTime { time, starts, place, held_by, key }
    };
    let picked = TimesStand::Picked { starts: at("10:30:00"), place: "Kantine".into() };
    TimesPage {
        employer_name: "Fietsfabriek Rondom".into(),
        vacancy_title: "Fietsenmaker".into(),
        action: "/app-api/second-interviews/1".into(),
        index_path: "/app-api/second-interviews".into(),
        people: vec![
            person(27, "Windroos", true, picked),
            person(28, "Regenjas", true, TimesStand::NoneFits),
            person(29, "Paraplu", false, TimesStand::Nothing),
        ],
        offered: vec![offered(1, Some((27, "Windroos".into()))), offered(2, None)],
        key: CommandId(id(1_060)),
        time: TimeId(id(1_061)),
        typed: TypedTime { date: "2026-12-08".into(), clock: "10:30".into(), place: String::new() },
        faults: vec![TimeFault::Place],
        no: None,
        enough: false,
    }
}
