//! The hard rules, in the judge's order.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::facts::{Facts, share};
use super::{Breach, Rule, Violation};
use crate::rotation::instance::{Instance, Resident, Table};
use crate::rotation::plan::{Meeting, Plan};

/// A meeting with its ids looked up, as far as the rules let it come.
pub(super) struct Sat<'a> {
    pub meeting: &'a Meeting,
    pub members: Vec<&'a str>,
    pub round: usize,
    pub table: &'a Table,
}

struct Court<'a, 'b> {
    facts: &'b Facts<'a>,
    violations: &'b mut Vec<Violation>,
}

impl Court<'_, '_> {
    fn breaks(&mut self, rule: Rule, meeting: Option<usize>, breach: Breach) {
        let meeting = meeting.map(|i| i as u32);
        self.violations.push(Violation { rule, meeting, breach });
    }
}

/// Reports every broken rule; returns the meetings at known tables.
pub(super) fn check<'a>(
    facts: &Facts<'a>,
    instance: &'a Instance,
    plan: &'a Plan,
    violations: &mut Vec<Violation>,
) -> Vec<Sat<'a>> {
    let mut court = Court { facts, violations };
    if plan.instance != instance.id {
        let breach = Breach::OtherInstance(plan.instance.clone());
        court.breaks(Rule::H0, None, breach);
    }
    let history = instance.live.as_ref().map_or(&[][..], |live| &live.history[..]);
    history_stays(&mut court, instance, plan, history);
    let seats = each_meeting(&mut court, plan);
    caps(&mut court, instance, &seats, history);
    walks(&mut court, &seats);
    seats
}

fn is_known(court: &mut Court, meeting: &Meeting, index: Option<usize>) -> bool {
    if court.facts.members(&meeting.party).is_none() {
        let breach = Breach::UnknownParty(meeting.party.id().to_owned());
        court.breaks(Rule::H1, index, breach);
        return false;
    }
    if !court.facts.rounds.contains_key(meeting.round.as_str()) {
        let breach = Breach::UnknownRound(meeting.round.clone());
        court.breaks(Rule::H1, index, breach);
        return false;
    }
    true
}

/// H10: the rounds before the first open one are exactly the history.
fn history_stays(court: &mut Court, instance: &Instance, plan: &Plan, history: &[Meeting]) {
    if instance.live.is_none() {
        return;
    }
    for meeting in history {
        is_known(court, meeting, None);
    }
    let first_open = court.facts.first_open;
    let rounds = &court.facts.rounds;
    let mut want: Vec<&Meeting> = history.iter().collect();
    let mut got: Vec<&Meeting> = plan
        .meetings
        .iter()
        .filter(|m| rounds.get(m.round.as_str()).is_some_and(|r| *r < first_open))
        .collect();
    want.sort();
    got.sort();
    if want != got {
        court.breaks(Rule::H10, None, Breach::HistoryChanged);
    }
}

fn each_meeting<'a>(court: &mut Court<'a, '_>, plan: &'a Plan) -> Vec<Sat<'a>> {
    let mut seats = Vec::with_capacity(plan.meetings.len());
    let mut met = HashMap::new();
    let mut at = HashMap::new();
    let mut used = HashMap::new();
    let mut talking = HashMap::new();
    for (index, meeting) in plan.meetings.iter().enumerate() {
        if !is_known(court, meeting, Some(index)) {
            continue;
        }
        let facts = court.facts;
        let round = facts.rounds[meeting.round.as_str()];
        let members = facts.members(&meeting.party).unwrap_or_default();
        let mut breaks = |rule, breach| court.breaks(rule, Some(index), breach);
        let Some((owner, table)) = facts.tables.get(meeting.table.as_str()).copied() else {
            breaks(Rule::H3, Breach::UnknownTable(meeting.table.clone()));
            continue;
        };
        if owner.id != meeting.employer {
            breaks(Rule::H3, Breach::OtherEmployersTable(owner.id.clone()));
        }
        let past = round < facts.first_open;
        let key = (&meeting.party, meeting.employer.as_str());
        if !past && !facts.pairs.contains_key(&key) {
            let (party, employer) = (meeting.party.id().to_owned(), meeting.employer.clone());
            breaks(Rule::H1, Breach::NotEligible { party, employer });
        }
        for member in &members {
            if met.insert((*member, meeting.employer.as_str()), ()).is_some() {
                let (resident, employer) = ((*member).to_owned(), meeting.employer.clone());
                breaks(Rule::H1, Breach::MeetsTwice { resident, employer });
            }
            if at.insert((*member, round), ()).is_some() {
                breaks(Rule::H2, Breach::ResidentTwice((*member).to_owned()));
            }
        }
        if used.insert((table.id.as_str(), round), ()).is_some() {
            breaks(Rule::H3, Breach::TableTwice);
        }
        let mut interpreter = None;
        if let Some(id) = &meeting.interpreter {
            interpreter = facts.interpreters.get(id.as_str()).copied();
            if interpreter.is_none() {
                breaks(Rule::H5, Breach::UnknownInterpreter(id.clone()));
            } else if talking.insert((id.as_str(), round), ()).is_some() {
                breaks(Rule::H5, Breach::InterpreterTwice(id.clone()));
            }
        }
        // Like the judge: after an unknown interpreter nothing more is asked of this meeting.
        let unknown = meeting.interpreter.is_some() && interpreter.is_none();
        if !past && !unknown {
            for (rule, breach) in presence(facts, &members, table, round) {
                breaks(rule, breach);
            }
            let people: Vec<&Resident> = members.iter().map(|m| facts.residents[m]).collect();
            if let Some(interpreter) = interpreter {
                if !facts.covered(&interpreter.available, round) {
                    breaks(Rule::H5, Breach::InterpreterAway(interpreter.id.clone()));
                }
                if !share(&interpreter.languages, &table.languages) {
                    let breach = Breach::InterpreterNotTables(interpreter.id.clone());
                    breaks(Rule::H4, breach);
                }
                for person in people {
                    if !share(&person.languages, &table.languages)
                        && !share(&person.languages, &interpreter.languages)
                    {
                        let breach = Breach::InterpreterNotResidents {
                            interpreter: interpreter.id.clone(),
                            resident: person.id.clone(),
                        };
                        breaks(Rule::H4, breach);
                    }
                }
            } else {
                for person in people {
                    if !share(&person.languages, &table.languages) {
                        breaks(Rule::H4, Breach::NoSharedLanguage(person.id.clone()));
                    }
                }
            }
        }
        seats.push(Sat { meeting, members, round, table });
    }
    seats
}

