//! A fair before the day, as the organiser sees it.

use domain::command::Needs;
use domain::fair::{Attendance, FairKind, FairState, Place};
use domain::ids::{EmployerId, FairId, PartyId, ResidentId, SessionId, SignUpId, VacancyId};
use domain::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FairHead {
    pub fair: FairId,
    pub session: SessionId,
    pub kind: FairKind,
    pub name: String,
    pub place: String,
    pub meeting_point: String,
    pub state: FairState,
    pub starts_ms: i64,
    pub ends_ms: i64,
    pub capacity: u32,
    pub placed: u32,
    pub standby: u32,
    pub employers: u32,
    pub tables: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FairView {
    pub head: FairHead,
    pub employers: Vec<EmployerView>,
    pub people: Vec<PersonView>,
    /// The public page, as a path.
    pub public_path: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmployerView {
    pub employer: EmployerId,
    pub name: String,
    pub place: String,
    pub tables: Vec<u32>,
    pub interviewers: Vec<String>,
    pub vacancies: Vec<VacancyView>,
    pub parties: Vec<PartyId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VacancyView {
    pub vacancy: VacancyId,
    pub title: String,
    pub pictogram: String,
    pub wage_cents: u32,
    pub hours: u32,
    pub lang: Lang,
    /// "A2", "not_yet": as `Level::as_str`.
    pub level: String,
    pub shifts: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    pub resident: ResidentId,
    pub sign_up: SignUpId,
    /// The harmless number on the badge.
    pub number: u32,
    pub name: String,
    pub lang: Lang,
    /// None: withdrawn.
    pub place: Option<Place>,
    pub needs: Needs,
    pub attendance: Attendance,
    pub stars: u32,
}
