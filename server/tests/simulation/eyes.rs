//! What screens see. Many screens of a day are told the same: its text is read once, and shared.

use server::project::Drawing;
use std::collections::HashMap;
use std::sync::Arc;
use sync::edits::sum;
use sync::{Held, PullAnswer, Unfit, View};

/// A view as screens hold it.
pub type Seen = Arc<View>;
pub type Pull = sync::Pull<Seen>;

/// Views by what their texts are called.
#[derive(Default)]
pub struct Eyes(HashMap<u64, Seen>);

/// An answer as a browser reads it.
pub struct Heard {
    pub pull: Pull,
    /// The text of the view in it.
    pub held: Option<Arc<Held>>,
}

impl Eyes {
    /// Reads an answer with what the screen holds.
    pub fn read(&mut self, answer: &PullAnswer<Drawing>, held: Option<&Held>) -> Result<Heard, Unfit> {
        let Some(text) = answer.text(held)? else {
            return Ok(Heard { pull: answer.with(None), held: None });
        };
        let seen = self.0.entry(sum(&text));
        let view =
            seen.or_insert_with(|| Arc::new(serde_json::from_str(&text).expect("the view of this build")));
        let pull = answer.with(Some(view.clone()));
        Ok(Heard { pull, held: Some(Arc::new(Held::of(answer, text.into_owned()))) })
    }
}
