//! A planned day by id: who sits where, who is there, what is open.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::rotation::instance::{
    Employer, GroupKind, Instance, Interpreter, Pair, Party, Resident, Stars, Table, Window,
};
use crate::rotation::plan::{Meeting, Plan};

pub(super) struct Day<'a> {
    pub instance: &'a Instance,
    pub first_open: usize,
    rounds: HashMap<&'a str, usize>,
    residents: HashMap<&'a str, &'a Resident>,
    employers: HashMap<&'a str, &'a Employer>,
    tables: HashMap<&'a str, &'a Table>,
    groups: HashMap<&'a str, &'a [String]>,
    pairs: HashMap<(&'a Party, &'a str), &'a Pair>,
    /// Resident → round → meeting, and so on for the others.
    seats: HashMap<&'a str, BTreeMap<usize, &'a Meeting>>,
    taken: HashMap<(&'a str, usize), &'a Meeting>,
    interpreting: HashMap<&'a str, BTreeMap<usize, &'a Meeting>>,
    busy: HashMap<&'a str, BTreeSet<usize>>,
    employer_talks: HashMap<&'a str, u32>,
}

impl<'a> Day<'a> {
    pub fn of(instance: &'a Instance, plan: &'a Plan) -> Day<'a> {
        let rounds: HashMap<&str, usize> =
            instance.rounds.iter().enumerate().map(|(i, round)| (round.id.as_str(), i)).collect();
        let first_open = instance.live.as_ref().and_then(|l| rounds.get(l.first_open_round.as_str()));
        let visits = instance.groups.iter().filter(|group| group.kind == GroupKind::Visit);
        let mut day = Day {
            instance,
            first_open: first_open.copied().unwrap_or(0),
            rounds,
            residents: instance.residents.iter().map(|r| (r.id.as_str(), r)).collect(),
            employers: instance.employers.iter().map(|e| (e.id.as_str(), e)).collect(),
            tables: instance.employers.iter().flat_map(|e| &e.tables).map(|t| (t.id.as_str(), t)).collect(),
            groups: visits.map(|group| (group.id.as_str(), group.members.as_slice())).collect(),
            pairs: instance.pairs.iter().map(|p| ((&p.party, p.employer.as_str()), p)).collect(),
            seats: HashMap::new(),
            taken: HashMap::new(),
            interpreting: HashMap::new(),
            busy: HashMap::new(),
            employer_talks: HashMap::new(),
        };
        for meeting in &plan.meetings {
            let Some(round) = day.round(&meeting.round) else { continue };
            for member in day.members(&meeting.party) {
                day.seats.entry(member).or_default().insert(round, meeting);
            }
            day.taken.insert((&meeting.table, round), meeting);
            day.busy.entry(&meeting.employer).or_default().insert(round);
            *day.employer_talks.entry(&meeting.employer).or_default() += 1;
            if let Some(interpreter) = &meeting.interpreter {
                day.interpreting.entry(interpreter).or_default().insert(round, meeting);
            }
        }
        day
    }

    pub fn round(&self, id: &str) -> Option<usize> {
        self.rounds.get(id).copied()
    }

    pub fn round_id(&self, round: usize) -> String {
        self.instance.rounds[round].id.clone()
    }

    pub fn resident(&self, id: &str) -> Option<&'a Resident> {
        self.residents.get(id).copied()
    }

    pub fn employer(&self, id: &str) -> Option<&'a Employer> {
        self.employers.get(id).copied()
    }

    pub fn table(&self, id: &str) -> Option<&'a Table> {
        self.tables.get(id).copied()
    }

    pub fn interpreter(&self, id: &str) -> Option<&'a Interpreter> {
        self.instance.interpreters.iter().find(|one| one.id == id)
    }

    /// The residents who sit down.
    pub fn members(&self, party: &'a Party) -> Vec<&'a str> {
        match party {
            Party::Resident(id) => vec![id],
            Party::Group(id) => {
                let members = self.groups.get(id.as_str()).copied().unwrap_or(&[]);
                members.iter().map(String::as_str).collect()
            }
        }
    }

    pub fn is_listed(&self, party: &Party, employer: &str) -> bool {
        self.pairs.contains_key(&(party, employer))
    }

    pub fn stars(&self, party: &Party, employer: &str) -> Stars {
        self.pairs.get(&(party, employer)).map_or(Stars::NONE, |pair| pair.resident_stars)
    }

    /// In the order of the rounds.
    pub fn meetings_of(&self, resident: &str) -> impl Iterator<Item = &'a Meeting> + '_ {
        self.seats.get(resident).into_iter().flatten().map(|(_, meeting)| *meeting)
    }

    pub fn talks(&self, resident: &str) -> u32 {
        self.seats.get(resident).map_or(0, |day| day.len() as u32)
    }

    pub fn meets(&self, resident: &str, employer: &str) -> bool {
        self.meetings_of(resident).any(|meeting| meeting.employer == employer)
    }

    pub fn sits(&self, resident: &str, round: usize) -> Option<&'a Meeting> {
        self.seats.get(resident).and_then(|day| day.get(&round)).copied()
    }

    pub fn at_table(&self, table: &str, round: usize) -> Option<&'a Meeting> {
        self.taken.get(&(table, round)).copied()
    }

    pub fn is_taken(&self, table: &str, round: usize) -> bool {
        self.taken.contains_key(&(table, round))
    }

    pub fn interprets(&self, interpreter: &str, round: usize) -> Option<&'a Meeting> {
        self.interpreting.get(interpreter).and_then(|day| day.get(&round)).copied()
    }

    pub fn employer_talks(&self, employer: &str) -> u32 {
        self.employer_talks.get(employer).copied().unwrap_or(0)
    }

    /// Rounds in which somebody sits with the employer.
    pub fn busy_rounds(&self, employer: &str) -> Vec<usize> {
        self.busy.get(employer).into_iter().flatten().copied().collect()
    }

    /// Open tables of an employer in open rounds, by round.
    pub fn places(&self, employer: &str) -> Vec<(usize, &'a str)> {
        let tables = self.employer(employer).map_or(&[][..], |employer| &employer.tables[..]);
        let rounds = self.first_open..self.instance.rounds.len();
        let open = |round: usize| {
            let open = tables.iter().filter(move |table| self.covers(&table.open, round));
            open.map(move |table| (round, table.id.as_str()))
        };
        rounds.flat_map(open).collect()
    }

    /// Whether one of the windows contains the whole round.
    pub fn covers(&self, windows: &[Window], round: usize) -> bool {
        let round = &self.instance.rounds[round];
        windows.iter().any(|window| window.covers(round.start, round.end))
    }

    pub fn resident_can_walk(&self, resident: &str, room: &str, round: usize) -> bool {
        self.can_walk(self.seats.get(resident), room, round)
    }

    pub fn interpreter_can_walk(&self, interpreter: &str, room: &str, round: usize) -> bool {
        self.can_walk(self.interpreting.get(interpreter), room, round)
    }

    fn can_walk(&self, day: Option<&BTreeMap<usize, &Meeting>>, room: &str, round: usize) -> bool {
        day.into_iter().flatten().all(|(other, meeting)| {
            let Some(table) = self.table(&meeting.table) else { return true };
            let (early, late) = (round.min(*other), round.max(*other));
            let gap = i32::from(self.instance.rounds[late].start.minutes())
                - i32::from(self.instance.rounds[early].end.minutes());
            early == late || table.room == room || gap >= i32::from(self.walk_min(&table.room, room))
        })
    }

    fn walk_min(&self, a: &str, b: &str) -> u16 {
        let between = |walk: &&crate::rotation::Walk| {
            (walk.from == a && walk.to == b) || (walk.from == b && walk.to == a)
        };
        self.instance.walking.iter().rfind(between).map_or(0, |walk| walk.minutes)
    }
}

pub(super) fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|language| b.contains(language))
}
