//! Which device wrote what on a sheet. Where more than one did, the last to arrive stands and every other stays here.

use super::{criterion, score};
use crate::row::{Row, args};
use crate::{StoreError, Tx};
use domain::ids::{DeviceId, SessionId, SheetId};
use domain::scoring::{Criterion, NextStep, Score, Verdict};
use std::collections::BTreeMap;

/// What one device wrote on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    pub sheet: SheetId,
    pub device: DeviceId,
    /// What the device is called.
    pub device_name: String,
    /// When it last wrote a score or verdict.
    pub at_ms: i64,
    /// Its last score of each criterion.
    pub scores: BTreeMap<Criterion, Score>,
    /// Its last verdict, whether or not that stands.
    pub verdict: Option<(Verdict, NextStep)>,
}

/// Writes down that a device gave this verdict, whatever becomes of it. The sheet's row is held, so that two at a time get
/// two turns.
pub async fn add_verdict(
    tx: &mut Tx,
    id: SheetId,
    device: DeviceId,
    verdict: Verdict,
    next_step: NextStep,
    at_ms: i64,
) -> Result<(), StoreError> {
    const HOLD: &str = "UPDATE sheets SET scorer = scorer WHERE id = $1";
    const SQL: &str = "INSERT INTO verdicts (sheet_id, turn, location_id, verdict, next_step, device_id, at_ms) \
                       SELECT id, (SELECT COUNT(*) FROM verdicts WHERE sheet_id = $1) + 1, location_id, $2, $3, $4, \
                       $5 FROM sheets WHERE id = $1";
    tx.run(HOLD, args![id]).await?;
    tx.run(SQL, args![id, verdict.as_str(), next_step.as_str(), device, at_ms]).await.map(drop)
}

/// Of every sheet of a session, by sheet and device.
pub async fn hands_of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<Hand>, StoreError> {
    const SCORES: &str = "SELECT h.sheet_id, h.device_id, COALESCE(d.name, '') AS name, h.criterion, h.score, h.at_ms \
                          FROM score_history h LEFT JOIN devices d ON d.id = h.device_id \
                          WHERE h.device_id IS NOT NULL AND h.sheet_id IN (SELECT id FROM sheets WHERE session_id = $1) \
                          ORDER BY h.sheet_id, h.criterion, h.turn";
    const VERDICTS: &str = "SELECT v.sheet_id, v.device_id, COALESCE(d.name, '') AS name, v.verdict, v.next_step, v.at_ms \
                            FROM verdicts v LEFT JOIN devices d ON d.id = v.device_id \
                            WHERE v.sheet_id IN (SELECT id FROM sheets WHERE session_id = $1) \
                            ORDER BY v.sheet_id, v.turn";
    let mut hands: BTreeMap<(SheetId, DeviceId), Hand> = BTreeMap::new();
    for row in tx.rows(SCORES, args![session]).await? {
        let (criterion, score) = (criterion(&row)?, score(&row)?);
        hand(&mut hands, &row)?.scores.insert(criterion, score);
    }
    for row in tx.rows(VERDICTS, args![session]).await? {
        let verdict = row.word("verdict", Verdict::parse)?;
        let next_step = row.word("next_step", NextStep::parse)?;
        hand(&mut hands, &row)?.verdict = Some((verdict, next_step));
    }
    Ok(hands.into_values().collect())
}

/// The hand that a row is about; its rows come in the order in which they were written.
fn hand<'a>(
    hands: &'a mut BTreeMap<(SheetId, DeviceId), Hand>,
    row: &Row,
) -> Result<&'a mut Hand, StoreError> {
    let (sheet, device) = (SheetId(row.get("sheet_id")?), DeviceId(row.get("device_id")?));
    let at_ms = row.get("at_ms")?;
    let device_name = row.get("name")?;
    let none = Hand { sheet, device, device_name, at_ms, scores: BTreeMap::new(), verdict: None };
    let hand = hands.entry((sheet, device)).or_insert(none);
    hand.at_ms = hand.at_ms.max(at_ms);
    Ok(hand)
}
