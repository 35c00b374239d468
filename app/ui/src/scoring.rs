//! Slice scoring on the tablet at an employer's tables: pairing, a name, and one sheet for each talk.

mod candidate;
mod card;
mod desk;
mod ending;
pub mod hands;
mod head;
mod name;
mod no_sheet;
mod outbox;
mod pair;
mod sheet;
mod tablet;
mod talks;
mod vacancies;
pub mod words;

pub use pair::PairScreen;
pub use tablet::TabletApp;
