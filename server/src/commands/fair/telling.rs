//! What staff told whom. Nothing is sent from here: it is marked, and can be taken back.

use crate::commands::{Desk, Done, actor_word};
use domain::fair::telling::{Day, Message, Told};
use domain::ids::{FairId, ResidentId};
use domain::time::from_ms;
use store::fairs::Fair;
use store::tellings::{self, Telling};
use store::{StoreError, Tx, fairs, residents, sign_ups};
use sync::Rejection;

/// A fair as messages speak of it.
pub fn day_of(fair: &Fair) -> Day<'_> {
    Day {
        state: fair.state,
        starts: from_ms(fair.starts_ms),
        ends: from_ms(fair.ends_ms),
        place: &fair.place,
        meeting_point: &fair.meeting_point,
    }
}

/// A person and a fair of one location. Who stands otherwise by now was not told this.
pub async fn mark(
    tx: &mut Tx,
    desk: &Desk<'_>,
    (fair, resident): (FairId, ResidentId),
    message: Message,
    told: bool,
) -> Result<Done, StoreError> {
    let found = (fairs::get(tx, fair).await?, residents::get(tx, resident).await?);
    let (Some(fair), Some(person)) = found else { return Ok(Done::rejected(Rejection::NotFound)) };
    if person.location != fair.location {
        return Ok(Done::rejected(Rejection::NotFound));
    }
    let changed = if told {
        let stands = sign_ups::by_fair_and_resident(tx, fair.id, resident).await?.map(|row| row.state);
        let Some(about) = day_of(&fair).speaks_of(message, stands) else {
            return Ok(Done::rejected(Rejection::Outdated).about(resident));
        };
        let told = Told { message, about, at_ms: desk.now_ms };
        let telling = Telling { fair: fair.id, resident, told };
        tellings::tell(tx, fair.location, &telling, &actor_word(desk.actor)).await?
    } else {
        tellings::take_back(tx, fair.id, resident, message).await?
    };
    // No screen that follows a scope shows it: the page of messages is drawn when it is looked at.
    Ok(if changed { Done::applied(vec![]) } else { Done::noop() }.about(resident))
}
