//! What each screen shows, and nothing more: the projections. One file per slice.

mod fair;
mod follow_up;
mod location;
mod pipeline;
mod rotation;
mod scoring;

pub use fair::{EmployerView, FairHead, FairView, PersonView, VacancyView};
pub use follow_up::SheetRow;
pub use location::{LocationView, LoginView, Me, StaffView};
pub use pipeline::{CandidacyRow, FollowUpView};
pub use rotation::{
    ChangeView, ConsoleView, Deed, DeviceKind, DeviceView, GoView, HappenedView, Kept, MeetingView, PlanView,
    ProjectorView, ProposalView, SeatView, TableView,
};
pub use scoring::{NoteView, SheetView, TabletTalk, TabletView};

use serde::{Deserialize, Serialize};

/// A scope as one viewer sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
// Tagged from outside: the browser then reads it in one pass, which saves a fifth of its code.
#[serde(rename_all = "snake_case")]
pub enum View {
    Location(Box<LocationView>),
    Fair(Box<FairView>),
    Console(Box<ConsoleView>),
    Tablet(Box<TabletView>),
    Projector(Box<ProjectorView>),
    FollowUp(Box<FollowUpView>),
}
