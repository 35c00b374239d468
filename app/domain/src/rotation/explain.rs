//! Why somebody got what they got, as data. For every eligible meeting that is not in the plan: the
//! first thing that stands in its way as the plan is. The screen turns it into words.

use std::collections::{HashMap, HashSet};

use super::instance::{Employer, Instance, Interpreter, Pair, Party, Resident, Stars, Table};
use super::plan::Plan;

/// What one resident gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub resident: String,
    pub meetings: u32,
    pub promised: u32,
    /// Eligible meetings that the plan does not have, most wanted first.
    pub unmet: Vec<Unmet>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The resident, or the visit group through which the meeting was possible.
    pub party: Party,
    pub employer: String,
    pub resident_stars: Stars,
    pub reason: Reason,
}

/// The first obstacle, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The resident (or a member of the group) already has as many talks as allowed.
    CapReached,
    /// The employer's own maximum is reached.
    EmployerFull,
    /// In no open round is everybody of the party there.
    NeverThere,
    /// No table of the employer can be understood, not with any interpreter of the day either.
    NoSharedLanguage,
    /// In the party's free rounds every table that would do is taken or closed.
    NoFreeTableInYourHours,
    /// There is a free table, but the interpreters it needs are elsewhere.
    InterpreterBusy,
    /// Nothing above: walking time, or a meeting elsewhere that counted more.
    OthersNeededItMore,
}

/// One outcome per resident, in the instance's order. Expects a plan that passes `check`; ids that the
/// instance does not know are passed over.
pub fn explain(instance: &Instance, plan: &Plan) -> Vec<Outcome> {
    let day = Day::of(instance, plan);
    let mut outcomes: Vec<Outcome> = instance
        .residents
        .iter()
        .map(|resident| Outcome {
            resident: resident.id.clone(),
            meetings: day.talks(&resident.id),
            promised: resident.min_meetings,
            unmet: Vec::new(),
        })
        .collect();
    let rows: HashMap<&str, usize> =
        instance.residents.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    for pair in &instance.pairs {
        let members = day.members(&pair.party);
        for member in &members {
            if day.met.contains(&(*member, pair.employer.as_str())) {
                continue;
            }
            let Some(row) = rows.get(member) else {
                continue;
            };
            outcomes[*row].unmet.push(Unmet {
                party: pair.party.clone(),
                employer: pair.employer.clone(),
                resident_stars: pair.resident_stars,
                reason: day.reason(pair, &members),
            });
        }
    }
    for outcome in &mut outcomes {
        outcome.unmet.sort_by_key(|unmet| std::cmp::Reverse(unmet.resident_stars));
    }
    outcomes
}

struct Day<'a> {
    instance: &'a Instance,
    residents: HashMap<&'a str, &'a Resident>,
    employers: HashMap<&'a str, &'a Employer>,
    groups: HashMap<&'a str, &'a [String]>,
    met: HashSet<(&'a str, &'a str)>,
    counts: HashMap<&'a str, u32>,
    employer_counts: HashMap<&'a str, u32>,
    busy: HashSet<(&'a str, &'a str)>,
    taken: HashSet<(&'a str, &'a str)>,
    interpreting: HashSet<(&'a str, &'a str)>,
    first_open: usize,
}

