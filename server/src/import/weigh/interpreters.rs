//! Interpreters of a fair, known by name. One who stands there otherwise changes, until the day has begun; then the row
//! is refused, not ignored.

use super::{Fate, Here, Weighed, at_minute, day_of};
use crate::chance;
use crate::import::interpreters::InterpreterRow;
use crate::import::keep::Write;
use domain::fair::folded;
use domain::ids::InterpreterId;
use std::collections::HashMap;
use store::fairs::{self, Interpreter};
use store::{StoreError, Tx, timers};
use sync::requests::MistakeReason;

pub async fn weigh(tx: &mut Tx, here: &Here, rows: &[InterpreterRow]) -> Result<Weighed, StoreError> {
    let sessions = fairs::sessions_of(tx, here.fair.id).await?;
    if sessions.is_empty() {
        return Ok(Weighed::without_session());
    }
    let mut weighed = Weighed { fates: vec![Fate::Same; rows.len()], ..Weighed::default() };
    for session in &sessions {
        let known = fairs::interpreters(tx, session.id).await?;
        let known: HashMap<_, _> = known.into_iter().map(|known| (folded(&known.name), known)).collect();
        let day = day_of(session);
        let begun = timers::has_begun(tx, session.id).await?;
        for (row, fate) in rows.iter().zip(0..) {
            let (from_ms, until_ms) = (at_minute(day, row.from_min), at_minute(day, row.until_min));
            match known.get(&folded(&row.name)) {
                None => {
                    weighed.fates[fate] = Fate::New;
                    weighed.writes.push(Write::NewInterpreter(Interpreter {
                        id: InterpreterId(chance::id()),
                        location: here.location,
                        session: session.id,
                        name: row.name.clone(),
                        langs: row.langs.clone(),
                        from_ms,
                        until_ms,
                    }));
                }
                Some(known) if begun && known.langs != row.langs => {
                    weighed.fault(row.row, "talen", MistakeReason::DayBegun);
                }
                Some(known) if begun && (known.from_ms, known.until_ms) != (from_ms, until_ms) => {
                    weighed.fault(row.row, "van", MistakeReason::DayBegun);
                }
                Some(known) => {
                    let wanted = Interpreter { langs: row.langs.clone(), from_ms, until_ms, ..known.clone() };
                    if wanted != *known {
                        weighed.fates[fate] = Fate::Changed;
                        weighed.writes.push(Write::Interpreter(wanted));
                    }
                }
            }
        }
    }
    Ok(weighed)
}
