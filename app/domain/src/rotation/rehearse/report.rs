//! What a rehearsal reports: figures per day, and their mean and worst. Numbers of people and talks only.

use std::collections::{BTreeMap, BTreeSet};

use super::RehearseError;
use crate::rotation::check::check;
use crate::rotation::instance::{GroupKind, Instance, Party};
use crate::rotation::plan::Plan;

/// How one day went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Held {
    /// Talks that took place, one per resident.
    pub talks: u32,
    /// Talks of the morning's plan that did not take place.
    pub talks_lost: u32,
    /// Of these, talks of people who were there all the time.
    pub talks_lost_by_others: u32,
    /// People who came and were told another round or table for a talk at least once.
    pub people_moved: u32,
    /// Rounds that people waited between two talks.
    pub rounds_waited: u32,
    /// People who came for all their time and got fewer talks than promised.
    pub promises_missed: u32,
    /// Times that the rest of the day was planned again.
    pub replans: u32,
}

/// One figure of a `Held`, with its name.
pub type Figure = (&'static str, fn(&Held) -> u32);

impl Held {
    pub const FIGURES: [Figure; 7] = [
        ("talks", |held| held.talks),
        ("talks_lost", |held| held.talks_lost),
        ("talks_lost_by_others", |held| held.talks_lost_by_others),
        ("people_moved", |held| held.people_moved),
        ("rounds_waited", |held| held.rounds_waited),
        ("promises_missed", |held| held.promises_missed),
        ("replans", |held| held.replans),
    ];
}

/// The morning's plan as it would go if nothing happened, and each day by its seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub planned: Held,
    pub days: Vec<(u64, Held)>,
}

impl Report {
    /// Over all days; 0 when there are none.
    pub fn mean(&self, figure: Figure) -> f64 {
        let sum: u32 = self.days.iter().map(|(_, held)| figure.1(held)).sum();
        f64::from(sum) / (self.days.len().max(1)) as f64
    }

    /// The day that went worst in this figure: for talks the fewest, else the most.
    pub fn worst(&self, figure: Figure) -> u32 {
        let figures = self.days.iter().map(|(_, held)| figure.1(held));
        let worst = if figure.0 == "talks" { figures.min() } else { figures.max() };
        worst.unwrap_or(0)
    }
}

/// Who sits down when this party does.
pub(super) fn members(instance: &Instance, party: &Party) -> Vec<String> {
    match party {
        Party::Resident(id) => vec![id.clone()],
        Party::Group(id) => {
            let visit = |g: &&crate::rotation::Group| g.id == *id && g.kind == GroupKind::Visit;
            instance.groups.iter().find(visit).map(|group| group.members.clone()).unwrap_or_default()
        }
    }
}

/// Measures a day that is over: `went` are the talks that took place, `away` the people who missed
/// something by their own doing. The judge counts the waiting.
pub(super) fn held(
    instance: &Instance,
    morning: &Plan,
    went: &Plan,
    away: &BTreeSet<String>,
) -> Result<Held, RehearseError> {
    let judged = check(instance, went).map_err(RehearseError::Plan)?;
    let (before, after) = (talks(instance, morning), talks(instance, went));
    let lost: Vec<&(String, String)> = before.difference(&after).collect();
    let mut count: BTreeMap<&str, u32> = BTreeMap::new();
    for (resident, _) in &after {
        *count.entry(resident).or_default() += 1;
    }
    let present = instance.residents.iter().filter(|resident| !away.contains(&resident.id));
    let short =
        present.filter(|r| count.get(r.id.as_str()).copied().unwrap_or(0) < r.min_meetings).count() as u32;
    Ok(Held {
        talks: after.len() as u32,
        talks_lost: lost.len() as u32,
        talks_lost_by_others: lost.iter().filter(|(resident, _)| !away.contains(resident)).count() as u32,
        people_moved: 0,
        rounds_waited: judged.detail.resident_gaps,
        promises_missed: short,
        replans: 0,
    })
}

/// Resident and employer of every talk.
fn talks(instance: &Instance, plan: &Plan) -> BTreeSet<(String, String)> {
    let each = plan.meetings.iter().flat_map(|meeting| {
        let members = members(instance, &meeting.party).into_iter();
        members.map(|member| (member, meeting.employer.clone()))
    });
    each.collect()
}
