//! Ids to numbers, and who understands whom.

use std::collections::HashMap;
use std::ops::Range;

use crate::rotation::instance::{Instance, Party};

pub(super) struct People<'a> {
    pub rounds: HashMap<&'a str, usize>,
    pub rooms: HashMap<&'a str, u32>,
    pub table_ids: HashMap<&'a str, u32>,
    pub interpreters: HashMap<&'a str, u32>,
    /// Tables of each employer, in the order of the document.
    pub tables: Vec<Range<usize>>,
    /// Utility of each of `instance.pairs`.
    pub values: Vec<i64>,
    pub first_open: usize,
    residents: HashMap<&'a str, u32>,
    employers: HashMap<&'a str, u32>,
    groups: HashMap<&'a str, Vec<u32>>,
    by_pair: HashMap<(&'a Party, &'a str), i64>,
    resident_speaks: Vec<u128>,
    pub table_speaks: Vec<u128>,
    interpreter_speaks: Vec<u128>,
}

fn numbered<'a, T>(items: &'a [T], id: impl Fn(&'a T) -> &'a String) -> HashMap<&'a str, u32> {
    let items = items.iter().enumerate();
    items.map(|(i, item)| (id(item).as_str(), i as u32)).collect()
}

impl<'a> People<'a> {
    pub fn of(instance: &'a Instance) -> People<'a> {
        let rounds: HashMap<&str, usize> =
            instance.rounds.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
        let residents = numbered(&instance.residents, |r| &r.id);
        // A language beyond the 128th counts as shared with nobody: fewer ways, never a wrong one.
        let mut languages: HashMap<&str, u32> = HashMap::new();
        let mut speaks = |list: &'a [String]| {
            let mut mask = 0_u128;
            for language in list {
                let next = languages.len() as u32;
                let bit = *languages.entry(language).or_insert(next);
                mask |= 1_u128.checked_shl(bit).unwrap_or(0);
            }
            mask
        };
        let mut people = People {
            first_open: instance.live.as_ref().map_or(0, |live| rounds[live.first_open_round.as_str()]),
            rounds,
            rooms: numbered(&instance.rooms, |r| &r.id),
            table_ids: HashMap::new(),
            interpreters: numbered(&instance.interpreters, |i| &i.id),
            tables: Vec::new(),
            values: Vec::new(),
            groups: HashMap::new(),
            employers: numbered(&instance.employers, |e| &e.id),
            by_pair: HashMap::new(),
            resident_speaks: instance.residents.iter().map(|r| speaks(&r.languages)).collect(),
            table_speaks: Vec::new(),
            interpreter_speaks: instance.interpreters.iter().map(|i| speaks(&i.languages)).collect(),
            residents,
        };
        for employer in &instance.employers {
            let from = people.table_speaks.len();
            for table in &employer.tables {
                let index = people.table_speaks.len() as u32;
                people.table_ids.insert(&table.id, index);
                people.table_speaks.push(speaks(&table.languages));
            }
            people.tables.push(from..people.table_speaks.len());
        }
        for group in &instance.groups {
            let members = group.members.iter();
            let members = members.map(|m| people.residents[m.as_str()]).collect();
            people.groups.insert(&group.id, members);
        }
        let weights = instance.objective.utility;
        for pair in &instance.pairs {
            let each = i64::from(weights.base)
                + i64::from(weights.resident_star) * i64::from(pair.resident_stars.get())
                + i64::from(weights.employer_star) * i64::from(pair.employer_stars.get());
            let value = each * people.members(&pair.party).len() as i64;
            people.values.push(value);
            people.by_pair.insert((&pair.party, &pair.employer), value);
        }
        people
    }

    /// The residents of a party; empty when nobody has that id.
    pub fn members(&self, party: &Party) -> Vec<u32> {
        match party {
            Party::Resident(id) => self.residents.get(id.as_str()).copied().into_iter().collect(),
            Party::Group(id) => self.groups.get(id.as_str()).cloned().unwrap_or_default(),
        }
    }

    /// The number of a known employer.
    pub fn employer(&self, id: &str) -> u32 {
        self.employers.get(id).copied().unwrap_or(super::NONE)
    }

    /// Utility of a meeting; 0 when the pair is not listed (withdrawn since).
    pub fn value_of(&self, party: &Party, employer: &str) -> i64 {
        self.by_pair.get(&(party, employer)).copied().unwrap_or(0)
    }

    /// Who may interpret for these people at this table: empty when nobody is needed, None when it
    /// cannot be done.
    pub fn helpers(&self, members: &[u32], table: usize) -> Option<Vec<u32>> {
        let at_table = self.table_speaks[table];
        let lost: Vec<u128> = members
            .iter()
            .map(|m| self.resident_speaks[*m as usize])
            .filter(|speaks| speaks & at_table == 0)
            .collect();
        if lost.is_empty() {
            return Some(Vec::new());
        }
        let helpers: Vec<u32> = (0..self.interpreter_speaks.len() as u32)
            .filter(|i| {
                let speaks = self.interpreter_speaks[*i as usize];
                speaks & at_table != 0 && lost.iter().all(|l| l & speaks != 0)
            })
            .collect();
        (!helpers.is_empty()).then_some(helpers)
    }
}
