//! "Messages": who is to be told what about a fair. For staff, under the workplace's door and drawn each time: telephone
//! numbers stay out of what a device keeps.

use super::fair::{head, path};
use super::sign_up::{field, pairs};
use super::{Reply, Visit};
use crate::app::App;
use crate::sign_in::{Signed, from_app};
use crate::{chance, commands};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::SignUpState;
use domain::fair::mailing::MailState;
use domain::fair::telling::{Message, Told};
use domain::ids::{CommandId, FairId, ResidentId};
use domain::lang::Lang;
use domain::people::Contact;
use domain::policy::{Facts, May, may};
use domain::time::from_ms;
use leptos::prelude::{Owner, provide_context};
use std::collections::{BTreeMap, HashMap};
use store::fairs::Fair;
use store::residents::Resident;
use store::{StoreError, Tx, fairs, mails, residents, sign_ups, tellings};
use sync::{Envelope, Outcome, Rejection};
use ui::public::form::{KEY, MESSAGE, ONE, RESIDENT, TOLD};
use ui::public::mail_words as words_of;
use ui::public::views::{Failed, MailIs, MailWords, Page, Sorry, TellPage, Telling, ToldOf, Went};

/// Who is looked at, at once: a page of paper, and a while of work.
const DUE_MAX: usize = 50;
/// What was told lately, to be taken back; beside it stand all e-mails that have not gone, as many as are looked at.
const TOLD_MAX: usize = 10;

pub async fn page(Path(fair): Path<FairId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, fair)) = allowed(&visit, fair).await? else { return Ok(None) };
        let mut tx = visit.app.store.read().await?;
        visit.at(&mut tx, fair.location).await?;
        load(&visit, &mut tx, &fair).await.map(Some)
    };
    match loaded.await {
        Ok(Some(page)) => visit.page(Page::Tell(Box::new(page))),
        // What is not theirs looks like what is not there.
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}

pub async fn mark(Path(fair): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    visit.settled(marked(&visit, fair, &pairs(&body)).await)
}

async fn marked(visit: &Visit, fair: FairId, pairs: &[(String, String)]) -> Result<Reply, StoreError> {
    let nothing = || Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    let Some((signed, _)) = allowed(visit, fair).await? else { return nothing() };
    let told = match field::<String>(pairs, TOLD).as_deref() {
        Some("mail") => return sent(visit, &signed, fair, pairs).await,
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    let (Some(id), Some(resident), Some(message), Some(told)) =
        (field::<CommandId>(pairs, KEY), field(pairs, RESIDENT), field(pairs, MESSAGE), told)
    else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    let command = Command::MarkTold { fair, resident, message, told };
    match asked(visit, &signed, id, command).await? {
        Outcome::Rejected(Rejection::NotFound) => nothing(),
        // Whatever changed meanwhile stands on the page.
        _ => Ok(visit.go_to(&visit.path)),
    }
}

async fn asked(
    visit: &Visit,
    signed: &Signed,
    id: CommandId,
    command: Command,
) -> Result<Outcome, StoreError> {
    let envelope = Envelope { id, made_at_ms: visit.app.clock.now_ms(), command };
    Ok(commands::execute(&visit.app, &signed.actor, &envelope).await?.outcome)
}

/// One e-mail, or all that stood on the page: each is a command of its own.
async fn sent(
    visit: &Visit,
    signed: &Signed,
    fair: FairId,
    pairs: &[(String, String)],
) -> Result<Reply, StoreError> {
    let read = |text: &str| -> Option<(CommandId, ResidentId, Message)> {
        let mut parts = text.split(' ');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    let ones = pairs.iter().filter(|(name, _)| name == ONE).take(DUE_MAX);
    let Some(ones) = ones.map(|(_, text)| read(text)).collect::<Option<Vec<_>>>() else {
        return Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm));
    };
    for (id, resident, message) in ones {
        // Whatever changed meanwhile stands on the page.
        asked(visit, signed, id, Command::SendMessage { fair, resident, message }).await?;
    }
    Ok(visit.go_to(&visit.path))
}

/// What an e-mail says to somebody who stands so, in the wording of the location.
pub async fn mail_words(
    app: &App,
    tx: &mut Tx,
    fair: &Fair,
    (message, until_ms): (Message, Option<i64>),
    origin: &str,
    lang: Lang,
) -> Result<MailWords, StoreError> {
    let head = head(tx, fair).await?;
    let wording = app.overlays.of(tx, fair.location).await?;
    let link = format!("{origin}{}", path(fair.id));
    let owner = Owner::new();
    let words = owner.with(|| {
        provide_context(wording);
        words_of(message, until_ms, &head, &link, lang)
    });
    owner.cleanup();
    Ok(words)
}

