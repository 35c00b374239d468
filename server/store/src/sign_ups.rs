//! Sign-ups: who has a place at a fair, who waits, and which vacancies they like.

use crate::held::{Tally, tally};
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::command::Needs;
use domain::fair::{Interest, SignUpState, VacancyInterest};
use domain::ids::{FairId, GroupId, LocationId, ResidentId, SignUpId, VacancyId};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, location_id, fair_id, resident_id, state, queue, needs_interpreter, needs_childcare, needs_transport, \
         created_ms, interpreter_lang, leave_at_min, shares_phone, offered_until_ms, group_id"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpRow {
    pub id: SignUpId,
    pub location: LocationId,
    pub fair: FairId,
    pub resident: ResidentId,
    pub state: SignUpState,
    /// Order of arrival, from 1, once per fair. A place on the standby list is counted from it.
    pub queue: u32,
    pub needs: Needs,
    /// An employer that wants to go on with them may have their telephone number.
    pub shares_phone: bool,
    /// With whom they come.
    pub group: Option<GroupId>,
    pub created_ms: i64,
}

impl Record for SignUpRow {
    fn read(row: &Row) -> Result<SignUpRow, StoreError> {
        let needs = Needs {
            interpreter: row.get("needs_interpreter")?,
            childcare: row.get("needs_childcare")?,
            transport: row.get("needs_transport")?,
            interpreter_lang: row.word_opt("interpreter_lang", |tag| tag.parse().ok())?,
            leave_at_min: row.number_opt("leave_at_min")?,
        };
        let state: &str = row.get("state")?;
        let state = SignUpState::parse(state, row.get("offered_until_ms")?);
        Ok(SignUpRow {
            id: SignUpId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            fair: FairId(row.get("fair_id")?),
            resident: ResidentId(row.get("resident_id")?),
            state: state.ok_or(StoreError::Corrupt("state"))?,
            queue: row.number("queue")?,
            needs,
            shares_phone: row.get("shares_phone")?,
            group: row.get::<Option<Uuid>>("group_id")?.map(GroupId),
            created_ms: row.get("created_ms")?,
        })
    }
}

/// [`StoreError::Taken`] when this person signed up for this fair before, also when they withdrew since.
pub async fn insert(
    tx: &mut Tx,
    sign_up: &SignUpRow,
    interests: &[VacancyInterest],
) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "INSERT INTO sign_ups (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let SignUpRow { id, location, fair, resident, state, queue, needs, shares_phone, group, created_ms } =
        sign_up;
    let values = args![
        *id,
        *location,
        *fair,
        *resident,
        state.as_str(),
        *queue,
        needs.interpreter,
        needs.childcare,
        needs.transport,
        *created_ms,
        needs.interpreter_lang.map(|lang| lang.tag()),
        needs.leave_at_min,
        *shares_phone,
        state.until_ms(),
        *group,
    ];
    tx.run(SQL, values).await?;
    came(tx, *fair, Tally::of(*state, *queue)).await?;
    add_interests(tx, *id, interests).await
}

/// One more, in the fair's row.
async fn came(tx: &mut Tx, fair: FairId, one: Tally) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE fairs SET placed = placed + $2, pending = pending + $3, offered = offered + $4, \
                       standby = standby + $5, last_queue = CASE WHEN last_queue < $6 THEN $6 ELSE last_queue END \
                       WHERE id = $1";
    if let Some(held) = tx.held.fairs.get_mut(&fair) {
        (held.tally, held.changed) = (held.tally.with(one), true);
        return Ok(());
    }
    let Tally { placed, pending, offered, standby, last_queue } = one;
    tx.run(SQL, args![fair, placed, pending, offered, standby, last_queue]).await.map(drop)
}

