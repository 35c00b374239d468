//! The live day: the console of the organiser and the projector in the hall.

use super::CauseView;
use domain::command::Command;
use domain::fair::{Attendance, Phase, RoundTime};
use domain::ids::{
    DeviceId, EmployerId, FairId, InterpreterId, PartyId, PlanId, ResidentId, SessionId, TableId,
};
use domain::rotation::{Timer, Who};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsoleView {
    pub fair: FairId,
    pub session: SessionId,
    pub fair_name: String,
    pub timer: Timer,
    pub phases: Vec<Phase>,
    pub rounds: Vec<RoundTime>,
    pub tables: Vec<TableView>,
    /// By name.
    pub interpreters: Vec<(InterpreterId, String)>,
    /// Who or what is not there, and in which rounds.
    pub away: Vec<(Who, Vec<u32>)>,
    /// Everyone with a place, by number.
    pub people: Vec<super::PersonView>,
    pub plan: Option<PlanView>,
    pub proposal: Option<ProposalView>,
    pub devices: Vec<DeviceView>,
    pub sheets_ended: u32,
    /// Latest first, at most 20.
    pub happened: Vec<HappenedView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableView {
    pub table: TableId,
    pub number: u32,
    pub party: PartyId,
    pub party_name: String,
    pub employer: EmployerId,
    /// The party is the employer itself, or a department or interviewer of it.
    pub employer_name: String,
    pub room: String,
}

impl ConsoleView {
    /// The meetings of the plan that stands; of the first proposal while none does.
    pub fn meetings(&self) -> &[MeetingView] {
        let proposed = self.proposal.as_ref().map(|proposal| &proposal.meetings);
        self.plan.as_ref().map(|plan| &plan.meetings).or(proposed).map_or(&[], Vec::as_slice)
    }
}

/// The published plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    pub plan: PlanId,
    pub published_ms: i64,
    pub meetings: Vec<MeetingView>,
    pub kept: Kept,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingView {
    /// From 1.
    pub round: u32,
    pub table: TableId,
    pub table_number: u32,
    pub party: PartyId,
    pub resident: ResidentId,
    pub interpreter: Option<String>,
}

/// What a plan reaches, in plain counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    pub meetings: u32,
    pub people: u32,
    /// People who get fewer talks than everyone was promised.
    pub below_promise: u32,
    pub without_meeting: u32,
    /// Utility that a perfect plan could have more, at most; None where no bound was found.
    pub at_most_from_best: Option<u32>,
    /// No plan keeps more promises than this one.
    #[serde(default)]
    pub promises_proven: bool,
    /// Rounds that people wait between their talks, all together. A figure, never proven.
    #[serde(default)]
    pub waits: u32,
}

/// A plan that waits for the organiser's word, with what it would change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalView {
    pub plan: PlanId,
    /// The plan that it mends; None for the first.
    pub parent: Option<PlanId>,
    pub made_ms: i64,
    pub kept: Kept,
    /// Of the first plan, to look at before it is published; empty where `changes` says what a mended one does.
    pub meetings: Vec<MeetingView>,
    /// At most 200; `changes_total` says how many there are.
    pub changes: Vec<ChangeView>,
    pub changes_total: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeView {
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub party_name: String,
    /// None: gained.
    pub from: Option<SeatView>,
    /// None: lost.
    pub to: Option<SeatView>,
    /// None in plans from before causes were kept.
    pub cause: Option<CauseView>,
    /// Where others set this off: with whom it began, as "41 Lentelied", and why.
    pub began: Option<(String, CauseView)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    pub round: u32,
    pub table_number: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    Tablet,
    Projector,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceView {
    pub device: DeviceId,
    pub kind: DeviceKind,
    pub name: String,
    pub employer: Option<EmployerId>,
    pub employer_name: Option<String>,
    /// Someone typed the code.
    pub paired: bool,
    pub confirmed: bool,
    pub interviewer: Option<String>,
    /// Nobody of this name is on the employer's list.
    #[serde(default)]
    pub unlisted: bool,
    pub last_seen_ms: Option<i64>,
}

/// What was done, as the console lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    PlanMade,
    PlanPublished,
    DayStarted,
    Paused,
    Resumed,
    Extended,
    PhaseEnded,
    Present,
    NoShow,
    MarkUndone,
    Away,
    Back,
    RoundDropped,
    RoundBack,
    TabletPaired,
    SheetEnded,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HappenedView {
    pub at_ms: i64,
    pub deed: Deed,
    /// Badge number of the person whom it is about.
    pub number: Option<u32>,
    /// What takes it back; only the last event of the day has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Undo>,
}

/// An event as it stood before. Not a whole command: reading all of them would cost the browser a third of its program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undo {
    Attendance(ResidentId, Attendance),
    Away(Who, Vec<u32>),
}

impl Undo {
    pub fn command(self, session: SessionId) -> Command {
        match self {
            Undo::Attendance(resident, attendance) => {
                Command::MarkAttendance { session, resident, attendance }
            }
            Undo::Away(who, rounds) => Command::MarkAway { session, who, rounds },
        }
    }
}

/// The screen in the hall: first names and numbers, nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectorView {
    pub fair_name: String,
    pub timer: Timer,
    pub phases: Vec<Phase>,
    pub rounds: u32,
    /// By round and number. Who did not come is left out.
    pub goes: Vec<GoView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoView {
    pub round: u32,
    pub number: u32,
    pub name: String,
    pub table_number: u32,
    /// Present, so that the screen can say who is still awaited.
    pub attendance: Attendance,
}
