//! The instance by id, as the judge reads it.

use std::collections::{HashMap, HashSet};

use crate::rotation::instance::{Employer, GroupKind, Instance, Interpreter, Party, Resident, Table, Window};

/// Look-ups into a validated instance; nothing is derived that a rule does not need as it stands.
pub(super) struct Facts<'a> {
    pub rounds: HashMap<&'a str, usize>,
    pub tables: HashMap<&'a str, (&'a Employer, &'a Table)>,
    pub residents: HashMap<&'a str, &'a Resident>,
    pub groups: HashMap<&'a str, &'a [String]>,
    pub interpreters: HashMap<&'a str, &'a Interpreter>,
    /// (party, employer) → utility of the meeting, resident's stars.
    pub pairs: HashMap<(&'a Party, &'a str), (u64, u8)>,
    walk: HashMap<(&'a str, &'a str), u16>,
    spans: Vec<(u16, u16)>,
    pub first_open: usize,
}

impl<'a> Facts<'a> {
    pub fn of(instance: &'a Instance) -> Facts<'a> {
        let rounds: HashMap<&str, usize> =
            instance.rounds.iter().enumerate().map(|(i, round)| (round.id.as_str(), i)).collect();
        let first_open = instance
            .live
            .as_ref()
            .and_then(|live| rounds.get(live.first_open_round.as_str()).copied())
            .unwrap_or(0);
        let spans = instance.rounds.iter();
        let mut facts = Facts {
            rounds,
            tables: HashMap::new(),
            residents: by_id(&instance.residents, |r| &r.id),
            groups: HashMap::new(),
            interpreters: by_id(&instance.interpreters, |i| &i.id),
            pairs: HashMap::new(),
            walk: HashMap::new(),
            spans: spans.map(|r| (r.start.minutes(), r.end.minutes())).collect(),
            first_open,
        };
        for employer in &instance.employers {
            for table in &employer.tables {
                facts.tables.insert(&table.id, (employer, table));
            }
        }
        for group in instance.groups.iter().filter(|g| g.kind == GroupKind::Visit) {
            facts.groups.insert(&group.id, &group.members);
        }
        for walk in &instance.walking {
            facts.walk.insert((&walk.from, &walk.to), walk.minutes);
            facts.walk.insert((&walk.to, &walk.from), walk.minutes);
        }
        let weights = instance.objective.utility;
        for pair in &instance.pairs {
            let people = facts.members(&pair.party).map_or(0, |m| m.len() as u64);
            let (wish, wanted) = (pair.resident_stars.get(), pair.employer_stars.get());
            let each = u64::from(weights.base)
                + u64::from(weights.resident_star) * u64::from(wish)
                + u64::from(weights.employer_star) * u64::from(wanted);
            facts.pairs.insert((&pair.party, &pair.employer), (each * people, wish));
        }
        facts
    }

    /// The residents who sit down, or None when nobody has that id.
    pub fn members<'b>(&self, party: &'b Party) -> Option<Vec<&'b str>>
    where
        'a: 'b,
    {
        match party {
            Party::Resident(id) => self.residents.get(id.as_str()).map(|_| vec![id.as_str()]),
            Party::Group(id) => {
                let members = self.groups.get(id.as_str())?;
                Some(members.iter().map(String::as_str).collect())
            }
        }
    }

    /// Whether one of the windows contains the whole round.
    pub fn covered(&self, windows: &[Window], round: usize) -> bool {
        let (start, end) = self.spans[round];
        windows.iter().any(|w| w.from().minutes() <= start && end <= w.until().minutes())
    }

    /// Minutes between the end of one round and the start of another.
    pub fn gap(&self, earlier: usize, later: usize) -> i32 {
        i32::from(self.spans[later].0) - i32::from(self.spans[earlier].1)
    }

    pub fn walk_min(&self, from: &str, to: &str) -> u16 {
        self.walk.get(&(from, to)).copied().unwrap_or(0)
    }

    pub fn employer_open(&self, employer: &Employer, round: usize) -> bool {
        employer.tables.iter().any(|t| self.covered(&t.open, round))
    }
}

fn by_id<T>(items: &[T], id: impl Fn(&T) -> &String) -> HashMap<&str, &T> {
    items.iter().map(|item| (id(item).as_str(), item)).collect()
}

/// Whether two language lists have one in common.
pub(super) fn share(a: &[String], b: &[String]) -> bool {
    let known: HashSet<&str> = a.iter().map(String::as_str).collect();
    b.iter().any(|language| known.contains(language.as_str()))
}