/// The fair's row after a change that is rarer than a sign-up, so all are counted.
async fn count_anew(tx: &mut Tx, of: SignUpId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE fairs SET \
        placed = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state IN ('placed', 'pending')), \
        pending = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state = 'pending'), \
        offered = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.offered_until_ms IS NOT NULL), \
        standby = (SELECT COUNT(*) FROM sign_ups s WHERE s.fair_id = fairs.id AND s.state = 'standby'), \
        last_queue = (SELECT COALESCE(MAX(s.queue), 0) FROM sign_ups s WHERE s.fair_id = fairs.id) \
        WHERE id = (SELECT fair_id FROM sign_ups WHERE id = $1) \
        RETURNING id, placed, pending, offered, standby, last_queue";
    let Some(row) = tx.row(SQL, args![of]).await? else { return Ok(()) };
    if let Some(held) = tx.held.fairs.get_mut(&FairId(row.get("id")?)) {
        (held.tally, held.changed) = (Tally::read(&row)?, false);
    }
    Ok(())
}

pub async fn get(tx: &mut Tx, id: SignUpId) -> Result<Option<SignUpRow>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM sign_ups WHERE id = $1"), args![id]).await
}

/// In order of arrival, withdrawn ones too.
/// Whether one of the two ids of a new sign-up is somebody's already.
pub async fn is_taken(tx: &mut Tx, id: SignUpId, resident: ResidentId) -> Result<bool, StoreError> {
    const SQL: &str =
        "SELECT 1 AS n FROM residents WHERE id = $1 UNION ALL SELECT 1 FROM sign_ups WHERE id = $2";
    Ok(tx.row(SQL, args![resident, id]).await?.is_some())
}

pub async fn of_fair(tx: &mut Tx, fair: FairId) -> Result<Vec<SignUpRow>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM sign_ups WHERE fair_id = $1 ORDER BY queue");
    tx.all(SQL, args![fair]).await
}

/// Newest first.
pub async fn of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<SignUpRow>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM sign_ups WHERE resident_id = $1 ORDER BY created_ms DESC, id DESC"
    );
    tx.all(SQL, args![resident]).await
}

pub async fn by_fair_and_resident(
    tx: &mut Tx,
    fair: FairId,
    resident: ResidentId,
) -> Result<Option<SignUpRow>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM sign_ups WHERE fair_id = $1 AND resident_id = $2");
    tx.one(SQL, args![fair, resident]).await
}

/// The place in the queue stays.
pub async fn set_state(tx: &mut Tx, id: SignUpId, state: SignUpState) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sign_ups SET state = $2, offered_until_ms = $3 WHERE id = $1";
    tx.run(SQL, args![id, state.as_str(), state.until_ms()]).await?;
    count_anew(tx, id).await
}

/// Whether an employer may have the telephone number. False when it stood so already.
pub async fn set_shares_phone(tx: &mut Tx, id: SignUpId, shares: bool) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE sign_ups SET shares_phone = $2 WHERE id = $1 AND shares_phone <> $2";
    tx.did(SQL, args![id, shares]).await
}

/// Whether somebody chose anything among the vacancies, be it "rather not".
pub async fn has_interests(tx: &mut Tx, id: SignUpId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT sign_up_id FROM sign_up_interests WHERE sign_up_id = $1 LIMIT 1";
    Ok(tx.row(SQL, args![id]).await?.is_some())
}

/// With whom somebody comes. False when it stood so already.
pub async fn set_group(tx: &mut Tx, id: SignUpId, group: Option<GroupId>) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE sign_ups SET group_id = $2 WHERE id = $1 AND group_id IS DISTINCT FROM $2";
    tx.did(SQL, args![id, group]).await
}

/// Who comes with this group, in order of arrival, withdrawn ones too.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<SignUpRow>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM sign_ups WHERE group_id = $1 ORDER BY queue");
    tx.all(SQL, args![group]).await
}

/// Someone who withdrew or let a place lapse comes back, behind everyone who came meanwhile. False when they had not
/// gone.
pub async fn come_back(
    tx: &mut Tx,
    id: SignUpId,
    state: SignUpState,
    queue: u32,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE sign_ups SET state = $2, offered_until_ms = $3, queue = $4 \
                       WHERE id = $1 AND state IN ('withdrawn', 'lapsed')";
    let came_back = tx.did(SQL, args![id, state.as_str(), state.until_ms(), queue]).await?;
    if came_back {
        count_anew(tx, id).await?;
    }
    Ok(came_back)
}

