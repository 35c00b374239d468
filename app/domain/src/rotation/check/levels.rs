//! The objective levels of a feasible plan (MODEL.md, "Objective").

use std::collections::{BTreeSet, HashMap, HashSet};

use super::facts::Facts;
use super::report::{Detail, Judged, Levels};
use super::rules::Sat;
use crate::rotation::instance::{Instance, Level, Party};

/// All levels, the vector in the instance's order, and the detail.
pub(super) fn measure(facts: &Facts, instance: &Instance, seats: &[Sat]) -> Judged {
    let mut days: HashMap<&str, Vec<&Sat>> = HashMap::new();
    let mut met: HashSet<(&str, &str)> = HashSet::new();
    let mut planned: HashMap<(&Party, &str, usize), &Sat> = HashMap::new();
    for sat in seats {
        for member in &sat.members {
            days.entry(member).or_default().push(sat);
            met.insert((member, &sat.meeting.employer));
        }
        planned.insert((&sat.meeting.party, &sat.meeting.employer, sat.round), sat);
    }
    let talks = |id: &str| days.get(id).map_or(0, |day| day.len() as u32);
    let (resident_gaps, extra_rooms) = waiting_and_rooms(facts, &days);
    let employer_gaps = idle_rounds(facts, instance, seats);
    let interpreted = seats.iter().filter(|sat| sat.meeting.interpreter.is_some()).count() as u32;
    let weights = instance.objective.comfort;
    let (stability_next, stability_later, table_changes) = stability(facts, instance, &planned);
    let levels = Levels {
        pinned: pins_missed(facts, instance, &planned),
        must_meet: musts_missed(facts, instance, &met),
        fairness: shortfalls(instance, talks),
        utility: seats
            .iter()
            .filter_map(|s| facts.pairs.get(&(&s.meeting.party, s.meeting.employer.as_str())))
            .map(|(value, _)| value)
            .sum(),
        comfort: u64::from(weights.resident_gap) * u64::from(resident_gaps)
            + u64::from(weights.extra_room) * u64::from(extra_rooms)
            + u64::from(weights.employer_gap) * u64::from(employer_gaps)
            + u64::from(weights.interpreter) * u64::from(interpreted),
        stability_next,
        stability_later,
    };
    let reached = |r: &&crate::rotation::Resident| talks(&r.id) >= r.min_meetings;
    let count = |n: usize| n as u32;
    Judged {
        instance: instance.id.clone(),
        order: instance.objective.levels.clone(),
        vector: vector(&instance.objective.levels, &levels),
        levels,
        detail: Detail {
            meetings: count(seats.len()),
            attendances: instance.residents.iter().map(|r| talks(&r.id)).sum(),
            table_rounds: open_rounds(facts, instance),
            resident_gaps,
            extra_rooms,
            employer_gaps,
            interpreter_meetings: interpreted,
            table_changes,
            residents_without_meeting: count(instance.residents.iter().filter(|r| talks(&r.id) == 0).count()),
            residents_with_a_3_star_meeting: with_a_first_wish(facts, &met),
            min_meetings_reached: count(instance.residents.iter().filter(reached).count()),
        },
    }
}

fn vector(order: &[Level], levels: &Levels) -> Vec<i64> {
    let mut vector = Vec::new();
    for level in order {
        match level {
            Level::Pinned => vector.push(i64::from(levels.pinned)),
            Level::MustMeet => vector.push(i64::from(levels.must_meet)),
            Level::StabilityNext => vector.push(i64::from(levels.stability_next)),
            Level::Fairness => vector.extend(levels.fairness.iter().map(|u| i64::from(*u))),
            Level::StabilityLater => vector.push(i64::from(levels.stability_later)),
            Level::Utility => vector.push(-(levels.utility as i64)),
            Level::Comfort => vector.push(levels.comfort as i64),
        }
    }
    vector
}

type Planned<'a, 'b> = HashMap<(&'b Party, &'b str, usize), &'b Sat<'a>>;

fn pins_missed(facts: &Facts, instance: &Instance, planned: &Planned) -> u32 {
    let kept = |pin: &&crate::rotation::Pin| {
        facts
            .rounds
            .get(pin.round.as_str())
            .and_then(|round| planned.get(&(&pin.party, pin.employer.as_str(), *round)))
            .is_some_and(|sat| pin.table.as_ref().is_none_or(|t| *t == sat.meeting.table))
    };
    instance.pinned.iter().filter(|pin| !kept(pin)).count() as u32
}