impl<'a> Day<'a> {
    fn of(instance: &'a Instance, plan: &'a Plan) -> Day<'a> {
        let live = instance.live.as_ref();
        let first_open = live.and_then(|l| {
            let rounds = &instance.rounds;
            rounds.iter().position(|r| r.id == l.first_open_round)
        });
        let mut day = Day {
            instance,
            residents: instance.residents.iter().map(|r| (r.id.as_str(), r)).collect(),
            employers: instance.employers.iter().map(|e| (e.id.as_str(), e)).collect(),
            groups: instance.groups.iter().map(|g| (g.id.as_str(), g.members.as_slice())).collect(),
            met: HashSet::new(),
            counts: HashMap::new(),
            employer_counts: HashMap::new(),
            busy: HashSet::new(),
            taken: HashSet::new(),
            interpreting: HashSet::new(),
            first_open: first_open.unwrap_or(0),
        };
        for meeting in &plan.meetings {
            for member in day.members(&meeting.party) {
                day.met.insert((member, &meeting.employer));
                *day.counts.entry(member).or_default() += 1;
                day.busy.insert((member, &meeting.round));
            }
            *day.employer_counts.entry(&meeting.employer).or_default() += 1;
            day.taken.insert((&meeting.table, &meeting.round));
            if let Some(interpreter) = &meeting.interpreter {
                day.interpreting.insert((interpreter, &meeting.round));
            }
        }
        day
    }

    fn members(&self, party: &'a Party) -> Vec<&'a str> {
        match party {
            Party::Resident(id) => vec![id],
            Party::Group(id) => {
                let members = self.groups.get(id.as_str()).copied().unwrap_or(&[]);
                members.iter().map(String::as_str).collect()
            }
        }
    }

    fn talks(&self, resident: &str) -> u32 {
        self.counts.get(resident).copied().unwrap_or(0)
    }

    fn reason(&self, pair: &Pair, members: &[&'a str]) -> Reason {
        let people: Vec<&Resident> =
            members.iter().filter_map(|id| self.residents.get(id).copied()).collect();
        if people.iter().any(|p| self.talks(&p.id) >= p.max_meetings) {
            return Reason::CapReached;
        }
        let Some(employer) = self.employers.get(pair.employer.as_str()) else {
            return Reason::NoFreeTableInYourHours;
        };
        let talks = self.employer_counts.get(employer.id.as_str()).copied();
        if employer.max_meetings.is_some_and(|max| talks.unwrap_or(0) >= max) {
            return Reason::EmployerFull;
        }
        let there: Vec<usize> = (self.first_open..self.instance.rounds.len())
            .filter(|round| people.iter().all(|p| self.covers(&p.available, *round)))
            .collect();
        if there.is_empty() {
            return Reason::NeverThere;
        }
        let interpreters = &self.instance.interpreters;
        let understood =
            |table: &&Table| speaks(table, &people) || interpreters.iter().any(|i| helps(i, table, &people));
        if !employer.tables.iter().any(|t| understood(&t)) {
            return Reason::NoSharedLanguage;
        }
        self.seat(employer, &people, &there, understood)
    }

    /// Looks for a free table in the party's free rounds, then for its interpreter.
    fn seat(
        &self,
        employer: &Employer,
        people: &[&Resident],
        there: &[usize],
        understood: impl Fn(&&Table) -> bool,
    ) -> Reason {
        let mut reason = Reason::NoFreeTableInYourHours;
        for round in there {
            let id = self.instance.rounds[*round].id.as_str();
            if people.iter().any(|p| self.busy.contains(&(&p.id, id))) {
                continue;
            }
            for table in employer.tables.iter().filter(&understood) {
                let free = usize::from(table.seats) >= people.len()
                    && self.covers(&table.open, *round)
                    && !self.taken.contains(&(table.id.as_str(), id));
                if !free {
                    continue;
                }
                let helped = self.instance.interpreters.iter().any(|i| {
                    helps(i, table, people)
                        && self.covers(&i.available, *round)
                        && !self.interpreting.contains(&(i.id.as_str(), id))
                });
                if speaks(table, people) || helped {
                    return Reason::OthersNeededItMore;
                }
                reason = Reason::InterpreterBusy;
            }
        }
        reason
    }

    fn covers(&self, windows: &[super::Window], round: usize) -> bool {
        let round = &self.instance.rounds[round];
        windows.iter().any(|w| w.covers(round.start, round.end))
    }
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|language| b.contains(language))
}

fn speaks(table: &Table, people: &[&Resident]) -> bool {
    let mut each = people.iter();
    each.all(|p| share(&p.languages, &table.languages))
}

fn helps(interpreter: &Interpreter, table: &Table, people: &[&Resident]) -> bool {
    share(&interpreter.languages, &table.languages)
        && people
            .iter()
            .all(|p| share(&p.languages, &table.languages) || share(&p.languages, &interpreter.languages))
}
