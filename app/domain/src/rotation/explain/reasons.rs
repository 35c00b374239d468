//! What stands in the way of one pair, round by round. Kept by tests to the judge: a meeting that is
//! added where a place is left passes, and anywhere else it does not.

use std::collections::BTreeSet;

use super::Reason;
use super::day::{Day, share};
use crate::rotation::instance::{Employer, Interpreter, Pair, Resident, Table};

/// A table that seats a party and understands it, perhaps with help.
struct Way<'a> {
    table: &'a Table,
    /// Interpreters who could help; None: nobody is needed.
    helpers: Option<Vec<&'a Interpreter>>,
}

/// What stands in the way in one round, nearest to possible first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Obstacle {
    None,
    Walk,
    InterpreterBusy,
    InterpreterAway,
    Taken,
    Closed,
    Elsewhere,
}

/// Why this pair is not in the plan. Expects that it is not.
pub(super) fn of_pair(day: &Day, pair: &Pair, members: &[&str]) -> Vec<Reason> {
    let people: Vec<&Resident> = members.iter().filter_map(|id| day.resident(id)).collect();
    let Some(employer) = day.employer(&pair.employer) else { return vec![Reason::NeverThere] };
    if let Some(reason) = of_the_whole_day(day, employer, &people) {
        return vec![reason];
    }
    let there: Vec<usize> = (day.first_open..day.instance.rounds.len())
        .filter(|round| people.iter().all(|person| day.covers(&person.available, *round)))
        .collect();
    if there.is_empty() {
        return vec![Reason::NeverThere];
    }
    let seats = employer.tables.iter().map(|table| table.seats).max().unwrap_or(0);
    if usize::from(seats) < people.len() {
        return vec![Reason::TooFewSeats { people: people.len() as u32, seats: u32::from(seats) }];
    }
    let ways = ways(day, employer, &people);
    if ways.is_empty() {
        let languages: BTreeSet<&String> = people.iter().flat_map(|person| &person.languages).collect();
        return vec![Reason::NoSharedLanguage { languages: languages.into_iter().cloned().collect() }];
    }
    let mut found: Vec<(Obstacle, usize)> =
        there.into_iter().map(|round| (obstacle(day, &ways, &people, round), round)).collect();
    found.sort_unstable();
    found
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|same| {
            let rounds: Vec<usize> = same.iter().map(|(_, round)| *round).collect();
            reason(day, same[0].0, &ways, &people, &rounds)
        })
        .collect()
}

fn of_the_whole_day(day: &Day, employer: &Employer, people: &[&Resident]) -> Option<Reason> {
    let ids = |is: &dyn Fn(&Resident) -> bool| -> Vec<String> {
        people.iter().filter(|person| is(person)).map(|person| person.id.clone()).collect()
    };
    let residents = ids(&|person| day.meets(&person.id, &employer.id));
    if !residents.is_empty() {
        return Some(Reason::AlreadyMeets { residents });
    }
    let full = |person: &Resident| day.talks(&person.id) >= person.max_meetings;
    let residents = ids(&full);
    if !residents.is_empty() {
        let most = people.iter().filter(|person| full(person)).map(|person| person.max_meetings).min();
        return Some(Reason::CapReached { residents, most: most.unwrap_or(0) });
    }
    let most = employer.max_meetings.filter(|most| day.employer_talks(&employer.id) >= *most)?;
    let rounds = day.busy_rounds(&employer.id).into_iter().map(|round| day.round_id(round));
    Some(Reason::EmployerFull { most, rounds: rounds.collect() })
}

fn ways<'a>(day: &Day<'a>, employer: &'a Employer, people: &[&Resident]) -> Vec<Way<'a>> {
    let large = employer.tables.iter().filter(|table| usize::from(table.seats) >= people.len());
    let ways = large.map(|table| {
        let understood = people.iter().all(|person| share(&person.languages, &table.languages));
        let helpers = || {
            let all = day.instance.interpreters.iter();
            all.filter(|interpreter| helps(interpreter, table, people)).collect()
        };
        Way { table, helpers: (!understood).then(helpers) }
    });
    ways.filter(|way| way.helpers.as_ref().is_none_or(|helpers| !helpers.is_empty())).collect()
}

fn helps(interpreter: &Interpreter, table: &Table, people: &[&Resident]) -> bool {
    share(&interpreter.languages, &table.languages)
        && people.iter().all(|person| {
            share(&person.languages, &table.languages) || share(&person.languages, &interpreter.languages)
        })
}

fn obstacle(day: &Day, ways: &[Way], people: &[&Resident], round: usize) -> Obstacle {
    if people.iter().any(|person| day.sits(&person.id, round).is_some()) {
        return Obstacle::Elsewhere;
    }
    let each = ways.iter().map(|way| {
        let Way { table, helpers } = way;
        if !day.covers(&table.open, round) {
            return Obstacle::Closed;
        }
        if day.is_taken(&table.id, round) {
            return Obstacle::Taken;
        }
        if let Some(helpers) = helpers {
            let mut there = helpers.iter().filter(|one| day.covers(&one.available, round)).peekable();
            if there.peek().is_none() {
                return Obstacle::InterpreterAway;
            }
            let free = |one: &&&Interpreter| {
                day.interprets(&one.id, round).is_none()
                    && day.interpreter_can_walk(&one.id, &table.room, round)
            };
            if there.find(free).is_none() {
                return Obstacle::InterpreterBusy;
            }
        }
        let near = people.iter().all(|person| day.resident_can_walk(&person.id, &table.room, round));
        if near { Obstacle::None } else { Obstacle::Walk }
    });
    each.min().unwrap_or(Obstacle::Closed)
}

fn reason(day: &Day, obstacle: Obstacle, ways: &[Way], people: &[&Resident], rounds: &[usize]) -> Reason {
    let ids: Vec<String> = rounds.iter().map(|round| day.round_id(*round)).collect();
    match obstacle {
        Obstacle::None => Reason::PlaceLeft { rounds: ids },
        Obstacle::Walk => Reason::TooFarToWalk { rounds: ids },
        Obstacle::InterpreterBusy => Reason::InterpreterBusy {
            languages: languages(ways, people),
            interpreters: busy(day, ways, rounds),
            rounds: ids,
        },
        Obstacle::InterpreterAway => {
            Reason::InterpreterAway { languages: languages(ways, people), rounds: ids }
        }
        Obstacle::Taken => Reason::NoFreeTable { rounds: ids },
        Obstacle::Closed => Reason::TablesClosed { rounds: ids },
        Obstacle::Elsewhere => Reason::SitsElsewhere { rounds: ids },
    }
}

/// What those speak whom a table needs help to understand.
fn languages(ways: &[Way], people: &[&Resident]) -> Vec<String> {
    let helped = ways.iter().filter(|way| way.helpers.is_some());
    let spoken: BTreeSet<&String> = helped
        .flat_map(|way| people.iter().filter(|person| !share(&person.languages, &way.table.languages)))
        .flat_map(|person| &person.languages)
        .collect();
    spoken.into_iter().cloned().collect()
}

/// Interpreters who could help and sit elsewhere, or too far away, in one of these rounds.
fn busy(day: &Day, ways: &[Way], rounds: &[usize]) -> Vec<String> {
    let helpers = ways.iter().flat_map(|way| way.helpers.iter().flatten());
    let there = helpers.filter(|one| rounds.iter().any(|round| day.covers(&one.available, *round)));
    let ids: BTreeSet<&String> = there.map(|one| &one.id).collect();
    ids.into_iter().cloned().collect()
}
