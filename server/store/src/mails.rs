//! Messages that go by e-mail: that one is to be sent, and what came of it. Neither address nor words are kept here. Who
//! changes a mail and what somebody was told takes the mail first, so that two of them never wait for each other.

use crate::db::{Sql, locking};
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::fair::mailing::MailState;
use domain::fair::telling::Message;
use domain::ids::{CommandId, FairId, LocationId, ResidentId};

macro_rules! columns {
    () => {
        "id, fair_id, resident_id, message, location_id, about, state, tries, next_ms, made_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The command that asked for it: pressed once more, it is another mail.
    pub id: CommandId,
    pub fair: FairId,
    pub resident: ResidentId,
    pub message: Message,
    pub location: LocationId,
    /// What it speaks of, as in what somebody was told.
    pub about: String,
    pub state: MailState,
    pub tries: u32,
    /// Not before this time; while one process sends it, not before it is surely done.
    pub next_ms: i64,
    pub made_ms: i64,
}

impl Record for Mail {
    fn read(row: &Row) -> Result<Mail, StoreError> {
        Ok(Mail {
            id: CommandId(row.get("id")?),
            fair: FairId(row.get("fair_id")?),
            resident: ResidentId(row.get("resident_id")?),
            message: row.word("message", Message::parse)?,
            location: LocationId(row.get("location_id")?),
            about: row.get("about")?,
            state: row.word("state", MailState::parse)?,
            tries: row.number("tries")?,
            next_ms: row.get("next_ms")?,
            made_ms: row.get("made_ms")?,
        })
    }
}

/// In the place of an earlier one that told this person the same kind of message.
pub async fn put(tx: &mut Tx, mail: &Mail) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO mails (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (fair_id, resident_id, message) DO UPDATE SET \
         id = excluded.id, about = excluded.about, state = excluded.state, tries = excluded.tries, \
         next_ms = excluded.next_ms, made_ms = excluded.made_ms"
    );
    let m = mail;
    let values = args![
        m.id,
        m.fair,
        m.resident,
        m.message.as_str(),
        m.location,
        &m.about,
        m.state.as_str(),
        m.tries,
        m.next_ms,
        m.made_ms,
    ];
    tx.run(SQL, values).await.map(drop)
}

/// This message to this person, held until the transaction ends.
pub async fn lock(
    tx: &mut Tx,
    fair: FairId,
    resident: ResidentId,
    message: Message,
) -> Result<Option<Mail>, StoreError> {
    let held = locking!(
        "SELECT ",
        columns!(),
        " FROM mails WHERE fair_id = $1 AND resident_id = $2 AND message = $3"
    );
    tx.one(held, args![fair, resident, message.as_str()]).await
}

/// Not to be sent after all, or told in another way. False: there was none.
pub async fn delete(
    tx: &mut Tx,
    fair: FairId,
    resident: ResidentId,
    message: Message,
) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM mails WHERE fair_id = $1 AND resident_id = $2 AND message = $3";
    tx.did(SQL, args![fair, resident, message.as_str()]).await
}

/// Whether one is to be sent now: asked often, so it holds nothing.
pub async fn any_due(tx: &mut Tx, now_ms: i64) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 AS n FROM mails WHERE state = 'waiting' AND next_ms <= $1 LIMIT 1";
    Ok(tx.row(SQL, args![now_ms]).await?.is_some())
}

/// The one that is due longest, held until the transaction ends; one that another process holds is passed over.
pub async fn next_due(tx: &mut Tx, now_ms: i64) -> Result<Option<Mail>, StoreError> {
    macro_rules! text {
        ($lock:literal) => {
            concat!(
                "SELECT ",
                columns!(),
                " FROM mails WHERE state = 'waiting' AND next_ms <= $1 ORDER BY next_ms, id LIMIT 1",
                $lock
            )
        };
    }
    const SQL: Sql = Sql::new(text!(""), text!(" FOR NO KEY UPDATE SKIP LOCKED"));
    tx.one(SQL, args![now_ms]).await
}

/// One more try: nobody else takes it before `until_ms`.
pub async fn lease(tx: &mut Tx, id: CommandId, until_ms: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE mails SET tries = tries + 1, next_ms = $2 WHERE id = $1";
    tx.run(SQL, args![id, until_ms]).await.map(drop)
}

/// What came of that try. False: it was taken back meanwhile, or somebody else tries it by now.
pub async fn settle(
    tx: &mut Tx,
    (id, tries): (CommandId, u32),
    state: MailState,
    next_ms: i64,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE mails SET state = $3, next_ms = $4 WHERE id = $1 AND tries = $2 AND state = 'waiting'";
    tx.did(SQL, args![id, tries, state.as_str(), next_ms]).await
}

/// All about a fair, the latest first.
pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<Mail>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM mails WHERE fair_id = $1 ORDER BY made_ms DESC, resident_id, message"
    );
    tx.all(SQL, args![fair]).await
}

/// Forgets those that were made before this time and are sent or given up. How many.
pub async fn delete_over(tx: &mut Tx, made_before_ms: i64) -> Result<u64, StoreError> {
    tx.run("DELETE FROM mails WHERE made_ms < $1 AND state <> 'waiting'", args![made_before_ms]).await
}
