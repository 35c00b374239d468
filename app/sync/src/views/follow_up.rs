//! After the day: the employers' sheets.

use super::HandView;
use domain::ids::{EmployerId, FairId, ResidentId};
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetRow {
    pub fair: FairId,
    pub fair_name: String,
    pub employer: EmployerId,
    pub employer_name: String,
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub interviewer: String,
    pub scores: Vec<(Criterion, Score)>,
    pub strength: Option<String>,
    pub verdict: Option<Verdict>,
    pub next_step: Option<NextStep>,
    /// For which vacancy.
    pub vacancy_title: Option<String>,
    /// What each tablet wrote on it, where more than one did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<HandView>,
}
