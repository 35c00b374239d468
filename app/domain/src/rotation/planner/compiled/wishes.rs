//! What the levels above fairness ask of single pairs: pins, must-meets, the published plan.

use std::collections::HashMap;

use super::parties::People;
use super::{Compiled, NONE};
use crate::rotation::instance::{Instance, Level, Party};

/// A round (and table) in which a pair is wanted.
pub(in crate::rotation::planner) struct Wanted {
    pub round: u32,
    /// NONE for any table.
    pub table: u32,
    pub level: Level,
    pub weight: i64,
}

/// Per pair; `baseline` lists the published seats that can be tried first.
#[derive(Default)]
pub(in crate::rotation::planner) struct Wishes {
    pub wanted: Vec<Vec<Wanted>>,
    /// Must-meets that this pair serves, once per member served.
    pub musts: Vec<Vec<u32>>,
    /// How many members of each must-meet have to meet.
    pub must_size: Vec<u32>,
    /// People of the published plan (next round, later) whose pair cannot meet any more.
    pub lost_next: u32,
    pub lost_later: u32,
    /// Pair, table, round, interpreter.
    pub baseline: Vec<(u32, u32, u32, u32)>,
}

impl Wishes {
    pub(in crate::rotation::planner::compiled) fn of(
        instance: &Instance,
        people: &People,
        compiled: &Compiled,
    ) -> Wishes {
        let count = compiled.pairs.len();
        let mut wishes = Wishes {
            wanted: (0..count).map(|_| Vec::new()).collect(),
            musts: vec![Vec::new(); count],
            must_size: Vec::new(),
            lost_next: 0,
            lost_later: 0,
            baseline: Vec::new(),
        };
        let by_party: HashMap<(&Party, &str), u32> = compiled.pairs[..compiled.plannable]
            .iter()
            .enumerate()
            .map(|(p, pair)| {
                let source = &instance.pairs[pair.source as usize];
                ((&source.party, source.employer.as_str()), p as u32)
            })
            .collect();
        let in_span = |round: &str| {
            let round = people.rounds.get(round)?.checked_sub(compiled.base)?;
            (round < compiled.rounds).then_some(round as u32)
        };
        for pin in &instance.pinned {
            let table = match &pin.table {
                None => NONE,
                Some(id) => match people.table_ids.get(id.as_str()) {
                    Some(table) => *table,
                    None => continue,
                },
            };
            let pair = by_party.get(&(&pin.party, pin.employer.as_str()));
            if let (Some(pair), Some(round)) = (pair, in_span(&pin.round)) {
                wishes.wanted[*pair as usize].push(Wanted { round, table, level: Level::Pinned, weight: 1 });
            }
        }
        wishes.add_baseline(instance, people, &by_party, in_span);
        wishes.add_musts(instance, people, compiled);
        wishes
    }

    fn add_baseline(
        &mut self,
        instance: &Instance,
        people: &People,
        by_party: &HashMap<(&Party, &str), u32>,
        in_span: impl Fn(&str) -> Option<u32>,
    ) {
        let baseline = instance.live.as_ref().map_or(&[][..], |l| &l.baseline[..]);
        for meeting in baseline {
            let pair = by_party.get(&(&meeting.party, meeting.employer.as_str()));
            let next = people.rounds[meeting.round.as_str()] == people.first_open;
            let (Some(pair), Some(round)) = (pair, in_span(&meeting.round)) else {
                let lost = if next { &mut self.lost_next } else { &mut self.lost_later };
                *lost += people.members(&meeting.party).len() as u32;
                continue;
            };
            self.wanted[*pair as usize].push(Wanted {
                round,
                table: NONE,
                level: if next { Level::StabilityNext } else { Level::StabilityLater },
                weight: people.members(&meeting.party).len() as i64,
            });
            let interpreter = meeting.interpreter.as_ref();
            let interpreter = interpreter.and_then(|i| people.interpreters.get(i.as_str()));
            if let Some(table) = people.table_ids.get(meeting.table.as_str()) {
                let interpreter = interpreter.copied().unwrap_or(NONE);
                self.baseline.push((*pair, *table, round, interpreter));
            }
        }
    }

    fn add_musts(&mut self, instance: &Instance, people: &People, compiled: &Compiled) {
        let mut by_meeting: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for must in &instance.must_meet {
            let index = self.must_size.len() as u32;
            let members = people.members(&must.party);
            self.must_size.push(members.len() as u32);
            for member in members {
                let key = (member, people.employer(&must.employer));
                by_meeting.entry(key).or_default().push(index);
            }
        }
        for p in 0..compiled.pairs.len() {
            for member in compiled.pair_members(p as u32) {
                let key = (*member, compiled.pairs[p].employer);
                if let Some(musts) = by_meeting.get(&key) {
                    self.musts[p].extend(musts);
                }
            }
        }
    }
}
