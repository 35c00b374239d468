//! Slice rotation on screens: the plan, the console of the live day, its devices, and the projector in the hall.

mod away;
pub mod clock;
mod console;
mod contacts;
mod devices;
mod needs;
mod pairing;
mod parties;
mod people;
mod plan;
mod plan_grid;
mod projector;
mod proposal;
mod reasons;
mod tiles;
pub mod told;
mod top;
mod why;

pub use console::ConsoleScreen;
pub use devices::DevicesScreen;
pub use plan::PlanScreen;
pub use projector::ProjectorApp;