/// H2 and H3 for one open meeting: everybody is there, the table is open and large enough.
fn presence(facts: &Facts, members: &[&str], table: &Table, round: usize) -> Vec<(Rule, Breach)> {
    let mut found = Vec::new();
    for member in members {
        if !facts.covered(&facts.residents[member].available, round) {
            found.push((Rule::H2, Breach::ResidentAway((*member).to_owned())));
        }
    }
    if !facts.covered(&table.open, round) {
        found.push((Rule::H3, Breach::TableClosed));
    }
    if members.len() > usize::from(table.seats) {
        let (people, seats) = (members.len() as u32, u32::from(table.seats));
        found.push((Rule::H3, Breach::TooFewSeats { people, seats }));
    }
    found
}

/// H6 and H7: what has happened may be above a cap that was lowered since; nothing is added then.
fn caps(court: &mut Court, instance: &Instance, seats: &[Sat], history: &[Meeting]) {
    // Different employers count; meeting one twice is H1 and is not counted again here.
    let mut met: HashSet<(&str, &str)> = HashSet::new();
    let mut meetings: HashMap<&str, u32> = HashMap::new();
    let mut employers: HashMap<&str, u32> = HashMap::new();
    for sat in seats {
        for member in &sat.members {
            if met.insert((*member, sat.meeting.employer.as_str())) {
                *meetings.entry(member).or_default() += 1;
            }
        }
        *employers.entry(&sat.meeting.employer).or_default() += 1;
    }
    let mut past: HashMap<&str, u32> = HashMap::new();
    let mut past_employers: HashMap<&str, u32> = HashMap::new();
    for meeting in history {
        for member in court.facts.members(&meeting.party).unwrap_or_default() {
            *past.entry(member).or_default() += 1;
        }
        *past_employers.entry(&meeting.employer).or_default() += 1;
    }
    let count = |counts: &HashMap<&str, u32>, id: &str| counts.get(id).copied().unwrap_or(0);
    let residents = instance.residents.iter().map(|resident| {
        let id = resident.id.as_str();
        let (n, h) = (count(&meetings, id), count(&past, id));
        (Rule::H6, id, n, h, resident.max_meetings)
    });
    let capped = instance.employers.iter().filter_map(|employer| {
        let id = employer.id.as_str();
        let (n, h) = (count(&employers, id), count(&past_employers, id));
        employer.max_meetings.map(|max| (Rule::H7, id, n, h, max))
    });
    for (rule, id, meetings, happened, max) in residents.chain(capped) {
        if meetings > max.max(happened) {
            let id = id.to_owned();
            court.breaks(rule, None, Breach::AboveCap { id, meetings, max });
        }
    }
}

/// H8 and H9: every two meetings in different rooms, not only neighbouring ones.
fn walks(court: &mut Court, seats: &[Sat]) {
    // Two meetings in one round are H2 or H5; the walk is measured from the last of them.
    let mut people: HashMap<&str, BTreeMap<usize, &Sat>> = HashMap::new();
    let mut interpreters: HashMap<&str, BTreeMap<usize, &Sat>> = HashMap::new();
    for sat in seats {
        for member in &sat.members {
            people.entry(member).or_default().insert(sat.round, sat);
        }
        if let Some(id) = &sat.meeting.interpreter
            && court.facts.interpreters.contains_key(id.as_str())
        {
            let day = interpreters.entry(id).or_default();
            day.insert(sat.round, sat);
        }
    }
    for (rule, days) in [(Rule::H8, people), (Rule::H9, interpreters)] {
        let mut days: Vec<_> = days.into_iter().collect();
        days.sort_by_key(|(id, _)| *id);
        for (id, day) in days {
            let day: Vec<&Sat> = day.into_values().collect();
            for breach in too_far(court.facts, id, &day) {
                court.breaks(rule, None, breach);
            }
        }
    }
}

fn too_far(facts: &Facts, id: &str, day: &[&Sat]) -> Vec<Breach> {
    let mut found = Vec::new();
    for (i, x) in day.iter().enumerate() {
        for y in &day[i + 1..] {
            if y.round < facts.first_open || x.round == y.round || x.table.room == y.table.room {
                continue;
            }
            let gap = facts.gap(x.round, y.round);
            let walk = facts.walk_min(&x.table.room, &y.table.room);
            if gap < i32::from(walk) {
                found.push(Breach::TooFarToWalk {
                    id: id.to_owned(),
                    from: x.meeting.round.clone(),
                    to: y.meeting.round.clone(),
                    gap,
                    walk,
                });
            }
        }
    }
    found
}
