//! Plans. A plan's document is never edited: a change makes a child that names its parent.

use crate::db::{Sql, locking};
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{FairId, LocationId, PartyId, PlanId, ResidentId, SessionId};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, location_id, session_id, parent_id, state, document, about, made_ms, published_ms"
    };
}

/// How a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Waits for the organiser's word.
    Proposed,
    /// Rules the day; one per session.
    Published,
    /// A child took its place.
    Superseded,
    Discarded,
}

impl PlanState {
    fn as_str(self) -> &'static str {
        match self {
            PlanState::Proposed => "proposed",
            PlanState::Published => "published",
            PlanState::Superseded => "superseded",
            PlanState::Discarded => "discarded",
        }
    }

    fn parse(word: &str) -> Option<PlanState> {
        [PlanState::Proposed, PlanState::Published, PlanState::Superseded, PlanState::Discarded]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    pub id: PlanId,
    pub location: LocationId,
    pub session: SessionId,
    /// The published plan that it mends; None for the first.
    pub parent: Option<PlanId>,
    pub state: PlanState,
    /// A rotation plan, as JSON.
    pub document: String,
    /// What it keeps and what it changes, as JSON.
    pub about: String,
    pub made_ms: i64,
    pub published_ms: Option<i64>,
}

impl Record for PlanRow {
    fn read(row: &Row) -> Result<PlanRow, StoreError> {
        Ok(PlanRow {
            id: PlanId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            session: SessionId(row.get("session_id")?),
            parent: row.get::<Option<Uuid>>("parent_id")?.map(PlanId),
            state: row.word("state", PlanState::parse)?,
            document: row.get("document")?,
            about: row.get("about")?,
            made_ms: row.get("made_ms")?,
            published_ms: row.get("published_ms")?,
        })
    }
}

pub async fn insert(tx: &mut Tx, plan: &PlanRow) -> Result<(), StoreError> {
    const SQL: &str =
        concat!("INSERT INTO plans (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let PlanRow { id, location, session, parent, state, document, about, made_ms, published_ms } = plan;
    let values =
        args![*id, *location, *session, *parent, state.as_str(), document, about, *made_ms, *published_ms,];
    tx.run(SQL, values).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: PlanId) -> Result<Option<PlanRow>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM plans WHERE id = $1"), args![id]).await
}

pub async fn published(tx: &mut Tx, session: SessionId) -> Result<Option<PlanRow>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM plans WHERE session_id = $1 AND state = 'published'");
    tx.one(SQL, args![session]).await
}

/// The sessions of a fair, and whether people see a plan of each.
pub async fn sessions_of(tx: &mut Tx, fair: FairId) -> Result<Vec<(SessionId, bool)>, StoreError> {
    const SQL: &str = "SELECT s.id, (SELECT COUNT(*) FROM plans p WHERE p.session_id = s.id \
                       AND p.state = 'published') AS n FROM sessions s WHERE s.fair_id = $1 ORDER BY s.starts_ms, s.id";
    let rows = tx.rows(SQL, args![fair]).await?;
    rows.iter().map(|row| Ok((SessionId(row.get("id")?), row.get::<i64>("n")? > 0))).collect()
}

/// People saw a plan of this session once.
pub async fn was_published(tx: &mut Tx, session: SessionId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT id FROM plans WHERE session_id = $1 AND published_ms IS NOT NULL LIMIT 1";
    Ok(tx.row(SQL, args![session]).await?.is_some())
}

/// Some plan that people saw seats the two together.
pub async fn was_seated(
    tx: &mut Tx,
    session: SessionId,
    party: PartyId,
    resident: ResidentId,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "SELECT party_id FROM seated WHERE session_id = $1 AND party_id = $2 AND resident_id = $3";
    Ok(tx.row(SQL, args![session, party, resident]).await?.is_some())
}

/// The latest that waits.
pub async fn proposal(tx: &mut Tx, session: SessionId) -> Result<Option<PlanRow>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM plans WHERE session_id = $1 AND state = 'proposed' ORDER BY made_ms DESC, id DESC LIMIT 1"
    );
    tx.one(SQL, args![session]).await
}

/// A mended plan is due from now on, unless one was before.
pub async fn set_due(tx: &mut Tx, session: SessionId, now_ms: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sessions SET plan_due_ms = COALESCE(plan_due_ms, $2) WHERE id = $1";
    tx.run(SQL, args![session, now_ms]).await.map(drop)
}