fn mail_is(app: &App) -> MailIs {
    match &app.settings.mail {
        None => MailIs::Off,
        Some(mailing) => match mailing.to_folder() {
            None => MailIs::On,
            Some(folder) => MailIs::Folder(folder.display().to_string()),
        },
    }
}

/// Who asks and about which fair, where they may tell people of it.
async fn allowed(visit: &Visit, id: FairId) -> Result<Option<(Signed, Fair)>, StoreError> {
    let Some(signed) = from_app(&visit.app, &visit.headers).await? else { return Ok(None) };
    let mut tx = visit.app.store.read().await?;
    let Some(fair) = fairs::get(&mut tx, id).await? else { return Ok(None) };
    let resident = ResidentId(uuid::Uuid::nil());
    let command = Command::MarkTold { fair: id, resident, message: Message::Reminder, told: true };
    let facts = Facts { location: Some(fair.location), ..Facts::default() };
    Ok((may(&signed.actor, &command, &facts) == May::Allowed).then_some((signed, fair)))
}

async fn load(visit: &Visit, tx: &mut Tx, fair: &Fair) -> Result<TellPage, StoreError> {
    let now = from_ms(visit.app.clock.now_ms());
    let states: HashMap<ResidentId, SignUpState> =
        sign_ups::of_fair(tx, fair.id).await?.into_iter().map(|row| (row.resident, row.state)).collect();
    let mut told: HashMap<ResidentId, Vec<Told>> = HashMap::new();
    let all = tellings::of_fair(tx, fair.id).await?;
    for telling in &all {
        told.entry(telling.resident).or_default().push(telling.told.clone());
    }
    let mails: HashMap<(ResidentId, Message), MailState> = mails::of_fair(tx, fair.id)
        .await?
        .into_iter()
        .map(|one| ((one.resident, one.message), one.state))
        .collect();
    let failed = |of: ResidentId, message| match mails.get(&(of, message))? {
        MailState::Refused => Some(Failed::Refused),
        MailState::GivenUp => Some(Failed::GivenUp),
        MailState::Waiting | MailState::Sent => None,
    };
    let people: BTreeMap<ResidentId, Resident> =
        residents::of_location(tx, fair.location).await?.into_iter().map(|one| (one.id, one)).collect();
    let day = commands::day_of(fair);
    let mut due: Vec<_> = people
        .values()
        .filter_map(|one| {
            let state = states.get(&one.id).copied();
            let told = told.get(&one.id).map_or(&[][..], Vec::as_slice);
            // Who came in by a file is known to the location itself.
            Some((day.due(state, one.code.is_some(), told, now)?, state, one))
        })
        .collect();
    due.sort_by_key(|(message, _, one)| (failed(one.id, *message).is_none(), *message, one.number));
    let more = u32::try_from(due.len().saturating_sub(DUE_MAX)).unwrap_or(u32::MAX);
    let due = due.into_iter().take(DUE_MAX).map(|(message, state, one)| Telling {
        resident: one.id,
        number: one.number,
        name: one.name.clone(),
        lang: one.lang,
        message,
        until_ms: state.and_then(SignUpState::until_ms),
        phone: match &one.contact {
            Contact::Phone(phone) => Some(phone.clone()),
            Contact::Email(_) | Contact::Desk | Contact::RoomSlip => None,
        },
        email: matches!(one.contact, Contact::Email(_)),
        failed: failed(one.id, message),
        key: CommandId(chance::id()),
    });
    let waits = |telling: &tellings::Telling| {
        mails.get(&(telling.resident, telling.told.message)) == Some(&MailState::Waiting)
    };
    let lately = all.iter().enumerate().filter(|(at, telling)| *at < TOLD_MAX || waits(telling));
    let told = lately.take(TOLD_MAX + DUE_MAX).filter_map(|(_, telling)| {
        let one = people.get(&telling.resident)?;
        Some(ToldOf {
            resident: one.id,
            number: one.number,
            name: one.name.clone(),
            message: telling.told.message,
            at_ms: telling.told.at_ms,
            mail: mails.get(&(one.id, telling.told.message)).and_then(|state| match state {
                MailState::Waiting => Some(Went::Waits),
                MailState::Sent => Some(Went::Sent),
                MailState::Refused | MailState::GivenUp => None,
            }),
            key: CommandId(chance::id()),
        })
    });
    Ok(TellPage {
        fair_link: format!("{}{}", visit.origin(), path(fair.id)),
        action: visit.path.clone(),
        fair: fair.id,
        mail: mail_is(&visit.app),
        due: due.collect(),
        more,
        told: told.collect(),
        head: head(tx, fair).await?,
    })
}