/// How many sign-ups of a fair stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Who has a place, and for whom one is kept until staff have decided.
    pub placed: u32,
    /// Of these, for how many staff have to decide.
    pub pending: u32,
    /// Places that are held for an answer, those whose time is over too.
    pub offered: u32,
    /// Of these, whose time is over.
    pub over: u32,
    pub standby: u32,
}

/// Who has a place, is asked for an answer, and waits. An offer until `over_until_ms` is over. Counts for a decision
/// only under [`crate::fairs::lock`].
pub async fn counts(tx: &mut Tx, fair: FairId, over_until_ms: i64) -> Result<Standing, StoreError> {
    const OVER: &str = "SELECT COUNT(*) AS n FROM sign_ups WHERE fair_id = $1 AND offered_until_ms <= $2";
    let Tally { placed, pending, offered, standby, .. } = tally_of(tx, fair).await?;
    let mut over = 0;
    if offered > 0
        && let Some(row) = tx.row(OVER, args![fair, over_until_ms]).await?
    {
        over = row.number("n")?;
    }
    Ok(Standing { placed, pending, offered, over, standby })
}

/// As the fair's row keeps it, so that nobody counts rows.
async fn tally_of(tx: &mut Tx, fair: FairId) -> Result<Tally, StoreError> {
    const SQL: &str = concat!("SELECT ", tally!(), " FROM fairs WHERE id = $1");
    if let Some(held) = tx.held.fairs.get(&fair) {
        return Ok(held.tally);
    }
    tx.row(SQL, args![fair]).await?.as_ref().map_or(Ok(Tally::default()), Tally::read)
}

/// Fairs that are still to come and have an offer whose time is over.
pub async fn fairs_with_offers_over(tx: &mut Tx, now_ms: i64) -> Result<Vec<FairId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT s.fair_id FROM sign_ups s JOIN fairs f ON f.id = s.fair_id \
                       WHERE s.offered_until_ms <= $1 AND f.starts_ms > $1 ORDER BY s.fair_id";
    let rows = tx.rows(SQL, args![now_ms]).await?;
    rows.iter().map(|row| Ok(FairId(row.get("fair_id")?))).collect()
}

/// The queue number of who comes next. Counts for a decision only under [`crate::fairs::lock`].
pub async fn next_queue(tx: &mut Tx, fair: FairId) -> Result<u32, StoreError> {
    Ok(tally_of(tx, fair).await?.last_queue + 1)
}

/// Everyone's choices, of withdrawn sign-ups too, by queue and vacancy.
pub async fn interests_of_fair(
    tx: &mut Tx,
    fair: FairId,
) -> Result<Vec<(ResidentId, VacancyInterest)>, StoreError> {
    const SQL: &str = "SELECT s.resident_id, i.vacancy_id, i.interest FROM sign_up_interests i \
                       JOIN sign_ups s ON s.id = i.sign_up_id WHERE s.fair_id = $1 \
                       ORDER BY s.queue, i.vacancy_id";
    let rows = tx.rows(SQL, args![fair]).await?;
    let read = |row: &Row| {
        let vacancy = VacancyId(row.get("vacancy_id")?);
        let interest = row.word("interest", Interest::parse)?;
        Ok((ResidentId(row.get("resident_id")?), VacancyInterest { vacancy, interest }))
    };
    rows.iter().map(read).collect()
}

/// Replaces the choices of this sign-up.
pub async fn set_interests(
    tx: &mut Tx,
    id: SignUpId,
    interests: &[VacancyInterest],
) -> Result<(), StoreError> {
    tx.run("DELETE FROM sign_up_interests WHERE sign_up_id = $1", args![id]).await?;
    add_interests(tx, id, interests).await
}

async fn add_interests(tx: &mut Tx, id: SignUpId, interests: &[VacancyInterest]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sign_up_interests (sign_up_id, vacancy_id, location_id, interest) \
                       SELECT id, $2, location_id, $3 FROM sign_ups WHERE id = $1";
    for VacancyInterest { vacancy, interest } in interests {
        tx.run(SQL, args![id, *vacancy, interest.as_str()]).await?;
    }
    Ok(())
}
