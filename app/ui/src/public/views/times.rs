//! Times for second interviews: what who picks one and what who offers them is given.

use crate::public::form::TimeFault;
use domain::follow_up::FollowUpState;
use domain::ids::{CommandId, FollowUpId, TimeId};
use domain::time::Instant;

/// "This employer would like to talk again."
#[derive(Debug, Clone)]
pub struct SecondInterview {
    pub follow_up: FollowUpId,
    pub employer_name: String,
    /// What it is about.
    pub vacancy_title: String,
    pub state: FollowUpState,
    pub key: CommandId,
    pub times: InterviewTimes,
}

/// The times of a second interview, on the page of who picks one.
#[derive(Debug, Clone)]
pub struct InterviewTimes {
    /// POST: a time, or none where none of them fits.
    pub action: String,
    pub stands: TimesStand,
    /// What else can be picked, in order.
    pub free: Vec<FreeTime>,
    pub none_key: CommandId,
    /// Why they do not have what they just wanted to pick.
    pub no: Option<TimeNo>,
}

/// Why a time was not picked, or what was pressed not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeNo {
    /// It is not so any more.
    Gone,
    /// The person has another second interview then.
    SameTime,
}

/// What somebody said to the times.
#[derive(Debug, Clone)]
pub enum TimesStand {
    Nothing,
    Picked {
        starts: Instant,
        place: String,
    },
    NoneFits,
    /// Staff took back what they had picked.
    Lost,
}

#[derive(Debug, Clone)]
pub struct FreeTime {
    pub time: TimeId,
    pub starts: Instant,
    pub place: String,
    pub key: CommandId,
}

/// The vacancies for which somebody is to come a second time.
#[derive(Debug, Clone)]
pub struct PlanningPage {
    pub vacancies: Vec<ToPlan>,
}

#[derive(Debug, Clone)]
pub struct ToPlan {
    pub path: String,
    pub employer_name: String,
    pub vacancy_title: String,
    pub people: u32,
    /// Those of them who have no time yet.
    pub without: u32,
}

/// The times of one vacancy, for who offers them.
#[derive(Debug, Clone)]
pub struct TimesPage {
    pub employer_name: String,
    pub vacancy_title: String,
    /// POST.
    pub action: String,
    pub index_path: String,
    /// By number.
    pub people: Vec<PersonToPlan>,
    /// In order.
    pub offered: Vec<OfferedTime>,
    pub key: CommandId,
    pub time: TimeId,
    pub typed: crate::public::form::TypedTime,
    pub faults: Vec<TimeFault>,
    pub no: Option<TimeNo>,
    /// No more times for now.
    pub enough: bool,
}

#[derive(Debug, Clone)]
pub struct PersonToPlan {
    pub follow_up: FollowUpId,
    pub number: u32,
    pub name: String,
    /// Said yes, by themselves or by picking a time.
    pub wants: bool,
    pub stands: TimesStand,
    /// For picking a time on their behalf, and for "none of these fits".
    pub keys: [CommandId; 2],
}

#[derive(Debug, Clone)]
pub struct OfferedTime {
    pub time: TimeId,
    pub starts: Instant,
    pub place: String,
    /// Number and name of whose it is.
    pub held_by: Option<(u32, String)>,
    pub key: CommandId,
}
