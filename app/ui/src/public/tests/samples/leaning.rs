//! Three pictures, to look at.

use super::id;
use crate::public::views::LeaningPage;
use domain::fair::leaning::{Air, Leaning};
use domain::ids::CommandId;

/// One answered, two passed over.
pub fn leaning() -> LeaningPage {
    LeaningPage {
        action: "/mijn/werk/1".into(),
        key: CommandId(id(1_300)),
        leaning: Leaning { air: Some(Air::Outside), ..Leaning::default() },
        mine_path: "/mijn".into(),
    }
}
