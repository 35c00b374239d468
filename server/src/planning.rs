//! From the fair as it stands to a rotation instance and back: what the organiser sees is what the planner gets.
//! Eligibility is settled here and reaches the planner as a list of pairs; its reasons do not travel.

mod input;
mod running;
mod told;
pub mod workers;

pub use input::{Input, load};
pub use running::Runs;
pub use told::{Missed, Told, ToldParty, ToldPerson};

use domain::fair::Attendance;
use domain::fair::{PhaseKind, phases};
use domain::ids::PlanId;
use domain::rotation::{
    Began, Budget, Cause, ChangeKind, Event, Instance, Meeting, Moment, Now, Plan, Progress, ReplanError,
    Seat, causes, first_open_round, replan_instance,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::fairs::Session;
use store::plans::PlanRow;
use store::{StoreError, Tx, timers};
use sync::views::{Kept, PlanningView};

/// Moves of the first planner: enough for 120 people within a second.
pub const MOVES: u64 = 400_000;
const SEED: u64 = 1;
const FIRST_PLAN_WORKERS: u64 = 2;

/// All that a plan is made of. As long as it stays the same, so does what a plan may be.
pub struct Task {
    pub parent: Option<PlanId>,
    instance: Instance,
    /// The published plan.
    before: Option<Plan>,
    first_open_round: u32,
}

/// A plan that nobody has seen yet.
pub struct Draft {
    pub plan: Plan,
    pub about: About,
    pub told: Told,
}

/// What is kept beside a plan's document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct About {
    pub kept: Kept,
    /// The first round that nobody had begun when it was made.
    pub first_open_round: u32,
    /// [`Task::mark`] of what it was made of; empty in plans from before it was kept.
    #[serde(default)]
    pub mark: String,
    #[serde(default)]
    pub moves: Vec<Move>,
}

/// What a plan changes for one person; ids as in the document, rounds from 1.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Move {
    pub resident: String,
    pub party: String,
    pub from: Option<(u32, String)>,
    pub to: Option<(u32, String)>,
    /// None in plans from before it was kept.
    #[serde(default)]
    pub cause: Option<Cause>,
    #[serde(default)]
    pub began: Option<Began>,
}

/// Why there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlan {
    /// Every round has begun.
    Over,
    /// The stored day contradicts itself.
    Broken,
}

/// "R04" of round 4.
pub fn round_id(number: u32) -> String {
    format!("R{number:02}")
}

/// Round 4 of "R04"; 0 for what is none.
pub fn round_number(id: &str) -> u32 {
    id.strip_prefix('R').and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The meetings of a stored plan.
pub fn meetings_of(document: &str) -> Result<Vec<Meeting>, StoreError> {
    Plan::parse(document).map(|plan| plan.meetings).map_err(|_| StoreError::Corrupt("plan document"))
}

/// What is kept beside a stored plan.
pub fn about(row: &PlanRow) -> Result<About, StoreError> {
    serde_json::from_str(&row.about).map_err(|_| StoreError::Corrupt("plan"))
}

/// The first round that nobody has begun.
pub async fn first_open(tx: &mut Tx, session: &Session, now_ms: i64) -> Result<u32, StoreError> {
    let now = timers::get(tx, session.id).await?.now(&phases(&session.timetable), now_ms);
    Ok(first_open_round(now, session.timetable.rounds))
}

/// What there is to plan: keeps what has begun, and after fairness moves as few people as possible.
pub fn task(input: &Input) -> Result<Task, NoPlan> {
    let rounds = input.session.timetable.rounds;
    let first_open_round = first_open_round(input.now, rounds);
    if first_open_round > rounds {
        return Err(NoPlan::Over);
    }
    let base = input.instance();
    let before = input.published.as_ref().map(|row| Plan::parse(&row.document));
    let before = before.transpose().map_err(|_| NoPlan::Broken)?;
    let instance = match &before {
        Some(current) => {
            let events = vec![Event::NoShow { residents: input.absent() }];
            let mut current = current.clone();
            current
                .meetings
                .retain(|meeting| round_number(&meeting.round) >= first_open_round || input.sat(meeting));
            replan_instance(&base, &current, &moment(input.now), &events, base.id.clone()).map_err(no_plan)?
        }
        None => base,
    };
    let parent = input.published.as_ref().map(|plan| plan.id);
    Ok(Task { parent, instance, before, first_open_round })
}

impl Task {
    /// A fingerprint: two tasks with the same mark are the same.
    pub fn mark(&self) -> String {
        let parent = self.parent.map(|parent| parent.to_string()).unwrap_or_default();
        let mut hash = Sha256::new();
        hash.update(format!("{parent} {}\n", self.first_open_round));
        hash.update(self.instance.to_json());
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Plans with so many moves. `stop` is asked now and then; when it says true, what is there counts. `watch` hears how it
/// goes. A first plan is made by two workers; a re-plan by one, which leaves a processor to the day that goes on.
pub fn draft(
    input: &Input,
    task: &Task,
    moves: u64,
    stop: &(dyn Fn() -> bool + Sync),
    watch: &mut dyn FnMut(PlanningView),
) -> Result<Draft, NoPlan> {
    let mut watch = |step: Progress| {
        let open = step.levels.fairness.iter().sum();
        watch(PlanningView { promises_open: open, points: step.levels.utility, from_best: step.gap() });
    };
    let workers = if task.before.is_none() { FIRST_PLAN_WORKERS } else { 1 };
    let planned = workers::plan(&task.instance, Budget { moves }, SEED, workers, stop, &mut watch);
    let planned = planned.map_err(|_| NoPlan::Broken)?;
    let changed = task.before.as_ref().map(|before| changes(&task.instance, before, &planned.plan));
    let about = About {
        kept: input.kept(&planned),
        first_open_round: task.first_open_round,
        mark: task.mark(),
        moves: changed.unwrap_or_default(),
    };
    let told = Told::of(input, &task.instance, &planned.plan);
    Ok(Draft { plan: planned.plan, about, told })
}

fn no_plan(error: ReplanError) -> NoPlan {
    match error {
        ReplanError::NoRoundLeft => NoPlan::Over,
        _ => NoPlan::Broken,
    }
}

fn moment(now: Now) -> Moment {
    match now {
        Now::NotStarted => Moment::BeforeFirst,
        Now::In { phase, .. } if phase.kind == PhaseKind::Talk => Moment::During(round_id(phase.round)),
        Now::In { phase, .. } => Moment::After(round_id(phase.round - 1)),
        Now::Over => Moment::After(String::new()),
    }
}

fn changes(instance: &Instance, before: &Plan, after: &Plan) -> Vec<Move> {
    let seat = |seat: &Seat| (round_number(&seat.round), seat.table.clone());
    causes(instance, before, after)
        .into_iter()
        .map(|one| {
            let (from, to) = match &one.change.kind {
                ChangeKind::Gained { to } => (None, Some(seat(to))),
                ChangeKind::Lost { from } => (Some(seat(from)), None),
                ChangeKind::Moved { from, to } => (Some(seat(from)), Some(seat(to))),
            };
            let (resident, party) = (one.change.resident, one.change.employer);
            Move { resident, party, from, to, cause: Some(one.cause), began: one.began }
        })
        .collect()
}

impl Input {
    /// Residents who did not come, as the planner names them.
    fn absent(&self) -> Vec<String> {
        self.people
            .iter()
            .filter(|person| person.attendance == Attendance::NoShow)
            .map(|person| person.resident.id.to_string())
            .collect()
    }
}