/// The mended plan was made, or there is nothing left to plan.
pub async fn set_made(tx: &mut Tx, session: SessionId) -> Result<(), StoreError> {
    tx.run("UPDATE sessions SET plan_due_ms = NULL WHERE id = $1", args![session]).await.map(drop)
}

/// The sessions with a published plan for which a mended one is due, longest first.
pub async fn due(tx: &mut Tx) -> Result<Vec<SessionId>, StoreError> {
    const SQL: &str = "SELECT id FROM sessions WHERE plan_due_ms IS NOT NULL AND EXISTS \
                       (SELECT 1 FROM plans p WHERE p.session_id = sessions.id AND p.state = 'published') \
                       ORDER BY plan_due_ms, id LIMIT 1000";
    let rows = tx.rows(SQL, args![]).await?;
    rows.iter().map(|row| row.get("id").map(SessionId)).collect()
}

/// Publishes a proposal where the session's published plan is still `parent` (None: where there is none yet). The
/// old plan becomes superseded, other proposals are discarded. False, and nothing changed, when the parent no
/// longer stands or this is no proposal any more.
pub async fn publish(
    tx: &mut Tx,
    id: PlanId,
    parent: Option<PlanId>,
    now_ms: i64,
) -> Result<bool, StoreError> {
    const SUPERSEDE: &str = "UPDATE plans SET state = 'superseded' WHERE session_id = $1 AND id = $2 \
                             AND state = 'published' \
                             AND EXISTS (SELECT 1 FROM plans p WHERE p.id = $3 AND p.state = 'proposed')";
    const PUBLISH: &str = "UPDATE plans SET state = 'published', published_ms = $3 WHERE id = $1 \
                           AND state = 'proposed' AND NOT EXISTS \
                           (SELECT 1 FROM plans p WHERE p.session_id = $2 AND p.state = 'published')";
    const SEAT: Sql = Sql::new(
        "INSERT INTO seated (session_id, party_id, resident_id, location_id) \
         SELECT DISTINCT p.session_id, unhex(m.value ->> 'employer', '-'), unhex(m.value ->> 'resident', '-'), \
         p.location_id FROM plans p, json_each(p.document, '$.meetings') m \
         WHERE p.id = $1 AND m.value ->> 'resident' IS NOT NULL ON CONFLICT DO NOTHING",
        "INSERT INTO seated (session_id, party_id, resident_id, location_id) \
         SELECT DISTINCT p.session_id, (m ->> 'employer')::uuid, (m ->> 'resident')::uuid, p.location_id \
         FROM plans p, json_array_elements(p.document::json -> 'meetings') m \
         WHERE p.id = $1 AND m ->> 'resident' IS NOT NULL ON CONFLICT DO NOTHING",
    );
    let Some(plan) = get(tx, id).await? else { return Ok(false) };
    let session = plan.session;
    // Two organisers publish at once: the second waits here and then sees what the first did.
    tx.row(locking!("SELECT id FROM sessions WHERE id = $1"), args![session]).await?;
    if let Some(parent) = parent
        && !tx.did(SUPERSEDE, args![session, parent, id]).await?
    {
        return Ok(false);
    }
    let published = tx.did(PUBLISH, args![id, session, now_ms]).await?;
    if published {
        tx.run(SEAT, args![id]).await?;
        discard_proposals(tx, session).await?;
    }
    Ok(published)
}

pub async fn set_state(tx: &mut Tx, id: PlanId, state: PlanState) -> Result<(), StoreError> {
    tx.run("UPDATE plans SET state = $2 WHERE id = $1", args![id, state.as_str()]).await.map(drop)
}

/// Every proposal of this session that waits.
pub async fn discard_proposals(tx: &mut Tx, session: SessionId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE plans SET state = 'discarded' WHERE session_id = $1 AND state = 'proposed'";
    tx.run(SQL, args![session]).await.map(drop)
}

/// Why people got what they got, as JSON; kept apart because only one screen reads it. A plan is never edited, so
/// neither is this.
pub async fn set_reasons(
    tx: &mut Tx,
    location: LocationId,
    plan: PlanId,
    reasons: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO plan_reasons (plan_id, location_id, reasons) VALUES ($1, $2, $3)";
    tx.run(SQL, args![plan, location, reasons]).await.map(drop)
}

/// None for a plan from before they were kept.
pub async fn reasons(tx: &mut Tx, plan: PlanId) -> Result<Option<String>, StoreError> {
    let row = tx.row("SELECT reasons FROM plan_reasons WHERE plan_id = $1", args![plan]).await?;
    row.map(|row| row.get("reasons")).transpose()
}
