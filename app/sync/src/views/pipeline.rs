//! After the day: the sheets, and where each candidate stands and why.

use super::SheetRow;
use domain::follow_up::FollowUpState;
use domain::ids::{EmployerId, FollowUpId, ResidentId};
use domain::pipeline::{Stage, StageNow};
use domain::scoring::Answer;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUpView {
    /// By employer, then number.
    pub sheets: Vec<SheetRow>,
    /// Candidacies, and each person and employer of whom none has begun: by stage, furthest first, then number. At most 500.
    pub candidacies: Vec<CandidacyRow>,
    /// Questions of residents that wait for an answer.
    #[serde(default)]
    pub questions: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CandidacyRow {
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub employer: EmployerId,
    pub employer_name: String,
    /// A candidacy has begun, for the one vacancy of `titles`. Before that they are what the person starred here, most
    /// stars first.
    pub begun: bool,
    pub titles: Vec<String>,
    pub stage: StageNow,
    /// Where the person stands by all that goes on; this row's stage where nothing does.
    pub person: Stage,
    /// The resident's own word about the talk.
    pub answer: Option<Answer>,
    pub follow_up: Option<FollowUpId>,
    pub follow_up_state: Option<FollowUpState>,
    /// When they come again.
    #[serde(default)]
    pub meets_ms: Option<i64>,
    /// Whether this employer may have their telephone number. None: there is none.
    #[serde(default)]
    pub shares_phone: Option<bool>,
}
