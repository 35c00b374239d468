//! Someone comes later, leaves early or is back; an interpreter, a table or an employer likewise; a round does not take place. It is kept for the day,
//! so that every plan from now on knows it, and a mended plan is proposed at once.

use crate::commands::{Desk, Done, actor_word};
use domain::fair::phases;
use domain::ids::SessionId;
use domain::rotation::{Now, Who, away_rounds};
use store::fairs::Session;
use store::{StoreError, Tx, away, fairs, plans, sign_ups, timers};
use sync::{Rejection, Scope};

pub async fn mark(
    tx: &mut Tx,
    desk: &Desk<'_>,
    session: SessionId,
    who: Who,
    asked: &[u32],
) -> Result<Done, StoreError> {
    let Some(row) = fairs::lock_session(tx, session).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    if !is_of_the_day(tx, &row, who).await? {
        return Ok(Done::rejected(Rejection::NotFound));
    }
    let now = timers::get(tx, session).await?.now(&phases(&row.timetable), desk.now_ms);
    if now == Now::Over {
        return Ok(Done::rejected(Rejection::NotNow));
    }
    let all = away::of_session(tx, session).await?;
    let stands = all.into_iter().find(|(of, _)| *of == who).map(|(_, rounds)| rounds).unwrap_or_default();
    let last = row.timetable.rounds;
    let rounds = away_rounds(&stands, asked, who.first_round(now, last), last);
    let done = match rounds == stands {
        true => Done::noop(),
        false => {
            away::set(tx, row.location, session, who, &rounds, &actor_word(desk.actor), desk.now_ms).await?;
            // What waits was planned with someone who is not there, or without someone who is.
            let planned = plans::published(tx, session).await?.is_some()
                || plans::proposal(tx, session).await?.is_some();
            plans::discard_proposals(tx, session).await?;
            Done {
                replan: planned.then_some(session).into_iter().collect(),
                ..Done::applied(vec![Scope::Session(session)])
            }
        }
    };
    Ok(match who {
        Who::Resident(resident) => done.about(resident),
        _ => done,
    })
}

async fn is_of_the_day(tx: &mut Tx, session: &Session, who: Who) -> Result<bool, StoreError> {
    Ok(match who {
        Who::Resident(resident) => sign_ups::by_fair_and_resident(tx, session.fair, resident)
            .await?
            .is_some_and(|sign_up| sign_up.state.goes_on()),
        Who::Interpreter(id) => fairs::interpreters(tx, session.id).await?.iter().any(|one| one.id == id),
        Who::Table(id) => fairs::tables(tx, session.id).await?.iter().any(|table| table.id == id),
        Who::Employer(id) => fairs::parties(tx, session.id).await?.iter().any(|party| party.employer == id),
        Who::Hall(id) => id == session.id,
    })
}
