//! A fair before the day, as the organiser sees it.

use domain::command::Needs;
use domain::fair::group::Travel;
use domain::fair::{Attendance, FairKind, FairState, Place, Timetable};
use domain::ids::{
    EmployerId, FairId, InterpreterId, PartyId, ResidentId, SessionId, SignUpId, TableId, VacancyId,
};
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
    /// Places that are held for who still has to say that they come.
    #[serde(default)]
    pub offered: u32,
    /// Places that are kept for who waits until staff have decided.
    #[serde(default)]
    pub pending: u32,
    pub standby: u32,
    pub employers: u32,
    pub tables: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FairView {
    pub head: FairHead,
    pub employers: Vec<EmployerView>,
    pub interpreters: Vec<InterpreterView>,
    pub people: Vec<PersonView>,
    /// Those of which somebody comes, by number.
    #[serde(default)]
    pub groups: Vec<GroupView>,
    pub setup: SetupView,
    /// The public page, as a path.
    pub public_path: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmployerView {
    pub employer: EmployerId,
    pub name: String,
    pub place: String,
    pub tables: Vec<SeatingView>,
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
    /// "baan", "stage", "werkervaringsplek": as `WorkKind::as_str`.
    pub kind: String,
    pub vog: bool,
    pub permit_willing: bool,
}

/// One table of an employer and who sits at it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeatingView {
    pub table: TableId,
    pub number: u32,
    /// Empty where the hall is one room.
    pub room: String,
    pub langs: Vec<Lang>,
    pub interviewer: String,
    /// None: from the start, to the end of the day.
    pub open_from_ms: Option<i64>,
    pub open_until_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterpreterView {
    pub interpreter: InterpreterId,
    pub name: String,
    pub langs: Vec<Lang>,
    pub from_ms: i64,
    pub until_ms: i64,
}

/// What the organiser decided about the day, and whether it can still change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetupView {
    pub timetable: Timetable,
    pub standby_max: u32,
    pub promised: u32,
    pub meetings_max: u32,
    /// The clock of the day was started: nothing of it changes here any more.
    pub begun: bool,
    /// A published plan stands.
    pub planned: bool,
    /// Sign-ups from the public page wait until staff approve them.
    #[serde(default)]
    pub approval: bool,
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
    /// An employer that wants to go on with them may have their telephone number.
    #[serde(default)]
    pub shares_phone: bool,
    /// With which group they come, from 1.
    #[serde(default)]
    pub group: Option<u32>,
    pub attendance: Attendance,
    pub stars: u32,
}

/// People who come together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupView {
    /// From 1, as in [`PersonView::group`].
    pub number: u32,
    /// The badge number and name of who leads it.
    pub leader: u32,
    pub leader_name: String,
    /// How many come or wait.
    pub people: u32,
    /// What they agreed, as far as they did: see [`domain::fair::group::Agreed`].
    pub meet: Option<String>,
    pub meet_at_min: Option<u16>,
    pub travel: Option<Travel>,
    pub leave_at_min: Option<u16>,
}
