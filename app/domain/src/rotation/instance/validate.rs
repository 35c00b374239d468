//! The rules of an instance that need more than one field. An impossible wish (a must-meet without a
//! pair, a pin at an unknown table) is not a fault: it becomes an unmet level.

use std::collections::{BTreeMap, BTreeSet};

use super::{GroupKind, Instance, Party};
use crate::rotation::document::{Fault, Problem};
use crate::rotation::trace::Event;

impl Instance {
    /// Refuses duplicate ids, unknown references, overlapping rounds, a promise above the cap,
    /// duplicate pairs and levels. Says the place in the document.
    pub fn validate(&self) -> Result<(), Fault> {
        let rounds = self.rounds_in_order()?;
        let rooms = ids("rooms", self.rooms.iter().map(|r| r.id.as_str()))?;
        for (i, walk) in self.walking.iter().enumerate() {
            known(&rooms, "room", &walk.from, || format!("walking[{i}].from"))?;
            known(&rooms, "room", &walk.to, || format!("walking[{i}].to"))?;
        }
        let employers = ids("employers", self.employers.iter().map(|e| e.id.as_str()))?;
        self.tables_are_unique(&rooms)?;
        let residents = ids("residents", self.residents.iter().map(|r| r.id.as_str()))?;
        for (i, resident) in self.residents.iter().enumerate() {
            if resident.min_meetings > resident.max_meetings {
                let path = format!("residents[{i}].min_meetings");
                return Err(Fault::at(path, Problem::PromiseAboveCap));
            }
            // One talk a minute all day long; above that a level vector would only fill memory.
            if resident.min_meetings > 24 * 60 {
                let path = format!("residents[{i}].min_meetings");
                return Err(Fault::at(path, Problem::PromiseAboveDay));
            }
        }
        ids("groups", self.groups.iter().map(|g| g.id.as_str()))?;
        self.members_are_known(&residents)?;
        let interpreters = self.interpreters.iter().map(|i| i.id.as_str());
        ids("interpreters", interpreters)?;
        let parties = self.parties(&residents);
        self.pairs_are_unique(&parties, &employers)?;
        for (i, must) in self.must_meet.iter().enumerate() {
            party(&parties, &must.party, || format!("must_meet[{i}]"))?;
        }
        for (i, pin) in self.pinned.iter().enumerate() {
            party(&parties, &pin.party, || format!("pinned[{i}]"))?;
            known(&rounds, "round", &pin.round, || format!("pinned[{i}].round"))?;
        }
        let mut levels = BTreeSet::new();
        for (i, level) in self.objective.levels.iter().enumerate() {
            if !levels.insert(level.name()) {
                let problem = Problem::DuplicateLevel(level.name().to_owned());
                return Err(Fault::at(format!("objective.levels[{i}]"), problem));
            }
        }
        if let Some(live) = &self.live {
            known(&rounds, "round", &live.first_open_round, || "live.first_open_round".to_owned())?;
        }
        Ok(())
    }

    fn rounds_in_order(&self) -> Result<BTreeSet<&str>, Fault> {
        let mut last = None;
        for (i, round) in self.rounds.iter().enumerate() {
            if last.is_some_and(|end| round.start < end) || round.end <= round.start {
                return Err(Fault::at(format!("rounds[{i}]"), Problem::RoundOrder));
            }
            last = Some(round.end);
        }
        ids("rounds", self.rounds.iter().map(|r| r.id.as_str()))
    }

    fn tables_are_unique(&self, rooms: &BTreeSet<&str>) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for (i, employer) in self.employers.iter().enumerate() {
            for (k, table) in employer.tables.iter().enumerate() {
                let place = |field: &str| format!("employers[{i}].tables[{k}].{field}");
                if !seen.insert(table.id.as_str()) {
                    let problem = Problem::DuplicateId(table.id.clone());
                    return Err(Fault::at(place("id"), problem));
                }
                known(rooms, "room", &table.room, || place("room"))?;
            }
        }
        Ok(())
    }

    fn members_are_known(&self, residents: &BTreeSet<&str>) -> Result<(), Fault> {
        for (i, group) in self.groups.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for (k, member) in group.members.iter().enumerate() {
                let place = || format!("groups[{i}].members[{k}]");
                known(residents, "resident", member, place)?;
                if !seen.insert(member) {
                    return Err(Fault::at(place(), Problem::DuplicateId(member.clone())));
                }
            }
        }
        Ok(())
    }

    /// Who can be a party, by id: residents and visit groups.
    fn parties<'a>(&'a self, residents: &BTreeSet<&'a str>) -> BTreeMap<&'a str, (bool, bool)> {
        let mut parties: BTreeMap<&str, (bool, bool)> =
            residents.iter().map(|id| (*id, (true, false))).collect();
        for group in self.groups.iter().filter(|g| g.kind == GroupKind::Visit) {
            parties.entry(&group.id).or_default().1 = true;
        }
        parties
    }

    fn pairs_are_unique(
        &self,
        parties: &BTreeMap<&str, (bool, bool)>,
        employers: &BTreeSet<&str>,
    ) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for (i, pair) in self.pairs.iter().enumerate() {
            party(parties, &pair.party, || format!("pairs[{i}]"))?;
            known(employers, "employer", &pair.employer, || format!("pairs[{i}].employer"))?;
            // Residents and groups share one name space here, as they do for the judge.
            if !seen.insert((pair.party.id(), pair.employer.as_str())) {
                let problem = Problem::DuplicatePair {
                    party: pair.party.id().to_owned(),
                    employer: pair.employer.clone(),
                };
                return Err(Fault::at(format!("pairs[{i}]"), problem));
            }
        }
        Ok(())
    }

    /// The events that `live` mentions, for a reader that wants to show them.
    pub fn live_events(&self) -> &[Event] {
        self.live.as_ref().map_or(&[], |live| &live.events)
    }
}

fn ids<'a>(list: &str, items: impl Iterator<Item = &'a str>) -> Result<BTreeSet<&'a str>, Fault> {
    let mut seen = BTreeSet::new();
    for (i, id) in items.enumerate() {
        if !seen.insert(id) {
            let problem = Problem::DuplicateId(id.to_owned());
            return Err(Fault::at(format!("{list}[{i}].id"), problem));
        }
    }
    Ok(seen)
}

fn known(
    ids: &BTreeSet<&str>,
    what: &'static str,
    id: &str,
    place: impl Fn() -> String,
) -> Result<(), Fault> {
    if ids.contains(id) {
        return Ok(());
    }
    let id = id.to_owned();
    Err(Fault::at(place(), Problem::Unknown { what, id }))
}

fn party(
    parties: &BTreeMap<&str, (bool, bool)>,
    party: &Party,
    place: impl Fn() -> String,
) -> Result<(), Fault> {
    let (resident, group) = parties.get(party.id()).copied().unwrap_or_default();
    let (found, what) = match party {
        Party::Resident(_) => (resident, "resident"),
        Party::Group(_) => (group, "visit group"),
    };
    if found {
        return Ok(());
    }
    let id = party.id().to_owned();
    Err(Fault::at(place(), Problem::Unknown { what, id }))
}
