//! What the judge says about a plan that keeps the rules.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::rotation::instance::Level;

/// The verdict on a feasible plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub instance: String,
    /// The instance's order of levels, which the vector follows.
    pub order: Vec<Level>,
    pub levels: Levels,
    /// Every level as a cost, fairness as U1, U2, … and utility negated: the smaller vector wins.
    pub vector: Vec<i64>,
    pub detail: Detail,
}

/// The value of every level, whether or not the instance's objective names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    pub pinned: u32,
    pub must_meet: u32,
    /// `fairness[k-1]`: residents who were promised k meetings and get fewer.
    pub fairness: Vec<u32>,
    pub utility: u64,
    pub comfort: u64,
    pub stability_next: u32,
    pub stability_later: u32,
}

/// Figures that help to understand the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Detail {
    pub meetings: u32,
    pub attendances: u32,
    /// Rounds in which a table is open, summed over tables.
    pub table_rounds: u32,
    pub resident_gaps: u32,
    pub extra_rooms: u32,
    pub employer_gaps: u32,
    pub interpreter_meetings: u32,
    pub table_changes: u32,
    pub residents_without_meeting: u32,
    pub residents_with_a_3_star_meeting: u32,
    pub min_meetings_reached: u32,
}

impl Judged {
    /// Whether this plan is better than another one for the same instance.
    pub fn better_than(&self, other: &Judged) -> bool {
        self.vector < other.vector
    }

    /// Whether every level that the instance puts before this one is the same in both.
    pub(in crate::rotation) fn is_alike_before(&self, level: Level, other: &Judged) -> bool {
        let before = self.order.iter().take_while(|one| **one != level);
        let entries =
            before.map(|one| if *one == Level::Fairness { self.levels.fairness.len() } else { 1 }).sum();
        self.vector[..entries] == other.vector[..entries]
    }
}

struct Named<'a>(&'a Judged);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let levels = &self.0.levels;
        let mut map = serializer.serialize_map(Some(self.0.order.len()))?;
        for level in &self.0.order {
            let name = level.name();
            match level {
                Level::Pinned => map.serialize_entry(name, &levels.pinned)?,
                Level::MustMeet => map.serialize_entry(name, &levels.must_meet)?,
                Level::StabilityNext => map.serialize_entry(name, &levels.stability_next)?,
                Level::Fairness => map.serialize_entry(name, &levels.fairness)?,
                Level::StabilityLater => map.serialize_entry(name, &levels.stability_later)?,
                Level::Utility => map.serialize_entry(name, &levels.utility)?,
                Level::Comfort => map.serialize_entry(name, &levels.comfort)?,
            }
        }
        map.end()
    }
}

/// The report of `check_plan.py`, field for field.
impl Serialize for Judged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("instance", &self.instance)?;
        map.serialize_entry("feasible", &true)?;
        map.serialize_entry("levels", &Named(self))?;
        map.serialize_entry("vector", &self.vector)?;
        map.serialize_entry("detail", &self.detail)?;
        map.end()
    }
}
