//! What staff told whom, and what they have sent by e-mail. Nothing goes without their press: it is marked, and can be
//! taken back. What sends is in `mail.rs`.

use crate::commands::{Desk, Done, actor_word};
use domain::fair::SignUpState;
use domain::fair::mailing::MailState;
use domain::fair::telling::{Day, Message, Told};
use domain::ids::{FairId, ResidentId};
use domain::people::Contact;
use domain::time::from_ms;
use store::fairs::Fair;
use store::mails::{self, Mail};
use store::residents::Resident;
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

/// A person and a fair of one location, and where they stand.
async fn found(
    tx: &mut Tx,
    (fair, resident): (FairId, ResidentId),
) -> Result<Option<(Fair, Resident, Option<SignUpState>)>, StoreError> {
    let found = (fairs::get(tx, fair).await?, residents::get(tx, resident).await?);
    let (Some(fair), Some(person)) = found else { return Ok(None) };
    if person.location != fair.location {
        return Ok(None);
    }
    let stands = sign_ups::by_fair_and_resident(tx, fair.id, resident).await?.map(|row| row.state);
    Ok(Some((fair, person, stands)))
}

/// Who stands otherwise by now was not told this. A mail that waits is not sent any more, whichever way they were told.
pub async fn mark(
    tx: &mut Tx,
    desk: &Desk<'_>,
    of: (FairId, ResidentId),
    message: Message,
    told: bool,
) -> Result<Done, StoreError> {
    let Some((fair, person, stands)) = found(tx, of).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let about = day_of(&fair).speaks_of(message, stands);
    if told && about.is_none() {
        return Ok(Done::rejected(Rejection::Outdated).about(person.id));
    }
    let unsent = mails::delete(tx, fair.id, person.id, message).await?;
    let changed = match about {
        Some(about) if told => tell(tx, desk, &fair, person.id, (message, about)).await?,
        _ => tellings::take_back(tx, fair.id, person.id, message).await?,
    };
    // No screen that follows a scope shows it: the page of messages is drawn when it is looked at.
    Ok(if changed || unsent { Done::applied(vec![]) } else { Done::noop() }.about(person.id))
}

/// They are told by e-mail: the server sends it in a moment, and takes the mark back where it does not arrive.
pub async fn send(
    tx: &mut Tx,
    desk: &Desk<'_>,
    of: (FairId, ResidentId),
    message: Message,
) -> Result<Done, StoreError> {
    let Some((fair, person, stands)) = found(tx, of).await? else {
        return Ok(Done::rejected(Rejection::NotFound));
    };
    let day = day_of(&fair);
    let about = day.speaks_of(message, stands).filter(|about| {
        let by_mail = desk.app.settings.mail.is_some() && matches!(person.contact, Contact::Email(_));
        by_mail && day.still_holds(message, about, stands, from_ms(desk.now_ms))
    });
    let Some(about) = about else { return Ok(Done::rejected(Rejection::Outdated).about(person.id)) };
    // The mail first, as whoever sends it does.
    mails::lock(tx, fair.id, person.id, message).await?;
    if !tell(tx, desk, &fair, person.id, (message, about.clone())).await? {
        return Ok(Done::noop().about(person.id));
    }
    let mail = Mail {
        id: desk.command,
        fair: fair.id,
        resident: person.id,
        message,
        location: fair.location,
        about,
        state: MailState::Waiting,
        tries: 0,
        next_ms: desk.now_ms,
        made_ms: desk.now_ms,
    };
    mails::put(tx, &mail).await?;
    Ok(Done::applied(vec![]).about(person.id))
}

async fn tell(
    tx: &mut Tx,
    desk: &Desk<'_>,
    fair: &Fair,
    resident: ResidentId,
    (message, about): (Message, String),
) -> Result<bool, StoreError> {
    let telling = Telling { fair: fair.id, resident, told: Told { message, about, at_ms: desk.now_ms } };
    tellings::tell(tx, fair.location, &telling, &actor_word(desk.actor)).await
}
