//! From the fair as it stands to a rotation instance and back: what the organiser sees is what the planner gets.
//! Eligibility is settled here and reaches the planner as a list of pairs; its reasons do not travel.

mod input;

pub use input::{Input, load};

use domain::fair::Attendance;
use domain::fair::{PhaseKind, phases};
use domain::rotation::{
    Budget, ChangeKind, Event, Meeting, Moment, Now, Plan, ReplanError, changes, first_open_round, plan,
    replan_instance,
};
use serde::{Deserialize, Serialize};
use store::fairs::Session;
use store::plans::PlanRow;
use store::{StoreError, Tx, timers};
use sync::views::Kept;

/// Moves of the first planner: enough for 120 people within a second.
const MOVES: u64 = 400_000;
const SEED: u64 = 1;

/// A plan that nobody has seen yet.
pub struct Draft {
    pub plan: Plan,
    pub about: About,
}

/// What is kept beside a plan's document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct About {
    pub kept: Kept,
    /// The first round that nobody had begun when it was made.
    pub first_open_round: u32,
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

/// Plans what is open. Keeps what has begun, and after fairness moves as few people as possible.
pub fn draft(input: &Input) -> Result<Draft, NoPlan> {
    let rounds = input.session.timetable.rounds;
    let first_open = first_open_round(input.now, rounds);
    if first_open > rounds {
        return Err(NoPlan::Over);
    }
    let base = input.instance();
    let before = input.published.as_ref().map(|row| Plan::parse(&row.document));
    let before = before.transpose().map_err(|_| NoPlan::Broken)?;
    let absent = input.absent();
    let instance = match &before {
        Some(current) => {
            let events = vec![Event::NoShow { residents: absent }];
            let mut current = current.clone();
            current
                .meetings
                .retain(|meeting| round_number(&meeting.round) >= first_open || input.sat(meeting));
            replan_instance(&base, &current, &moment(input.now), &events, base.id.clone()).map_err(no_plan)?
        }
        None => base.clone(),
    };
    let planned =
        plan(&instance, Budget { moves: MOVES }, SEED, &mut || false).map_err(|_| NoPlan::Broken)?;
    let moves = before.map(|before| moves(&base, &before, &planned.plan, first_open)).unwrap_or_default();
    let at_most_from_best = input::from_best(&planned);
    let kept = input.kept(&planned.plan, at_most_from_best);
    Ok(Draft { plan: planned.plan, about: About { kept, first_open_round: first_open, moves } })
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

fn moves(base: &domain::rotation::Instance, before: &Plan, after: &Plan, first_open: u32) -> Vec<Move> {
    let seat = |seat: &domain::rotation::Seat| (round_number(&seat.round), seat.table.clone());
    let mut list: Vec<Move> = changes(base, before, after)
        .into_iter()
        .map(|change| {
            let (from, to) = match &change.kind {
                ChangeKind::Gained { to } => (None, Some(seat(to))),
                ChangeKind::Lost { from } => (Some(seat(from)), None),
                ChangeKind::Moved { from, to } => (Some(seat(from)), Some(seat(to))),
            };
            Move { resident: change.resident, party: change.employer, from, to }
        })
        .collect();
    // What is over does not move anybody any more.
    list.retain(|change| {
        let round = change.to.as_ref().or(change.from.as_ref()).map_or(0, |(round, _)| *round);
        round >= first_open
    });
    list
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
