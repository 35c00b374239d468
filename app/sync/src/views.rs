//! What each screen shows, and nothing more: the projections. One file per slice.

mod contacts;
mod fair;
mod follow_up;
mod location;
mod pipeline;
mod reasons;
mod rotation;
mod scoring;

pub use contacts::{ContactView, ContactsView, RefusedView, ToldView};
pub use fair::{
    EmployerView, FairHead, FairView, GroupView, InterpreterView, PersonView, SeatingView, SetupView,
    VacancyView,
};
pub use follow_up::SheetRow;
pub use location::{LocationView, LoginView, Me, StaffView};
pub use pipeline::{CandidacyRow, FollowUpView};
pub use reasons::{
    CauseView, MissedView, PartyReasons, PersonReasons, PlanningView, ReasonView, ReasonsView,
};
pub use rotation::{
    ChangeView, ConsoleView, Deed, DeviceKind, DeviceView, GoView, HappenedView, Kept, MeetingView, PlanView,
    ProjectorView, ProposalView, SeatView, TableView, Undo,
};
pub use scoring::{HandView, NoteView, SheetView, TabletTalk, TabletView};

use serde::{Deserialize, Serialize};

/// What a tablet or the projector can be shown: reading no other view keeps their program small.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HallView {
    Tablet(Box<TabletView>),
    Projector(Box<ProjectorView>),
}

/// What staff can be shown between days.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeView {
    Location(Box<LocationView>),
    Fair(Box<FairView>),
    FollowUp(Box<FollowUpView>),
}

/// What the house shows: who works here. Its texts are no view.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseView {
    Location(Box<LocationView>),
}

/// What staff can be shown before a day.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrepareView {
    Location(Box<LocationView>),
    Fair(Box<FairView>),
}

/// What staff can be shown of a plan.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanScreenView {
    Location(Box<LocationView>),
    Console(Box<ConsoleView>),
    Reasons(Box<ReasonsView>),
}

/// What staff can be shown on the day.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayView {
    Location(Box<LocationView>),
    Console(Box<ConsoleView>),
    Contacts(Box<ContactsView>),
}

macro_rules! into_view {
    ($($from:ident: $($kind:ident)*;)*) => {$(
        impl From<$from> for View {
            fn from(view: $from) -> View {
                match view {
                    $($from::$kind(view) => View::$kind(view),)*
                }
            }
        }
    )*};
}
into_view! {
    HallView: Tablet Projector;
    OfficeView: Location Fair FollowUp;
    HouseView: Location;
    PrepareView: Location Fair;
    PlanScreenView: Location Console Reasons;
    DayView: Location Console Contacts;
}

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
    Contacts(Box<ContactsView>),
    FollowUp(Box<FollowUpView>),
    Reasons(Box<ReasonsView>),
}