fn musts_missed(facts: &Facts, instance: &Instance, met: &HashSet<(&str, &str)>) -> u32 {
    let kept = |must: &&crate::rotation::MustMeet| {
        facts
            .members(&must.party)
            .unwrap_or_default()
            .iter()
            .all(|member| met.contains(&(*member, must.employer.as_str())))
    };
    let missed = instance.must_meet.iter().filter(|must| !kept(must));
    missed.count() as u32
}

fn shortfalls(instance: &Instance, talks: impl Fn(&str) -> u32) -> Vec<u32> {
    let promises = instance.residents.iter().map(|r| r.min_meetings);
    let depth = promises.max().unwrap_or(0);
    let mut fairness = vec![0; depth as usize];
    for resident in &instance.residents {
        for k in talks(&resident.id)..resident.min_meetings {
            fairness[k as usize] += 1;
        }
    }
    fairness
}

/// Waiting rounds of all residents, and rooms beyond the first.
fn waiting_and_rooms(facts: &Facts, days: &HashMap<&str, Vec<&Sat>>) -> (u32, u32) {
    let (mut gaps, mut rooms) = (0, 0);
    for (id, day) in days {
        let rounds: BTreeSet<usize> = day.iter().map(|sat| sat.round).collect();
        let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else {
            continue;
        };
        let available = &facts.residents[id].available;
        gaps +=
            (first + 1..*last).filter(|r| !rounds.contains(r) && facts.covered(available, *r)).count() as u32;
        let visited: HashSet<&str> = day.iter().map(|sat| sat.table.room.as_str()).collect();
        rooms += visited.len() as u32 - 1;
    }
    (gaps, rooms)
}

/// Rounds between an employer's first and last meeting with a table open and nobody there.
fn idle_rounds(facts: &Facts, instance: &Instance, seats: &[Sat]) -> u32 {
    let mut rounds: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for sat in seats {
        let busy = rounds.entry(&sat.meeting.employer).or_default();
        busy.insert(sat.round);
    }
    let mut idle = 0;
    for employer in &instance.employers {
        let Some(busy) = rounds.get(employer.id.as_str()) else {
            continue;
        };
        let (Some(first), Some(last)) = (busy.first(), busy.last()) else {
            continue;
        };
        idle += (first + 1..*last).filter(|r| !busy.contains(r) && facts.employer_open(employer, *r)).count()
            as u32;
    }
    idle
}

/// People whose published meeting is gone (next round, later rounds), and meetings at another table.
fn stability(facts: &Facts, instance: &Instance, planned: &Planned) -> (u32, u32, u32) {
    let (mut next, mut later, mut tables) = (0, 0, 0);
    let baseline = instance.live.as_ref().map_or(&[][..], |live| &live.baseline[..]);
    for meeting in baseline {
        let (Some(members), Some(round)) =
            (facts.members(&meeting.party), facts.rounds.get(meeting.round.as_str()).copied())
        else {
            continue;
        };
        match planned.get(&(&meeting.party, meeting.employer.as_str(), round)) {
            Some(sat) if sat.meeting.table != meeting.table => tables += 1,
            Some(_) => {}
            None if round == facts.first_open => next += members.len() as u32,
            None => later += members.len() as u32,
        }
    }
    (next, later, tables)
}

fn open_rounds(facts: &Facts, instance: &Instance) -> u32 {
    let tables = facts.tables.values();
    let rounds = 0..instance.rounds.len();
    tables
        .map(|(_, table)| {
            let open = rounds.clone().filter(|r| facts.covered(&table.open, *r));
            open.count() as u32
        })
        .sum()
}

/// Residents who meet an employer that they, or a group of theirs, gave three stars.
fn with_a_first_wish(facts: &Facts, met: &HashSet<(&str, &str)>) -> u32 {
    let mut happy: HashSet<&str> = HashSet::new();
    for ((party, employer), (_, stars)) in &facts.pairs {
        if *stars == 3 {
            for member in facts.members(party).unwrap_or_default() {
                if let Some((who, _)) = met.get(&(member, *employer)) {
                    happy.insert(who);
                }
            }
        }
    }
    happy.len() as u32
}
