//! Messages that go by e-mail. A person of staff presses, which leaves a row; a job of the server process takes the rows
//! one by one, looks whether what they speak of still stands, makes the words and sends them. Here: that job. Who asks
//! for it is in `commands/fair/telling.rs`, how a mail looks in `mail/letter.rs`, how it leaves in `mail/way.rs`.
//!
//! A mail goes at least once. It is taken with a lease; a process that dies between the mail server's yes and our row
//! leaves it to be sent again, under the same Message-ID.

mod letter;
mod way;

pub use way::{Mailing, SettingWrong};

use crate::app::{App, Shared};
use crate::commands;
use crate::pages;
use chrono::TimeDelta;
use domain::fair::mailing::{MailState, Tried, after};
use domain::fair::telling::Day;
use domain::people::Contact;
use domain::time::from_ms;
use lettre::Message;
use std::time::Duration;
use store::mails::{self, Mail};
use store::{StoreError, Tx, fairs, residents, sign_ups, tellings};
use tokio::time::{MissedTickBehavior, interval};

/// How often a process looks: a press is on its way within this.
const EVERY: Duration = Duration::from_secs(5);
/// Mails of one run: then somebody else's turn comes first.
const RUN_MAX: usize = 20;
/// How long one process has a mail for itself. Longer than a try may take.
const LEASE_MS: i64 = 3 * 60_000;
const TRY_AT_MOST: Duration = Duration::from_secs(60);

/// Sends what is due, for as long as the process runs.
pub async fn send_due(app: Shared) {
    let mut every = interval(EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = run(&app).await {
            tracing::warn!(%error, "e-mails were not looked at; they are looked at again in a moment");
        }
    }
}

/// Takes what is due, one after the other, and a bounded number of them. How many it took.
pub async fn run(app: &App) -> Result<usize, StoreError> {
    let mut taken = 0;
    while taken < RUN_MAX {
        match take(app).await? {
            Taken::Nothing => break,
            Taken::Over => {}
            Taken::Letter(mail, letter) => {
                let tried = try_once(app, *letter).await;
                let settled = settle(app, &mail, tried).await?;
                metrics::counter!("werkronde_mails_total", "outcome" => settled.as_str()).increment(1);
            }
        }
        taken += 1;
    }
    Ok(taken)
}

enum Taken {
    Nothing,
    /// It was settled without a try.
    Over,
    Letter(Box<Mail>, Box<Message>),
}

/// The next one that is due, as it is to be sent now. One that no longer holds is dropped, and its message is due again.
async fn take(app: &App) -> Result<Taken, StoreError> {
    let now_ms = app.clock.now_ms();
    if !mails::any_due(&mut app.store.read().await?, now_ms).await? {
        return Ok(Taken::Nothing);
    }
    let mut tx = app.store.write().await?;
    let Some(mut mail) = mails::next_due(&mut tx, now_ms).await? else { return Ok(Taken::Nothing) };
    let Some(mailing) = &app.settings.mail else {
        // The setting is gone: they must hear of it in another way.
        give_up(&mut tx, &mail, MailState::GivenUp, now_ms).await?;
        tx.commit().await?;
        return Ok(Taken::Over);
    };
    let Some(letter) = letter(app, &mut tx, mailing, &mail, now_ms).await? else {
        mails::delete(&mut tx, mail.fair, mail.resident, mail.message).await?;
        take_back(&mut tx, &mail).await?;
        tx.commit().await?;
        return Ok(Taken::Over);
    };
    mails::lease(&mut tx, mail.id, now_ms + LEASE_MS).await?;
    mail.tries += 1;
    tx.commit().await?;
    Ok(Taken::Letter(Box::new(mail), Box::new(letter)))
}

/// None: who it was for has no address any more, or it would say what is not so.
async fn letter(
    app: &App,
    tx: &mut Tx,
    mailing: &Mailing,
    mail: &Mail,
    now_ms: i64,
) -> Result<Option<Message>, StoreError> {
    let found = (fairs::get(tx, mail.fair).await?, residents::get(tx, mail.resident).await?);
    let (Some(fair), Some(person)) = found else { return Ok(None) };
    let Contact::Email(address) = &person.contact else { return Ok(None) };
    let stands = sign_ups::by_fair_and_resident(tx, fair.id, person.id).await?.map(|row| row.state);
    let day: Day<'_> = commands::day_of(&fair);
    if !day.still_holds(mail.message, &mail.about, stands, from_ms(now_ms)) {
        return Ok(None);
    }
    let until_ms = stands.and_then(domain::fair::SignUpState::until_ms);
    let words =
        pages::mail_words(app, tx, &fair, (mail.message, until_ms), mailing.origin(), person.lang).await?;
    let made = letter::write(mailing, mail.id, address, &words, now_ms);
    if made.is_none() {
        // No mail can be made of it, now or later.
        tracing::error!("an e-mail could not be made; its message is due again");
    }
    Ok(made)
}

async fn try_once(app: &App, letter: Message) -> Tried {
    let Some(mailing) = &app.settings.mail else { return Tried::Failed };
    match tokio::time::timeout(TRY_AT_MOST, mailing.send(letter)).await {
        Ok(tried) => tried,
        Err(_) => {
            tracing::warn!("the mail server took too long");
            Tried::Failed
        }
    }
}

/// Writes what came of a try; where it stands now.
async fn settle(app: &App, mail: &Mail, tried: Tried) -> Result<MailState, StoreError> {
    let now_ms = app.clock.now_ms();
    let (state, wait) = after(mail.tries, tried);
    let mut tx = app.store.write().await?;
    match state.failed() {
        true => give_up(&mut tx, mail, state, now_ms).await?,
        false => {
            // Taken back meanwhile: then nothing is to be written.
            let next_ms = now_ms + wait.num_milliseconds().max(0);
            mails::settle(&mut tx, (mail.id, mail.tries), state, next_ms).await?;
        }
    }
    tx.commit().await?;
    Ok(state)
}

/// It will not arrive: whom it was for was not told, where nobody told them otherwise meanwhile.
async fn give_up(tx: &mut Tx, mail: &Mail, state: MailState, now_ms: i64) -> Result<(), StoreError> {
    if mails::settle(tx, (mail.id, mail.tries), state, now_ms).await? {
        take_back(tx, mail).await?;
    }
    Ok(())
}

async fn take_back(tx: &mut Tx, mail: &Mail) -> Result<(), StoreError> {
    let of = (mail.message, mail.about.as_str());
    tellings::take_back_about(tx, mail.fair, mail.resident, of).await.map(drop)
}

/// Forgets what was sent or given up long ago.
pub async fn forget(tx: &mut Tx, now_ms: i64) -> Result<(), StoreError> {
    let kept: TimeDelta = domain::fair::mailing::KEPT;
    mails::delete_over(tx, now_ms - kept.num_milliseconds()).await.map(drop)
}
